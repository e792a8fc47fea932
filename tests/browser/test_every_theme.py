"""Nothing is inaccessible on any page, in any theme, in any state of it."""

from playwright.sync_api import Page, expect

from tests.browser.axe import violations_in_every_look
from tests.browser.behind import more, panel


def opened(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)


def test_the_graph_in_the_middle_of_its_story(page: Page) -> None:
    opened(page, "/?example=svm-staged")
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    page.keyboard.press("Home")
    for _ in range(16):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("n")
    for _ in range(5):
        page.keyboard.press("n")
    page.keyboard.press("i")
    expect(page.locator("#inspector")).to_be_visible()
    assert violations_in_every_look(page) == []
    page.keyboard.press("Escape")
    more(page)
    page.locator("#modes select").first.select_option("forward")
    expect(page.locator("body")).to_have_attribute("data-mode", "forward")
    assert violations_in_every_look(page) == []


def test_an_error_a_warning_and_a_note(page: Page) -> None:
    opened(page, "/?example=step-neuron")
    panel(page, "Note")
    expect(page.locator("#warnings li").first).to_be_visible()
    assert violations_in_every_look(page) == []
    page.get_by_role("textbox", name="Program").fill("x = 1\ny = sigmod(x)")
    expect(page.get_by_role("alert")).not_to_be_empty()
    assert violations_in_every_look(page) == []


def test_the_presentation_and_the_help(page: Page) -> None:
    opened(page, "/?example=xyz")
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    page.keyboard.press("f")
    expect(page.get_by_role("button", name="Leave")).to_be_visible()
    assert violations_in_every_look(page) == []
    panel(page, "Code")
    page.keyboard.press("m")
    assert violations_in_every_look(page) == []
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations_in_every_look(page) == []


def test_predict_mode_with_a_wrong_and_a_right_answer(page: Page) -> None:
    opened(page, "/?example=xyz")
    page.get_by_role("button", name="Predict").click()
    for answer in ("77", "-4"):
        page.get_by_label("Its gradient").fill(answer)
        page.keyboard.press("Enter")
        expect(page.locator("#predict").get_by_role("status")).not_to_be_empty()
        assert violations_in_every_look(page) == []


def test_embedded(page: Page) -> None:
    opened(page, "/#1/embed=1&e=xyz")
    expect(page.locator("body")).to_have_class("embedded")
    assert violations_in_every_look(page) == []


def test_the_gates(page: Page) -> None:
    opened(page, "/gates")
    assert violations_in_every_look(page) == []


def test_the_lab_before_a_class(page: Page) -> None:
    opened(page, "/boundary")
    expect(page.locator("#figures")).to_have_attribute("data-update", "0")
    page.keyboard.press("f")
    expect(page.locator("html.presenting")).to_have_count(1)
    assert violations_in_every_look(page) == []
