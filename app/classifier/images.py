"""Small images made by a seeded generator, for what hidden units buy over a linear classifier."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..engine.ops.op import Array
from ..training.errors import ConfigError
from .image_sets import HEIGHT, IMAGE_SETS, SIZE, ImageSet, Kind

NOISE = 0.15
"""How far a pixel may be from paper or ink, from which it is rounded to a tenth."""
LARGEST_SEED = 2**32 - 1


@dataclass(frozen=True, slots=True)
class Images:
    """N images of SIZE × SIZE pixels, kind by kind."""

    set: ImageSet
    pixels: Array
    """N × SIZE², row by row of each image: 0 is paper and 1 is ink, in tenths."""
    labels: tuple[int, ...]
    kinds: tuple[str, ...]
    """What each shows."""


def make_images(name: str, seed: int) -> Images:
    """Draw the images of a set.

    A shape stands at the top of its image or one row lower, by turns; each pixel is off by a number
    that is drawn from 0 to NOISE. The same seed gives the same images.

    Raises:
        ConfigError: there is no such set, or the seed is out of its range.
    """
    if name not in IMAGE_SETS:
        raise ConfigError(
            "/set", f"there is no set of images {name}", hint=f"there are {', '.join(IMAGE_SETS)}"
        )
    if not 0 <= seed <= LARGEST_SEED:
        raise ConfigError(
            "/seed", f"the seed is {seed}", hint=f"give a whole number from 0 to {LARGEST_SEED}"
        )
    chosen = IMAGE_SETS[name]
    rows = sorted(_drawn(chosen, np.random.default_rng(seed)), key=lambda row: row[0])
    return Images(
        set=chosen,
        pixels=np.stack([pixels for _, pixels in rows]),
        labels=tuple(chosen.kinds[k].label for k, _ in rows),
        kinds=tuple(chosen.kinds[k].name for k, _ in rows),
    )


def _drawn(chosen: ImageSet, rng: np.random.Generator) -> Iterator[tuple[int, Array]]:
    """Give each image after the place of its kind: first the fours, then those that come alone."""
    for turn in range(chosen.fours):
        noise = rng.uniform(0.0, NOISE, (SIZE, SIZE))
        for k, kind in enumerate(chosen.kinds[:4]):
            yield k, _image(kind, turn, noise)
    for k, kind in enumerate(chosen.kinds):
        for turn in range(kind.alone):
            yield k, _image(kind, turn, rng.uniform(0.0, NOISE, (SIZE, SIZE)))


def _image(kind: Kind, turn: int, noise: Array) -> Array:
    """Return one image, row by row."""
    down = turn % 2
    ink = np.zeros((SIZE, SIZE))
    ink[down : down + HEIGHT] = kind.ink
    pixels: Array = np.abs(ink - noise).round(1).ravel()
    return pixels
