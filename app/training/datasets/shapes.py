"""Moons, arms and clouds of several classes, and the students of the lecture."""

import numpy as np

from ...engine.ops.op import Array
from .row import Asked, DataSet, halves, polar, thrown

FIVE = 5


def _moons(rng: np.random.Generator, asked: Asked) -> tuple[Array, Array]:
    upper, lower = halves(asked.samples)
    first, second = (np.linspace(0, np.pi, max(count, 1))[:count] for count in (upper, lower))
    points = np.hstack(
        (
            np.stack((np.cos(first) - 0.5, np.sin(first) - 0.25)),
            np.stack((0.5 - np.cos(second), 0.25 - np.sin(second))),
        )
    )
    return 2.5 * points + rng.normal(0, 2.5 * asked.noise, points.shape), np.repeat(
        [1.0, 0.0], (upper, lower)
    )


def _shares(asked: Asked) -> list[int]:
    """Share the samples between the classes."""
    return [len(part) for part in np.array_split(np.arange(asked.samples), asked.classes)]


def _labels(asked: Asked) -> Array:
    return np.repeat(np.arange(float(asked.classes)), _shares(asked))


def _arms(rng: np.random.Generator, asked: Asked) -> tuple[Array, Array]:
    arms = []
    for k, count in enumerate(_shares(asked)):
        along = np.arange(1, count + 1) / max(count, 1)
        angle = 2 * np.pi * (k / asked.classes + 0.75 * along)
        arms.append(polar(5 * along, angle + rng.normal(0, 2 * asked.noise, count)))
    return np.hstack(arms), _labels(asked)


def _blobs(rng: np.random.Generator, asked: Asked) -> tuple[Array, Array]:
    labels = _labels(asked)
    centres = polar(np.full(asked.samples, 3.2), 2 * np.pi * labels / asked.classes)
    return centres + rng.normal(0, 0.4 + 4 * asked.noise, centres.shape), labels


def _pass_class(rng: np.random.Generator, asked: Asked) -> tuple[Array, Array]:
    """Pass those whose lectures and hours, the hours a little more, come to enough."""
    points = rng.uniform(0, 10, (2, asked.samples))
    moved = points + thrown(rng, asked.samples, 10 * asked.noise)
    return points, (0.8 * moved[0] + moved[1] > 7.5).astype(np.float64)


ROWS = (
    DataSet(
        "moons",
        "Moons",
        "Two half moons, each reaching into the other.",
        _moons,
        noise="A normal throw of 2.5 times so much.",
        extent=5.0,
    ),
    DataSet(
        "spirals3",
        "Arms",
        "Three to five arms of three quarters of a turn.",
        _arms,
        classes=3,
        most_classes=FIVE,
        samples=300,
        noise="A normal throw of twice so much in the angle.",
        extent=5.5,
    ),
    DataSet(
        "blobs",
        "Clouds",
        "Three to five round clouds on a circle.",
        _blobs,
        classes=3,
        most_classes=FIVE,
        samples=300,
        noise="The clouds spread by 0.4 + 4·noise.",
        extent=6.0,
    ),
    DataSet(
        "pass_class",
        "Will I pass?",
        "Students by lectures attended and hours spent on the project: 1 passed, 0 did not.",
        _pass_class,
        noise="Who passes is decided up to ten times so much beside where they stand.",
        axes=("lectures attended", "project hours"),
        class_names=("failed", "passed"),
        extent=5.0,
        middle=(5.0, 5.0),
    ),
)
