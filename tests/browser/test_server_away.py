"""The page where the server is busy, away, or another one than before: it says so and goes on."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.behind import more, panel
from tests.browser.own_server import Server, page_of
from tests.browser.waiting import quiet, reload, until

CIRCUIT = "a = 3; b = 1\nf = 2*a + a*a + max(a, b)"
OTHER = "u = 7; w = 1\ng = u*u + w"
HALF = "u = 7; w = 1\ng = sigmod(u"
VALUES = "() => [...document.querySelectorAll('#picture .cr-value')].map((e) => e.textContent)"
OPAQUE = "Number(getComputedStyle(document.getElementById('picture')).opacity)"


@pytest.fixture
def away(browser: Browser, own: Server) -> Iterator[Page]:
    with page_of(browser, own) as page:
        yield page


def write(page: Page, program: str) -> None:
    page.get_by_role("textbox", name="Program").fill(program)


def step(page: Page) -> str:
    return page.get_by_label("Step", exact=True).input_value()


def test_a_restart_of_the_server_loses_nothing_and_needs_no_hand(away: Page, own: Server) -> None:
    page = away
    page.goto("/")
    panel(page, "Table")
    write(page, CIRCUIT)
    expect(page.locator("#picture [data-output] .cr-value")).to_have_text("18")
    expect(page.locator("#panels td.value").first).to_be_visible()
    expect(page.locator("body")).not_to_have_class(re.compile("stale"))
    for _ in range(3):
        page.get_by_role("button", name="One step back").click()
    here = step(page)
    own.stop()

    # What is there goes on without the server, and what is not is never another program's.
    page.get_by_role("button", name="One step back").click()
    assert int(step(page)) < int(here)
    write(page, OTHER)
    notice = page.locator("#connection")
    expect(notice).to_contain_text("The connection is lost; what you typed is kept. Trying again")
    expect(notice).to_contain_text(re.compile(r"again (in \d+ s|now)"))
    expect(page.locator("#behind")).to_have_text("This is the picture of an earlier text.")
    until(page, f"{OPAQUE} < 0.5")
    for figure in ("#step-card .sentence", "#panels td.value", "#timeline button"):
        expect(page.locator(figure).first).to_be_hidden()
    before = step(page)
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    more(page)
    expect(page.get_by_role("button", name="Trace, JSON")).to_be_disabled()
    assert step(page) == before
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Formula").click()  # its script is fetched when the server is back

    own.start()
    # It may have tried by itself already, and then there is no button any more.
    page.evaluate("for (const now of document.querySelectorAll('#connection button')) now.click()")
    expect(page.locator("#picture [data-output] .cr-value")).to_have_text("50")
    expect(notice).to_be_hidden()
    expect(page.locator("#behind")).to_be_empty()
    expect(page.get_by_role("alert")).to_be_empty()
    expect(page.locator("#panels .panel-formula math").first).to_be_visible()
    until(page, f"{OPAQUE} === 1")

    # A text with an error in it survives a reload, and a reload in the middle of typing.
    write(page, HALF)
    expect(page.get_by_role("alert")).to_contain_text("never closed")
    area = page.get_by_role("textbox", name="Program")
    area.press("End")
    area.press_sequentially(" +")
    reload(page)
    expect(area).to_have_value(f"{HALF} +")
    expect(page.get_by_role("tab", name="Formula")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#behind")).to_have_text("There is no picture of this program.")
    until(page, f"{OPAQUE} === 0")  # the server's is that of the first example
    undo = page.get_by_role("button", name="Undo")
    while area.input_value() != OTHER:
        undo.click()
    expect(page.locator("#picture [data-output] .cr-value")).to_have_text("50")
    expect(page.locator("body")).not_to_have_class(re.compile("stale"))

    # What a fault of the server leaves is an error with a way out.
    page.route("**/api/v1/trace", lambda route: route.fulfill(status=500, body="{}"))
    write(page, CIRCUIT)
    for _ in range(3):
        expect(notice).to_contain_text("The server made a mistake; trying again in")
        page.get_by_role("button", name="Try now").click()
    expect(notice).to_be_hidden()
    page.unroute("**/api/v1/trace")
    page.get_by_role("alert").get_by_role("button", name="Try again").click()
    expect(page.locator("#picture [data-output] .cr-value")).to_have_text("18")
    expect(page.get_by_role("alert")).to_be_empty()

    # The place survives too; and another tab begins with what its address says.
    for _ in range(2):
        page.get_by_role("button", name="One step back").click()
    here = step(page)
    reload(page)
    expect(page.locator("#picture [data-output] .cr-value")).to_have_text("18")
    until(page, f"document.querySelector('[aria-label=Step]').value === '{here}'")
    quiet(page)
    page.goto("/gates")
    page.go_back()
    expect(page.get_by_role("tab", name="Formula")).to_have_attribute("aria-selected", "true")
    until(page, f"document.querySelector('[aria-label=Step]').value === '{here}'")
    page.goto("/?example=gate-patterns")  # in the same tab, and begins afresh
    expect(page.locator("#panels")).to_be_hidden()
    expect(page.locator("#undo")).to_be_disabled()
    second = page.context.new_page()
    second.goto("/")
    expect(second.get_by_label("Step", exact=True)).to_be_enabled()
    assert "q = x + y" in second.get_by_role("textbox", name="Program").input_value()


def test_a_refused_page_says_so_and_has_its_picture_in_the_end(page: Page, server: str) -> None:
    refusals = 2

    def refuse(route: Route) -> None:
        nonlocal refusals
        if refusals > 0:
            refusals -= 1
            body = '{"title": "Too many requests at once", "detail": "40 requests wait"}'
            route.fulfill(status=429, headers={"Retry-After": "30"}, body=body)
        else:
            route.continue_()

    def plain(route: Route) -> None:
        """Answer as the server does when it has no time to draw."""
        text = route.fetch().text()
        body = re.sub(r'(<div class="picture[^"]*"[^>]*>).*?</svg>', r"\1", text, flags=re.DOTALL)
        assert body != text
        route.fulfill(body=body, content_type="text/html")

    page.route(f"{server}/", plain)
    page.route("**/api/v1/**", refuse)
    page.goto("/")
    notice = page.locator("#connection")
    expect(notice).to_contain_text(re.compile(r"The server is busy; trying again in [23]\d s"))
    expect(page.locator("#behind")).to_have_text("The picture of this program is not there yet.")
    page.get_by_role("button", name="Try now").click()
    expect(notice).to_be_hidden()
    until(page, f"({VALUES})().join() === '−2,5,,−4,'")
    expect(page.locator("body")).not_to_have_class(re.compile("stale"))


def test_a_page_of_an_older_version_says_so_and_goes_on(page: Page) -> None:
    page.route("**/static/version.txt", lambda route: route.fulfill(body="v000000000000"))
    page.goto("/")
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    page.evaluate("dispatchEvent(new Event('online'))")
    status = page.locator("#status")
    expect(status).to_contain_text("The server has a new version.")
    write(page, CIRCUIT)
    expect(page.locator("#picture [data-output] .cr-value")).to_have_text("18")
    quiet(page)
    status.get_by_role("button", name="Reload").click()
    expect(page.locator("#picture [data-output] .cr-value")).to_have_text("18")
    assert page.get_by_role("textbox", name="Program").input_value() == CIRCUIT


def test_a_second_visit_asks_for_almost_nothing(page: Page) -> None:
    asked: dict[str, str] = {}
    watching = page.context.new_cdp_session(page)
    watching.send("Network.enable")

    def ask(sent: dict[str, Any]) -> None:
        asked[sent["requestId"]] = sent["request"]["url"]

    def had(hit: dict[str, Any]) -> None:
        if hit.get("response", {"fromDiskCache": True})["fromDiskCache"]:
            asked.pop(hit["requestId"], None)

    watching.on("Network.requestWillBeSent", ask)
    watching.on("Network.requestServedFromCache", had)
    watching.on("Network.responseReceived", had)
    for path, ready in {
        "/": "document.querySelector('[aria-label=Step]')?.disabled === false",
        "/boundary": "document.querySelector('[data-figure=update]')?.textContent",
        "/gates": "document.querySelector('.reader')",
    }.items():
        for _ in range(2):
            page.goto("about:blank")
            asked.clear()
            page.goto(path)
            until(page, ready)
            quiet(page)
        fetched = [url for url in asked.values() if not url.startswith("data:")]
        assert 1 <= len(fetched) <= 3, (path, fetched)
