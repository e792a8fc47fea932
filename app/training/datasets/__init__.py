"""Data sets of the plane, each made from a seed: one row in one of the family files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ...engine.ops.op import Array
from ..config import DatasetConfig
from . import convnetjs, own, playground, shapes
from .reach import reaching
from .row import Asked, DataSet, Source
from .standard import PLAIN, Standard, standard_of

Curve = Callable[[Array], Array]
"""What is written as f in x2 = f(x1): as many numbers as it is given."""

DATASETS: Mapping[str, DataSet] = {
    row.name: row for family in (convnetjs, playground, shapes, own) for row in family.ROWS
}
"""Every data set by its name."""

OWN_POINTS = next(row for row in DATASETS.values() if row.source is Source.POINTS)
"""The data set of points that a configuration holds."""


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
    """The plane that is shown goes from middle − extent to middle + extent, both ways, in the units
    that the network sees."""
    middle: tuple[float, float] = (0.0, 0.0)
    standard: Standard = PLAIN
    """From the data's own units to those that the network sees."""
    class_names: tuple[str, ...] = ()
    """What classes are called, as far as they have names."""

    @property
    def inputs(self) -> Array:
        """The points as the network sees them, 2 × points."""
        return self.standard.of(self.points)

    @property
    def fits(self) -> bool:
        """Whether all points lie on the plane that is shown."""
        away = np.abs(self.inputs - np.array(self.middle)[:, None])
        return bool((away <= self.extent).all())


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
    standard = standard_of(config, points[:, ~test], own=row.source is Source.POINTS)
    middle, extent = row.middle, row.extent
    if row.grows or standard != PLAIN:
        middle, extent = reaching(points, standard)
    return Data(
        points,
        labels,
        test,
        classes,
        names=config.columns or row.axes,
        extent=extent,
        middle=middle,
        standard=standard,
        class_names=config.class_names or row.class_names,
    )


def settled(config: DatasetConfig, data: Data) -> DatasetConfig:
    """Return the configuration with all that was found out of the points written into it.

    Points that are changed later are then seen in the same units.
    """
    standard = data.standard
    if standard == PLAIN:
        return replace(config, standardize=False, center=None, scale=None)
    return replace(config, standardize=True, center=standard.center, scale=standard.scale)


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
