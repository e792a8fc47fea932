"""The data sets of ConvNetJS's demo classify2d, after its generators."""

import numpy as np

from ...engine.ops.op import Array
from .row import Asked, DataSet, halves, polar, thrown

THIRTEEN = (
    (-0.4326, 1.1909, 1), (3.0, 4.0, 1), (0.1253, -0.0376, 1), (0.2877, 0.3273, 1),
    (-1.1465, 0.1746, 1), (1.8133, 1.0139, 0), (2.7258, 1.0668, 0), (1.4117, 0.5593, 0),
    (4.1832, 0.3044, 0), (1.8636, 0.1677, 0), (0.5, 3.2, 1), (0.8, 3.2, 1), (1.0, -2.2, 1),
)  # fmt: skip


def _simple(rng: np.random.Generator, asked: Asked) -> tuple[Array, Array]:
    x1, x2, labels = np.array(THIRTEEN).T
    return np.stack((x1, x2)), labels


def _circle(rng: np.random.Generator, asked: Asked) -> tuple[Array, Array]:
    """Give a disc of radius 2 in a ring from 3 to 5; the Playground's are to 2.5 and from 3.5."""
    inner, outer = halves(asked.samples)
    wide = asked.variant == "playground"
    radius = np.concatenate(
        (rng.uniform(0, 2.5 if wide else 2, inner), rng.uniform(3.5 if wide else 3, 5, outer))
    )
    around = 2 * np.pi * np.arange(outer) / max(outer, 1)
    angle = np.concatenate(
        (rng.uniform(0, 2 * np.pi, inner), rng.uniform(0, 2 * np.pi, outer) if wide else around)
    )
    points = polar(radius, angle)
    if wide:
        moved = points + thrown(rng, asked.samples, 5 * asked.noise)
        return points, (np.hypot(*moved) < 2.5).astype(np.float64)
    labels = np.repeat([1.0, 0.0], (inner, outer))
    return points + thrown(rng, asked.samples, asked.noise), labels


def _spiral(rng: np.random.Generator, asked: Asked) -> tuple[Array, Array]:
    """Give two arms of 1.25 turns, radius and angle thrown; the Playground's have 1.75."""
    wide = asked.variant == "playground"
    arms, starts = [], (0.0, np.pi)
    for count, start in zip(halves(asked.samples), starts, strict=True):
        along = np.arange(count) / max(count, 1)
        radius, angle = 5 * along, (1.75 if wide else 1.25) * 2 * np.pi * along + start
        if wide:
            arms.append(polar(radius, angle) + thrown(rng, count, asked.noise))
        else:
            off = thrown(rng, count, asked.noise)
            arms.append(polar(radius + off[0], angle + off[1]))
    return np.hstack(arms), np.repeat([1.0, 0.0], halves(asked.samples))


def _random(rng: np.random.Generator, asked: Asked) -> tuple[Array, Array]:
    labels = (rng.uniform(size=asked.samples) > 0.5).astype(np.float64)
    return rng.uniform(-3, 3, (2, asked.samples)), labels


ROWS = (
    DataSet(
        "spiral",
        "Spiral",
        "Two arms wound around each other: one bend is not enough.",
        _spiral,
        noise="Radius and angle (the Playground's: place) are thrown off by up to so much.",
        variants=("convnetjs", "playground"),
        extent=5.5,
    ),
    DataSet(
        "circle",
        "Circle",
        "A disc inside a ring: no straight line parts them.",
        _circle,
        samples=100,
        noise="Points (the Playground's: labels) are thrown off by up to so much.",
        variants=("convnetjs", "playground"),
        extent=5.5,
    ),
    DataSet(
        "simple",
        "Simple",
        "Thirteen points set by hand.",
        _simple,
        samples=13,
        fixed=13,
        noise="",
    ),
    DataSet(
        "random",
        "Random",
        "Classes by the toss of a coin: all that is learnt is learnt by heart.",
        _random,
        samples=40,
        noise="",
        extent=3.5,
    ),
)
