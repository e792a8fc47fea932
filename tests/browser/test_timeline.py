import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.behind import more
from tests.browser.waiting import hold_first, until

XYZ = "/?program=" + quote("x = -2; y = 5; z = -4\nq = x + y\nf = q * z")

PRESENTED = "document.fullscreenElement && document.querySelector('html.presenting')"
NOT_PRESENTED = "!document.fullscreenElement && !document.querySelector('html.presenting')"


@pytest.fixture
def still(page: Page) -> Page:
    """A page at the start of the introductory circuit, without motion."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(XYZ)
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    page.keyboard.press("Home")
    return page


def labels(page: Page) -> list[str]:
    return page.locator("#picture [data-slot] text").all_text_contents()


def stand(page: Page, step: int) -> None:
    expect(page.get_by_label("Step", exact=True)).to_have_value(str(step))


def test_at_the_start_only_the_inputs_have_values(still: Page) -> None:
    assert [text for text in labels(still) if text] == ["−2", "5", "−4"]


def test_play_before_the_story_has_come_plays_it_when_it_comes(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    held = hold_first(page)
    with page.expect_request("**/api/v1/trace"):
        page.goto("/")
    page.get_by_role("button", name="Play", exact=True).click()
    held[0].continue_()
    expect(page.get_by_role("button", name="Pause")).to_have_attribute("aria-pressed", "true")


def test_steps_before_the_story_has_come_are_made_when_it_comes(page: Page) -> None:
    held = hold_first(page)
    with page.expect_request("**/api/v1/trace"):
        page.goto(XYZ)
    for key in ("Home", "PageDown", "ArrowRight", "ArrowRight", "PageUp"):
        page.keyboard.press(key)
    held[0].continue_()
    stand(page, 2)


def test_a_button_a_key_a_clicker_and_the_scrubber_lead_to_the_same_state(still: Page) -> None:
    states = []
    for _ in range(4):
        still.get_by_role("button", name="One step on").click()
    stand(still, 5)  # the wires of a gate belong to one press
    states.append((labels(still), still.locator(".sentence").text_content()))
    still.keyboard.press("Home")
    for key in ("ArrowRight", "PageDown", "ArrowRight", "PageDown"):
        still.keyboard.press(key)
    states.append((labels(still), still.locator(".sentence").text_content()))
    still.keyboard.press("End")
    still.get_by_label("Step", exact=True).fill("5")
    states.append((labels(still), still.locator(".sentence").text_content()))
    assert states[0] == states[1] == states[2]
    assert {"◂ −4", "◂ 3"} <= set(states[0][0])


def test_one_wire_a_press_is_a_choice_that_a_link_holds(still: Page) -> None:
    still.keyboard.press("g")
    for _ in range(4):
        still.keyboard.press("ArrowRight")
    stand(still, 4)
    assert {"◂ −4"} <= set(labels(still))
    assert "◂ 3" not in labels(still)
    expect(still).to_have_url(re.compile("by=wire"))
    still.keyboard.press("g")
    still.keyboard.press("ArrowRight")
    stand(still, 5)
    still.keyboard.press("ArrowLeft")
    stand(still, 3)


def test_going_back_blanks_what_was_not_computed_yet(still: Page) -> None:
    still.keyboard.press("ArrowRight")
    before = labels(still)
    still.keyboard.press("ArrowRight")
    still.keyboard.press("ArrowLeft")
    assert labels(still) == before


def test_the_ends_are_one_key_away(still: Page) -> None:
    still.keyboard.press("End")
    stand(still, 7)
    assert "◂ −4" in labels(still)
    still.keyboard.press("Home")
    stand(still, 0)


def test_stepping_never_asks_the_server(still: Page) -> None:
    asked: list[str] = []
    still.wait_for_load_state("networkidle")  # the icon may come last
    still.on("request", lambda request: asked.append(request.url))
    for _ in range(5):
        still.keyboard.press("ArrowRight")
    stand(still, 7)
    assert [url for url in asked if not url.endswith("/icon.svg")] == []


def test_a_double_click_on_a_gate_or_a_wire_jumps_to_when_it_was_computed(still: Page) -> None:
    still.locator('#picture [data-node="4"]').dblclick()
    stand(still, 2)
    still.locator('[data-edge="2"] [data-slot="value"] text').dblclick()
    stand(still, 4)


def test_a_click_on_a_gate_or_a_wire_shows_it_and_keeps_the_place(still: Page) -> None:
    still.keyboard.press("End")
    before = labels(still)
    assert "◂ −4" in before
    for place, name in (
        ('[data-node="4"]', "f"),
        ('[data-node="3"]', "q"),
        ('[data-edge="2"] [data-slot="value"] text', "f"),
        ('[data-edge="2"] [data-slot="back"] text', "f"),
        ('[data-node="0"]', "x"),
    ):
        still.locator(f"#picture {place}").click()
        expect(still.locator("#inspector h2")).to_have_text(name)
        stand(still, 7)
        assert labels(still) == before
    still.keyboard.press("i")
    stand(still, 7)


def test_i_shows_the_gate_of_the_step_where_nothing_was_pointed_at(still: Page) -> None:
    still.keyboard.press("Home")
    still.keyboard.press("ArrowRight")
    more(still).get_by_role("button", name="Fit").click()
    still.keyboard.press("Escape")
    still.keyboard.press("i")
    expect(still.locator("#inspector h2")).to_have_text("q")
    stand(still, 1)


def test_a_gate_is_inspected_while_it_is_presented(still: Page) -> None:
    still.keyboard.press("End")
    still.keyboard.press("f")
    still.locator('#picture [data-node="4"]').click()
    inspector = still.locator("#inspector")
    expect(inspector).to_be_in_viewport()
    picture, below = still.locator("#picture").bounding_box(), inspector.bounding_box()
    assert picture
    assert below
    assert picture["y"] + picture["height"] <= below["y"]
    stand(still, 7)
    still.locator('#picture [data-node="3"]').dblclick()  # the picture has moved meanwhile
    stand(still, 1)
    still.keyboard.press("Escape")
    expect(inspector).to_be_hidden()
    expect(still.locator("html")).to_have_class(re.compile("presenting"))


def test_playing_runs_to_the_end_and_stops(still: Page) -> None:
    for _ in range(3):
        still.keyboard.press("]")
    still.keyboard.press("Space")
    expect(still.get_by_role("button", name="Pause")).to_be_visible()
    stand(still, 7)
    expect(still.get_by_role("button", name="Play", exact=True)).to_be_visible()


@pytest.mark.parametrize("is_late", [False, True])
def test_playing_goes_on_in_another_drawing_of_the_program(page: Page, is_late: bool) -> None:
    """A motion is cut short by it, in the middle; playing waits for one that is late."""
    page.goto("/?program=" + quote("x = 1; y = 2\na = sigmoid(x * y)\nL = (a - y)**2"))
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    expect(page.locator(".cr-token").first).to_be_attached()
    held = hold_first(page) if is_late else []
    page.locator("#detail").select_option("elementary")
    if is_late:
        expect(page.get_by_text("These numbers are out of date.")).to_be_visible()  # and it stops
        held[0].continue_()
    expect(page.locator("#picture .cr-glyph", has_text="eˣ")).to_be_attached()
    for _ in range(4):
        page.keyboard.press("]")
    slider = page.get_by_label("Step", exact=True)
    expect(slider).to_have_value(slider.get_attribute("max") or "")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


MOVING = "#picture .cr-motion .cr-token:visible"


def hold(page: Page, place: float) -> list[str]:
    """Put the scrubber anywhere on its line; returns what is seen on its way there."""
    slider = page.get_by_label("Step", exact=True)
    slider.evaluate(
        """(slider, place) => {
             slider.step = "any";
             slider.value = place;
             slider.dispatchEvent(new Event("input"));
           }""",
        place,
    )
    return page.locator(MOVING).all_text_contents()


def test_values_travel_along_the_wires_where_motion_is_welcome(page: Page) -> None:
    page.goto(XYZ)
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    page.keyboard.press("Home")
    stand(page, 0)
    page.keyboard.press("ArrowRight")
    expect(page.locator(MOVING)).to_have_text(["−2", "5"])
    expect(page.locator(".cr-motion")).to_have_count(0)
    assert "3" in labels(page)
    page.keyboard.press("ArrowLeft")
    expect(page.locator(MOVING).first).to_be_attached()  # and back again
    expect(page.locator(".cr-motion")).to_have_count(0)
    assert "3" not in labels(page)


def test_the_scrubber_holds_any_moment_of_a_press(page: Page) -> None:
    page.goto(XYZ)
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    assert hold(page, 1.1) == ["3", "−4"]  # operands on their way
    assert hold(page, 1.5) == ["3 × (−4)"]
    assert hold(page, 2.9) == ["1"]  # the seed has come
    assert hold(page, 3.001) == ["1"]  # the upstream gradient
    assert hold(page, 3 + 2 * 0.48) == ["1 × (−4)", "1 × 3"]
    assert hold(page, 3 + 2 * 0.7) == ["−4", "3"]
    dimmed = page.locator('#picture [data-node="0"]').evaluate(
        "node => node.closest('svg').matches('.cr-telling') && !node.matches('.cr-here')"
    )
    assert dimmed
    before = page.locator(".cr-motion").inner_html()
    hold(page, 4.9)
    assert hold(page, 3 + 2 * 0.7) == ["−4", "3"]
    assert page.locator(".cr-motion").inner_html() == before
    assert hold(page, 5) == []
    expect(page.locator(".cr-motion")).to_have_count(0)
    assert {"◂ −4", "◂ 3"} <= set(labels(page))


def test_a_click_on_the_scrubber_leads_to_rest_and_a_drag_holds(page: Page) -> None:
    page.goto(XYZ)
    slider = page.get_by_label("Step", exact=True)
    expect(slider).to_be_enabled()
    place = slider.bounding_box()
    assert place
    x, y = place["x"] + 0.93 * place["width"], place["y"] + place["height"] / 2
    page.mouse.click(x, y)
    stand(page, 7)  # 6.5 lies in the press from 5 to 7
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 0.1 * place["width"], y, steps=4)
    page.mouse.up()
    expect(page.locator(".cr-motion")).to_be_attached()
    assert 5 < float(slider.input_value()) < 7
    page.keyboard.press("ArrowLeft")
    stand(page, 5)


def test_for_those_who_asked_for_that_beats_are_cut_and_nothing_moves(still: Page) -> None:
    still.evaluate(
        """() => {
             window.places = {};
             const see = () => {
               for (const pill of document.querySelectorAll(".cr-motion .cr-token")) {
                 if (pill.style.visibility === "hidden") continue;
                 const seen = (window.places[pill.textContent] ??= new Set());
                 seen.add(pill.getAttribute("transform"));
               }
               requestAnimationFrame(see);
             };
             see();
           }"""
    )
    still.get_by_label("Step", exact=True).fill("3")
    stand(still, 3)
    still.keyboard.press("PageDown")  # arrows are the scrubber's there
    stand(still, 5)
    assert "◂ −4" in labels(still)  # it is written at once
    expect(still.locator(".cr-motion")).to_have_count(0)
    seen = still.evaluate(
        "Object.fromEntries(Object.entries(window.places).map(([text, all]) => [text, all.size]))"
    )
    assert seen["1 × (−4)"] == 1
    assert max(seen.values()) <= 4  # a place in each beat, and not one in each frame


def test_a_motion_that_is_overtaken_leaves_the_right_state(page: Page) -> None:
    page.goto(XYZ)
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    page.keyboard.press("Home")
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".cr-motion")).to_have_count(0)
    assert "◂ 3" in labels(page)


def test_the_line_of_the_current_gate_is_marked(still: Page) -> None:
    still.keyboard.press("ArrowRight")
    expect(still.locator("#gutter .lit")).to_have_text("2")
    still.keyboard.press("ArrowRight")
    expect(still.locator("#gutter .lit")).to_have_text("3")


def test_pointing_at_a_line_lights_its_gates(still: Page) -> None:
    still.get_by_role("textbox", name="Program").hover(position={"x": 60, "y": 8 + 24 + 12})
    expect(still.locator('#picture [data-node="3"]')).to_have_class("cr-node cr-waiting cr-lit")


def test_a_key_typed_into_the_program_does_not_step(still: Page) -> None:
    still.get_by_role("textbox", name="Program").press("ArrowRight")
    stand(still, 0)


def test_the_screen_can_be_blanked(still: Page) -> None:
    blank = still.locator("#blank")
    still.keyboard.press(".")
    expect(blank).to_be_visible()
    still.keyboard.press("b")
    expect(blank).to_be_hidden()


def test_presenting_hides_the_editor_and_shows_numbers_of_20_points(still: Page) -> None:
    still.keyboard.press("End")
    still.keyboard.press("f")
    expect(still.get_by_role("textbox", name="Program")).to_be_hidden()
    size = still.locator("#picture .cr-value").first.evaluate(
        """text => {
             const svg = text.ownerSVGElement;
             const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
             return parseFloat(getComputedStyle(text).fontSize) * scale;
           }"""
    )
    assert size >= 20 / 0.75
    still.keyboard.press("f")
    expect(still.get_by_role("textbox", name="Program")).to_be_visible()


def test_the_help_lists_the_keys(still: Page) -> None:
    still.keyboard.press("?")
    expect(still.get_by_role("dialog")).to_contain_text("PageDown")
    assert violations(still) == []
    still.keyboard.press("Escape")
    expect(still.get_by_role("dialog")).to_be_hidden()


def test_the_step_is_spoken(still: Page) -> None:
    spoken = still.locator("#step-card [aria-live=polite]")
    expect(spoken).to_have_count(1)
    still.keyboard.press("ArrowRight")
    expect(spoken).to_have_text("q = x + y = −2 + 5 = 3")
    for _ in range(3):
        still.keyboard.press("ArrowRight")
    expect(spoken).to_have_text(re.compile("multiply.*q.*−4.*z.*3"))


def test_an_example_opens_at_its_own_step_and_keeps_what_it_brings(page: Page) -> None:
    page.goto("/?example=forward-mode")
    page.get_by_label("Detail").select_option("elementary")
    page.keyboard.press("Escape")
    page.locator("#picture").click(position={"x": 5, "y": 5})
    page.keyboard.press("End")
    expect(page.locator("[data-output] .cr-tangent")).to_have_text("▸ 5")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_inaccessible_in_the_middle_of_a_story(still: Page, theme: str) -> None:
    still.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    for _ in range(4):
        still.keyboard.press("ArrowRight")
    assert violations(still) == []


@pytest.mark.parametrize("example", ["branch-square", "svm-staged"])
def test_the_line_of_the_last_step_stays_lit_as_its_gate_does(page: Page, example: str) -> None:
    page.goto(f"/?example={example}")
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    page.locator("#picture").press("End")
    expect(page.locator("#picture .cr-now").first).to_be_attached()
    expect(page.locator("#gutter .lit").first).to_be_attached()


def test_before_a_class_it_is_as_large_a_part_of_every_wall(still: Page) -> None:
    parts = still.locator("#timeline :is(button, output, .place, .track input)")
    heights = "(all) => all.map((one) => one.offsetHeight / innerHeight)"
    shares = []
    for width, height in [(1280, 720), (1920, 1080)]:
        still.set_viewport_size({"width": width, "height": height})
        still.keyboard.press("f")
        until(still, PRESENTED)
        shares.append(parts.evaluate_all(heights))
        still.keyboard.press("f")
        until(still, NOT_PRESENTED)
    assert shares[1] == pytest.approx(shares[0], rel=0.06)


def test_the_screen_is_as_it_was_last_asked_for_however_quickly(still: Page) -> None:
    for times, then in [(2, NOT_PRESENTED), (3, PRESENTED), (2, PRESENTED), (3, NOT_PRESENTED)]:
        still.evaluate(
            """(times) => {
              const press = () => new KeyboardEvent("keydown", { key: "f", bubbles: true });
              for (let k = 0; k < times; k++) document.body.dispatchEvent(press());
            }""",
            times - 1,
        )
        still.keyboard.press("f")  # the browser gives the screen only to somebody who presses
        until(still, then)
