"""The descent page on one screen: all of it in sight, readable, and open to every hand and eye."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.at_the_descent import opened, tab
from tests.browser.axe import violations, violations_in_every_look
from tests.browser.test_lab_screen import DRAWN, POINTS_20, SIZES, outside

SEEN = (
    *(".map-frame", "#sides", "#run-buttons", "#pace", "#see-graph", "#settings", ".rule-chip"),
    *("#scrub", "#figures", ".map-zoom", "#sides [role=tab]", "#share", "#present"),
)
PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("preset", ["race", "eleven-lines"])
def test_all_that_a_lecture_needs_is_on_one_screen(page: Page, preset: str) -> None:
    opened(page, f"/descent?preset={preset}")
    assert outside(page, *SEEN, "#program") == []
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    heights = page.locator(".rule-chip, .map-head > span").evaluate_all(
        "all => [...new Set(all.map((one) => Math.round(one.getBoundingClientRect().top)))]"
    )
    assert len(heights) <= 3, "chips and axes have one row each"


def test_before_a_class_figures_have_20_points(page: Page) -> None:
    opened(page, "/descent?preset=race")
    page.keyboard.press("f")
    expect(page.locator("html.presenting")).to_have_count(1)
    expect(page.locator("#program")).to_be_hidden()
    figures = ["#figures > span", ".descent-settings input[type=number]", ".map-head input"]
    figures += [".map-head select", ".run-legend .outcome", ".run-legend button"]
    assert [row for row in page.evaluate(SIZES, figures) if row[1] < POINTS_20] == []
    drawn = page.locator(".descent-page").evaluate(
        "(one) => Number(getComputedStyle(one).getPropertyValue('--drawn'))"
    )
    assert drawn >= DRAWN
    assert outside(page, ".map-frame", "#sides", "#scrub", "#figures > span", ".chart-frame") == []
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    page.keyboard.press("f")
    expect(page.locator("#program")).to_be_visible()


def test_a_phone_shows_the_landscape_and_what_runs_on_it_first(page: Page) -> None:
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    opened(page)
    rate = '.field[data-setting="Learning rate"] input'
    assert outside(page, ".play", ".map-frame", rate, "#scrub") == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    parts = page.get_by_role("tablist", name="Parts of the page")
    expect(page.locator("#program")).to_be_hidden()
    parts.get_by_role("tab", name="Program").click()
    expect(page.locator("#program")).to_be_visible()
    expect(page.locator("#sides")).to_be_hidden()
    parts.get_by_role("tab", name="Settings").click()
    expect(page.locator(".rule-chip").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize("width", [1280, 390])
def test_the_coloured_program_is_wrapped_as_it_is_written(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 720})
    opened(page, "/descent?preset=eleven-lines")
    if width == PHONE["width"]:
        page.get_by_role("tab", name="Program").click()
    expect(page.locator(".paint .as-input").first).to_have_text("X")
    written, painted = page.evaluate(
        "[document.querySelector('#program').scrollHeight,"
        " document.querySelector('.paint').offsetHeight]"
    )
    assert abs(written - painted) < 12, "not a line more or less"


@pytest.mark.parametrize("name", ["Loss", "3D", "Cut", "Code", "Ends"])
def test_a_tab_is_accessible(page: Page, name: str) -> None:
    opened(page, "/descent?preset=race")
    tab(page, name)
    assert violations(page) == []


def test_the_page_is_accessible_in_every_look(page: Page) -> None:
    opened(page)
    assert violations_in_every_look(page) == []


def test_a_phone_is_accessible(page: Page) -> None:
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    opened(page)
    assert violations(page) == []


PLAYED = """() => new Promise((done) => {
  const [scrub, seen] = [document.querySelector("#scrub"), []];
  const look = () => {
    seen.push(Number(scrub.value));
    if (seen.at(-1) >= 3) done(seen);
    else requestAnimationFrame(look);
  };
  look();
})"""
"""Where the scrubber stands in every frame, until it has gone on for three updates."""


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_without_motion_playing_goes_by_whole_updates(
    page: Page, motion: Literal["reduce", "no-preference"]
) -> None:
    page.emulate_media(reduced_motion=motion)
    opened(page)
    page.get_by_role("button", name="Play").click()
    whole = all(place == int(place) for place in page.evaluate(PLAYED))
    assert whole == (motion == "reduce")


@pytest.mark.parametrize("address", ["/", "/boundary", "/descent", "/classifier", "/gates"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_head_fits(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(address)
    expect(page.locator(".bar")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".bar").evaluate("(one) => one.scrollWidth <= one.clientWidth")
    found = page.get_by_role("link", name="Descent", exact=True)
    if not found.first.is_visible():
        page.locator("#more > summary").click()
    expect(found.filter(visible=True)).to_have_count(1)


def test_a_narrow_window_has_the_program_or_the_charts(page: Page) -> None:
    page.set_viewport_size({"width": 1000, "height": 720})
    opened(page)
    expect(page.locator("#program")).to_be_hidden()
    expect(page.locator("#sides")).to_be_visible()
    page.keyboard.press("e")
    expect(page.locator("#sides")).to_be_hidden()
    expect(page.locator(".varying > summary")).to_be_visible()
    assert outside(page, "#program", ".map-frame", "#scrub") == []
