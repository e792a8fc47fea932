from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations

NEURON = "w = 2; x = -1\nt = w * x + 3\nn = -1 * t\ne = exp(n)\nd = 1 + e\nf = 1 / d"


def open_program(page: Page, link: str = "") -> None:
    page.goto(f"/?program={quote(NEURON)}{link}")
    expect(page.locator("#picture [data-scrub]").first).to_be_visible()


def gate(page: Page, glyph: str) -> Locator:
    return page.locator("#picture .cr-glyph").get_by_text(glyph, exact=True)


def text(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Program")


def test_gates_are_marked_made_a_block_and_ungrouped(page: Page) -> None:
    open_program(page)
    page.keyboard.press("End")
    gate(page, "×−1").click(modifiers=["Shift"])
    gate(page, "1/x").click(modifiers=["Shift"])
    bar = page.get_by_role("group", name="Make a block")
    expect(bar).to_contain_text("2 gates marked; e lies between: a value would leave the block")
    bar.get_by_role("button", name="Add e and d").click()
    expect(bar).to_contain_text("4 gates marked. The block reads t and gives f.")
    assert violations(page) == []
    bar.get_by_label("Name").fill("squash")
    page.keyboard.press("Enter")
    expect(gate(page, "squash")).to_be_visible()
    expect(bar).to_be_hidden()
    expect(page.locator("#groups-told")).to_contain_text("outside numbers unchanged: f = 0.7311")
    expect(text(page)).to_have_value(
        "w = 2; x = -1\nt = w * x + 3\ndef squash(t):\n    n = -1 * t\n    e = exp(n)\n"
        "    d = 1 + e\n    return 1 / d\n\nf = squash(t)"
    )
    page.keyboard.press("Control+z")
    expect(text(page)).to_have_value(NEURON)
    expect(gate(page, "1/x")).to_be_visible()
    page.keyboard.press("Control+Shift+z")
    gate(page, "squash").click(modifiers=["Shift"])
    bar.get_by_role("button", name="Ungroup squash#1").click()
    expect(text(page)).to_have_value(NEURON)


def test_gates_are_marked_by_keys_and_by_a_frame(page: Page) -> None:
    open_program(page)
    page.locator("#picture").focus()
    for _ in range(4):
        page.keyboard.press("n")
    page.keyboard.press("x")
    page.keyboard.press("n")
    page.keyboard.press("x")
    bar = page.get_by_role("group", name="Make a block")
    expect(bar).to_contain_text("2 gates marked. The block reads")
    page.keyboard.press("Escape")
    expect(bar).to_be_hidden()
    expect(page.locator(".cr-marked")).to_have_count(0)
    frame = page.locator("#picture").bounding_box()
    assert frame is not None
    page.keyboard.down("Shift")
    page.mouse.move(frame["x"] + 4, frame["y"] + 4)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] - 4, frame["y"] + frame["height"] - 4)
    expect(page.locator(".marquee")).to_be_visible()
    page.mouse.up()
    page.keyboard.up("Shift")
    expect(bar).to_contain_text("6 gates marked. The block reads w and x and gives f.")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_a_phone_a_tap_marks(page: Page, theme: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_program(page, f"#1/t={theme}")
    page.get_by_label("More", exact=True).click()
    page.get_by_role("button", name="Make a block…").click()
    gate(page, "eˣ").click()
    gate(page, "+1").click()
    bar = page.get_by_role("group", name="Make a block")
    expect(bar).to_contain_text("2 gates marked. The block reads n and gives d.")
    assert violations(page) == []
    bar.get_by_role("button", name="Make a block").click()
    expect(gate(page, "block")).to_be_visible()


def test_the_derivation_of_a_block_unfolds_line_by_line(page: Page) -> None:
    page.goto("/?example=sigmoid-block#1/l=1&t=dark")
    page.keyboard.press("End")
    gate(page, "squash").click()
    page.get_by_role("button", name="Derive it line by line").click()
    lines = page.locator(".derivation-lines li")
    expect(lines).to_have_count(1)
    expect(lines).to_contain_text("0.37/(1 + 0.37)² = 0.37/1.37² = 0.20")
    for shown in (2, 3, 4):
        page.get_by_role("button", name="Next line").click()
        expect(lines).to_have_count(shown)
    expect(lines.last).to_contain_text("(1 − 0.73) · 0.73 = 0.27 · 0.73 = 0.20")
    expect(page.get_by_role("button", name="Next line")).to_be_hidden()
    expect(lines.last).to_be_in_viewport(ratio=0.9)
    assert violations(page) == []
