"""Counting crossings, and the medians that avoid them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from itertools import pairwise

from ...engine.stopping import step_by_step


def count_inversions(places: Sequence[float]) -> int:
    """Return how many pairs of a sequence are in descending order: crossings, in a gap."""
    for before, after in pairwise(places):
        if before > after:
            break
    else:
        return 0
    seen: list[float] = []
    total = 0
    for count, place in step_by_step(enumerate(places)):
        total += count - bisect_right(seen, place)
        insort(seen, place)
    return total


def exchange_gain(upper: list[int], lower: list[int]) -> int:
    """Return the crossings saved by exchanging two vertices with these neighbours."""
    gain = 0
    if len(upper) * len(lower) > 64:
        lower = sorted(lower)
        twice = [bisect_left(lower, high) + bisect_right(lower, high) for high in upper]
        return sum(twice) - len(upper) * len(lower)
    for high in upper:
        for low in lower:
            if high > low:
                gain += 1
            elif high < low:
                gain -= 1
    return gain


def weighted_median(places: list[int]) -> float:
    """Return the weighted median of Gansner et al. 1993 of three or more sorted places."""
    middle = len(places) // 2
    if len(places) % 2:
        return places[middle]
    low, high = places[middle - 1] - places[0], places[-1] - places[middle]
    if low + high == 0:
        return (places[middle - 1] + places[middle]) / 2
    return (places[middle - 1] * high + places[middle] * low) / (low + high)
