"""The shapes that small images are drawn from, and which sets of images there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from ..engine.ops.op import Array

SIZE = 8
"""Pixels of an image along a side."""
HEIGHT = SIZE - 1
"""Rows of a shape: it stands at the top of its image, or one row lower."""


def shape(rows: str) -> Array:
    """Read a shape, HEIGHT × SIZE: 1 where there is ink."""
    return np.array([[float(one == "#") for one in row] for row in rows.split()])


@dataclass(frozen=True, slots=True)
class Kind:
    """Images of one shape."""

    name: str
    label: int
    """Its class: 0 or 1."""
    ink: Array
    """HEIGHT × SIZE."""
    alone: int
    """How many there are beside those that come in fours; a multiple of 4, so that noise and place
    say nothing about it."""


@dataclass(frozen=True, slots=True)
class ImageSet:
    """A set of images of two classes, the first in two forms, each the mirror of the other.

    Of its kinds the first four are the shape that looks left, the one that looks right, both at
    once and neither; ``fours`` times these four share their place and their noise. Then left +
    right = both + neither, pixel by pixel, so that whatever a linear classifier adds up, it cannot
    be right about all four.
    """

    name: str
    title: str
    classes: tuple[str, str]
    kinds: tuple[Kind, ...]
    fours: int


def _facing(
    body: str, side: str, names: tuple[str, str, str, str], alone: tuple[int, int, int, int]
) -> tuple[Kind, ...]:
    """Return the four kinds of a body, and of what it has at its left or at its right."""
    trunk, left = shape(body), shape(side)
    right = left[:, ::-1]
    inks = (trunk + left, trunk + right, trunk + left + right, trunk)
    return tuple(
        Kind(name, int(k > 1), np.minimum(ink, 1.0), count)
        for k, (name, ink, count) in enumerate(zip(names, inks, alone, strict=True))
    )


HORSE = """
........
........
........
..####..
..####..
..#..#..
..#..#..
"""
HEAD = """
.#......
.##.....
###.....
.##.....
........
........
........
"""
TREE = """
...##...
..####..
..####..
...##...
...##...
...##...
...##...
"""
SHAFT = """
........
........
........
.######.
........
........
........
"""
TIP = """
........
..#.....
.##.....
#.......
.##.....
..#.....
........
"""
BAR = """
...##...
...##...
...##...
...##...
...##...
...##...
...##...
"""

_HORSES = ("facing left", "facing right", "two heads", "no head")
_ARROWS = ("pointing left", "pointing right", "two tips", "no tip")

IMAGE_SETS: Mapping[str, ImageSet] = MappingProxyType(
    {
        row.name: row
        for row in (
            ImageSet(
                "horses",
                "Horses, and what is no horse",
                ("horse", "no horse"),
                (
                    *_facing(HORSE, HEAD, _HORSES, (4, 4, 0, 8)),
                    Kind("tree", 1, shape(TREE), 8),
                ),
                fours=4,
            ),
            ImageSet(
                "trees",
                "Horses and trees",
                ("horse", "tree"),
                (
                    *_facing(HORSE, HEAD, _HORSES, (8, 8, 0, 0)),
                    Kind("tree", 1, shape(TREE), 24),
                ),
                fours=0,
            ),
            ImageSet(
                "arrows",
                "Arrows, and what is no arrow",
                ("arrow", "no arrow"),
                (
                    *_facing(SHAFT, TIP, _ARROWS, (4, 4, 0, 8)),
                    Kind("bar", 1, shape(BAR), 8),
                ),
                fours=4,
            ),
        )
    }
)
