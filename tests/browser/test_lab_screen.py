"""The lab on one screen: all that a lecture needs is in sight, and row 20 can read it."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.at_the_lab import button, opened, setting

POINTS_20 = 20 * 96 / 72
"""Pixels of a text of 20 points."""
READABLE = 34
"""Pixels of a neuron's side at least."""
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
