"""Data sets of the plane, each made from a seed: one row in one of the family files."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...engine.ops.op import Array
from ..config import DatasetConfig
from . import convnetjs, own, playground, shapes
from .row import Asked, DataSet, Source

Curve = Callable[[Array], Array]
"""What is written as f in x2 = f(x1): as many numbers as it is given."""

DATASETS: Mapping[str, DataSet] = {
    row.name: row for family in (convnetjs, playground, shapes, own) for row in family.ROWS
}
"""Every data set by its name."""

OWN_POINTS = next(row for row in DATASETS.values() if row.source is Source.POINTS)
"""The data set of points that a configuration holds."""

ROUND = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)
"""A plane reaches to one of these, times a power of ten."""

EMPTY = 5.0
"""How far a plane reaches that has no points yet."""


@dataclass(frozen=True)
class Data:
    """The points of a run. ``classes`` is 0 where labels are values."""

    points: Array
    """2 × points."""
    labels: Array
    """The class of each point, from 0, or its value."""
    test: NDArray[np.bool_]
    """Which points are for the test only."""
    classes: int
    names: tuple[str, str] = ("x1", "x2")
    extent: float = 5.0
    """The plane that is shown goes from −extent to extent, both ways."""


def make_data(config: DatasetConfig, curve: Curve | None = None) -> Data:
    """Make the points of a configuration; the same one makes the same points.

    ``curve`` is the function that the configuration writes. The configuration is taken to be
    checked, see ``app.training.checks``.
    """
    row = DATASETS[config.name]
    rng = np.random.default_rng(config.seed)
    classes = config.classes or row.classes
    asked = Asked(
        samples=row.fixed or config.samples,
        noise=config.noise,
        classes=classes,
        variant=config.variant or row.variants[0],
        points=config.points or (),
        curve=curve,
    )
    points, labels = row.make(rng, asked)
    if row.source is Source.POINTS:
        classes = own.classes_of(labels)
    test = np.zeros(len(labels), bool)
    count = round(config.test_fraction * len(labels))
    test[np.argsort(_lots(points, config.seed), kind="stable")[:count]] = True
    extent = row.extent
    if row.grows:
        extent = _reaching(float(np.abs(points).max(initial=0.0)))
    return Data(points, labels, test, classes, row.axes, extent)


def _lots(points: Array, seed: int) -> NDArray[np.uint64]:
    """Draw a number for each point, from the seed and its place alone.

    Points are for the test by the order of these numbers. A point that is added, moved or removed
    so leaves the others where they are, but for one at most: what was trained on does not become
    the test of it.
    """
    lots = np.full(points.shape[1], seed, np.uint64)
    for places in np.ascontiguousarray(points + 0.0).view(np.uint64):  # there is one zero, not two
        lots = _scrambled(lots ^ _scrambled(places))
    return lots


def _scrambled(bits: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return other 64 bits for each, that look drawn by lot (SplitMix64)."""
    bits = bits + np.uint64(0x9E3779B97F4A7C15)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


def _reaching(farthest: float) -> float:
    """Return how far a plane reaches that shows all points, with a little room around them."""
    if farthest == 0:
        return EMPTY
    wanted = 1.02 * farthest
    power = math.floor(math.log10(wanted))
    number = next((each for each in ROUND if each * 10.0**power >= wanted), ROUND[-1])
    return float(f"{number}e{power}")
