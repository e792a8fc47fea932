"""Gates that give numbers mean 0 and variance 1: along each row, or over a batch.

Both are x̂·γ + β with x̂ = (x − μ)/σ and σ² = variance + ε, over other axes: of a batch all but the
second, of a row the last or, where γ, β or an option say so, the last few.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import ArgumentError, ShapeError
from .broadcasting import sum_to
from .op import Array, Op, Param, Pattern, Shape, describe_shape

Shapes = tuple[Shape, ...]
NORMALIZED = Param(
    "normalized_shape",
    None,
    "axes",
    "The sizes of the last axes that are normalized together; None: of gamma, or the last axis.",
)
EPS = Param("eps", 1e-5, "number", "What is added to the variance, lest something be divided by 0.")


@dataclass(frozen=True, slots=True)
class _Axes:
    """How a norm lies over an x of so many axes."""

    rank: int
    over: tuple[int, ...]
    """The axes that mean and variance are over."""
    along: tuple[int, ...]
    """Those that γ and β have numbers along, one after the other."""

    @property
    def behind(self) -> int:
        """How many axes there are behind those."""
        return self.rank - 1 - self.along[-1]

    @property
    def others(self) -> tuple[int, ...]:
        """The axes over which what flows back to γ and β is summed."""
        return tuple(k for k in range(self.rank) if k not in self.along)

    def mean(self, x: Array) -> Array:
        """Return the mean over the axes, which stay."""
        mean: Array = np.mean(x, axis=self.over, keepdims=True)
        return mean

    def laid(self, parameter: Array) -> Array:
        """View γ or β as it lies under x."""
        return parameter.reshape((*parameter.shape, *(1,) * self.behind * bool(parameter.ndim)))

    def mean_text(self, text: str) -> str:
        """Write a mean in the language: along one axis after another."""
        for axis in self.over:
            text = f"mean({text}{f', axis={axis}, keepdims=True' if self.rank > 1 else ''})"
        return text


class _Norm:
    """The kernels and texts of one of the two, by its name; ``what`` γ and β have a number for."""

    def __init__(self, name: str, what: str) -> None:
        self.name, self.what = name, what

    def lie(self, *shapes: Shape, normalized_shape: Shape | None = None) -> _Axes:
        """Return how the gate lies over x, of which γ, β or an option may tell the last axes."""
        x, *pair = shapes
        if self.name == "batch_norm":
            return _Axes(len(x), (0, *range(2, len(x))), (1,))
        deep = max(1, *map(len, pair)) if normalized_shape is None else len(normalized_shape)
        last = tuple(range(max(len(x) - deep, 0), len(x)))
        return _Axes(len(x), last, last)

    def shape(self, x: Shape, gamma: Shape, beta: Shape, eps: float, **given: Any) -> Shape:
        """Return the shape of x, which γ and β have to fit."""
        least = 2 if self.name == "batch_norm" else 1
        if len(x) < least:
            raise ShapeError(
                f"{self.name} needs {'a batch of rows' if least == 2 else 'a row of numbers'}, "
                f"not x of shape {describe_shape(x)}",
                hint="x has the samples first, then the features" if least == 2 else "give a list",
            )
        if eps < 0:
            raise ArgumentError(f"{self.name}: eps cannot be {eps:g}", hint="give 0 or more")
        kept = tuple(x[axis] for axis in self.lie(x, gamma, beta, **given).along)
        asked = given.get("normalized_shape")
        if asked is not None and (kept != asked or not asked):
            raise ShapeError(
                f"{self.name}: normalized_shape={asked} is not how x of shape "
                f"{describe_shape(x)} ends",
                hint=f"give the sizes of its last axes: normalized_shape={x[-2:]}",
            )
        for name, shape in (("gamma", gamma), ("beta", beta)):
            if shape and shape != kept:
                raise ShapeError(
                    f"{self.name}: {name} of shape {describe_shape(shape)} does not fit x of "
                    f"shape {describe_shape(x)}",
                    hint=f"one number for each {self.what} is {describe_shape(kept)}, or a number "
                    "for all",
                )
        return x

    def _normal(self, x: Array, eps: float, axes: _Axes) -> tuple[Array, Array]:
        """Return x̂ and σ."""
        centred = x - axes.mean(x)
        deviation = np.sqrt(axes.mean(centred * centred) + eps)
        return centred / deviation, deviation

    def _lie(self, x: Array, gamma: Array, beta: Array, given: dict[str, Any]) -> _Axes:
        return self.lie(x.shape, gamma.shape, beta.shape, **given)

    def forward(
        self, x: Array, gamma: Array, beta: Array, out: Array, eps: float, **given: Any
    ) -> None:
        """Write x̂·γ + β."""
        axes = self._lie(x, gamma, beta, given)
        np.multiply(self._normal(x, eps, axes)[0], axes.laid(gamma), out=out)
        np.add(out, axes.laid(beta), out=out)

    def _back(self, h: Array, x: Array, eps: float, axes: _Axes) -> Array:
        """Return (h − mean h − x̂·mean(h·x̂)) / σ: the Jacobian is symmetric."""
        normal, deviation = self._normal(x, eps, axes)
        return (h - axes.mean(h) - normal * axes.mean(h * normal)) / deviation

    def by_x(
        self,
        g: Array,
        y: Array,
        x: Array,
        gamma: Array,
        beta: Array,
        out: Array,
        eps: float,
        **given: Any,
    ) -> None:
        """Write what flows back through x̂."""
        axes = self._lie(x, gamma, beta, given)
        np.copyto(out, self._back(g * axes.laid(gamma), x, eps, axes))

    def by_gamma(
        self,
        g: Array,
        y: Array,
        x: Array,
        gamma: Array,
        beta: Array,
        out: Array,
        eps: float,
        **given: Any,
    ) -> None:
        """Write the sum of g·x̂ for each of the numbers."""
        axes = self._lie(x, gamma, beta, given)
        sum_to(g * self._normal(x, eps, axes)[0], axes.laid(out))

    def by_beta(
        self,
        g: Array,
        y: Array,
        x: Array,
        gamma: Array,
        beta: Array,
        out: Array,
        eps: float,
        **given: Any,
    ) -> None:
        """Write the sum of g for each of the numbers."""
        sum_to(g, self._lie(x, gamma, beta, given).laid(out))

    def tangent_of_x(
        self, t: Array, y: Array, x: Array, gamma: Array, beta: Array, eps: float, **given: Any
    ) -> Array:
        """Return the tangent of x̂, times γ."""
        axes = self._lie(x, gamma, beta, given)
        return self._back(t, x, eps, axes) * axes.laid(gamma)

    def tangent_of_gamma(
        self, t: Array, y: Array, x: Array, gamma: Array, beta: Array, eps: float, **given: Any
    ) -> Array:
        """Return x̂ times the tangent."""
        axes = self._lie(x, gamma, beta, given)
        return self._normal(x, eps, axes)[0] * axes.laid(t)

    def tangent_of_beta(
        self, t: Array, y: Array, x: Array, gamma: Array, beta: Array, eps: float, **given: Any
    ) -> Array:
        """Return the tangent, spread over the value."""
        return np.broadcast_to(self._lie(x, gamma, beta, given).laid(t), y.shape)

    # -- texts ------------------------------------------------------------------------------------

    def _under(self, hole: str, shapes: Shapes, slot: int, axes: _Axes) -> str:
        return f"{hole}[:{', None' * axes.behind}]" if shapes[slot] and axes.behind else hole

    def _normal_text(self, axes: _Axes) -> tuple[str, str]:
        over = _axis_text(axes)
        deviation = f"np.sqrt(np.var({{x}}, {over}, keepdims=True) + {{eps}})"
        return f"({{x}} - np.mean({{x}}, {over}, keepdims=True)) / {deviation}", deviation

    def numpy(self, shapes: Shapes, eps: float, **given: Any) -> str:
        """Write the value."""
        axes = self.lie(*shapes, **given)
        normal, _ = self._normal_text(axes)
        gamma = self._under("{gamma}", shapes, 1, axes)
        return f"{normal} * {gamma} + {self._under('{beta}', shapes, 2, axes)}"

    def numpy_shared(self, shapes: Shapes, eps: float, **given: Any) -> str:
        """Write x̂, which two backward lines need."""
        return self._normal_text(self.lie(*shapes, **given))[0]

    def numpy_by_x(self, shapes: Shapes, eps: float, **given: Any) -> str:
        """Write the backward line of x."""
        axes = self.lie(*shapes, **given)
        over, h = _axis_text(axes), f"{{g}} * {self._under('{gamma}', shapes, 1, axes)}"
        mean = f"np.mean({h}, {over}, keepdims=True)"
        met = f"np.mean({h} * {{shared}}, {over}, keepdims=True)"
        return f"({h} - {mean} - {{shared}} * {met}) / {self._normal_text(axes)[1]}"

    def _sum_text(self, text: str, shapes: Shapes, slot: int, given: dict[str, Any]) -> str:
        if not shapes[slot]:
            return f"np.sum({text})"
        others = self.lie(*shapes, **given).others
        return f"np.sum({text}, axis={others})" if others else text

    def numpy_by_gamma(self, shapes: Shapes, eps: float, **given: Any) -> str:
        """Write the backward line of γ."""
        return self._sum_text("{g} * {shared}", shapes, 1, given)

    def numpy_by_beta(self, shapes: Shapes, eps: float, **given: Any) -> str:
        """Write the backward line of β."""
        return self._sum_text("{g}", shapes, 2, given)

    def torch(self, shapes: Shapes, eps: float, **given: Any) -> str:
        """Write PyTorch's own, which takes no numbers for γ and β but arrays."""
        x, *pair = shapes
        kept = tuple(x[axis] for axis in self.lie(*shapes, **given).along)
        sizes = ", ".join(map(str, kept))
        options = ["" if shape else f".repeat({sizes})" for shape in pair]
        called = "batch_norm({x}, None, None"
        if self.name == "layer_norm":
            called = f"layer_norm({{x}}, {kept}"
        held = [
            f"{{{name}}}" if shape else f"torch.as_tensor({{{name}}}, dtype=torch.float64)"
            for name, shape in zip(("gamma", "beta"), pair, strict=True)
        ]
        weights = f"weight={held[0]}{options[0]}, bias={held[1]}{options[1]}"
        training = ", training=True" if self.name == "batch_norm" else ""
        return f"torch.nn.functional.{called}, {weights}{training}, eps={{eps}})"

    def definition(self, shapes: Shapes, eps: float, **given: Any) -> str:
        """Write mean and variance as means along one axis after another."""
        x = shapes[0]
        axes = self.lie(*shapes, **given)

        def laid(name: str, slot: int) -> str:
            if not (shapes[slot] and axes.behind):
                return name
            return f"reshape({name}, {(x[axes.along[0]], *(1,) * axes.behind)})"

        return (
            f"c = x - {axes.mean_text('x')}\n"
            f"n = c / sqrt({axes.mean_text('c**2')} + eps)\n"
            f"return n * {laid('gamma', 1)} + {laid('beta', 2)}"
        )

    def written(self, slot: int, shapes: Shapes, eps: float, **given: Any) -> str:
        """Write a backward line with the gate itself for x̂."""
        x = shapes[0]
        axes = self.lie(*shapes, **given)
        sizes = tuple(x[axis] for axis in axes.along)
        told = f", normalized_shape={sizes}" if len(sizes) > 1 else ""
        normal = f"{self.name}(x, eps={eps}{told})"
        if slot == 0:
            gamma = "gamma"
            if shapes[1] and axes.behind:
                gamma = f"reshape(gamma, {(*sizes, *(1,) * axes.behind)})"
            mean = axes.mean_text
            centred = f"(x - {mean('x')})"
            h, deviation = f"g * {gamma}", f"sqrt({mean(f'{centred}**2')} + {eps})"
            return f"({h} - {mean(h)} - {normal} * {mean(f'{h} * {normal}')}) / {deviation}"
        sent = f"g * {normal}" if slot == 1 else "g"
        if not shapes[slot]:
            return f"sum({sent})"
        for axis in reversed(axes.others):
            sent = f"sum({sent}, axis={axis})"
        return sent

    def op(self, **row: Any) -> Op:
        """Return the row of the table."""
        return Op(
            name=self.name,
            family="normalizers",
            arguments=("x", "gamma", "beta"),
            forward=self.forward,
            vjps=(self.by_x, self.by_gamma, self.by_beta),
            formula="norm(x) * gamma + beta",
            derivatives=(
                "(g * gamma - mean(g * gamma) - norm(x) * mean(g * gamma * norm(x))) / std(x)",
                "sum(g * norm(x))",
                "sum(g)",
            ),
            behaviour="compares",
            numpy=self.numpy,
            numpy_shared=self.numpy_shared,
            numpy_shared_remark="the input, normalized",
            numpy_vjps=(self.numpy_by_x, self.numpy_by_gamma, self.numpy_by_beta),
            torch=self.torch,
            pattern=Pattern.BLOCK,
            shape=self.shape,
            jvps=(self.tangent_of_x, self.tangent_of_gamma, self.tangent_of_beta),
            params=(EPS, NORMALIZED) if self.name == "layer_norm" else (EPS,),
            defaults=(1.0, 0.0),
            smooth_inside=True,
            definition=self.definition,
            written=self.written,
            **row,
        )


def _axis_text(axes: _Axes) -> str:
    return f"axis={axes.over[0] if len(axes.over) == 1 else axes.over}"


OPS = (
    _Norm("layer_norm", "number of a row").op(
        glyph="LN",
        summary="Takes off the part of the upstream gradient that would only shift or stretch a "
        "row, and divides the rest by the row's deviation.",
        sample=((3,), (3,), (3,)),
        convention="norm(x) = (x − mean(x)) / std(x) and std(x) = √(variance + eps), along the "
        "last axis, or over all that gamma, beta or normalized_shape have; the variance is divided "
        "by n. gamma is 1 and beta 0 unless they are given.",
    ),
    _Norm("batch_norm", "feature or channel").op(
        glyph="BN",
        summary="Takes off the part of the upstream gradient that would only shift or stretch a "
        "feature over the batch, and divides the rest by the feature's deviation.",
        sample=((2, 2), (2,), (2,)),
        convention="norm(x) = (x − mean(x)) / std(x) and std(x) = √(variance + eps), over the "
        "batch, and over all places of a channel; the variance is divided by n, as in training. "
        "gamma is 1 and beta 0 unless they are given.",
    ),
)
