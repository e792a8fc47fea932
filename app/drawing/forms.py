"""The forms in which a value can stand on a wire, from the most telling to the smallest.

A number is written. A small array is a grid of its numbers; a larger one, or a small one where
there is no room, is a tile: a cell of colour for each element, or for each of a coarser raster. A
small tile is no higher than a line of text and has its shape beside it.
Which of them a picture has room for is for the layout to find out; it is the same form at each
wire of a value, above it for the value and below it for the gradient.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, prod
from typing import Literal, TypeAlias

from ..trace.numbers import show_shape
from ..trace.raster import MOST, raster_size

Kind: TypeAlias = Literal["number", "grid", "tile"]

LINE = 23.0
"""Height of a line of text, in px."""
NUMBER = 82.0
"""Width that a number is given, ``−0.0061`` while it is told of, in px."""
CELL = 76.0
"""Width of a cell of a grid, ``−0.45`` while it is told of and a space beside it, in px."""
CELL_LINE = 22.0
"""Height of a cell of a grid, in px."""
BRACKET = 8.0
"""Room for a bracket of a grid, in px."""
CAPTION = 18.0
"""Height of the line that says the shape of an array, in px."""
CAPTION_SIZE = 14.0
"""Height of its type, in px."""
CAPTION_WIDTHS = {**dict.fromkeys(" ,·", 32), **dict.fromkeys("()◂▸⁻⁰¹²³⁴⁵⁶⁷⁸⁹", 53), "×": 84}
"""How wide its characters are, in hundredths of its size, where they are wide; others are 64."""
GAP = 5.0
"""Room between a small tile and its caption, in px."""
TILE = 14.0
"""Side of a cell of a tile, in px."""
GRID_MOST = 6
"""Rows and columns of a grid at most."""
SHAPE_SIZE = 16.0
"""Height of a shape that stands for numbers, in px, where there is room."""
TOLD = 20.0
"""Height of a figure while it is told, in px."""
SMALL = 20.0
"""Height of a small tile, in px."""
SMALL_HIGH = 18.0
"""Height of its cells, in px."""
SMALL_WIDE = 28.0
"""Their width at most, in px."""
TINY = 4.0
"""Height below which they are square, in px: so many that what is said beside needs the room."""
TILE_MOST = MOST
"""Rows and columns of a tile at most: what has more is shown on a coarser raster."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a value is shown, and the room that the value alone, or the gradient alone, takes."""

    kind: Kind
    rows: int
    columns: int
    width: float
    height: float

    @property
    def is_small(self) -> bool:
        """Whether it is a tile that has its shape beside it, and not beyond it."""
        return self.kind == "tile" and self.height == SMALL

    @property
    def side(self) -> float:
        """Height of a cell, in px."""
        if self.kind != "tile":
            return CELL_LINE
        if not self.is_small:
            return TILE
        return min(SMALL_HIGH / max(self.rows, 1), SMALL_WIDE / max(self.columns, 1), TILE)

    @property
    def wide(self) -> float:
        """Width of a cell, in px: in a small tile up to twice its height, if it is not tiny."""
        if self.kind != "tile":
            return CELL
        if not self.is_small:
            return TILE
        most = self.side * (2 if self.side >= TINY else 1)
        return min(most, SMALL_WIDE / max(self.columns, 1), TILE)


def caption_width(text: str) -> int:
    """Return how wide a caption is, in hundredths of the size it is set at."""
    return sum(CAPTION_WIDTHS.get(character, 64) for character in text)


def forms_of(shape: Sequence[int]) -> tuple[Form, ...]:
    """Return the forms that a value of such a shape can have, the most telling first.

    A vector of n elements stands as a row of n cells or, which is narrower, as a column of them.
    What has more than two axes is laid out as rows of its last axis.
    """
    if prod(shape) == 1:
        return (Form("number", 1, 1, NUMBER, LINE),)
    columns = shape[-1]
    rows = prod(shape) // columns if columns else 0
    tiles = _tile(rows, columns), _small_tile(rows, columns)
    if not 0 < max(rows, columns) <= GRID_MOST:
        return tiles
    if len(shape) > 1:
        return (_grid(rows, columns), *tiles)
    return (_grid(rows, columns), _grid(columns, rows), *tiles)


def shape_forms(shape: Sequence[int], beside: str = "") -> tuple[Form, ...]:
    """Return the same of a value that has no numbers: its shape stands on the wire.

    It is a tile without cells, as high as a line, with room for a text as large as numbers are that
    are told, as large as others are, or as captions are; and first with room for what is said
    ``beside`` the shape.
    """
    if prod(shape) == 1:
        return (Form("number", 1, 1, NUMBER, LINE),)
    plain = f"◂ {show_shape(shape)}"
    texts = [plain + beside, plain] if beside else [plain]
    sizes = (TOLD, SHAPE_SIZE, CAPTION_SIZE)
    rooms = [float(ceil(size * caption_width(text) / 100)) for size in sizes for text in texts]
    widths = dict.fromkeys(max(room, NUMBER) for room in rooms)
    return tuple(Form("tile", 0, 0, width, SMALL) for width in widths)


def _grid(rows: int, columns: int) -> Form:
    """Return a grid; beyond it, seen from the wire, stands the shape."""
    width = max(NUMBER, CELL * columns + 2 * BRACKET)
    return Form("grid", rows, columns, width, CELL_LINE * rows + CAPTION)


def _tile(rows: int, columns: int) -> Form:
    """Return a tile; beyond it, seen from the wire, stands the shape."""
    down, across = raster_size(rows, columns)
    return Form("tile", down, across, max(NUMBER, TILE * across), TILE * down + CAPTION)


def _small_tile(rows: int, columns: int) -> Form:
    """Return a tile no higher than a line of text; beside it stands the shape."""
    down, across = raster_size(rows, columns)
    return Form("tile", down, across, NUMBER, SMALL)
