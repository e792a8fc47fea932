"""Measuring a layout: rectangles, label boxes, and points along SVG paths."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from app.drawing.layout import Box, Layout, Wire

Point = tuple[float, float]

ROUNDING = 0.11
"""Paths and label places are rounded to one decimal."""


@dataclass(frozen=True)
class Rectangle:
    name: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Rectangle) -> bool:
        return (
            self.left < other.right - ROUNDING
            and other.left < self.right - ROUNDING
            and self.top < other.bottom - ROUNDING
            and other.top < self.bottom - ROUNDING
        )

    def holds(self, point: Point) -> bool:
        x, y = point
        inside_x = self.left + ROUNDING < x < self.right - ROUNDING
        return inside_x and self.top + ROUNDING < y < self.bottom - ROUNDING


def around(name: str, x: float, y: float, width: float, height: float) -> Rectangle:
    return Rectangle(name, x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def footprints(layout: Layout) -> list[Rectangle]:
    return [
        Rectangle(
            f"box {n.id}",
            n.x - n.width / 2,
            n.y - n.height / 2 - n.rise,
            n.x + n.width / 2,
            n.y + n.height / 2 + n.drop,
        )
        for n in layout.nodes
    ]


def bodies(boxes: Sequence[Box], layout: Layout) -> list[Rectangle]:
    return [
        around(f"box {box.id}", node.x, node.y, box.body or box.width, box.height)
        for box, node in zip(boxes, layout.nodes, strict=True)
    ]


def labels(wires: Sequence[Wire], layout: Layout) -> list[Rectangle]:
    return [
        around(
            f"label {wire.id}",
            edge.value_at[0],
            edge.value_at[1] + (wire.up or wire.label_height / 8),
            wire.label_width,
            wire.label_height,
        )
        for wire, edge in zip(wires, layout.edges, strict=True)
    ]


def overlapping(rectangles: Sequence[Rectangle]) -> list[tuple[str, str]]:
    found = []
    ordered = sorted(rectangles, key=lambda r: r.left)
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.left >= one.right:
                break
            if one.overlaps(other):
                found.append((one.name, other.name))
    return found


@lru_cache(maxsize=2_000)
def follow(path: str) -> Sequence[Point]:
    """Return points along a path, curves cut into short pieces and lines every few px."""
    points = list(_corners(path))
    fine = points[:1]
    for (x0, y0), (x1, y1) in pairwise(points):
        pieces = 1 + int(max(abs(x1 - x0), abs(y1 - y0)) / 8)
        fine += [
            (x0 + (x1 - x0) * i / pieces, y0 + (y1 - y0) * i / pieces) for i in range(1, pieces + 1)
        ]
    return tuple(fine)


def _corners(path: str) -> Iterator[Point]:
    x = y = 0.0
    for command, numbers in re.findall(r"([MHVCQ])([^MHVCQ]*)", path):
        values = [float(number) for number in numbers.split()]
        if command == "M":
            x, y = values
            yield x, y
        elif command == "H":
            (x,) = values
            yield x, y
        elif command == "V":
            (y,) = values
            yield x, y
        else:
            controls = [(x, y), *zip(values[::2], values[1::2], strict=True)]
            for i in range(1, 13):
                yield _on_curve(controls, i / 12)
            x, y = controls[-1]


def _on_curve(controls: list[Point], t: float) -> Point:
    """Return a point of a Bezier curve (de Casteljau)."""
    while len(controls) > 1:
        controls = [
            (x0 + (x1 - x0) * t, y0 + (y1 - y0) * t) for (x0, y0), (x1, y1) in pairwise(controls)
        ]
    return controls[0]
