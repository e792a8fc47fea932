"""Broadcasting, undone: the gradient of a repeated value is the sum over its repetitions."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Shape: TypeAlias = tuple[int, ...]


def broadcast_axes(narrow: Shape, wide: Shape) -> tuple[tuple[int, ...], Shape]:
    """Return the axes along which ``narrow`` was repeated to become ``wide``.

    Also returns ``narrow`` padded with leading ones to the rank of ``wide``.
    """
    padded = (1,) * (len(wide) - len(narrow)) + narrow
    axes = tuple(k for k, (a, b) in enumerate(zip(padded, wide, strict=True)) if a != b)
    return axes, padded


def sum_to(wide: NDArray[np.float64], out: NDArray[np.float64]) -> None:
    """Sum ``wide`` over the axes along which ``out`` was repeated, into ``out``."""
    if wide is not out:
        axes, kept = broadcast_axes(out.shape, wide.shape)
        np.add.reduce(wide, axis=axes, keepdims=True, out=out.reshape(kept))


def sum_to_text(expression: str, wide: Shape, narrow: Shape) -> str:
    """Write the NumPy for :func:`sum_to`; ``expression`` has shape ``wide``."""
    if wide == narrow:
        return expression
    if not narrow:
        return f"np.sum({expression})"
    axes, kept = broadcast_axes(narrow, wide)
    if axes:
        expression = f"np.sum({expression}, axis={axes}, keepdims=True)"
    return expression if kept == narrow else f"np.reshape({expression}, {narrow})"
