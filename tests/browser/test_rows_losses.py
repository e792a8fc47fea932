"""The rows of the curriculum on losses and activations, each at its preset with its numbers."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.waiting import hold_first, quiet, until


def card_of(page: Page, preset: str, name: str) -> Locator:
    """Open the card of a gate of a preset, by its name, at the end of the story."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/?example={preset}")
    expect(page.locator("#picture svg")).to_be_visible()
    expect(page.get_by_label("Step", exact=True)).to_be_enabled()
    gate = page.locator("#picture .cr-node", has=page.locator(f".cr-name:text-is('{name}')"))
    gate.click()
    page.locator("#picture").press("End")
    card = page.get_by_role("group", name="Card of the gate")
    expect(card).to_be_visible()
    return card


def told(card: Locator, *lines: str) -> None:
    for line in lines:
        expect(card).to_contain_text(line)


def program(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Program")


def output(page: Page) -> Locator:
    return page.locator("#picture [data-output] [data-slot='value'] text")


def steep(card: Locator) -> float:
    """Give the slope of the tangent line as it is drawn, in units of the drawing."""
    line = card.locator(".card-tangent")
    x1, y1, x2, y2 = (float(line.get_attribute(name) or "nan") for name in ("x1", "y1", "x2", "y2"))
    return (y1 - y2) / (x2 - x1)


FRAME = 400 / 140
"""How much wider than high the field of a curve is."""


@pytest.mark.parametrize(
    ("preset", "name", "predicted", "actual", "cost"),
    [
        ("bce-true", "E", "p = 0.1", "y = 1", "2.3026"),
        ("half-squared-error", "E", "p = 0.7", "y = 1", "0.045"),
        ("birdcar-regularised", "data", "s = (−8, −7)", "y = 0", "2"),
    ],
)
def test_l02_a_loss_names_predicted_and_actual(
    page: Page, preset: str, name: str, predicted: str, actual: str, cost: str
) -> None:
    card = card_of(page, preset, name)
    expect(card.get_by_role("heading", name=re.compile("^Loss: "))).to_be_visible()
    expect(card.locator("dd")).to_have_text([predicted, actual, cost])


def test_l03_binary_cross_entropy_has_a_curve_for_each_truth(page: Page) -> None:
    card = card_of(page, "bce-true", "E")
    told(
        card,
        "= −ln 0.1 = 2.3026",
        "= (0.1 − 1)/(0.1 × 0.9) = −10",
        "p = 0.1, E = 2.3026, slope −10",
    )
    expect(card.locator("figcaption")).to_have_text("y = 1y = 0tangent line")
    assert steep(card) == pytest.approx(-10 / 6 / FRAME, rel=0.02)
    card.get_by_role("radio", name="0").focus()  # the other truth, by keyboard
    page.keyboard.press("Space")
    told(card, "= −ln 0.9 = 0.1054", "= (0.1 − 0)/(0.1 × 0.9) = 1.1111", "slope 1.1111")
    expect(program(page)).to_have_value(re.compile(r"y = const\(0\)"))
    expect(card.get_by_role("radio", name="0")).to_be_focused()
    page.keyboard.press("ArrowRight")
    told(card, "∂E/∂p = (p − y)/(p(1 − p)) = (0.1 − 1)/(0.1 × 0.9) = −10")


def test_l03_nothing_is_told_before_it_is_there(page: Page) -> None:
    card = card_of(page, "bce-true", "E")
    page.locator("#picture").press("Home")
    expect(card.locator("dd").last).to_have_text("not computed yet")
    expect(card.locator("li, .card-tangent, .card-point")).to_have_count(0)
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    expect(card.locator("li")).to_have_count(2)  # of the value; the gradient is still to come
    page.keyboard.press("q")  # predict
    expect(card).to_be_hidden()


def test_l04_the_class_of_a_one_hot_target_is_chosen(page: Page) -> None:
    card = card_of(page, "softmax-cross-entropy", "E")
    told(card, "E = −ln P(Y | x) = −ln P[1] = −ln 0.7 = 0.3567", "∂E/∂P = −Y/P = (0, −1.4286, 0)")
    told(card, "Through the softmax: ∂E/∂z = P − Y = (0.1, −0.3, 0.2)")
    card.locator("label", has_text="2").click()
    told(card, "−ln P[2] = −ln 0.2 = 1.6094", "∂E/∂z = P − Y = (0.1, 0.7, −0.8)")
    expect(program(page)).to_have_value(re.compile(r"Y = const\(\[0, 0, 1\]\)"))
    until(page, "decodeURIComponent(location.hash).includes('Y:[0,0,1]')")
    page.keyboard.press("Control+z")
    told(card, "∂E/∂P = −Y/P = (0, −1.4286, 0)")
    expect(program(page)).to_have_value(re.compile(r"Y = const\(\[0, 1, 0\]\)"))
    page.locator("#picture .cr-node[data-node='1']").click()  # the target itself
    told(card, "True class, Y")
    card.get_by_role("radio", name="0").focus()
    page.keyboard.press("Space")
    expect(program(page)).to_have_value(re.compile(r"Y = const\(\[1, 0, 0\]\)"))
    expect(output(page)).to_have_text("2.30")


def test_l05_l06_the_factor_of_a_squared_error_doubles_its_gradient(page: Page) -> None:
    card = card_of(page, "half-squared-error", "E")
    told(card, "½(1 − 0.7)² = 0.045", "∂E/∂p = p − y = 0.7 − 1 = −0.3")
    card.locator("label", has_text=re.compile("^1$")).click()
    told(card, "(1 − 0.7)² = 0.09", "∂E/∂p = 2(p − y) = 2 × (0.7 − 1) = −0.6")
    expect(program(page)).to_have_value(re.compile("E = squared_error"))
    expect(page.locator("#picture [data-edge='0'] [data-slot='back'] text")).to_have_text("◂ −0.60")
    until(page, "decodeURIComponent(location.hash).includes('squared_error')")


def test_l06_a_square_that_is_written_out_has_the_switch_too(page: Page) -> None:
    card = card_of(page, "squared-error", "E")
    told(card, "(1 − 0.7)² = 0.09", "2 × (0.7 − 1) = −0.6")
    card.locator("label", has_text="½").click()
    expect(program(page)).to_have_value(re.compile(r"E = \(y - p\) \*\* 2 / 2"))
    told(card, "½(1 − 0.7)² = 0.045", "p − y = 0.7 − 1 = −0.3")
    expect(page.locator("#inspector h2")).to_have_text("E")
    page.keyboard.press("Control+z")
    told(card, "2 × (0.7 − 1) = −0.6")


def test_l07_s05_a_penalty_has_a_strength_and_a_convention(page: Page) -> None:
    card = card_of(page, "birdcar-regularised", "L")
    told(card, "data 2", "penalty 31", "= 33", "λ · ΣW² = 1 · 31; its gradient is 2λW")
    card.get_by_role("button", name="0.01", exact=True).click()
    told(card, "penalty 0.31", "= 2.31")
    expect(program(page)).to_have_value(re.compile(r"lam = const\(0\.01\)"))
    field = card.get_by_role("textbox", name="λ")
    field.fill("-1")
    field.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("0.1")
    field.press("Enter")
    told(card, "penalty 3.1")
    penalty = page.locator("#picture .cr-node", has=page.locator(".cr-name:text-is('R')"))
    penalty.click()
    told(card, "Penalty ΣW²", "R = ΣW² = 31", "∂R/∂W = 2W")
    card.locator("label", has_text="½").click()
    told(card, "R = ½ΣW² = 15.5", "∂R/∂W = W")
    expect(program(page)).to_have_value(re.compile(r"R = half_l2\(W\)"))


def test_l08_a_loss_on_the_stage_says_how_probable_it_called_what_was_observed(page: Page) -> None:
    page.goto("/?example=bce-true")
    expect(page.locator("#picture svg")).to_be_visible()
    page.locator("#picture").press("End")
    gate = page.locator("#picture .cr-node[data-node='9']")
    gate.hover()
    tip = page.get_by_role("tooltip")
    told(tip, "predicted p = 0.1, actual y = 1; cost 2.3026", "E = −ln P(y | x) = −ln p = −ln 0.1")
    told(tip, "0.1 is the probability of what was observed, and −ln 0.1 = 2.3026.")
    expect(gate).to_have_attribute("aria-describedby", "loss-tip")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_a01_curves_are_read_with_a_tangent_line(page: Page) -> None:
    page.goto("/gates#identity")
    identity = page.locator("#identity")
    told(identity, "Hands the upstream gradient on as it is", "torch.clone(x)")
    for name, x, slope in (("identity", 30, 1.0), ("tanh", 80, 1.0), ("leaky_relu", 20, 0.1)):
        slider = page.get_by_role("slider", name=f"x of {name}", exact=True)
        slider.fill(str(x))
        drawn = page.locator(f"#{name} .plot-tangent").evaluate(
            "e => ['x1', 'y1', 'x2', 'y2'].map((name) => Number(e.getAttribute(name)))"
        )
        curve = page.request.get("/gates/curves").json()[name]
        low, high = curve["low"], curve["high"]
        x1, y1, x2, y2 = drawn
        found = ((y1 - y2) / 174 * (high - low)) / ((x2 - x1) / 294 * 8)
        assert found == pytest.approx(slope, abs=0.02), name


def test_a01_a07_a09_another_activation_and_its_parameter_are_chosen(page: Page) -> None:
    card = card_of(page, "relu-vector", "f")
    chooser = card.get_by_role("combobox", name="Activation")
    chooser.select_option(label="leaky_relu")
    slope = card.get_by_role("textbox", name="Slope on the left")
    expect(slope).to_have_value("0.1")  # the default of the lecture
    held = hold_first(page, "**/api/v1/card")
    with page.expect_request("**/api/v1/card"):
        slope.fill("0.3")
        slope.press("Enter")
    expect(program(page)).to_have_value(re.compile(r"f = leaky_relu\(x, slope=0\.3\)"))
    chooser.select_option(label="elu")  # before the card is of the program as it stands
    held[0].continue_()
    alpha = card.get_by_role("textbox", name="α")
    expect(alpha).to_have_value("1")
    told(card, "with α = 1 it has no jump")
    quiet(page)
    chooser.select_option(label="identity")
    expect(program(page)).to_have_value(re.compile(r"f = identity\(x\)"))
    slider = card.get_by_role("slider", name="Element with the tangent line")
    slider.fill("1")
    told(card, "[1]: x = −2, height −2, slope 1")
    assert steep(card) == pytest.approx(1 / FRAME, rel=0.02)


def test_a06_units_that_are_off_are_shown(page: Page) -> None:
    card = card_of(page, "relu-vector", "f")
    told(card, "2 of 4 units are off: [1], [3]. No gradient comes through these.")
    told(card, "The derivative at 0 is 0.")
    page.goto("/?program=x+%3D+-2%0Af+%3D+relu(x)")
    expect(page.locator("#warnings")).to_contain_text("relu")
    expect(page.locator("#warnings")).to_contain_text("is shut: its input is not positive")


def test_a08_maxout_is_a_unit_of_two_pieces(page: Page) -> None:
    page.goto("/gates#maxout")
    maxout = page.locator("#maxout")
    expect(maxout).to_be_in_viewport()
    told(maxout, "twice the parameters", "With w2 = 0 and b2 = 0 it is max(0, u): ReLU")
    expect(
        maxout.get_by_role("link", name=re.compile("ReLU as a special maxout"))
    ).to_have_attribute("href", "./?example=maxout-as-relu")
    maxout.get_by_role("link", name=re.compile("^Open as one node")).click()
    expect(page.locator("#picture .cr-glyph")).to_have_text(["maxout"])
    expect(output(page)).to_have_text("0.25")
    page.locator("#picture").press("End")
    gradients = page.locator("#picture [data-edge] [data-slot='back']")
    expect(gradients.nth(2)).to_have_text("◂ 1")  # b1 of the larger piece
    expect(gradients.nth(4)).to_have_text("0")  # b2 of the other


def test_the_card_is_accessible_on_a_phone_and_before_a_class(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    card = card_of(page, "cross-entropy", "E")
    quiet(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1280, "height": 720})
    page.get_by_role("button", name="Present", exact=True).click()
    sizes = card.locator("dd, li, .plot-read, .card-option span").evaluate_all(
        "all => all.map((e) => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 26.6
    cut = card.evaluate("e => e.scrollWidth > e.clientWidth + 1")
    assert not cut


def test_what_goes_back_through_a_wire_is_stopped_in_the_program(page: Page) -> None:
    card = card_of(page, "xyz", "f")
    wire = card.get_by_role("group", name="Gradient to q")
    expect(wire).to_contain_text("Stopping it here spares 1 of the 2 products")
    wire.get_by_role("radio", name="goes back").focus()
    page.keyboard.press("ArrowDown")
    expect(program(page)).to_have_value(re.compile(r"f = detach\(q\) \* z"))
    expect(wire).to_contain_text("Stopped by detach, which spares 1 of the 2 products")
    expect(page.locator("#picture .cr-glyph", has_text="detach")).to_be_attached()
    expect(wire.get_by_role("radio", name="stopped")).to_be_focused()
    assert violations(page) == []
    wire.get_by_role("radio", name="goes back").check()
    expect(program(page)).to_have_value(re.compile(r"f = q \* z"))
    expect(wire.get_by_role("radio", name="goes back")).to_be_checked()
