"""A picture of thousands of gates: few elements; what is told or found is among them."""

from playwright.sync_api import Page, expect

from tests.benchmarks.programs import network
from tests.browser.behind import more

MANY = network(4, (24, 24, 12))
"""About 3,000 nodes and 4,000 wires."""
ELEMENTS = "document.querySelectorAll('#picture [data-node], #picture [data-edge]').length"
LIT = """() => {
  const frame = document.querySelector("#picture").getBoundingClientRect();
  const gate = document.querySelector("#picture svg [data-node].cr-now .cr-body");
  const box = gate?.getBoundingClientRect();
  return box !== undefined && box.left >= frame.left && box.right <= frame.right
    && box.top >= frame.top && box.bottom <= frame.bottom;
}"""
FOCUSED = """() => {
  const frame = document.querySelector("#picture").getBoundingClientRect();
  const at = document.activeElement;
  const box = at.getBoundingClientRect();
  return at.closest("#picture svg") !== null && box.width > 0
    && box.right > frame.left && box.left < frame.right && box.bottom > frame.top;
}"""
INK = """() => {
  const canvas = document.querySelector("#picture .far-canvas:not([hidden])");
  if (!canvas) return 0;
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((value, k) => k % 4 === 3 && value > 0).length;
}"""


def open_it(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto("/")
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    page.locator("#program").fill(MANY)
    page.wait_for_function("() => document.querySelector('#picture svg')?.dataset.oneSize === ''")
    page.wait_for_function("() => document.querySelector('#picture:not(.ahead) .cr-now') !== null")
    page.evaluate("document.activeElement.blur()")


def test_few_of_many_gates_are_elements_and_those_that_matter_are(page: Page) -> None:
    open_it(page)
    assert page.evaluate(ELEMENTS) < 1500
    page.keyboard.press("Home")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
        page.wait_for_function(LIT)
    page.keyboard.press("End")
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
        page.wait_for_function(LIT)

    page.keyboard.press("Home")  # the keyboard walks far away: wherever it is, there is an element
    page.keyboard.press("n")
    page.wait_for_function(FOCUSED)
    for _ in range(40):
        page.keyboard.press("n")
    page.wait_for_function(FOCUSED)
    expect(page.locator("#picture :focus")).to_have_count(1)

    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    more(page)
    page.get_by_role("button", name="All", exact=True).click()
    page.wait_for_function(f"() => ({INK})() > 500")
    assert page.evaluate("document.querySelectorAll('#picture svg [data-node]').length") < 200
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(LIT)
