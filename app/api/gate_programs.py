"""A small program for each gate, from its row: argument names, domains and options.

The program is built as a graph and printed, so that it is written as the language writes it.
"""

from typing import NamedTuple

import numpy as np

from ..engine.errors import EngineError
from ..engine.graph import Graph, Kind
from ..engine.ops import OPS
from ..engine.ops.op import Array, Domain, Op, Params, Pattern, Shape
from ..language import Program, print_program

PLACES = (0.875, 0.25, 0.625, 0.125, 0.95, 0.4)
"""Where in its domain a number lies; each argument starts one place further."""
SHAPES: tuple[tuple[Shape, ...], ...] = (
    ((3,), ()),
    ((3,), (3,)),
    ((2, 3), (3,)),
    ((2, 3), (2, 3)),
)
"""Shapes for gates of arrays: short vectors first, whose numbers the picture writes out."""


OPTIONS: dict[str, tuple[int, ...]] = {"index": (1,), "shape": (3, 2)}
"""Options that need a value to show anything, by kind."""


class Case(NamedTuple):
    """A gate over operands of small shapes, with options that show something."""

    shapes: tuple[Shape, ...]
    params: Params


def example_case(op: Op) -> Case:
    """Choose the shapes and the options of a gate's example."""
    given = {p.name: OPTIONS[p.kind] for p in op.params if p.kind in OPTIONS}
    params = op.settled({**given, **op.sample_params})
    return Case(op.sample or _shapes(op, params), params)


def example_program(op: Op) -> str:
    """Write a program whose output is this gate's, or, where that is better, one element of it."""
    shapes, params = example_case(op)
    graph = Graph()
    for slot, name in enumerate(op.arguments):
        kind = Kind.CONSTANT if op.holds_labels(slot, shapes) else Kind.INPUT
        graph.names[name] = graph.leaf(kind, _operand(op, slot, shapes), name=name)
    leaves = dict(graph.names)
    name = value_name(op)
    output = graph.gate(op, list(leaves.values()), params, name=name)
    graph.names[name] = output
    if op.behaviour == "compares" and graph.nodes[output].shape:
        # With the same upstream gradient everywhere nothing comes through such a gate.
        name = "first"
        output = graph.gate(OPS["index"], [output], {"key": (0,)}, name=name)
        graph.names[name] = output
    kinds = {leaf: graph.nodes[node].kind for leaf, node in leaves.items()}
    inputs = {leaf: node for leaf, node in leaves.items() if kinds[leaf] is Kind.INPUT}
    constants = {leaf: node for leaf, node in leaves.items() if leaf not in inputs}
    return print_program(Program("", graph, output, name, inputs, constants)).rstrip()


def value_name(op: Op) -> str:
    """Name a gate's value: y, or f where an argument is called y."""
    return "f" if "y" in op.arguments else "y"


def _shapes(op: Op, params: Params) -> tuple[Shape, ...]:
    count = len(op.arguments)
    if op.pattern is Pattern.ELEMENTWISE:
        return ((),) * count
    for sample in SHAPES[(not op.labels) + (op.pattern is Pattern.PRODUCT) :]:
        shapes = sample[:count]
        try:
            shape = op.result_shape(shapes, params)
        except EngineError:
            continue
        if op.pattern is not Pattern.STRUCTURE or shape != shapes[0]:
            return shapes
    return SHAPES[-1][:count]


def _operand(op: Op, slot: int, shapes: tuple[Shape, ...]) -> Array:
    shape, domain = shapes[slot], op.domain(slot)
    if op.holds_labels(slot, shapes):
        return np.full(shape, shapes[0][-1] - 1.0)
    places = np.resize(np.roll(PLACES, -slot), shape)
    numbers = np.round(domain.low + places * (domain.high - domain.low), 1)
    if op.labels and _are_probabilities(domain):
        numbers = np.round(numbers / numbers.sum(axis=-1, keepdims=True), 2)
    return np.asarray(numbers, dtype=np.float64)


def _are_probabilities(domain: Domain) -> bool:
    return domain.low > 0 and domain.high < 1
