"""The program editor: its colours, what it offers, what it says is wrong, numbers in it."""

import re
from itertools import product

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations, violations_in_every_look
from tests.browser.pixels import visible_differences
from tests.browser.waiting import quiet, until

NEURON = "x = [1, -2]; w = [0.5, 0.3]\na = sigmoid(sum(w * x) + 2)\nL = (a - 1)**2"

CONTRASTS = """() => {
  const paper = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const over = (colours) => {
    for (const [colour, alpha] of colours) {
      paper.globalAlpha = alpha;
      paper.fillStyle = colour;
      paper.fillRect(0, 0, 1, 1);
    }
    return [...paper.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((c) => c / 255).map((c) => c > 0.03928 ? ((c + 0.055) / 1.055) ** 2.4 : c / 12.92);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const { backgroundColor: sheet } = getComputedStyle(document.querySelector(".editor"));
  const lit = getComputedStyle(document.querySelector(".paint"), "::before");
  const grounds = { plain: [[sheet, 1]], lit: [[sheet, 1], [lit.backgroundColor, Number(lit.opacity)]] };
  return [...document.querySelectorAll(".paint span")].flatMap((span) =>
    Object.entries(grounds).map(([name, ground]) =>
      [`${span.textContent} ${name}`, ratio(over([[getComputedStyle(span).color, 1]]), over(ground))]));
}"""  # noqa: E501

LOOK = """([theme, palette]) =>
  Object.assign(document.documentElement.dataset, { theme, palette }) && null"""


def editor(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Program")


def open_editor(page: Page, program: str = NEURON) -> Locator:
    """Open a page with a program, and the cursor at its end."""
    page.emulate_media(reduced_motion="reduce")
    page.goto("/")
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    area = editor(page)
    if not area.is_visible():  # in the hand it is behind a tab
        page.get_by_role("button", name="Program", exact=True).click()
    with page.expect_response("**/api/v1/gates"):
        area.focus()
    area.fill(program)
    area.press("Control+End")
    quiet(page)
    return area


def offers(page: Page) -> Locator:
    return page.locator(".offers").get_by_role("option")


def number(page: Page, text: str, at: int = 0) -> tuple[float, float]:
    """Give where a number of the text is on the window."""
    box = page.locator(".paint .as-number", has_text=re.compile(f"^{text}$")).nth(at).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_every_colour_can_be_read_in_every_look(page: Page) -> None:
    open_editor(page, "# of our own\ndef f(a): return relu(a)\nx = [1, -2]; y = 3\nz = f(x.T) + ")
    page.keyboard.type("so")
    expect(offers(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert violations_in_every_look(page) == []
    weak = []
    for look in product(("light", "dark"), ("classic", "colourblind")):
        page.evaluate(LOOK, look)
        contrasts = page.evaluate(CONTRASTS)
        assert len(contrasts) > 30
        weak += [(look, *found) for found in contrasts if found[1] < 4.5]
    assert weak == []
    roles = {"input", "name", "number", "gate", "own", "sign", "remark", "keyword", "part"}
    shown = page.locator(".paint span").evaluate_all("all => all.map((one) => one.className)")
    assert roles <= {name.removeprefix("as-") for name in " ".join(shown).split()}


WIDE = "σ = 0.5; ŷ = 2\n\tq\t= σ *\tŷ\n漢字 = 1 # wide\n" + "\n".join(
    f"long_{k} = relu(softmax([{k}, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])) + σ" for k in range(30)
)
PLAIN = "color: #000 !important; text-decoration: none !important; background: none !important;"
WEIGHTLESS = (
    "font-weight: 400 !important; font-style: normal !important; box-shadow: none !important;"
)

DRESS = """([style, size]) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
  document.documentElement.style.setProperty("--size", size);
}"""
SCROLL = """([scrollLeft, scrollTop]) =>
  Object.assign(document.getElementById("program"), { scrollLeft, scrollTop }) && null"""


def test_the_colours_stand_where_the_text_stands_at_every_size(page: Page) -> None:
    open_editor(page, WIDE)
    page.evaluate("document.activeElement.blur()")
    pairs = []
    for size, left, top in ((0.85, 0, 0), (1, 9999, 9999), (1.3, 37, 53)):
        shots = []
        for style in (
            f".sheet textarea {{ {PLAIN} }} .backdrop {{ visibility: hidden; }}",
            f".paint, .paint * {{ {PLAIN} {WEIGHTLESS} }} .paint::before {{ display: none; }}",
        ):
            page.evaluate(DRESS, [style, size])
            page.evaluate(SCROLL, [left, top])
            until(page, "true")  # some frames
            shots.append(page.locator(".sheet").screenshot())
        pairs.append(shots)
    # Weight and slant take no more room.
    page.evaluate("document.adoptedStyleSheets = []")
    widths = page.evaluate(
        """(weightless) => {
      const widths = () => [...document.querySelectorAll(".line")].map((line) => {
        const range = document.createRange();
        range.selectNodeContents(line);
        return range.getBoundingClientRect().width;
      });
      const before = widths();
      for (const span of document.querySelectorAll(".line span")) span.style.cssText = weightless;
      return [before, widths()];
    }""",
        WEIGHTLESS,
    )
    assert widths[0] == widths[1]
    for one, other in pairs:
        assert visible_differences(page, one, other) == 0


def test_names_are_completed_and_nothing_is_in_the_way(page: Page) -> None:
    area = open_editor(page)
    page.keyboard.press("Enter")
    page.keyboard.type("M = si")
    expect(offers(page)).to_have_count(2)
    expect(offers(page).first).to_have_text(re.compile(r"sin\(x\)"))
    expect(area).to_have_attribute("aria-controls", "offers")
    expect(page.locator(".editor ~ [role=status].heard")).to_contain_text("2 suggestions")
    assert area.get_attribute("aria-activedescendant") is None
    page.keyboard.press("Enter")  # nothing was chosen
    expect(area).to_have_value(f"{NEURON}\nM = si\n")
    expect(offers(page)).to_have_count(0)
    page.keyboard.press("Backspace")
    page.keyboard.type("g")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"#{area.get_attribute('aria-activedescendant')}")
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(page.locator(".offer-told")).to_contain_text("upstream gradient")
    page.keyboard.press("Enter")
    expect(area).to_have_value(f"{NEURON}\nM = sigmoid()")
    page.keyboard.type("a)")  # the bracket that came along is gone past
    expect(area).to_have_value(f"{NEURON}\nM = sigmoid(a)")
    for _ in range(2):
        page.keyboard.press("Control+z")  # the browser's own undo
    expect(area).to_have_value(f"{NEURON}\nM = sig")

    page.keyboard.type("m")
    expect(offers(page)).not_to_have_count(0)
    page.keyboard.press("Escape")
    expect(offers(page)).to_have_count(0)
    expect(area).to_be_focused()
    page.keyboard.press("Control+Space")  # asked for: Enter takes it
    page.keyboard.press("Enter")
    expect(area).to_have_value(f"{NEURON}\nM = sigmoid()")
    page.keyboard.press("End")
    page.keyboard.type(" + ")
    page.keyboard.press("Control+Space")
    offers(page).filter(has_text="0.5, 0.3").click()  # a name of the program
    expect(area).to_have_value(f"{NEURON}\nM = sigmoid() + w")
    expect(area).to_be_focused()
    page.keyboard.press("Tab")
    expect(area).not_to_be_focused()


def test_the_list_is_in_view_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 600})
    open_editor(page, "long_enough_to_be_at_the_right = 1\ny = long_enough_to_be_at_the_right")
    page.keyboard.type(" + so")
    expect(offers(page).first).to_be_visible()
    box = page.locator(".offers").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 600
    until(page, "document.querySelector('#problem .snippet')", hurried=True)  # longer than a line
    assert violations(page) == []


@pytest.fixture
def stopped(page: Page) -> Page:
    """Give a page on which no time passes by itself once it is there."""
    page.clock.install()
    return page


@pytest.mark.own_clock
def test_an_error_waits_for_a_pause_and_the_picture_stays(stopped: Page) -> None:
    page = stopped
    area = open_editor(page)
    page.clock.pause_at(page.evaluate("Date.now()") + 1)
    problem = page.get_by_role("alert")
    behind = page.locator("#behind")
    page.keyboard.type(" + nope")
    page.clock.run_for(600)
    expect(behind).to_have_text("Picture of the last text that worked")
    expect(problem).to_be_empty()
    expect(page.locator("#picture")).to_have_css("opacity", "1")
    page.clock.run_for(500)
    expect(problem).to_contain_text("nope")
    expect(page.locator("#backdrop mark")).to_have_text("nope")
    expect(page.locator("#picture")).to_have_css("opacity", "1")
    page.get_by_role("button", name="One step back").click()  # what is kept can be told
    page.clock.run_for(100)
    expect(page.locator("#step-card .sentence")).to_be_visible()
    area.focus()
    area.press("Control+End")
    page.keyboard.press("Backspace")  # it is being mended
    expect(problem).to_be_empty()
    expect(area).to_have_attribute("aria-invalid", "false")
    page.keyboard.press("Enter")  # a line is ended: nothing to wait for
    page.clock.run_for(1)
    expect(problem).to_contain_text("nop")
    area.fill(NEURON)
    page.clock.run_for(300)
    expect(behind).to_be_empty()
    area.press("Control+End")
    page.keyboard.type(" +")
    page.keyboard.press("Escape")  # the program is left
    page.clock.run_for(1)
    expect(problem).not_to_be_empty()


def test_a_bracket_and_its_partner_are_marked_at_the_cursor(page: Page) -> None:
    open_editor(page)
    expect(page.locator(".paint .pair")).to_have_count(0)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("End")
    expect(page.locator(".paint .pair")).to_have_text(["(", ")"])
    page.keyboard.press("Control+End")
    page.keyboard.type(" + (")
    expect(page.locator(".paint .alone")).to_have_text("(")


def drag(page: Page, start: tuple[float, float], by: int) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    step = 4 if by > 0 else -4
    for moved in range(step, by + step, step):
        page.mouse.move(start[0] + moved, start[1])


def test_numbers_of_the_program_are_dragged_where_they_stand(page: Page) -> None:
    area = open_editor(page)
    output = page.locator("#picture [data-output] .cr-value")
    before = output.text_content() or ""
    page.mouse.move(*number(page, "0.3"))  # of a list: a value of its input
    expect(page.locator(".paint .number")).to_have_text("0.3")
    assert area.evaluate("(area) => getComputedStyle(area).cursor") == "ew-resize"
    drag(page, number(page, "0.3"), -44)
    expect(area).to_have_value(NEURON.replace("0.3", "0.2"))
    expect(output).not_to_have_text(before)
    page.keyboard.press("Escape")
    expect(area).to_have_value(NEURON)
    expect(output).to_have_text(before)
    page.mouse.up()

    drag(page, number(page, "2", 0), 24)  # of an expression: another program, as quickly
    expect(area).to_have_value(NEURON.replace("+ 2", "+ 2.5"))
    expect(page.locator("#picture .cr-glyph", has_text="+2.5")).to_be_visible()
    page.mouse.up()
    quiet(page)
    page.get_by_role("button", name="Undo").click()
    expect(area).to_have_value(NEURON)
    quiet(page)
    expect(output).to_have_text(before)

    page.mouse.click(*number(page, "0.5"))  # a click is a click
    expect(area).to_be_focused()
    assert area.evaluate("(area) => [area.selectionStart, area.selectionEnd]") in (
        [NEURON.index("0.5") + 1] * 2,
        [NEURON.index("0.5") + 2] * 2,
    )
    for _ in range(3):
        page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+Shift+ArrowDown")
    expect(area).to_have_value(NEURON.replace("0.5", "0.529"))
    expect(page.locator(".editor ~ [role=status].heard")).to_have_text("0.529")
    expect(output).not_to_have_text(before)
    for _ in range(4):  # keys that came slowly are undone one by one
        if area.input_value() != NEURON:
            page.keyboard.press("Control+z")  # not the browser's, which knows nothing of them
    expect(area).to_have_value(NEURON)
    expect(area).to_be_focused()


@pytest.mark.parametrize("kind", ["touch", "shift"])
def test_a_finger_and_shift_choose_text_as_everywhere(page: Page, kind: str) -> None:
    area = open_editor(page)
    x, y = number(page, "0.3")
    page.mouse.click(*number(page, "0.5"))
    if kind == "shift":
        page.keyboard.down("Shift")
        page.mouse.click(x, y)
        page.keyboard.up("Shift")
        assert area.evaluate("(area) => area.selectionEnd - area.selectionStart") >= 4
    else:
        area.evaluate(
            """(area, [clientX, clientY]) => {
              const press = { clientX, clientY, pointerType: "touch", bubbles: true };
              const further = { ...press, clientX: clientX + 40 };
              area.dispatchEvent(new PointerEvent("pointerdown", press));
              area.dispatchEvent(new PointerEvent("pointermove", further));
              area.dispatchEvent(new PointerEvent("pointerup", press));
            }""",
            [x, y],
        )
    expect(area).to_have_value(NEURON)


def test_a_text_that_is_too_long_is_taken_as_it_is(page: Page) -> None:
    area = open_editor(page)
    expect(page.locator("#backdrop .line")).not_to_have_count(1)
    area.fill("x = 1\ny = x" + " + x" * 6_000)
    expect(page.locator("#problem")).to_contain_text("at most 20,000 are read")
    expect(page.locator("#backdrop .line")).to_have_count(1)
    assert area.evaluate("(area) => getComputedStyle(area).color") != "rgba(0, 0, 0, 0)"
    area.fill("x = 2\ny = x * x")
    expect(page.locator("#backdrop .line")).to_have_text(["x = 2", "y = x * x"])
    expect(area).to_have_class("painted")


def test_a_new_line_begins_below_the_one_before(page: Page) -> None:
    page.goto("/?program=x%20%3D%202")
    area = page.get_by_role("textbox", name="Program")
    area.focus()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Control+End")
    page.keyboard.type("\ndef f(a):\nb = a * 2\nreturn b")
    expect(area).to_have_value("x = 2\ndef f(a):\n    b = a * 2\n    return b")
    page.keyboard.press("Control+z")
    expect(area).not_to_have_value("x = 2\ndef f(a):\n    b = a * 2\n    return b")


def test_of_a_line_only_what_looks_otherwise_is_painted_anew(page: Page) -> None:
    """A program may be one line, and a number of it be dragged."""
    area = open_editor(page, "x = 1; y = x * 2; z = y + 3")
    page.evaluate("window.spans = [...document.querySelectorAll('#backdrop .line > span')]")
    before = page.evaluate("window.spans.length")
    for text in ("x = 1; y = x * 25; z = y + 3", "x = 1; y = x * 25; z = y + 3 * x"):
        area.fill(text)
        expect(page.locator("#backdrop .line")).to_have_text(text)
    same = page.evaluate("window.spans.filter((span) => span.isConnected).length")
    assert before - 1 <= same < before
    area.fill("x = 1; y = x * nope")  # a line with a fault is made anew, as is one without it
    expect(page.locator("#backdrop mark")).to_have_text("nope")
    area.fill("x = 1; y = x * 2")
    expect(page.locator("#backdrop .line")).to_have_text("x = 1; y = x * 2")
    expect(page.locator("#backdrop mark")).to_have_count(0)
    quiet(page)
