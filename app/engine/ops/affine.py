"""The linear layer: rows times the transpose of a matrix of weights, and a bias for each column."""

from math import prod

import numpy as np
from numpy.typing import NDArray

from ..errors import ShapeError
from .broadcasting import sum_to
from .edges import without_bias
from .op import Array, Op, Pattern, Shape, describe_shape

Shapes = tuple[Shape, ...]


def _shape(x: Shape, w: Shape, b: Shape) -> Shape:
    found = f"linear: x of shape {describe_shape(x)} and W of shape {describe_shape(w)}"
    if not x or len(w) != 2:
        raise ShapeError(
            f"{found}: x needs at least one axis and W two",
            hint="x has a row of inputs for each sample, W a row of weights for each output",
        )
    outputs, inputs = w
    if x[-1] != inputs:
        turned = f"W.T fits: {describe_shape((inputs, outputs))}"
        wanted = f"W is outputs × inputs: {describe_shape((outputs, x[-1]))} fits"
        raise ShapeError(
            f"{found} do not fit: a row of x has {x[-1]} numbers, a row of W {inputs}",
            hint=turned if x[-1] == outputs else wanted,
        )
    if b and b != (outputs,):
        raise ShapeError(
            f"linear: b of shape {describe_shape(b)} does not fit W of shape {describe_shape(w)}",
            hint=f"one bias for each output is ({outputs}), or a number for all of them",
        )
    return (*x[:-1], outputs)


def _linear(x: Array, w: Array, b: Array, out: Array) -> None:
    np.matmul(x, w.T, out=out)
    np.add(out, b, out=out)


def _by_input(g: Array, y: Array, x: Array, w: Array, b: Array, out: Array) -> None:
    np.matmul(g, w, out=out)


def _by_weights(g: Array, y: Array, x: Array, w: Array, b: Array, out: Array) -> None:
    np.matmul(g.reshape(-1, g.shape[-1]).T, x.reshape(-1, x.shape[-1]), out=out)


def _by_bias(g: Array, y: Array, x: Array, w: Array, b: Array, out: Array) -> None:
    sum_to(g, out)


def _weights_text(shapes: Shapes) -> str:
    x, (outputs, inputs) = shapes[0], shapes[1]
    if len(x) == 1:
        return "np.outer({g}, {x})"
    if len(x) == 2:
        return "{g}.T @ {x}"
    return f"np.reshape({{g}}, (-1, {outputs})).T @ np.reshape({{x}}, (-1, {inputs}))"


def _bias_text(shapes: Shapes) -> str:
    if not shapes[2]:
        return "np.sum({g})"
    lead = len(shapes[0]) - 1
    return "{g}" if not lead else f"np.sum({{g}}, axis={0 if lead == 1 else tuple(range(lead))})"


def _formulas(shapes: Shapes) -> tuple[str, tuple[str, ...]]:
    """Of one row there is nothing to transpose, and a stack is written as one of its matrices."""
    if len(shapes[0]) == 1:
        return "W @ x + b", ("g @ W", "outer(g, x)", "g")
    return "x @ W.T + b", ("g @ W", "g.T @ x", "sum(g)")


def _written(slot: int, shapes: Shapes) -> str:
    x, (outputs, inputs), b = shapes
    if slot == 0:
        return "g @ W"
    if slot == 1:
        if len(x) == 1:
            return "outer(g, x)"
        flat = len(x) == 2
        rows = "g.T @ x" if flat else f"reshape(g, (-1, {outputs})).T @ reshape(x, (-1, {inputs}))"
        return rows
    if not b or len(x) == 1:
        return "g" if b else "sum(g)"
    return "sum(g, axis=0)" if len(x) == 2 else f"sum(reshape(g, (-1, {outputs})), axis=0)"


def _joins(most: int, x: Shape, w: Shape, b: Shape) -> NDArray[np.intp] | None:
    rows, (outputs, inputs) = prod(x[:-1]), w
    if rows * outputs * inputs > most:
        return None
    row, output, k = np.indices((rows, outputs, inputs)).reshape(3, -1)
    return np.stack([row * outputs + output, row * inputs + k, output * inputs + k], axis=1)


_NUMPY = "{x} @ {W}.T + {b}"


def _torch(shapes: Shapes) -> str:
    called = "torch.nn.functional.linear"
    return f"{called}({{x}}, {{W}}, {{b}})" if shapes[2] else f"{called}({{x}}, {{W}}) + {{b}}"


OPS = (
    Op(
        name="linear",
        glyph="Wx+b",
        family="affine",
        arguments=("x", "W", "b"),
        forward=_linear,
        vjps=(_by_input, _by_weights, _by_bias),
        formula="x @ W.T + b",
        derivatives=("g @ W", "g.T @ x", "sum(g)"),
        formulas=_formulas,
        behaviour="swaps",
        summary="Swaps its inputs: the rows receive the upstream gradient times the weights, the "
        "weights that times the rows, and the bias its sum over the rows.",
        numpy=_NUMPY,
        numpy_vjps=("{g} @ {W}", _weights_text, _bias_text),
        numpy_edges=(without_bias(lambda shapes: _NUMPY),),
        torch=_torch,
        torch_edges=(without_bias(_torch),),
        pattern=Pattern.BLOCK,
        shape=_shape,
        products=lambda x, w, b: prod(_shape(x, w, b)) * w[1],
        jvps=(
            lambda t, y, x, w, b: t @ w.T,
            lambda t, y, x, w, b: x @ t.T,
            lambda t, y, x, w, b: np.broadcast_to(t, y.shape),
        ),
        defaults=(0.0,),
        sample=((2, 3), (2, 3), (2,)),
        smooth_inside=True,
        definition="x @ W.T + b",
        written=_written,
        joins=_joins,
        convention="W has a row for each output, as in PyTorch. b is 0 unless it is given.",
    ),
)
