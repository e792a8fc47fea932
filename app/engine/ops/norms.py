"""Gates that give numbers mean 0 and variance 1: along each row, or over a batch.

Both are x̂·γ + β with x̂ = (x − μ)/σ and σ² = variance + ε, over other axes.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from ..errors import ArgumentError, ShapeError
from .broadcasting import sum_to
from .op import Array, Op, Param, Pattern, Shape, describe_shape

Shapes = tuple[Shape, ...]
EPS = Param("eps", 1e-5, "number", "What is added to the variance, lest something be divided by 0.")


class _Norm:
    """The kernels and texts of one of the two.

    Args:
        name: the gate's.
        axes: gives the axes that mean and variance are over, for a shape of x.
        along: gives the axis that γ and β have numbers along.
        what: what these numbers are for.
    """

    def __init__(
        self,
        name: str,
        axes: Callable[[Shape], tuple[int, ...]],
        along: Callable[[Shape], int],
        what: str,
    ) -> None:
        self.name, self.axes, self.along, self.what = name, axes, along, what

    def shape(self, x: Shape, gamma: Shape, beta: Shape, eps: float) -> Shape:
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
        count = x[self.along(x)]
        for name, shape in (("gamma", gamma), ("beta", beta)):
            if shape and shape != (count,):
                raise ShapeError(
                    f"{self.name}: {name} of shape {describe_shape(shape)} does not fit x of "
                    f"shape {describe_shape(x)}",
                    hint=f"one number for each {self.what} is ({count}), or a number for all",
                )
        return x

    def _laid(self, parameter: Array, x: Array) -> Array:
        """View γ or β as it lies under x."""
        if not parameter.ndim:
            return parameter
        return parameter.reshape((-1, *(1,) * (x.ndim - 1 - self.along(x.shape))))

    def _mean(self, x: Array) -> Array:
        mean: Array = np.mean(x, axis=self.axes(x.shape), keepdims=True)
        return mean

    def _normal(self, x: Array, eps: float) -> tuple[Array, Array]:
        """Return x̂ and σ."""
        centred = x - self._mean(x)
        deviation = np.sqrt(self._mean(centred * centred) + eps)
        return centred / deviation, deviation

    def forward(self, x: Array, gamma: Array, beta: Array, out: Array, eps: float) -> None:
        """Write x̂·γ + β."""
        np.multiply(self._normal(x, eps)[0], self._laid(gamma, x), out=out)
        np.add(out, self._laid(beta, x), out=out)

    def _back(self, h: Array, x: Array, eps: float) -> Array:
        """Return (h − mean h − x̂·mean(h·x̂)) / σ: the Jacobian is symmetric."""
        normal, deviation = self._normal(x, eps)
        return (h - self._mean(h) - normal * self._mean(h * normal)) / deviation

    def by_x(
        self, g: Array, y: Array, x: Array, gamma: Array, beta: Array, out: Array, eps: float
    ) -> None:
        """Write what flows back through x̂."""
        np.copyto(out, self._back(g * self._laid(gamma, x), x, eps))

    def by_gamma(
        self, g: Array, y: Array, x: Array, gamma: Array, beta: Array, out: Array, eps: float
    ) -> None:
        """Write the sum of g·x̂ for each of the numbers."""
        self._summed(g * self._normal(x, eps)[0], x, out)

    def by_beta(
        self, g: Array, y: Array, x: Array, gamma: Array, beta: Array, out: Array, eps: float
    ) -> None:
        """Write the sum of g for each of the numbers."""
        self._summed(g, x, out)

    def _summed(self, wide: Array, x: Array, out: Array) -> None:
        sum_to(wide, self._laid(out, x))

    def tangent_of_x(
        self, t: Array, y: Array, x: Array, gamma: Array, beta: Array, eps: float
    ) -> Array:
        """Return the tangent of x̂, times γ."""
        return self._back(t, x, eps) * self._laid(gamma, x)

    def tangent_of_gamma(
        self, t: Array, y: Array, x: Array, gamma: Array, beta: Array, eps: float
    ) -> Array:
        """Return x̂ times the tangent."""
        return self._normal(x, eps)[0] * self._laid(t, x)

    def tangent_of_beta(
        self, t: Array, y: Array, x: Array, gamma: Array, beta: Array, eps: float
    ) -> Array:
        """Return the tangent, spread over the value."""
        return np.broadcast_to(self._laid(t, x), y.shape)

    # -- texts ------------------------------------------------------------------------------------

    def _axes_text(self, shape: Shape) -> str:
        axes = self.axes(shape)
        return f"axis={axes[0] if len(axes) == 1 else axes}"

    def _under(self, hole: str, shapes: Shapes, slot: int) -> str:
        behind = len(shapes[0]) - 1 - self.along(shapes[0])
        return f"{hole}[:{', None' * behind}]" if shapes[slot] and behind else hole

    def _normal_text(self, shapes: Shapes) -> tuple[str, str]:
        axes = self._axes_text(shapes[0])
        deviation = f"np.sqrt(np.var({{x}}, {axes}, keepdims=True) + {{eps}})"
        return f"({{x}} - np.mean({{x}}, {axes}, keepdims=True)) / {deviation}", deviation

    def numpy(self, shapes: Shapes, eps: float) -> str:
        """Write the value."""
        normal, _ = self._normal_text(shapes)
        gamma, beta = self._under("{gamma}", shapes, 1), self._under("{beta}", shapes, 2)
        return f"{normal} * {gamma} + {beta}"

    def numpy_shared(self, shapes: Shapes, eps: float) -> str:
        """Write x̂, which two backward lines need."""
        return self._normal_text(shapes)[0]

    def numpy_by_x(self, shapes: Shapes, eps: float) -> str:
        """Write the backward line of x."""
        axes, h = self._axes_text(shapes[0]), f"{{g}} * {self._under('{gamma}', shapes, 1)}"
        mean = f"np.mean({h}, {axes}, keepdims=True)"
        met = f"np.mean({h} * {{shared}}, {axes}, keepdims=True)"
        return f"({h} - {mean} - {{shared}} * {met}) / {self._normal_text(shapes)[1]}"

    def _sum_text(self, text: str, shapes: Shapes, slot: int) -> str:
        if not shapes[slot]:
            return f"np.sum({text})"
        kept, rank = self.along(shapes[0]), len(shapes[0])
        axes = tuple(k for k in range(rank) if k != kept)
        return f"np.sum({text}, axis={axes})" if axes else text

    def numpy_by_gamma(self, shapes: Shapes, eps: float) -> str:
        """Write the backward line of γ."""
        return self._sum_text("{g} * {shared}", shapes, 1)

    def numpy_by_beta(self, shapes: Shapes, eps: float) -> str:
        """Write the backward line of β."""
        return self._sum_text("{g}", shapes, 2)

    def torch(self, shapes: Shapes, eps: float) -> str:
        """Write PyTorch's own, which takes no numbers for γ and β but arrays."""
        x, *pair = shapes
        count = x[self.along(x)]
        options = ["" if shape else f".repeat({count})" for shape in pair]
        if self.name == "layer_norm":
            called, kind = f"layer_norm({{x}}, ({count},)", "weight"
        else:
            called, kind = "batch_norm({x}, None, None", "weight"
        held = [
            f"{{{name}}}" if shape else f"torch.as_tensor({{{name}}}, dtype=torch.float64)"
            for name, shape in zip(("gamma", "beta"), pair, strict=True)
        ]
        given = f"{kind}={held[0]}{options[0]}, bias={held[1]}{options[1]}"
        training = ", training=True" if self.name == "batch_norm" else ""
        return f"torch.nn.functional.{called}, {given}{training}, eps={{eps}})"

    def definition(self, shapes: Shapes, eps: float) -> str:
        """Write mean and variance as means along one axis after another."""
        x = shapes[0]

        def mean(text: str) -> str:
            for axis in self.axes(x):
                text = f"mean({text}{f', axis={axis}, keepdims=True' if len(x) > 1 else ''})"
            return text

        behind = len(x) - 1 - self.along(x)

        def laid(name: str, slot: int) -> str:
            if not (shapes[slot] and behind):
                return name
            return f"reshape({name}, {(x[self.along(x)], *(1,) * behind)})"

        return (
            f"c = x - {mean('x')}\n"
            f"n = c / sqrt({mean('c**2')} + eps)\n"
            f"return n * {laid('gamma', 1)} + {laid('beta', 2)}"
        )

    def written(self, slot: int, shapes: Shapes, eps: float) -> str:
        """Write a backward line with the gate itself for x̂."""
        x = shapes[0]
        behind = len(x) - 1 - self.along(x)

        def mean(text: str) -> str:
            for axis in self.axes(x):
                text = f"mean({text}, axis={axis}, keepdims=True)"
            return text

        normal = f"{self.name}(x, eps={eps})"
        if slot == 0:
            gamma = "gamma"
            if shapes[1] and behind:
                gamma = f"reshape(gamma, {(x[self.along(x)], *(1,) * behind)})"
            centred = f"(x - {mean('x')})"
            h, deviation = f"g * {gamma}", f"sqrt({mean(f'{centred}**2')} + {eps})"
            return f"({h} - {mean(h)} - {normal} * {mean(f'{h} * {normal}')}) / {deviation}"
        sent = f"g * {normal}" if slot == 1 else "g"
        if not shapes[slot]:
            return f"sum({sent})"
        for axis in reversed(range(len(x))):
            if axis != self.along(x):
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
            params=(EPS,),
            defaults=(1.0, 0.0),
            smooth_inside=True,
            definition=self.definition,
            written=self.written,
            **row,
        )


def _batch_axes(x: Shape) -> tuple[int, ...]:
    return (0, *range(2, len(x)))


OPS = (
    _Norm("layer_norm", lambda x: (len(x) - 1,), lambda x: len(x) - 1, "number of a row").op(
        glyph="LN",
        summary="Takes off the part of the upstream gradient that would only shift or stretch a "
        "row, and divides the rest by the row's deviation.",
        sample=((3,), (3,), (3,)),
        convention="norm(x) = (x − mean(x)) / std(x) and std(x) = √(variance + eps), along the "
        "last axis; the variance is divided by n. gamma is 1 and beta 0 unless they are given.",
    ),
    _Norm("batch_norm", _batch_axes, lambda x: 1, "feature or channel").op(
        glyph="BN",
        summary="Takes off the part of the upstream gradient that would only shift or stretch a "
        "feature over the batch, and divides the rest by the feature's deviation.",
        sample=((2, 2), (2,), (2,)),
        convention="norm(x) = (x − mean(x)) / std(x) and std(x) = √(variance + eps), over the "
        "batch, and over all places of a channel; the variance is divided by n, as in training. "
        "gamma is 1 and beta 0 unless they are given.",
    ),
)
