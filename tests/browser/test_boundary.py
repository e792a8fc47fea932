"""The lab in a real browser, on a real run: it learns, is changed meanwhile, and is taken back."""

import json
import re
from functools import partial
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, Position, expect

from app.drawing.themes import colours_of
from tests.browser.at_the_lab import (
    SLOW,
    Opened,
    downloaded,
    in_text,
    opened,
    paced,
    press,
    put,
    setting,
    stopping,
)
from tests.browser.axe import violations, violations_in_every_look
from tests.browser.behind import more

pyvips: Any = import_module("pyvips")  # which has no types


@pytest.fixture
def lab(page: Page) -> Opened:
    """Open the page and wait for the first moment of its run; gives the figures."""
    return partial(opened, page)


def update_of(figures: Locator) -> int:
    return int(figures.get_attribute("data-update") or -1)


def at(figures: Locator, update: int) -> None:
    expect(figures).to_have_attribute("data-update", str(update))


def rested(page: Page) -> None:
    expect(page.locator("#figures")).to_have_attribute("data-running", "false")


def test_the_default_network_learns_the_spiral(page: Page, lab: Opened) -> None:
    figures = lab()
    paced(page)
    press(page, "Run")
    learnt = re.compile(r"^(0\.9[7-9]\d*|1(\.0)?)$")
    expect(figures).to_have_attribute("data-accuracy", learnt, timeout=SLOW)
    press(page, "Pause")
    rested(page)
    expect(page.locator("#summary")).to_contain_text("Paused at update")


def test_a_run_stops_when_it_is_good_enough(page: Page, lab: Opened) -> None:
    figures = lab("/boundary?preset=data-circle")
    stopping(page, "accuracy ≥ (%)", "100")
    paced(page)
    press(page, "Run")
    expect(page.locator("#told")).to_contain_text("as you asked", timeout=SLOW)
    expect(figures).to_have_attribute("data-accuracy", re.compile(r"^1(\.0)?$"))


def test_steps_by_button_and_by_key_are_the_same(page: Page, lab: Opened) -> None:
    figures = lab()
    press(page, "Step")
    at(figures, 1)
    loss = figures.get_attribute("data-loss")
    page.locator("body").press("PageUp")
    at(figures, 0)
    page.locator("body").press("PageDown")
    at(figures, 1)
    assert figures.get_attribute("data-loss") == loss
    page.locator("body").press("e")
    at(figures, 20)


def test_a_run_is_reset_to_the_same_weights(page: Page, lab: Opened) -> None:
    figures = lab()
    first = figures.get_attribute("data-loss")
    press(page, "Epoch")
    at(figures, 20)
    second = figures.get_attribute("data-loss")
    press(page, "Reset")
    at(figures, 0)
    assert figures.get_attribute("data-loss") == first
    press(page, "Epoch")
    at(figures, 20)
    assert figures.get_attribute("data-loss") == second


def test_in_slow_motion_all_figures_are_of_one_moment(page: Page, lab: Opened) -> None:
    figures = lab()
    summary, readout = page.locator("#summary"), page.locator(".curves-readout")
    slider = page.get_by_role("slider", name="History: update")
    first = figures.inner_text()
    page.keyboard.press("s")
    for stage in (*["Forward: "] * 3, "Loss", *["Backward: "] * 3, "Points", "Weights"):
        expect(page.locator("[aria-current=step]")).to_contain_text(stage)
        expect(figures).to_have_text(first, use_inner_text=True)
        expect(summary).to_contain_text("at update 0,")
        expect(readout).to_contain_text("update 0,")
        expect(slider).to_have_attribute("max", "0")
        expect(page.get_by_role("button", name="Latest")).to_be_hidden()
        page.keyboard.press("ArrowRight")
    expect(page.locator("[aria-current=step]")).to_have_text("Update")
    at(figures, 1)
    expect(summary).to_contain_text("at update 1,")
    expect(readout).to_contain_text("update 1,")
    expect(slider).to_have_attribute("max", "1")
    page.keyboard.press("ArrowLeft")
    expect(figures).to_have_text(first, use_inner_text=True)


@pytest.mark.parametrize("stages", [1, 9])
def test_slow_motion_stays_on_when_a_setting_changes(page: Page, lab: Opened, stages: int) -> None:
    figures = lab()
    page.keyboard.press("s")
    current, text = page.locator("[aria-current=step]"), page.locator(".stages-text")
    expect(current).to_have_text("Forward: layer 1")
    for _ in range(stages):
        page.keyboard.press("ArrowRight")
    noise = setting(page, "Noise")
    noise.fill("0.3")
    noise.press("Enter")
    expect(text).to_have_text(
        "Something was changed at update 1. Next shows update 2 in its stages."
    )
    expect(figures.locator("[data-figure=epoch]")).to_have_text("epoch 0.1")
    expect(current).to_have_count(0)
    noise.evaluate("field => field.blur()")
    page.keyboard.press("ArrowRight")
    expect(current).to_have_text("Forward: layer 1")
    at(figures, 1)
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    expect(current).to_have_text("Update")
    at(figures, 2)
    page.keyboard.press("Escape")
    expect(page.locator(".lab-stages")).to_be_hidden()


def test_slow_motion_can_be_read_from_the_last_row_and_nothing_scrolls(
    page: Page, lab: Opened
) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    page.emulate_media(reduced_motion="reduce")
    lab()
    page.keyboard.press("f")
    page.keyboard.press("s")
    stage = page.locator("[aria-current=step]")
    for name in (*["Forward: "] * 3, "Loss", *["Backward: "] * 3, "Points", "Weights", "Update"):
        expect(stage).to_contain_text(name)
        size, hidden = page.evaluate(
            """() => {
              const all = (selector) => [...document.querySelectorAll(selector)];
              const size = (part) => Number.parseFloat(getComputedStyle(part).fontSize);
              const cut = (box) =>
                [box.scrollHeight - box.clientHeight, box.scrollWidth - box.clientWidth];
              const words = all(".stages-text, .stages-count, [aria-current=step]");
              const told = [...words, ...all(".net-lit .net-value")];
              const boxes = all(".lab-stages, .lab-stages > *, .net-scroll");
              return [Math.min(...told.map(size)), Math.max(...boxes.flatMap(cut))];
            }"""
        )
        assert size >= 26.6, name  # 20 pt
        assert hidden <= 1, name
        page.keyboard.press("ArrowRight")


def test_slow_motion_begins_where_a_run_is(page: Page, lab: Opened) -> None:
    figures = lab()
    press(page, "Run")
    expect(figures).to_have_attribute("data-update", re.compile(r"\d{3,}"), timeout=SLOW)
    page.keyboard.press("s")
    expect(page.locator("[aria-current=step]")).to_have_text("Forward: layer 1")
    before = update_of(figures)
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    at(figures, before + 1)


def test_a_new_seed_is_another_run(page: Page, lab: Opened) -> None:
    figures = lab()
    first = figures.get_attribute("data-loss")
    press(page, "New seed")
    expect(figures).not_to_have_attribute("data-loss", first or "")
    assert update_of(figures) == 0


def test_the_rate_is_changed_while_it_runs(page: Page, lab: Opened) -> None:
    figures = lab()
    press(page, "Run")
    put(page, "Learning rate", "0.05")
    expect(page.get_by_label("Configuration as JSON")).to_have_value(
        re.compile(r'"learning_rate":0.05')
    )
    before = update_of(figures)
    expect(figures).not_to_have_attribute("data-update", str(before))
    assert update_of(figures) > before


def test_a_layer_is_added_in_place(page: Page, lab: Opened) -> None:
    figures = lab()
    press(page, "Epoch")
    at(figures, 20)
    in_text(page, "As text")
    page.get_by_label("Layers in short").fill("6 tanh, 2 tanh, 4 relu, softmax")
    expect(page.get_by_label("Configuration as JSON")).to_have_value(re.compile('"relu"'))
    assert update_of(figures) == 20


def test_points_are_added_and_removed(page: Page, lab: Opened) -> None:
    lab("/boundary?preset=data-simple")
    text = page.get_by_label("Configuration as JSON")
    expect(text).not_to_have_value("")
    plane = page.locator(".plane-square")
    box = plane.bounding_box()
    assert box is not None
    corner: Position = {"x": box["width"] * 0.1, "y": box["height"] * 0.1}
    plane.click(position=corner)
    expect(text).to_have_value(re.compile(r'"points":\[(\[[^\]]*\],){13}\[[^\]]*\]\]'))
    plane.click(position=corner, modifiers=["Control"])
    expect(text).to_have_value(re.compile(r'"points":\[(\[[^\]]*\],){12}\[[^\]]*\]\]'))


def test_points_are_pasted_and_what_is_wrong_is_told_by_line(page: Page, lab: Opened) -> None:
    lab()
    in_text(page, "Your own data")
    area = page.get_by_label("Points as text")
    area.fill("x1,x2,label\n0,0,cat\n1,one,dog")
    told = page.locator(".own-read")
    expect(told).to_contain_text("1 row was left out (line 3: “one” is no number for x2)")
    area.fill("x1,x2,label\n0,zero,cat\n1,one,dog")
    expect(page.locator(".trouble").first).to_contain_text("Two columns of numbers")
    area.fill("x1,x2,label\n0,0,cat\n1,1,dog\n-1,2,bird")
    expect(page.locator(".trouble").first).to_be_hidden()
    expect(page.locator(".plane-classes button")).to_have_text(["cat", "dog", "bird"])
    told.locator("select").first.select_option("x2")
    told.locator("select").nth(1).select_option("x1")
    expect(page.locator(".plane-frame")).to_have_attribute("aria-label", re.compile("^Plane of x2"))


def test_a_wrong_configuration_is_told_and_mended(page: Page, lab: Opened) -> None:
    figures = lab()
    in_text(page, "As text")
    layers = page.get_by_label("Layers in short")
    layers.fill("6 tahn, softmax")
    expect(page.get_by_text("no activation tahn")).to_be_visible()
    assert layers.input_value() == "6 tahn, softmax"
    whole = page.get_by_label("Configuration as JSON")
    whole.fill('{"layers": [{"units": 900}]}')
    expect(page.locator("#problem")).to_contain_text("900 units")
    whole.fill('{"layers": [{"units": 3}]}')
    expect(page.locator("#problem")).to_be_empty()
    press(page, "Step")
    at(figures, 1)


def test_a_link_brings_the_run_back(page: Page, lab: Opened) -> None:
    figures = lab("/boundary?preset=recipe")
    for _ in range(3):
        press(page, "Epoch")
        rested(page)
    at(figures, 42)
    loss = figures.get_attribute("data-loss")
    expect(page).to_have_url(re.compile(r"#1/.*u=42"))
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    at(figures, 42)
    assert figures.get_attribute("data-loss") == loss


def test_another_link_in_the_same_tab_is_followed(page: Page, lab: Opened) -> None:
    lab()
    page.evaluate("location.hash = '#1/e=data-circle&u=7'")
    expect(page.get_by_role("combobox", name="Example")).to_have_value("data-circle")
    at(page.locator("#figures"), 7)


def test_skipping_to_the_content_leaves_the_run_alone(page: Page, lab: Opened) -> None:
    figures = lab()
    press(page, "Epoch")
    at(figures, 20)
    page.get_by_role("link", name="Skip to the content").press("Enter")
    expect(page).to_have_url(re.compile("#(main|1/.*)$"))
    page.keyboard.press("ArrowRight")
    at(figures, 21)


def test_a_large_network_is_said_to_be_drawn_coarser(page: Page, lab: Opened) -> None:
    large = {"layers": [{"units": 64, "activation": "tanh"}] * 8}
    lab(f"/boundary#1/k={json.dumps(large)}")
    told = page.locator(".plane-coarser:visible")
    expect(told).to_contain_text(
        re.compile(r"map of each neuron is drawn on \d+×\d+ cells instead")
    )
    page.goto("about:blank")
    lab("/boundary")
    expect(told).to_have_count(0)


def test_a_broken_link_is_told(page: Page, lab: Opened) -> None:
    lab('/boundary#1/u=5&k={"layers":[')
    expect(page.locator("#told")).to_contain_text("could not be read")


def test_the_network_opens_as_a_graph(page: Page, lab: Opened) -> None:
    figures = lab()
    press(page, "Epoch")
    at(figures, 20)
    batch = more(page).get_by_role("button", name="Open a batch as a graph")
    with page.context.expect_page() as tab:
        batch.click()
    graph = tab.value
    expect(graph.get_by_role("textbox", name="Program")).to_have_value(
        re.compile(r"# the network at update 20, on a batch of 10 points")
    )
    expect(graph.locator("#picture svg")).to_be_visible()
    expect(graph.locator("#picture")).to_contain_text("softmax CE")


@pytest.mark.parametrize(
    ("config", "reason"),
    [
        ({"dataset": {"name": "custom", "points": []}}, "there are no points to train on"),
        ({"layers": [{"units": 64}, {"units": 64}]}, "the network is too large"),
    ],
    ids=["no points", "too large"],
)
def test_what_cannot_be_opened_as_a_graph_is_told(
    page: Page, lab: Opened, config: object, reason: str
) -> None:
    lab(f"/boundary#1/k={json.dumps(config)}")
    more(page).get_by_role("button", name="Open a batch as a graph").click()
    expect(page.locator("#share [role=status]")).to_contain_text(f"That did not work: {reason}")
    assert page.context.pages[1:] == [page]


def test_all_of_a_run_is_taken_away(page: Page, lab: Opened) -> None:
    figures = lab()
    press(page, "Epoch")
    at(figures, 20)
    for kind in ("config", "parameters", "history", "torch", "png", "predictions", "run"):
        name, file = downloaded(page, kind)
        assert file.stat().st_size > 100
        if name.endswith(".json"):
            assert json.loads(file.read_text())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_picture_of_the_plane_is_sharp_opaque_and_readable(
    page: Page, lab: Opened, theme: str
) -> None:
    lab(f"/boundary#1/t={theme}")
    _, file = downloaded(page, "png")
    pixels = pyvips.Image.pngload(str(file)).numpy()
    square = page.locator(".plane-square").bounding_box()
    assert square
    height, width, _ = pixels.shape
    assert width > 2 * square["width"]
    assert height > 2 * square["height"]
    assert pixels.shape[2] == 3 or pixels[..., 3].min() == 255
    colours = colours_of("dark" if theme == "dark" else "light", "classic")
    paper, quiet = (np.array(list(bytes.fromhex(colours[n][1:]))) for n in ("paper", "quiet"))
    margin = pixels[-68:, :, :3].astype(int)  # below the plane: numbers on paper
    assert (margin[0, 0] == paper).all()
    assert (np.abs(margin - quiet).max(axis=-1) < 30).sum() > 60, "the numbers can be read"
    drawn = pixels[: int(2 * square["height"]), 100:, :3].reshape(-1, 3)
    assert len(np.unique(drawn, axis=0)) > 200, "the plane is shaded"


def test_the_presentation_leaves_the_run_alone(page: Page, lab: Opened) -> None:
    lab()
    page.locator("body").press("f")
    expect(page.locator("html")).to_have_class(re.compile("presenting"))
    page.locator("body").press("b")
    expect(page.locator("#blank")).to_be_visible()
    page.locator("body").press("b")
    page.locator("body").press("f")
    expect(page.locator("html")).not_to_have_class(re.compile("presenting"))


def test_nothing_is_inaccessible(page: Page, lab: Opened) -> None:
    page.emulate_media(reduced_motion="reduce")
    lab("/boundary?preset=recipe")
    press(page, "Slow motion")
    expect(page.locator(".lab-stages")).to_be_visible()
    for panel in ("Your own data", "As text"):
        in_text(page, panel)
    assert violations_in_every_look(page) == []


@pytest.mark.parametrize("width", [360, 390])
def test_it_fits_a_telephone(page: Page, lab: Opened, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 780})
    lab()
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= width
    assert violations(page) == []


def test_without_scripts_it_says_what_there_is(page: Page, server: str) -> None:
    browser = page.context.browser
    assert browser is not None
    with browser.new_context(java_script_enabled=False) as context:
        still = context.new_page()
        still.goto(f"{server}/boundary")
        expect(still.get_by_text("This page is live")).to_be_visible()
        expect(still.locator("#run-buttons")).to_be_hidden()
