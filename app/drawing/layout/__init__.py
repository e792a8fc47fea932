"""Layout: where to draw the boxes and wires of a computation graph, left to right, in px.

A pure function of sizes and structure, deterministic down to the last digit. It knows nothing of
traces, numbers or SVG elements. In the order in which they run:

- `parts`: connected parts are laid out one by one and packed top to bottom;
- `layers`: which column each box stands in;
- `mesh`: long wires cut at each column, wires of one source sharing a trunk, one label an edge;
- `order` (with `reading` and `crossings`): the order within each column;
- `coordinates` and `settle`: heights, so that long wires are straight and gates sit between their
  operands;
- `columns`: where the columns stand;
- `routes` and `buses`: the paths of the wires.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .columns import Columns, stand_columns
from .coordinates import assign_heights
from .layers import assign_layers
from .mesh import Mesh, build_mesh
from .model import Box, Layout, NodePlace, Wire, WirePlace
from .order import order_layers
from .parts import find_parts, pack
from .routes import draw_wires

__all__ = ["Box", "Layout", "NodePlace", "Wire", "WirePlace", "lay_out"]


@dataclass(slots=True)
class _Part:
    """A connected part of the graph: boxes and wires by their place in the input, and its mesh."""

    members: list[int]
    boxes: list[Box]
    wire_members: list[int]
    wires: list[Wire]
    ends: list[tuple[int, int]]
    mesh: Mesh
    columns: Columns


def lay_out(boxes: Sequence[Box], wires: Sequence[Wire]) -> Layout:
    """Return the places of boxes and wires, px, both in the order given.

    Boxes come in topological order: the source of every wire precedes its target. Raises
    ValueError if that is not so, if an id is used twice, or if a wire has an end that is no box.
    """
    parts = _split(boxes, wires)
    sizes = [(part.columns.right[-1], part.columns.height) for part in parts]
    corners = pack(sizes)
    nodes: list[NodePlace | None] = [None] * len(boxes)
    edges: list[WirePlace | None] = [None] * len(wires)
    for part, corner in zip(parts, corners, strict=True):
        columns = part.columns
        columns.move(*corner)
        for at, box, x, y in zip(part.members, part.boxes, columns.x, columns.y, strict=False):
            nodes[at] = NodePlace(box.id, round(x, 2), round(y, 2), box.width, box.height)
        drawn = draw_wires(part.mesh, part.boxes, part.wires, part.ends, columns)
        for at, place in zip(part.wire_members, drawn, strict=True):
            edges[at] = place
    rectangles = list(zip(corners, sizes, strict=True))
    return Layout(
        width=round(max([x + width for (x, _), (width, _) in rectangles], default=0.0), 2),
        height=round(max([y + height for (_, y), (_, height) in rectangles], default=0.0), 2),
        nodes=tuple([node for node in nodes if node is not None]),
        edges=tuple([edge for edge in edges if edge is not None]),
    )


def _split(boxes: Sequence[Box], wires: Sequence[Wire]) -> list[_Part]:
    """Check the graph, split it into connected parts, and work each out up to its columns."""
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
    groups = find_parts(len(boxes), ends)
    part_of, local = [0] * len(boxes), [0] * len(boxes)
    for number, members in enumerate(groups):
        for place, box in enumerate(members):
            part_of[box], local[box] = number, place
    wire_groups: list[list[int]] = [[] for _ in groups]
    for at, (source, _) in enumerate(ends):
        wire_groups[part_of[source]].append(at)
    return [
        _work_out(
            members,
            [boxes[at] for at in members],
            wire_members,
            [wires[at] for at in wire_members],
            [(local[ends[at][0]], local[ends[at][1]]) for at in wire_members],
        )
        for members, wire_members in zip(groups, wire_groups, strict=True)
    ]


def _work_out(
    members: list[int],
    boxes: list[Box],
    wire_members: list[int],
    wires: list[Wire],
    ends: list[tuple[int, int]],
) -> _Part:
    operands: list[list[int]] = [[] for _ in boxes]
    consumers: list[list[int]] = [[] for _ in boxes]
    for source, target in dict.fromkeys(ends):
        operands[target].append(source)
        consumers[source].append(target)
    layer_of = assign_layers(operands, consumers, [box.rank_right for box in boxes])
    mesh = build_mesh(layer_of, wires, ends)
    order_layers(mesh)
    heights = assign_heights(
        mesh, [box.height for box in boxes], [wire.label_height for wire in wires]
    )
    columns = stand_columns(mesh, boxes, wires, heights)
    return _Part(members, boxes, wire_members, wires, ends, mesh, columns)
