"""Axes of arrays: checks, and the line of text that an option becomes."""

from ..errors import ShapeError
from .op import Array, Shape, describe_shape


def settled_axis(axis: int, shape: Shape, gate: str) -> int:
    """Return the axis counted from 0.

    Raises:
        ShapeError: there is no such axis.
    """
    rank = len(shape)
    if -rank <= axis < rank:
        return axis % rank
    if not rank:
        raise ShapeError(
            f"{gate}: a scalar has no axis {axis}", hint="give an array, or leave the axis out"
        )
    raise ShapeError(
        f"{gate}: shape {describe_shape(shape)} has no axis {axis}",
        hint=f"axes go from 0 to {rank - 1}, or from −{rank} to −1",
    )


def reduced_shape(shape: Shape, axis: int | None, keepdims: bool, gate: str) -> Shape:
    """Return the shape after folding one axis, or all of them where ``axis`` is ``None``."""
    if axis is None:
        return (1,) * len(shape) if keepdims else ()
    folded = settled_axis(axis, shape, gate)
    return (*shape[:folded], *((1,) if keepdims else ()), *shape[folded + 1 :])


def kept_view(folded: Array, shape: Shape, axis: int | None) -> Array:
    """View a value folded from ``shape`` with its folded axes kept at size 1."""
    if axis is None:
        return folded.reshape((1,) * len(shape))
    folded_axis = axis % len(shape)
    return folded.reshape((*shape[:folded_axis], 1, *shape[folded_axis + 1 :]))


def axis_text(
    axis: int | None, keepdims: bool = False, words: tuple[str, str] = ("axis", "keepdims")
) -> str:
    """Write the options that differ from their defaults: ``, axis=0, keepdims=True``."""
    text = "" if axis is None else f", {words[0]}={axis}"
    return text + (f", {words[1]}=True" if keepdims else "")


def kept_text(name: str, axis: int | None, keepdims: bool) -> str:
    """Write a folded value such that it broadcasts against what was folded."""
    if axis is None or keepdims:
        return name
    return f"np.expand_dims({name}, {axis})"
