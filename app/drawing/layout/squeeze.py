"""Heights pressed together, where a drawing has to be lower than straight wires let it be.

No drawing is lower than its fullest column. Columns that are not as full give way: what would be
above the top or below the bottom moves in, and moves its neighbours as far as they are in its way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .settle import Stacks

SLIGHT = 12.0
"""What is no further from the least height, px, is not pressed unless all is pressed."""
OFFSETS = (0.0, 0.5, 1.0)
"""Shares of what is pressed away that may be taken from the top."""


def press(stacks: Stacks, ys: list[float], share: float) -> Stacks:
    """Press the heights `ys` in place, px; return the stacks with the bounds they keep to."""
    up, down = stacks.above, stacks.below
    top = min([y - reach for y, reach in zip(ys, up, strict=True)])
    bottom = max([y + reach for y, reach in zip(ys, down, strict=True)])
    least = max([_full(stacks, column) for column in stacks.columns if column])
    excess = bottom - top - least
    excess = 0.0 if excess < SLIGHT and share < 1 else max(share * excess, 0.0)
    tried = [
        (new, _pressed(bounded, ys), bounded)
        for new, bounded in enumerate(
            replace(stacks, top=top + part * excess, bottom=bottom - (1 - part) * excess)
            for part in OFFSETS
        )
    ]
    _, ys[:], best = min(
        tried, key=lambda one: sum([abs(a - b) for a, b in zip(one[1], ys, strict=True)])
    )
    return best


def _full(stacks: Stacks, column: Sequence[int]) -> float:
    """Return how high a column is at least."""
    reach = sum([stacks.above[item] + stacks.below[item] for item in column])
    return reach + stacks.clearance * (len(column) - 1)


def _pressed(stacks: Stacks, ys: list[float]) -> list[float]:
    """Return the heights that are nearest to these within the bounds of the stacks."""
    pressed = ys[:]
    for column in stacks.columns:
        edge = stacks.top
        for item in column:
            edge += stacks.above[item]
            pressed[item] = max(pressed[item], edge)
            edge += stacks.below[item] + stacks.clearance
        edge = stacks.bottom
        for item in reversed(column):
            edge -= stacks.below[item]
            pressed[item] = min(pressed[item], edge)
            edge -= stacks.above[item] + stacks.clearance
    return pressed
