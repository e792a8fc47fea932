"""Gates that only rewriting makes: several gates of a training graph as one.

They work on columns: a sample is a column of a units × batch array, since short contiguous axes
waste the vector units. No program can name them, and no picture shows them.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import ShapeError
from ..ops import OPS
from ..ops.normalizers import write_unshifted_softmax
from ..ops.op import Array, Op, Param, Pattern, Shape
from .steps import Step, extreme, number, unit_steps

SHIFT = Param("shift", True, "flag", "Whether the largest logit is subtracted before e^z.")
MARGIN = Param("margin", 1.0, "number", "How far ahead the right class has to be.")

Memo = dict[str, NDArray[Any]]
"""What a gate's forward steps leave for its backward steps."""


def _same_shape(z: Shape, y: Shape, **params: object) -> Shape:
    if len(z) != 2 or z != y:
        raise ShapeError("scores and one-hot targets are both classes × batch")
    return ()


# -- a row of ones -----------------------------------------------------------------------------


def _with_ones(x: Array, out: Array) -> None:
    out[:-1] = x
    out[-1] = 1.0


ONES_ROW = Op(
    name="ones_row",
    glyph="[x; 1]",
    family="fused",
    arguments=("x",),
    forward=_with_ones,
    vjps=(lambda g, y, x, out: np.copyto(out, g[:-1]),),
    formula="concat(x, 1)",
    derivatives=("g[:-1]",),
    behaviour="moves",
    summary="Puts a row of ones below a matrix, so that a bias is one more column of weights.",
    numpy="np.vstack([{x}, np.ones({x}.shape[1])])",
    numpy_vjps=("{g}[:-1]",),
    torch="torch.vstack([{x}, torch.ones({x}.shape[1])])",
    pattern=Pattern.STRUCTURE,
    shape=lambda x: (x[0] + 1, x[1]),
    extends=True,
)


# -- softmax and its cross entropy -------------------------------------------------------------


def _powers(z: Array, shift: bool, memo: Memo) -> Iterator[Step]:
    """Write e^z, or e^(z − top), and its sum over the classes."""
    if "powers" in memo:
        return
    like = z.dtype
    shifted = z
    if shift:
        top, shifted = np.empty((1, z.shape[1]), like), np.empty(z.shape, like)
        yield np.maximum.reduce, z, 0, None, top, True
        yield np.subtract, z, top, shifted
    powers, total = np.empty(z.shape, like), np.empty((1, z.shape[1]), like)
    yield np.exp, shifted, powers
    yield np.dot, np.ones((1, len(z)), like), powers, total
    memo.update(shifted=shifted, powers=powers, total=total)


@unit_steps
def _softmax_loss(z: Array, y: Array, out: Array, shift: bool, memo: Memo) -> Iterator[Step]:
    """Write Σ (ln Σ e^z − z at the class)."""
    yield from _powers(z, shift, memo)
    logs, shares = np.empty_like(memo["total"]), np.empty_like(z)
    right = np.empty((), z.dtype)
    yield np.log, memo["total"], logs
    yield np.add.reduce, logs, None, None, out
    yield np.multiply, memo["shifted"], y, shares
    yield np.add.reduce, shares, None, None, right
    yield np.subtract, out, right, out


@unit_steps
def _softmax_loss_by_z(
    g: Array | None, value: Array, z: Array, y: Array, out: Array, shift: bool, memo: Memo
) -> Iterator[Step]:
    """Write softmax(z) − y."""
    yield from _powers(z, shift, memo)
    yield np.divide, memo["powers"], memo["total"], out
    yield np.subtract, out, y, out
    if g is not None:
        yield np.multiply, out, g, out


SOFTMAX_LOSS = Op(
    name="column_softmax_cross_entropy",
    glyph="softmax CE",
    family="fused",
    arguments=("z", "y"),
    forward=_softmax_loss,
    vjps=(_softmax_loss_by_z, None),
    formula="-sum(y * log(softmax(z, axis=0)))",
    derivatives=("g * (softmax(z, axis=0) - y)", "0"),
    behaviour="scales",
    summary="The cross entropy of every column's softmax with a one-hot column, summed.",
    numpy="-np.sum({y} * np.log(np.exp({z}) / np.sum(np.exp({z}), axis=0)))",
    numpy_vjps=("{g} * (np.exp({z}) / np.sum(np.exp({z}), axis=0) - {y})", "0"),
    torch="-torch.sum({y} * torch.log_softmax({z}, 0))",
    pattern=Pattern.BLOCK,
    shape=_same_shape,
    params=(SHIFT,),
    shares=True,
)


UNSHIFTED_SOFTMAX = replace(
    OPS["softmax"], name="unshifted_softmax", forward=write_unshifted_softmax
)


# -- the multiclass hinge ----------------------------------------------------------------------


def _excess(z: Array, y: Array, margin: float, memo: Memo) -> Iterator[Step]:
    """Write z − z at the class + margin: at the class itself that is the margin."""
    if "excess" in memo:
        return
    excess, right = np.empty_like(z), np.empty((1, z.shape[1]), z.dtype)
    yield np.multiply, z, y, excess
    yield np.add.reduce, excess, 0, None, right, True
    yield np.subtract, z, right, excess
    yield np.add, excess, number(margin, z), excess
    memo["excess"] = excess


@unit_steps
def _hinge(z: Array, y: Array, out: Array, margin: float, memo: Memo) -> Iterator[Step]:
    """Write Σ max(0, excess), less the margin that every column has at its own class."""
    yield from _excess(z, y, margin, memo)
    over = np.empty_like(z)
    yield extreme(np.maximum, memo["excess"], 0.0, over)
    yield np.add.reduce, over, None, None, out
    yield np.subtract, out, number(margin * z.shape[1], z), out


@unit_steps
def _hinge_by_z(
    g: Array | None, value: Array, z: Array, y: Array, out: Array, margin: float, memo: Memo
) -> Iterator[Step]:
    """Write 1 where the excess is positive, and minus their number to the class."""
    yield from _excess(z, y, margin, memo)
    inside, number_inside = np.empty_like(z), np.empty((1, z.shape[1]), z.dtype)
    yield np.greater, memo["excess"], number(0.0, z), inside
    yield np.dot, np.ones((1, len(z)), z.dtype), inside, number_inside
    yield np.multiply, y, number_inside, out
    yield np.subtract, inside, out, out
    if g is not None:
        yield np.multiply, out, g, out


HINGE = replace(
    SOFTMAX_LOSS,
    name="column_hinge",
    glyph="hinge",
    forward=_hinge,
    vjps=(_hinge_by_z, None),
    formula="sum(max(0, z - right + margin)) - margin",
    derivatives=("g * (step(z - right + margin > 0) - n * y)", "0"),
    behaviour="gates",
    summary="The multiclass hinge of every column against its one-hot column, summed.",
    params=(MARGIN,),
)
