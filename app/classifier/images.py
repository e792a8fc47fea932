"""Small images made by a seeded generator, for what hidden units buy over a linear classifier."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..engine.ops.op import Array
from ..training.errors import ConfigError
from .image_sets import HEIGHT, IMAGE_SETS, SIZE, ImageSet, Kind

MOST_NOISE = 2
"""How many tenths a pixel may be from paper or ink."""
LARGEST_SEED = 2**32 - 1

Sheet: TypeAlias = tuple[int, NDArray[np.int64]]


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

    A shape stands at the top of its sheet or one row lower, by turns, and each pixel is off by 0, 1
    or 2 tenths. Of four sheets the last two have the noise of the first two turned round (0 for 2),
    so that on the average of a kind noise says nothing. The same seed gives the same images.

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
    for sheet in islice(_sheets(rng), chosen.fours):
        for k, kind in enumerate(chosen.kinds[:4]):
            yield k, _image(kind, sheet)
    for k, kind in enumerate(chosen.kinds):
        for sheet in islice(_sheets(rng), kind.alone):
            yield k, _image(kind, sheet)


def _sheets(rng: np.random.Generator) -> Iterator[Sheet]:
    """Give sheets without end: how many rows down the shape stands, and the noise in tenths."""
    while True:
        first, second = rng.integers(0, MOST_NOISE + 1, (2, SIZE, SIZE))
        yield from enumerate((first, second))
        yield from enumerate((MOST_NOISE - first, MOST_NOISE - second))


def _image(kind: Kind, sheet: Sheet) -> Array:
    """Return one image, row by row."""
    down, noise = sheet
    ink = np.zeros((SIZE, SIZE))
    ink[down : down + HEIGHT] = kind.ink
    pixels: Array = np.abs(10 * ink - noise).ravel() / 10
    return pixels
