"""Nothing is inaccessible on any page, in any theme, in any state of it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations

pytestmark = pytest.mark.parametrize(
    ("theme", "palette"),
    [(theme, palette) for theme in ("light", "dark") for palette in ("classic", "colourblind")],
)


def dressed(page: Page, theme: str, palette: str, address: str) -> Page:
    page.emulate_media(reduced_motion="reduce")
    page.add_init_script(
        f"localStorage.setItem('chainrule-theme', '{theme}');"
        f"localStorage.setItem('chainrule-palette', '{palette}');"
    )
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("data-theme", theme)
    return page


def test_the_graph_in_the_middle_of_its_story(page: Page, theme: str, palette: str) -> None:
    dressed(page, theme, palette, "/?example=svm-staged")
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    page.keyboard.press("Home")
    for _ in range(16):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("n")
    for _ in range(5):
        page.keyboard.press("n")
    page.keyboard.press("i")
    expect(page.locator("#inspector")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.locator("#modes select").first.select_option("forward")
    expect(page.locator("body")).to_have_attribute("data-mode", "forward")
    assert violations(page) == []


def test_an_error_a_warning_and_a_note(page: Page, theme: str, palette: str) -> None:
    dressed(page, theme, palette, "/?example=step-neuron")
    page.get_by_text("Note for the speaker").click()
    expect(page.locator("#warnings li").first).to_be_visible()
    assert violations(page) == []
    page.get_by_role("textbox", name="Program").fill("x = 1\ny = sigmod(x)")
    expect(page.get_by_role("alert")).not_to_be_empty()
    assert violations(page) == []


def test_the_presentation_and_the_help(page: Page, theme: str, palette: str) -> None:
    dressed(page, theme, palette, "/?example=xyz")
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    page.keyboard.press("f")
    expect(page.get_by_role("button", name="Leave")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []


def test_predict_mode_with_a_wrong_and_a_right_answer(page: Page, theme: str, palette: str) -> None:
    dressed(page, theme, palette, "/?example=xyz")
    page.get_by_role("button", name="Predict").click()
    for answer in ("77", "-4"):
        page.get_by_label("Its gradient").fill(answer)
        page.keyboard.press("Enter")
        expect(page.locator("#predict").get_by_role("status")).not_to_be_empty()
        assert violations(page) == []


def test_embedded(page: Page, theme: str, palette: str) -> None:
    dressed(page, theme, palette, "/#1/embed=1&e=xyz")
    expect(page.locator("body")).to_have_class("embedded")
    assert violations(page) == []


def test_the_gates(page: Page, theme: str, palette: str) -> None:
    dressed(page, theme, palette, "/gates")
    assert violations(page) == []
