import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.axe import violations, violations_in_every_look
from tests.browser.behind import more, panel
from tests.browser.waiting import hold_first, quiet, reload

FORK = "x = 3; y = 1\nf = 2*x + x*x + max(x, y)"


def numbers(page: Page, kind: str) -> list[str]:
    return page.locator(f"#picture .cr-{kind}").all_text_contents()


def write(page: Page, program: str) -> None:
    page.get_by_role("textbox", name="Program").fill(program)


def rows(page: Page) -> Locator:
    """The rows of the table that is shown: the panel's, or without scripts the server's."""
    return page.locator("#panels tbody tr[data-node], html:not(.js) #nodes tr")


def row(page: Page, name: str) -> list[str]:
    """Gate, value and gradient of a node."""
    if page.locator("html.js").count():
        panel(page, "Table")
    found = rows(page).filter(has=page.get_by_role("rowheader", name=name, exact=True))
    expect(found).to_have_count(1)
    texts = found.locator("td").all_text_contents()
    if len(texts) == 3:
        return texts
    value, gradient, gate, *_ = texts
    return [gate, value, gradient]


def gradient(page: Page, name: str) -> float:
    return float(row(page, name)[2].replace("−", "-"))


def test_a_newcomer_sees_the_introductory_circuit(page: Page) -> None:
    page.goto("/")
    expect(page.locator("#step-card .sentence")).to_contain_text(
        "Watch a gradient find its way back: press Play"
    )
    expect(page.get_by_label("Step", exact=True)).to_have_value("0")
    expect(page.locator("#timeline.inviting")).to_have_count(1)
    page.keyboard.press("End")
    expect(page.locator("#timeline.inviting")).to_have_count(0)
    assert numbers(page, "value") == ["−2", "5", "3", "−4", "−12"]
    assert numbers(page, "gradient") == ["◂ −4", "◂ −4", "◂ −4", "◂ 3", "◂ 1"]
    assert row(page, "z") == ["input", "−4", "3"]


def test_typing_a_program_shows_its_numbers(page: Page) -> None:
    page.goto("/")
    write(page, FORK)
    expect(page.locator("#picture .cr-sum")).to_have_text(["◂ Σ 9"])
    assert row(page, "f") == ["add", "18", "1"]
    expect(page.get_by_label("Example")).to_have_value("")


def test_an_error_stands_beside_the_program_and_loses_nothing(page: Page) -> None:
    page.goto("/")
    wrong = "x = 2\ny = sigmod(x)"
    write(page, wrong)
    problem = page.get_by_role("alert")
    expect(problem).to_contain_text("sigmod")
    expect(problem.locator(".hint")).to_contain_text("sigmoid")
    expect(page.locator("#backdrop mark")).to_have_text("sigmod")
    expect(page.locator("#gutter .wrong")).to_have_text("2")
    expect(page.get_by_role("textbox", name="Program")).to_have_value(wrong)
    assert numbers(page, "value")[0] == "−2"


def test_a_hint_that_is_certain_is_followed_with_one_press(page: Page) -> None:
    page.goto("/")
    write(
        page, "import numpy as np\nx = np.array([3., 4.])\nu = x / np.linalg.norm(x)\ny = u.sum()"
    )
    problem = page.get_by_role("alert")
    expect(problem.locator(".hint")).to_have_text("write sqrt(sum(x**2))")
    expect(page.locator("#backdrop mark")).to_have_text("np.linalg.norm(x)")
    problem.get_by_role("button", name="Do it").click()
    editor = page.get_by_role("textbox", name="Program")
    expect(editor).to_have_value(re.compile(r"u = x / sqrt\(sum\(x\*\*2\)\)"))
    expect(editor).to_be_focused()
    expect(problem).to_be_empty()
    expect(page.locator("#picture [data-output] .cr-value")).to_have_text("1.40")
    page.get_by_role("button", name="Undo").click()
    expect(editor).to_have_value(re.compile("norm"))


def test_a_hint_in_words_has_no_button(page: Page) -> None:
    page.goto("/")
    write(page, "x = [1, 2]\ny = np.einsum('i,i', x, x)")
    problem = page.get_by_role("alert")
    expect(problem.locator(".hint")).to_contain_text("write the sum")
    expect(problem.get_by_role("button")).to_have_count(0)


def test_mending_the_error_takes_it_away(page: Page) -> None:
    page.goto("/")
    write(page, "x = ")
    expect(page.get_by_role("alert")).not_to_be_empty()
    write(page, "x = 2\ny = x * x")
    expect(page.get_by_role("alert")).to_be_empty()
    expect(page.locator("body")).not_to_have_class(re.compile("stale"))
    expect(page.locator("#picture [data-output] .cr-value")).to_have_text("4")


def test_an_example_is_one_choice_away_with_its_note(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    page.get_by_label("Example").select_option("gate-patterns")
    quiet(page)  # it opens at its own step, and so did the one before
    expect(page.get_by_label("Step", exact=True)).to_have_value("0")
    page.get_by_role("button", name="To the end").click()
    expect(page.locator("[data-output] .cr-value")).to_have_text("−20")
    expect(panel(page, "Note").locator("p").first).to_be_visible()
    expect(page.locator("#note p").first).not_to_be_empty()
    write(page, "x = 2\ny = x * x")
    expect(page.locator("#note")).to_be_hidden()
    expect(panel(page, "Note")).to_contain_text("There is no note")


def test_the_level_of_detail_opens_gates_and_keeps_the_gradient(page: Page) -> None:
    page.goto("/?program=x %3D 1%0Ay %3D sigmoid(x)".replace(" ", "%20"))
    before = gradient(page, "x")
    page.get_by_label("Detail").select_option("elementary")
    expect(page.locator("#picture .cr-glyph")).to_have_text(["×−1", "eˣ", "+1", "1/x"])
    assert gradient(page, "x") == pytest.approx(before)


def test_an_answer_that_was_overtaken_is_dropped(page: Page) -> None:
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if '"slow' in (route.request.post_data or ""):
            held.append(route)
        else:
            route.continue_()

    page.goto("/")
    panel(page, "Table")
    page.route("**/api/v1/**", hold_the_first)
    with page.expect_request(lambda r: '"slow' in (r.post_data or "")):
        write(page, "slow = 1")
    write(page, "fast = 2")
    expect(rows(page).get_by_role("rowheader")).to_have_text(["fast"])
    for route in held:
        route.continue_()
    expect(rows(page).get_by_role("rowheader")).to_have_text(["fast"])


def test_zooming_makes_the_picture_larger_and_fit_brings_it_back(page: Page) -> None:
    page.goto("/")
    picture = page.locator("#picture svg")

    def width() -> float:
        quiet(page)  # the map below it comes and goes a frame later, and takes a little of its room
        box = picture.bounding_box()
        assert box is not None
        return box["width"]

    expect(page.get_by_role("button", name="Share")).to_be_visible()  # the scripts have laid out
    before = width()
    more(page)
    page.get_by_role("button", name="Zoom in").click()
    zoomed = width()
    assert 1.2 * before < zoomed <= 1.25 * before
    page.get_by_role("button", name="Zoom in").click()
    assert width() == pytest.approx(1.25 * zoomed, rel=0.01)
    page.get_by_role("button", name="Fit").click()
    assert width() == pytest.approx(before, rel=0.01)


def test_seen_from_so_far_that_they_are_dots_letters_are_not_drawn(page: Page) -> None:
    page.goto("/?example=xyz")
    glyph = page.locator("#picture .cr-glyph").first
    expect(glyph).to_be_visible()
    page.keyboard.press("m")
    for _ in range(12):
        page.locator("#zoom-out").click()
    expect(glyph).to_be_hidden()
    page.locator("#zoom-fit").click()
    expect(glyph).to_be_visible()


def test_a_long_graph_stays_legible(page: Page) -> None:
    chain = "x = 1\n" + "\n".join(
        f"y{k} = sin({'x' if k == 0 else f'y{k - 1}'})" for k in range(40)
    )
    page.goto("/")
    write(page, chain)
    expect(page.locator("#picture [data-node]")).to_have_count(41)
    shown = page.locator("#picture .cr-value").first.bounding_box()
    assert shown is not None
    assert shown["height"] >= 12


def test_the_decimals_are_chosen_and_everything_has_them(page: Page) -> None:
    page.goto("/?program=x %3D 0.123456789%0Af %3D x * x".replace(" ", "%20"))
    value = page.locator("#picture [data-output] .cr-value")
    expect(value).to_have_text("0.015")
    more(page)
    page.get_by_label("Decimals").select_option("5")
    expect(value).to_have_text("0.015242")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press(">")
    expect(value).to_have_text("0.0152416")
    page.keyboard.press("End")
    slots = page.locator("#step-card .slots")
    expect(slots).to_contain_text("0.123457")
    expect(page.locator("#step-card .sentence")).to_contain_text("x receives 0.123457 twice")
    expect(page).to_have_url(re.compile("n=6"))
    for _ in range(6):
        page.keyboard.press("<")
    expect(page.get_by_label("Decimals")).to_have_value("0")
    expect(slots).to_contain_text("0.1235")  # beside the picture never fewer than four


def test_how_near_a_prediction_must_be_does_not_depend_on_the_decimals(page: Page) -> None:
    page.goto("/#1/n=0&p=x=2.6;+f=x%2Ax")
    page.get_by_role("button", name="Predict").click()
    page.get_by_label("Its gradient").fill("3")
    page.keyboard.press("Enter")
    expect(page.locator("#predict").get_by_role("status")).to_have_class(re.compile("wrong"))


def test_the_cursor_in_the_program_lights_the_gates_of_its_line(page: Page) -> None:
    page.goto("/")
    program = page.get_by_role("textbox", name="Program")
    write(page, "x = 2; y = 3\nq = x + y\nf = q * x")
    expect(page.locator("#picture [data-node]")).to_have_count(4)
    program.press("Control+Home")
    program.press("ArrowDown")
    expect(page.locator("#picture .cr-lit")).to_have_attribute("data-node", "2")
    program.press("Tab")
    expect(page.locator("#picture .cr-lit")).to_have_count(0)


def test_the_choice_of_colours_is_kept(page: Page) -> None:
    page.goto("/")
    value = page.locator("#picture .cr-value").first
    colour = value.evaluate("e => getComputedStyle(e).fill")
    more(page)
    page.get_by_role("button", name="Palette").click()
    page.get_by_role("button", name="Dark").click()
    changed = value.evaluate("e => getComputedStyle(e).fill")
    reload(page)
    kept = value.evaluate("e => getComputedStyle(e).fill")
    assert colour != changed == kept
    more(page)
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")


@pytest.fixture
def plain_page(browser: Browser, server: str) -> Iterator[Page]:
    with browser.new_context(base_url=server, java_script_enabled=False) as context:
        yield context.new_page()


def test_without_scripts_the_picture_and_the_table_are_there(plain_page: Page) -> None:
    plain_page.goto("/")
    assert numbers(plain_page, "value") == ["−2", "5", "3", "−4", "−12"]
    assert row(plain_page, "x") == ["input", "−2", "−4"]
    picture = plain_page.locator(".picture svg").bounding_box()
    stage = plain_page.locator(".stage").bounding_box()
    assert picture
    assert stage
    assert picture["width"] > 0.98 * stage["width"] or picture["height"] > 0.98 * stage["height"]


def test_without_scripts_a_program_can_be_sent(plain_page: Page) -> None:
    plain_page.goto("/")
    write(plain_page, "x = 3\nf = x * x")
    plain_page.get_by_role("button", name="Show").click()
    assert row(plain_page, "x") == ["input", "3", "6"]
    expect(plain_page.get_by_role("textbox", name="Program")).to_have_value("x = 3\nf = x * x")


def test_what_is_written_before_the_first_story_has_come_opens_at_its_end(page: Page) -> None:
    """The server is slow: the step that the example starts at is no step of another program."""
    held = hold_first(page)
    page.goto("/")
    write(page, FORK)
    expect(page.locator("#picture [data-output] .cr-value")).to_have_text("18")
    slider = page.get_by_label("Step", exact=True)
    assert len(held) == 1
    assert slider.input_value() == slider.get_attribute("max") != "7"


def test_without_scripts_an_error_is_told(plain_page: Page) -> None:
    plain_page.goto("/")
    write(plain_page, "x = y")
    plain_page.get_by_role("button", name="Show").click()
    expect(plain_page.get_by_role("alert")).to_contain_text("y")
    expect(plain_page.get_by_role("textbox", name="Program")).to_have_value("x = y")


def test_nothing_on_the_page_is_inaccessible(page: Page) -> None:
    page.goto("/?example=gate-patterns")
    assert violations_in_every_look(page) == []
    page.set_viewport_size({"width": 360, "height": 800})
    assert violations(page) == []


def test_an_error_is_accessible_too(page: Page) -> None:
    page.goto("/")
    write(page, "x = step(0) +")
    expect(page.get_by_role("alert")).not_to_be_empty()
    assert violations(page) == []


def test_nothing_is_cut_off_at_phone_width(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
