"""Gates that add axes, drop them, and repeat an array along them."""

from typing import Any

import numpy as np

from ..errors import ShapeError
from .axes import settled_axis
from .broadcasting import broadcast_axes, sum_to, sum_to_text
from .op import Array, Op, Param, Pattern, Shape, describe_shape


def _new_axis(axis: int, rank: int, shape: Shape) -> int:
    """Return where a new axis is, counted from 0, among those of an array of this shape."""
    if -rank - 1 <= axis <= rank:
        return axis % (rank + 1)
    raise ShapeError(
        f"stack: arrays of shape {describe_shape(shape)} cannot get a new axis {axis}",
        hint=f"the new axis goes from 0 to {rank}, or from −{rank + 1} to −1",
    )


def _stacked(*shapes: Shape, axis: int) -> Shape:
    first = shapes[0]
    for other in shapes:
        if other != first:
            raise ShapeError(
                f"stack: shapes {describe_shape(first)} and {describe_shape(other)} differ",
                hint="all arrays need the same shape; concat joins arrays along an axis they have",
            )
    place = _new_axis(axis, len(first), first)
    return (*first[:place], len(shapes), *first[place:])


def _stack(*args: Array, out: Array, axis: int) -> None:
    np.stack(args, axis=axis, out=out)


def _slice(y: Array, slot: int, axis: int) -> Array:
    """View what one argument has in the value."""
    return np.moveaxis(y, axis, 0)[slot, ...]


def _stack_vjp(slot: int, g: Array, y: Array, *args: Array, out: Array, axis: int) -> None:
    np.copyto(out, _slice(g, slot, axis))


def _stack_jvp(slot: int, t: Array, y: Array, *args: Array, axis: int) -> Array:
    out = np.zeros_like(y)
    _slice(out, slot, axis)[...] = t
    return out


def _stack_text(module: str) -> Any:
    word = "axis" if module == "np" else "dim"

    def text(shapes: tuple[Shape, ...], axis: int) -> str:
        names = ["{a}", "{b}", *(f"{{a{k}}}" for k in range(3, len(shapes) + 1))]
        if module == "torch" and not all(shapes):
            names = [f"torch.as_tensor({name}, dtype=torch.float64)" for name in names]
        return f"{module}.stack([{', '.join(names)}], {word}={axis})"

    return text


def _stack_vjp_text(slot: int, shapes: tuple[Shape, ...], axis: int) -> str:
    place = _new_axis(axis, len(shapes[0]), shapes[0])
    return f"{{g}}[{':, ' * place}{slot}]"


def _squeezed(x: Shape, axis: int | None) -> Shape:
    if axis is None:
        return tuple(size for size in x if size != 1)
    place = settled_axis(axis, x, "squeeze")
    if x[place] != 1:
        raise ShapeError(
            f"squeeze: axis {axis} of shape {describe_shape(x)} has {x[place]} elements",
            hint="only an axis of one element can be dropped; sum or mean folds a longer one",
        )
    return (*x[:place], *x[place + 1 :])


def _broadcast_shape(x: Shape, shape: Shape) -> Shape:
    fits = len(x) <= len(shape) and all(size > 0 for size in shape)
    pairs = zip(x[::-1], shape[::-1], strict=False)
    if not fits or any(size not in {1, wide} for size, wide in pairs):
        raise ShapeError(
            f"broadcast_to cannot repeat shape {describe_shape(x)} to {describe_shape(shape)}",
            hint="sizes must match from the right, or be 1 in the array",
        )
    return shape


def _broadcast(x: Array, out: Array, shape: Shape) -> None:
    np.copyto(out, x)


def _broadcast_vjp(g: Array, y: Array, x: Array, out: Array, shape: Shape) -> None:
    sum_to(g, out)


def _summed_written(slot: int, shapes: tuple[Shape], shape: Shape) -> str:
    """Write the sum over the axes along which an array was repeated, one after another."""
    axes, _ = broadcast_axes(shapes[0], shape)
    text, lead = "g", len(shape) - len(shapes[0])
    for axis in sorted(axes, reverse=True):
        text = f"sum({text}, axis={axis}{', keepdims=True' if axis >= lead else ''})"
    return text if shape[:lead].count(1) == 0 else f"reshape({text}, {shapes[0]})"


OPS = (
    Op(
        name="stack",
        glyph="stack",
        family="shapes",
        arguments=("a", "b"),
        forward=_stack,
        vjps=(_stack_vjp,),
        formula="stack(a, b)",
        derivatives=("g[...]", "g[...]"),
        behaviour="moves",
        summary="Cuts the upstream gradient along the new axis and hands each input its own slice.",
        numpy=_stack_text("np"),
        numpy_vjps=(_stack_vjp_text,),
        torch=_stack_text("torch"),
        pattern=Pattern.STRUCTURE,
        shape=_stacked,
        jvps=(_stack_jvp,),
        params=(Param("axis", 0, "axis", "Where the new axis is."),),
        variadic=True,
        written=lambda slot, shapes, axis: (
            f"g[{':, ' * _new_axis(axis, len(shapes[0]), shapes[0])}{slot}]"
        ),
        convention="The new axis has an element for each input, all of which have one shape.",
    ),
    Op(
        name="squeeze",
        glyph="squeeze",
        family="shapes",
        arguments=("x",),
        forward=lambda x, axis: np.squeeze(x, axis),
        vjps=(lambda g, y, x, out, axis: np.copyto(out, g.reshape(out.shape)),),
        formula="squeeze(x)",
        derivatives=("reshape(g)",),
        behaviour="moves",
        summary="Moves the upstream gradient back into the shape of its input.",
        numpy="np.squeeze({x}, axis={axis})",
        numpy_vjps=(lambda shapes, axis: f"np.reshape({{g}}, {shapes[0]})",),
        torch=lambda shapes, axis: f"{{x}}.squeeze({'' if axis is None else axis})",
        pattern=Pattern.STRUCTURE,
        shape=_squeezed,
        jvps="linear",
        params=(Param("axis", None, "axis", "The axis to drop; None: all of one element."),),
        sample=((1, 3),),
        view=True,
    ),
    Op(
        name="broadcast_to",
        glyph="repeat",
        family="shapes",
        arguments=("x",),
        forward=_broadcast,
        vjps=(_broadcast_vjp,),
        formula="broadcast_to(x)",
        derivatives=("g",),
        behaviour="distributes",
        summary="Hands every element the sum of the upstream gradients of its copies.",
        numpy="np.broadcast_to({x}, {shape})",
        numpy_vjps=(lambda shapes, shape: sum_to_text("{g}", shape, shapes[0]),),
        torch="torch.broadcast_to({x}, {shape})",
        pattern=Pattern.BLOCK,
        shape=_broadcast_shape,
        jvps="linear",
        params=(Param("shape", (1,), "shape", "The new shape."),),
        sample=((2,),),
        sample_params={"shape": (3, 2)},
        definition=lambda shapes, shape: (
            f"x + const(zeros({', '.join(map(str, shape)) or 1}))" + ("" if shape else "[0]")
        ),
        smooth_inside=True,
        written=_summed_written,
        convention="As in NumPy: sizes match from the right, and axes of one element are repeated.",
    ),
)
