"""The table of a program with more nodes than can stand in the page."""

import csv
import io
import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.behind import panel as opened

COUNT = 400
CHAIN = "v0 = 1\n" + "\n".join(f"v{k + 1} = v{k} + 1" for k in range(COUNT))


@pytest.fixture
def panel(page: Page) -> Locator:
    """Give the table of a long chain: v0 = 1, v1 = 2 and so on."""
    page.goto(f"/?{urlencode({'program': CHAIN})}")
    panel = opened(page, "Table")
    expect(panel.locator("table")).to_have_attribute("aria-rowcount", str(COUNT + 2))
    return panel


def row(panel: Locator, name: str) -> Locator:
    return panel.locator("tbody tr", has=panel.page.get_by_role("button", name=name, exact=True))


def scroll_to_the_end(panel: Locator) -> None:
    panel.get_by_role("region").evaluate("frame => frame.scrollTo(0, frame.scrollHeight)")


def test_only_the_rows_in_view_stand_in_the_page(panel: Locator) -> None:
    assert panel.locator("tr[data-node]").count() < 60
    expect(row(panel, "v0").locator("td.value")).to_have_text("1")
    scroll_to_the_end(panel)
    last = row(panel, f"v{COUNT}")
    expect(last).to_be_in_viewport()
    expect(last).to_have_attribute("aria-rowindex", re.compile(r"^402$"))
    expect(last.locator("td.value")).to_have_text(str(COUNT + 1))
    expect(row(panel, "v0")).to_have_count(0)
    assert panel.locator("tr[data-node]").count() < 60


def test_rows_follow_the_step(page: Page, panel: Locator) -> None:
    page.keyboard.press("Home")
    expect(row(panel, "v1").locator("td.value")).to_have_text("")
    page.keyboard.press("ArrowRight")
    expect(row(panel, "v1").locator("td.value")).to_have_text("2")
    expect(row(panel, "v2").locator("td.value")).to_have_text("")


def test_sorting_goes_over_all_rows(panel: Locator) -> None:
    head = panel.get_by_role("columnheader", name="value").get_by_role("button")
    head.click()
    head.click()
    first = panel.locator("tr[data-node]").first
    expect(first).to_have_attribute("aria-rowindex", "2")
    expect(first.locator("td.value")).to_have_text(str(COUNT + 1))


def test_all_rows_are_copied(page: Page, panel: Locator) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel.get_by_role("button", name="Copy as CSV").click()
    expect(panel.get_by_text("Copied")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == COUNT + 1


def test_the_arrows_go_from_row_to_row(page: Page, panel: Locator) -> None:
    panel.get_by_role("columnheader", name="id").get_by_role("button").focus()
    page.keyboard.press("Tab")
    focused = panel.locator("tbody :focus")
    expect(focused).to_have_text("v0")
    for _ in range(40):
        page.keyboard.press("ArrowDown")
    index = panel.locator("tr[data-node]", has=page.locator(":focus"))
    expect(index).to_have_attribute("aria-rowindex", "42")
    expect(index).to_be_in_viewport()
    for _ in range(38):
        page.keyboard.press("ArrowUp")
    expect(index).to_have_attribute("aria-rowindex", "4")
    expect(index).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#inspector")).to_be_visible()


def test_a_focused_row_that_leaves_hands_the_focus_to_the_table(panel: Locator) -> None:
    row(panel, "v0").get_by_role("button").focus()
    scroll_to_the_end(panel)
    expect(row(panel, f"v{COUNT}")).to_be_in_viewport()
    expect(panel.get_by_role("region")).to_be_focused()


def test_a_long_table_is_accessible(page: Page, panel: Locator) -> None:
    assert violations(page) == []
