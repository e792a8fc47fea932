"""A real server and a real browser for the tests in this folder."""

import os
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    expect,
    sync_playwright,
)

from tests.browser import chromium
from tests.browser.own_server import Server
from tests.browser.visiting import visit, visit_often
from tests.browser.waiting import PATIENCE
from tests.serving import ROOT, running


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Give the address of a server that runs until the end of the session.

    It may compute for longer than others: beside four browsers two seconds are soon over, and what
    happens then is tested where the time is set (`tests/api/test_limits.py`).
    """
    env = {**os.environ, "CHAINRULE_COMPUTE_SECONDS": "20"}
    with running([sys.executable, "-m", "app"], cwd=ROOT, env=env) as address:
        yield address


# Not the session: while Playwright runs, no other test of this thread can run an event loop.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Give a browser that is shared by the tests of this folder."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        path = chromium.find(playwright)
        if path is None:
            pytest.fail(chromium.ADVICE, pytrace=False)
        with playwright.chromium.launch(executable_path=path, args=chromium.FLAGS) as browser:
            yield browser


@pytest.fixture
def own() -> Iterator[Server]:
    """Give a server that a test may stop and start."""
    server = Server()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="package")
def visitor(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """Give what the pages of these tests have in common: they keep the scripts they have fetched.

    A test begins without anything else that another left: storage, cookies, permissions, pages.
    """
    with visit_often(browser, server) as context:
        yield context


@pytest.fixture
def context(
    request: pytest.FixtureRequest, browser: Browser, visitor: BrowserContext, server: str
) -> Iterator[BrowserContext]:
    """Give the visitor, or to a test that is marked ``own_clock`` another: clocks outlast pages."""
    if request.node.get_closest_marker("own_clock"):
        with visit(browser, server) as own:
            yield own
    else:
        yield visitor
        clock = visitor.pages[0].evaluate("'__pwClock' in globalThis")
        assert not clock, "other tests would have its clock: mark it with own_clock"


@pytest.fixture
def page(context: BrowserContext, server: str) -> Iterator[Page]:
    """Give an empty page of 1280×720; fails if it complained or asked another host."""
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and not _is_api_answer(message):
            complaints.append(f"console: {message.text} ({message.location['url']})")

    def err(error: WebError) -> None:
        complaints.append(f"page: {error.error}")

    def watch(request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in ("data", "blob") and url.netloc != urlsplit(server).netloc:
            complaints.append(f"request to another host: {request.url}")

    context.on("console", hear)
    context.on("weberror", err)
    context.on("request", watch)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    stored = {"origin": server, "storageTypes": "cookies,local_storage,indexeddb"}
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", stored)
    context.clear_permissions()
    for left in context.pages[1:]:  # the first is no test's
        left.close()
    context.remove_listener("console", hear)
    context.remove_listener("weberror", err)
    context.remove_listener("request", watch)
    assert not complaints, "\n".join(complaints)


def _is_api_answer(message: ConsoleMessage) -> bool:
    """Tell the line that Chromium itself writes for an answer of 4xx, which the page handles."""
    return message.text.startswith(
        "Failed to load resource: the server responded with a status of 4"
    ) and urlsplit(message.location["url"]).path.startswith("/api/")
