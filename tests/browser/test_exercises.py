"""The exercises page: a backward pass written line by line, checked, and drawn as it is written."""

import re

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.axe import violations, violations_in_every_look
from tests.browser.test_lab_screen import POINTS_20, SIZES, outside
from tests.browser.waiting import reload, until

POINTS_16 = 16 * 96 / 72
ALL_SEEN = "one => one.scrollHeight <= one.clientHeight + 1"
RIGHT = "dq = z * df\ndz = q * df\ndx = dq\ndy = dq"


def opened(page: Page, address: str = "/exercises") -> Locator:
    """Open the page and wait for its picture; gives the lines."""
    page.goto(address)
    expect(page.locator("#picture svg")).to_be_attached()
    expect(page.locator("#done")).not_to_be_empty()
    return page.locator("#lines")


def wire(page: Page, edge: int) -> Locator:
    """Give what stands below a wire."""
    return page.locator(f'#picture [data-edge="{edge}"] [data-slot="back"]')


def test_lines_are_checked_as_they_are_written_and_their_numbers_drawn(page: Page) -> None:
    lines = opened(page)
    verdicts = page.locator(".verdict")
    for edge in range(4):
        expect(wire(page, edge)).to_contain_text("?")
    assert page.locator("#picture [data-edge] > title").count() == 0
    lines.press_sequentially("dq = z * df")
    expect(verdicts.first).to_have_text("✓ right")
    expect(wire(page, 2)).to_have_text("◂ −4")
    expect(wire(page, 0)).to_contain_text("?")
    lines.press_sequentially("\ndz = -q * df")
    expect(verdicts.nth(1)).to_have_text("✗ wrong")
    expect(page.locator("#reasons")).to_have_text("Line 2: The sign is wrong.")
    expect(wire(page, 3)).to_contain_text("−3✗")
    expect(wire(page, 3).locator(".exercise-box")).to_be_visible()
    lines.fill(RIGHT.replace("dx = dq", "dx = dq +"))
    expect(verdicts.nth(2)).to_have_text("✗ unclear")
    expect(verdicts.nth(3)).to_have_text("✓ right")
    expect(page.locator("#summary")).to_contain_text("Line 2, dz = q * df: right")
    lines.fill(RIGHT)
    done = page.locator("#done")
    expect(done).to_have_text("All gradients are right: 4 lines, no hints.")
    expect(page.locator(".exercise-mark")).to_have_count(0)
    reload(page)
    expect(done).to_have_text("All gradients are right: 4 lines, no hints.")
    expect(lines).to_have_value(RIGHT)


def test_hints_come_in_three_steps_and_quotients_when_they_are_asked_for(page: Page) -> None:
    lines = opened(page)
    hint, told = page.locator("#hint"), page.locator("#hint-told")
    hint.click()
    expect(told).to_contain_text("Rule q goes into multiply")
    expect(told).not_to_contain_text("z and df")
    lines.press("Control+Enter")
    expect(told).to_contain_text("Operands Use z and df.")
    expect(told.locator("code")).to_have_count(0)
    hint.click()
    expect(told.locator("code")).to_have_text("dq = z * df")
    lines.fill("dq = z * df\ndx = 2 * dq")
    expect(told).to_be_empty()
    table = page.locator("#check-told table")
    expect(table).to_be_hidden()
    page.get_by_role("button", name="Check with numbers").click()
    expect(table.get_by_role("row").nth(1)).to_have_text(re.compile(r"^dq✓ −4−4(\.0+)?$"))
    expect(table.get_by_role("row").nth(2)).to_have_text(re.compile(r"^dx✗ −8−4(\.0+)?$"))
    expect(page.locator(".check-cost")).to_contain_text("8 forward passes")
    page.get_by_label("Scheme").select_option("forward")
    expect(page.locator(".check-cost")).to_contain_text("5 forward passes")


def test_a_link_holds_the_exercise_and_the_lines_where_they_are_wanted(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lines = opened(page, "/exercises#1/h=0&o=0.1&w=dx+%3D+5.8*dy&p=x+%3D+3%0Ay+%3D+x*x")
    expect(page.locator(".verdict")).to_have_text("✗ wrong")
    lines.fill("dx = 5.9")
    expect(page.locator(".verdict")).to_have_text("≈ rounded")
    expect(page.locator("#hint")).to_be_hidden()
    page.get_by_role("button", name="Share").click()
    expect(page.locator(".share-status")).to_have_text("Link copied")
    assert "&w=dx+=+5.9" in page.evaluate("navigator.clipboard.readText()")
    page.locator("#more > summary").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Exercise, text file").click()
    text = saved.value.path().read_text()
    assert text == "# kind: backward\n# tolerance: 0.1\n# hints: off\nx = 3\ny = x*x\n"
    page.locator("#more > summary").click()
    page.get_by_role("button", name="Share as an exercise").click()
    expect(page.locator(".share-status")).to_contain_text("without your answers")
    address = page.evaluate("navigator.clipboard.readText()")
    assert "w=" not in address
    assert "h=0&o=0.1" in address
    other: FilePayload = {
        "name": "e.txt",
        "mimeType": "text/plain",
        "buffer": b"# hints: on\na = 2\nb = 3 * a",
    }
    page.locator("#file").set_input_files(other)
    expect(page.locator("#program")).to_have_value("a = 2\nb = 3 * a")
    expect(page.locator("#hint")).to_be_visible()
    expect(lines).to_have_value("")


def test_a_graph_becomes_an_exercise(page: Page) -> None:
    page.goto("/?example=branch-add")
    expect(page.locator("#share button").first).to_be_enabled()
    page.locator("#more > summary").click()
    with page.expect_popup() as opens:
        page.get_by_role("button", name="Make this an exercise").click()
    exercise = opens.value
    expect(exercise.locator("#program")).to_have_value(re.compile("e = c . d"))
    expect(exercise.locator("#done")).to_contain_text("input gradients right")


def test_before_a_class_it_is_large_and_wholly_seen(page: Page) -> None:
    lines = opened(page)
    lines.fill("dq = z * df\ndz = -q * df\ndx = 2 * dq\ndy = dq + 1\ndx = dz")
    expect(page.locator("#reasons li")).to_have_count(4)
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    expect(page.locator("html.presenting")).to_have_count(1)
    assert lines.evaluate(ALL_SEEN)  # beside their reasons
    assert page.locator("#reasons").evaluate(ALL_SEEN)
    page.keyboard.press("h")
    expect(page.locator("#hint-told")).to_contain_text("Rule")
    assert lines.evaluate(ALL_SEEN)
    assert outside(page, "#hint-told") == []
    assert page.locator("#standing").evaluate(ALL_SEEN)
    assert [row for row in page.evaluate(SIZES, ["#lines", "#program"]) if row[1] < POINTS_20] == []
    told = [".verdict span", "#reasons li", "#done", "#hint"]
    assert [row for row in page.evaluate(SIZES, told) if row[1] < POINTS_16] == []
    assert outside(page, "#lines", "#program", "#done", "#picture", "#reasons li") == []
    expect(page.locator(".paint .line").first).to_have_css("height", "41px")
    figure = (
        "(one => 16 * one.getBoundingClientRect().width / one.viewBox.baseVal.width)"
        "(document.querySelector('#picture svg'))"
    )
    until(page, f"{figure} >= {POINTS_20}")  # the picture for the class has come


def test_every_look_is_accessible_and_a_phone_shows_the_lines_first(page: Page) -> None:
    lines = opened(page)
    lines.fill("dq = z * df\ndz = -q * df\ndx = dq +\nfoo = 2")
    expect(page.locator(".verdict").nth(3)).to_have_text("· own name")
    page.locator("#hint").click()
    expect(page.locator("#hint-told h3")).to_be_visible()
    page.get_by_role("button", name="Check with numbers").click()
    expect(page.locator("#check-told td").first).to_be_visible()
    assert violations_in_every_look(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert outside(page, "#lines", ".verdicts") == []
    parts = page.get_by_role("tablist", name="Parts of the page")
    parts.get_by_role("tab", name="Program").click()
    expect(page.locator("#program")).to_be_visible()
    expect(lines).to_be_hidden()
    parts.get_by_role("tab", name="Picture").click()
    expect(page.locator("#picture svg")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
