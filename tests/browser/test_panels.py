import csv
import io
import json
import re

import pytest
from playwright.sync_api import Locator, Page, Request, Response, Route, expect

from tests.browser.axe import violations, violations_in_every_look
from tests.browser.behind import more
from tests.browser.behind import panel as opened
from tests.browser.test_graph_page import write
from tests.browser.waiting import hold_first, quiet

ARRAYS = "W = [[1, 2], [3, 4]]; x = [1, -2]\nh = relu(W @ x)\nL = sum(h * h)"
NAMES = [
    "Inspect",
    "Code",
    "Check",
    "Table",
    "Formula",
    "Partials",
    "Derivation",
    "Nudge",
    "Palette",
    "Network",
    "Learn",
    "Counts",
    "Note",
]


def panels(page: Page) -> Locator:
    return page.locator("#panels")


def tab(page: Page, name: str) -> Locator:
    return panels(page).get_by_role("tab", name=name, exact=True)


def _is_of(program: str, answer: Response) -> bool:
    """Tell the answer to a program from the one that the page asked for when it was opened."""
    asked = answer.request.post_data_json if answer.url.endswith("/api/v1/trace") else None
    return bool(asked and asked["program"] == program)


def show(page: Page, name: str, program: str | None = None) -> Locator:
    """Open the page, at the end of its story, and on it one panel."""
    page.goto("/")
    if program is None:
        page.keyboard.press("End")
    else:
        with page.expect_response(lambda answer: _is_of(program, answer)):
            write(page, program)
        quiet(page)
    return opened(page, name)


def go_to_step(page: Page, step: int) -> None:
    page.locator("#program-title").click()  # keys on the page itself
    page.evaluate("document.activeElement.blur()")
    page.get_by_label("Step", exact=True).fill(str(step))


# -- the strip -------------------------------------------------------------------------------------


def test_nothing_is_asked_before_a_panel_is_open(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith(("/code", "/gradcheck"))]
    assert not [url for url in asked if "_view" in url], "no panel is fetched"
    expect(panels(page)).to_be_hidden()


def test_arrows_move_along_the_tabs_and_enter_opens(page: Page) -> None:
    page.goto("/")
    page.locator("#picture").focus()
    page.keyboard.press("t")
    expect(page.locator("#picture")).to_be_focused()  # the place is not lost
    page.keyboard.press("Tab")
    expect(page.locator("#picture [tabindex='0']")).to_be_focused()
    tab(page, "Table").focus()
    for name in [*NAMES[4:], *NAMES[:4]]:
        page.keyboard.press("ArrowRight")
        expect(tab(page, name)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(tab(page, "Table")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("End")
    expect(tab(page, NAMES[-1])).to_be_focused()
    page.keyboard.press("Home")
    expect(tab(page, NAMES[0])).to_be_focused()
    expect(panels(page).get_by_role("tabpanel", name="Table")).to_be_visible()


def test_an_open_panel_closes(page: Page) -> None:
    show(page, "Formula")
    panels(page).get_by_role("button", name="Close the panel").press("Enter")
    expect(panels(page)).to_be_hidden()
    expect(page.locator("#picture")).to_be_focused()  # where the pointer came from
    page.get_by_role("button", name="Panels").click()
    expect(panels(page).get_by_role("tabpanel", name="Formula")).to_be_visible()
    expect(page.locator("#picture")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panels(page)).to_be_hidden()
    for shown in (True, False):
        page.keyboard.press("t")
        expect(panels(page)).to_be_visible(visible=shown)


# -- code ------------------------------------------------------------------------------------------


def test_the_line_of_the_step_is_marked(page: Page) -> None:
    panel = show(page, "Code")
    expect(panel.locator(".code-text")).to_contain_text("dq = df * z")
    told = panel.locator(".panel-note")
    for step, line in [(1, "q = x + y"), (2, "f = q * z"), (3, "df = 1.0"), (4, "dq = df * z")]:
        go_to_step(page, step)
        expect(told).to_have_text(re.compile(rf"Line \d+: {re.escape(line)}"))
    panel.get_by_role("button", name="PyTorch").click()
    expect(told).to_have_text(re.compile(r"Line \d+: f\.backward\(\)"))


def test_a_marked_line_is_brought_into_view(page: Page) -> None:
    lines = "\n".join(f"y{k} = sin({'x' if k == 0 else f'y{k - 1}'})" for k in range(60))
    panel = show(page, "Code", f"x = 1\n{lines}")
    expect(panel.locator(".code-text")).to_contain_text("dx = ")
    frame = panel.locator(".code-frame")
    for key in ("Home", "End"):
        go_to_step(page, 1)
        page.keyboard.press(key)
        page.keyboard.press("ArrowRight" if key == "Home" else "End")
        mark, around = panel.locator(".code-now").bounding_box(), frame.bounding_box()
        assert mark is not None
        assert around is not None
        assert around["y"] <= mark["y"] <= around["y"] + around["height"] - mark["height"]


def test_the_script_follows_the_program(page: Page) -> None:
    panel = show(page, "Code")
    write(page, "a = 3\ng = a * a")
    expect(panel.locator(".code-text")).to_contain_text("g = a * a")
    write(page, "a = ")
    expect(panel.locator(".panel-problem")).to_contain_text("Line 1")
    expect(panel.locator(".code-frame")).to_be_hidden()
    write(page, "a = 3\ng = a + a")
    expect(panel.locator(".code-text")).to_contain_text("g = a + a")
    expect(panel.locator(".panel-problem")).to_be_hidden()


def test_of_scalars_no_line_is_marked_and_that_is_said(page: Page) -> None:
    panel = show(page, "Code", "x = [1, 2]\ny = sum(sigmoid(x))")
    page.get_by_label("Detail").select_option("scalars")
    expect(panel.locator(".panel-note")).to_contain_text("set detail to gates")
    expect(panel.locator(".code-now")).to_have_count(0)


NEURON = """\
def neuron(w, x):
    s = w * x
    return sigmoid(s)
w = 2; x = 3
h = neuron(w, x)
L = h * h"""


def test_a_folded_call_marks_the_lines_of_all_its_gates(page: Page) -> None:
    panel = show(page, "Code", NEURON)
    more(page)
    page.locator("#groups summary").click()
    page.locator('#groups button[data-key="call neuron#1"]').click()
    expect(page.locator("#groups-told")).to_contain_text("unchanged")
    told = panel.locator(".panel-note")
    go_to_step(page, 1)
    expect(told).to_have_text(re.compile(r"Lines \d+, \d+: s = w \* x; h = "))
    expect(panel.locator(".code-now")).to_have_count(1)
    go_to_step(page, 2)
    expect(told).to_have_text(re.compile(r"Line \d+: L = h \* h"))
    go_to_step(page, 6)
    expect(told).to_have_text(re.compile(r"Line \d+: dw = ds \* x"))


def test_an_opened_gate_marks_its_one_line_at_each_of_its_steps(page: Page) -> None:
    panel = show(page, "Code", NEURON)
    page.get_by_label("Detail").select_option("elementary")
    expect(page.locator("#picture .cr-glyph", has_text="eˣ")).to_have_count(1)
    told = panel.locator(".panel-note")
    for step in (2, 3, 4, 5):
        go_to_step(page, step)
        expect(told).to_have_text(re.compile(r"Line \d+: h = "))


def test_the_script_can_be_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel = show(page, "Code")
    expect(panel.locator(".code-text")).to_contain_text("import numpy")
    panel.get_by_role("button", name="Copy").click()
    expect(panel.get_by_text("Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == panel.locator(".code-text").text_content()


# -- check -----------------------------------------------------------------------------------------


def test_every_input_has_its_error_and_verdict(page: Page) -> None:
    panel = show(page, "Check")
    expect(panel.locator("tbody tr")).to_have_count(3)
    expect(panel.locator("tbody .verdict")).to_have_text(["agrees"] * 3)
    expect(panel.locator("tbody .error-small")).to_have_count(3)
    expect(panel.locator(".check-cost")).to_contain_text("6 runs for 3 entries")


def test_a_coarse_step_shows_its_error_in_number_and_colour(page: Page) -> None:
    panel = show(page, "Check", "x = 1\ny = exp(x)")
    expect(panel.locator("tbody .error-small")).to_have_count(1)
    panel.get_by_label("Step h").fill("-1")
    expect(panel.locator("tbody .error-unknown")).to_contain_text("e−3")
    expect(panel.locator("tbody .verdict")).to_have_text("cannot tell")
    panel.get_by_label("Difference").select_option("forward")
    expect(panel.locator("tbody .error-unknown")).to_contain_text("0.049")
    expect(panel.locator("tbody .verdict")).to_have_text("cannot tell")
    expect(panel.locator(".check-cost")).to_contain_text("2 runs for 1 entry")
    panel.get_by_role("button", name="Automatic").click()
    panel.get_by_label("Difference").select_option("central")
    expect(panel.locator("tbody .error-small")).to_have_count(1)


def test_of_an_array_the_worst_entry_is_shown(page: Page) -> None:
    panel = show(page, "Check", ARRAYS)
    head = panel.locator("tbody tr", has_text="W[")
    expect(head).to_contain_text(re.compile(r"W\[\d, \d\]"))
    expect(head).to_contain_text("worst of 4 entries")


def test_a_kink_is_explained(page: Page) -> None:
    panel = show(page, "Check", "x = 0; z = 1\ny = relu(x)")
    expect(panel.locator("[data-input=x] .verdict")).to_have_text("kink")
    expect(panel.locator("[data-input=z] .verdict")).to_have_text("no gradient")
    expect(panel.locator(".check-note").first).to_contain_text("a gate has a kink")


def test_what_cannot_be_told_is_not_called_right(page: Page) -> None:
    panel = show(
        page, "Check", "z = 30; y = 1; s = [1, 2.5, 3]\nE = bce(sigmoid(z), 0) + hinge(s, y)"
    )
    expect(panel.locator("[data-input=z] .verdict")).to_have_text("cannot tell")
    expect(panel.locator("[data-input=s] .verdict")).to_have_text("agrees")
    expect(panel.locator(".check-note").first).to_contain_text("cannot tell a right gradient")
    expect(panel.locator(".check-note").last).to_contain_text("It is a class label")


# -- table -----------------------------------------------------------------------------------------


def test_what_is_not_computed_yet_is_blank(page: Page) -> None:
    panel = show(page, "Table")
    expect(panel.locator("td.gradient")).to_have_text(["−4", "−4", "3", "−4", "1"])
    go_to_step(page, 1)
    expect(panel.locator("td.value")).to_have_text(["−2", "5", "−4", "3", ""])
    expect(panel.locator("td.gradient")).to_have_text([""] * 5)
    go_to_step(page, 4)
    expect(panel.locator("td.gradient")).to_have_text(["", "", "", "−4", "1"])


def test_a_column_sorts_by_click_and_by_key(page: Page) -> None:
    panel = show(page, "Table")
    head = panel.get_by_role("columnheader", name="value")
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(panel.locator("td.value")).to_have_text(["−12", "−4", "−2", "3", "5"])
    expect(head.get_by_role("button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(panel.locator("td.value")).to_have_text(["5", "3", "−2", "−4", "−12"])
    page.keyboard.press("Enter")
    expect(head).not_to_have_attribute("aria-sort", re.compile("."))
    expect(panel.locator("td.value")).to_have_text(["−2", "5", "−4", "3", "−12"])


LINES = """cell => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
}"""


LONG_NUMBERS = "w = 0.3; x = -0.7\nf = 1 / (1 + exp(-(w * x)))"
BESIDE_ARRAYS = (
    "z = [-2.302585092994, -0.35667494393, -1.6094379124]\nE = softmax_cross_entropy(z, 1) / 3"
)
EDGES = """frame => {
  const box = (e) => (({ left, right }) => ({ left, right }))(e.getBoundingClientRect());
  return [frame, ...frame.querySelector('thead tr').children].filter((e) => e.clientWidth).map(box);
}"""


@pytest.mark.parametrize("width", [1280, 360])
def test_no_number_wraps_and_no_column_is_cut(page: Page, width: int) -> None:
    panel = show(page, "Table", LONG_NUMBERS)
    frame = panel.get_by_role("region")
    for program in (LONG_NUMBERS, BESIDE_ARRAYS, None):
        if program is None:
            page.get_by_label("Example").select_option("two-layer-softmax")
            expect(panel.get_by_role("button", name="h1 @ W2", exact=True)).to_be_visible()
            page.keyboard.press("End")
        else:
            write(page, program)
            expect(panel.locator("tbody .choose").last).to_have_text(program.rsplit("\n")[-1][0])
        page.set_viewport_size({"width": width, "height": 720})
        for cell in panel.locator("td.value, td.gradient").all():
            assert cell.evaluate(LINES) <= 1, cell.text_content()
        around, *heads = frame.evaluate(EDGES)
        if width == 1280:  # names, values and gradients stand side by side
            assert heads[2]["right"] <= around["right"], program
        frame.evaluate("frame => frame.scrollTo(frame.scrollWidth, 0)")
        around, *heads = frame.evaluate(EDGES)
        assert heads[0]["left"] == around["left"]  # the names stay
        assert heads[-1]["right"] <= around["right"] + 1
        # Nothing around it scrolls sideways for it.
        assert panels(page).evaluate("e => e.scrollWidth - e.clientWidth") == 0
        page.set_viewport_size({"width": 1280, "height": 720})
        if width == 360:
            page.locator("#fold").click()  # folded away where there was no room


def test_a_gate_without_a_name_is_called_as_the_sentences_call_it(page: Page) -> None:
    panel = show(page, "Table", "y = 1; x = 2\nE = (y - x)**2")
    expect(panel.locator("tbody .choose")).to_have_text(["y", "x", "y − x", "E"])


BROADCAST = "X = [[1, 2], [3, 4]]; b = [1, 1]\nY = X + b\nL = sum(Y**2)"


def test_the_card_and_the_formula_say_what_a_broadcast_step_sums_over(page: Page) -> None:
    panel = show(page, "Formula", BROADCAST)
    panel.get_by_label("Gradient with respect to").select_option("b")
    expect(panel.locator(".term").last).to_contain_text("summed over the 2 rows")
    page.locator("#program-title").click()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("End")
    card = page.locator(".step-card")
    expect(card).to_contain_text("b receives upstream summed over the 2 rows = (12, 16)")
    expect(card.locator(".slot.at-upstream").last).to_contain_text("2×2")
    expect(card.locator(".slot.at-local").last).to_contain_text("rows")
    expect(card.locator(".slot.at-back").last).to_contain_text("(12, 16)")


def test_the_table_is_copied_as_csv(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel = show(page, "Table", ARRAYS)
    panel.get_by_role("button", name="Copy as CSV").click()
    expect(panel.get_by_text("Copied")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["name"] for row in rows] == ["W", "x", "", "h", "", "L"]
    assert json.loads(rows[0]["value"]) == [[1, 2], [3, 4]]


def test_nothing_is_copied_and_forward_mode_waits_before_the_story_has_come(page: Page) -> None:
    """The mode is chosen with the first input seeded, which nobody knows yet."""
    held = hold_first(page)
    with page.expect_request("**/api/v1/trace"):
        page.goto("/")
    opened(page, "Table")
    expect(panels(page).get_by_role("button", name="Copy as CSV")).to_be_disabled()
    more(page)
    page.locator("#modes select").first.select_option("forward")
    held[0].continue_()
    expect(panels(page).get_by_role("button", name="Copy as CSV")).to_be_enabled()
    expect(page.get_by_label("seed the tangent of")).to_have_value("x")
    expect(page.locator("body")).to_have_attribute("data-mode", "forward")


# -- formula ---------------------------------------------------------------------------------------


def factors(panel: Locator) -> list[str]:
    return panel.locator("button.factor .number").all_text_contents()


def test_the_chain_rule_is_a_product_of_factors(page: Page) -> None:
    panel = show(page, "Formula")
    expect(panel.locator("button.factor")).to_have_count(2)
    assert factors(panel) == ["(−4)"]
    expect(panel.locator(".product")).to_have_text("−4")
    expect(panel.locator(".formula-result")).to_contain_text("✓")
    expect(panel.locator(".mark")).to_have_count(0)
    panel.get_by_label("Gradient with respect to").select_option("y")
    expect(panel.locator("button.factor.earlier .mark")).to_have_text(["already computed"])


def test_terms_add_where_a_value_is_used_more_than_once(page: Page) -> None:
    panel = show(page, "Formula", "x = 3; y = 1\nf = 2*x + x*x + max(x, y)")
    expect(panel.locator(".term")).to_have_count(4)
    expect(panel.locator(".formula-result")).to_contain_text("sum of the products is 9. ✓")


def test_a_factor_lights_while_it_is_pointed_at(page: Page) -> None:
    panel = show(page, "Formula", "x = 3; y = 1\nf = 2*x + x*x + max(x, y)")
    first = panel.locator("button.factor").first
    first.focus()
    expect(first).to_have_class(re.compile(r"\blit\b"))
    page.keyboard.press("Tab")
    expect(first).not_to_have_class(re.compile(r"\blit\b"))


def test_numbers_appear_when_they_are_computed(page: Page) -> None:
    panel = show(page, "Formula")
    go_to_step(page, 1)
    assert factors(panel) == [""]
    expect(panel.locator(".product")).to_have_text("")
    expect(panel.locator(".formula-result")).to_contain_text("not computed yet")
    go_to_step(page, 2)
    assert factors(panel) == ["(−4)"]


def test_many_paths_become_the_nested_form(page: Page) -> None:
    names = ["x", *(f"y{k}" for k in range(9))]
    lines = "\n".join(f"y{k} = {v} * {v}" for k, v in enumerate(names))
    panel = show(page, "Formula", f"x = 1.01\n{lines}")
    expect(panel.locator(".panel-note").first).to_contain_text("1,024 paths")
    expect(panel.locator(".term")).to_have_count(11)


def test_forward_mode_has_its_rule_its_input_its_colour_and_its_words(page: Page) -> None:
    panel = show(page, "Formula", "x = -2; y = 5; z = -4\nq = x + y\nf = q * z")
    more(page)
    page.locator("#modes select").first.select_option("forward")
    page.get_by_label("seed the tangent of").select_option("y")
    expect(panel.get_by_label("Derivative with respect to")).to_have_value("y")
    page.keyboard.press("End")
    expect(panel.locator(".product")).to_have_text("−4")
    ink = "e => getComputedStyle(e).color"
    tangent = page.locator(".legend .tangent").evaluate(ink)
    assert panel.locator(".product").evaluate(ink) == tangent
    expect(panel).not_to_contain_text("backward")
    expect(page.locator(".step-card .at-upstream .slot-figure")).to_have_text(["1", "0"])
    expect(page.locator(".step-card .at-local .slot-figure")).to_have_text(["−4", "3"])
    expect(page.locator(".step-card .slot-sum").last).to_have_text("−4 + 0 = −4")
    page.keyboard.press("Escape")  # the menu lies over it
    page.locator("#picture .cr-node[data-node='3']").click()
    gradient = page.locator("#inspector .fact .gradient")
    assert gradient.evaluate(ink) == tangent
    more(page)
    seed = page.get_by_label("Seed", exact=True)
    for typed, told in (("two", "two"), ("2", None)):
        seed.fill(typed)
        seed.press("Enter")
        alert = page.locator("#modes [role=alert]")
        if told is None:
            expect(alert).to_have_count(0)
            expect(seed).to_have_attribute("aria-invalid", "false")
        else:
            expect(alert).to_contain_text(f"seed “{told}” is no number: write one, or a list")


def test_arrays_are_told_line_by_line(page: Page) -> None:
    panel = show(page, "Formula", ARRAYS)
    expect(panel.locator(".panel-note").first).to_contain_text("Jacobian products")
    expect(panel.locator(".term")).to_have_count(5)
    expect(panel.locator(".term").last).to_contain_text("2×2")


# -- all of them -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_panel_is_accessible_and_fits(page: Page, name: str) -> None:
    panel = show(page, name, "x = 0; w = [1, -2]\nh = relu(x) + sum(w * w)\nL = h * h + x")
    expect(panels(page).get_by_role("tab"), "NAMES are all panels").to_have_text(NAMES)
    for part in panel.locator("div[tabindex='0']").all():
        expect(part).to_have_role("region")
        expect(part).to_have_accessible_name(re.compile("."))
    expect(panel).not_to_be_empty()  # its script has come
    page.wait_for_load_state("networkidle")
    expect(panel).not_to_have_attribute("aria-busy", "true")
    assert violations_in_every_look(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert panel.evaluate("e => e.scrollWidth - e.clientWidth") == 0


def test_an_overtaken_answer_is_dropped(page: Page) -> None:
    held: list[Route] = []

    def is_slow(request: Request) -> bool:
        return '"program":"slow' in (request.post_data or "")

    def hold_the_slow(route: Route) -> None:
        if is_slow(route.request):
            held.append(route)
        else:
            route.continue_()

    panel = show(page, "Code")
    page.route("**/api/v1/code", hold_the_slow)
    with page.expect_request(lambda r: r.url.endswith("/code") and is_slow(r)):
        write(page, "slow = 1\nu = slow * 2")
    write(page, "fast = 2\nv = fast * 3")
    expect(panel.locator(".code-text")).to_contain_text("fast = 2")
    for route in held:
        route.continue_()
    expect(panel.locator(".code-text")).to_contain_text("fast = 2")
