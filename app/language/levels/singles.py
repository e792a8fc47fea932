"""What some elements of an array are made of, over single numbers, and what is made of them alone.

A network has one drawing for each way to look at it, and this is its finest: every product and
every sum of one sample. An activation works on single numbers as it is, so it stays whole.

The numbers that are left out, those of other samples, still send gradients back to what is kept.
So the whole is run once, and what arrives from there is where the gradients of the part begin:
each of its numbers has the value and the gradient that it has in the whole. A leaf that other
samples use too, as a weight, has the share of this one.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ...engine.errors import ArgumentError, LimitError
from ...engine.graph import Graph, Node
from ...engine.ops.op import Array, Pattern
from ...engine.stopping import step_by_step
from ...engine.tape import require_numbers
from ..program import Program
from .elementary import open_gates
from .growing import copy_gate, copy_leaf
from .parts import openables_of
from .run import Run
from .scalars import SCALAR, Scalars, open_arrays
from .view import Ids, Level, View


class Owner(NamedTuple):
    """What a single number is of: a node of the program's own graph."""

    node: int
    element: int | None
    """Which of its elements, row by row; ``None`` inside a gate that was opened."""
    is_inner: bool
    """Whether it is not the element itself, but a product or a sum on the way to it."""


@dataclass(frozen=True, slots=True)
class Singles:
    """The part of a program that some elements are about."""

    view: View
    """Over single numbers; its outputs are what the rest of the program reads."""
    owners: list[Owner]
    """For every node of the view."""
    seeds: Array
    """The gradients that arrive at the outputs from the rest, one for each."""
    leaves: dict[int, list[int]]
    """Of each leaf of the program its elements that are kept, by their ids in the view; −1 for one
    that is not."""


def singles_of(
    program: Program, node: int, elements: Collection[int], seed: object, most: int
) -> Singles:
    """Return what some elements of a node are made of, and what is made of them alone.

    Args:
        program: the program, with its numbers.
        node: a node of its graph.
        elements: some elements of it, row by row.
        seed: the gradient of the output; ``None`` are ones.
        most: how many single numbers there may be.

    Raises:
        ProgramError: a gate cannot be opened.
        ArgumentError: there is no such element, or an array has no numbers.
        LimitError: there are more single numbers than ``most``, or than a graph may have.
    """
    require_numbers(program.graph, [node, program.output])
    _require_elements(program.graph.nodes[node], elements)
    _require_room(program.graph)
    chosen = {
        gate.node: gate.group
        for gate in openables_of(program.graph).values()
        if _pattern(program.graph.nodes[gate.node]) not in SCALAR
    }
    opened, step = program.graph, list(range(len(program.graph)))
    if chosen:
        opened, step = open_gates(program, program.graph, chosen, Level.SCALARS.value)
    scalars = open_arrays(program, opened)
    cells = scalars.cells[step[node]].ravel().tolist()
    wanted = {cells[k] for k in elements}
    kept = _kept(scalars.graph, wanted, set(cells) - wanted)
    if len(kept) > most:
        raise LimitError(
            f"{len(kept):,} scalars are too many to draw (at most {most:,})",
            hint="look at the neurons or the gates instead, or make the layers smaller",
        )
    outputs, seeds = _ends(scalars.graph, scalars.cells[step[program.output]], set(kept), seed)
    graph, moved = _cut_out(scalars.graph, kept)
    view = View(Level.SCALARS, graph, np.array([moved[k] for k in outputs], np.intp), {}, {})
    paths = {path: gate for gate, path in chosen.items()}
    owners = _owners(opened, scalars, step, paths, kept)
    leaves = {
        leaf.id: [moved.get(k, -1) for k in scalars.cells[step[leaf.id]].ravel().tolist()]
        for leaf in program.graph.nodes
        if leaf.op is None
    }
    return Singles(view, owners, seeds, leaves)


def _pattern(node: Node) -> Pattern | None:
    return None if node.op is None else node.op.pattern


def _require_elements(node: Node, elements: Collection[int]) -> None:
    count = int(np.prod(node.shape))
    if not elements:
        raise ArgumentError("no element is asked for", hint="name one at least")
    for element in elements:
        if not 0 <= element < count:
            raise ArgumentError(
                f"there is no element {element}",
                hint=f"the value has {count:,}, which count from 0",
            )


def _require_room(graph: Graph) -> None:
    """Refuse what can never be opened, in words of its own: a batch is opened as a whole."""
    count = 0
    for node in graph.nodes:
        size = int(np.prod(node.shape))
        if _pattern(node) is Pattern.PRODUCT:
            count += size * (2 * graph.operand_shapes(node)[0][-1] - 1)
        elif _pattern(node) is not Pattern.STRUCTURE:
            count += size
    if count > graph.limits.nodes:
        raise LimitError(
            f"all of it is about {count:,} scalars, which are too many to open "
            f"(at most {graph.limits.nodes:,})",
            hint="look at the neurons or the gates instead, or make the batch smaller",
        )


def _kept(graph: Graph, wanted: set[int], others: set[int]) -> list[int]:
    """Return what the wanted are made of, and what is made of them alone, in order."""
    of_others = _after(graph, others)
    after = [k for k in _after(graph, wanted) if k not in of_others]
    kept = {*wanted, *after}
    for node in reversed(graph.nodes):
        if node.id in kept:
            kept.update(node.inputs)
    return sorted(kept)


def _after(graph: Graph, origins: set[int]) -> set[int]:
    """Return what depends on some nodes, and these themselves."""
    found = set(origins)
    for node in step_by_step(graph.nodes):
        if not found.isdisjoint(node.inputs):
            found.add(node.id)
    return found


def _ends(graph: Graph, output: Ids, kept: set[int], seed: object) -> tuple[list[int], Array]:
    """Return the kept nodes that the rest reads or that are outputs, and what arrives there."""
    run = Run(View(Level.SCALARS, graph, output, {}, {}))
    with np.errstate(all="ignore"):
        run.forward()
        run.backward(seed)
    arriving: dict[int, float] = {}
    spread = np.broadcast_to(np.asarray(1.0 if seed is None else seed, np.float64), output.shape)
    for cell, part in zip(output.ravel().tolist(), spread.ravel().tolist(), strict=True):
        if cell in kept:
            arriving[cell] = arriving.get(cell, 0.0) + part
    for edge in graph.edges:
        if edge.source in kept and edge.target not in kept and graph.nodes[edge.source].op:
            sent = run.tape.contributions[edge.id]
            arriving[edge.source] = arriving.get(edge.source, 0.0) + (
                0.0 if sent is None else float(sent)
            )
    ends = sorted(arriving) or [max(kept)]
    return ends, np.array([arriving.get(k, 0.0) for k in ends])


def _cut_out(graph: Graph, kept: list[int]) -> tuple[Graph, dict[int, int]]:
    """Copy some nodes, with all that they are made of, and say where they have moved."""
    part = Graph(graph.limits)
    moved = [-1] * len(graph)
    for k in step_by_step(kept):
        node = graph.nodes[k]
        moved[k] = copy_leaf(part, graph, node) if node.op is None else copy_gate(part, node, moved)
    return part, {k: moved[k] for k in kept}


def _owners(
    opened: Graph,
    scalars: Scalars,
    step: list[int],
    paths: dict[tuple[str, ...], int],
    kept: Iterable[int],
) -> list[Owner]:
    """Return what each of the kept numbers is of."""
    own = {seen: node for node, seen in enumerate(step)}
    found = []
    places = {k: sorted(set(cells.ravel().tolist())) for k, cells in enumerate(scalars.cells)}
    for k in kept:
        maker = bisect_right(scalars.ends, k)
        cells = places[maker]
        at = min(bisect_right(cells, k - 1), len(cells) - 1)
        is_inner = cells[at] != k
        if maker in own:
            flat = scalars.cells[maker].ravel()
            element = int(np.flatnonzero(flat == cells[at])[0])
            found.append(Owner(own[maker], element, is_inner))
            continue
        group = opened.nodes[maker].group
        inside = (paths.get(group[:depth]) for depth in range(len(group), 0, -1))
        gate = next(gate for gate in inside if gate is not None)
        found.append(Owner(gate, None, True))
    return found
