"""Predict mode: gradients are hidden until they are worked out."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.behind import panel
from tests.browser.waiting import hold_first, quiet, until

XYZ = "/#1/p=x=-2;+y=5;+z=-4%0Aq=x%2By%0Af=q%2Az"
FORK = "/#1/p=x=3;+y=1%0Af=2%2Ax%2Bx%2Ax%2Bmax%28x,y%29"
ARRAYS = "/#1/p=x=%5B1,2%5D%0Af=sum%28x%2Ax%29"


def gradients(page: Page) -> list[str]:
    return page.locator('#picture [data-slot="back"]').all_text_contents()


def start(page: Page, link: str = XYZ) -> None:
    page.goto(link)
    expect(page.locator("#predict-button")).to_be_visible()
    toggle = page.get_by_role("button", name="Predict")
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "true")


def choose(page: Page, label: str) -> None:
    page.get_by_label("Wire", exact=True).select_option(label=label)


def answer(page: Page, text: str) -> None:
    page.get_by_label("Its gradient").fill(text)
    page.keyboard.press("Enter")


def test_gradients_are_hidden_and_the_values_are_not(page: Page) -> None:
    start(page)
    expect(page.locator('#picture [data-slot="back"]')).to_have_text(["◂ ?"] * 4)
    values = page.locator('#picture [data-edge] [data-slot="value"]').all_text_contents()
    assert values == ["−2", "5", "3", "−4"]


def test_nothing_on_the_page_tells_a_hidden_gradient(page: Page) -> None:
    start(page)
    expect(page.locator("#predict-text")).to_contain_text("Which gradient flows back")
    panel(page, "Table")
    hidden = page.locator("#panels td.gradient")
    expect(hidden).to_have_count(5)
    assert set(hidden.all_inner_texts()[:4]) == {""}
    assert not re.search("receives|gradient of|◂", page.locator("#step-card").inner_text())
    expect(page.locator("#step-card .is-gradient")).to_have_count(0)


def test_a_right_answer_is_shown_on_its_wire_and_counted(page: Page) -> None:
    start(page)
    choose(page, "q → f (×)")
    answer(page, "−4")
    status = page.locator("#predict").get_by_role("status")
    expect(status).to_contain_text("Right.")
    expect(page.locator('#picture [data-edge="2"] [data-slot="back"]')).to_have_text("◂ −4")
    expect(page.locator("#predict")).to_contain_text("1 right first time")


def test_a_wrong_answer_gets_its_hint(page: Page) -> None:
    start(page)
    choose(page, "q → f (×)")
    answer(page, "3")
    status = page.locator("#predict").get_by_role("status")
    expect(status).to_contain_text("swapped")
    answer(page, "4")
    expect(status).to_contain_text("sign")
    answer(page, "what")
    expect(status).to_contain_text("Type a number")
    answer(page, "-4")
    expect(page.locator("#predict")).to_contain_text("0 right first time, 1 right")


def test_the_whole_exercise_by_keyboard(page: Page) -> None:
    start(page)
    page.get_by_label("Its gradient").focus()
    for number in ["-4", "3", "-4", "-4"]:
        page.keyboard.type(number)
        page.keyboard.press("Enter")  # check
        page.keyboard.press("Enter")  # next wire
    expect(page.locator("#predict")).to_contain_text("All 4 done: 4 right first time")
    assert gradients(page) == ["◂ −4", "◂ −4", "◂ −4", "◂ 3"]


def test_a_click_beside_a_wire_asks_about_it_and_plays_nothing(page: Page) -> None:
    start(page)
    wire = page.locator('#picture [data-edge="3"] path')
    x, y = wire.evaluate(
        "p => { const m = p.getPointAtLength(p.getTotalLength() / 3)"
        ".matrixTransform(p.getScreenCTM()); return [m.x, m.y] }"
    )
    page.mouse.click(x, y + 8)
    expect(page.get_by_label("Wire", exact=True)).to_have_value("e3")
    expect(page.get_by_label("Its gradient")).to_be_focused()
    assert gradients(page) == ["◂ ?"] * 4


def test_a_sum_at_a_fork_is_a_question_too(page: Page) -> None:
    start(page, FORK)
    choose(page, "Σ at x")
    answer(page, "3")
    status = page.locator("#predict").get_by_role("status")
    expect(status).to_contain_text("one branch")
    answer(page, "9")
    expect(status).to_contain_text("Gradients add at the fork")
    expect(page.locator("#picture .cr-sum")).to_have_text("◂ Σ 9")


def test_reveal_one_reveal_all_start_over(page: Page) -> None:
    start(page)
    page.get_by_role("button", name="Reveal this one").click()
    assert sorted(gradients(page)) == sorted(["◂ −4", "◂ ?", "◂ ?", "◂ ?"])
    page.get_by_role("button", name="Reveal all").click()
    expect(page.locator("#predict")).to_contain_text("All 4 done")
    assert gradients(page) == ["◂ −4", "◂ −4", "◂ −4", "◂ 3"]
    page.get_by_role("button", name="Start over").click()
    assert gradients(page) == ["◂ ?"] * 4


@pytest.mark.parametrize("link", [XYZ, "/"])
def test_predict_before_the_story_has_come_gives_nothing_away(page: Page, link: str) -> None:
    """A press on a slow connection is done when the story is there, on a link and at home."""
    held = hold_first(page)
    with page.expect_request("**/api/v1/trace"):
        page.goto(link)
    page.get_by_role("button", name="Predict").click()
    held[0].continue_()
    expect(page.locator("#predict")).to_contain_text("4 of 4 to go")
    assert gradients(page) == ["◂ ?"] * 4


WIDTH = "document.querySelector('#picture svg').getBoundingClientRect().width"


@pytest.mark.parametrize("presenting", [False, True])
@pytest.mark.parametrize("key", ["PageDown", "ArrowRight"])
def test_a_question_is_asked_answered_and_explained_a_press_each(
    page: Page, key: str, presenting: bool
) -> None:
    page.emulate_media(reduced_motion="reduce")
    start(page)
    if presenting:
        page.keyboard.press("f")
        until(page, f"{WIDTH} === innerWidth")  # the picture of this stage is there
        quiet(page)
    page.keyboard.press(key)  # the seed is no question
    card = page.locator("#step-card")
    back = page.locator('#picture [data-edge="2"] [data-slot="back"]')
    place = page.locator("#picture svg").bounding_box()
    page.keyboard.press(key)
    expect(card).to_contain_text("Which gradient flows back to q")
    expect(page.locator("#picture [data-asked]")).to_have_attribute("data-edge", "2")
    expect(back).to_have_text("◂ ?")
    page.keyboard.press(key)
    expect(back).to_have_text("◂ −4")
    expect(card).to_contain_text("−4 flows back to q")
    expect(card).not_to_contain_text("upstream")
    page.keyboard.press(key)
    expect(card).to_contain_text("upstream")
    assert page.locator("#picture svg").bounding_box() == place, "the picture has moved"
    page.keyboard.press(key)
    expect(card).to_contain_text("Which gradient flows back to z")
    expect(page.locator('#picture [data-edge="3"] [data-slot="back"]')).to_have_text("◂ ?")
    page.keyboard.press("PageUp")
    expect(card).to_contain_text("upstream")  # what was told there is told again


def test_presses_go_through_every_question_to_the_end(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    start(page, FORK)
    told = []
    for _ in range(60):
        page.keyboard.press("PageDown")
        told.append(page.locator("#step-card").get_attribute("data-told"))
    assert told[: told.index("ask") + 6] == ["explain"] + ["ask", "reveal", "explain"] * 2
    expect(page.get_by_role("button", name="One step on")).to_be_disabled()
    expect(page.locator("#predict")).to_contain_text("All 10 done")
    expect(page.locator("#step-card")).to_have_attribute("data-told", "explain")
    expect(page.locator("#picture .cr-sum")).to_have_text("◂ Σ 9")


def test_an_answer_that_is_found_is_explained_by_the_next_press(page: Page) -> None:
    start(page)
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    page.keyboard.press("f")
    answer(page, "3")
    expect(page.locator("#predict").get_by_role("status")).to_contain_text("swapped")
    answer(page, "-4")
    expect(page.locator("#predict").get_by_role("status")).to_contain_text("Right.")
    expect(page.locator("#step-card")).to_contain_text("−4 flows back to q")
    page.keyboard.press("PageDown")
    expect(page.locator("#step-card")).to_contain_text("upstream")


def test_playing_asks_shows_and_explains_too(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    start(page)
    for _ in range(3):
        page.keyboard.press("]")
    page.keyboard.press("Space")
    expect(page.locator("#predict")).to_contain_text("All 4 done")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    expect(page.locator("#step-card")).to_have_attribute("data-told", "explain")


def test_a_link_to_a_question_stands_at_it(page: Page) -> None:
    page.goto(XYZ.replace("#1/", "#1/q=1&s=5&"))
    expect(page.get_by_label("Step", exact=True)).to_have_value("5")
    expect(page.locator('#picture [data-edge="2"] [data-slot="back"]')).to_have_text("◂ −4")
    expect(page.locator("#picture [data-asked]")).to_have_attribute("data-edge", "3")


def test_leaving_brings_the_gradients_back(page: Page) -> None:
    start(page)
    page.get_by_role("button", name="Predict").click()
    page.locator("#picture").focus()
    page.keyboard.press("End")
    expect(page.locator('#picture [data-slot="back"]')).to_have_text(
        ["◂ −4", "◂ −4", "◂ −4", "◂ 3"]
    )


def test_arrays_and_forward_mode_say_why_not(page: Page) -> None:
    start(page, ARRAYS)
    expect(page.locator("#predict")).to_contain_text("as scalars")
    expect(page.get_by_label("Its gradient")).to_be_disabled()
    page.goto("about:blank")
    start(page, XYZ.replace("#1/", "#1/m=forward&w=x&"))
    expect(page.locator("#predict")).to_contain_text("reverse mode")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_predict_mode_is_accessible(page: Page, width: int, theme: str) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    start(page, FORK)
    answer(page, "77")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_card_keeps_the_sum_at_a_fork_until_it_is_asked(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    start(page, FORK)
    said: list[str] = []
    for _ in range(60):
        page.keyboard.press("PageDown")
        quiet(page)  # the card's formulas come a frame after its sentence
        if page.locator("#step-card .slot-sum").filter(has_text="= 9").count():
            break
        said.append(page.locator("#step-card .sentence").inner_text())
    assert "What is the whole gradient of x?" in said
    assert not any("in all 9" in text for text in said)
    expect(page.locator("#step-card .slot-sum")).to_have_text("7 + 2 = 9")


def test_a_large_panel_leaves_the_timeline_in_view(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto("/?example=xyz#1/q=1&a=code")
    page.get_by_role("button", name="Larger").click()
    expect(page.locator("#timeline")).to_be_in_viewport(ratio=1)
    expect(page.locator("#predict")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
