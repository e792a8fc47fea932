"""What the tests of the descent page do by hand."""

import re

from playwright.sync_api import Locator, Page, expect

SLOW = 60_000
"""Milliseconds that a landscape and its descents may take on a busy machine."""


def opened(page: Page, address: str = "/descent") -> Locator:
    """Open the page and wait for its descents and its landscape; gives the figures."""
    page.goto(address)
    figures = page.locator("#figures")
    expect(page.locator("#figures span").nth(1)).to_be_visible(timeout=SLOW)
    expect(page.locator(".map-frame")).to_have_attribute(
        "data-levels", re.compile(r"[1-9]"), timeout=SLOW
    )
    return figures


def tab(page: Page, name: str) -> Locator:
    """Open a tab beside the landscape, and give what it shows."""
    sides = page.locator("#sides")
    sides.get_by_role("tab", name=name, exact=True).click()
    return sides.get_by_role("tabpanel", name=name, exact=True)


def put(page: Page, label: str, value: str) -> None:
    """Type a number into a field."""
    field = page.get_by_label(label, exact=True)
    field.fill(value)
    field.press("Enter")


def descents(page: Page) -> Locator:
    """Give the rows of the legend."""
    return page.locator(".run-legend li")
