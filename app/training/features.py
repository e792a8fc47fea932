"""Features: what a network sees of a point of the plane."""

from collections.abc import Callable, Sequence

import numpy as np

from ..engine.ops.op import Array
from .formulas import formula

FEATURES: dict[str, Callable[[Array, Array], Array]] = {
    "x1": lambda x1, x2: x1,
    "x2": lambda x1, x2: x2,
    "x1^2": lambda x1, x2: x1 * x1,
    "x2^2": lambda x1, x2: x2 * x2,
    "x1*x2": lambda x1, x2: x1 * x2,
    "sin(x1)": lambda x1, x2: np.sin(x1),
    "sin(x2)": lambda x1, x2: np.sin(x2),
    "1": lambda x1, x2: np.ones_like(x1),
}
"""Each feature of points given by their coordinates; any other name is a formula over them."""


def feature_matrix(names: Sequence[str], points: Array) -> Array:
    """Return features × points, of the type of ``points`` (2 × points)."""
    rows = [
        FEATURES[name](*points) if name in FEATURES else formula(name, points) for name in names
    ]
    return np.array(rows, points.dtype)
