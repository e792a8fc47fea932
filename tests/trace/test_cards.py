"""A loss is read as a loss however it is written, with the numbers of PyTorch."""

import numpy as np
import pytest

from app.engine.ops import OPS
from app.examples import all_examples
from app.language import Level, Program, at_level, read_program
from app.trace.cards import Card, card_of
from app.trace.cards.recognising import loss_at

BCE = "E = -y * log(p) - (1 - y) * log(1 - p)"


def card(text: str, level: Level = Level.GATES, node: int | None = None) -> Card:
    program = read_program(text)
    view = at_level(program, level)
    return card_of(program, view, int(view.outputs) if node is None else node)


def lines(text: str) -> list[str]:
    return [line.text for line in card(text).lines]


def preset(id: str) -> str:
    return next(one.program for one in all_examples() if one.id == id)


def found(text: str) -> tuple[str, str, str] | None:
    """Give the loss that a program computes, of what, and what it takes for true."""
    program: Program = read_program(text)
    graph = program.graph
    loss = loss_at(graph, program.output)
    if loss is None:
        return None
    assert isinstance(loss.actual, int)
    names = [graph.nodes[node].name or "" for node in (loss.predicted, loss.actual)]
    return loss.op.name, names[0], names[1]


@pytest.mark.parametrize(
    "written",
    [
        BCE,
        "E = -(y * log(p) + (1 - y) * log(1 - p))",
        "E = (y - 1) * log(1 - p) - log(p) * y",
        "q = 1 - p\nE = -(1 - y) * log(q) - y * log(p)",
        "E = bce(p, y)",
    ],
)
def test_a_binary_cross_entropy_is_one_however_it_is_written(written: str) -> None:
    assert found(f"p = 0.1; y = const(1)\n{written}") == ("bce", "p", "y")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P = [0.1, 0.7, 0.2]; Y = const([0, 1, 0])\nE = -sum(Y * log(P))", "cross_entropy"),
        ("p = [0.1, 0.7]; y = const([0, 1])\nE = mean((p - y) ** 2)", "squared_error"),
        ("p = 0.7; y = 1\nE = 0.5 * square(p - y)", "half_squared_error"),
        ("p = 0.7; y = const(1)\nd = y - p\nE = d * d / 2", "half_squared_error"),
    ],
)
def test_other_losses_are_recognised_by_their_numbers(text: str, expected: str) -> None:
    assert (found(text) or ("",))[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "p = 0.1; y = const(1)\nE = -y * log(p) - (1 - y) * log(2 - p)",
        "p = 0.1; y = const(1)\nE = y * log(p) + (1 - y) * log(1 - p)",
        "x = 1; z = 2\nf = (x - z) ** 2",  # nobody says which of them is true
        "p = 0.7; y = const(1); w = 2\nE = w * (p - y) ** 2",
        "x = 3\nf = x * x",
    ],
)
def test_what_is_no_loss_is_read_as_none(text: str) -> None:
    assert loss_at(read_program(text).graph, read_program(text).output) is None
    assert card(text).reading is None


def test_the_cross_entropy_is_read_as_the_probability_of_what_was_observed() -> None:
    assert lines(preset("bce-true")) == [
        "E = −ln P(y | x) = −ln p = −ln 0.1 = 2.3026",
        "0.1 is the probability of what was observed, and −ln 0.1 = 2.3026.",
        "∂E/∂p = (p − y)/(p(1 − p)) = (0.1 − 1)/(0.1 × 0.9) = −10",
        "Raise p a little, and E falls 10 times as fast.",
    ]
    assert lines(preset("bce-false"))[1:3] == [
        "0.9 is the probability of what was observed, and −ln 0.9 = 0.1054.",
        "∂E/∂p = (p − y)/(p(1 − p)) = (0.1 − 0)/(0.1 × 0.9) = 1.1111",
    ]


def test_a_loss_names_what_was_predicted_and_what_is_true() -> None:
    reading = card(preset("softmax-cross-entropy")).reading
    assert reading is not None
    assert reading.actual is not None
    assert (reading.predicted.name, reading.predicted.value) == ("P", "(0.1, 0.7, 0.2)")
    assert (reading.actual.name, reading.actual.value, reading.cost) == ("Y", "(0, 1, 0)", "0.3567")
    assert [line.text for line in reading.lines][2:] == [
        "∂E/∂P = −Y/P = (0, −1.4286, 0)",
        "Through the softmax: ∂E/∂z = P − Y = (0.1, −0.3, 0.2)",
    ]


@pytest.mark.parametrize(
    ("loss", "told"),
    [
        ("bce_with_logits(z, 0)", "∂E/∂z = σ(z) − y = 1 − 0 = 1"),
        ("half_squared_error(z, 41)", "∂E/∂z = z − y = 40 − 41 = −1"),
        ("squared_error(z, 41)", "∂E/∂z = 2(z − y) = 2 × (40 − 41) = −2"),
    ],
)
def test_the_gradient_of_a_loss_is_told_with_its_numbers(loss: str, told: str) -> None:
    assert told in lines(f"z = 40\nE = {loss}")


def test_the_hinge_says_which_classes_are_within_the_margin() -> None:
    assert lines("s = [-8, -7]\nL = hinge(s, 0)") == [
        "L = max(0, −7 − (−8) + 1) = 2",
        "Class 0 is true; 1 of 1 wrong class within the margin.",
        "∂L/∂s = (−1, 1): +1 for each class within the margin, "
        "and minus their number for the right one.",
    ]


def test_rows_are_told_one_by_one() -> None:
    told = lines("Z = [[1, 2, 3], [0, 0, 0]]; y = const([2, 0])\nE = softmax_cross_entropy(Z, y)")
    assert told[1] == (
        "E is the mean of −ln P(y | x) over 2: −ln 0.6652 = 0.4076, −ln 0.3333 = 1.0986."
    )
    assert told[2].startswith("∂E/∂Z = (P − onehot(y))/2 = [[0.0450, 0.1224, −0.1674]")


@pytest.mark.parametrize("id", ["bce-true", "cross-entropy", "squared-error", "bce-logits"])
def test_a_point_lies_on_its_curve_and_its_slope_is_that_of_the_line(id: str) -> None:
    curve = card(preset(id)).curve
    assert curve is not None
    (point,) = curve.points
    x = np.linspace(curve.left, curve.right, len(curve.lines[0].y))
    (here,) = [line for line in curve.lines if line.kind == "here"]
    k = int(np.searchsorted(x, point.x))
    (x0, x1), (y0, y1) = x[[k - 1, k]], np.array(here.y)[[k - 1, k]]
    step = x1 - x0
    assert point.y == pytest.approx(y0 + (y1 - y0) * (point.x - x0) / step, abs=0.02)
    assert point.slope == pytest.approx((y1 - y0) / step, rel=0.12)
    assert curve.low <= point.y <= curve.high


def test_both_truths_have_a_curve() -> None:
    curve = card(preset("bce-false")).curve
    assert curve is not None
    kinds = [(line.name, line.kind) for line in curve.lines]
    assert kinds == [("y = 1", "other"), ("y = 0", "here")]


ACTIVATIONS = [op.name for op in OPS.values() if op.family == "activations"]


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_stands_on_its_curve(name: str) -> None:
    curve = card(f"x = [-1.5, 0.5]\nf = {name}(x)").curve
    assert curve is not None
    x = np.linspace(curve.left, curve.right, len(curve.lines[0].y))
    value, slope = (np.array(line.y) for line in curve.lines)
    for point in curve.points:
        assert point.y == pytest.approx(np.interp(point.x, x, value), abs=0.02)
        assert point.slope == pytest.approx(np.interp(point.x, x, slope), abs=0.02)


def test_units_that_are_off_are_counted() -> None:
    told = lines("x = [1, -2, 3, -1]\nf = relu(x)")
    assert told == [
        "2 of 4 units are off: [1], [3]. No gradient comes through these.",
        "The derivative at 0 is 0.",
    ]
    assert lines("x = -2\nf = relu(x)")[0] == "The unit is off: no gradient comes through it."
    assert lines("x = 2\nf = relu(x)")[0] == "The unit is on: the gradient comes through it."


def test_an_objective_is_the_data_and_the_penalty() -> None:
    told = card(preset("birdcar-regularised"))
    assert told.parts == [("data", 2.0), ("penalty", 31.0)]
    assert card("a = 2; b = 3\nf = a + b").parts == []


@pytest.mark.parametrize("level", [Level.BLOCKS, Level.ELEMENTARY, Level.SCALARS])
def test_every_level_has_cards(level: Level) -> None:
    program = read_program("def f(x): return relu(x)\np = f(0.7); y = const(1)\nE = bce(p, y)")
    view = at_level(program, level)
    for node in range(len(view.graph)):
        card_of(program, view, node)
