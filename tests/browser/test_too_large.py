"""A program with more nodes than a picture holds: the page asks to open it as blocks."""

import os
import re
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.behind import panel
from tests.browser.test_graph_page import write
from tests.browser.visiting import visit_often
from tests.browser.waiting import reload
from tests.serving import ROOT, running

MOST = 20
CALLS = """\
def grow(x):
    a = sin(x) + cos(x)
    return a * a + exp(-a)
x = 1
y = grow(grow(grow(grow(x))))
"""
FLAT = "x = 1\n" + "\n".join(f"x = sin(x) + {k}" for k in range(MOST))


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Give the address of a server that draws no more than a few nodes."""
    env = {**os.environ, "CHAINRULE_PLACED_NODES": str(MOST)}
    with running([sys.executable, "-m", "app"], cwd=ROOT, env=env) as address:
        yield address


@pytest.fixture(scope="module")
def visitor(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """Give what the pages of that server have in common."""
    with visit_often(browser, server) as context:
        yield context


def offer(page: Page) -> Locator:
    return page.get_by_role("alert").get_by_role("button", name="Open as blocks")


def test_the_page_asks_and_opens_it_as_blocks(page: Page) -> None:
    page.goto("/")
    write(page, CALLS)
    expect(offer(page)).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("more than the 20 that can be placed")
    panel(page, "Table")
    expect(page.locator("#panels tr[data-node]").first).to_be_visible()  # the numbers are there
    expect(page.locator("#picture svg")).to_have_count(0)
    offer(page).click()
    expect(page.locator("#picture [data-node]")).to_have_count(5)
    expect(page.locator("#problem")).to_be_empty()
    expect(page.get_by_label("Detail")).to_have_value("blocks")
    expect(page.locator("#picture")).to_be_focused()  # the stage's keys work at once


def test_a_keyboard_answers_the_question(page: Page) -> None:
    page.goto("/")
    write(page, CALLS)
    expect(offer(page)).to_be_visible()
    page.get_by_role("textbox", name="Program").focus()
    for _ in range(6):
        page.keyboard.press("Tab")
        if offer(page).evaluate("button => button === document.activeElement"):
            break
    expect(offer(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#picture [data-node]")).to_have_count(5)


def test_a_link_is_asked_about_too(page: Page) -> None:
    page.goto("/")
    write(page, CALLS)
    offer(page).click()
    expect(page.locator("#picture svg")).to_be_visible()
    page.get_by_label("Detail").select_option("elementary")
    expect(offer(page)).to_be_visible()
    page.wait_for_url(re.compile("d=elementary"))
    reload(page)
    expect(offer(page)).to_be_visible()
    offer(page).click()
    expect(page.locator("#picture [data-node]")).to_have_count(5)


def test_where_blocks_would_not_help_nothing_is_asked(page: Page) -> None:
    page.goto("/")
    write(page, FLAT)
    expect(page.get_by_role("alert")).to_contain_text("more than the 20 that can be placed")
    panel(page, "Table")
    expect(page.locator("#panels tr[data-node]").first).to_be_visible()
    expect(offer(page)).to_have_count(0)


def test_the_question_is_accessible(page: Page) -> None:
    page.goto("/")
    write(page, CALLS)
    expect(offer(page)).to_be_visible()
    assert violations(page) == []
