"""What one data set is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from ...engine.ops.op import Array


@dataclass(frozen=True, slots=True)
class Asked:
    """What a generator is asked for."""

    samples: int
    noise: float
    classes: int
    variant: str
    points: tuple[tuple[float, float, float], ...]
    curve: Callable[[Array], Array] | None


Generator = Callable[[np.random.Generator, Asked], tuple[Array, Array]]
"""Gives points, 2 × samples, and their labels."""


class Source(StrEnum):
    """Where the points of a data set come from."""

    MADE = "made"
    """The row's own rule makes them, from the seed."""
    FUNCTION = "function"
    """The seed places them, and a function that the configuration writes labels them."""
    POINTS = "points"
    """The configuration holds them."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """One data set; ``classes`` is 0 where its labels are values."""

    name: str
    title: str
    help: str
    make: Generator
    classes: int = 2
    """How many classes there are when nobody says."""
    most_classes: int = 2
    samples: int = 200
    """How many points there are when nobody says."""
    fixed: int | None = None
    """How many points there always are."""
    noise: str = "Points are thrown off their place by up to so much, both ways."
    """What the noise does; empty where it does nothing."""
    variants: tuple[str, ...] = ("",)
    axes: tuple[str, str] = ("x1", "x2")
    class_names: tuple[str, ...] = ()
    """What the classes are called, where they have names."""
    extent: float = 5.0
    middle: tuple[float, float] = (0.0, 0.0)
    """The plane goes from ``middle`` − ``extent`` to ``middle`` + ``extent``."""
    grows: bool = False
    """Whether the plane is as large as the points need, rather than ``extent``."""
    source: Source = Source.MADE


def thrown(rng: np.random.Generator, samples: int, noise: float) -> Array:
    """Return how far points are thrown, both ways: 2 × samples, uniform within ±noise."""
    return rng.uniform(-noise, noise, (2, samples))


def polar(radius: Array, angle: Array) -> Array:
    """Return the points at these radii and angles from the upward axis, clockwise."""
    return np.stack((radius * np.sin(angle), radius * np.cos(angle)))


def halves(samples: int) -> tuple[int, int]:
    """Share samples between class 1 and class 0."""
    return samples - samples // 2, samples // 2
