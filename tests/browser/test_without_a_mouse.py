"""A lecture given without a mouse: every part of the page is reached, seen and used by keyboard."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

# What has the focus is marked: by the outline of the page, around the editor for its text, by the
# frame about a number or by the colour of a wire.
MARKED = """(element) => {
  const style = (it) => getComputedStyle(it);
  const outlined = (it) =>
    style(it).outlineStyle !== "none" && parseFloat(style(it).outlineWidth) >= 2;
  const box = element.getBoundingClientRect();
  const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0
    && box.top < innerHeight && box.left < innerWidth && style(element).visibility === "visible";
  const grip = element.querySelector(".leaf-grip");
  const wire = element.matches("[data-edge]") ? element.querySelector("path") : null;
  const editor = element.closest(".editor");
  const marked = outlined(element)
    || (editor && outlined(editor))
    || (grip && style(grip).stroke !== "none")
    || (wire && parseFloat(style(wire).strokeWidth) >= 4);
  return seen && element.matches(":focus-visible") && Boolean(marked);
}"""


def see_focus(page: Page) -> Locator:
    """Check that what has the focus can be seen to have it."""
    focused = page.locator("*:focus")
    expect(focused).to_have_count(1)
    described = focused.evaluate("e => e.outerHTML.slice(0, 120)")
    assert focused.evaluate(MARKED), f"the focus is not seen on {described}"
    return focused


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until something has the focus, which is seen at every stop."""
    for _ in range(90):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            continue  # from the last stop to the first leads past the window itself
        see_focus(page)
        if wanted.evaluate("e => e === document.activeElement"):
            return
    pytest.fail(f"Tab does not lead to {wanted}")


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def step(page: Page) -> Locator:
    return page.get_by_label("Step", exact=True)


@pytest.fixture
def lecture(page: Page) -> Page:
    page.emulate_media(reduced_motion="reduce")
    page.goto("/")
    expect(step(page)).to_be_enabled()
    return page


def test_an_example_is_opened_stepped_and_played(lecture: Page) -> None:
    program = lecture.get_by_role("textbox", name="Program")
    before = program.input_value()
    tab_to(lecture, lecture.get_by_label("Example"))
    lecture.keyboard.press("ArrowDown")
    expect(program).not_to_have_value(before)
    tab_to(lecture, lecture.locator("#present"))
    tab_to(lecture, button(lecture, "To the end"))
    lecture.keyboard.press("Enter")
    end = step(lecture).get_attribute("max") or ""
    expect(step(lecture)).to_have_value(end)
    lecture.keyboard.press("Home")
    expect(step(lecture)).to_have_value("0")
    lecture.keyboard.press("ArrowRight")
    expect(step(lecture)).to_have_value("1")
    tab_to(lecture, step(lecture))
    lecture.keyboard.press("ArrowRight")
    expect(step(lecture)).to_have_value("2")
    tab_to(lecture, button(lecture, "Faster"))
    for _ in range(3):
        lecture.keyboard.press("Enter")
    tab_to(lecture, button(lecture, "Play"))
    lecture.keyboard.press("Space")
    expect(button(lecture, "Play")).to_be_visible()
    expect(step(lecture)).to_have_value(end)


def test_a_number_is_changed_and_the_change_undone(lecture: Page) -> None:
    output = lecture.locator("#picture [data-output] .cr-value")
    lecture.keyboard.press("End")
    tab_to(lecture, lecture.locator('#picture svg [tabindex="0"]'))
    lecture.keyboard.press("ArrowUp")
    expect(output).to_have_text("−12.40")
    lecture.keyboard.press("Enter")
    lecture.keyboard.type("2")
    see_focus(lecture)
    lecture.keyboard.press("Enter")
    expect(output).to_have_text("−28")
    see_focus(lecture)
    tab_to(lecture, button(lecture, "Undo"))
    lecture.keyboard.press("Enter")
    expect(output).not_to_have_text("−28")
    tab_to(lecture, button(lecture, "Redo"))
    lecture.keyboard.press("Enter")
    expect(output).to_have_text("−28")


def test_gates_and_wires_are_walked_inspected_and_folded(lecture: Page) -> None:
    lecture.goto("/?example=sigmoid-neuron-gate")
    expect(step(lecture)).to_be_enabled()
    for key in "nnnnnnnnnn":
        lecture.keyboard.press(key)
        see_focus(lecture)
    for key in "wwW":
        lecture.keyboard.press(key)
        see_focus(lecture)
    expect(lecture.locator("#inspector")).to_be_hidden()
    lecture.keyboard.press("i")
    expect(lecture.locator("#inspector")).to_be_visible()
    tab_to(lecture, button(lecture, "Close the panel"))
    lecture.keyboard.press("Enter")
    expect(lecture.locator("#inspector")).to_be_hidden()
    see_focus(lecture)
    lecture.keyboard.press("m")
    groups = lecture.locator("#groups summary")
    tab_to(lecture, groups)
    lecture.keyboard.press("Enter")
    tab_to(lecture, lecture.locator("#groups button").first)
    lecture.keyboard.press("Enter")
    expect(lecture.locator("#groups-told")).to_contain_text("outside numbers unchanged")
    see_focus(lecture)
    lecture.keyboard.press("Escape")
    expect(groups).to_be_focused()
    lecture.keyboard.press("Escape")
    expect(lecture.locator("#more > summary")).to_be_focused()
    lecture.keyboard.press("Control+z")
    expect(lecture.locator("#picture .cr-glyph", has_text="σ")).to_have_count(1)


def test_every_panel_is_opened_and_left(lecture: Page) -> None:
    tabs = lecture.get_by_role("tab")
    tab_to(lecture, button(lecture, "Panels"))
    lecture.keyboard.press("Enter")
    tab_to(lecture, tabs.filter(has_text="Table"))
    for _ in range(3):
        lecture.keyboard.press("ArrowLeft")
    for name in ("Code", "Check", "Formula", "Nudge"):
        lecture.keyboard.press("ArrowRight")
        for _ in range({"Formula": 1, "Nudge": 2}.get(name, 0)):
            lecture.keyboard.press("ArrowRight")  # past the table; the partials and the derivation
        see_focus(lecture)
        lecture.keyboard.press("Enter")
        panel = lecture.get_by_role("tabpanel", name=name)
        expect(panel).to_be_visible()
        inside = panel.locator("button:enabled, select, input, [tabindex='0']")
        expect(inside.first).to_be_visible()
        tab_to(lecture, inside.last)
        tab_to(lecture, tabs.filter(has_text=name))
    tab_to(lecture, lecture.locator("#nudge-change"))
    lecture.keyboard.press("ArrowRight")
    expect(lecture.locator(".nudge-words")).to_contain_text("should change f by")


def test_level_mode_decimals_zoom_and_colours_are_chosen(lecture: Page) -> None:
    tab_to(lecture, lecture.get_by_label("Detail"))
    lecture.keyboard.press("ArrowDown")
    expect(lecture.get_by_label("Detail")).to_have_value("elementary")
    tab_to(lecture, lecture.locator("#more > summary"))
    lecture.keyboard.press("Enter")
    tab_to(lecture, lecture.get_by_label("Decimals"))
    lecture.keyboard.press("ArrowDown")
    expect(lecture.get_by_label("Decimals")).to_have_value("3")
    zoom = lecture.locator("#picture")
    lecture.keyboard.press("Shift+Tab")
    expect(button(lecture, "Zoom in")).to_be_focused()
    lecture.keyboard.press("Enter")
    assert zoom.evaluate("e => e.style.getPropertyValue('--zoom')") == "1.25"
    mode = lecture.locator("#modes select").first
    tab_to(lecture, mode)
    lecture.keyboard.press("ArrowDown")
    expect(lecture.locator("body")).to_have_attribute("data-mode", "forward")
    for name, attribute, value in (
        ("Palette", "data-palette", "colourblind"),
        ("Dark", "data-theme", "dark"),
    ):
        tab_to(lecture, button(lecture, name))
        lecture.keyboard.press("Space")
        expect(lecture.locator("html")).to_have_attribute(attribute, value)


def test_a_gradient_is_predicted(lecture: Page) -> None:
    tab_to(lecture, button(lecture, "Predict"))
    lecture.keyboard.press("Enter")
    guess = lecture.get_by_label("Its gradient")
    tab_to(lecture, guess)
    lecture.keyboard.type("-4")
    lecture.keyboard.press("Enter")
    expect(lecture.locator("#predict").get_by_role("status")).to_have_class(re.compile("right"))
    see_focus(lecture)
    tab_to(lecture, button(lecture, "Reveal all"))
    lecture.keyboard.press("Enter")
    expect(lecture.locator("#predict")).to_contain_text("All 4 done")


def test_the_link_is_shared_and_the_menu_used(lecture: Page) -> None:
    lecture.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab_to(lecture, button(lecture, "Share"))
    lecture.keyboard.press("Enter")
    expect(lecture.get_by_text("Link copied")).to_be_visible()
    tab_to(lecture, lecture.locator("#more > summary"))
    lecture.keyboard.press("Enter")
    tab_to(lecture, button(lecture, "Code to embed this page"))
    lecture.keyboard.press("Enter")
    expect(lecture.get_by_text("Embed code copied")).to_be_visible()
    see_focus(lecture)


def test_it_is_presented_blanked_and_helped(lecture: Page) -> None:
    lecture.keyboard.press("f")
    expect(lecture.get_by_role("textbox", name="Program")).to_be_hidden()
    lecture.keyboard.press("n")
    see_focus(lecture)
    tab_to(lecture, lecture.locator("#present"))
    lecture.keyboard.press("Enter")
    expect(lecture.get_by_role("textbox", name="Program")).to_be_visible()
    see_focus(lecture)
    for key in (".", "."):
        lecture.keyboard.press(key)
    expect(lecture.locator("#blank")).to_be_hidden()
    tab_to(lecture, button(lecture, "Help"))
    lecture.keyboard.press("Enter")
    expect(lecture.get_by_role("dialog")).to_be_visible()
    see_focus(lecture)
    lecture.keyboard.press("Enter")
    expect(lecture.get_by_role("dialog")).to_be_hidden()
    expect(button(lecture, "Help")).to_be_focused()


def test_a_program_is_written_and_its_error_mended(lecture: Page) -> None:
    program = lecture.get_by_role("textbox", name="Program")
    tab_to(lecture, program)
    lecture.keyboard.press("Control+a")
    lecture.keyboard.type("x = 3; y = x *")
    expect(lecture.get_by_role("alert")).not_to_be_empty()
    lecture.keyboard.type(" x")
    expect(lecture.get_by_role("alert")).to_be_empty()
    expect(lecture.locator("#picture [data-output] .cr-value")).to_have_text("9")
    tab_to(lecture, lecture.locator('#picture svg [tabindex="0"]'))
