"""Where a part may be cut into bands, by an estimate of how wide and how high they would be.

A cut goes between two layers of gates. For every width that a stretch of layers can have, the
stretches no wider than that are joined so that the bands are lowest in all (dynamic programming
over the last cut); of these pages the ones that would fill the box best are worth laying out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .bands import Graph
from .spacing import COMPACT

LAYERS_MOST = 48
"""Parts of more layers are not cut."""
WIDTHS_MOST = 32
"""So many widths are tried at most."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The band of each member of a part, and how large its page is expected to be, px."""

    band_of: tuple[int, ...]
    width: float
    height: float

    @property
    def bands(self) -> int:
        """Return how many bands there are."""
        return 1 + max(self.band_of)


@dataclass(slots=True)
class _Stretches:
    """Of the layers i to j - 1 of gates: how wide and how high they would be, and lanes above i."""

    width: dict[tuple[int, int], float]
    height: dict[tuple[int, int], float]
    lanes: list[int]


def find_cuts(graph: Graph, members: Sequence[int], wire_members: Sequence[int]) -> list[Cut]:
    """Return the ways to cut a part, each once, the whole part first."""
    graph = _without_asking(graph, members, wire_members)
    layer = _layers(graph, members, wire_members)
    depth = max(layer.values())
    whole = Cut((0,) * len(members), 0.0, 0.0)
    if not 1 < depth <= LAYERS_MOST:
        return [whole]
    stretches = _measure(graph, layer, wire_members, depth)
    widths = sorted(set(stretches.width.values()))
    least = max(stretches.width[at, at + 1] for at in range(1, depth + 1))
    widths = [width for width in widths if width >= least]
    widths = widths[:: 1 + len(widths) // WIDTHS_MOST] + widths[-1:]
    found: dict[tuple[int, ...], Cut] = {}
    for most in widths:
        starts, height = _join(stretches, depth, most)
        band = 0
        band_at = {}
        for at in range(1, depth + 1):
            band += at in starts and at > 1
            band_at[at] = band
        ends = [*sorted(starts)[1:], depth + 1]
        width = max(stretches.width[i, j] for i, j in zip(sorted(starts), ends, strict=True))
        if band:
            width += 2 * COMPACT.inset + 4 * COMPACT.pitch
        bands = [band_at[max(layer[member], 1)] for member in members]
        number = {band: place for place, band in enumerate(sorted(set(bands)))}  # some are empty
        band_of = tuple(number[band] for band in bands)
        found.setdefault(band_of, Cut(band_of, width, height))
    return sorted(found.values(), key=lambda cut: (cut.bands, cut.width))


def find_layers(
    graph: Graph, members: Sequence[int], wire_members: Sequence[int]
) -> dict[int, int]:
    """Return the layer of each member where its part is to be cut: a gate's from 1 on."""
    return _layers(_without_asking(graph, members, wire_members), members, wire_members)


def _without_asking(graph: Graph, members: Sequence[int], wire_members: Sequence[int]) -> Graph:
    """Return the graph in which no box asks for the last layer that a wire leaves, to no avail."""
    sources = {graph.ends[wire][0] for wire in wire_members}
    asking = [at for at in members if graph.boxes[at].rank_right and at in sources]
    if not asking:
        return graph
    boxes = list(graph.boxes)
    for at in asking:
        boxes[at] = replace(boxes[at], rank_right=False)
    return Graph(boxes, graph.wires, graph.ends)


def _layers(graph: Graph, members: Sequence[int], wire_members: Sequence[int]) -> dict[int, int]:
    """Return the layer of each member: a gate's from 1 on, an input's that of its first gate.

    What is used in one place stands as near to that as it can.
    """
    operands: dict[int, list[int]] = {member: [] for member in members}
    users: dict[int, list[int]] = {member: [] for member in members}
    for wire in wire_members:
        source, target = graph.ends[wire]
        operands[target].append(source)
        if not graph.boxes[target].rank_right:
            users[source].append(target)
    layer: dict[int, int] = {}
    for member in members:
        sources = operands[member]
        layer[member] = 1 + max([layer[source] for source in sources]) if sources else 0
    private: dict[int, bool] = {}
    for member in members:
        used_once = len(users[member]) == 1
        private[member] = used_once and all(private[source] for source in operands[member])
    for member in reversed(members):
        sources = operands[member]
        if users[member] and sources:
            if sum([not private[source] for source in sources]) < 2:  # it goes where it is needed
                layer[member] = max(min([layer[user] for user in users[member]]) - 1, 1)
        elif users[member]:
            layer[member] = min([layer[user] for user in users[member]])
    for member in members:
        if graph.boxes[member].rank_right and operands[member]:  # an output's wire is never cut
            layer[member] = max([layer[source] for source in operands[member]])
    return layer


def _measure(
    graph: Graph, layer: dict[int, int], wire_members: Sequence[int], depth: int
) -> _Stretches:
    entering = [0.0] * (depth + 2)  # the width of the labels before each layer
    stack = [0.0] * (depth + 2)  # their height
    gates = [0.0] * (depth + 2)
    tall = [0.0] * (depth + 2)
    leaves = [30.0] * (depth + 2)
    has_source = {graph.ends[wire][1] for wire in wire_members}
    for member, at in layer.items():
        box = graph.boxes[member]
        if member in has_source and not box.rank_right:
            gates[at] = max(gates[at], box.width)
            tall[at] += box.height + box.rise + box.drop + COMPACT.clearance
        elif not box.rank_right:
            leaves[at] = max(leaves[at], box.width)
    lanes = [0] * (depth + 2)
    reach: dict[int, int] = {}
    for wire in wire_members:
        source, target = graph.ends[wire]
        one = graph.wires[wire]
        at = layer[target]
        if not graph.boxes[target].rank_right:
            entering[at] = max(entering[at], one.label_width)
            stack[at] += one.label_height + COMPACT.clearance
            reach[source] = max(reach.get(source, 0), at)
        else:
            leaves[0] = max(leaves[0], one.label_width + COMPACT.after + COMPACT.before)
    for source, far in reach.items():
        for at in range(layer[source] + 1, far + 1):
            lanes[at] += 1
    air = COMPACT.after + COMPACT.before
    width, height = {}, {}
    for i in range(1, depth + 1):
        wide, high = max(leaves[i:]), 0.0
        for j in range(i, depth + 1):
            wide += air + entering[j] + gates[j]
            high = max(high, stack[j], tall[j])
            width[i, j + 1] = wide + (leaves[0] if j == depth else air)
            height[i, j + 1] = high
    return _Stretches(width, height, lanes)


def _join(stretches: _Stretches, depth: int, most: float) -> tuple[set[int], float]:
    """Return the first layers of the bands that are lowest in all, none wider than `most`."""
    best = [0.0] * (depth + 2)
    came = [0] * (depth + 2)
    for j in range(2, depth + 2):
        best[j] = float("inf")
        for i in range(1, j):
            if stretches.width[i, j] > most:
                continue
            lanes = stretches.lanes[i]
            gap = COMPACT.room(lanes + 1) if i > 1 else 0.0
            high = best[i] + stretches.height[i, j] + gap
            if high < best[j]:
                best[j], came[j] = high, i
    starts, at = set(), depth + 1
    while at > 1:
        at = came[at]
        starts.add(at)
    return starts, best[depth + 1]
