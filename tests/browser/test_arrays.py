"""Cells of arrays light up what they are made of, and samples are followed."""

import re

from playwright.sync_api import Page, expect

from tests.browser.test_looks import go, last_step, settled, still

PRODUCT = "/?example=matrix-product"


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
    go(page, last_step(page))
    settled(page)
    rows = page.locator("#picture .cr-sample")
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(page).to_have_url(re.compile(r"\bk=1\b"))
    values = page.locator('#picture [data-slot="value"]', has_text="3 samples").count()
    expect(rows).not_to_have_count(0)
    shown = rows.count()
    assert shown > values > 3, "their gradients are marked too"
    go(page, 0)
    expect(rows).to_have_count(2)  # X and the labels: nothing else is there
    page.keyboard.press("Shift+K")
    page.keyboard.press("Shift+K")
    expect(rows).to_have_count(0)
