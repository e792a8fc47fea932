"""The declared kinks are the ones that the gates have, found by sampling one-sided slopes."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from app.engine.graph import Graph, Kind
from app.engine.kinks import Kinks, can_have_kink, can_stand_on_kink, is_choice, kinks_at
from app.engine.ops import OPS
from app.engine.ops.op import Array, Op, Pattern
from app.engine.tape import Tape
from app.language import Level, read_program
from app.language.levels.inside import tape_inside
from app.trace import prepare
from tests.engine.cases import CASES_OF_OPTIONS
from tests.engine.circuits import Circuit
from tests.engine.layer_cases import layer_rows

PLACES = np.round(np.arange(-3.0, 3.01, 0.125), 3)
H = 1e-6
APART = 1e-3
CELL, HALVINGS, STEEP = 0.083, 16, 100.0
CELLS: Array = np.asarray(-10.0 + CELL * np.arange(240), dtype=np.float64)
"""Cells of an odd width, which have no round number at their ends."""

ELEMENTWISE = [
    (op, params)
    for op in OPS.values()
    if op.pattern is Pattern.ELEMENTWISE
    for params in CASES_OF_OPTIONS.get(op.name, [{}])
]


def value(op: Op, params: dict[str, Any], args: list[Array]) -> Array:
    out = np.empty(np.broadcast_shapes(*(a.shape for a in args)))
    with np.errstate(all="ignore"):
        op.forward(*args, out=out, **op.settled(params))
    return out


def sampled(op: Op, params: dict[str, Any], slot: int, others: float) -> set[float]:
    """Return where the slopes, or the values, to the left and to the right differ."""
    args = [np.full(PLACES.shape, others) for _ in op.arguments]

    def at(shift: float) -> Array:
        args[slot] = PLACES + shift
        return value(op, params, args)

    here, left, right = at(0.0), at(-H), at(H)
    with np.errstate(all="ignore"):
        below, above = (here - left) / H, (right - here) / H
        size = np.maximum(1.0, np.maximum(np.abs(here), np.abs(below) * (np.abs(below) < 1e4)))
        finite = np.isfinite(below) & np.isfinite(above)
        found = finite & (np.abs(below - above) > APART * size)
    return set(PLACES[found].tolist())


@pytest.mark.parametrize(("op", "params"), ELEMENTWISE, ids=lambda v: getattr(v, "name", str(v)))
@pytest.mark.parametrize("others", [-1.25, 0.0, 0.5, 1.0, 2.0, 3.0])
def test_the_declared_kinks_are_those_of_the_curve(
    op: Op, params: dict[str, Any], others: float
) -> None:
    settled = op.settled(params)
    for slot in range(len(op.arguments)):
        expected = {others} if is_choice(op) else set(kinks_at(op, slot, settled))
        assert sampled(op, params, slot, others) == expected, (slot, others)
    if not is_choice(op):
        kinks = [kinks_at(op, slot, settled) for slot in range(len(op.arguments))]
        assert can_have_kink(op, settled) is any(kinks)


@pytest.mark.parametrize(("op", "params"), ELEMENTWISE, ids=lambda v: getattr(v, "name", str(v)))
def test_no_kink_is_forgotten_wherever_it_lies(op: Op, params: dict[str, Any]) -> None:
    """A cell in which the slope bends sharply is halved, and halved again, while it still does."""
    settled = op.settled(params)
    for slot in range(len(op.arguments)):
        others = np.full(CELLS.shape, 0.7)

        def at(x: Array, slot: int = slot, others: Array = others) -> Array:
            return value(op, params, [x if k == slot else others for k in range(len(op.arguments))])

        low: Array = CELLS.copy()
        high: Array = CELLS + CELL
        with np.errstate(all="ignore"):
            for _ in range(HALVINGS):
                middle: Array = np.asarray((low + high) / 2, dtype=np.float64)
                bends_left = bend(at, low, middle) > bend(at, middle, high)
                low, high = np.where(bends_left, low, middle), np.where(bends_left, middle, high)
            left = bend(at, low, high)
        found = low[np.isfinite(left) & (left > APART)]
        declared = np.array(() if is_choice(op) else kinks_at(op, slot, settled))
        if is_choice(op):
            found = found[np.abs(found - 0.7) > CELL]
        for kink in found.tolist():
            assert np.any(np.abs(declared - kink) < 1e-4), f"{op.name} has a kink near {kink:g}"


def bend(at: Callable[[Array], Array], low: Array, high: Array) -> Array:
    """Return by how much the slopes, or the values, just outside a cell differ; 0 at a pole."""
    before = (at(low) - at(low - H)) / H
    after = (at(high + H) - at(high)) / H
    jump = np.abs(at(high + H) - at(low - H))
    apart = np.maximum(np.abs(after - before), jump) / np.maximum(1.0, np.abs(before))
    return np.where(np.abs(before) < STEEP, apart, 0.0)


@pytest.mark.parametrize(
    ("program", "kinked"),
    [
        ("x = 0; y = elu(x, alpha=2)", True),
        ("x = 0; y = elu(x, alpha=1)", False),
        ("x = 0; y = elu(x, alpha=-0.5)", True),
        ("x = 0; y = leaky_relu(x)", True),
        ("x = 0; y = leaky_relu(x, slope=1)", False),
        ("x = [1, 2, 2]; y = amax(x)", True),
        ("x = [1, 2, 3]; y = amax(x)", False),
        ("s = [1, 2, 5]; L = hinge(s, 1)", True),
        ("s = [1, 2, 5]; L = hinge(s, 1, margin=2)", False),
        ("S = [[1, 2, 5], [4, 0, 3]]; L = hinge(S, [2, 0])", True),
        ("S = [[1, 2, 5], [4, 0, 3]]; L = hinge(S, [2, 0], margin=0)", False),
        ("s = [1, 1]; L = hinge(s, 0, margin=0)", True),
        ("s = [7]; L = hinge(s, 0)", False),
    ],
)
def test_the_trace_and_the_check_know_the_same_kinks(program: str, kinked: bool) -> None:
    read = read_program(program)
    warnings = prepare(read).trace().warnings
    assert any(caution.kind == "kink" for caution in warnings) is kinked
    tape = Tape(read.graph, [read.output])
    tape.forward()
    assert bool(Kinks(tape, tape_inside).nodes) is kinked


@pytest.mark.parametrize("slope", [0.1, 1.0, 2.0, -1.0])
def test_an_opened_leaky_relu_stands_on_a_kink_only_where_the_closed_one_does(slope: float) -> None:
    for x in (-1.0, 0.0, 2.0):
        program = read_program(f"x = {x}; y = leaky_relu(x, slope={slope})")
        kinked = x == 0.0 and slope != 1.0
        for level in (Level.GATES, Level.ELEMENTARY, Level.SCALARS):
            told = prepare(program, level).trace()
            assert any(caution.kind == "kink" for caution in told.warnings) is kinked


def test_a_smooth_activation_saturates_whatever_its_options() -> None:
    told = prepare(read_program("x = -40; y = elu(x, alpha=2)")).trace()
    assert [caution.kind for caution in told.warnings] == ["saturated"]


def test_a_clamp_is_known_where_it_rules() -> None:
    c = Circuit()
    p = c.input([1e-13, 0.5])
    tape = c.run(c.gate("bce", p, 1.0))
    kinks = Kinks(tape, tape_inside)
    tape.values[p][1] = 0.6
    tape.forward()
    assert not kinks.strained()
    tape.values[p][0] = 2e-13
    tape.forward()
    assert kinks.strained()


def test_a_gate_that_says_that_it_is_smooth_inside_is_made_of_smooth_gates() -> None:
    smooth = [op for op in OPS.values() if op.smooth_inside]
    assert {"conv2d", "linear", "layer_norm", "batch_norm", "attention"} <= {
        op.name for op in smooth
    }
    for name, shapes, options in layer_rows():
        if OPS[name] not in smooth:
            continue
        graph = Graph()
        leaves = [graph.leaf(Kind.INPUT, np.ones(shape)) for shape in shapes]
        node = graph.nodes[graph.gate(OPS[name], leaves, options)]
        assert not can_stand_on_kink(graph, node, tape_inside)
        inside = tape_inside(graph, node)
        assert inside is not None
        assert not any(
            inside.active[smaller.id] and can_stand_on_kink(inside.graph, smaller)
            for smaller in inside.graph.nodes
        )


@pytest.mark.parametrize(("corner", "kinked"), [(4, True), (5, False)])
def test_a_pooling_stands_on_a_kink_where_its_largest_numbers_tie(
    corner: float, kinked: bool
) -> None:
    told = prepare(read_program(f"x = [[1, 4], [2, {corner}]]; y = max_pool2d(x)")).trace()
    assert any(caution.kind == "kink" for caution in told.warnings) is kinked
