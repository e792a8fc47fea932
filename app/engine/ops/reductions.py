"""Gates that fold one axis of an array, or all of them."""

from math import prod
from typing import Any

import numpy as np

from .axes import axis_text, kept_text, kept_view, reduced_shape, settled_axis
from .edges import Edge, not_finite_upstream
from .op import Array, Op, Param, Pattern, Shape

FOLDING = (
    Param("axis", None, "axis", "The axis to fold; None folds all of them."),
    Param("keepdims", False, "flag", "Keep the folded axis, with size 1."),
)


def _folded_count(shape: Shape, axis: int | None) -> int:
    """Return how many elements go into one element of the value."""
    return prod(shape) if axis is None else shape[axis]


def _sum(x: Array, out: Array, axis: int | None, keepdims: bool) -> None:
    np.add.reduce(x, axis=axis, keepdims=keepdims, out=out)


def _sum_vjp(g: Array, y: Array, x: Array, out: Array, axis: int | None, keepdims: bool) -> None:
    """Write g to every element that was summed."""
    np.copyto(out, kept_view(g, x.shape, axis))


def _mean(x: Array, out: Array, axis: int | None, keepdims: bool) -> None:
    np.add.reduce(x, axis=axis, keepdims=keepdims, out=out)
    np.divide(out, _folded_count(x.shape, axis), out=out)


def _mean_vjp(g: Array, y: Array, x: Array, out: Array, axis: int | None, keepdims: bool) -> None:
    np.divide(kept_view(g, x.shape, axis), _folded_count(x.shape, axis), out=out)


def _mean_definition(shapes: tuple[Shape], axis: int | None, keepdims: bool) -> str:
    return f"sum(x{axis_text(axis, keepdims)}) / {_folded_count(shapes[0], axis)}"


def _mean_formulas(
    shapes: tuple[Shape], axis: int | None, keepdims: bool
) -> tuple[str, tuple[str, ...]]:
    count = _folded_count(shapes[0], axis)
    return f"sum(x) / {count}", (f"g / {count}",)


def _ones_text(shapes: tuple[Shape], axis: int | None, keepdims: bool) -> str:
    return f"{kept_text('{g}', axis, keepdims)} * np.ones({shapes[0]})"


def _mean_text(shapes: tuple[Shape], axis: int | None, keepdims: bool) -> str:
    return f"{_ones_text(shapes, axis, keepdims)} / {_folded_count(shapes[0], axis)}"


def _torch_folding(word: str) -> Any:
    def text(shapes: tuple[Shape], axis: int | None, keepdims: bool) -> str:
        if axis is None:
            line = f"torch.{word}({{x}})"
            return f"{line}.reshape({(1,) * len(shapes[0])})" if keepdims else line
        return f"torch.{word}({{x}}{axis_text(axis, keepdims, ('dim', 'keepdim'))})"

    return text


def _numpy_folding(word: str) -> Any:
    def text(shapes: tuple[Shape], axis: int | None, keepdims: bool) -> str:
        return f"np.{word}({{x}}{axis_text(axis, keepdims)})"

    return text


class _Extreme:
    """The kernels and texts of amax and amin: the first of the extreme elements wins."""

    def __init__(self, word: str, ufunc: np.ufunc, find: Any) -> None:
        self.word = word
        self.ufunc = ufunc
        self.find = find

    def winners(self, x: Array, axis: int | None) -> Any:
        """Return the index of each winner along the axis, the folded axis kept."""
        flat = self.find(x.reshape(-1)) if axis is None else self.find(x, axis=axis)
        return kept_view(np.asarray(flat), x.shape, axis)

    def forward(self, x: Array, out: Array, axis: int | None, keepdims: bool) -> None:
        self.ufunc.reduce(x, axis=axis, keepdims=keepdims, out=out)

    def vjp(
        self, g: Array, y: Array, x: Array, out: Array, axis: int | None, keepdims: bool
    ) -> None:
        """Write g to the winners and 0 elsewhere."""
        np.copyto(out, 0.0)
        index = self.winners(x, axis)
        if axis is None:
            out.reshape(-1)[index.reshape(-1)] = g.reshape(-1)
        else:
            np.put_along_axis(out, index, kept_view(g, x.shape, axis), axis)

    def jvp(self, t: Array, y: Array, x: Array, axis: int | None, keepdims: bool) -> Array:
        """Return the tangents of the winners."""
        index = self.winners(x, axis)
        if axis is None:
            moved: Array = t.reshape(-1)[index.reshape(-1)]
        else:
            moved = np.take_along_axis(t, index, axis)
        return moved.reshape(y.shape)

    def vjp_text(self, shapes: tuple[Shape], axis: int | None, keepdims: bool) -> str:
        return f"{kept_text('{g}', axis, keepdims)} * {self.mask_text(shapes[0], axis)}"

    def strict_vjp_text(self, shapes: tuple[Shape], axis: int | None, keepdims: bool) -> str:
        """Write the same where 0 must be 0 even times an infinity."""
        upstream = kept_text("{g}", axis, keepdims)
        return f"np.where({self.mask_text(shapes[0], axis)}, {upstream}, 0)"

    def mask_text(self, shape: Shape, axis: int | None) -> str:
        """Write where the winners are."""
        find = f"np.arg{self.word}"
        if axis is None:
            return f"(np.arange({prod(shape)}) == {find}({{x}})).reshape({shape})"
        folded = settled_axis(axis, shape, self.word)
        column = tuple(n if k == folded else 1 for k, n in enumerate(shape))
        places = f"np.arange({shape[folded]}).reshape({column})"
        return f"({places} == {find}({{x}}, axis={axis}, keepdims=True))"

    def torch_text(self, shapes: tuple[Shape], axis: int | None, keepdims: bool) -> str:
        find = f"torch.arg{self.word}"
        if axis is None:
            line = f"{{x}}.flatten()[{find}({{x}})]"
            return f"{line}.reshape({(1,) * len(shapes[0])})" if keepdims else line
        line = f"torch.take_along_dim({{x}}, {find}({{x}}, dim={axis}, keepdim=True), dim={axis})"
        return line if keepdims else f"{line}.squeeze({axis})"

    def op(self, word: str) -> Op:
        return Op(
            name=f"a{self.word}",
            glyph=self.word,
            family="reductions",
            arguments=("x",),
            forward=self.forward,
            vjps=(self.vjp,),
            formula=f"a{self.word}(x)",
            derivatives=(f"g * onehot(arg{self.word}(x))",),
            behaviour="routes",
            summary=f"Routes the upstream gradient to the {word} element along the axis; the "
            "others get zero.",
            numpy=_numpy_folding(self.word),
            numpy_vjps=(self.vjp_text,),
            numpy_vjp_edges={0: (Edge(not_finite_upstream, self.strict_vjp_text),)},
            torch=self.torch_text,
            pattern=Pattern.REDUCTION,
            shape=lambda x, axis, keepdims: reduced_shape(x, axis, keepdims, f"a{self.word}"),
            jvps=(self.jvp,),
            params=FOLDING,
            fold=self.word,
            convention="On a tie the gradient goes to the first of the equal elements, in "
            "row-major order.",
        )


OPS = (
    Op(
        name="sum",
        glyph="Σ",
        family="reductions",
        arguments=("x",),
        forward=_sum,
        vjps=(_sum_vjp,),
        formula="sum(x)",
        derivatives=("g",),
        behaviour="distributes",
        summary="Hands the upstream gradient on, unchanged, to every element that it summed.",
        numpy=_numpy_folding("sum"),
        numpy_vjps=(_ones_text,),
        torch=_torch_folding("sum"),
        pattern=Pattern.REDUCTION,
        shape=lambda x, axis, keepdims: reduced_shape(x, axis, keepdims, "sum"),
        jvps="linear",
        params=FOLDING,
        fold="add",
    ),
    Op(
        name="mean",
        glyph="mean",
        family="reductions",
        arguments=("x",),
        forward=_mean,
        vjps=(_mean_vjp,),
        formula="sum(x) / n",
        derivatives=("g / n",),
        behaviour="distributes",
        summary="Hands an equal share of the upstream gradient, 1/n of it, to each of n elements.",
        numpy=_numpy_folding("mean"),
        numpy_vjps=(_mean_text,),
        torch=_torch_folding("mean"),
        pattern=Pattern.BLOCK,
        shape=lambda x, axis, keepdims: reduced_shape(x, axis, keepdims, "mean"),
        jvps="linear",
        params=FOLDING,
        definition=_mean_definition,
        formulas=_mean_formulas,
    ),
    _Extreme("max", np.maximum, np.argmax).op("largest"),
    _Extreme("min", np.minimum, np.argmin).op("smallest"),
)
