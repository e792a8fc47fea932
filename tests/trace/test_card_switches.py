"""What is switched at a gate is written into the program, and makes the gate that it says."""

import ast

import pytest

from app.engine.graph import Span
from app.engine.tape import Tape
from app.language import Level, at_level, read_program
from app.language.regrouping.edits import Text
from app.trace.cards import card_of
from app.trace.cards.switches import Switch
from app.trace.cards.written import HOLE, Edit
from tests.trace.test_cards import ACTIVATIONS, preset


def switches(text: str, name: str | None = None) -> dict[str, Switch]:
    program = read_program(text)
    node = program.output if name is None else program.graph.names[name]
    card = card_of(program, at_level(program, Level.GATES), node)
    return {switch.name: switch for switch in card.switches}


def edited(text: str, edits: tuple[Edit, ...], number: str = "") -> str:
    written = Text(text)
    for place, new in edits:
        written.edit(written.place_of(place), new.replace(HOLE, number))
    return written.result()


def chosen(text: str, switch: str, label: str, name: str | None = None) -> str:
    found = switches(text, name)[switch]
    (choice,) = [one for one in found.choices if one.label == label]
    assert not choice.chosen
    after = edited(text, choice.edits)
    (now,) = [one for one in switches(after, name)[switch].choices if one.chosen]
    assert now.label == label
    return after.splitlines()[-1]


def dialled(text: str, switch: str, number: float, name: str | None = None) -> str:
    dial = switches(text, name)[switch].dial
    assert dial is not None
    assert dial.input is None
    after = edited(text, dial.edits, str(number))
    again = switches(after, name)[switch].dial
    assert again is not None
    assert again.value == number
    return after.splitlines()[-1]


P = "p = 0.7; y = const(1)\n"


@pytest.mark.parametrize(
    ("half", "whole"),
    [
        ("E = half_squared_error(p, y)", "E = squared_error(p, y)"),
        ("E = (y - p) ** 2 / 2", "E = (y - p) ** 2"),
    ],
)
def test_the_half_of_a_squared_error_comes_and_goes(half: str, whole: str) -> None:
    assert chosen(P + half, "factor", "1") == whole
    assert chosen(P + whole, "factor", "½") == half


@pytest.mark.parametrize(
    ("half", "whole"),
    [
        ("E = 0.5 * (y - p) ** 2", "E = (y - p) ** 2"),
        ("E = (y - p) * (y - p) * 0.5", "E = (y - p) * (y - p)"),
        ("E = square(y - p)/2", "E = square(y - p)"),
        ("E = 1/2 * (p - y)**2  # half", "E = (p - y)**2  # half"),
    ],
)
def test_a_half_is_found_wherever_it_stands(half: str, whole: str) -> None:
    assert chosen(P + half, "factor", "1") == whole


def test_a_part_that_is_halved_keeps_its_place() -> None:
    assert chosen(f"{P}F = 1 / ((y - p) ** 2)\nE = (y - p) ** 2", "factor", "½") == (
        "E = (y - p) ** 2 / 2"
    )
    text = f"{P}E = sum([1, 2] * (y - p) ** 2)"
    assert "factor" not in switches(text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("f = leaky_relu(x)", "f = leaky_relu(x, slope=0.25)"),
        ("f = leaky_relu(x, 0.3)", "f = leaky_relu(x, 0.25)"),
        ("f = leaky_relu(x, slope=0.3)  # s", "f = leaky_relu(x, slope=0.25)  # s"),
        ("f = leaky_relu(x, )", "f = leaky_relu(x,  slope=0.25)"),
    ],
)
def test_an_option_is_written_where_it_belongs(before: str, after: str) -> None:
    assert dialled(f"x = -2\n{before}", "slope", 0.25) == after


def test_other_options_are_numbers_too() -> None:
    assert dialled("x = -2\nf = elu(x)", "alpha", 2.0) == "f = elu(x, alpha=2.0)"
    hinge = switches("s = [1, 2]\nL = hinge(s, 0)")
    assert hinge["margin"].dial is not None
    assert hinge["margin"].dial.least == 0
    assert "reduction" not in hinge  # one row


def test_terms_are_added_or_averaged() -> None:
    text = "p = [0.2, 0.7]; y = const([0, 1])\nE = bce(p, y)"
    assert chosen(text, "reduction", "mean") == 'E = bce(p, y, reduction="mean")'


@pytest.mark.parametrize("name", [name for name in ACTIVATIONS if name != "elu"])
def test_an_activation_gives_way_to_another(name: str) -> None:
    text = "x = [1, -2]\nf = elu(2 * x, alpha=0.5)"
    assert chosen(text, "activation", name) == f"f = {name}(2 * x)"


def test_an_activation_of_another_library_is_left_as_it_is() -> None:
    assert switches("x = 1\nf = torch.sigmoid(x)") == {}


def test_the_strength_of_a_penalty_is_a_number_of_the_text_or_an_input() -> None:
    text = "W = [1, 2]\nL = sum(W) + 0.1 * l2(W)"
    assert dialled(text, "lambda", 0.01) == "L = sum(W) + 0.01 * l2(W)"
    assert dialled("W = [1, 2]\nL = sum(W) + 0.1 * sum(W ** 2)", "lambda", 0.5).endswith(
        "0.5 * sum(W ** 2)"
    )
    regularised = preset("birdcar-regularised")
    for name in ("L", "R"):
        found = switches(regularised, name)["lambda"]
        assert found.dial is not None
        assert (found.dial.input, found.dial.value) == ("lam", 1.0)
        assert found.help == "The penalty here is λ · ΣW² = 1 · 31; its gradient is 2λW."
    plain = switches("W = [1, 2]\nR = l2(W)\nL = sum(W) + R", "R")["lambda"].dial
    assert plain is not None
    assert edited("R = l2(W)", (Edit(Span(1, 4, 1, 9), plain.edits[0].text),), "0.1") == (
        "R = 0.1 * l2(W)"
    )


def test_a_penalty_has_its_half_or_not() -> None:
    text = "W = [1, 2]\nR = l2(W)"
    assert chosen(text, "convention", "λ · ½ΣW², gradient λW") == "R = half_l2(W)"
    spelled = "W = [1, 2]\nR = sum(W ** 2)"
    assert chosen(spelled, "convention", "λ · ½ΣW², gradient λW") == "R = sum(W ** 2) / 2"


def test_a_class_that_stands_in_the_call_is_chosen_there() -> None:
    assert chosen("s = [1, 2, 0]\nL = hinge(s, 0)", "class", "2") == "L = hinge(s, 2)"


CIRCUIT = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z"
LAYER = "X = const([[1, 2], [3, 4]]); W = [[1, 2], [1, 3]]; b = [1, 2]\nH = relu(X @ W + b)\n"


@pytest.mark.parametrize(
    ("text", "switch", "after", "spared"),
    [
        (CIRCUIT, "gradient 0", "f = detach(q) * z", "spares 1 of the 2 products"),
        (CIRCUIT, "gradient 1", "f = q * detach(z)", "spares 1 of the 2 products"),
        ("x = 3; y = 2\nf = (x + y) * y", "gradient 0", "f = (detach(x + y)) * y", "1 of the 2"),
        ("x = 3; y = 2\nf = x + y", "gradient 0", "f = detach(x) + y", "spares no products"),
        ("x = 3\nf = max(2 * x, x)", "gradient 1", "f = max(2 * x, detach(x))", "1 of the 3"),
        (f"{LAYER}L = sum(H)", "gradient 0", "L = sum(detach(H))", "spares all 12 products"),
    ],
)
def test_what_goes_back_through_a_wire_is_stopped_and_let_go(
    text: str, switch: str, after: str, spared: str
) -> None:
    assert spared in switches(text)[switch].help
    assert chosen(text, switch, "stopped") == after
    stopped = "\n".join([*text.splitlines()[:-1], after])
    assert spared in switches(stopped)[switch].help
    again = "\n".join([*text.splitlines()[:-1], chosen(stopped, switch, "goes back")])
    assert ast.dump(ast.parse(again)) == ast.dump(ast.parse(text))


def test_a_detach_is_taken_away_where_it_stands_itself() -> None:
    text = "x = 3; y = 2\ns = detach(x + y)\nf = s * y"
    found = switches(text, "s")["gradient 0"]
    assert "Stopped by detach, which spares 1 of the 2 products" in found.help
    assert edited(text, found.choices[0].edits) == text.replace("detach(x + y)", "x + y")
    inner = "x = 3; y = 2\nf = detach(x + y) * y"
    (choice, _) = switches(inner)["gradient 0"].choices
    assert edited(inner, choice.edits).splitlines()[-1] == "f = (x + y) * y"


@pytest.mark.parametrize("switch", ["gradient 0", "gradient 1"])
def test_what_is_stopped_has_no_gradient(
    switch: str,
) -> None:
    wires = switches("u = [1, 2]; v = [3, 4]\nL = u * v")
    after = edited("u = [1, 2]; v = [3, 4]\nL = u * v", wires[switch].choices[1].edits)
    program = read_program(after)
    tape = Tape(program.graph, [program.output])
    tape.forward()
    tape.backward()
    name = "uv"[int(switch[-1])]
    assert tape.gradients[program.inputs[name]] is None
    assert "spares 2 of the 4 products" in wires[switch].help


def test_constants_labels_and_functions_that_are_called_twice_have_no_such_switch() -> None:
    assert "gradient 1" not in switches(f"{P}E = squared_error(p, y)")
    assert switches("z = [1, 2]; k = 1\nL = softmax_cross_entropy(z, k)").keys() >= {"gradient 0"}
    assert "gradient 1" not in switches("z = [1, 2]; k = 1\nL = softmax_cross_entropy(z, k)")
    twice = "def g(x): return x * x\na = 2\nb = g(a) + g(3 * a)"
    program = read_program(twice)
    inner = program.graph.nodes[1].id
    card = card_of(program, at_level(program, Level.GATES), inner)
    assert [one for one in card.switches if one.name.startswith("gradient")] == []
