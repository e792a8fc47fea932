"""The exercises page beyond one exercise: sets, practice, and what is handed in."""

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from app.cli import main
from app.exercises import practice
from tests.browser.axe import violations
from tests.browser.test_exercises import POINTS_16, opened
from tests.browser.test_lab_screen import SIZES, outside
from tests.browser.test_without_a_mouse import see_focus
from tests.browser.waiting import reload, until
from tests.exercises.model_answers import MODEL_ANSWERS


def test_a_set_is_gone_through_and_what_is_done_is_ticked(page: Page) -> None:
    lines = opened(page, "/exercises#1/e=lectures-circuit")
    row, chooser = page.locator("#onward"), page.locator("#preset")
    expect(row).to_contain_text("Lecture exercises 1/9")
    expect(row.get_by_role("button", name="The exercise before")).to_be_disabled()
    expect(row.get_by_role("img", name="done")).to_be_hidden()
    lines.fill("dz = q * df; dx = z * df; dy = z * df")
    expect(row.get_by_role("img", name="done")).to_be_visible()
    assert violations(page) == []
    row.get_by_role("button", name="The next exercise").click()
    expect(row).to_contain_text("2/9")
    expect(row.get_by_role("img", name="done")).to_be_hidden()
    expect(page.locator("#program")).to_have_value("x = 3; y = -4\nz = x * y\nL = 2 * z")
    expect(lines).to_have_value("")
    until(page, "location.hash === '#1/e=lectures-multiply-gate'")
    page.keyboard.press("[")
    expect(row).to_contain_text("1/9")
    expect(row.get_by_role("img", name="done")).to_be_visible()
    expect(chooser.locator("option[value=lectures-circuit]")).to_have_text("✓ The first circuit")
    page.keyboard.press("f")
    expect(page.locator("html.presenting")).to_have_count(1)
    told = ["#onward span", "#onward button"]
    assert [size for size in page.evaluate(SIZES, told) if size[1] < POINTS_16] == []
    assert outside(page, "#onward", "#done", "#hint") == []
    page.get_by_label("Kind of exercise").select_option("order")
    expect(page.locator(".question")).to_have_count(1)
    page.keyboard.press("PageDown")
    expect(page.get_by_role("button", name=re.compile("Move .* up, at 1"))).to_be_focused()
    page.keyboard.press("PageDown")  # of another kind, whose questions are not there
    expect(row).to_contain_text("2/9")
    expect(page.locator("#page")).to_be_focused()


def test_a_whole_set_is_done_with_keys_alone(page: Page) -> None:
    lines = opened(page)
    done, row = page.locator("#done"), page.locator("#onward")
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.locator("#preset")).to_be_focused()
    for key in ("Home", "ArrowDown", "Enter", "e"):
        page.keyboard.press(key)
    exercises = [name for name in MODEL_ANSWERS if name.startswith("lectures-")]
    for k, exercise in enumerate(exercises, 1):
        expect(row).to_contain_text(f"Lecture exercises {k}/{len(exercises)}")
        expect(lines).to_be_focused()
        page.keyboard.insert_text(MODEL_ANSWERS[exercise])
        expect(done).to_contain_text("All gradients are right")
        page.keyboard.press("Control+Enter")
    expect(row).to_contain_text(f"Lecture exercises {k}/{len(exercises)}")
    expect(done).to_contain_text("All gradients are right")
    onward = row.get_by_role("button", name="The next exercise")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # there is none, and the focus stays
    expect(onward).to_be_disabled()
    expect(onward).to_be_focused()
    see_focus(page)
    reload(page)
    expect(lines).to_have_value(MODEL_ANSWERS[exercises[-1]])


def test_practice_goes_on_for_ever_and_a_link_holds_its_number(page: Page) -> None:
    opened(page, "/exercises#1/e=practice-2-9")
    row, program = page.locator("#onward"), page.locator("#program")
    expect(row).to_contain_text("Level 2, no. 9")
    expect(program).to_have_value(practice(2, 9).program)
    row.get_by_role("button", name="The next exercise").click()
    expect(program).to_have_value(practice(2, 10).program)
    until(page, "location.hash === '#1/e=practice-2-10'")
    expect(page.locator("#preset option:checked")).to_have_text("Level 2, no. 10")
    page.locator("#preset").select_option("practice-3-1")
    expect(program).to_have_value(practice(3, 1).program)


def test_a_result_is_saved_graded_and_opened_again(page: Page, tmp_path: Path) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lines = opened(page, "/exercises#1/e=lectures-multiply-gate")
    lines.fill("dz = 2 * dL\ndx = y * dz\ndy = -x * dz")
    page.locator("#hint").click()
    expect(page.locator("#hint-told h3")).to_be_visible()
    page.locator("#more > summary").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Result, JSON file").click()
    result = json.loads(saved.value.path().read_text())
    assert (result["right"], result["asked"], result["hints"]) == (1, 2, 1)
    page.locator("#more > summary").click()
    page.get_by_role("button", name="Result, short code").click()
    expect(page.locator(".share-status")).to_contain_text(result["code"])
    codes = tmp_path / "codes.txt"
    codes.write_text(page.evaluate("navigator.clipboard.readText()"))
    answers = tmp_path / "answers"
    answers.mkdir()
    saved.value.save_as(answers / "ada.json")
    exercise = tmp_path / "exercise.txt"
    exercise.write_text(result["exercise"]["program"])
    assert main(["grade", str(exercise), str(answers), "--codes", str(codes)]) == 0
    page.evaluate("localStorage.clear()")
    opened(page, "/exercises")
    page.locator("#file").set_input_files(answers / "ada.json")
    expect(lines).to_have_value("dz = 2 * dL\ndx = y * dz\ndy = -x * dz")
    expect(page.locator(".verdict").nth(2)).to_have_text("✗ wrong")
    page.locator("#file").set_input_files(
        {"name": "a.json", "mimeType": "application/json", "buffer": b"{}"}
    )
    expect(page.locator("#told")).to_have_text("That is not a result file of this page.")
    text = b"# kind: predict # easy\nx = 2\ny = x * x"
    page.locator("#file").set_input_files(
        {"name": "a.txt", "mimeType": "text/plain", "buffer": text}
    )
    expect(page.locator("#told")).to_contain_text("Line 1 was left out: “# kind:” takes one of")
