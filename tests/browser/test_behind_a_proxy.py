"""The pages below a path of a site, behind a proxy; and what the lab says of a wrong proxy."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.behind import more
from tests.browser.waiting import PATIENCE
from tests.proxying import proxied
from tests.serving import running

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "/at/school"


@pytest.fixture
def visit(browser: Browser) -> Iterator[tuple[Page, list[str], list[str]]]:
    """Give a page, what it complained of, and what it asked."""
    with browser.new_context() as context:
        page, complaints, asked = context.new_page(), list[str](), list[str]()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda said: complaints.extend([said.text] * (said.type == "error")))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda opened: asked.append(opened.url.replace("ws:", "http:")))
        yield page, complaints, asked


def test_below_a_path_the_graph_answers_and_the_lab_trains(
    visit: tuple[Page, list[str], list[str]],
) -> None:
    page, complaints, asked = visit
    env = {**os.environ, "CHAINRULE_TRUSTED_PROXIES": "127.0.0.1"}
    command = [sys.executable, "-m", "app"]
    with running(command, cwd=ROOT, env=env) as server, proxied(server, PREFIX) as site:
        page.goto(f"{site}/")
        page.wait_for_selector("#timeline input:enabled")
        page.locator("#program").fill("a = 3; b = 4\nc = a * b")
        expect(page.locator("#picture [data-output] .cr-value")).to_have_text("12")
        with page.expect_websocket() as opened:
            page.get_by_role("link", name="Boundary").click()
        expect(page.locator("#summary")).to_contain_text("Paused at update 0")
        with opened.value.expect_event(
            "framereceived", lambda frame: '"running":true' in str(frame)
        ):
            page.get_by_role("button", name="Run", exact=True).click()
        more(page).get_by_role("link", name="Gates").click()
        page.locator(".open a").first.click()
        expect(page.locator("#picture [data-output]")).to_be_visible()
        page.get_by_role("link", name="API").click()
        expect(page.get_by_text("/api/v1/trace").first).to_be_visible(timeout=PATIENCE)
    assert [url for url in asked if not url.startswith((f"{site}/", "data:", "blob:"))] == []
    assert any(url.endswith("/train/live") for url in asked)
    assert complaints == []


def test_the_lab_says_what_is_wrong_where_a_proxy_hides_the_host(
    visit: tuple[Page, list[str], list[str]],
) -> None:
    page, _, _ = visit
    env = {**os.environ, "CHAINRULE_TRUSTED_PROXIES": "none", "CHAINRULE_ROOT_PATH": PREFIX}
    command = [sys.executable, "-m", "app"]
    with running(command, cwd=ROOT, env=env) as server, proxied(server, PREFIX) as site:
        page.goto(f"{site}/boundary")
        told = page.get_by_text("The server does not open a stream for this page")
        expect(told.first).to_be_visible()
        expect(told.first).to_contain_text("has to pass on the header Host")
        expect(told.first).to_contain_text(
            f"CHAINRULE_ALLOWED_ORIGINS has to name {site[: -len(PREFIX)]}"
        )
