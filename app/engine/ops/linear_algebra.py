"""Products of vectors and matrices."""

from collections.abc import Iterator
from functools import partial
from math import prod

import numpy as np

from ..compiled.steps import Step, Steps
from ..errors import ShapeError
from .broadcasting import broadcast_axes, sum_to_text
from .op import Array, Op, Pattern, Shape, describe_shape


def _promoted(a: Shape, b: Shape) -> tuple[Shape, Shape]:
    """Make matrices of vectors: a row on the left, a column on the right."""
    return (1, *a) if len(a) == 1 else a, (*b, 1) if len(b) == 1 else b


def _matmul_shape(a: Shape, b: Shape) -> Shape:
    """Return the shape of ``a @ b``: (…,m,k) @ (…,k,n) is (…,m,n); a vector loses its axis."""
    if not a or not b:
        raise _of_scalar("@", a, b)
    left, right = _promoted(a, b)
    found = f"@ cannot multiply shapes {describe_shape(a)} and {describe_shape(b)}"
    if left[-1] != right[-2]:
        raise ShapeError(
            f"{found}: the inner sizes {left[-1]} and {right[-2]} differ",
            hint=_fitting(a, b),
        )
    try:
        stack = np.broadcast_shapes(left[:-2], right[:-2])
    except ValueError:
        stacks = f"{describe_shape(left[:-2])} and {describe_shape(right[:-2])}"
        raise ShapeError(
            f"{found}: their stacks of matrices do not broadcast",
            hint=f"{stacks} come before the matrices: sizes must match there, or one of them be 1",
        ) from None
    return (*stack, *left[-2 : -1 if len(a) > 1 else -2], *right[-1 : None if len(b) > 1 else -1])


def _matmul_products(a: Shape, b: Shape) -> int:
    """Return for each element of a product how long the row is that makes it, all together."""
    return prod(_matmul_shape(a, b)) * a[-1]


def _of_scalar(name: str, a: Shape, b: Shape) -> ShapeError:
    shapes = f"{describe_shape(a)} and {describe_shape(b)}"
    found = f"{name} needs vectors or matrices, not a scalar: the shapes are {shapes}"
    return ShapeError(found, hint="use * with a scalar")


def _fitting(a: Shape, b: Shape) -> str:
    """Say how two shapes would fit together that do not."""
    turned = {"left": (a[::-1], b), "right": (a, b[::-1]), "both": (a[::-1], b[::-1])}
    for side, (left, right) in turned.items():
        if len(a) == len(b) == 2 and left[1] == right[0]:
            which = "both of them" if side == "both" else f"the {side} one"
            fits = f"{describe_shape(left)} @ {describe_shape(right)} fits"
            return f"write .T behind {which}: {fits}"
    return "the last axis of the left must match the rows of the right; .T swaps axes"


def _dot_shape(a: Shape, b: Shape) -> Shape:
    if not a or not b:
        raise _of_scalar("dot", a, b)
    if len(a) > 2 or len(b) > 2:
        found = f"dot takes vectors and matrices, not {describe_shape(a)} and {describe_shape(b)}"
        raise ShapeError(found, hint="use @ for stacks of matrices")
    return _matmul_shape(a, b)


def _outer_shape(a: Shape, b: Shape) -> Shape:
    if len(a) != 1 or len(b) != 1:
        raise ShapeError(
            f"outer takes two vectors, not shapes {describe_shape(a)} and {describe_shape(b)}",
            hint="flatten makes a vector of an array",
        )
    return (*a, *b)


def _as_matrices(g: Array, a: Array, b: Array) -> tuple[Array, Array, Array]:
    """Return g, a and b with vectors made matrices; all three are views."""
    left, right = _promoted(a.shape, b.shape)
    stack = g.shape[: g.ndim - (a.ndim > 1) - (b.ndim > 1)]
    return g.reshape(*stack, left[-2], right[-1]), a.reshape(left), b.reshape(right)


def _summed_product(left: Array, right: Array, out: Array) -> None:
    """Write left @ right, summed over the stack along which ``out`` was repeated.

    Both have that part of the stack in full, so it joins the axis that the product sums over
    anyway, and no larger array comes into being.
    """
    rank = max(left.ndim, right.ndim)
    left = left.reshape((1,) * (rank - left.ndim) + left.shape)
    right = right.reshape((1,) * (rank - right.ndim) + right.shape)
    stack = np.broadcast_shapes(left.shape[:-2], right.shape[:-2])
    repeated, kept = broadcast_axes(out.shape[:-2], stack)
    stays = [axis for axis in range(rank - 2) if axis not in repeated]
    if repeated:
        left = left.transpose(*stays, rank - 2, *repeated, rank - 1)
        left = left.reshape(*left.shape[: len(stays) + 1], -1)
        right = right.transpose(*stays, *repeated, rank - 2, rank - 1)
        right = right.reshape(*right.shape[: len(stays)], -1, right.shape[-1])
    np.matmul(left, right, out=out.reshape(*(kept[axis] for axis in stays), *out.shape[-2:]))


def _product(left: Array, right: Array, out: Array) -> Step:
    """Return the step that writes left @ right; for two matrices ``dot`` is the quicker way."""
    if left.ndim == right.ndim == 2 and out.flags.c_contiguous:
        return np.dot, left, right, out
    return partial(np.matmul, out=out), left, right


@Steps
def _matmul(a: Array, b: Array, out: Array) -> Iterator[Step]:
    yield _product(a, b, out)


@Steps
def _matmul_left(g: Array, y: Array, a: Array, b: Array, out: Array) -> Iterator[Step]:
    """Write g·bᵀ."""
    if g.ndim == a.ndim == b.ndim == 2:
        yield _product(g, b.T, out)
        return
    g, a, b = _as_matrices(g, a, b)
    yield _summed_product, g, np.swapaxes(b, -1, -2), out.reshape(a.shape)


@Steps
def _matmul_right(g: Array, y: Array, a: Array, b: Array, out: Array) -> Iterator[Step]:
    """Write aᵀ·g."""
    if g.ndim == a.ndim == b.ndim == 2:
        yield _product(a.T, g, out)
        return
    g, a, b = _as_matrices(g, a, b)
    yield _summed_product, np.swapaxes(a, -1, -2), g, out.reshape(b.shape)


def _matmul_left_text(shapes: tuple[Shape, Shape]) -> str:
    a, b = shapes
    if len(a) == 1 and len(b) == 1:
        return "{g} * {b}"
    if len(b) == 1:
        line = "{g}[..., None] * {b}"
        return sum_to_text(line, _matmul_shape(a, b) + b, a)
    if len(b) == 2:
        return "{g} @ {b}.T"
    stack = _matmul_shape(a, b)[: -2 if len(a) > 1 else -1]
    if len(a) == 1:
        line = "np.squeeze({g}[..., None, :] @ np.swapaxes({b}, -1, -2), -2)"
        return sum_to_text(line, (*stack, *a), a)
    return sum_to_text("{g} @ np.swapaxes({b}, -1, -2)", (*stack, *a[-2:]), a)


def _matmul_right_text(shapes: tuple[Shape, Shape]) -> str:
    a, b = shapes
    if len(a) == 1 and len(b) == 1:
        return "{g} * {a}"
    if len(a) == 1 and len(b) == 2:
        return "np.outer({a}, {g})"
    if len(a) == 2 and len(b) <= 2:
        return "{a}.T @ {g}"
    stack = _matmul_shape(a, b)[: len(_matmul_shape(a, b)) - (len(a) > 1) - (len(b) > 1)]
    if len(a) == 1:
        return sum_to_text("{a}[:, None] * {g}[..., None, :]", (*stack, *b[-2:]), b)
    if len(b) == 1:
        axes = tuple(range(len(stack) + 1))
        return f"np.sum({{a}} * {{g}}[..., None], axis={axes})"
    return sum_to_text("np.swapaxes({a}, -1, -2) @ {g}", (*stack, *b[-2:]), b)


def _matmul_formulas(shapes: tuple[Shape, Shape]) -> tuple[str, tuple[str, str]]:
    """A vector has no transpose that would turn it: its products are written as what they are.

    Those of a stack are written as those of one of its matrices.
    """
    left, right = "g @ b.T", "a.T @ g"
    match tuple(min(len(shape), 2) for shape in shapes):
        case (1, 1):
            left, right = "g * b", "g * a"
        case (2, 1):
            left = "outer(g, b)"
        case (1, 2):
            right = "outer(a, g)"
    return "a @ b", (left, right)


def _outer(a: Array, b: Array, out: Array) -> None:
    np.multiply(a[:, None], b, out=out)


def _dot_definition(shapes: tuple[Shape, Shape]) -> str:
    return "sum(a * b)" if len(shapes[0]) == len(shapes[1]) == 1 else "a @ b"


OPS = (
    Op(
        name="matmul",
        glyph="@",
        family="linear algebra",
        arguments=("a", "b"),
        forward=_matmul,
        vjps=(_matmul_left, _matmul_right),
        formula="a @ b",
        derivatives=("g @ b.T", "a.T @ g"),
        formulas=_matmul_formulas,
        behaviour="swaps",
        summary="Swaps its inputs: each receives the upstream gradient multiplied by the other, "
        "transposed, on the side where the shapes fit.",
        numpy="{a} @ {b}",
        numpy_vjps=(_matmul_left_text, _matmul_right_text),
        torch="{a} @ {b}",
        pattern=Pattern.PRODUCT,
        shape=_matmul_shape,
        products=_matmul_products,
        jvps="linear",
        convention="As in NumPy: a vector on the left is a row, one on the right a column, and "
        "axes before the last two are stacks that broadcast.",
    ),
    Op(
        name="dot",
        glyph="•",
        family="linear algebra",
        arguments=("a", "b"),
        forward=_matmul,
        vjps=(_matmul_left, _matmul_right),
        formula="a @ b",
        derivatives=("g @ b.T", "a.T @ g"),
        formulas=_matmul_formulas,
        behaviour="swaps",
        summary="Swaps its inputs: each receives the upstream gradient times the other.",
        numpy="np.dot({a}, {b})",
        numpy_vjps=(_matmul_left_text, _matmul_right_text),
        torch="{a} @ {b}",
        pattern=Pattern.BLOCK,
        shape=_dot_shape,
        products=_matmul_products,
        jvps="linear",
        definition=_dot_definition,
        convention="Two vectors give the sum of their products; with a matrix it is @.",
    ),
    Op(
        name="outer",
        glyph="⊗",
        family="linear algebra",
        arguments=("a", "b"),
        forward=_outer,
        vjps=(
            lambda g, y, a, b, out: np.matmul(g, b, out=out),
            lambda g, y, a, b, out: np.matmul(a, g, out=out),
        ),
        formula="outer(a, b)",
        derivatives=("g @ b", "g.T @ a"),
        behaviour="swaps",
        summary="Swaps its inputs: each receives the upstream matrix times the other.",
        numpy="np.outer({a}, {b})",
        numpy_vjps=("{g} @ {b}", "{g}.T @ {a}"),
        torch="torch.outer({a}, {b})",
        pattern=Pattern.BLOCK,
        shape=_outer_shape,
        products=lambda a, b: prod((*a, *b)),
        jvps="linear",
        definition="a[:, None] * b",
    ),
)
