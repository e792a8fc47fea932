"""The views of the boundary lab, over a small network that the test page works out itself."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Position, expect

from tests.browser.axe import violations
from tests.browser.lab_stand import open_alone
from tests.browser.waiting import reload

Open = Callable[..., None]


@pytest.fixture
def views(page: Page) -> Open:
    """Give a function that opens all views over a network of some sizes."""

    def opened(sizes: list[int] | None = None) -> None:
        open_alone(page, sizes or [2, 6, 4, 2])
        painted(page)

    return opened


def painted(page: Page) -> None:
    """Wait until what was asked to be drawn is drawn."""
    page.evaluate(
        "() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
    )


def state(page: Page, path: str) -> Any:
    return page.evaluate(f"lab.store.get().{path}")


def sent(page: Page) -> list[Any]:
    found: list[Any] = page.evaluate("lab.sent")
    return found


def place(page: Page, x1: float, x2: float) -> Position:
    """Give where a place of the plane is, in pixels of its square."""
    box = page.locator(".plane-square").bounding_box()
    assert box is not None
    return {"x": (x1 + 6) / 12 * box["width"], "y": (6 - x2) / 12 * box["height"]}


def near(found: list[float], wanted: list[float]) -> bool:
    return all(abs(a - b) < 0.03 for a, b in zip(found, wanted, strict=True))


def pixels(canvas: Locator) -> str:
    found: str = canvas.evaluate("(canvas) => canvas.toDataURL()")
    return found


def repainted(page: Page, canvas: Locator, before: str) -> str:
    """Wait until a canvas shows something else, and give that; out of view it is drawn later."""
    for _ in range(200):
        if (now := pixels(canvas)) != before:
            return now
        painted(page)
    pytest.fail("nothing else is drawn")


@pytest.mark.parametrize(("modifiers", "label"), [([], 0), (["Shift"], 1)])
def test_a_click_adds_a_point(page: Page, views: Open, modifiers: Any, label: int) -> None:
    views()
    page.locator(".plane-square").click(position=place(page, 4.5, -5), modifiers=modifiers)
    assert near(sent(page)[-1]["add"], [4.5, -5, label])
    assert len(state(page, "data.points")) == 201


def test_the_chosen_class_is_added_and_shift_adds_the_next(page: Page, views: Open) -> None:
    views()
    page.get_by_role("button", name="class 1").click()
    expect(page.get_by_role("button", name="class 1")).to_have_attribute("aria-pressed", "true")
    square = page.locator(".plane-square")
    square.click(position=place(page, 4.5, -5))
    square.click(position=place(page, -4.5, -5), modifiers=["Shift"])
    assert [message["add"][2] for message in sent(page)] == [1, 0]


def test_a_click_with_control_removes(page: Page, views: Open) -> None:
    views()
    page.locator(".plane-square").click(position=place(page, 2, 2), modifiers=["Control"])
    assert len(sent(page)) == 1
    assert near(sent(page)[0]["remove"], [2, 2])


def test_a_drag_moves_a_point(page: Page, views: Open) -> None:
    views()
    index = 199
    x1, x2 = state(page, f"data.points[{index}]")
    box = page.locator(".plane-square").bounding_box()
    assert box is not None
    start, end = place(page, x1, x2), place(page, -5, 5)
    page.mouse.move(box["x"] + start["x"], box["y"] + start["y"])
    page.mouse.down()
    page.mouse.move(box["x"] + end["x"] - 30, box["y"] + end["y"], steps=4)
    page.mouse.move(box["x"] + end["x"], box["y"] + end["y"])
    page.mouse.up()
    messages = sent(page)
    assert all("move" in message for message in messages)
    assert near(messages[-1]["move"], [index, -5, 5])
    assert near(state(page, f"data.points[{index}]"), [-5, 5])


def test_the_plane_by_keyboard(page: Page, views: Open) -> None:
    views()
    plane = page.get_by_role("application")
    plane.focus()
    for key in ("ArrowRight", "Shift+ArrowUp", "1", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(".plane-cursor")).to_be_visible()
    expect(page.locator(".plane-readout")).to_contain_text("x1 = 0.15, x2 = 0.75: probabilities")
    assert near(sent(page)[-1]["add"], [0.15, 0.75, 1])
    page.keyboard.press("Delete")
    assert near(sent(page)[-1]["remove"], [0.15, 0.75])
    for key in ("m", "Shift+ArrowRight", "m"):
        page.keyboard.press(key)
    assert near(sent(page)[-1]["move"], [200, 0.9, 0.75])


def test_a_finger_adds_and_a_long_press_removes(page: Page, views: Open) -> None:
    views()
    square = page.locator(".plane-square")
    box = square.bounding_box()
    assert box is not None
    at = place(page, 3, -5)
    event = {
        "pointerId": 1, "pointerType": "touch", "button": 0, "isPrimary": True, "bubbles": True,
        "clientX": box["x"] + at["x"], "clientY": box["y"] + at["y"],
    }  # fmt: skip
    page.evaluate("Element.prototype.setPointerCapture = () => {}")  # no such finger really
    square.dispatch_event("pointerdown", event)
    square.dispatch_event("pointerup", event)
    assert near(sent(page)[-1]["add"], [3, -5, 0])
    square.dispatch_event("pointerdown", event)
    page.wait_for_function("lab.sent.at(-1).remove")
    square.dispatch_event("pointerup", event)
    assert len(sent(page)) == 2


def test_hovering_reads_and_prints_what_every_neuron_gives(page: Page, views: Open) -> None:
    views()
    page.locator(".plane-square").hover(position=place(page, 2, -3))
    expect(page.locator(".plane-readout")).to_have_text(
        page.evaluate(
            """async () => {
                const { readOut } = await import("/static/js/lab/views/plane_text.js");
                return readOut("softmax", lab.store.get().probed, lab.store.get().data);
            }"""
        )
    )
    expect(page.locator(".net-value")).to_have_count(14)
    values = page.locator(".net-unit[data-layer='1'] .net-value").all_inner_texts()
    after = state(page, "probed.layers[0].after")
    assert [float(value.replace("−", "-")) for value in values] == pytest.approx(after, abs=0.006)
    page.locator("h1").hover()
    expect(page.locator(".plane-readout")).to_be_empty()
    expect(page.locator(".net-value").first).to_be_hidden()


def test_a_hovered_neuron_is_shown_large_and_says_what_it_computes(page: Page, views: Open) -> None:
    views()
    heat = page.locator(".plane-heat")
    decision = pixels(heat)
    neuron = page.get_by_role("button", name="layer 2, neuron 3 (tanh)")
    neuron.hover()
    expect(page.locator(".plane-title")).to_have_text("layer 2, neuron 3 (tanh)")
    painted(page)
    assert pixels(heat) == pixels(neuron.locator("canvas"))
    expect(page.locator(".net-told")).to_contain_text("h₂[3] = tanh(")
    page.locator("h1").hover()
    expect(page.locator(".plane-title")).to_be_hidden()
    painted(page)
    assert pixels(heat) == decision


def test_a_weight_is_found_under_the_pointer_and_edited(page: Page, views: Open) -> None:
    views()
    tiles = page.locator(".net-unit")
    first, second = tiles.nth(0).bounding_box(), tiles.nth(2).bounding_box()
    assert first
    assert second
    spot = {  # a little after the beginning of the uppermost link
        "x": first["x"] + first["width"] + 0.5 * (second["x"] - first["x"] - first["width"]),
        "y": (first["y"] + second["y"] + first["height"]) / 2,
    }
    page.mouse.move(spot["x"], spot["y"])
    expect(page.locator(".net-told")).to_contain_text("W1[0,0] = ")
    page.mouse.click(spot["x"], spot["y"])
    editor = page.get_by_role("dialog", name="Weight")
    expect(editor.get_by_role("heading")).to_have_text("Weight W1[0,0]")
    number = editor.get_by_role("spinbutton")
    expect(number).to_be_focused()
    number.fill("1.75")
    page.wait_for_function("lab.store.get().frame.arrays.parameters.data[0] === 1.75")
    expect(editor.locator("mark")).to_contain_text("1.75·x1")
    editor.get_by_role("slider").focus()
    page.keyboard.press("Home")
    page.wait_for_function("lab.store.get().frame.arrays.parameters.data[0] === -5")
    editor.locator(".net-formula").hover()
    page.mouse.wheel(0, -100)
    page.wait_for_function("lab.store.get().frame.arrays.parameters.data[0] === Math.fround(-4.9)")
    page.keyboard.press("Escape")
    expect(editor).to_be_hidden()


def test_weights_and_biases_by_keyboard(page: Page, views: Open) -> None:
    views()
    bias = page.get_by_role("button", name="bias b3[1]")  # of the output
    bias.press("Enter")
    editor = page.get_by_role("dialog", name="Weight")
    expect(editor.get_by_role("heading")).to_have_text("Bias b3[1]")
    page.keyboard.type("-2")
    index = state(page, "selected")
    page.wait_for_function(f"lab.store.get().frame.arrays.parameters.data[{index}] === -2")
    page.keyboard.press("Escape")
    expect(bias).to_be_focused()
    neuron = page.get_by_role("button", name="layer 1, neuron 2 (tanh)")
    neuron.press("Enter")
    expect(editor.get_by_role("heading")).to_have_text("Weight W1[2,0]")
    editor.get_by_role("combobox").select_option(label="W1[2,1] from feature x2")
    expect(editor.get_by_role("heading")).to_have_text("Weight W1[2,1]")
    expect(editor.get_by_role("spinbutton")).not_to_have_value("")


def test_the_formula_has_the_numbers_of_the_place_under_the_pointer(
    page: Page, views: Open
) -> None:
    views()
    page.get_by_role("button", name="layer 1, neuron 2 (tanh)").press("Enter")
    page.locator(".plane-square").hover(position=place(page, 2, -3))
    lines = page.locator(".net-formula span")
    expect(lines).to_have_count(2)
    expect(lines.nth(0)).to_contain_text("·x1")
    after = state(page, "probed.layers[0].after[2]")
    expect(lines.nth(1)).to_contain_text(f"= {after:.2f}".replace("-", "−"))


@pytest.mark.parametrize(
    ("name", "units"),
    [
        ("one layer more", [6, 4, 2]),
        ("one layer less", [6]),
        ("one unit of layer 1 more", [7, 4]),
        ("one unit of layer 2 less", [6, 3]),
    ],
)
def test_layers_and_neurons_are_added_and_removed_in_place(
    page: Page, views: Open, name: str, units: list[int]
) -> None:
    views()
    page.get_by_role("button", name=name).click()
    layers = sent(page)[-1]["set"]["layers"]
    assert [layer["units"] for layer in layers] == units


def test_the_activation_of_a_layer_is_chosen(page: Page, views: Open) -> None:
    views()
    page.get_by_role("combobox", name="activation of layer 2").select_option("relu")
    layers = sent(page)[-1]["set"]["layers"]
    assert [layer["activation"] for layer in layers] == ["tanh", "relu"]


@pytest.mark.parametrize("sizes", [[2, 20, 64, 3], [2, 1, 2], [2, 2]])
def test_networks_of_other_sizes(page: Page, views: Open, sizes: list[int]) -> None:
    views(sizes)
    expect(page.locator(".net-unit")).to_have_count(sum(sizes))
    blank = page.locator(".space-canvas").evaluate(
        "(one) => one.getContext('2d').getImageData(0, 0, one.width, one.height)"
        ".data.every((x) => !x)"
    )
    assert not blank


def test_neuron_space_by_layer_by_pair_and_in_turn(page: Page, views: Open) -> None:
    views()
    space = page.locator("[data-view=space]")
    canvas = space.locator("canvas")
    assert state(page, "neuron") == {"layer": 2, "units": [0, 1]}
    before = pixels(canvas)
    space.get_by_role("button", name="Next").click()
    assert state(page, "neuron.units") == [0, 2]
    repainted(page, canvas, before)
    space.get_by_role("button", name="Layer 1").click()
    expect(space.get_by_role("button", name="Layer 1")).to_have_attribute("aria-pressed", "true")
    space.get_by_role("combobox", name="neuron upwards").select_option(label="h₁[5]")
    assert state(page, "neuron") == {"layer": 1, "units": [0, 5]}
    space.get_by_role("button", name="Output").click()
    assert state(page, "neuron") == {"layer": 3, "units": [0, 1]}
    expect(canvas).to_have_attribute("aria-label", "The plane as output score 0 and output score 1"
                                     " see it: its lattice bent, in the colours of the decision,"
                                     " with the points in it")  # fmt: skip


def parameters(page: Page) -> list[float]:
    found: list[float] = page.evaluate("[...lab.store.get().frame.arrays.parameters.data]")
    return found


def test_history_goes_back_exactly_and_to_the_latest(page: Page, views: Open) -> None:
    views()
    now = parameters(page)
    frame = page.locator(".curves-frame")
    box = frame.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 40, steps=12)
    page.mouse.up()
    page.wait_for_function("lab.store.get().frame.update === lab.store.get().cursor")
    update = state(page, "frame.update")
    assert 0 < update < 150
    assert parameters(page) == page.evaluate(f"[...Float32Array.from(lab.past[{update}])]")
    expect(page.locator(".curves-readout")).to_contain_text(f"update {update}, ")
    page.get_by_role("button", name="Go on from here").click()
    assert sent(page)[-1] == {"type": "resume"}
    page.get_by_role("button", name="Latest").click()
    page.wait_for_function("lab.store.get().frame.update === 300")
    assert parameters(page) == now
    expect(page.get_by_role("button", name="Latest")).to_be_hidden()


def test_history_by_keyboard(page: Page, views: Open) -> None:
    views()
    slider = page.get_by_role("slider", name="History: update")
    expect(slider).to_have_js_property("value", "300")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("lab.store.get().frame.update === 298")
    assert parameters(page) == page.evaluate("[...Float32Array.from(lab.past[298])]")
    page.keyboard.press("Home")
    page.wait_for_function("lab.store.get().frame.update === 0")


def test_losses_by_their_logarithm_and_a_marker_where_something_changed(
    page: Page, views: Open
) -> None:
    views()
    canvas = page.locator(".curves-canvas")
    straight = pixels(canvas)
    page.get_by_role("button", name="Log of the losses").click()
    bent = repainted(page, canvas, straight)
    page.evaluate(
        """() => {
            const { config, frame } = lab.store.get();
            const optimizer = { ...config.optimizer, learning_rate: 0.3 };
            lab.store.set({ config: { ...config, optimizer } });
            lab.store.set({ frame: { ...frame, train_loss: 0.2 } });
        }"""
    )
    expect(page.locator(".curves-readout")).to_contain_text(
        "changed at update 300: Learning rate = 0.3"
    )
    repainted(page, canvas, bent)


def test_the_confusion_matrix(page: Page, views: Open) -> None:
    views()
    table = page.locator("[data-view=confusion] table")
    expect(table.locator("tbody tr").first).to_contain_text("class 0")
    expect(table.locator("td.right")).to_have_text(["80", "80"])
    expect(table.locator("td.share")).to_have_text(["92.0 %", "92.0 %"])


def test_slow_motion(page: Page, views: Open) -> None:
    views()
    stages = page.locator("[data-view=stages]")
    network = page.locator(".lab-network")
    before = parameters(page)
    onward = stages.get_by_role("button", name="Next", exact=True)
    for name in (
        "Forward: layer 1", "Forward: layer 2", "Forward: output", "Loss",
        "Backward: output", "Backward: layer 2", "Backward: layer 1", "Points", "Weights",
    ):  # fmt: skip
        onward.click()
        expect(stages.locator("[aria-current=step]")).to_have_text(name)
        expect(network).to_have_attribute("data-stage", name.partition(":")[0].lower())
    expect(stages.locator(".stages-text")).to_contain_text("← ")
    onward.click()
    expect(stages.locator("[aria-current=step]")).to_have_text("Update")
    assert sent(page) == [{"type": "step", "updates": 1, "explain": True}]
    after = parameters(page)
    assert after != before
    stages.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="layer 1, neuron 2 (tanh)").press("Enter")
    expect(page.locator(".net-step")).to_contain_text("W1[2,0] ← ")
    number = float(page.get_by_role("spinbutton").input_value())
    assert number == pytest.approx(before[6], rel=1e-5)  # the update has not come yet
    page.keyboard.press("Escape")
    stages.get_by_role("button", name="Leave").click()
    expect(network).to_have_attribute("data-stage", "")


@pytest.mark.own_clock
def test_slow_motion_plays_by_itself_and_pauses_between_stages(page: Page, views: Open) -> None:
    views()
    page.clock.install()
    reload(page)
    page.wait_for_function("globalThis.lab?.store.get().frame")
    stages = page.locator("[data-view=stages]")
    play = stages.get_by_role("button", name="Play slowly")
    play.click()
    now = stages.locator("[aria-current=step]")
    expect(now).to_have_text("Forward: layer 1")
    page.clock.run_for(2000)
    expect(now).to_have_text("Forward: layer 2")
    play.click()
    page.clock.run_for(20_000)
    expect(now).to_have_text("Forward: layer 2")


@pytest.mark.parametrize(
    ("theme", "palette", "width"),
    [
        ("light", "classic", 1280),
        ("dark", "colourblind", 1280),
        ("light", "colourblind", 390),
        ("dark", "classic", 390),
    ],
)
def test_nothing_is_out_of_reach(
    page: Page, views: Open, theme: str, palette: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.add_init_script(
        f"localStorage['chainrule-theme'] = '{theme}';"
        f"localStorage['chainrule-palette'] = '{palette}'"
    )
    views()
    page.get_by_role("button", name="layer 1, neuron 2 (tanh)").press("Enter")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
