"""The layered graph that ordering and coordinates work on: flat lists over integer ids.

*Vertices* are the boxes (ids 0 to n-1, as given) and the *joints* (n and up) of long wires, one
in each layer that a wire passes. *Links* join vertices of neighbouring layers; each has a place
of its own halfway, where its wire's label stands or where it passes the labels of others. So
there is one label dummy an edge (as Gansner et al. 1993 do with a doubled rank).

All wires of one source share one *trunk* of joints and fork off it in the layer before their
target. That draws a value used in many places as one line with branches, and it bounds the
number of joints by sources times layers, where a dummy an edge and layer has no such bound: an
input used by each of 2,000 chained gates costs 2,000 joints and not 2,000,000. Where even the
trunks are too many (`JOINTS_PER_ITEM`), the longest have no joints: they become *buses*, led over
the top of the drawing (see `routes`).

A label stands near the target where the value forks, near the source where it does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .model import Wire

JOINTS_PER_ITEM = 2
"""Joints allowed for each box and each wire, before the longest trunks become buses."""

JOINTS_FREE = 500
"""Joints allowed in any case."""

NONE = -1
"""No vertex, no wire."""


@dataclass(slots=True)
class Mesh:
    """A proper layered graph; `into` and `out_of` hold links, `into` top to bottom by operand."""

    boxes: int
    layer_of: list[int]
    layers: list[list[int]]
    into: list[list[int]]
    out_of: list[list[int]]
    link_source: list[int] = field(default_factory=list)
    link_target: list[int] = field(default_factory=list)
    link_wire: list[int] = field(default_factory=list)  # the wire whose label it carries, or NONE
    label_link: list[int] = field(default_factory=list)  # of each wire
    last_link: list[int] = field(default_factory=list)  # of each wire
    buses: list[list[int]] = field(default_factory=list)  # wires of one source, led over the top
    bus_sources: list[int] = field(default_factory=list)

    def add_vertex(self, layer: int) -> int:
        """Add a joint at the end of a layer and return its id."""
        vertex = len(self.layer_of)
        self.layer_of.append(layer)
        self.layers[layer].append(vertex)
        self.into.append([])
        self.out_of.append([])
        return vertex

    def add_link(self, source: int, target: int, wire: int) -> int:
        """Add a link below those that enter the target already and return its id."""
        link = len(self.link_source)
        self.link_source.append(source)
        self.link_target.append(target)
        self.link_wire.append(wire)
        self.into[target].append(link)
        if source != NONE:
            self.out_of[source].append(link)
        return link

    def sort_links(self) -> None:
        """Sort the links out of each vertex by where they end, top to bottom."""
        rank = [0] * len(self.link_source)
        for layer in self.layers:
            place = 0
            for vertex in layer:
                for link in self.into[vertex]:
                    rank[link] = place
                    place += 1
        for links in self.out_of:
            if len(links) > 1:
                links.sort(key=rank.__getitem__)


def build_mesh(
    layer_of: Sequence[int], wires: Sequence[Wire], ends: Sequence[tuple[int, int]]
) -> Mesh:
    """Return the mesh of a connected graph; `ends` holds each wire's source and target index."""
    boxes = len(layer_of)
    depth = 1 + max(layer_of, default=-1)
    mesh = Mesh(
        boxes=boxes,
        layer_of=list(layer_of),
        layers=[[] for _ in range(depth)],
        into=[[] for _ in range(boxes)],
        out_of=[[] for _ in range(boxes)],
    )
    for box, layer in enumerate(layer_of):
        mesh.layers[layer].append(box)
    leaving: list[list[int]] = [[] for _ in range(boxes)]
    entering: list[list[int]] = [[] for _ in range(boxes)]
    for wire, (source, target) in enumerate(ends):
        leaving[source].append(wire)
        entering[target].append(wire)

    bussed = _choose_buses(layer_of, leaving, ends, len(wires))
    trunks = _lay_trunks(mesh, leaving, ends, bussed)
    mesh.label_link = [NONE] * len(wires)
    mesh.last_link = [NONE] * len(wires)
    for target in range(boxes):
        queue = entering[target]
        if len(queue) > 1:
            queue.sort(key=lambda wire: wires[wire].slot)
        for wire in queue:
            source = ends[wire][0]
            span = layer_of[target] - layer_of[source]
            if span == 1:
                link = mesh.add_link(source, target, wire)
            elif bussed[source]:
                link = mesh.add_link(NONE, target, wire)
            else:
                near_source = len(leaving[source]) == 1
                joint = trunks[source] + span - 2
                link = mesh.add_link(joint, target, NONE if near_source else wire)
                if near_source:
                    mesh.label_link[wire] = mesh.into[trunks[source]][0]
            mesh.last_link[wire] = link
            if mesh.label_link[wire] == NONE:
                mesh.label_link[wire] = link
    for source in range(boxes):
        if bussed[source]:
            far = layer_of[source] + 1
            mesh.buses.append([wire for wire in leaving[source] if layer_of[ends[wire][1]] > far])
            mesh.bus_sources.append(source)
    return mesh


def _choose_buses(
    layer_of: Sequence[int],
    leaving: Sequence[Sequence[int]],
    ends: Sequence[tuple[int, int]],
    wires: int,
) -> list[bool]:
    """Mark the sources whose trunks are left out, longest first, until the rest is affordable."""
    bussed = [False] * len(layer_of)
    spans = [
        max([layer_of[ends[wire][1]] for wire in leaving[box]], default=layer + 1) - layer - 1
        for box, layer in enumerate(layer_of)
    ]
    excess = sum(spans) - JOINTS_FREE - JOINTS_PER_ITEM * (len(layer_of) + wires)
    if excess > 0:
        for box in sorted(range(len(spans)), key=spans.__getitem__, reverse=True):
            bussed[box] = True
            excess -= spans[box]
            if excess <= 0:
                break
    return bussed


def _lay_trunks(
    mesh: Mesh,
    leaving: Sequence[Sequence[int]],
    ends: Sequence[tuple[int, int]],
    bussed: Sequence[bool],
) -> list[int]:
    """Add the joints and links of every trunk; return the first joint of each source or NONE."""
    trunks = [NONE] * mesh.boxes
    for source in range(mesh.boxes):
        layer = mesh.layer_of[source]
        far = max([mesh.layer_of[ends[wire][1]] for wire in leaving[source]], default=0)
        if far - layer < 2 or bussed[source]:
            continue
        label = leaving[source][0] if len(leaving[source]) == 1 else NONE
        trunks[source] = len(mesh.layer_of)
        before = source
        for column in range(layer + 1, far):
            joint = mesh.add_vertex(column)
            mesh.add_link(before, joint, label)
            before, label = joint, NONE
    return trunks
