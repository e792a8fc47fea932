"""The lab on one screen: all that a lecture needs is in sight, and row 20 can read it."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.at_the_lab import button, opened, setting

POINTS_20 = 20 * 96 / 72
"""Pixels of a text of 20 points."""
READABLE = 34
"""Pixels of a neuron's side at least."""
CODE = 20
"""Pixels of code before a class."""
HEIGHT = "(one) => one.getBoundingClientRect().height"
DRAWN = 2.05
"""How much larger a canvas writes before a class, so that its 13 pixels are 20 points."""

NETWORKS: dict[str, list[int]] = {"6-2": [6, 2], "8-8-8": [8, 8, 8], "20": [20]}
SEEN = (
    ".plane-square", ".lab-network", ".net-stage", ".space-canvas", ".curves-canvas",
    ".curves-slider", "#run-buttons", "#pace", "#slowly", "#see-graph", "#settings", "#figures",
)  # fmt: skip

OUTSIDE = """([selectors, width, height]) => selectors.flatMap((selector) => {
  const all = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const boxes = all.map((one) => one.getBoundingClientRect());
  if (boxes.length === 0) return [selector + " is not there"];
  return boxes
    .filter(({ left, top, right, bottom, width: wide }) =>
      wide < 1 || left < -0.5 || top < -0.5 || right > width + 0.5 || bottom > height + 0.5)
    .map((box) => `${selector}: ${JSON.stringify(box)}`);
})"""

SIZES = """(selectors) => selectors.flatMap((selector) =>
  [...document.querySelectorAll(selector)]
    .filter((one) => one.checkVisibility() && (one.textContent || one.value))
    .map((one) => [selector, parseFloat(getComputedStyle(one).fontSize)]))"""


def outside(page: Page, *selectors: str) -> list[str]:
    """Give those that are not wholly in the window."""
    size = page.viewport_size
    assert size is not None
    found: list[str] = page.evaluate(OUTSIDE, [selectors, size["width"], size["height"]])
    return found


def config_of(units: list[int]) -> dict[str, Any]:
    return {"layers": [{"units": count, "activation": "tanh"} for count in units]}


@pytest.mark.parametrize("presented", [False, True], ids=["at a desk", "presented"])
@pytest.mark.parametrize("network", NETWORKS)
def test_all_that_a_lecture_needs_is_on_one_screen(
    page: Page, network: str, presented: bool
) -> None:
    units = NETWORKS[network]
    opened(page, f"/boundary#1/k={json.dumps(config_of(units))}")
    if presented:
        page.keyboard.press("f")
        expect(page.locator("html.presenting")).to_have_count(1)
    tiles = page.locator(".net-unit:not(.net-offer)")
    expect(tiles).to_have_count(2 + sum(units) + 2)
    expect(page.locator(".space-canvas")).to_be_visible()
    assert outside(page, *SEEN, ".net-unit") == []
    assert setting(page, "Learning rate").is_visible()
    assert page.evaluate(
        "document.documentElement.scrollHeight <= innerHeight"
        " && document.querySelector('.net-scroll').scrollHeight"
        " <= document.querySelector('.net-scroll').clientHeight"
    )
    sides = tiles.evaluate_all("all => all.map((one) => one.getBoundingClientRect().width)")
    assert min(sides) >= READABLE
    targets = page.locator(".net-bias, .net-count button, #run-buttons button")
    found = targets.evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)")
    assert min(found) >= 24
    if presented:
        figures = ["#figures > span", "#settings input[type=number]", ".net-count output"]
        too_small = [row for row in page.evaluate(SIZES, figures) if row[1] < POINTS_20]
        assert too_small == []
        drawn = page.locator(".lab-page").evaluate(
            "(one) => Number(getComputedStyle(one).getPropertyValue('--drawn'))"
        )
        assert drawn >= DRAWN


def test_a_phone_shows_the_plane_and_what_runs_it_first(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page)
    assert outside(page, ".play", "#pace", ".data-menu > summary", ".plane-square") == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    sides = page.locator(".net-unit").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().width)"
    )
    assert min(sides) >= READABLE


def test_slow_motion_of_a_phone_is_in_its_bar_and_opens_its_stages(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page)
    page.get_by_role("tab", name="Curves").click()
    assert outside(page, "#slowly") == []
    page.locator("#slowly").click()
    expect(page.locator(".stages-list")).to_be_visible()
    expect(page.get_by_role("tab", name="Network")).to_have_attribute("aria-selected", "true")


def test_code_is_read_from_the_back_and_all_of_it_is_in_sight(page: Page) -> None:
    opened(page, "/boundary?preset=eleven-lines")
    page.keyboard.press("f")
    expect(page.locator("html")).to_have_class("js presenting")
    assert min(size for _, size in page.evaluate(SIZES, [".lab-code"])) >= CODE
    assert outside(page, ".lab-code code", ".plane-square", ".net-unit") == []
    scrolls = (
        "(code) => code.scrollHeight > code.clientHeight || code.scrollWidth > code.clientWidth"
    )
    assert not page.locator(".lab-code").evaluate(scrolls)


def test_own_data_is_in_the_menu_and_its_long_names_are_no_wider_than_a_tile(page: Page) -> None:
    opened(page)
    high = page.locator("#settings").evaluate(HEIGHT)
    page.locator(".data-menu > summary").click()
    page.get_by_role("button", name="Your own data").click()
    text = page.get_by_label("Points as text")
    expect(text).to_be_focused()
    text.fill("living area of the flat;age of the house;class\n70;12;a\n40;33;b\n55;20;a\n")
    expect(page.locator(".data-name")).to_have_text("Your own")
    names = page.locator(".net-unit[aria-pressed=true] .net-name")
    expect(names.first).to_have_text("living area of the flat")
    wide = page.locator(".net-unit").first.evaluate("(one) => one.clientWidth")
    assert max(names.evaluate_all("all => all.map((one) => one.offsetWidth)")) <= wide + 24
    assert page.locator("#settings").evaluate(HEIGHT) == high, "the settings stay in one row"


ASKED = (
    "Your own data", "Above a curve", "New seed", "Reset", "Regenerate the data", "Slow motion",
    "See this point as a graph", "Sweep a setting …", "Share", "All settings",
)  # fmt: skip


def test_what_the_help_sends_to_is_there(page: Page) -> None:
    opened(page)
    for opener in (".data-menu > summary", "#more > summary"):
        page.locator(opener).click()
        there = page.get_by_role("button", name=re.compile(f"^({'|'.join(ASKED)})"))
        found = {one.get_attribute("aria-label") or one.inner_text() for one in there.all()}
        page.keyboard.press("Escape")
        if opener.startswith(".data"):
            first = found
    assert {
        name for name in ASKED if not any(one.startswith(name) for one in first | found)
    } == set()
    page.keyboard.press("?")
    asked = page.locator("#help .asked")
    expect(asked).to_be_visible()
    assert asked.locator("dt").count() == asked.locator("dd").count() >= 14


def test_the_plane_is_early_for_the_keyboard(page: Page) -> None:
    opened(page)
    button(page, "Run").focus()
    for _ in range(15):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.plane-frame') !== null"):
            return
    pytest.fail("the plane is not within 15 steps of Run")


def test_nothing_moves_while_the_page_comes(page: Page) -> None:
    page.add_init_script(
        """globalThis.moved = 0;
        new PerformanceObserver((list) => {
          for (const one of list.getEntries()) moved += one.hadRecentInput ? 0 : one.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    for width, height in ((1280, 720), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto("about:blank")
        opened(page)
        page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")
        assert page.evaluate("moved") < 0.02, f"{width}×{height}"
