"""What all losses share: a loss of each element, or of each row, and how these are put together.

A loss is given by its terms and by the slope of a term in each argument. A *row loss* has one term
for each row (the last axis) of its first argument; an elementwise loss has one for each element of
its broadcast arguments.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import prod
from typing import NamedTuple, TypeAlias

import numpy as np

from ..compiled.steps import Step, Steps, steps_of, unit_steps
from .broadcasting import sum_to, sum_to_text
from .op import Array, Kernel, Param, ParamValue, Shape

Terms: TypeAlias = Callable[..., object]
"""``terms(*args, out, **params)`` writes the terms."""
Slope: TypeAlias = Callable[..., object]
"""``slope(*args, out, **params)`` writes the derivative of every term, in the shape of the
broadcast arguments, or for a row loss in the shape of argument 0."""


def reduction(default: str) -> Param:
    """Return the option that all losses have."""
    return Param(
        "reduction", default, "reduction", 'How the terms are put together: "sum", "mean", "none".'
    )


class LossKernels(NamedTuple):
    """The rules of one loss, as its row takes them."""

    forward: Kernel
    vjps: tuple[Kernel, ...]
    jvps: tuple[Kernel, ...]


def loss_kernels(terms: Terms, slopes: Sequence[Slope], *, rows: bool = False) -> LossKernels:
    """Make the rules of a loss from its terms and slopes."""

    @Steps
    def forward(*args: Array, out: Array, reduction: str, **params: ParamValue) -> Iterator[Step]:
        if reduction == "none":
            yield from steps_of(terms, *args, out=out, **params)
            return
        each = np.empty(terms_shape(rows, [a.shape for a in args]))
        yield from steps_of(terms, *args, out=each, **params)
        yield _reduce, each, reduction, out

    def vjp(slope: Slope) -> Kernel:
        @unit_steps
        def rule(
            g: Array | None,
            y: Array,
            *args: Array,
            out: Array,
            reduction: str,
            **params: ParamValue,
        ) -> Iterator[Step]:
            shapes = [a.shape for a in args]
            wide_shape = _wide_shape(rows, shapes)
            wide = out if out.shape == wide_shape else np.empty(wide_shape)
            yield from steps_of(slope, *args, out=wide, **params)
            if g is not None:
                yield np.multiply, wide, g[..., None] if rows and g.ndim else g, wide
            if reduction == "mean":
                yield np.divide, wide, float(prod(terms_shape(rows, shapes))), wide
            if wide is not out:
                yield sum_to, wide, out

        return rule

    def jvp(slope: Slope) -> Kernel:
        def rule(t: Array, y: Array, *args: Array, reduction: str, **params: ParamValue) -> Array:
            wide = np.empty(_wide_shape(rows, [a.shape for a in args]))
            slope(*args, out=wide, **params)
            np.multiply(wide, t, out=wide)
            np.copyto(wide, 0.0, where=np.broadcast_to(t == 0.0, wide.shape))  # even times ∞
            each = np.asarray(np.add.reduce(wide, axis=-1)) if rows else wide
            if reduction == "none":
                return each
            out = np.empty(())
            _reduce(each, reduction, out)
            return out

        return rule

    return LossKernels(forward, tuple(map(vjp, slopes)), tuple(map(jvp, slopes)))


def terms_shape(rows: bool, shapes: Sequence[Shape]) -> Shape:
    """Return the shape of the terms, which is the value's where they are not put together."""
    return shapes[0][:-1] if rows else np.broadcast_shapes(*shapes)


def _wide_shape(rows: bool, shapes: Sequence[Shape]) -> Shape:
    return shapes[0] if rows else np.broadcast_shapes(*shapes)


def _reduce(each: Array, reduction: str, out: Array) -> None:
    np.add.reduce(each, axis=None, out=out)
    if reduction == "mean":
        np.divide(out, each.size, out=out)


def reduced_text(expression: str, terms: Shape, reduction: str, module: str = "") -> str:
    """Write how terms are put together; ``module`` is ``"np."``, ``"torch."`` or the language."""
    if not terms or reduction == "none":
        return expression
    return f"{module}{reduction}({expression})"


def slope_text(slope: str, arguments: Mapping[str, Shape], slot: int, reduction: str) -> str:
    """Write the backward line of an elementwise loss from its slope."""
    wide = np.broadcast_shapes(*arguments.values())
    share = f" / {prod(wide)}" if reduction == "mean" and wide else ""
    line = f"{{g}} * {slope}{share}"
    held = [shape for name, shape in arguments.items() if f"{{{name}}}" in slope]
    if reduction != "none" and np.broadcast_shapes(*held) != wide:
        line = f"np.broadcast_to({line}, {wide})"
    return sum_to_text(line, wide, list(arguments.values())[slot])


def row_upstream_text(rows: Shape, reduction: str) -> str:
    """Write the upstream gradient of each row, such that it broadcasts against the rows."""
    if reduction == "none" and rows:
        return "{g}[..., None]"
    return f"{{g}} / {prod(rows)}" if reduction == "mean" and rows else "{g}"
