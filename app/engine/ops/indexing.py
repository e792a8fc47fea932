"""Taking elements of an array by position.

The key of ``index`` is a tuple with one item per axis from the left: a whole number, ``None`` for
a new axis, ``Ellipsis``, or for a slice a tuple ``(start, stop, step)`` of whole numbers and
``None``.
"""

from math import prod
from typing import Any, TypeAlias

import numpy as np

from ..errors import ShapeError
from .edges import Edge, not_finite_upstream
from .op import Array, Op, Param, Pattern, Shape, describe_shape

Key: TypeAlias = tuple[Any, ...]


def basic_key(key: Key) -> Key:
    """Return the key as NumPy takes it, such that indexing gives a view even of one element."""
    items = tuple(slice(*item) if isinstance(item, tuple) else item for item in key)
    return items if Ellipsis in items else (*items, Ellipsis)


def key_text(key: Key) -> str:
    """Write a key as between brackets: ``:, 0`` or ``None, 1:3``."""
    return ", ".join(_item_text(item) for item in key) or "()"


def _item_text(item: Any) -> str:
    if item is Ellipsis:
        return "..."
    if not isinstance(item, tuple):
        return str(item)
    start, stop, step = ("" if part is None else str(part) for part in item)
    return f"{start}:{stop}" + (f":{step}" if step else "")


def _indexed(x: Shape, key: Key) -> Shape:
    try:
        taken = np.broadcast_to(np.zeros(()), x)[basic_key(key)].shape
    except (IndexError, ValueError) as error:
        raise ShapeError(
            f"[{key_text(key)}] does not fit shape {describe_shape(x)}: {error}",
            hint="indices count from 0, or back from −1, along each axis from the left",
        ) from None
    if 0 in taken:
        raise ShapeError(
            f"[{key_text(key)}] takes nothing of shape {describe_shape(x)}: "
            f"{describe_shape(taken)} has no elements",
            hint="start:stop counts from 0 and leaves stop out; it takes at least one",
        )
    return taken


def _index_vjp(g: Array, y: Array, x: Array, out: Array, key: Key) -> None:
    """Write g to the elements that were taken and 0 elsewhere."""
    np.copyto(out, 0.0)
    out[basic_key(key)] = g


def _index_vjp_text(shapes: tuple[Shape], key: Key) -> str:
    shape, count = shapes[0], prod(shapes[0])
    places = np.arange(count).reshape(shape)[basic_key(key)]
    if places.size == count and np.all(np.diff(places.ravel()) == 1):
        return f"np.reshape({{g}}, {shape})"
    if not places.shape:
        return f"{{g}} * {_one_text(shape, int(places))}"
    taken = f"np.arange({count}).reshape({shape})[{key_text(key)}]"
    return f"np.bincount({taken}.ravel(), np.ravel({{g}}), {count}).reshape({shape})"


def _one_text(shape: Shape, place: int) -> str:
    """Write zeros with a one at a place, counted in row-major order."""
    row = f"np.eye({prod(shape)})[{place}]"
    return row if len(shape) == 1 else f"{row}.reshape({shape})"


def _strict_index_vjp_text(shapes: tuple[Shape], key: Key) -> str:
    """Write the backward line where 0 must be 0 even times an infinity."""
    product, line = "{g} * ", _index_vjp_text(shapes, key)
    if not line.startswith(product):
        return line
    return f"np.where({line.removeprefix(product)} == 1, {{g}}, 0)"


def _index_torch(shapes: tuple[Shape], key: Key) -> str:
    """Write the index for PyTorch, which has no negative steps: flip those axes first."""
    taking = sum(item is not None and item is not Ellipsis for item in key)
    items, flipped, axis = [], [], 0
    for item in key:
        if isinstance(item, tuple) and (item[2] or 1) < 0:
            size = shapes[0][axis]
            start, stop, step = slice(*item).indices(size)
            item = (size - 1 - start, size - 1 - stop, -step)
            flipped.append(axis)
        items.append(item)
        if item is Ellipsis:
            axis += len(shapes[0]) - taking
        elif item is not None:
            axis += 1
    flip = f".flip({tuple(flipped)})" if flipped else ""
    return f"{{x}}{flip}[{key_text(tuple(items))}]"


OPS = (
    Op(
        name="index",
        glyph="[ ]",
        family="shapes",
        arguments=("x",),
        forward=lambda x, key: x[basic_key(key)],
        vjps=(_index_vjp,),
        formula="x[key]",
        derivatives=("g",),
        behaviour="moves",
        summary="Moves the upstream gradient back to the elements it took; the others get zero.",
        numpy=lambda shapes, key: f"{{x}}[{key_text(key)}]",
        numpy_vjps=(_index_vjp_text,),
        numpy_vjp_edges={0: (Edge(not_finite_upstream, _strict_index_vjp_text),)},
        torch=_index_torch,
        pattern=Pattern.STRUCTURE,
        shape=_indexed,
        jvps="linear",
        params=(Param("key", (), "index", "What stands between the brackets."),),
        formulas=lambda shapes, key: (f"x[{key_text(key)}]", ("g",)),
        view=True,
    ),
)
