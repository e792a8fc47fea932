"""Graphs of several parts: telling the parts apart, and packing their pictures."""

from __future__ import annotations

from collections.abc import Sequence

PART_GAP = 32.0
"""Gap between the pictures of two parts, px."""

COLUMN_HEIGHT = 720.0
"""Parts that fit under one another in this height, px, are not set side by side."""

ASPECT = 16 / 9
"""Aimed-at ratio of width to height where they are."""


def find_parts(boxes: int, ends: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the connected parts, each a list of boxes, in order of their first box."""
    parent = list(range(boxes))

    def find(box: int) -> int:
        while parent[box] != box:
            parent[box] = box = parent[parent[box]]
        return box

    for source, target in ends:
        one, other = find(source), find(target)
        if one != other:
            parent[max(one, other)] = min(one, other)
    parts: dict[int, list[int]] = {}
    for box in range(boxes):
        parts.setdefault(find(box), []).append(box)
    return list(parts.values())


def pack(sizes: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the top left corner of each rectangle: under one another, in reading order.

    Where that would be too high, in rows from left to right, of about the shape of a screen.
    """
    stacked = sum([height for _, height in sizes]) + PART_GAP * (len(sizes) - 1)
    widest = max([width for width, _ in sizes], default=0.0)
    area = sum([(width + PART_GAP) * (height + PART_GAP) for width, height in sizes])
    limit = max(widest, (area * ASPECT) ** 0.5) if stacked > COLUMN_HEIGHT else 0.0
    corners = []
    x = y = row_height = 0.0
    for width, height in sizes:
        if x and x + width > limit:
            x, y, row_height = 0.0, y + row_height + PART_GAP, 0.0
        corners.append((x, y))
        x += width + PART_GAP
        row_height = max(row_height, height)
    return corners
