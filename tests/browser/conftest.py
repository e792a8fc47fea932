"""A real server and a real browser for the tests in this folder."""

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.browser import chromium
from tests.serving import running

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Give the address of a server that runs until the end of the session."""
    with running([sys.executable, "-m", "app"], cwd=ROOT) as address:
        yield address


# Not the session: while Playwright runs, no other test of this thread can run an event loop.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Give a browser that is shared by the tests of this folder."""
    with sync_playwright() as playwright:
        path = chromium.find(playwright)
        if path is None:
            pytest.fail(chromium.ADVICE, pytrace=False)
        with playwright.chromium.launch(executable_path=path, args=chromium.FLAGS) as browser:
            yield browser


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """Give an empty page of 1280×720; fails if it complained or asked another host."""
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and not _is_api_answer(message):
            complaints.append(f"console: {message.text} ({message.location['url']})")

    def watch(request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in ("data", "blob") and url.netloc != urlsplit(server).netloc:
            complaints.append(f"request to another host: {request.url}")

    with browser.new_context(
        base_url=server, viewport={"width": 1280, "height": 720}, locale="en-US"
    ) as context:
        context.on("console", hear)
        context.on("weberror", lambda error: complaints.append(f"page: {error.error}"))
        context.on("request", watch)
        page = context.new_page()
        page.set_default_timeout(10_000)
        yield page
    assert not complaints, "\n".join(complaints)


def _is_api_answer(message: ConsoleMessage) -> bool:
    """Tell the line that Chromium itself writes for an answer of 4xx, which the page handles."""
    return message.text.startswith(
        "Failed to load resource: the server responded with a status of 4"
    ) and urlsplit(message.location["url"]).path.startswith("/api/")
