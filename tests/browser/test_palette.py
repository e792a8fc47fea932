"""The panel Palette: a net that is put together by presses, keys, the picture and drags."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations_in_every_look
from tests.browser.behind import panel
from tests.browser.test_graph_page import write


def program(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Program")


def piece(palette: Locator, name: str) -> Locator:
    return palette.get_by_role("button", name=name, exact=True)


def test_a_net_is_put_together_by_presses_and_undone_press_by_press(page: Page) -> None:
    page.goto("/")
    write(page, "")
    palette = panel(page, "Palette")
    for name in ("Vector", "Dense layer", "Dense layer", "Softmax + cross-entropy"):
        piece(palette, name).click()
    expect(program(page)).to_have_value(re.compile(r"loss = softmax_head\(h2, W3, b3, y\)\n?$"))
    expect(palette.get_by_role("status").first).to_contain_text("line 9 is loss = softmax_head")
    expect(page.locator("#picture .cr-node")).not_to_have_count(0)
    expect(page.locator("#picture [data-part], #picture [data-fold]").first).to_be_visible()
    card = palette.get_by_role("region", name="About the piece")
    expect(card).to_contain_text("the gradient of the scores is p − y")
    expect(card.locator("math")).not_to_have_count(0)
    page.locator("#undo").click()
    expect(program(page)).to_have_value(re.compile(r"h2 = dense\(h1, W2, b2\)\n?$"))
    page.locator("#undo").click()
    expect(program(page)).to_have_value(re.compile(r"h1 = dense\(x, W1, b1\)\n?$"))
    assert violations_in_every_look(page) == []


def test_it_takes_what_is_chosen_and_goes_by_keys_and_by_drags(page: Page) -> None:
    page.goto("/?program=x%20%3D%202%3B%20y%20%3D%203%0Af%20%3D%20x%20*%20y")
    palette = panel(page, "Palette")
    expect(palette).to_contain_text("takes the last result")
    page.locator('#picture [data-node="2"]').click()
    expect(palette.get_by_role("button", name="Do not take f")).to_be_visible()
    palette.get_by_label("A value that the next piece takes").select_option("x")
    search = palette.get_by_role("searchbox")
    search.fill("subtract")
    expect(palette.locator(".piece:visible")).to_have_count(1)
    search.press("Enter")
    expect(program(page)).to_have_value(re.compile(r"y2 = f - x$"))
    expect(palette).to_contain_text("takes the last result")

    search.fill("pool")
    search.press("ArrowDown")
    expect(piece(palette, "Conv + ReLU + pool")).to_be_focused()
    page.keyboard.press("Enter")
    expect(palette.get_by_role("alert")).to_contain_text("and y2 has no axis")

    search.fill("tanh")
    expect(page.locator('#picture [data-node="3"]')).to_be_visible()
    piece(palette, "tanh").drag_to(page.locator('#picture [data-node="2"]'))
    expect(program(page)).to_have_value(re.compile(r"h1 = tanh\(f\)$"))
    search.fill("Number")
    piece(palette, "Number").drag_to(program(page))
    expect(program(page)).to_have_value(re.compile(r"^x2 = 0\.5\n"))
    expect(palette.get_by_role("button", name="Do not take x2")).to_be_visible()
