"""An array on a coarser raster, so that a large one can be drawn and sent.

Each cell of the raster stands for a block of elements and holds the one of them that is largest in
size, with its sign. A mean would be nearer to zero the larger the block, and let the few elements
that carry a sparse gradient vanish; so a cell of the raster is exactly zero where all of its
elements are.
"""

from collections.abc import Sequence

import numpy as np

from ..engine.ops.op import Array

MOST = 8
"""Rows and columns of a raster at most."""


def raster_size(rows: int, columns: int) -> tuple[int, int]:
    """Return the rows and columns of the raster of an array of so many."""
    return min(rows, MOST), min(columns, MOST)


def raster_of(numbers: Sequence[float] | Array, columns: int) -> list[float]:
    """Return the raster, row by row, of an array of so many columns that is given row by row."""
    if not columns:
        return []
    array = np.asarray(numbers, dtype=float).reshape(-1, columns)
    rows = len(array)
    down, across = raster_size(rows, columns)
    if (down, across) == (rows, columns):
        return [float(x) for x in array.flat]
    sizes = np.where(np.isnan(array), np.inf, np.abs(array))
    raster = []
    for r in range(down):
        lines = slice(r * rows // down, (r + 1) * rows // down)
        for c in range(across):
            block = lines, slice(c * columns // across, (c + 1) * columns // across)
            raster.append(float(array[block].flat[sizes[block].argmax()]))  # of several the first
    return raster
