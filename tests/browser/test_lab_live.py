"""The views of the boundary lab over the training stream."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Position, expect

from tests.browser.lab_stand import open_live, when

CONFIG = {
    "dataset": {"name": "spiral", "samples": 100, "seed": 1},
    "layers": [{"units": 6, "activation": "tanh"}, {"units": 2, "activation": "tanh"}],
    "optimizer": {"name": "sgd", "learning_rate": 0.05},
}


@pytest.fixture
def lab(page: Page) -> Page:
    """Give the views over a run that stands at its beginning."""
    open_live(page, CONFIG, running=False)
    return page


def parameters(page: Page) -> list[float]:
    found: list[float] = page.evaluate("[...lab.store.get().frame.arrays.parameters.data]")
    return found


def state(page: Page, path: str) -> Any:
    return page.evaluate(f"lab.store.get().{path}")


def step(page: Page, updates: int) -> None:
    wanted = state(page, "frame.update") + updates
    page.evaluate(f"lab.send({{ type: 'step', updates: {updates} }})")
    when(page, f"now.frame.update === {wanted}")


def at(page: Page, x1: float, x2: float) -> Position:
    box = page.locator(".plane-square").bounding_box()
    assert box is not None
    extent = state(page, "grid.extent")
    return {
        "x": (x1 + extent) / (2 * extent) * box["width"],
        "y": (extent - x2) / (2 * extent) * box["height"],
    }


def test_points_are_added_and_removed_while_it_trains(lab: Page) -> None:
    lab.evaluate("lab.send({ type: 'resume' })")
    when(lab, "now.frame.running && now.frame.update > 0")
    square = lab.locator(".plane-square")
    square.click(position=at(lab, 3, 3))
    when(lab, "now.data.points.length === 101")
    square.click(position=at(lab, -3, -3), modifiers=["Shift"])
    when(lab, "now.data.points.length === 102")
    assert state(lab, "data.labels.slice(100)") == [0, 1]
    assert state(lab, "data.points[100]") == pytest.approx([3, 3], abs=0.05)
    square.click(position=at(lab, 3, 3), modifiers=["Control"])
    when(lab, "now.data.points.length === 101")
    assert state(lab, "data.points[100]") == pytest.approx([-3, -3], abs=0.05)
    assert state(lab, "running") is True


def test_a_dragged_point_moves(lab: Page) -> None:
    x1, x2 = state(lab, "data.points[99]")
    lab.locator(".lab-plane").scroll_into_view_if_needed()
    square = lab.locator(".plane-square")
    box = square.bounding_box()
    assert box is not None
    start, end = at(lab, x1, x2), at(lab, 0.5, -5)
    lab.mouse.move(box["x"] + start["x"], box["y"] + start["y"])
    lab.mouse.down()
    lab.mouse.move(box["x"] + end["x"], box["y"] + end["y"], steps=6)
    lab.mouse.up()
    # The plane shown follows the points, so the place is read where the pointer now is.
    when(lab, "now.pointer && String(now.data.points[99]) === String(now.pointer)")
    assert state(lab, "data.points[99]") == pytest.approx([0.5, -5], abs=0.5)
    assert len(state(lab, "data.points")) == 100


def test_a_point_goes_back_when_its_drag_is_broken_off(lab: Page) -> None:
    before = state(lab, "data.points[99]")
    lab.locator(".lab-plane").scroll_into_view_if_needed()
    square = lab.locator(".plane-square")
    box = square.bounding_box()
    assert box is not None
    start, end = at(lab, *before), at(lab, 0.5, -5)
    lab.mouse.move(box["x"] + start["x"], box["y"] + start["y"])
    lab.mouse.down()
    lab.mouse.move(box["x"] + end["x"], box["y"] + end["y"], steps=6)
    when(lab, f"String(now.data.points[99]) !== '{before[0]},{before[1]}'")
    square.dispatch_event("pointercancel")
    when(lab, f"String(now.data.points[99]) === '{before[0]},{before[1]}'")
    lab.mouse.up()


def test_history_brings_back_the_very_parameters(lab: Page) -> None:
    seen = {0: parameters(lab)}
    for updates in (1, 1, 3, 20):
        step(lab, updates)
        seen[state(lab, "frame.update")] = parameters(lab)
    slider = lab.get_by_role("slider", name="History: update")
    slider.focus()
    slider.fill("5")
    when(lab, "now.frame.update === 5")
    assert parameters(lab) == seen[5]
    expect(lab.locator(".curves-readout")).to_contain_text("update 5, ")
    slider.press("Home")
    when(lab, "now.frame.update === 0")
    assert parameters(lab) == seen[0]
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    when(lab, "now.frame.update === 2")
    assert parameters(lab) == seen[2]
    lab.get_by_role("button", name="Latest").click()
    when(lab, "now.frame.update === 25")
    assert parameters(lab) == seen[25]


def test_going_on_from_an_earlier_moment(lab: Page) -> None:
    step(lab, 30)
    when(lab, "now.frame.update === 30")
    lab.get_by_role("slider", name="History: update").fill("10")
    when(lab, "now.frame.update === 10")
    lab.get_by_role("button", name="Go on from here").click()
    when(lab, "now.frame.running && now.frame.update > 10")
    expect(lab.get_by_role("button", name="Go on from here")).to_be_hidden()


def test_a_weight_is_edited(lab: Page) -> None:
    lab.get_by_role("button", name="layer 1, neuron 2 (tanh)").press("Enter")
    lab.get_by_role("dialog", name="Weight").get_by_role("spinbutton").fill("-1.25")
    index = state(lab, "selected")
    when(lab, f"now.frame.arrays.parameters.data[{index}] === -1.25")
    others = parameters(lab)
    lab.keyboard.press("Escape")
    bias = lab.get_by_role("button", name="bias b3[0]")
    bias.click()
    lab.get_by_role("dialog", name="Weight").get_by_role("spinbutton").fill("0.5")
    index = state(lab, "selected")
    when(lab, f"now.frame.arrays.parameters.data[{index}] === 0.5")
    others[index] = 0.5
    assert parameters(lab) == others


@pytest.mark.parametrize("leave", ["Enter", "Escape"])
def test_what_is_typed_counts_however_soon_the_window_is_shut(lab: Page, leave: str) -> None:
    bias = lab.get_by_role("button", name="bias b3[0]")
    for value in ("2", "-3", "4"):
        bias.press("Enter")
        index = state(lab, "selected")
        lab.keyboard.type(value)
        lab.keyboard.press(leave)
        when(lab, f"now.frame.arrays.parameters.data[{index}] === {value}")


def test_what_is_read_under_the_pointer_is_what_the_server_says(lab: Page) -> None:
    lab.locator(".plane-square").hover(position=at(lab, 2, -1))
    when(lab, "now.probed")
    outputs = state(lab, "probed.outputs")
    shown = ", ".join(f"{value:.2f}" for value in outputs)
    expect(lab.locator(".plane-readout")).to_contain_text(f"probabilities {shown} → class")
    values = lab.locator(".net-unit[data-layer='1'] .net-value")
    expect(values).to_have_count(6)
    expect(values).to_have_text([re.compile(r"\d")] * 6)  # a frame after the server has said them
    after = state(lab, "probed.layers[0].after")
    read = [float(text.replace("−", "-")) for text in values.all_inner_texts()]
    assert read == pytest.approx(after, abs=0.006)


def test_neuron_space_shows_the_chosen_pair(lab: Page) -> None:
    when(lab, "now.frame.neuron.layer === 2")
    space = lab.locator("[data-view=space]")
    space.get_by_role("button", name="Layer 1").click()
    when(lab, "now.frame.neuron.layer === 1")
    space.get_by_role("button", name="Next").click()
    when(lab, "now.frame.neuron.units[1] === 2")
    side = state(lab, "grid.warp")
    assert state(lab, "frame.arrays.warp.shape") == [2, side, side]


def test_layers_are_added_and_neurons_removed_in_place(lab: Page) -> None:
    lab.get_by_role("button", name="one layer more").click()
    when(lab, "now.network.layers.length === 4")
    lab.get_by_role("button", name="one unit of layer 1 less").click()
    when(lab, "now.network.layers[0].units === 5")
    expect(lab.locator(".net-unit")).to_have_count(2 + 5 + 2 + 2 + 2)
    lab.get_by_role("combobox", name="activation of layer 1").select_option("relu")
    when(lab, "now.network.layers[0].activation === 'relu'")


def test_slow_motion_tells_the_step_that_was_made(lab: Page) -> None:
    before = parameters(lab)
    stages = lab.locator("[data-view=stages]")
    onward = stages.get_by_role("button", name="Next", exact=True)
    depth = state(lab, "network.layers.length")
    now = stages.locator("[aria-current=step]")

    def further(times: int) -> None:
        """Press as a person does, who looks where the button is."""
        for _ in range(times):
            told = now.inner_text()
            onward.click()
            expect(now).not_to_have_text(told)

    onward.click()
    expect(now).to_have_text("Forward: layer 1")
    assert parameters(lab) != before
    assert state(lab, "explained.before.update") == 0
    gradient, delta = (
        lab.evaluate(f"[...lab.store.get().explained.{name}]") for name in ("gradient", "delta")
    )
    assert delta == pytest.approx([-0.05 * value for value in gradient], rel=1e-9, abs=1e-12)
    text = stages.locator(".stages-text")
    further(depth)
    expect(text).to_contain_text("Loss of this batch: ")
    further(depth)
    output = lab.locator(".net-unit[data-last] .net-value").first
    expect(output).to_have_text(re.compile(r"^[+−]0\.\d+$"))
    expect(stages.locator(".stages-count")).to_contain_text("Reuse: ")
    further(2)
    expect(text).to_contain_text("− 0.05 · ")
