"""The loss of a program over one or two axes: how its landscape looks around a point."""

from collections.abc import Sequence
from math import isqrt

import numpy as np

from ..engine.ops.op import Array
from ..engine.tape import Tape
from ..engine.vmap import plan_vmap
from ..language import Program
from .axes import Axis, values_at
from .parameters import require_loss

AT_ONCE = 65_536
"""Elements of the largest array: it then stays in the processor's cache."""


def surface(program: Program, axes: Sequence[Axis], count: int) -> Array:
    """Return the loss at ``count`` places along each axis: those of the first are the columns.

    With one axis there is one row. All other numbers are the program's own.

    Raises:
        EngineError: a gate met data it cannot work on, or it takes too long.
        ShapeError: the output is not one number.
    """
    require_loss(program)
    tape = Tape(program.graph, [program.output])
    tape.forward()
    places = [axis.places(count) for axis in axes]
    columns, rows = places[0], (places[1] if len(places) > 1 else np.zeros(1))
    vmap = plan_vmap(tape, program.output, dict.fromkeys(k for a in axes for k in a.leaves))
    width, height = _tile(len(columns), len(rows), AT_ONCE // vmap.largest)
    values = np.empty((len(rows), len(columns)))
    for top in range(0, len(rows), height):
        for left in range(0, len(columns), width):
            window = slice(top, top + height), slice(left, left + width)
            part = [columns[window[1]], rows[window[0]]]
            found = vmap(values_at(program, axes, part[: len(axes)]))
            values[window] = found.reshape(found.shape[:2])
    return values


def _tile(columns: int, rows: int, places: int) -> tuple[int, int]:
    """Return the width and height of a tile of at most so many places, or of one.

    It is as square as it can be: what moves along one axis only is computed once for a whole row or
    column of the tile.
    """
    width = min(columns, max(1, isqrt(max(places, 1)), places // rows))
    return width, min(rows, max(1, places // width))
