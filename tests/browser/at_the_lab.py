"""What the tests of the lab do by hand: open it, run it, set it, take away what it has made."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.behind import more

SLOW = 60_000
"""Milliseconds that a run may take on a busy machine."""

IN_THE_MENU = ("Epoch", "New seed")


def opened(page: Page, address: str = "/boundary") -> Locator:
    """Open the lab and wait for the first moment of its run; gives the figures."""
    page.goto(address)
    figures = page.locator("#figures")
    expect(figures).to_have_attribute("data-update", re.compile(r"\d+"), timeout=SLOW)
    return figures


def button(page: Page, name: str) -> Locator:
    """Give a button of the run by its name; what stands in the menu is shown first."""
    place = more(page).locator("#more-buttons") if name in IN_THE_MENU else page.locator(".bar")
    return place.get_by_role("button", name=name, exact=True)


def press(page: Page, name: str) -> None:
    """Press a button of the run."""
    button(page, name).click()
    if name in IN_THE_MENU:
        page.locator("#more > summary").click()


def paced(page: Page, name: str = "fastest") -> None:
    """Choose how fast the run goes on."""
    page.get_by_label("Pace", exact=True).select_option(name)


def setting(page: Page, name: str) -> Locator:
    """Give a field of the settings that are always in reach."""
    return page.locator("#settings").get_by_label(name, exact=True)


def put(page: Page, name: str, value: str) -> None:
    """Set a number of those."""
    field = setting(page, name)
    field.fill(value)
    field.press("Enter")


def all_settings(page: Page) -> Locator:
    """Open the drawer of the others, unless it is open, and give it."""
    drawer = page.locator("#controls")
    if not drawer.is_visible():
        page.get_by_role("button", name="All settings").click()
    return drawer


def in_text(page: Page, panel: str) -> Locator:
    """Open a text of the drawer by its heading, unless it is open, and give its panel."""
    found = all_settings(page).locator("details").filter(has=page.get_by_text(panel, exact=True))
    if found.get_attribute("open") is None:
        found.locator("summary").click()
    return found


def stopping(page: Page, label: str, value: str) -> None:
    """Let the run stop by itself."""
    menu = more(page)
    menu.get_by_text("Run until").click()
    field = menu.get_by_label(label, exact=True)
    field.fill(value)
    field.press("Enter")
    page.locator("#more > summary").click()


def downloaded(page: Page, kind: str) -> tuple[str, Path]:
    """Take something away; gives its name and where it is."""
    button = more(page).locator(f'[data-share="{kind}"]')
    with page.expect_download() as download:
        button.click()
    return download.value.suggested_filename, Path(download.value.path())


def beside(page: Page, side: str) -> Locator:
    """Show what stands beside the plane by its tab, and give it."""
    sides = page.locator("#sides")
    sides.get_by_role("tab", name=side).click()
    return sides.get_by_role("tabpanel", name=side)


Opened = Callable[..., Locator]
"""A function that opens the lab and gives its figures."""
