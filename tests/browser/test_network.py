"""The panel Network: a network that is built, its program, and its neurons beside the graph."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations, violations_in_every_look
from tests.browser.behind import linked_panel, panel
from tests.browser.test_graph_page import row, write
from tests.browser.test_panels import go_to_step
from tests.browser.waiting import hold_first, quiet


def program(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Program")


def built(page: Page) -> Locator:
    """Open the page and write the network that is proposed."""
    page.goto("/")
    network = panel(page, "Network")
    expect(network).to_contain_text("This program was not written here.")
    expect(network).to_contain_text("This program is no chain of layers.")
    network.get_by_role("button", name="Write this network").click()
    expect(program(page)).to_have_value(re.compile(r"A1 = tanh\(Z1\)"))
    expect(network.locator(".nn-neuron")).to_have_count(2 + 4 + 1)
    return network


def test_the_program_follows_what_is_built_until_it_is_changed_by_hand(page: Page) -> None:
    network = built(page)
    expect(network).to_contain_text("4·2 + 4 + 1·4 + 1 = 17 (12 weights, 5 biases)")
    expect(network.get_by_text("deep", exact=True)).to_be_hidden()
    network.get_by_role("button", name="Add a layer").click()
    expect(network.get_by_label("Units of layer 2")).to_be_visible()
    hold_first(page, "**/api/v1/network")  # the next change does not wait for the answer
    network.get_by_label("Units of layer 2").fill("30")
    network.get_by_label("Activation of layer 2").select_option("relu")
    network.locator("[data-setting=Head] select").select_option("softmax")
    expect(program(page)).to_have_value(re.compile(r"A2 = relu\(Z2\)[^$]*cross_entropy\(A3, y\)"))
    expect(network).to_contain_text("3-layer network, 2 hidden layers")
    expect(network.get_by_text("deep", exact=True)).to_be_visible()
    expect(network.locator(".nn-left")).to_have_text(re.compile(r"⋮ \d+"))  # of 30 units
    network.locator("[data-setting=Convention] select").select_option("W.T @ X")
    expect(program(page)).to_have_value(re.compile(r"Z2 = W2\.T @ A1 \+ b2"))
    network.locator("[data-setting=Samples] input").fill("0")
    expect(network.get_by_role("alert")).to_contain_text("give from 1 to 512")

    write(page, program(page).input_value().replace("relu(Z2)", "relu(2 * Z2)"))
    expect(network).to_contain_text("was changed by hand: it is “A2 = relu(2 * Z2)”, not")
    network.get_by_role("button", name="Remove layer 1").click()
    expect(network).to_contain_text("2-layer network, 1 hidden layer")
    expect(program(page)).to_have_value(re.compile(r"relu\(2 \* Z2\)"))  # it waits
    network.get_by_role("button", name="Write this network").click()
    expect(program(page)).to_have_value(re.compile(r"A1 = relu\(Z1\)"))
    page.locator("#undo").click()
    expect(program(page)).to_have_value(re.compile(r"relu\(2 \* Z2\)"))
    expect(network.get_by_role("button", name="Write this network")).to_be_visible()


def test_a_neuron_has_the_numbers_of_the_graph_and_lights_what_it_is(page: Page) -> None:
    network = built(page)
    quiet(page)
    page.keyboard.press("End")
    unit = network.locator(".nn-neuron[data-layer='1'][data-unit='2']")
    shown = unit.locator("text").all_text_contents()
    go_to_step(page, 0)
    expect(unit.locator("text")).to_have_text(["", ""])
    expect(network.locator(".nn-neuron[data-layer='0'] .cr-value").first).not_to_be_empty()
    page.keyboard.press("End")
    expect(unit.locator("text")).to_have_text(shown)
    called = f"A1[0, 2], unit 2 of A⁽¹⁾ = {shown[0]}, gradient {shown[1]}"
    expect(unit).to_have_accessible_name(called)

    unit.focus()
    expect(network.locator(".nn-line.lit")).to_have_count(3)  # two weights and a bias
    expect(network.locator(".nn-foot")).to_contain_text("weights W1[2] = (")
    expect(page.locator("#gutter .lit")).to_have_text("6")  # Z1 = X @ W1.T + b1
    expect(page.locator("#picture .cr-node.cr-lit .cr-glyph")).to_have_text(["T", "@", "+"])
    expect(page.locator("#picture .cr-cell-lit")).not_to_have_count(0)  # the row of its weights
    page.keyboard.press("ArrowUp")
    expect(network.locator(".nn-neuron:focus")).to_have_attribute("data-unit", "1")
    page.keyboard.press("Enter")  # it stays
    page.keyboard.press("ArrowRight")
    expect(network.locator(".nn-neuron:focus")).to_have_attribute("data-layer", "2")
    expect(network.locator(".nn-line.lit")).to_have_count(5)
    network.get_by_role("button", name="Table").click()
    cells = network.locator(".nn-sheet tbody tr").nth(1).locator("td")
    expect(cells.nth(3)).to_contain_text(shown[0])
    expect(cells.nth(4)).to_contain_text(shown[1])
    network.get_by_role("button", name="Inspect").click()
    expect(page.get_by_role("tabpanel", name="Inspect")).to_contain_text("A1")
    assert row(page, "A1")[0] == "tanh"


def test_a_preset_of_layers_has_its_neurons_and_anybody_reads_them(page: Page) -> None:
    page.goto("/?example=feedforward-3-4-4-1#1/a=network")
    network = linked_panel(page, "Network")
    expect(network.locator(".nn-neuron")).to_have_count(3 + 4 + 4 + 1)
    expect(network).to_contain_text("This program was not written here.")
    expect(network).to_contain_text("4·3 + 4 + 4·4 + 4 + 1·4 + 1 = 41 (32 weights, 9 biases)")
    network.locator(".nn-neuron[data-layer='1']").first.click()
    expect(network.get_by_role("button", name="Inspect")).to_be_enabled()
    assert violations_in_every_look(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert network.evaluate("e => e.scrollWidth - e.clientWidth") == 0
    page.set_viewport_size({"width": 1280, "height": 720})
    page.keyboard.press("f")
    expect(network.get_by_role("button", name="Builder")).to_have_attribute("aria-pressed", "false")
    expect(network.locator(".net-builder")).to_be_hidden()
    expect(network.locator(".nn-head").first).to_have_text("A⁽⁰⁾ 3 input")
