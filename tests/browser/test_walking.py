"""The picture by keyboard: from node to node, along the wires, and what can be done there."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations_in_every_look
from tests.browser.behind import more
from tests.browser.programs import NEURONS

CIRCUIT = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z"


def open_program(page: Page, program: str = CIRCUIT) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/?program={quote(program)}")
    expect(page.locator('#picture svg [tabindex="0"]')).to_have_count(1)
    page.keyboard.press("Home")


def here(page: Page) -> Locator:
    return page.locator("#picture :focus")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def stand(page: Page, step: int) -> None:
    expect(page.get_by_label("Step", exact=True)).to_have_value(str(step))


def test_the_picture_is_one_stop_for_the_tab_key(page: Page) -> None:
    open_program(page, NEURONS)
    page.locator("#help-button").focus()
    press(page, "Shift+Tab", "Tab")
    expect(page.locator("#help-button")).to_be_focused()
    seen = 0
    for _ in range(12):
        page.keyboard.press("Tab")
        seen += here(page).count()
    assert seen == 1


def test_n_and_p_walk_the_nodes_in_topological_order(page: Page) -> None:
    open_program(page)
    page.keyboard.press("n")
    stops = []
    for _ in range(5):
        element = here(page)
        node = element.get_attribute("data-scrub") or element.get_attribute("data-node")
        stops.append(int(node or -1))
        page.keyboard.press("n")
    assert stops == [0, 1, 2, 3, 4]
    expect(here(page)).to_have_attribute("data-node", "4")  # the end is the end
    page.keyboard.press("p")
    expect(here(page)).to_have_attribute("data-node", "3")
    stand(page, 0)


def test_w_walks_the_wires_of_a_node_and_comes_round(page: Page) -> None:
    open_program(page)
    press(page, "n", "n", "n", "n")
    expect(here(page)).to_have_attribute("data-node", "3")
    for edge in ("0", "1", "2"):
        page.keyboard.press("w")
        expect(here(page)).to_have_attribute("data-edge", edge)
    page.keyboard.press("Shift+W")
    expect(here(page)).to_have_attribute("data-edge", "1")
    press(page, "w", "w")
    expect(here(page)).to_have_attribute("data-node", "3")


def test_a_stop_says_a_gradient_only_once_it_is_computed(page: Page) -> None:
    open_program(page)
    press(page, "n", "n", "n", "n")
    expect(here(page)).to_have_attribute("aria-label", "q, gate add. q = x + y")
    page.keyboard.press("ArrowRight")
    expect(here(page)).to_have_attribute(
        "aria-label", "q, gate add, value 3. q = x + y = −2 + 5 = 3"
    )
    press(page, "ArrowRight", "ArrowRight", "ArrowRight")
    expect(here(page)).to_have_attribute(
        "aria-label", re.compile("^q, gate add, value 3, gradient −4")
    )
    page.keyboard.press("w")
    expect(here(page)).to_have_attribute(
        "aria-label", re.compile("^wire from x into q.*value −2. ")
    )


def test_enter_does_what_a_double_click_does(page: Page) -> None:
    open_program(page)
    press(page, "n", "n", "n", "n", "n", "Enter")
    stand(page, 2)
    expect(page.locator("#inspector h2")).to_have_text("f")
    expect(here(page)).to_have_attribute("data-node", "4")
    page.keyboard.press("Escape")
    expect(page.locator("#inspector")).to_be_hidden()
    expect(here(page)).to_have_attribute("data-node", "4")
    press(page, "w", "Enter")
    stand(page, 4)


def test_a_number_is_inspected_with_i(page: Page) -> None:
    open_program(page)
    page.keyboard.press("End")
    press(page, "n", "i")
    stand(page, 7)
    expect(page.locator("#inspector h2")).to_have_text("x")
    expect(here(page)).to_have_attribute("role", "spinbutton")


def test_the_arrows_change_a_leaf_and_the_focus_stays(page: Page) -> None:
    open_program(page)
    page.keyboard.press("End")
    press(page, "n", "ArrowUp")
    expect(page.locator("#picture [data-output] .cr-value")).to_have_text("−12.40")
    expect(here(page)).to_have_attribute("aria-valuenow", "-1.9")
    press(page, "ArrowUp")
    expect(here(page)).to_have_attribute("aria-valuenow", "-1.8")


def test_the_focus_stays_on_a_gate_when_the_picture_is_drawn_anew(page: Page) -> None:
    open_program(page, NEURONS)
    press(page, *"nnnnnn")
    expect(here(page)).to_have_attribute("aria-label", re.compile("^h, gate sigmoid"))
    page.get_by_label("Detail").evaluate(
        "e => { e.value = 'blocks'; e.dispatchEvent(new Event('change')); }"
    )
    expect(here(page)).to_have_attribute("aria-label", re.compile("^h, gate neuron"))


def test_o_opens_and_closes_in_place(page: Page) -> None:
    open_program(page, NEURONS)
    press(page, *"nnnn")
    expect(here(page)).to_have_attribute("aria-label", re.compile("^w · x, gate multiply"))
    page.keyboard.press("o")
    expect(here(page)).to_have_attribute("aria-label", re.compile("^h, gate neuron"))
    page.keyboard.press("o")
    expect(here(page)).to_have_attribute("aria-label", re.compile("^w · x, gate multiply"))
    press(page, "n", "n", "o")
    expect(here(page)).to_have_attribute("aria-label", re.compile("inside neuron#1, sigmoid#1"))


def test_the_stop_is_brought_into_view(page: Page) -> None:
    chain = "x = 1\n" + "\n".join(
        f"y{k} = sin({'x' if k == 0 else f'y{k - 1}'})" for k in range(30)
    )
    open_program(page, chain)
    press(page, *"n" * 25)
    expect(here(page)).to_be_in_viewport(ratio=1)


def test_a_click_moves_the_stop(page: Page) -> None:
    open_program(page)
    page.locator('#picture [data-node="3"]').click()
    stand(page, 0)
    page.keyboard.press("ArrowRight")
    expect(here(page)).to_have_count(0)  # no ring that stays through a lecture
    page.keyboard.press("n")
    expect(here(page)).to_have_attribute("data-node", "4")


def test_a_neighbour_chosen_in_the_inspector_is_where_the_focus_returns(page: Page) -> None:
    open_program(page)
    press(page, *"nnnnn", "Enter")
    page.locator("#inspector").get_by_role("button", name="q").first.press("Enter")
    expect(page.locator("#inspector h2")).to_have_text("q")
    page.keyboard.press("Escape")
    expect(here(page)).to_have_attribute("data-node", "3")


def test_a_wire_is_chosen_to_be_predicted_by_keyboard(page: Page) -> None:
    open_program(page)
    page.get_by_role("button", name="Predict").press("Enter")
    page.evaluate("document.activeElement.blur()")
    press(page, "n", "n", "n", "n", "w", "w")
    label = here(page).get_attribute("aria-label") or ""
    assert "gradient to be predicted" in label
    page.keyboard.press("Enter")
    expect(page.get_by_label("Its gradient")).to_be_focused()
    expect(page.locator("#predict-text")).to_contain_text("flows back to y")


@pytest.mark.parametrize("mode", ["reverse", "forward"])
def test_every_stop_is_accessible(page: Page, mode: str) -> None:
    open_program(page)
    more(page)
    page.locator("#modes select").first.select_option(mode)
    page.keyboard.press("Escape")
    expect(page.locator("body")).to_have_attribute("data-mode", mode)
    for keys in ("n", "nnn", "w"):
        press(page, *keys)
        expect(here(page)).to_have_count(1)
        assert violations_in_every_look(page) == []


def test_the_keys_are_listed_in_the_help(page: Page) -> None:
    open_program(page)
    page.keyboard.press("?")
    keys = page.locator("#keys kbd").all_text_contents()
    assert {"n", "p", "w", "i", "o", "Enter", "<", ">"} <= set(keys)
