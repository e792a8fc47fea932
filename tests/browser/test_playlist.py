"""A playlist leads a lecture from page to page."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error, FilePayload, Page, expect

from app.examples.playlists import Playlist, all_playlists
from tests.browser.axe import violations_in_every_look
from tests.browser.waiting import PATIENCE, until

OWN = """My lecture

1. [A product](./?example=multiply-gate#1/s=1)
   Ask first.
2. [A bowl](descent?preset=bowl)
3. [Thirteen points](boundary?preset=data-simple)
4. [The circuit](http://elsewhere:1/here/?example=xyz)
- not a link
"""


@pytest.fixture
def still(page: Page) -> Page:
    page.emulate_media(reduced_motion="reduce")
    return page


def place(page: Page) -> str:
    return page.locator(".playlist a").text_content() or ""


def write(page: Page) -> None:
    page.goto("/playlist")
    page.get_by_label("As text").fill(OWN)


def test_the_key_back_leads_to_the_end_of_the_item_before(still: Page) -> None:
    still.goto("/playlist#1/e=000")
    still.get_by_role("link", name="Three layers of scores").click()
    expect(still.locator(".playlist a")).to_have_text("5/10")
    expect(still.locator("#timeline input")).to_be_enabled()
    until(still, "isAnswered()")
    expect(still.locator(".timeline .place")).to_have_text("start")
    still.keyboard.press("PageUp")
    expect(still.locator(".playlist a")).to_have_text("4/10")
    expect(still.locator("#example")).to_have_value("two-layer-scores")
    until(still, "isAnswered()")
    expect(still.get_by_role("button", name="To the end", exact=True)).to_be_disabled()


MOST_PRESSES = 200
"""Of one item."""
WALK = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const text = (where) => document.querySelector(where)?.textContent ?? "";
  const place = () => text(".playlist a");
  const here = place();
  const running = () => document.querySelector(".play[aria-pressed]")?.ariaPressed;
  const update = () => document.querySelector("#figures")?.dataset.update;
  const stands = () => running() + text(".timeline .place") + update();
  const waits = () => document.querySelector(".timeline input:disabled, .play:disabled");
  const isThere = () => isAnswered() && here !== "" && !waits();
  let presses = 0;
  for (let end = performance.now() + PATIENCE; performance.now() < end; await frame()) {
    hurry();
    if (!isThere()) continue;
    if (++presses > MOST) return "no end of it at " + stands();
    const before = stands();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "PageDown", bubbles: true }));
    for (let k = 0; k < 600 && stands() === before && place() === here; k++) await frame();
    if (place() !== here) return place();
    if (stands() === before) return "nothing came of it at " + before;
    end = performance.now() + PATIENCE;
  }
  return "never";
}""".replace("PATIENCE", str(PATIENCE)).replace("MOST", str(MOST_PRESSES))
"""Presses PageDown until the next item of the list is there, and tells which."""


@pytest.mark.parametrize("playlist", all_playlists(), ids=lambda one: one.id)
def test_every_list_that_is_ready_runs_by_one_key(still: Page, playlist: Playlist) -> None:
    still.goto(f"/playlist#1/e={playlist.id}")
    still.get_by_role("button", name="Start").click()
    count = len(re.findall(r"^\d+\. ", playlist.text, re.MULTILINE))
    for k in range(1, count):
        expect(still.locator(".playlist a")).to_have_text(f"{k}/{count}")
        with suppress(Error):  # where it is another page, which takes this one's scripts away
            assert still.evaluate(WALK) == f"{k + 1}/{count}"
    expect(still.locator(".playlist a")).to_have_text(f"{count}/{count}")


def test_a_presentation_goes_on_in_the_next_item(still: Page) -> None:
    still.goto("/playlist#1/e=000")
    still.get_by_role("link", name="One multiply gate").click()
    expect(still.locator(".playlist a")).to_have_text("2/10")
    still.evaluate("window.isTheSame = true")
    still.keyboard.press("f")
    still.keyboard.press("d")
    still.keyboard.press("j")
    expect(still.locator("#example")).to_have_value("linear-scores")
    expect(still.locator("html")).to_have_class(re.compile("presenting"))
    assert still.evaluate("document.documentElement.dataset.theme") == "dark"
    assert still.evaluate("window.isTheSame"), "loaded again: no full screen outlasts that"
    still.keyboard.press("Shift+J")
    expect(still.locator("#example")).to_have_value("multiply-gate")


def test_ones_own_leads_through_other_pages_and_is_in_the_link(still: Page) -> None:
    write(still)
    expect(still.locator(".playlist-problems")).to_contain_text("Line 8: “not a link” has no link")
    expect(still.get_by_role("heading", name="My lecture")).to_be_visible()
    until(still, "/[Pp]=/.test(location.hash)", hurried=True)
    address = still.url
    still.get_by_role("button", name="Start").click()
    expect(still.locator(".timeline .place")).to_have_text("forward 1 of 1")
    still.keyboard.press("j")
    expect(still.locator(".playlist a")).to_have_text("2/4")  # on another page
    expect(still.locator("#preset")).to_have_value("bowl")
    expect(still.locator("#figures")).to_have_attribute("data-update", "0")
    until(still, "isAnswered()")
    still.keyboard.press("PageDown")  # it runs
    expect(still.get_by_role("button", name="Pause")).to_be_visible()
    still.keyboard.press("PageDown")  # to its end
    last = still.locator("#scrub").get_attribute("max") or ""
    expect(still.locator("#figures")).to_have_attribute("data-update", last)
    still.keyboard.press("PageDown")
    expect(still.locator(".playlist a")).to_have_text("3/4")
    run = still.locator("#run-buttons .play")
    expect(run).to_have_attribute("aria-pressed", "false")
    expect(run).to_be_enabled()
    still.keyboard.press("PageDown")
    expect(run).to_have_attribute("aria-pressed", "true")
    until(still, "Number(document.querySelector('#figures')?.dataset.update ?? 0) > 0")
    still.keyboard.press("PageDown")
    expect(run).to_have_attribute("aria-pressed", "false")
    still.keyboard.press("PageDown")
    expect(still.locator("#example")).to_have_value("xyz")
    assert place(still) == "4/4"
    still.locator(".playlist a").click()  # back to the list, which says where it stands
    expect(still.locator('[aria-current="step"]')).to_have_text("The circuit")
    still.get_by_role("button", name="Leave").click()
    still.evaluate("localStorage.clear()")
    still.goto("about:blank")
    still.goto(address)
    expect(still.get_by_label("As text")).to_have_value(OWN)
    still.goto("/")
    expect(still.locator("#timeline input")).to_be_enabled()
    expect(still.locator(".playlist")).to_have_count(0)


def test_a_page_is_added_and_a_file_is_saved_and_opened(still: Page) -> None:
    still.goto("/?example=bowl#1/s=3")
    until(still, "isAnswered()")
    still.get_by_label("More", exact=True).click()
    still.get_by_role("button", name="Add to your playlist").click()
    expect(still.locator(".share-status")).to_have_text("It is item 1 of your playlist")
    still.goto("/playlist")
    text = still.get_by_label("As text")
    expect(text).to_have_value("# My playlist\n\n1. [A bowl to descend](./?example=bowl#1/s=3)\n")
    with still.expect_download() as saved:
        still.get_by_role("button", name="Save as a file").click()
    assert saved.value.suggested_filename == "My-playlist.md"
    with still.expect_file_chooser() as chosen:
        still.get_by_role("button", name="Open a file…").click()
    chosen.value.set_files([FilePayload(name="own.md", mimeType="text/plain", buffer=OWN.encode())])
    expect(still.get_by_role("heading", name="My lecture")).to_be_visible()


def test_the_page_is_accessible_and_fits_a_phone(still: Page) -> None:
    write(still)
    assert violations_in_every_look(still) == []
    still.set_viewport_size({"width": 390, "height": 844})
    assert still.evaluate("document.documentElement.scrollWidth <= innerWidth")
