"""The levels of detail, and a program seen at one of them."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...engine.errors import ArgumentError
from ...engine.graph import Graph
from ..program import Program
from .blocks import fold_groups
from .elementary import open_gates
from .parts import (
    Openable,
    Part,
    Path,
    calls_of,
    is_derived,
    openables_of,
    require_known,
)
from .scalars import open_arrays

Ids = NDArray[np.intp]


class Level(StrEnum):
    """How much of a program is shown."""

    BLOCKS = "blocks"
    """A call of a function of the program is one node."""
    GATES = "gates"
    """Every gate is its own node; named activations and losses are whole."""
    ELEMENTARY = "elementary"
    """Activations and losses are opened into exp, +1, 1/x."""
    SCALARS = "scalars"
    """Arrays too are opened, into gates over single numbers."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What a view shows, before gates or arrays were opened: what its numbers are held to."""

    graph: Graph
    output: int
    images: tuple[Ids, ...]
    """For every node the ids in the view of its value: in its own shape at level scalars, else
    0-d."""
    opened: dict[int, Path]
    """The gates that were opened, each with the path of what it is made of."""


@dataclass(frozen=True, slots=True)
class View:
    """A program at one level of detail."""

    level: Level
    graph: Graph
    outputs: Ids
    """The ids of the output: in its own shape at level scalars, else a 0-d array."""
    leaves: dict[str, Ids]
    """The ids of every input and named constant that is seen: in its own shape at level scalars,
    else 0-d. What was made in a call that is folded is not."""
    names: dict[str, Ids]
    """The same of what every name of the program, outside its functions, is bound to at its end."""
    fixed: frozenset[str] = frozenset()
    """Names of leaves whose values decided how the graph looks, as class labels do at level
    scalars: with other values for them the program must be read, and seen, again."""
    parts: tuple[Part, ...] = ()
    """What can be opened or closed by itself, as far as it is seen; none at level scalars."""
    moved: tuple[int, ...] = ()
    """For every node of the program's graph the node with its value; none at level scalars."""
    closed: Closed | None = None
    """What was opened; ``None`` where nothing was."""


def at_level(
    program: Program,
    level: Level,
    closed: Collection[str] = (),
    opened: Collection[str] = (),
) -> View:
    """Return a program at a level of detail.

    Args:
        program: the program.
        level: the level.
        closed: at level gates, calls that are folded into one node each, by their keys.
        opened: at level gates, gates that are opened into smaller ones, by their keys; those
            inside a closed call stay inside.

    Raises:
        ProgramError: with this much opened it has more nodes than are allowed, or it has no such
            call or gate.
        ArgumentError: single parts are opened or closed at another level.
    """
    if level is not Level.GATES and (closed or opened):
        raise ArgumentError(
            f"at level {level.value} nothing is opened or closed by itself",
            hint="use level gates, or leave closed and opened empty",
        )
    calls, openables = calls_of(program.graph), openables_of(program.graph)
    require_known("call", closed, calls)
    require_known("gate to open", opened, openables)
    folded: Collection[Path] = [calls[key] for key in closed]
    whole: Collection[Openable] = [openables[key] for key in dict.fromkeys(opened)]
    if level is Level.BLOCKS:
        folded = [path for path in calls.values() if len(path) == 1]
    elif level is not Level.GATES:
        whole = openables.values()
    graph, moved = program.graph, list(range(len(program.graph)))
    if folded:
        graph, moved = fold_groups(program, folded)
    seen = {moved[gate.node]: gate.group for gate in whole}
    seen = {node: group for node, group in seen.items() if is_derived(graph.nodes[node].op)}
    whole_graph, whole_output = graph, moved[program.output]
    step = list(range(len(graph)))
    if seen:
        graph, step = open_gates(program, graph, seen, level.value)
        moved = [step[node] for node in moved]
    before = _Opened(graph, tuple(moved), tuple(step), whole_graph, whole_output, seen)
    if level is Level.SCALARS:
        return _in_scalars(program, before)
    parts = _parts(program, moved, frozenset(folded), {gate.key for gate in whole})
    return _in_arrays(program, level, before, parts)


class _Opened(NamedTuple):
    """A program after gates were opened, before arrays are."""

    graph: Graph
    moved: tuple[int, ...]
    """For every node of the program's graph the node with its value."""
    step: tuple[int, ...]
    """The same for every node of ``whole``."""
    whole: Graph
    """What it was before gates were opened."""
    output: int
    """The output in ``whole``."""
    seen: dict[int, Path]
    """The gates that were opened."""


def _in_scalars(program: Program, before: _Opened) -> View:
    """Return the view with arrays opened too."""
    moved = before.moved
    graph, cells, fixed, _ = open_arrays(program, before.graph)
    named = {**program.inputs, **program.constants}
    images = tuple(cells[node] for node in before.step)
    return View(
        Level.SCALARS,
        graph,
        cells[moved[program.output]],
        leaves={name: cells[moved[node]] for name, node in named.items()},
        names={name: cells[moved[node]] for name, node in program.graph.names.items()},
        fixed=frozenset(name for name, node in named.items() if moved[node] in fixed),
        closed=Closed(before.whole, before.output, images, before.seen),
    )


def _in_arrays(program: Program, level: Level, before: _Opened, parts: tuple[Part, ...]) -> View:
    """Return the view in which an array is one node."""
    moved = before.moved
    named = {**program.inputs, **program.constants}
    images = tuple(_alone(node) for node in before.step)
    return View(
        level,
        before.graph,
        _alone(moved[program.output]),
        leaves={
            name: _alone(moved[node])
            for name, node in named.items()
            if before.graph.nodes[moved[node]].op is None
        },
        names={name: _alone(moved[node]) for name, node in program.graph.names.items()},
        parts=parts,
        moved=moved,
        closed=Closed(before.whole, before.output, images, before.seen) if before.seen else None,
    )


def _alone(node: int) -> Ids:
    return np.array(node, dtype=np.intp)


def _parts(
    program: Program, moved: list[int], folded: frozenset[Path], opened: Collection[str]
) -> tuple[Part, ...]:
    """Return what is seen of the calls and of the gates that can be opened."""

    def is_inside(path: Path) -> bool:
        return any(path[:depth] in folded for depth in range(1, len(path)))

    first: dict[Path, int] = {}
    for member in program.graph.nodes:
        for depth in range(1, len(member.group) + 1):
            first.setdefault(member.group[:depth], member.id)
    parts = []
    calls = calls_of(program.graph)
    inside: dict[Path, list[str]] = {path: [] for path in folded}
    for key, path in calls.items():
        for depth in range(1, len(path)):
            if path[:depth] in inside:
                inside[path[:depth]].append(key)
    for key, path in calls.items():
        if not is_inside(path):
            node = moved[first[path]] if path in folded else None
            label = path[-1].rpartition("#")[0]
            within = tuple(inside.get(path, ()))
            parts.append(Part(key, "call", label, node is None, node, path, within))
    for key, gate in openables_of(program.graph).items():
        if not is_inside(gate.group):
            node = None if key in opened else moved[gate.node]
            parts.append(Part(key, "gate", gate.label, node is None, node, gate.group))
    return tuple(parts)
