"""The exercises page as a sheet of questions: answered, marked, kept, put in order."""

import re

from playwright.sync_api import Page, expect

from app.exercises import renumbered
from app.language import read_program
from tests.browser.axe import violations
from tests.browser.test_exercises import wire
from tests.browser.test_lab_screen import POINTS_20, SIZES, outside
from tests.browser.waiting import quiet, reload, until

MARK_IS_SEEN = """(() => {
  const [mark, list] = [".question-mark", ".questions"]
    .map((one) => document.querySelector(one).getBoundingClientRect());
  return mark.top >= list.top && mark.bottom <= list.bottom;
})()"""


def test_numbers_are_predicted_kept_and_drawn_once_they_are_right(page: Page) -> None:
    page.goto("/exercises#1/k=predict")
    mark = page.locator(".question-mark")
    expect(mark).to_have_count(6)
    expect(page.locator("#picture svg")).to_be_attached()
    expect(page.locator("#lines")).to_be_hidden()
    expect(wire(page, 2)).to_have_text("")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    page.keyboard.type("12")
    expect(mark.nth(0)).to_have_text("✓ right")
    expect(mark.nth(1)).to_contain_text("✗ This is the value with its sign flipped")
    page.get_by_label("dq = ∂f/∂q").fill("-4")
    expect(wire(page, 2)).to_have_text("◂ −4")
    expect(page.locator("#summary")).to_contain_text("Question 3: right")
    expect(page.locator('#picture [data-node="3"].cr-now')).to_have_count(1)
    page.get_by_label("dz = ∂f/∂z").focus()
    for step in ("Rule", "On", "Answer"):
        page.locator("#hint").click()
        expect(page.locator("#hint-told")).to_contain_text(step)
    expect(page.locator("#hint-told code")).to_have_text("dz = q * df = 3")
    expect(page.locator("#done")).to_have_text("2 of 6 right")
    reload(page)
    expect(page.locator("#done")).to_have_text("2 of 6 right")
    page.get_by_label("Kind of exercise").select_option("route")
    expect(page.locator("#refused")).to_contain_text("Choose one with relu, max, min")
    page.locator("#preset").select_option("gate-patterns")
    page.locator(".answer-choices input").first.check()
    expect(mark).to_have_count(1)
    expect(mark).not_to_be_empty()


def test_steps_are_ordered_by_keys_and_by_a_drag_and_a_link_has_them(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/exercises#1/k=order")
    rows, mark = page.locator(".ordering li"), page.locator(".question-mark")
    expect(rows).to_have_count(4)
    while "dq" not in rows.first.inner_text():
        page.get_by_role("button", name="Move dq up").press("Enter")
    expect(page.get_by_role("button", name="Move dq up, at 1 of 4")).to_be_focused()
    expect(mark).to_have_text("✓ right")
    first, last = rows.first.bounding_box(), rows.nth(3).bounding_box()
    assert first is not None
    assert last is not None
    page.mouse.move(first["x"] + 100, first["y"] + 15)
    page.mouse.down()
    page.mouse.move(first["x"] + 100, last["y"] + 30, steps=4)
    page.mouse.up()
    expect(mark).to_contain_text(re.compile(r"✗ d[xy] comes too early: it needs dq"))
    expect(rows.nth(3)).to_contain_text("dq")
    page.get_by_role("button", name="Share").click()
    expect(page.locator(".share-status")).to_have_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(mark).to_be_empty()
    page.wait_for_url(re.compile("s=1"))
    page.evaluate("localStorage.clear()")
    page.goto("about:blank")
    page.goto(link)
    expect(mark).to_contain_text("comes too early")


def test_a_sheet_is_read_from_the_last_row_and_in_the_hand(page: Page) -> None:
    page.goto("/exercises#1/k=mistake&l=1")
    options = page.locator(".answer-choices label")
    expect(options).to_have_count(4)
    expect(page.locator("#picture svg")).to_be_attached()
    options.first.click()
    expect(page.locator(".question-mark").first).not_to_be_empty()
    told = [".question-asks", ".answer-choices code"]
    assert [row for row in page.evaluate(SIZES, told) if row[1] < POINTS_20] == []
    assert outside(page, "#questions", ".question-asks", ".answer-choices code", "#done") == []
    page.get_by_label("Kind of exercise").select_option("order")
    page.get_by_role("button", name="Check this order").click()
    expect(page.locator(".question-mark")).not_to_be_empty()
    until(page, MARK_IS_SEEN)
    page.keyboard.press("f")
    expect(page.locator("html.presenting")).to_have_count(0)
    page.get_by_label("Kind of exercise").select_option("place")
    expect(page.locator(".question")).to_have_count(4)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".question").nth(1).locator("input").first).to_be_focused()
    page.keyboard.press("n")  # the questions go, and the focus stays there
    expect(page.locator("#questions")).to_be_focused()
    page.get_by_label("∂f/∂q").focus()
    page.locator("#hint").click()
    expect(page.locator("#hint-told p")).to_have_count(1)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_label("Kind of exercise").select_option("order")
    expect(page.locator(".ordering li")).to_have_count(4)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert outside(page, "#kind", "#again") == []


def test_other_numbers_are_drawn_said_and_kept_in_the_link(page: Page) -> None:
    page.goto("/exercises#1/e=xyz&k=predict")
    program, mark = page.locator("#program"), page.locator(".question-mark")
    expect(mark).to_have_count(6)
    own = program.input_value()
    page.get_by_role("button", name="New numbers").click()
    expect(program).not_to_have_value(own)
    expect(page.get_by_role("textbox", name="Forward program, other numbers")).to_be_visible()
    expect(page.locator("#summary")).to_contain_text("Other numbers: x = ")
    drawn = program.input_value()
    assert drawn == renumbered(own, 1)
    quiet(page)  # the questions about them are there
    page.keyboard.press("PageDown")
    expect(page.get_by_label("The value of q")).to_be_focused()
    page.keyboard.type(
        str(read_program(drawn).graph.values[0] + read_program(drawn).graph.values[1])
    )
    expect(mark.first).to_have_text("✓ right")
    page.wait_for_url(re.compile("p="))
    reload(page)
    expect(program).to_have_value(drawn)
    expect(mark.first).to_have_text("✓ right")
    expect(page.get_by_role("region", name="Predict a number")).to_be_visible()
    page.keyboard.press("u")
    expect(program).to_have_value(renumbered(own, 2))
    quiet(page)
    page.keyboard.press("n")
    page.wait_for_url(re.compile("s=3"))
    expect(program).to_have_value(renumbered(own, 2))
    page.locator("#more > summary").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Your answers, text file").click()
    assert saved.value.path().read_text().startswith("1. The value of q\n(no answer)\n")
