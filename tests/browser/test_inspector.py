import re
from itertools import product
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.waiting import quiet

CIRCUIT = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z"
LAYER = "W = [[1.5, -2, 0.3], [0, 4, -1]]\nx = [1, 2, 3]\nh = relu(W @ x)\nL = sum(h * h)"


def open_program(page: Page, program: str) -> None:
    page.goto(f"/?program={quote(program)}")
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    expect(page.locator("#picture svg")).to_be_visible()


def inspect(page: Page, node: int) -> Locator:
    inspector = page.locator("#inspector")
    page.locator(f"#picture .cr-node[data-node='{node}']").click()
    expect(inspector).to_be_visible()
    return inspector


def to_the_end(page: Page) -> None:
    page.locator("#picture").press("End")


def test_a_clicked_gate_tells_what_it_knows(page: Page) -> None:
    open_program(page, CIRCUIT)
    inspector = inspect(page, 3)
    to_the_end(page)
    expect(inspector.get_by_role("heading", level=2)).to_have_text("q")
    operands = inspector.locator(".neighbour", has_text="upstream")
    expect(operands).to_have_count(2)
    expect(operands.first).to_contain_text("−4 × 1 = −4")
    expect(inspector.locator(".sum")).to_have_text("gradient = −4")
    expect(inspector.locator(".cached")).to_contain_text("nothing has to be kept")


def test_what_is_not_computed_yet_is_blank(page: Page) -> None:
    open_program(page, CIRCUIT)
    inspector = inspect(page, 3)
    page.locator("#picture").press("Home")
    facts = inspector.locator(".fact dd")
    expect(facts.nth(0)).to_have_text("not computed yet")  # for screen readers only
    assert "0" not in facts.nth(1).inner_text()
    to_the_end(page)
    expect(facts).to_have_text(["3", "−4"])


def test_its_tab_opens_on_the_gate_that_speaks(page: Page) -> None:
    open_program(page, CIRCUIT)
    page.locator("#picture").press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("f")
    page.keyboard.press("t")
    page.get_by_role("tab", name="Inspect").click()
    expect(page.locator("#inspector").get_by_role("heading", level=2)).to_have_text("q")


RING = """node => {
  const parts = '.cr-inspected, .cr-body, .cr-leaf';
  const [ring, body] = [...node.querySelectorAll(parts)].map((e) => e.getBoundingClientRect());
  const style = getComputedStyle(node.querySelector('.cr-inspected'));
  const inked = document.createElement('canvas').getContext('2d');
  const light = (colour) => {
    inked.fillStyle = colour;
    inked.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...inked.getImageData(0, 0, 1, 1).data]
      .map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const paper = getComputedStyle(document.querySelector('.show')).backgroundColor;
  const shades = [style.stroke, paper].map(light);
  return {
    around: Math.min(body.left - ring.left, ring.right - body.right, body.top - ring.top),
    width: parseFloat(style.strokeWidth),
    contrast: Math.max(...shades) / Math.min(...shades),
  };
}"""


def test_what_is_inspected_has_a_ring_as_long_as_it_is(page: Page) -> None:
    open_program(page, CIRCUIT)
    inspect(page, 3)
    rings = page.locator("#picture .cr-inspected")
    for node in (3, 1):
        page.locator(f"#picture .cr-node[data-node='{node}']").click()
        quiet(page)  # the stage is smaller, and the picture is drawn for it
        for theme, palette in product(("light", "dark"), ("classic", "colourblind")):
            page.evaluate(
                "set => Object.assign(document.documentElement.dataset, set)",
                {"theme": theme, "palette": palette},
            )
            found = page.locator(f"#picture [data-node='{node}']").evaluate(RING)
            assert found["around"] > 2, "a line of its own, beside that of the body"
            assert found["width"] >= 2
            assert found["contrast"] > 3
        to_the_end(page)
        expect(rings).to_have_count(1)
    page.locator("#picture").press("Home")
    page.get_by_label("Detail").select_option("scalars")  # another picture
    expect(rings).to_have_count(1)
    page.keyboard.press("Escape")
    expect(rings).to_have_count(0)


def test_on_a_phone_the_picture_stays_beside_the_inspector(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 390, "height": 844})
    open_program(page, CIRCUIT)
    inspector = inspect(page, 3)
    expect(inspector.get_by_role("heading", level=2)).to_be_in_viewport()
    expect(inspector.locator(".fact").first).to_be_in_viewport()
    expect(page.locator("#picture .cr-node[data-node='3']")).to_be_in_viewport()
    expect(page.get_by_role("button", name="One step on")).to_be_in_viewport()
    page.get_by_role("button", name="Close the panel").click()
    expect(page.locator("#step-card")).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0


def test_a_link_opens_the_panel_and_the_node_that_were_seen(page: Page) -> None:
    open_program(page, CIRCUIT)
    inspect(page, 3)
    expect(page).to_have_url(re.compile("a=inspect&i=3"))
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("#inspector").get_by_role("heading", level=2)).to_have_text("q")


def test_neighbours_are_links(page: Page) -> None:
    open_program(page, CIRCUIT)
    inspector = inspect(page, 3)
    inspector.get_by_role("button", name="f", exact=True).press("Enter")
    expect(inspector.get_by_role("heading", level=2)).to_have_text("f")
    expect(inspector.get_by_role("heading", level=2)).to_be_focused()
    inspector.get_by_role("button", name="z", exact=True).click()
    expect(inspector.get_by_role("heading", level=2)).to_have_text("z")
    expect(page.locator("#picture")).to_be_focused()


@pytest.mark.parametrize("how", ["button", "Escape"])
def test_it_closes(page: Page, how: str) -> None:
    open_program(page, CIRCUIT)
    inspector = inspect(page, 3)
    if how == "Escape":
        page.keyboard.press("Escape")
    else:
        page.get_by_role("button", name="Close the panel").click()
    expect(inspector).to_be_hidden()


def test_a_heat_map_is_read_by_keys_and_by_pointer(page: Page) -> None:
    open_program(page, LAYER)
    inspector = inspect(page, 0)
    readout = inspector.locator(".heat-readout").first
    inspector.locator(".heat-frame").first.focus()
    expect(readout).to_have_text("row 0, column 0: 1.5")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(readout).to_have_text("row 1, column 1: 4")
    inspector.locator(".heat-cells").first.hover(position={"x": 70, "y": 5})
    expect(readout).to_have_text("row 0, column 2: 0.3")


def test_the_jacobian_stands_beside_its_mask_and_what_both_would_take(page: Page) -> None:
    open_program(page, LAYER)
    inspector = inspect(page, 3)
    to_the_end(page)
    inspector.get_by_text("The Jacobian").click()
    matrix = inspector.get_by_role("region", name="transposed")
    expect(matrix.locator("td")).to_have_text(["0", "0", "0", "1"])
    page.locator("#jacobian-n").fill("4096")
    memory = inspector.locator(".memory")
    expect(memory).to_contain_text("64 MiB")
    expect(memory).to_contain_text("16 KiB")
    page.locator("#jacobian-batch").fill("6")
    expect(memory).to_contain_text("625 GiB")
    page.locator("#jacobian-n").fill("1.5")
    expect(memory).to_contain_text("a whole number from 1")


def test_the_cells_of_an_array_can_be_changed(page: Page) -> None:
    open_program(page, LAYER)
    inspector = inspect(page, 0)
    cell = inspector.get_by_role("spinbutton", name="W[1, 2], input")
    cell.focus()
    page.keyboard.press("ArrowUp")
    expect(cell).to_have_text("−0.9")
    expect(cell).to_be_focused()
    quiet(page)
    cell.scroll_into_view_if_needed()
    quiet(page)  # a field that is scrolled away from is closed
    cell.dblclick()
    page.keyboard.type("-2")
    page.keyboard.press("Enter")
    expect(cell).to_have_text("−2")
    expect(inspector.locator(".fact dd").first).to_contain_text("[0, 4, −2]")


def test_what_is_told_above_a_number_does_not_close_its_field(page: Page) -> None:
    page.set_viewport_size({"width": 800, "height": 600})
    open_program(page, LAYER)
    cell = inspect(page, 0).get_by_role("spinbutton", name="W[1, 2], input")
    to_the_end(page)
    cell.scroll_into_view_if_needed()
    quiet(page)
    cell.dblclick()
    page.get_by_label("Step", exact=True).evaluate(
        "(step) => { step.value = 2; step.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    quiet(page)
    expect(page.locator(".leaf-field")).to_be_focused()


def test_it_is_accessible(page: Page) -> None:
    open_program(page, LAYER)
    inspector = inspect(page, 3)
    to_the_end(page)
    inspector.get_by_text("The Jacobian").click()
    assert violations(page) == []


def test_it_fits_a_narrow_page(page: Page) -> None:
    open_program(page, LAYER)
    inspector = inspect(page, 3)
    inspector.get_by_text("The Jacobian").click()
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
