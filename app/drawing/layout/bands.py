"""Bands: a part of a graph cut into pieces that stand under one another, as text does in lines.

A value that is used in a later band leaves its own at the right, through a *port*, and comes in at
the left of the other, through a port again; there its wires have their labels. A band is a graph
like any other, whose boxes are the ports that come in, its own, and the ports that go out. A part
that is not cut is one band without ports.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .coordinates import LANE
from .layers import Layering, assign_layers
from .mesh import NONE, Mesh, build_mesh
from .model import Box, Wire
from .order import order_layers

PORT = Box(NONE, 2.0, LANE)
"""Where a value comes into a band."""
EXIT = Box(NONE, 2.0, LANE, rank_right=True)
"""Where it leaves it."""
STUB = Wire(NONE, NONE, NONE, 0, 0.0, LANE)
"""The way from a gate to where its value leaves the band; it has no label."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Boxes and wires, and of each wire the places of its source and its target among the boxes."""

    boxes: Sequence[Box]
    wires: Sequence[Wire]
    ends: Sequence[tuple[int, int]]


@dataclass(slots=True, eq=False)
class Band:
    """A band in order: `boxes` and `wires` are those of the whole graph, NONE where it has its own.

    The ports of the values in `entries` are its first boxes, those of `exits` its last; both list
    boxes of the whole graph, which the values come from.
    """

    entries: list[int]
    exits: list[int]
    boxes: list[int]
    wires: list[int]
    ends: list[tuple[int, int]]
    mesh: Mesh
    is_ordered: bool = False

    def order(self) -> None:
        """Put what stands in each of its layers in order, if that has not been done."""
        if not self.is_ordered:
            order_layers(self.mesh)
            self.is_ordered = True

    def sized(self, graph: Graph) -> tuple[list[Box], list[Wire]]:
        """Return its boxes and wires as large as they are in `graph`."""
        last = len(self.boxes) - len(self.exits)
        ports = [PORT if at < last else EXIT for at in range(len(self.boxes))]
        boxes = [
            port if box == NONE else graph.boxes[box]
            for box, port in zip(self.boxes, ports, strict=True)
        ]
        return boxes, [STUB if wire == NONE else graph.wires[wire] for wire in self.wires]

    def main_operands(self) -> dict[int, int]:
        """Return the link of the operand that most has been done to, of each box that has one."""
        mesh = self.mesh
        depth = [0] * len(self.boxes)
        main = {}
        for box in range(len(self.boxes)):
            if box < len(self.entries):
                depth[box] = len(self.boxes)
            reached = []
            for link in mesh.into[box]:
                source = mesh.link_source[link]
                while source >= mesh.boxes:
                    source = mesh.link_source[mesh.into[source][0]]
                reached.append(depth[source] if source != NONE else 0)
            if not reached:
                continue
            most = max(reached)
            depth[box] = most + 1
            if len(reached) > 1 and reached.count(most) == 1:
                main[box] = mesh.into[box][reached.index(most)]
        return main

    def exit_of(self, source: int) -> int:
        """Return the port through which a value leaves."""
        return len(self.boxes) - len(self.exits) + self.exits.index(source)


def make_band(
    graph: Graph, inside: Sequence[int], wire_members: Sequence[int], layering: Layering
) -> Band:
    """Return the band of some members, wherever the others of their part are, not yet in order."""
    own = set(inside)
    arriving = [wire for wire in wire_members if graph.ends[wire][1] in own]
    entries = {graph.ends[wire][0] for wire in arriving} - own
    exits = {
        graph.ends[wire][0]
        for wire in wire_members
        if graph.ends[wire][0] in own and graph.ends[wire][1] not in own
    }
    return _make_band(graph, sorted(entries), list(inside), sorted(exits), arriving, layering)


def _make_band(
    graph: Graph,
    entries: list[int],
    inside: list[int],
    exits: list[int],
    arriving: list[int],
    layering: Layering,
) -> Band:
    own = [NONE] * len(entries) + inside + [NONE] * len(exits)
    at = {source: port for port, source in enumerate(entries)}
    at.update({box: len(entries) + place for place, box in enumerate(inside)})
    ends = [(at[graph.ends[wire][0]], at[graph.ends[wire][1]]) for wire in arriving]
    first_exit = len(entries) + len(inside)
    ends += [(at[source], first_exit + place) for place, source in enumerate(exits)]
    wires = arriving + [NONE] * len(exits)
    operands: list[list[int]] = [[] for _ in own]
    consumers: list[list[int]] = [[] for _ in own]
    for source, target in dict.fromkeys(ends):
        operands[target].append(source)
        consumers[source].append(target)
    right = [
        place >= first_exit if box == NONE else graph.boxes[box].rank_right
        for place, box in enumerate(own)
    ]
    layers = assign_layers(operands, consumers, right, layering, len(entries))
    mesh = build_mesh(layers, [STUB if w == NONE else graph.wires[w] for w in wires], ends)
    return Band(entries, exits, own, wires, ends, mesh)
