"""A loss surface gives at every place what the program gives with these numbers."""

from typing import Any

import numpy as np
import pytest

from app.descent.axes import AxisAsk, read_axes
from app.descent.learner import Learner
from app.descent.surface import AT_ONCE, surface
from app.engine.errors import ArgumentError, DeadlineError, EngineError, ShapeError
from app.engine.ops.op import Array
from app.engine.stopping import asking
from app.language import Program, read_program
from app.trace import prepare
from app.training.config import OptimizerConfig
from tests.descent.programs import LOSSES, SURFACES

NETWORK = LOSSES["tanh"]


def asks(*axes: tuple[Any, ...]) -> list[AxisAsk]:
    return [AxisAsk(name, index) for name, *rest in axes for index in [tuple(rest)]]


def traced(program: Program, values: dict[str, Array]) -> float:
    story = prepare(program).trace(values, array_limit=None)
    value = story.nodes[story.outputs[0]].value
    return float(np.asarray(value, float).item())


@pytest.mark.parametrize("title", [*SURFACES])
def test_a_surface_of_two_numbers(title: str) -> None:
    program = read_program(SURFACES[title])
    names = list(program.inputs)
    axes = read_axes(program, asks(*((name,) for name in names)))
    x, y = (axis.places(7) for axis in axes)
    values = surface(program, axes, 7)
    for row in range(7):
        for column in range(7):
            place = {names[0]: np.asarray(x[column]), names[1]: np.asarray(y[row])}
            assert values[row, column] == pytest.approx(traced(program, place), rel=1e-13)


@pytest.mark.parametrize(
    "pair", [(("W1", 0, 1), ("W1", 1, 3)), (("W1", 0, 1), ("W2", 2, 0)), (("b1", 5), ("b2", 0))]
)
def test_elements_of_arrays(pair: tuple[tuple[Any, ...], ...]) -> None:
    program = read_program(NETWORK)
    axes = read_axes(program, asks(*pair))
    values = surface(program, axes, 5)
    for row, column in ((0, 0), (1, 4), (4, 2)):
        place = {name: program.graph.values[leaf].copy() for name, leaf in program.inputs.items()}
        for (name, *index), axis, at in zip(pair, axes, (column, row), strict=True):
            place[name][tuple(index)] = axis.places(5)[at]
        assert values[row, column] == pytest.approx(traced(program, place), rel=1e-12)


def test_directions_move_all_parameters_and_are_at_right_angles() -> None:
    program = read_program(NETWORK)
    asked = [AxisAsk(direction="gradient"), AxisAsk(direction="random", seed=3)]
    axes = read_axes(program, asked)
    learner = Learner(program, OptimizerConfig())
    first, second = (
        np.concatenate([axis.direction[b.leaf].ravel() for b in learner.parameters.blocks])
        for axis in axes
    )
    assert first @ first == pytest.approx(1)
    assert second @ second == pytest.approx(1)
    assert first @ second == pytest.approx(0, abs=1e-12)
    gradient = learner.look()
    np.testing.assert_allclose(first, gradient / np.linalg.norm(gradient))
    values = surface(program, axes, 5)
    x, y = (axis.places(5) for axis in axes)
    moved = learner.parameters.named(learner.values + x[1] * first + y[3] * second)
    assert values[3, 1] == pytest.approx(traced(program, moved), rel=1e-12)


def test_the_slope_along_the_gradient_is_its_length() -> None:
    program = read_program(NETWORK)
    (axis,) = read_axes(program, [AxisAsk(direction="gradient", low=-1e-5, high=1e-5)])
    values = surface(program, [axis], 3)[0]
    length = np.linalg.norm(Learner(program, OptimizerConfig()).look())
    assert (values[2] - values[0]) / 2e-5 == pytest.approx(length, rel=1e-7)


def test_a_direction_of_ones_own_is_taken_as_it_is() -> None:
    program = read_program(SURFACES["bowl"])
    (axis,) = read_axes(program, [AxisAsk(direction={"w0": np.asarray(2.0)}, low=0.0, high=1.0)])
    np.testing.assert_allclose(surface(program, [axis], 3)[0], [4, 7, 12])


def test_tiles_do_not_show() -> None:
    """A grid of more places than are computed at once is the same as its parts."""
    program = read_program(NETWORK)
    axes = read_axes(program, asks(("W1", 0, 1), ("W2", 2, 0)))
    count = 41
    assert count**2 * 120 > 2 * AT_ONCE
    whole = surface(program, axes, count)
    for row, column in ((0, 0), (17, 23), (40, 40), (40, 0)):
        parts = [
            AxisAsk(ask.name, ask.index, low=place, high=place + 1)
            for ask, place in zip(
                asks(("W1", 0, 1), ("W2", 2, 0)),
                (axes[0].places(count)[column], axes[1].places(count)[row]),
                strict=True,
            )
        ]
        alone = surface(program, read_axes(program, parts), 2)[0, 0]
        assert whole[row, column] == pytest.approx(alone, rel=1e-12)


def test_the_range_is_chosen_by_the_numbers() -> None:
    program = read_program("a = 10; b = 0.1\nL = a*b")
    a, b = read_axes(program, asks(("a",), ("b",)))
    assert (a.low, a.at, a.high) == (-10, 10, 30)
    assert (b.low, b.at, b.high) == pytest.approx((-1.9, 0.1, 2.1))


def test_what_is_not_finite_stands_in_the_surface() -> None:
    program = read_program("x = 1\ny = log(x)")
    (axis,) = read_axes(program, [AxisAsk("x", low=-1.0, high=1.0)])
    values = surface(program, [axis], 3)[0]
    assert np.isnan(values[0])
    assert values[1] == -np.inf
    assert values[2] == 0


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        ([AxisAsk("q")], ArgumentError, "q is no number of the program"),
        ([AxisAsk("W1")], ArgumentError, "its element needs 2 indexes, not 0"),
        ([AxisAsk("W1", (2, 0))], ArgumentError, "axis 0 has size 2"),
        ([AxisAsk("s", (0,))], ArgumentError, "s is a number and takes no index"),
        ([AxisAsk("s"), AxisAsk("s")], ArgumentError, "both axes are s"),
        ([AxisAsk("s", low=2.0, high=2.0)], ArgumentError, "goes from 2 to 2"),
        ([AxisAsk(direction={"q": np.zeros(())})], ArgumentError, "q is no parameter"),
        ([AxisAsk(direction={"s": np.zeros(2)})], ShapeError, "s has shape scalar"),
    ],
)
def test_axes_that_cannot_be(asked: list[AxisAsk], error: type[EngineError], said: str) -> None:
    program = read_program("s = 2\nW1 = randn(2, 3)\nL = s*sum(W1)")
    with pytest.raises(error, match=said):
        read_axes(program, asked)


def test_there_is_no_direction_where_the_gradient_is_zero() -> None:
    program = read_program("w = 0\nL = w**2")
    with pytest.raises(ArgumentError, match="the gradient is zero"):
        read_axes(program, [AxisAsk(direction="gradient")])
    asked = [AxisAsk(direction={"w": np.ones(())}), AxisAsk(direction="random")]
    with pytest.raises(ArgumentError, match="leave no room"):
        read_axes(program, asked)


def test_a_surface_can_be_stopped() -> None:
    program = read_program(NETWORK)
    axes = read_axes(program, asks(("W1", 0, 1), ("W2", 2, 0)))
    left = iter(range(20))

    def stop() -> None:
        if next(left, None) is None:
            raise DeadlineError("too long")

    with asking(stop), pytest.raises(DeadlineError):
        surface(program, axes, 50)
