"""Layout: where to draw the boxes and wires of a computation graph, left to right, in px.

A pure function of sizes and structure, deterministic down to the last digit. It knows nothing of
traces, numbers or SVG elements. In the order in which they run:

- `parts`: connected parts are laid out one by one and packed top to bottom;
- `fit`, `drafts`, `cuts`, `dense`, `bands`, `pages` and `sheet`: ways to draw a graph in a box, in
  bands like lines of text;
- `layers`: which column each box stands in;
- `mesh`: long wires cut at each column, wires of one source sharing a trunk, one label an edge;
- `order` (with `reading` and `crossings`): the order within each column;
- `coordinates`, `settle` and `squeeze`: heights, so that long wires are straight and gates sit
  between their operands, or as low as it can be;
- `columns`: where the columns stand;
- `routes` and `buses`: the paths of the wires.
"""

from __future__ import annotations

from collections.abc import Sequence

from .bands import Graph
from .drafts import FIGURE, FITTED_MOST, Drafts, Fit
from .drafts import MARGIN as FIT_MARGIN
from .fit import Fitting
from .model import Box, Layout, NodePlace, Wire, WirePlace
from .pages import Standings
from .sheet import Sheet
from .spacing import COMPACT, DENSE, NATURAL, TIGHT, Spacing

__all__ = [
    "COMPACT",
    "DENSE",
    "FIGURE",
    "FITTED_MOST",
    "FIT_MARGIN",
    "TIGHT",
    "Box",
    "Fit",
    "Fitting",
    "Graph",
    "Layout",
    "NodePlace",
    "Spacing",
    "Wire",
    "WirePlace",
    "lay_out",
    "to_graph",
]


def lay_out(boxes: Sequence[Box], wires: Sequence[Wire], fit: Fit | None = None) -> Layout:
    """Return the places of boxes and wires, px, both in the order given.

    Boxes come in topological order: the source of every wire precedes its target. Raises
    ValueError if that is not so, if an id is used twice, or if a wire has an end that is no box.
    """
    graph = to_graph(boxes, wires)
    if fit is not None:
        fitting = Fitting(graph, fit)
        if fitting.try_all(graph):
            return fitting.fill()
    return Sheet(Drafts(graph).plain(), Standings(graph, NATURAL)).draw()


def to_graph(boxes: Sequence[Box], wires: Sequence[Wire]) -> Graph:
    """Check boxes and wires, and find the places of each wire's ends."""
    index = {box.id: at for at, box in enumerate(boxes)}
    if len(index) != len(boxes):
        raise ValueError("two boxes have the same id")
    ends = []
    for wire in wires:
        if wire.source not in index or wire.target not in index:
            raise ValueError(f"wire {wire.id} has an end that is no box")
        ends.append((index[wire.source], index[wire.target]))
        if ends[-1][0] >= ends[-1][1]:
            raise ValueError(f"wire {wire.id} runs back: its source must precede its target")
    return Graph(boxes, wires, ends)
