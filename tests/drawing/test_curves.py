import re
from math import inf

import numpy as np
import pytest

from app.drawing.axes import Box, ticks
from app.drawing.curves import (
    Function,
    Line,
    Points,
    clip,
    draw_curve,
    has_curve,
    plot,
    readings,
    slope_of,
    thin,
    trace_line,
    value_of,
)
from app.drawing.maps import draw_map, evaluate, has_map, span_of
from app.engine.graph import Graph, Kind
from app.engine.ops import OPS
from app.engine.ops.op import Array, Op
from app.engine.tape import Tape

CURVED = pytest.mark.parametrize(
    "op", [op for op in OPS.values() if has_curve(op)], ids=lambda op: op.name
)
MAPPED = pytest.mark.parametrize(
    "op", [op for op in OPS.values() if has_map(op)], ids=lambda op: op.name
)


def run(op: Op, *operands: Array) -> tuple[Array, Array]:
    """Give the value and the gradient of the first operand, as the engine computes them."""
    graph = Graph()
    leaves = [graph.leaf(Kind.INPUT, operand) for operand in operands]
    output = graph.gate(op, leaves)
    tape = Tape(graph, [output])
    with np.errstate(all="ignore"):
        tape.forward()
        tape.backward({output: np.ones(tape.values[output].shape)})
    gradient = tape.gradients[leaves[0]]
    if gradient is None:  # of detach, which hands none back
        return tape.values[output], np.zeros_like(operands[0])
    return tape.values[output], gradient


def spans(line: Line) -> list[tuple[float, float]]:
    return [(piece[0][0], piece[-1][0]) for piece in line.pieces]


@CURVED
def test_the_numbers_of_a_curve_are_those_of_the_engine(op: Op) -> None:
    curve = plot(op)
    value, slope = run(op, curve.x)
    np.testing.assert_array_equal(curve.value, value)
    np.testing.assert_array_equal(curve.slope, slope)


@CURVED
def test_every_point_of_a_line_lies_on_the_function(op: Op) -> None:
    curve = plot(op)
    for line, function in ((curve.value_line, value_of(op)), (curve.slope_line, slope_of(op))):
        for points in (*line.pieces, line.points):
            x, y = np.array(points).reshape(-1, 2).T
            np.testing.assert_array_equal(function(x), y)


@CURVED
def test_between_its_points_a_line_keeps_to_the_function(op: Op) -> None:
    curve = plot(op)
    for line, function in ((curve.value_line, value_of(op)), (curve.slope_line, slope_of(op))):
        for piece in line.pieces:
            for part in clip(piece, curve.low, curve.high):
                x, y = np.array(part).T
                middle = (x[1:] + x[:-1]) / 2
                away = np.abs(function(middle) - (y[1:] + y[:-1]) / 2)
                assert away.max() < 0.01 * (curve.high - curve.low)


def test_curves_reach_from_minus_four_to_four_where_the_gate_allows() -> None:
    reach = {op.name: (*plot(op).x[[0, -1]],) for op in OPS.values() if has_curve(op)}
    assert {name for name, span in reach.items() if span == (0, 4)} == {"log", "sqrt"}
    assert {name for name, span in reach.items() if span == (-1, 4)} == {"log1p"}
    assert set(reach.values()) == {(-4, 4), (-1, 4), (0, 4)}


def test_no_line_is_drawn_across_the_jump_of_step() -> None:
    curve = plot(OPS["step"])
    left, right = curve.value_line.pieces
    assert {y for _, y in left} == {0.0}
    assert {y for _, y in right} == {1.0}
    assert -1e-9 < left[-1][0] < 0 == right[0][0]
    assert curve.value_line.points == [(0.0, 1.0)]
    assert spans(curve.slope_line) == [(-4.0, 4.0)]


def test_no_line_is_drawn_across_the_pole_of_reciprocal() -> None:
    curve = plot(OPS["reciprocal"])
    assert (curve.low, curve.high) == (-4, 4)
    for line in (curve.value_line, curve.slope_line):
        left, right = line.pieces
        assert left[-1][0] < 0 < right[0][0]
        assert line.points == []
    below, above = (clip(piece, -4, 4) for piece in curve.value_line.pieces)
    assert below[0][-1][1] == pytest.approx(-4)
    assert above[0][0][1] == pytest.approx(4)


@pytest.mark.parametrize(("name", "at_zero"), [("relu", 0.0), ("leaky_relu", 0.1), ("abs", 0.0)])
def test_a_derivative_is_cut_at_its_kink_and_says_what_holds_there(
    name: str, at_zero: float
) -> None:
    curve = plot(OPS[name])
    assert len(curve.value_line.pieces) == 1
    assert curve.value_line.points == []
    left, right = curve.slope_line.pieces
    assert left[-1][0] <= 0 < right[0][0] < 1e-9
    assert curve.slope_line.points == [(0.0, at_zero)]


@CURVED
def test_what_is_drawn_stays_inside_the_plot(op: Op) -> None:
    for d in re.findall(r'class="plot-(?:value|slope)" d="([^"]+)"', draw_curve(op, "")):
        points = [tuple(map(float, p.split())) for p in re.split("[ML]", d) if p]
        assert points
        assert all(33.9 <= x <= 328.1 and 11.9 <= y <= 186.1 for x, y in points)


@CURVED
def test_both_lines_are_named(op: Op) -> None:
    named = re.findall(r'<text class="plot-name (\w+)"[^>]*>([^<]+)', draw_curve(op, ""))
    assert named == [("value", "y"), ("slope", "y′")]


def test_what_is_not_finite_can_be_read_out_too() -> None:
    assert '"∞"' in readings(plot(OPS["reciprocal"]))
    assert '"−∞"' in readings(plot(OPS["log"]))


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (np.floor, [(-1.0, 0.0), (0.0, 1.0), (1.0, 2.0)]),
        (lambda x: np.where(x < 0.3, np.nan, x), [(0.3, 2.0)]),
        (lambda x: 50.0 * x, [(-1.0, 2.0)]),
    ],
)
def test_a_function_is_cut_where_it_jumps_or_is_not_there(
    function: Function, expected: list[tuple[float, float]]
) -> None:
    line = trace_line(function, np.linspace(-1, 2, 31))
    assert spans(line) == [pytest.approx(span) for span in expected]


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        ([(0, 0), (4, 4)], [[(0, 0), (1, 1)]]),
        ([(0, -2), (4, 2)], [[(1, -1), (3, 1)]]),
        ([(0, 0), (1, 2), (2, 0)], [[(0, 0), (0.5, 1)], [(1.5, 1), (2, 0)]]),
        ([(0, 5), (1, 5)], []),
        ([(0, 1), (1, 1), (2, 1)], [[(0, 1), (1, 1), (2, 1)]]),
        ([(0, 5), (1, inf)], []),
    ],
)
def test_a_line_is_cut_off_at_the_edges(piece: Points, expected: list[Points]) -> None:
    assert clip(piece, -1, 1) == expected


def test_a_straight_line_needs_two_points() -> None:
    assert thin([(k, 2.0 * k) for k in range(9)]) == [(0, 0), (8, 16)]
    assert thin([(0, 0), (1, 1), (2, 0)]) == [(0, 0), (1, 1), (2, 0)]


def test_places_and_ticks() -> None:
    box = Box(120, 80, (10, 10, 10, 10), (-4, 4), (0, 1))
    assert box.at(0, 0.5) == (60, 40)
    assert ticks((-4, 4)) == [-4, -2, 0, 2, 4]
    assert ticks((-1, 1.5)) == [-1, -0.5, 0, 0.5, 1, 1.5]


@MAPPED
def test_the_numbers_of_a_map_are_those_of_the_engine(op: Op) -> None:
    a, b = (np.linspace(*span_of(op, slot), 9) for slot in range(2))
    across, up = (np.ascontiguousarray(grid) for grid in np.meshgrid(a, b))
    value, slope = run(op, across, up)
    found = evaluate(op, across, up)
    np.testing.assert_array_equal(found[0], value)
    np.testing.assert_array_equal(found[1], slope)


def test_a_map_leaves_out_where_a_gate_has_no_values() -> None:
    assert span_of(OPS["power"], 0) == (0, 4)
    assert span_of(OPS["power"], 1) == span_of(OPS["divide"], 1) == (-4, 4)


@MAPPED
def test_a_map_writes_nine_numbers_a_panel(op: Op) -> None:
    assert draw_map(op, "").count("plot-number") == 18


def test_a_pole_shows_on_a_map() -> None:
    numbers = re.findall(r'plot-number"[^>]*>([^<]+)', draw_map(OPS["divide"], ""))
    assert numbers[3:6] == ["−∞", "NaN", "∞"]
