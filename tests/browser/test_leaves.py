import re
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.behind import panel
from tests.browser.waiting import hold_first, quiet, reload, until

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


def test_a_drag_is_followed_however_late_the_answers_are(page: Page) -> None:
    lost: list[str] = []
    page.on("requestfailed", lambda request: lost.append(request.url))
    open_program(page)
    quiet(page)
    held = hold_first(page, "**/api/v1/numbers")
    with page.expect_request("**/api/v1/numbers"):
        drag(page, number(page, "x"), 24)
    expect(number(page, "x")).to_have_attribute("aria-valuenow", "-1.5")
    drag(page, number(page, "x"), 64)  # the answer to where it was before is still to come
    expect(number(page, "x")).to_have_attribute("aria-valuenow", "-0.5")
    expect(output(page)).to_have_text("−12")
    held[0].continue_()
    expect(output(page)).to_have_text("−18")
    page.mouse.up()
    quiet(page)
    expect(output(page)).to_have_text("−18")
    assert lost == []


def test_other_numbers_are_written_and_those_that_stay_are_left_alone(page: Page) -> None:
    open_program(page)
    page.keyboard.press("End")
    expect(output(page)).to_have_text("−12")
    page.evaluate(
        """() => {
             window.written = new Set();
             const note = (changes) => changes.forEach(({ target }) => {
               const slot = (target.parentElement ?? document.body).closest("[data-slot]");
               if (slot) window.written.add(slot.parentElement.dataset.edge + slot.dataset.slot);
             });
             const all = { subtree: true, childList: true, characterData: true, attributes: true };
             new MutationObserver(note).observe(document.querySelector("#picture"), all);
           }"""
    )
    number(page, "x").focus()
    page.keyboard.press("Alt+ArrowUp")  # f = (-1 + 5) * -4
    expect(output(page)).to_have_text("−16")
    # x and q, the gradient of z, and the output, which has no number of an edge
    assert page.evaluate(
        "[...window.written].filter((one) => one !== 'undefinedvalue').sort()"
    ) == [
        "0value",
        "2value",
        "3back",
    ]


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
    stands = page.get_by_label("Step", exact=True).input_value()
    handle.click()
    expect(page.locator("#inspector")).to_be_hidden()
    page.keyboard.type("1/4")
    page.keyboard.press("Enter")
    expect(handle).to_have_attribute("aria-valuenow", "0.25")
    expect(page.locator("#picture")).to_be_focused()
    expect(page.get_by_label("Step", exact=True)).to_have_value(stands)
    handle.dblclick()
    page.keyboard.type("-7")
    page.keyboard.press("Enter")
    expect(handle).to_have_attribute("aria-valuenow", "-7")
    handle.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("0.25")
    page.keyboard.press("Enter")
    expect(handle).to_be_focused()  # who came by keyboard goes on from there
    page.keyboard.press("ArrowLeft")
    expect(handle).to_have_attribute("aria-valuenow", "0.25")
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


def test_the_text_follows_a_drag_and_its_undo(page: Page) -> None:
    open_program(page)
    program = page.get_by_role("textbox", name="Program")
    drag(page, number(page, "x"), 44)
    expect(program).to_have_value(CIRCUIT.replace("-2", "-1"))  # before it is let go
    page.mouse.up()
    drag(page, number(page, "z"), 24)
    page.mouse.up()
    expect(program).to_have_value(CIRCUIT.replace("-2", "-1").replace("-4", "-3.5"))
    expect(page.locator("#write-values")).to_be_hidden()
    page.locator("#undo").click()
    expect(program).to_have_value(CIRCUIT.replace("-2", "-1"))
    page.locator("#undo").click()
    expect(program).to_have_value(CIRCUIT)
    expect(page.locator("#undo")).to_be_disabled()
    page.locator("#redo").click()
    expect(program).to_have_value(CIRCUIT.replace("-2", "-1"))
    expect(page).to_have_url(re.compile("v=x:-1"))
    reload(page)
    expect(program).to_have_value(CIRCUIT.replace("-2", "-1"))
    program.press("End")
    program.press_sequentially("  # mine")
    expect(output(page)).to_have_text("−16")


def test_of_an_array_the_element_is_rewritten_and_of_a_maker_nothing(page: Page) -> None:
    text = "W = [[1.0, 2], [3, 4]]\nR = randn(2, 2, seed=0)\nf = sum(W * R)"
    page.goto(f"/#1/d=scalars&p={quote(text, safe='')}")
    program = page.get_by_role("textbox", name="Program")
    drag(page, number(page, "W[0, 1]"), 44)
    page.mouse.up()
    expect(program).to_have_value(text.replace("2]", "3]", 1))
    expect(page.locator("#outside")).to_be_empty()
    number(page, "R[0, 0]").click()
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    expect(page.locator("#outside")).to_contain_text("R, which is written as randn(2, 2, seed=0)")
    expect(program).to_have_value(text.replace("2]", "3]", 1))
    page.locator("#write-values").click()
    expect(program).to_have_value(re.compile(r"W = \[\[1.*3\], \[3, 4\]\]\nR = \[\[7, "))
    expect(page.locator("#outside")).to_be_empty()
    page.keyboard.press("Control+z")
    expect(program).to_have_value(text.replace("2]", "3]", 1))


def test_a_problem_is_marked_where_the_text_has_it(page: Page) -> None:
    open_program(page, "a = 1; y = sum(reshape([1, 2, 3, 4], 2, 2)) * a")
    program = page.get_by_role("textbox", name="Program")
    number(page, "a").click()
    page.keyboard.type("12345.5")
    page.keyboard.press("Enter")
    expect(program).to_have_value(re.compile("^a = 12345.5; y"))
    program.press("End")
    program.press_sequentially(" + nope")
    expect(page.locator("#backdrop mark")).to_have_text("nope")


REBOUND = "x = 1\na = x * 2\nx = 3\nb = x * a\nx = 4\nf = x * b"


def test_a_number_bound_again_and_again_is_dragged_typed_and_written(page: Page) -> None:
    open_program(page, REBOUND)
    expect(output(page)).to_have_text("24")
    drag(page, number(page, "x⁽³⁾"), 44)
    page.mouse.up()
    expect(number(page, "x⁽³⁾")).to_have_attribute("aria-valuenow", "5")
    expect(output(page)).to_have_text("30")
    number(page, "x⁽²⁾").dblclick()
    page.keyboard.type("10")
    page.keyboard.press("Enter")
    expect(output(page)).to_have_text("100")
    address = re.compile("V=")  # both numbers, packed
    expect(page).to_have_url(address)
    reload(page)
    expect(output(page)).to_have_text("100")
    program = page.get_by_role("textbox", name="Program")
    expect(program).to_have_value("x = 1\na = x * 2\nx = 10\nb = x * a\nx = 5\nf = x * b")
    expect(output(page)).to_have_text("100")


def test_a_nudge_compares_the_promise_with_what_happens(page: Page) -> None:
    open_program(page)
    panel(page, "Nudge")
    slider = page.locator("#nudge-change")
    slider.fill("9")
    said = page.locator(".nudge-words")
    expect(said).to_contain_text(
        "Raising x by 0.5 should change f by −2; it changed by −2, exactly as promised."
    )
    page.locator("#nudge-input").select_option(label="z")
    expect(said).to_contain_text(re.compile("Raising z by 0.5 should change f by 1.5"))
    expect(number(page, "z")).to_have_attribute("aria-valuenow", "-4")


def test_a_nudge_shows_its_change_on_the_graph(page: Page) -> None:
    open_program(page)
    panel(page, "Nudge")
    marks = page.locator("#picture .nudge-mark")
    expect(marks).to_have_count(0)
    page.locator("#nudge-change").fill("9")
    # x and q rise by 0.5; f, which is q × −4, falls by 2.
    expect(marks).to_have_text(["▲ +0.5", "▲ +0.5", "▼ −2"])
    expect(number(page, "x").locator(".nudge-mark")).to_have_text("▲ +0.5")
    expect(page.locator("#picture [data-output] .nudge-mark")).to_have_text("▼ −2")
    page.get_by_role("button", name="To the start").click()
    # What is not computed yet has not changed, but what comes of it is seen at any step.
    expect(marks).to_have_text(["▲ +0.5", "▼ −2"])
    page.keyboard.press("ArrowRight")
    expect(marks).to_have_count(3)
    page.locator("#nudge-change").fill("-9")
    expect(marks).to_have_text(["▼ −0.5", "▼ −0.5", "▲ +2"])
    page.get_by_role("button", name="Back to 0").click()
    expect(marks).to_have_count(0)


def test_the_numbers_are_accessible(page: Page) -> None:
    open_program(page)
    number(page, "x").focus()
    assert violations(page) == []


def test_ghosts_say_what_is_predicted_beside_what_is_true(page: Page) -> None:
    """They stand on the stage in figures of 20 pt, while a number is dragged and a moment more."""
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto("/?example=xyz#1/l=1")
    ghosts = page.locator(".cr-ghost text")
    page.keyboard.press("End")
    expect(output(page)).to_have_text("−12")
    drag(page, number(page, "x"), 24)
    expect(ghosts).to_have_text(["predicted −12 + (−4) · 0.5 = −14", "true −14"])
    sizes = ghosts.evaluate_all(
        "(all) => all.map((one) => parseFloat(getComputedStyle(one).fontSize)"
        " * one.getScreenCTM().a)"
    )
    assert min(sizes) >= 26.6
    page.mouse.up()
    expect(page.locator(".heard", has_text="Raising x by 0.5 should")).to_have_count(1)
    expect(ghosts).to_have_count(2)
    covered = page.evaluate(
        """() => {
             const rect = (one) => one.getBoundingClientRect();
             const ghosts = [...document.querySelectorAll(".cr-ghost rect")].map(rect);
             const figures = [...document.querySelectorAll("#picture .cr-text")]
               .filter((one) => !one.closest(".cr-ghosts") && one.textContent).map(rect);
             return ghosts.flatMap((a) => figures.filter((b) => a.left < b.right && b.left < a.right
               && a.top < b.bottom && b.top < a.bottom)).length;
           }"""
    )
    assert covered == 0
    page.keyboard.press("ArrowLeft")
    expect(ghosts).to_have_count(0)


def test_ghosts_can_be_switched_off(page: Page) -> None:
    open_program(page)
    page.keyboard.press("End")
    page.get_by_label("More", exact=True).click()
    page.get_by_label("What if").uncheck()
    expect(page).to_have_url(re.compile(r"ghosts=0"))
    page.keyboard.press("Escape")
    number(page, "x").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(output(page)).to_have_text("−16")
    expect(page.locator(".cr-ghost")).to_have_count(0)
    page.get_by_label("More", exact=True).click()
    page.get_by_label("What if").check()
    page.keyboard.press("Escape")
    number(page, "y").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".cr-ghost text").last).to_have_text("true −20")


FIGURES = """([view]) => {
  const frame = document.querySelector('#picture').getBoundingClientRect();
  const isIn = (box) => box.right > frame.left && box.left < frame.right && box.bottom > frame.top && box.top < frame.bottom;
  return [...document.querySelectorAll('#picture [data-slot] text')]
    .filter((text) => !view || isIn(text.getBoundingClientRect()))
    .map((text) => `${text.closest('[data-edge], [data-node], [data-output]').outerHTML.slice(0, 20)} ${text.textContent}`);
}"""  # noqa: E501
"""The numbers of the picture, all of them or those in view, with where each stands."""


def test_of_a_large_picture_the_numbers_in_view_follow_a_drag_and_all_once_it_rests(
    page: Page,
) -> None:
    lines = "\n".join(f"a{k + 1} = tanh(a{k} * {k % 3 + 1}) + x * a{k}" for k in range(60))
    page.emulate_media(reduced_motion="reduce")
    open_program(page, f"x = 0.5; a0 = 0.25\n{lines}")
    page.keyboard.press("End")
    leaf = number(page, "x").first
    leaf.scroll_into_view_if_needed()
    before = set(page.evaluate(FIGURES, [False]))
    drag(page, leaf, 44)
    page.wait_for_load_state("networkidle")
    quiet(page)
    held, seen = page.evaluate(FIGURES, [False]), page.evaluate(FIGURES, [True])
    scroll = "(x) => document.querySelector('#picture').scrollBy({ left: x, behavior: 'instant' })"
    page.evaluate(scroll, 4000)
    until(page, "document.querySelector('#picture').scrollLeft > 500")
    elsewhere = page.evaluate(FIGURES, [True])
    page.mouse.up()
    quiet(page)
    after = page.evaluate(FIGURES, [False])
    assert len(set(after) - before) > 100  # nearly every number follows from x
    assert set(seen) <= set(after)  # what was in view was right in the middle of the drag
    assert set(elsewhere) <= set(after)
    assert not set(elsewhere) <= set(held)
    assert len(set(held) - set(after)) > 50  # the others waited
