import re
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations

CIRCUIT = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z"


def open_program(page: Page, program: str = CIRCUIT) -> None:
    page.goto(f"/?program={quote(program)}")
    expect(page.locator("#picture [data-scrub]").first).to_be_visible()


def number(page: Page, name: str) -> Locator:
    return page.get_by_role("spinbutton", name=f"{name}, input")


def output(page: Page) -> Locator:
    return page.locator("#picture [data-output] .cr-value")


def drag(page: Page, handle: Locator, pixels: int) -> None:
    box = handle.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    step = 4 if pixels > 0 else -4
    for moved in range(step, pixels + step, step):
        page.mouse.move(x + moved, y)


def test_dragging_a_number_changes_all_that_follows_from_it(page: Page) -> None:
    open_program(page)
    drag(page, number(page, "x"), 44)  # the first 4 px only tell a drag from a click
    expect(number(page, "x")).to_have_attribute("aria-valuenow", "-1")
    expect(output(page)).to_have_text("−16")
    page.mouse.up()
    expect(page.locator("#inspector")).to_be_hidden()


def test_escape_takes_a_drag_back(page: Page) -> None:
    open_program(page)
    drag(page, number(page, "x"), 44)
    expect(output(page)).to_have_text("−16")
    page.keyboard.press("Escape")
    expect(output(page)).to_have_text("−12")
    page.mouse.up()


def test_keys_and_wheel_change_the_number_in_focus(page: Page) -> None:
    open_program(page)
    handle = number(page, "y")
    handle.focus()
    page.keyboard.press("ArrowUp")
    expect(handle).to_have_attribute("aria-valuenow", "5.1")
    page.keyboard.press("Shift+ArrowDown")
    expect(handle).to_have_attribute("aria-valuenow", "5.09")
    page.keyboard.press("Alt+ArrowUp")
    expect(handle).to_have_attribute("aria-valuenow", "6.09")
    handle.hover()
    page.mouse.wheel(0, 40)
    expect(handle).to_have_attribute("aria-valuenow", "5.99")
    expect(handle).to_be_focused()


def test_a_clicker_changes_no_number(page: Page) -> None:
    open_program(page)
    handle = number(page, "y")
    handle.focus()
    page.keyboard.press("PageDown")
    page.keyboard.press("PageUp")
    expect(handle).to_have_attribute("aria-valuenow", "5")


def test_a_number_is_typed_in_place(page: Page) -> None:
    open_program(page)
    handle = number(page, "x")
    handle.dblclick()
    page.keyboard.type("1/4")
    page.keyboard.press("Enter")
    expect(handle).to_have_attribute("aria-valuenow", "0.25")
    expect(handle).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("no number")
    page.keyboard.press("Enter")
    expect(page.locator(".leaf-field")).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Escape")
    expect(page.locator(".leaf-field")).to_have_count(0)
    expect(handle).to_have_attribute("aria-valuenow", "0.25")


def test_a_drag_is_one_entry_to_undo(page: Page) -> None:
    open_program(page)
    drag(page, number(page, "x"), 44)
    page.mouse.up()
    expect(output(page)).to_have_text("−16")
    drag(page, number(page, "z"), 24)
    page.mouse.up()
    expect(output(page)).to_have_text("−14")
    page.keyboard.press("Control+z")
    expect(output(page)).to_have_text("−16")
    page.keyboard.press("Control+z")
    expect(output(page)).to_have_text("−12")
    page.keyboard.press("Control+Shift+z")
    expect(output(page)).to_have_text("−16")


def test_the_numbers_are_written_into_the_program(page: Page) -> None:
    open_program(page)
    drag(page, number(page, "x"), 44)
    page.mouse.up()
    write = page.locator("#write-values")
    write.click()
    program = page.get_by_role("textbox", name="Program")
    expect(program).to_have_value(CIRCUIT.replace("-2", "-1"))
    expect(write).to_be_disabled()
    expect(output(page)).to_have_text("−16")


REBOUND = "x = 1\na = x * 2\nx = 3\nb = x * a\nx = 4\nf = x * b"


def test_a_number_bound_again_and_again_is_dragged_typed_and_written(page: Page) -> None:
    open_program(page, REBOUND)
    expect(output(page)).to_have_text("24")
    drag(page, number(page, "x″"), 44)
    page.mouse.up()
    expect(number(page, "x″")).to_have_attribute("aria-valuenow", "5")
    expect(output(page)).to_have_text("30")
    number(page, "x′").dblclick()
    page.keyboard.type("10")
    page.keyboard.press("Enter")
    expect(output(page)).to_have_text("100")
    address = re.compile("v=")
    expect(page).to_have_url(address)
    page.reload()
    expect(output(page)).to_have_text("100")
    page.locator("#write-values").click()
    program = page.get_by_role("textbox", name="Program")
    expect(program).to_have_value("x = 1\na = x * 2\nx = 10\nb = x * a\nx = 5\nf = x * b")
    expect(output(page)).to_have_text("100")


def test_a_nudge_compares_the_promise_with_what_happens(page: Page) -> None:
    open_program(page)
    page.get_by_text("Nudge an input").click()
    slider = page.locator("#nudge-change")
    slider.fill("9")
    said = page.locator(".nudge-words")
    expect(said).to_contain_text(
        "Raising x by 0.5 should change f by −2; it changed by −2, exactly as promised."
    )
    page.locator("#nudge-input").select_option(label="z")
    expect(said).to_contain_text(re.compile("Raising z by 0.5 should change f by 1.5"))
    expect(number(page, "z")).to_have_attribute("aria-valuenow", "-4")


def test_the_numbers_are_accessible(page: Page) -> None:
    open_program(page)
    number(page, "x").focus()
    assert violations(page) == []
