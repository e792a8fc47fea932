"""A visitor's context: of a desk's size, at home on a server."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext

from tests.browser.waiting import WATCH


@contextmanager
def visit(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """Open a context of a desk's size, at home on a server."""
    with browser.new_context(
        base_url=server, viewport={"width": 1280, "height": 720}, locale="en-US"
    ) as context:
        context.add_init_script(WATCH)
        yield context


@contextmanager
def visit_often(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """Open such a context for one page after the other.

    Its first page stays, and has no script: it keeps the process of all that follow, and with it
    what was compiled for one of them.
    """
    with visit(browser, server) as context:
        context.new_page().goto("/healthz")
        yield context
