"""Buses: wires too long for a lane of their own in every column, led over the top of the drawing.

A bus rises in the gap right of its source, runs along a lane above everything else, and comes
down, once for each of its wires, in the gap left of that wire's label. Lanes are shared by buses
that do not overlap: first-fit colouring of intervals in order of their left ends.
"""

from __future__ import annotations

from heapq import heappop, heappush

from .mesh import NONE, Mesh

PITCH = 8.0
"""Distance between neighbouring lanes, and width that each rise or fall adds to its gap, px."""

RADIUS = 4.0
"""Radius of a bus's corners, px."""

Run = tuple[int, int]
"""A vertical run: the bus and the wire that it comes down for, or NONE where it rises."""


def plan_runs(mesh: Mesh) -> list[list[Run]]:
    """Return the vertical runs in the gap right of each layer, left to right."""
    runs: list[list[Run]] = [[] for _ in mesh.layers]
    for bus, wires in enumerate(mesh.buses):
        for wire in wires:
            runs[mesh.layer_of[mesh.link_target[mesh.last_link[wire]]] - 1].append((bus, wire))
    for bus, source in enumerate(mesh.bus_sources):
        runs[mesh.layer_of[source]].append((bus, NONE))
    return runs


def share_lanes(mesh: Mesh) -> list[int]:
    """Return the lane of each bus, 0 nearest to the drawing."""
    spans = []
    for bus, wires in enumerate(mesh.buses):
        targets = [mesh.link_target[mesh.last_link[wire]] for wire in wires]
        end = max([mesh.layer_of[target] for target in targets]) - 1
        spans.append((mesh.layer_of[mesh.bus_sources[bus]], end, bus))
    lane_of = [0] * len(spans)
    taken: list[tuple[int, int]] = []  # (layer where the lane falls free, lane)
    free: list[int] = []
    for start, end, bus in sorted(spans):
        while taken and taken[0][0] < start:
            heappush(free, heappop(taken)[1])
        lane_of[bus] = heappop(free) if free else len(taken)
        heappush(taken, (end, lane_of[bus]))
    return lane_of


def draw_bus(start: tuple[float, float], up: float, lane: float, down: float, end: float) -> str:
    """Return path data from `start` up at x = `up`, along y = `lane`, down at `down` to `end`."""
    x, y = start
    r = RADIUS
    return (
        f"M{x:.1f} {y:.1f}H{up - r:.1f}Q{up:.1f} {y:.1f} {up:.1f} {y - r:.1f}"
        f"V{lane + r:.1f}Q{up:.1f} {lane:.1f} {up + r:.1f} {lane:.1f}"
        f"H{down - r:.1f}Q{down:.1f} {lane:.1f} {down:.1f} {lane + r:.1f}"
        f"V{end - r:.1f}Q{down:.1f} {end:.1f} {down + r:.1f} {end:.1f}"
    )
