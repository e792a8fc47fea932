"""Every row of the gate table, over the shapes and options that it should work with."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from app.engine.graph import Graph, Kind
from app.engine.ops import OPS
from app.engine.ops.op import Array, Op, Pattern, Shape
from app.engine.tape import Tape
from tests.engine.layer_cases import Row, layer_rows

SINGLES: tuple[Shape, ...] = ((), (1,), (4,), (2, 3), (2, 3, 2))
PAIRS: tuple[tuple[Shape, Shape], ...] = (
    ((), ()),
    ((3,), (3,)),
    ((2, 3), (2, 3)),
    ((2, 3), (3,)),
    ((), (2, 3)),
    ((3,), ()),
    ((2, 1), (1, 3)),
    ((1,), (2, 3)),
    ((2, 1, 3), (4, 1)),
)
PRODUCTS: tuple[tuple[Shape, Shape], ...] = (
    ((3,), (3,)),
    ((2, 3), (3,)),
    ((3,), (3, 4)),
    ((2, 3), (3, 4)),
    ((1, 3), (3, 1)),
)
STACKED_PRODUCTS: tuple[tuple[Shape, Shape], ...] = (
    ((5, 2, 3), (3, 4)),
    ((2, 3), (5, 3, 4)),
    ((5, 2, 3), (5, 3, 4)),
    ((5, 1, 2, 3), (4, 3, 2)),
    ((1, 2, 3), (5, 3, 4)),
    ((3,), (5, 3, 4)),
    ((5, 2, 3), (3,)),
    ((4, 1, 2, 3), (3,)),
)
SCORES: tuple[Shape, ...] = ((3,), (1,), (4, 3), (2, 4, 3))
KEYS: tuple[tuple[Shape, tuple[Any, ...]], ...] = (
    ((4,), (1,)),
    ((4,), (-1,)),
    ((4,), (slice(None), None)),
    ((4,), (slice(1, 3),)),
    ((4,), ((1, 3, None),)),
    ((4,), (slice(None, None, 2),)),
    ((5,), (slice(3, 0, -2),)),
    ((2, 3), (slice(None), 0)),
    ((2, 3), (1,)),
    ((2, 3), (1, 2)),
    ((2, 3), (None, Ellipsis, 1)),
    ((2, 5, 3), (None, Ellipsis, slice(3, None, -2), 1)),
    ((), (None,)),
    ((), ()),
)
RESHAPES: tuple[tuple[Shape, Shape], ...] = (
    ((2, 3), (3, 2)),
    ((2, 3), (-1,)),
    ((), (1, 1)),
    ((2, 3), (3, -1)),
)
CASES_OF_OPTIONS: Mapping[str, list[dict[str, Any]]] = {
    "leaky_relu": [{}, {"slope": 0.3}, {"slope": 1.0}, {"slope": 2.0}, {"slope": -0.5}],
    "elu": [{}, {"alpha": 0.5}, {"alpha": 2.0}],
}
"""Options of elementwise gates that each count as a case of their own."""
REDUCTIONS = ("sum", "mean", "none")


class Case(NamedTuple):
    """One gate over operands of these shapes."""

    op: Op
    shapes: tuple[Shape, ...]
    params: Mapping[str, Any]

    def __str__(self) -> str:
        options = [f"{name}={value}" for name, value in self.params.items()]
        return "-".join([self.op.name, *(str(s).replace(" ", "") for s in self.shapes), *options])


class Built(NamedTuple):
    """A case with random operands, run forward and backward from a random seed."""

    tape: Tape
    leaves: list[int]
    output: int
    seed: Array


def all_cases() -> list[Case]:
    """Return every case of every gate."""
    return [Case(OPS[name], shapes, params) for name, shapes, params in _rows()]


def _rows() -> Iterator[Row]:
    for op in OPS.values():
        if op.pattern is not Pattern.ELEMENTWISE:
            continue
        if len(op.arguments) == 2:
            yield from ((op.name, pair, {}) for pair in PAIRS)
        else:
            for params in CASES_OF_OPTIONS.get(op.name, [{}]):
                yield from ((op.name, (shape,), params) for shape in SINGLES)
    for name in ("max", "min"):
        yield name, ((2, 3), (3,), (), (2, 1)), {}
    yield from _linear_rows()
    yield from _axis_rows()
    yield from _structure_rows()
    yield from _loss_rows()
    yield from layer_rows()


def _linear_rows() -> Iterator[Row]:
    for pair in PRODUCTS:
        yield "matmul", pair, {}
        yield "dot", pair, {}
    for pair in STACKED_PRODUCTS:
        yield "matmul", pair, {}
    yield "outer", ((3,), (4,)), {}


def _axis_rows() -> Iterator[Row]:
    for shape in SINGLES:
        axes = range(-len(shape), len(shape))
        for keepdims in (False, True):
            for name in ("sum", "mean", "amax", "amin"):
                for axis in (None, *axes):
                    yield name, (shape,), {"axis": axis, "keepdims": keepdims}
            for axis in axes:
                yield "logsumexp", (shape,), {"axis": axis, "keepdims": keepdims}
        for axis in axes:
            yield "softmax", (shape,), {"axis": axis}
            yield "log_softmax", (shape,), {"axis": axis}


def _structure_rows() -> Iterator[Row]:
    for shape, new in RESHAPES:
        yield "reshape", (shape,), {"shape": new}
    for shape in SINGLES:
        yield "flatten", (shape,), {}
        yield "transpose", (shape,), {}
    for axes in ((1, 2, 0), (-1, 0, 1), (0, 2, 1)):
        yield "transpose", ((2, 3, 4),), {"axes": axes}
    for shape, key in KEYS:
        yield "index", (shape,), {"key": key}
    yield "concat", ((2,), (3,)), {}
    yield "concat", ((), (), ()), {}
    yield "concat", ((), (2,)), {}
    yield "concat", ((2, 3), (2, 1)), {"axis": 1}
    yield "concat", ((2, 3), (2, 1), (2, 2)), {"axis": -1}
    yield "concat", ((2, 3), (1, 3)), {"axis": 0}
    for shape in SCORES:
        yield "pick", (shape, shape[:-1]), {}
        if shape[-1] > 1:
            yield "others", (shape, shape[:-1]), {}


def _loss_rows() -> Iterator[Row]:
    for reduction in REDUCTIONS:
        option = {"reduction": reduction}
        for name in ("squared_error", "half_squared_error", "mse", "bce", "bce_with_logits"):
            yield from ((name, pair, option) for pair in PAIRS)
        for name in ("l2", "half_l2"):
            yield from ((name, (shape,), option) for shape in SINGLES)
        for shape in SCORES:
            for name in ("cross_entropy", "softmax_cross_entropy"):
                yield name, (shape, shape), option
                yield name, (shape, shape[:-1]), option
            for margin in (1.0, 0.5, 0.0):
                yield "hinge", (shape, shape[:-1]), {**option, "margin": margin}


def build(case: Case, rng: np.random.Generator) -> Built:
    """Run a case at a random point inside the gate's domain."""
    graph = Graph()
    leaves = [
        graph.leaf(Kind.INPUT, _operand(case, slot, rng), name=f"x{slot}")
        for slot in range(len(case.shapes))
    ]
    output = graph.gate(case.op, leaves, case.params)
    tape = Tape(graph, [output])
    tape.forward()
    seed = rng.normal(size=tape.values[output].shape)
    tape.backward({output: seed})
    return Built(tape, leaves, output, seed)


def _operand(case: Case, slot: int, rng: np.random.Generator) -> Array:
    shape = case.shapes[slot]
    if case.op.holds_labels(slot, case.shapes):
        return rng.integers(0, case.shapes[0][-1], shape).astype(np.float64)
    domain = case.op.domain(slot)
    value = np.asarray(rng.uniform(domain.low, domain.high, shape))
    for kink in domain.kinks:
        value = np.where(np.abs(value - kink) < 0.05, value + 0.1, value)
    return value
