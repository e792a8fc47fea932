"""What the tests of the classifier page do by hand."""

from playwright.sync_api import Locator, Page

SLOW = 60_000
"""Milliseconds that an answer may take on a busy machine."""


def opened(page: Page, address: str = "/classifier") -> Locator:
    """Open the page and wait for its numbers; gives the table of the open stage."""
    page.goto(address)
    page.locator('.weights-table [data-edit$=".0.0"]').first.wait_for(
        state="attached", timeout=SLOW
    )
    return page.locator(".stage-body:not([hidden]) table")


def cells(page: Page, part: str) -> list[str]:
    """Give the texts of a part of each cell of what learns, row by row."""
    return page.locator(f".weights-table td .{part}").all_inner_texts()


def choose(page: Page, setting: str, name: str) -> None:
    """Choose in a list of the settings."""
    page.locator(f'[data-setting="{setting}"] select').select_option(label=name)
