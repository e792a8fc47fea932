"""The bar at the top of every page: all of it is seen, however narrow the window of a desk is."""

import pytest
from playwright.sync_api import Page, expect

PAGES = (
    "",
    "boundary",
    "descent",
    "classifier",
    "exercises",
    "gates",
    "playlist",
    "snapshots",
    "about",
)
WIDTHS = (800, 900, 1024, 1100, 1260, 1280, 1366, 1440, 1500, 1600, 1750, 1920)
CUT_OFF = """() => [...document.querySelectorAll(".bar :is(a, button, select, summary)")]
  .filter((one) => !one.closest(".menu-sheet"))
  .map((one) => [one.textContent, one.getBoundingClientRect()])
  .filter(([, { left, right, width }]) => width > 0 && (left < 0 || right > innerWidth))
  .map(([text]) => text)"""
# What of the open menu, or of the chosen example, is beyond the window or too narrow to be read.
SQUEEZED = """() => {
  const said = [], menu = document.querySelector("#more");
  const chooser = document.querySelector(".chooser select");
  if (menu) {
    menu.open = true;
    const { left, right, bottom } = menu.querySelector(".menu-sheet").getBoundingClientRect();
    if (left < 0 || right > innerWidth || bottom > innerHeight) said.push(`menu ${left}…${right}`);
    menu.open = false;
  }
  if (chooser?.getBoundingClientRect().width < 110) said.push("example");
  return said;
}"""


@pytest.mark.parametrize("path", PAGES)
def test_nothing_of_the_bar_or_of_its_menu_is_cut_off(page: Page, path: str) -> None:
    page.goto(f"/{path}")
    if path in ("boundary", "descent", "classifier"):
        expect(page.locator("#pace select")).to_be_visible()  # the scripts are there
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 720})
        assert page.evaluate(CUT_OFF) == [], width
        assert page.evaluate(SQUEEZED) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("path", ["boundary", "descent", "classifier"])
def test_what_is_said_shorter_keeps_its_name(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 1024, "height": 720})
    page.goto(f"/{path}")
    button = page.get_by_role("button", name="See this point as a graph")
    expect(button).to_have_text("See this point as a graph")
    assert button.evaluate("one => one.innerText.toLowerCase()") == "as a graph"
    page.get_by_label("More", exact=True).click()
    expect(page.locator(".menu-pages").get_by_role("link", name="Gates")).to_be_visible()
