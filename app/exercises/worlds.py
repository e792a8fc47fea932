"""What is true of a forward pass: at its own numbers, and at others where chance helps nobody.

``q * df`` and ``3 * df`` are the same where q is 3. So every line is held to the forward program's
own numbers and to others beside them, and is right only if it is right at all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ..engine.graph import Edge, Kind
from ..engine.ops.op import Array
from ..engine.tape import Tape, require_numbers
from ..language import Program

OTHERS = 2
"""How many other sets of numbers there are."""
SPREAD = 0.2
"""How far the other numbers lie from the program's own, as a share of them."""


@dataclass(frozen=True, slots=True)
class World:
    """One set of numbers: every forward value and every gradient by name, and how they came."""

    values: Mapping[str, Array]
    gradients: Mapping[str, Array]
    """Of the output with respect to each name, in the shape of its value."""
    ways: Mapping[str, tuple[Array, ...]]
    """What comes back along each use of a name; they sum to its gradient."""
    upstream: Mapping[str, tuple[str, ...]]
    """The names of the values that are made of each name, with no named value between."""

    @property
    def is_finite(self) -> bool:
        """Tell whether every value and every gradient is a finite number."""
        arrays = (*self.values.values(), *self.gradients.values())
        return all(np.isfinite(array).all() for array in arrays)


def worlds_of(program: Program) -> tuple[World, ...]:
    """Run a program forward and backward at its own numbers, and at others.

    Numbers at which a value or a gradient is not finite are left out, but for its own.
    """
    worlds: list[World] = []
    for tape in runs_of(program):
        world = world_of(program, tape)
        if not worlds or world.is_finite:
            worlds.append(world)
    return tuple(worlds)


def runs_of(program: Program) -> Iterator[Tape]:
    """Yield a program's tape, run forward and back at its own numbers and then at others."""
    require_numbers(program.graph, range(len(program.graph)))
    tape = Tape(program.graph, [program.output])
    tape.forward()
    tape.backward()
    yield tape
    inputs = moving(program)
    own = {leaf: tape.values[leaf].copy() for leaf in inputs}
    random = np.random.default_rng(7)
    for _ in range(OTHERS):
        for leaf, value in own.items():
            noise = random.standard_normal(value.shape)
            tape.set(leaf, np.where(value == 0, SPREAD * noise, value * np.exp(SPREAD * noise)))
        tape.forward()
        tape.backward()
        yield tape


def world_of(program: Program, tape: Tape) -> World:
    """Take down what a tape came to."""
    names = program.graph.names
    uses = program.graph.uses()
    named = {node: name for name, node in names.items()}
    gradients = {name: tape.gradients[node] for name, node in names.items()}
    known = {name: array.copy() for name, array in gradients.items() if array is not None}
    ways: dict[str, tuple[Array, ...]] = {}
    upstream: dict[str, tuple[str, ...]] = {}
    for name in known:
        edges = uses[names[name]]
        back = [tape.contributions[edge.id] for edge in edges]
        ways[name] = tuple(way.copy() for way in back if way is not None)
        upstream[name] = tuple(_next_named(uses, named, names[name]))
    values = {name: tape.values[node].copy() for name, node in names.items()}
    return World(values, known, ways, upstream)


def _next_named(uses: list[list[Edge]], named: Mapping[int, str], node: int) -> dict[str, None]:
    found: dict[str, None] = {}
    pending, seen = [node], {node}
    while pending:
        for edge in uses[pending.pop()]:
            if edge.target in named:
                found[named[edge.target]] = None
            elif edge.target not in seen:
                seen.add(edge.target)
                pending.append(edge.target)
    return found


def moving(program: Program) -> list[int]:
    """List the inputs whose numbers may be others: not labels, nor marks of 0 and 1, nor shapes."""
    graph = program.graph
    labels = {
        operand
        for node in graph.nodes
        if node.op is not None
        for slot, operand in enumerate(node.operands)
        if isinstance(operand, int) and not graph.differentiates(node, slot)
    }

    def moves(leaf: int) -> bool:
        value = graph.values[leaf]
        if graph.nodes[leaf].shape_only:
            return False
        marks = value.size > 1 and bool(np.isin(value, (0.0, 1.0)).all())
        return graph.nodes[leaf].kind is Kind.INPUT and leaf not in labels and not marks

    return [node.id for node in graph.nodes if node.op is None and moves(node.id)]
