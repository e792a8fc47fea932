"""The forms in which a value can stand on a wire, from the most telling to the smallest.

A number is written. A small array is a grid of its numbers; a larger one, or a small one where
there is no room, is a tile: a cell of colour for each element, or for each of a coarser raster.
Which of them a picture has room for is for the layout to find out; it is the same form at each
wire of a value, above it for the value and below it for the gradient.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["number", "grid", "tile"]

LINE = 23.0
"""Height of a line of text, in px."""
NUMBER = 75.0
"""Width that a number is given, ``−0.00612``, in px."""
CELL = 58.0
"""Width of a cell of a grid, ``−0.045`` and the space beside it, in px."""
CELL_LINE = 20.0
"""Height of a cell of a grid, in px."""
TILE = 14.0
"""Side of a cell of a tile, in px."""
GRID_MOST = 6
"""Rows and columns of a grid at most."""
TILE_MOST = 8
"""Rows and columns of a tile at most: what has more is shown on a coarser raster."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a value is shown, and the room that the value alone, or the gradient alone, takes."""

    kind: Kind
    rows: int
    columns: int
    width: float
    height: float


def forms_of(shape: Sequence[int]) -> tuple[Form, ...]:
    """Return the forms that a value of such a shape can have, the most telling first.

    A vector of n elements stands as a row of n cells or, which is narrower, as a column of them.
    What has more than two axes is laid out as rows of its last axis.
    """
    if prod(shape) == 1:
        return (Form("number", 1, 1, NUMBER, LINE),)
    columns = shape[-1]
    rows = prod(shape) // columns if columns else 0
    tile = _tile(rows, columns)
    if not 0 < max(rows, columns) <= GRID_MOST:
        return (tile,)
    lying = Form("grid", rows, columns, CELL * columns, CELL_LINE * rows)
    if len(shape) > 1:
        return (lying, tile)
    return (lying, Form("grid", columns, 1, CELL, CELL_LINE * columns), tile)


def _tile(rows: int, columns: int) -> Form:
    """Return a tile; below it, and so within its height, stands the shape."""
    across, down = min(columns, TILE_MOST), min(rows, TILE_MOST)
    return Form("tile", down, across, max(NUMBER, TILE * across), TILE * down + LINE)
