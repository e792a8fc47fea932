"""Cells of arrays light up what they are made of, and samples are followed."""

import re
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from tests.browser.behind import more
from tests.browser.test_looks import go, last_step, settled, still
from tests.browser.waiting import quiet

PRODUCT = "/?example=matrix-product"


def of(program: str) -> str:
    return "/?" + urlencode({"program": program})


def lit(page: Page) -> int:
    return page.locator("#picture .cr-cell-lines .cr-cell-lit").count()


def point(page: Page, cell: str, nth: int) -> None:
    box = page.locator(cell).nth(nth).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.wait_for_selector(".cell-told", state="attached")  # what looks at cells is loaded
    page.mouse.move(x + 1, y)


def test_a_cell_of_a_product_lights_its_row_and_its_column(page: Page) -> None:
    still(page, PRODUCT)
    go(page, last_step(page))
    settled(page)
    told = page.locator(".cell-told")
    point(page, '#picture [data-output] [data-slot="value"] .cr-cell', 5)
    expect(told).to_have_text("Y[1, 1] = −0.12·(−0.86) + 0.45·0.61 = 0.3777")
    assert lit(page) == 2
    point(page, '#picture [data-edge="0"] [data-slot="back"] .cr-cell', 2)
    expect(told).to_have_text("dX[1, 0] = 0.86·0 + (−0.95)·(−0.86) + 0.2·(−0.46) + 0.9·0 = 0.725")
    assert lit(page) == 2
    page.keyboard.press("Home")
    expect(told).to_have_text("")
    assert lit(page) == 0


def test_cells_are_reached_by_keyboard(page: Page) -> None:
    still(page, PRODUCT)
    go(page, 1)
    settled(page)
    page.locator("#picture").focus()
    for key in ("n", "n", "w", "c"):
        page.keyboard.press(key)
    told = page.locator(".cell-told")
    expect(told).to_have_text("W[0, 0] = 0")
    page.keyboard.press("c")
    expect(told).to_have_text("W[0, 1] = −0.86")
    page.keyboard.press("C")
    expect(told).to_have_text("W[0, 0] = 0")


def test_a_sample_is_followed_and_the_link_keeps_it(page: Page) -> None:
    still(page, "/?example=two-layer-softmax")
    quiet(page)  # its drawings are offered, and it is fitted beside them
    go(page, last_step(page))
    settled(page)
    rows = page.locator("#picture .cr-sample")
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(page).to_have_url(re.compile(r"\bk=1\b"))
    values = page.locator('#picture [data-slot="value"]', has_text="3 samples").count()
    expect(rows).not_to_have_count(0)
    shown = rows.count()
    assert shown > values > 1, "their gradients are marked too"
    go(page, 0)
    expect(rows).to_have_count(2)  # X and the labels: nothing else is there
    page.keyboard.press("Shift+K")
    page.keyboard.press("Shift+K")
    expect(rows).to_have_count(0)


def test_a_row_is_seen_to_spread_and_rows_to_collapse(page: Page) -> None:
    page.set_viewport_size({"width": 1600, "height": 900})  # room for all as grids of numbers
    still(page, "/?example=bias-broadcast")
    scrubber = page.get_by_label("Step", exact=True)
    going = page.locator("#picture .cr-going .cr-text")

    def hold(place: float) -> None:
        scrubber.evaluate(
            "(e, to) => { e.value = to; e.dispatchEvent(new Event('input', {bubbles: true})); }",
            str(place),
        )
        settled(page)

    def shown() -> list[str]:
        return [text for text in going.all_text_contents() if text]

    hold(1.76)
    expect(going).to_have_count(12)
    assert sorted(shown()) == sorted(["0.10", "0.20", "0.30", "0.40"] * 3), "b, in each row"
    hold(4.3)
    counted = shown()
    hold(4.1)
    expect(going).to_have_count(12)
    assert 0 < len(counted) < 12, "those that have come are one number"
    hold(5)
    expect(going).to_have_count(0)


def test_a_cell_of_a_coarse_tile_says_what_it_stands_for(page: Page) -> None:
    still(page, of("X = ones(16, 32); L = sum(X * 0.5)"))
    go(page, last_step(page))
    settled(page)
    point(page, '#picture [data-edge="0"] [data-slot="value"] path.cr-plus', 0)
    told = page.locator(".cell-told")
    expect(told).to_contain_text("X (16×32), largest of 2×4 elements: 1 at [")
    expect(page.get_by_role("img", name="Colours from −1 to 1")).to_be_visible()
    assert page.locator("#picture .cr-cell-now").count() > 0


def test_rows_are_samples_where_the_reader_says_so(page: Page) -> None:
    still(page, of("X = ones(4, 3); W = ones(3, 2)\nL = sum(sigmoid(X @ W))"))
    go(page, last_step(page))
    settled(page)
    said = page.locator('#picture [data-slot="value"]', has_text="4 samples")
    expect(said).to_have_count(0)
    more(page)
    page.get_by_label("samples are").select_option("4")
    expect(said).not_to_have_count(0)
    page.get_by_label("follow sample").select_option("2")
    expect(page.locator("#picture .cr-sample")).not_to_have_count(0)
    expect(page).to_have_url(re.compile(r"\bbatch=4&k=2\b"))


def test_layers_are_raised_by_a_key_and_kept_by_the_link(page: Page) -> None:
    still(page, of("W1 = 2; x = 3\nz1 = W1 * x"))
    go(page, last_step(page))
    settled(page)
    raised = page.locator("#picture .cr-leaf tspan")
    expect(raised).to_have_count(0)
    page.locator("#picture").focus()
    page.keyboard.press("l")
    expect(raised).to_have_text("[1]")
    expect(page.locator("#step-card")).to_contain_text("W[1] receives")
    expect(page.locator("#picture .cr-name")).to_have_text("z[1]")
    expect(page).to_have_url(re.compile(r"\bnames=layers\b"))
    assert page.locator("#program").input_value().startswith("W1 = 2"), "the program's own names"
    page.keyboard.press("l")
    expect(raised).to_have_count(0)
