"""What no drawing may have: things that overlap, and wires that go through them or nowhere."""

from __future__ import annotations

from app.drawing.layout import Layout
from tests.drawing.geometry import ROUNDING, bodies, follow, footprints, labels, overlapping
from tests.drawing.graphs import Graph


def overlaps(graph: Graph, layout: Layout) -> list[tuple[str, str]]:
    return overlapping(footprints(layout) + labels(graph[1], layout))


def trespasses(graph: Graph, layout: Layout) -> list[tuple[int, str]]:
    """Return where wires pass through the body of a box or the label of another wire."""
    boxes, wires = graph
    walls = sorted(bodies(boxes, layout) + labels(wires, layout), key=lambda r: r.top)
    found = []
    for wire, edge in zip(wires, layout.edges, strict=True):
        points = follow(edge.path)
        top, bottom = min(y for _, y in points), max(y for _, y in points)
        for wall in walls:
            if wall.name == f"label {wire.id}" or not (wall.top < bottom and top < wall.bottom):
                continue
            if any(wall.holds(point) for point in points):
                found.append((wire.id, wall.name))
    return found


def ends_off(graph: Graph, layout: Layout) -> list[int]:
    """Return the wires that do not run from body edge to body edge, level at both ends."""
    boxes, wires = graph
    body = dict(zip([box.id for box in boxes], bodies(boxes, layout), strict=True))
    found = []
    for wire, edge in zip(wires, layout.edges, strict=True):
        points = follow(edge.path)
        source, target = body[wire.source], body[wire.target]
        start, end = points[0], points[-1]
        fine = (
            abs(start[0] - source.right) < ROUNDING
            and abs(start[1] - (source.top + source.bottom) / 2) < ROUNDING
            and abs(end[0] - target.left) < ROUNDING
            and target.top < end[1] < target.bottom
        )
        if not fine:
            found.append(wire.id)
    return found


def bent_labels(graph: Graph, layout: Layout) -> list[str]:
    """Return the labels that their wire does not cross straight, in the middle."""
    found = []
    for rectangle, edge in zip(labels(graph[1], layout), layout.edges, strict=True):
        middle = (rectangle.top + rectangle.bottom) / 2
        points = follow(edge.path)
        level = [x for x, y in points if abs(y - middle) <= ROUNDING]
        crosses = min(level, default=rectangle.right) <= rectangle.left + ROUNDING
        crosses = crosses and max(level) >= rectangle.right - ROUNDING
        inside = [y for x, y in points if rectangle.holds((x, y))]
        if not crosses or any(abs(y - middle) > ROUNDING for y in inside):
            found.append(rectangle.name)
    return found
