"""One zoom through four drawings of a network, on the stage."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.test_panels import go_to_step

XOR = "/?example=xor-batch#1/s=0"


def chosen(page: Page) -> Locator:
    return page.locator(".zoom-choice [aria-pressed=true]")


def at_rest(page: Page) -> None:
    """Wait until no drawing is on its way to another."""
    expect(page.locator(".zoom-leaving")).to_have_count(0)


def test_keys_and_the_wheel_lead_through_all_drawings_and_a_link_keeps_one(page: Page) -> None:
    page.goto(XOR)
    expect(chosen(page)).to_have_text("gates")
    page.keyboard.press("z")
    expect(page.locator("#zoomed .nn-neuron")).to_have_count(2 + 3 + 1)
    at_rest(page)
    page.locator("#zoomed").hover()
    page.mouse.wheel(0, 120)
    expect(page.locator("#zoomed .nl-box")).to_have_count(4)
    expect(page.locator("#zoomed .nl-loss")).to_contain_text("L")
    at_rest(page)
    assert "drawing=layers" in page.url
    page.reload()
    expect(page.locator("#zoomed .nl-box")).to_have_count(4)
    assert violations(page) == []
    page.keyboard.press("Z")
    expect(page.locator("#zoomed .nn-neuron")).to_have_count(6)
    page.keyboard.press("Z")
    expect(page.locator("#zoomed")).to_be_hidden()
    expect(page.locator("#picture svg")).to_be_visible()
    at_rest(page)
    page.keyboard.press("Z")
    expect(page.locator("#zoomed [data-node]")).to_have_count(45)
    expect(page.locator(".zoom-told")).to_contain_text("45 scalars, sample 0 of 4")
    page.keyboard.press("k")  # the sample that is followed
    page.keyboard.press("k")
    expect(page.locator(".zoom-told")).to_contain_text("sample 1 of 4")
    at_rest(page)
    assert violations(page) == []
    page.goto("/?example=xyz")
    expect(page.locator("#picture svg")).to_be_visible()
    expect(page.locator(".zoom-choice")).to_have_count(0)


def test_one_story_drives_every_drawing_and_a_unit_is_lit_in_each(page: Page) -> None:
    page.goto("/?example=xor-batch#1/s=0&k=1&drawing=neurons")
    unit = page.locator("#zoomed .nn-neuron[data-layer='1'][data-unit='2']")
    expect(unit.locator("text")).to_have_text(["", ""])
    page.keyboard.press("End")
    expect(unit.locator("text")).to_have_text([re.compile(r"\d"), re.compile(r"\d")])
    value, gradient = unit.locator("text").all_text_contents()
    expect(unit).to_have_accessible_name(f"A1[1, 2], unit 2 of A⁽¹⁾ = {value}, gradient {gradient}")
    unit.focus()
    expect(page.locator("#zoomed .nn-line.lit")).to_have_count(3)
    expect(page.locator("#gutter .lit")).to_have_text("7")  # Z1 = X @ W1.T + b1.T
    page.keyboard.press("Z")
    page.keyboard.press("Z")
    single = page.locator("#zoomed [data-node][tabindex]").filter(has_text="A1[1,2]")
    expect(single).to_have_accessible_name(re.compile(rf"= {re.escape(value)}"))
    at_rest(page)
    single.focus()
    expect(page.locator("#gutter .lit")).to_have_text("7")
    expect(page.locator("#zoomed .unit-lit")).not_to_have_count(1)  # its sums and weights too
    go_to_step(page, 6)
    expect(page.locator("#zoomed .cr-now")).not_to_have_count(0)
    page.keyboard.press("z")
    page.keyboard.press("z")
    page.keyboard.press("z")
    expect(page.locator("#zoomed .nl-box.now")).to_have_count(1)
    page.emulate_media(reduced_motion="reduce")
    page.keyboard.press("Z")
    expect(page.locator(".zoom-leaving")).to_have_count(0)
    expect(page.locator("#zoomed .nn-neuron.now")).to_have_count(1)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page) == []


def test_what_is_too_large_for_scalars_is_said_and_the_drawing_stays(page: Page) -> None:
    page.goto("/?example=mnist-shapes#1/d=gates&s=0")
    expect(chosen(page)).to_have_text("gates")
    page.keyboard.press("Z")
    expect(page.locator(".zoom-told")).to_contain_text("images has the shape")
    expect(chosen(page)).to_have_text("gates")
    page.keyboard.press("z")
    expect(page.locator("#zoomed .nn-left")).to_have_count(2)
    expect(page.locator(".zoom-told")).to_contain_text("Sample 0 of 60000")


def test_blocks_open_into_gates_that_are_a_network(page: Page) -> None:
    page.goto("/?example=two-hidden-layers")
    expect(page.locator("#detail")).to_have_value("blocks")
    expect(page.locator("#picture [data-node]").first).to_be_visible()
    page.keyboard.press("Z")
    expect(page.locator("#detail")).to_have_value("gates")
    expect(chosen(page)).to_have_text("gates")
    page.keyboard.press("z")
    expect(page.locator("#zoomed .nn-neuron")).to_have_count(2 + 3 + 2 + 1)
