"""Numbers that are seen and not computed with, as whole steps between the least and the largest."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

DIGITS = ".8g"
"""Of the ends: as many as a number of 32 bits has."""
LARGEST = 1e37
"""Farther from zero nothing is told, so that the ends are numbers of 32 bits and so is their
difference."""


@dataclass(frozen=True, slots=True)
class Steps:
    """A number is low + (high − low) · value / 255, of uint16 / 65,535.

    ``low`` and ``high`` are one number, or a list of one for each row.
    """

    values: NDArray[Any]
    low: float | list[float]
    high: float | list[float]


MOST: dict[type, int] = {np.uint8: 255, np.uint16: 65_535}
"""The largest step of each type."""


def in_steps(rows: NDArray[Any], shape: tuple[int, ...], dtype: type = np.uint8) -> Steps:
    """Write rows in steps between the least and the largest number of each, in a shape.

    An infinite number becomes the nearest that is not, and what is no number the least.
    """
    if not rows.size:
        return Steps(np.zeros(shape, dtype), 0.0, 0.0)
    most = MOST[dtype]
    if len(rows) == 1:
        least, largest = float(rows.min()), float(rows.max())
        span = largest - least
        if 0 < span < LARGEST:  # as a plane is, for each frame
            values = rows - least
            values *= most / span
            values += 0.5
            return Steps(values.astype(dtype).reshape(shape), _digits(least), _digits(largest))
    low, high = rows.min(axis=1, keepdims=True), rows.max(axis=1, keepdims=True)
    with np.errstate(all="ignore"):
        if not np.isfinite(high - low).all():
            rows, low, high = _finite(rows)
        steps = np.minimum(np.float32(most) / (high - low), np.float32(LARGEST))
        steps[high == low] = 0
        values = (rows - low) * steps + np.float32(0.5)
    return Steps(values.astype(dtype).reshape(shape), _told(low), _told(high))


def _finite(rows: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    finite = np.isfinite(rows) & (abs(rows) < LARGEST)
    none = ~finite.any(axis=1, keepdims=True)
    low = np.where(finite, rows, np.float32(LARGEST)).min(axis=1, keepdims=True)
    high = np.where(finite, rows, np.float32(-LARGEST)).max(axis=1, keepdims=True)
    low[none] = high[none] = 0
    return np.clip(np.where(np.isnan(rows), low, rows), low, high), low, high


def _told(ends: NDArray[Any]) -> float | list[float]:
    told = [_digits(end) for end in ends[:, 0].tolist()]
    return told[0] if len(told) == 1 else told


def _digits(end: float) -> float:
    return float(format(end, DIGITS))
