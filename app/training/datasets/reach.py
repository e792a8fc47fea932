"""How much of the plane is shown: a square, in the units that the network sees."""

import math

import numpy as np

from ...engine.ops.op import Array
from .standard import PLAIN, Standard

ROUND = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)
"""A plane around zero reaches to one of these, times a power of ten."""
EMPTY = 5.0
"""How far a plane reaches that has no points yet."""
ROOM = 1.02
"""How much further a plane reaches than its points."""


def reaching(points: Array, standard: Standard) -> tuple[tuple[float, float], float]:
    """Return the middle and the half width of a plane that shows all points.

    The middle is zero where points lie to both sides of it, and that of the points elsewhere. Of
    what is negative nothing is shown where no point is.
    """
    if not points.size:
        return (0.0, 0.0), EMPTY
    seen, plain = standard.of(points), standard == PLAIN
    low, high = seen.min(axis=1), seen.max(axis=1)
    around = (low < 0) & (high > 0) | (low == high)
    middle = np.where(plain & around, 0.0, (low + high) / 2)
    away = float(np.maximum(high - middle, middle - low).max())
    if plain and not middle.any():
        return (0.0, 0.0), _round_up(ROOM * away)
    extent = ROOM * away or EMPTY
    zero = standard.of(np.zeros((2, 1)))[:, 0]
    positive = points.min(axis=1) >= 0
    first, second = np.where(positive, np.maximum(middle, zero + extent), middle).tolist()
    return (first, second), extent


def _round_up(wanted: float) -> float:
    if wanted == 0:
        return EMPTY
    power = math.floor(math.log10(wanted))
    number = next((each for each in ROUND if each * 10.0**power >= wanted), ROUND[-1])
    return float(f"{number}e{power}")
