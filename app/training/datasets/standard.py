"""From a data set's own units to those that a network learns in: (x − center) / scale."""

from dataclasses import dataclass

import numpy as np

from ...engine.ops.op import Array
from ..config import DatasetConfig

ALIKE = 5.0
"""Columns that spread alike within this factor are left as they are, when nobody says."""
DIGITS = 4
"""Center and scale have so many, which are read and shared easily."""


@dataclass(frozen=True, slots=True)
class Standard:
    """What is taken off each coordinate, and what it is divided by then."""

    center: tuple[float, float] = (0.0, 0.0)
    scale: tuple[float, float] = (1.0, 1.0)

    def of(self, points: Array) -> Array:
        """Return points, 2 × points, in the network's units."""
        if self == PLAIN:
            return points
        return (points - _column(self.center)) / _column(self.scale)


PLAIN = Standard()
"""Units that are left as they are."""


def standard_of(config: DatasetConfig, points: Array, *, own: bool) -> Standard:
    """Return the units of a configuration whose training points are these, 2 × points."""
    wanted = config.standardize
    if wanted is False or not points.size or (wanted is None and not own):
        return PLAIN
    spread = points.std(axis=1)
    if wanted is None and not 0 < ALIKE * spread.min() < spread.max():
        return PLAIN
    center = config.center or _pair(points.mean(axis=1))
    scale = config.scale or _pair(np.where(spread > 0, spread, 1.0))
    return Standard(center, scale)


def _column(pair: tuple[float, float]) -> Array:
    return np.array(pair)[:, None]


def _pair(values: Array) -> tuple[float, float]:
    first, second = (float(f"{value:.{DIGITS}g}") for value in values)
    return first, second
