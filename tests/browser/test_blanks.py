"""Fill in the blanks: fields in the code, marks beside them, stages, and the run."""

import re

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.test_exercises import POINTS_16
from tests.browser.test_lab_screen import POINTS_20, SIZES, outside
from tests.browser.waiting import reload

SVM = (
    "np.ones_like(margins) / N",
    "dmargins * (margins > 0)",
    "np.sum(dgaps, axis=1, keepdims=True)",
    "dgaps + Y * dcorrect",
    "X.T @ dscores + reg * W",
)


def test_a_class_is_filled_in_run_and_left_without_its_cache(page: Page) -> None:
    page.goto("/exercises#1/k=blanks&g=4")
    blank, done = page.locator(".blank"), page.locator(".blanks .done")
    expect(page.locator(".blanks-at")).to_have_text("4/5")
    expect(page.locator("#preset")).to_have_value("blanks:multiply-node")
    blank.fill("in2 * dOut")
    expect(done).to_contain_text("on to the next stage")
    page.get_by_role("button", name="The next stage").click()
    expect(page.locator(".blanks-at")).to_have_text("5/5")
    expect(page).to_have_url(re.compile(r"&k=blanks&g=5$"))
    blank.first.focus()
    for answer in ("in1", "in2", "dOut * self.in2", "in1 * dOut"):
        page.keyboard.type(answer)
        page.keyboard.press("Enter")
    mark, reason = page.locator(".blanks-mark.is-error"), page.locator(".blanks-reasons li")
    expect(mark).to_have_text("unclear")
    expect(reason).to_contain_text("forward has ended: read self.in1")
    expect(blank.nth(3)).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#summary")).to_contain_text(
        "dIn2, line 10: unclear: in1 is a name inside forward"
    )
    page.get_by_role("button", name="Show an answer").click()
    expect(page.locator(".blanks-shown")).to_have_text("dIn2: self.in1 * dOut")
    blank.nth(3).fill("self.in1 * dOut")
    expect(done).to_contain_text("Every number is the engine")
    row = page.locator(".blanks-run tr", has_text="dIn1")
    expect(row).to_contain_text("✓ −8−8−8")
    page.get_by_role("button", name="Forget the cache").click()
    expect(row).to_contain_text("self.in2 was not kept")
    assert violations(page) == []
    reload(page)  # answers stay in this browser
    expect(blank.nth(3)).to_have_value("self.in1 * dOut")
    blank.nth(3).press("Escape")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".blanks-at")).to_have_text("4/5")
    page.locator("#preset").select_option(label="AddGate")
    expect(page.locator(".blanks-title")).to_have_text("AddGate")
    page.locator("#preset").select_option(index=1)
    expect(page.locator("#lines")).to_be_visible()
    expect(page.locator("#blanks")).to_be_hidden()


def test_staged_code_is_seen_before_a_class_and_on_a_phone(page: Page) -> None:
    page.goto("/exercises#1/k=blanks&b=staged-svm&g=2&l=1")
    blanks = page.locator(".blank")
    expect(blanks).to_have_count(5)
    for k, answer in enumerate(SVM):
        blanks.nth(k).fill(answer)
    expect(page.locator(".blanks-reasons li")).to_have_text(
        ["Line 11: The sign is wrong.", "Line 13: reg * W is 2 times too small."]
    )
    told = [".blanks-reasons li", ".blanks .done", ".blanks-told", ".blank", ".blanks-run td"]
    assert [row for row in page.evaluate(SIZES, told) if row[1] < POINTS_16] == []
    assert outside(page, ".blanks-reasons li", ".blanks .done", ".blanks-run", ".blanks-line") == []
    page.goto("/exercises#1/k=blanks&b=multiply-gate&l=1")
    expect(page.locator(".blanks-title")).to_have_text("MultiplyGate")
    assert [row for row in page.evaluate(SIZES, [".blank"]) if row[1] < POINTS_20] == []
    page.set_viewport_size({"width": 390, "height": 844})
    expect(blanks).to_have_count(5)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert outside(page, ".blanks-code", ".blanks .done") == []
    page.set_viewport_size({"width": 390, "height": 420})  # the keyboard is up
    blanks.last.focus()
    page.keyboard.type("-self.x * dz")
    why = page.locator(".blanks-why", has_text="The sign is wrong.")
    expect(why).to_be_in_viewport(ratio=1)
    expect(blanks.last).to_be_in_viewport(ratio=1)
