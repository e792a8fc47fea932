"""Last corrections of heights: what floats in free room moves to where it belongs.

The mean of four alignments leaves things askew where these disagree: an input far from the gate it
feeds, a gate beside the middle of its operands. Here each *run*, items that one wire joins in a
straight line, moves as one: a run that begins with a gate goes to the median of its operands, any
other to its place in the stack of operands in front of the gate it feeds, as far as the neighbours
above and below let it. This is the median pass of Gansner et al. 1993 on runs in place of single
vertices: it can bend no straight wire and make no footprints overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...engine.stopping import step_by_step

ROUNDS = ((300, 10), (1500, 6), (8000, 3))
"""Rounds for drawings of up to so many items; `ROUNDS_AT_LEAST` for larger ones."""

ROUNDS_AT_LEAST = 1

STILL = 0.01
"""Heights closer than this, px, are the same height."""

ENOUGH = 1.0
"""If nothing moves further than this in a round, px, it was the last."""


@dataclass(frozen=True, slots=True)
class Stacks:
    """What stands where.

    `columns` holds the items top to bottom, `left` and `right` each item's neighbours, `operands`
    all of those on the left, also where a box goes by one of them; `above` and `below` how far each
    item reaches from its height, px.
    """

    columns: Sequence[Sequence[int]]
    left: Sequence[Sequence[int]]
    right: Sequence[Sequence[int]]
    operands: Sequence[Sequence[int]]
    above: Sequence[float]
    below: Sequence[float]
    clearance: float
    top: float = float("-inf")
    bottom: float = float("inf")


def settle(stacks: Stacks, vertices: int, ys: list[float]) -> None:
    """Improve the heights `ys` in place, px; items below `vertices` are no links."""
    columns, left, right = stacks.columns, stacks.left, stacks.right
    up, down, clearance = stacks.above, stacks.below, stacks.clearance
    rounds = next((most for limit, most in ROUNDS if len(ys) <= limit), ROUNDS_AT_LEAST)
    above, below = [-1] * len(ys), [-1] * len(ys)
    for column in columns:
        for upper, lower in pairwise(column):
            below[upper], above[lower] = lower, upper
    for turn in range(rounds):
        runs = _find_runs(columns, left, right, ys)
        runs.sort(key=lambda run: ys[run[0]], reverse=turn % 2 == 0)
        furthest = 0.0
        for run in step_by_step(runs):
            y = ys[run[0]]
            wanted = y
            if run[0] < vertices and left[run[0]]:
                wanted = _median([ys[other] for other in left[run[0]]])
            elif right[run[-1]]:
                last = run[-1]
                step = up[last] + down[last] + clearance
                wanted = _median(
                    [
                        ys[gate] + step * _place(last, stacks.operands[gate], left[gate])
                        for gate in right[last]
                    ]
                )
            if wanted < y - STILL:
                for item in run:
                    other = above[item]
                    edge = ys[other] + down[other] + clearance if other >= 0 else stacks.top
                    wanted = max(wanted, edge + up[item])
                wanted = min(wanted, y)
            elif wanted > y + STILL:
                for item in run:
                    other = below[item]
                    edge = ys[other] - up[other] - clearance if other >= 0 else stacks.bottom
                    wanted = min(wanted, edge - down[item])
                wanted = max(wanted, y)
            if wanted != y:
                furthest = max(furthest, abs(wanted - y))
                for item in run:
                    ys[item] = wanted
        if furthest < ENOUGH:
            break


def _find_runs(
    columns: Sequence[Sequence[int]],
    left: Sequence[Sequence[int]],
    right: Sequence[Sequence[int]],
    ys: Sequence[float],
) -> list[list[int]]:
    """Return the items of each run, left to right."""
    run_of = [-1] * len(ys)
    runs: list[list[int]] = []
    for column in columns:
        for item in column:
            other = left[item][0] if len(left[item]) == 1 else -1
            if other >= 0 and len(right[other]) == 1 and abs(ys[other] - ys[item]) < STILL:
                run_of[item] = run_of[other]
                runs[run_of[item]].append(item)
            else:
                run_of[item] = len(runs)
                runs.append([item])
    return runs


def _place(operand: int, operands: Sequence[int], main: Sequence[int]) -> float:
    """Return where in a stack an operand stands, from its middle or its main one, in operands."""
    if len(operands) == 1:
        return 0.0
    if len(main) == 1:
        return operands.index(operand) - operands.index(main[0])
    return operands.index(operand) - (len(operands) - 1) / 2


def _median(heights: list[float]) -> float:
    """Return the middle one, or the mean of the middle two."""
    if len(heights) > 2:
        heights.sort()
    return (heights[(len(heights) - 1) // 2] + heights[len(heights) // 2]) / 2
