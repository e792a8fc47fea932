"""The data sets of TensorFlow Playground, after its generators."""

import numpy as np

from ...engine.ops.op import Array
from .row import Asked, DataSet, halves, thrown

FIELD = ((-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1))
"""The hills and hollows of the gaussian field: centre and sign."""
REACH = 2.0
"""How far a hill reaches."""


def _gaussian(rng: np.random.Generator, asked: Asked) -> tuple[Array, Array]:
    upper, lower = halves(asked.samples)
    spread = np.sqrt(0.5 + 7 * asked.noise)
    points = rng.normal(0, spread, (2, asked.samples))
    return points + np.repeat([2.0, -2.0], (upper, lower)), np.repeat([1.0, 0.0], (upper, lower))


def _xor(rng: np.random.Generator, asked: Asked) -> tuple[Array, Array]:
    points = rng.uniform(-5, 5, (2, asked.samples))
    points += np.where(points > 0, 0.3, -0.3)
    moved = points + thrown(rng, asked.samples, 5 * asked.noise)
    return points, (moved[0] * moved[1] >= 0).astype(np.float64)


def _plane(rng: np.random.Generator, asked: Asked) -> tuple[Array, Array]:
    points = rng.uniform(-6, 6, (2, asked.samples))
    moved = points + thrown(rng, asked.samples, 6 * asked.noise)
    return points, moved.sum(axis=0) / 10


def _gaussian_field(rng: np.random.Generator, asked: Asked) -> tuple[Array, Array]:
    points = rng.uniform(-6, 6, (2, asked.samples))
    moved = points + thrown(rng, asked.samples, 6 * asked.noise)
    centres = np.array(FIELD).T
    far = np.hypot(*(moved[:, :, None] - centres[:2, None, :]))
    heights = centres[2] * np.clip(1 - far / REACH, 0, 1)
    strongest = np.abs(heights).argmax(axis=1)
    return points, heights[np.arange(asked.samples), strongest]


ROWS = (
    DataSet(
        "gaussian",
        "Two clouds",
        "Two clouds of points: a straight line will do.",
        _gaussian,
        noise="The clouds spread by √(0.5 + 7·noise).",
        extent=6.0,
    ),
    DataSet(
        "xor",
        "Exclusive or",
        "Opposite quadrants belong together: no straight line parts them.",
        _xor,
        noise="The place that decides about the label is thrown off by up to five times so much.",
        extent=6.0,
    ),
    DataSet(
        "plane",
        "Plane",
        "Values that rise along the diagonal, to be learnt as numbers.",
        _plane,
        classes=0,
        most_classes=0,
        noise="The place that decides about the value is thrown off by up to six times so much.",
        extent=6.0,
    ),
    DataSet(
        "gaussian_field",
        "Hills",
        "Six hills and hollows, to be learnt as numbers.",
        _gaussian_field,
        classes=0,
        most_classes=0,
        noise="The place that decides about the value is thrown off by up to six times so much.",
        extent=6.0,
    ),
)
