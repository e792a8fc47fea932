"""What learns no more is seen: gradients that vanish, and neurons that are dead."""

import json
import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.at_the_lab import SLOW, opened, paced, press
from tests.browser.axe import violations_in_every_look

DEEP = {"layers": [{"units": 3, "activation": "sigmoid"}] * 3}
LAYERS = r"layer 1 [\d.e−-]+, layer 2 [\d.e−-]+, layer 3 [\d.e−-]+, output [\d.e−-]+"
AT_FIRST = re.compile(f"^update 0, gradient norms: {LAYERS}$")


def slider(page: Page) -> Locator:
    return page.get_by_label("History: update")


def at_first(page: Page) -> str:
    """Open the chart of the gradients, go to the beginning, and give what is read there."""
    page.get_by_role("button", name="Gradients of the layers").click()
    slider(page).press("Home")
    expect(slider(page)).to_have_attribute("aria-valuetext", AT_FIRST, timeout=SLOW)
    return slider(page).get_attribute("aria-valuetext") or ""


def test_gradients_of_the_layers_are_kept_by_links_and_reloads(page: Page) -> None:
    figures = opened(page, f"/boundary#1/k={json.dumps(DEEP)}")
    for update in (20, 40):
        press(page, "Epoch")
        expect(figures).to_have_attribute("data-update", str(update))
    expect(page).to_have_url(re.compile(r"#1/.*u=40"))
    address = page.url
    told = at_first(page)
    assert float(re.findall(r"layer 1 ([\d.e-]+)", told.replace("−", "-"))[0]) > 0
    page.goto("about:blank")
    opened(page, address)
    assert at_first(page) == told


def test_gradients_of_several_runs_are_in_one_chart(page: Page) -> None:
    opened(page, "/boundary?preset=vanishing-gradients")
    gradients = page.get_by_role("button", name="Gradients of the layers")
    expect(gradients).to_have_attribute("aria-pressed", "true")  # the preset is about them
    for name in ("Accuracy instead of loss", "Log of the losses"):
        expect(page.get_by_label(name)).to_be_hidden()
    canvas = page.locator(".curves-canvas")
    before = canvas.evaluate("(canvas) => canvas.toDataURL()")
    gradients.click()
    page.wait_for_function(
        "(before) => document.querySelector('.curves-canvas').toDataURL() !== before", arg=before
    )
    expect(page.get_by_label("Log of the losses")).to_be_visible()


def test_dead_neurons_have_a_sign_a_word_and_a_reason(page: Page) -> None:
    figures = opened(page, "/boundary?preset=dying-relus")
    marks = page.locator(".net-mark")
    counted = page.locator(".lab-net:not([hidden]) .net-lively")
    expect(counted).to_contain_text("dead")  # some are so by their first weights
    few = marks.count()
    assert few < 4
    paced(page)
    press(page, "Run")
    page.wait_for_function(
        "() => Number(document.querySelector('#figures').dataset.update) > 100", timeout=SLOW
    )
    press(page, "Pause")
    expect(figures).to_have_attribute("data-update", re.compile(r"\d{3,}"))
    expect(marks.nth(7)).to_have_text("dead")
    first = page.locator(".net-unit[data-lively=dead]").first
    expect(first).to_have_attribute(
        "aria-label", re.compile(r"^layer \d, neuron \d \(relu\), dead$")
    )
    expect(first).to_have_attribute("title", re.compile("^Dead: it gives 0 for every"))
    assert first.evaluate("(one) => getComputedStyle(one, '::after').backgroundImage") != "none"
    expect(counted).to_have_text(f"✕ {marks.count()} dead: 0 at every point.")
    assert violations_in_every_look(page) == []
    slider(page).press("Home")
    expect(marks).to_have_count(few, timeout=SLOW)
