"""The levels of detail, and a program seen at one of them."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from app.engine.graph import Graph
from app.language.levels.blocks import fold_groups
from app.language.levels.elementary import open_gates
from app.language.levels.scalars import open_arrays
from app.language.program import Program

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
class View:
    """A program at one level of detail."""

    level: Level
    graph: Graph
    outputs: Ids
    """The ids of the output: in its own shape at level scalars, else a 0-d array."""
    leaves: dict[str, Ids]
    """The ids of every input and named constant: in its own shape at level scalars, else 0-d."""
    fixed: frozenset[str] = frozenset()
    """Names of leaves whose values decided how the graph looks, as class labels do at level
    scalars: with other values for them the program must be read, and seen, again."""


def at_level(program: Program, level: Level) -> View:
    """Return a program at a level of detail.

    Raises:
        ProgramError: at this level it has more nodes than are allowed.
    """
    named = {**program.inputs, **program.constants}
    if level is Level.SCALARS:
        graph, moved = open_gates(program)
        graph, cells, fixed = open_arrays(program, graph)
        leaves = {name: cells[moved[node]] for name, node in named.items()}
        labels = frozenset(name for name, node in named.items() if moved[node] in fixed)
        return View(level, graph, cells[moved[program.output]], leaves, labels)
    graph, moved = program.graph, list(range(len(program.graph)))
    if level is Level.ELEMENTARY:
        graph, moved = open_gates(program)
    elif level is Level.BLOCKS:
        graph, moved = fold_groups(program)
    leaves = {name: np.array(moved[node], dtype=np.intp) for name, node in named.items()}
    return View(level, graph, np.array(moved[program.output], dtype=np.intp), leaves)
