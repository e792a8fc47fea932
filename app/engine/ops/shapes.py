"""Gates that only move elements."""

from math import prod
from typing import Any

import numpy as np

from ..errors import ShapeError
from .axes import settled_axis
from .indexing import Key, basic_key, key_text
from .op import Array, Op, Param, Pattern, Shape, describe_shape


def _reshaped(x: Shape, shape: Shape) -> Shape:
    """Return the new shape, with −1 worked out."""
    count, free = prod(x), shape.count(-1)
    known = prod(size for size in shape if size != -1)
    fits = count % known == 0 if free == 1 and known > 0 else known == count
    if free > 1 or any(size < -1 for size in shape) or not fits:
        raise ShapeError(
            f"reshape cannot make shape {describe_shape(shape)} of {describe_shape(x)}, "
            f"which has {count:,} element{'' if count == 1 else 's'}",
            hint="the sizes must multiply to that; one of them may be −1, which is worked out",
        )
    return tuple(count // known if size == -1 else size for size in shape)


def _transposed(x: Shape, axes: tuple[int, ...] | None) -> Shape:
    if axes is None:
        return x[::-1]
    order = [settled_axis(axis, x, "transpose") for axis in axes]
    if sorted(order) != list(range(len(x))):
        raise ShapeError(
            f"transpose: the axes {list(axes)} do not name every axis of shape "
            f"{describe_shape(x)} once",
            hint=f"write the {len(x)} axes in another order, such as {list(range(len(x)))[::-1]}",
        )
    return tuple(x[axis] for axis in order)


def _transpose_vjp(g: Array, y: Array, x: Array, out: Array, axes: tuple[int, ...] | None) -> None:
    order = None if axes is None else np.argsort([axis % x.ndim for axis in axes]).tolist()
    np.copyto(out, np.transpose(g, order))


def _transpose_text(word: str) -> Any:
    def text(shapes: tuple[Shape], axes: tuple[int, ...] | None) -> str:
        hole = "{g}" if word == "backward" else "{x}"
        rank = len(shapes[0])
        order = list(range(rank))[::-1] if axes is None else [axis % rank for axis in axes]
        if word == "torch":
            return "{x}.T" if axes is None and rank == 2 else f"{{x}}.permute({tuple(order)})"
        if word == "backward":
            order = np.argsort(order).tolist()
        return f"{hole}.T" if axes is None else f"np.transpose({hole}, {tuple(order)})"

    return text


def _concatenated(*shapes: Shape, axis: int) -> Shape:
    shapes = tuple(shape or (1,) for shape in shapes)
    folded = settled_axis(axis, shapes[0], "concat")
    rest = {(*shape[:folded], *shape[folded + 1 :], len(shape)) for shape in shapes}
    if len(rest) > 1:
        raise ShapeError(
            f"concat cannot join shapes {', '.join(map(describe_shape, shapes))} along axis {axis}",
            hint="all other axes must have the same size",
        )
    return (
        *shapes[0][:folded],
        sum(shape[folded] for shape in shapes),
        *shapes[0][folded + 1 :],
    )


def _concat(*args: Array, out: Array, axis: int) -> None:
    np.concatenate([np.atleast_1d(argument) for argument in args], axis=axis, out=out)


def _block(slot: int, shapes: tuple[Shape, ...], axis: int) -> Key:
    """Return the key of one argument's block in the value."""
    shapes = tuple(shape or (1,) for shape in shapes)
    folded = axis % len(shapes[0])
    start = sum(shape[folded] for shape in shapes[:slot])
    return (*[(None, None, None)] * folded, (start, start + shapes[slot][folded], None))


def _concat_vjp(slot: int, g: Array, y: Array, *args: Array, out: Array, axis: int) -> None:
    """Write the argument's block of g."""
    block = g[basic_key(_block(slot, tuple(a.shape for a in args), axis))]
    np.copyto(out, block.reshape(out.shape))


def _concat_jvp(slot: int, t: Array, y: Array, *args: Array, axis: int) -> Array:
    """Return zeros with the tangent in the argument's block."""
    out = np.zeros_like(y)
    out[basic_key(_block(slot, tuple(a.shape for a in args), axis))] = t
    return out


def _concat_text(module: str) -> Any:
    word = "axis" if module == "np" else "dim"

    def text(shapes: tuple[Shape, ...], axis: int) -> str:
        names = ["{a}", "{b}", *(f"{{a{k}}}" for k in range(3, len(shapes) + 1))]
        if module == "torch" and not all(shapes):
            names = [f"torch.as_tensor({name}, dtype=torch.float64)" for name in names]
        flat = [n if s else f"{module}.atleast_1d({n})" for n, s in zip(names, shapes, strict=True)]
        return f"{module}.concatenate([{', '.join(flat)}], {word}={axis})"

    return text


def _concat_vjp_text(slot: int, shapes: tuple[Shape, ...], axis: int) -> str:
    block = _block(slot, shapes, axis)
    return f"{{g}}[{key_text(block) if shapes[slot] else block[0][0]}]"


OPS = (
    Op(
        name="reshape",
        glyph="reshape",
        family="shapes",
        arguments=("x",),
        forward=lambda x, shape: x.reshape(shape),
        vjps=(lambda g, y, x, out, shape: np.copyto(out, g.reshape(out.shape)),),
        formula="reshape(x)",
        derivatives=("reshape(g)",),
        behaviour="moves",
        summary="Moves the upstream gradient back into the shape of its input.",
        numpy="np.reshape({x}, {shape})",
        numpy_vjps=(lambda shapes, shape: f"np.reshape({{g}}, {shapes[0]})",),
        torch="{x}.reshape({shape})",
        pattern=Pattern.STRUCTURE,
        shape=_reshaped,
        jvps="linear",
        params=(Param("shape", (-1,), "shape", "The new shape; one size may be −1."),),
        view=True,
    ),
    Op(
        name="flatten",
        glyph="flatten",
        family="shapes",
        arguments=("x",),
        forward=lambda x: x.reshape(-1),
        vjps=(lambda g, y, x, out: np.copyto(out, g.reshape(out.shape)),),
        formula="flatten(x)",
        derivatives=("reshape(g)",),
        behaviour="moves",
        summary="Moves the upstream gradient back into the shape of its input.",
        numpy="np.reshape({x}, -1)",
        numpy_vjps=(lambda shapes: f"np.reshape({{g}}, {shapes[0]})",),
        torch="{x}.flatten()",
        pattern=Pattern.STRUCTURE,
        shape=lambda x: (prod(x),),
        jvps="linear",
        view=True,
    ),
    Op(
        name="transpose",
        glyph="T",
        family="shapes",
        arguments=("x",),
        forward=lambda x, axes: np.transpose(x, axes),
        vjps=(_transpose_vjp,),
        formula="x.T",
        derivatives=("g.T",),
        behaviour="moves",
        summary="Moves the upstream gradient back by transposing it too.",
        numpy=_transpose_text("forward"),
        numpy_vjps=(_transpose_text("backward"),),
        torch=_transpose_text("torch"),
        pattern=Pattern.STRUCTURE,
        shape=_transposed,
        jvps="linear",
        params=(Param("axes", None, "axes", "The new order of the axes; None reverses them."),),
        view=True,
    ),
    Op(
        name="concat",
        glyph="concat",
        family="shapes",
        arguments=("a", "b"),
        forward=_concat,
        vjps=(_concat_vjp,),
        formula="concat(a, b)",
        derivatives=("g[...]", "g[...]"),
        behaviour="moves",
        summary="Cuts the upstream gradient into blocks and hands each input its own.",
        numpy=_concat_text("np"),
        numpy_vjps=(_concat_vjp_text,),
        torch=_concat_text("torch"),
        pattern=Pattern.STRUCTURE,
        shape=_concatenated,
        jvps=(_concat_jvp,),
        params=(Param("axis", 0, "axis", "The axis to join along."),),
        variadic=True,
        convention="A scalar counts as a vector of one element.",
    ),
)
