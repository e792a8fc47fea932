"""One's own data: a curve that parts the plane, or points set by hand."""

import numpy as np

from ...engine.ops.op import Array
from .row import Asked, DataSet, Source, thrown

EXTENT = 2.0
MOST_CLASSES = 100
"""Labels beyond are values."""


def _curve(rng: np.random.Generator, asked: Asked) -> tuple[Array, Array]:
    points = rng.uniform(-EXTENT, EXTENT, (2, asked.samples))
    moved = points + thrown(rng, asked.samples, asked.noise)
    assert asked.curve is not None, "the data set curve comes with its function"
    return points, (moved[1] > asked.curve(moved[0])).astype(np.float64)


def _custom(rng: np.random.Generator, asked: Asked) -> tuple[Array, Array]:
    x1, x2, labels = np.array(asked.points, np.float64).reshape(-1, 3).T
    return np.stack((x1, x2)), labels.copy()


def classes_of(labels: Array) -> int:
    """Return how many classes some labels speak of, two at least; 0 where they are values."""
    largest = labels.max(initial=0.0)
    if labels.min(initial=0.0) < 0 or largest >= MOST_CLASSES or np.any(labels % 1):
        return 0
    return max(2, int(largest) + 1)


ROWS = (
    DataSet(
        "curve",
        "Above a curve",
        "Points labelled by lying above x2 = f(x1), where f is written as a program writes it.",
        _curve,
        noise="The place that decides about the label is thrown off by up to so much.",
        extent=EXTENT,
        source=Source.FUNCTION,
    ),
    DataSet(
        "custom",
        "Your own",
        "Points set on the plane, pasted or dropped.",
        _custom,
        most_classes=5,
        noise="",
        extent=5.0,
        grows=True,
        source=Source.POINTS,
    ),
)
