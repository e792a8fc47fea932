"""Activations: the non-linear gate at the end of a neuron."""

from collections.abc import Iterator
from math import erfc, pi, sqrt

import numpy as np
from numpy.typing import NDArray

from ..compiled.steps import Step, Steps, extreme, number
from .edges import Edge, Stand, has_nan, not_finite_upstream
from .functions import ERF_IN_NUMPY
from .op import Array, Domain, Op, Param, Shape

LARGEST_POWER = 709
"""The largest whole number whose exponential is finite. Above it softplus is x itself."""
KINK_AT_ZERO = (Domain(kinks=(0.0,)),)


@Steps
def write_sigmoid(x: Array, out: Array) -> Iterator[Step]:
    """Write 1/(1 + e^−x); where e^−x overflows to an infinity, its reciprocal is the right 0."""
    yield np.negative, x, out
    yield np.exp, out, out
    yield np.add, out, number(1.0, out), out
    yield np.reciprocal, out, out


@Steps
def _sigmoid_slope(y: Array, out: Array) -> Iterator[Step]:
    """Write y·(1 − y)."""
    yield np.subtract, number(1.0, out), y, out
    yield np.multiply, out, y, out


@Steps
def _tanh_slope(y: Array, out: Array) -> Iterator[Step]:
    """Write 1 − y²."""
    yield np.multiply, y, y, out
    yield np.subtract, number(1.0, out), out, out


def _by_slope(slope: Steps) -> Steps:
    """Make the VJP of a gate whose local derivative follows from its value."""

    def write(g: Array, y: Array, x: Array, out: Array) -> Iterator[Step]:
        yield from slope.write(y, out)
        yield np.multiply, out, g, out

    return Steps(write)


def _positive(x: Array, out: NDArray[np.bool_]) -> Iterator[Step]:
    """Mark where x is positive."""
    yield np.greater, x, number(0.0, x), out


@Steps
def _relu(x: Array, out: Array) -> Iterator[Step]:
    yield extreme(np.maximum, x, 0.0, out)


@Steps
def _relu_vjp(g: Array, y: Array, x: Array, out: Array) -> Iterator[Step]:
    """Write g where x > 0 and 0 elsewhere, even where g is not finite."""
    positive: NDArray[np.bool_] = np.empty(x.shape, np.bool_)
    yield from _positive(x, positive)
    yield out.fill, 0.0
    yield np.copyto, out, g, "same_kind", positive


@Steps
def _leaky_relu(x: Array, out: Array, slope: float) -> Iterator[Step]:
    positive: NDArray[np.bool_] = np.empty(x.shape, np.bool_)
    yield from _positive(x, positive)
    yield np.multiply, x, number(slope, out), out
    yield np.copyto, out, x, "same_kind", positive


@Steps
def _leaky_relu_vjp(g: Array, y: Array, x: Array, out: Array, slope: float) -> Iterator[Step]:
    positive: NDArray[np.bool_] = np.empty(x.shape, np.bool_)
    yield from _positive(x, positive)
    yield np.multiply, g, number(slope, out), out
    yield np.copyto, out, g, "same_kind", positive


def _leaky_relu_definition(shapes: tuple[Shape, ...], slope: float) -> str:
    if slope == 1.0:
        return "slope * x"
    return f"{'max' if slope < 1 else 'min'}(slope * x, x)"


def _leaky_relu_formulas(shapes: tuple[Shape, ...], slope: float) -> tuple[str, tuple[str, ...]]:
    return _leaky_relu_definition(shapes, slope), ("step(x > 0) + slope * step(x <= 0)",)


@Steps
def write_elu(x: Array, out: Array, alpha: float) -> Iterator[Step]:
    """Write x where it is positive and α·(e^x − 1) elsewhere."""
    positive: NDArray[np.bool_] = np.empty(x.shape, np.bool_)
    yield from _positive(x, positive)
    yield extreme(np.minimum, x, 0.0, out)
    yield np.expm1, out, out
    yield np.multiply, out, number(alpha, out), out
    yield np.copyto, out, x, "same_kind", positive


@Steps
def write_elu_vjp(g: Array, y: Array, x: Array, out: Array, alpha: float) -> Iterator[Step]:
    """Write g where x is positive and g·α·e^x elsewhere."""
    positive: NDArray[np.bool_] = np.empty(x.shape, np.bool_)
    yield from _positive(x, positive)
    yield extreme(np.minimum, x, 0.0, out)
    yield np.exp, out, out
    yield np.multiply, out, number(alpha, out), out
    yield np.multiply, out, g, out
    yield np.copyto, out, g, "same_kind", positive


@Steps
def _softplus(x: Array, out: Array) -> Iterator[Step]:
    yield np.logaddexp, number(0.0, out), x, out


@Steps
def _softplus_vjp(g: Array, y: Array, x: Array, out: Array) -> Iterator[Step]:
    yield from write_sigmoid.write(x, out)
    yield np.multiply, out, g, out


def _normal_cdf(x: Array) -> Array:
    """Return Φ(x), the chance that a standard normal number is below x.

    By the C library's erfc: its relative error is about x² × 1e-16, in the left tail too.
    """
    tails = map(erfc, (x.ravel() * -sqrt(0.5)).data)
    return np.fromiter(tails, np.float64, x.size).reshape(x.shape) * 0.5


def _gelu(x: Array, out: Array) -> None:
    np.multiply(_normal_cdf(x), x, out=out)


def _gelu_vjp(g: Array, y: Array, x: Array, out: Array) -> None:
    """Write g·(Φ(x) + x·φ(x))."""
    np.square(x, out=out)
    np.multiply(out, -0.5, out=out)
    np.exp(out, out=out)
    np.multiply(out, x, out=out)
    np.multiply(out, 1.0 / sqrt(2.0 * pi), out=out)
    np.add(out, _normal_cdf(x), out=out)
    np.multiply(out, g, out=out)


def _step(x: Array, out: Array) -> None:
    np.heaviside(x, 1.0, out=out)


def _step_vjp(g: Array, y: Array, x: Array, out: Array) -> None:
    np.copyto(out, 0.0)


def _overflows(stand: Stand) -> bool:
    """Tell whether e^−x is an infinity, of which NumPy warns."""
    return bool(np.any(stand.args[0] < -700.0))


def _in_left_tail(stand: Stand) -> bool:
    """Tell whether 1 + erf has lost most of its digits to the 1."""
    return bool(np.any(stand.args[0] < -4.0))


_NUMPY_CDF = """\
import math


@np.vectorize
def normal_cdf(x):  # the chance that a standard normal number is below x
    return math.erfc(-x / math.sqrt(2)) / 2"""
_TORCH_GELU = """\
def gelu(x):  # to the last digit in the left tail too
    cdf, density = torch.special.ndtr(x), torch.exp(-x * x / 2) / (2 * torch.pi) ** 0.5
    return (x * cdf).detach() + (x - x.detach()) * (cdf + x * density).detach()"""
_TORCH_STEP = """\
class Step(nn.Module):
    def forward(self, x):
        return (x >= 0).to(x.dtype)"""
_ERF_OF_ROOT = ERF_IN_NUMPY.replace("{u}", "({x} / np.sqrt(2))")

OPS = (
    Op(
        name="sigmoid",
        glyph="σ",
        family="activations",
        arguments=("x",),
        forward=write_sigmoid,
        vjps=(_by_slope(_sigmoid_slope),),
        slope=_sigmoid_slope,
        formula="sigmoid(x)",
        derivatives=("y * (1 - y)",),
        behaviour="scales",
        summary="Scales the upstream gradient by y(1 − y): at most a quarter of it gets through.",
        numpy="1 / (1 + np.exp(-{x}))",
        numpy_edges=(Edge(_overflows, "np.exp(-np.logaddexp(0, -{x}))", warns=False),),
        numpy_vjps=("{g} * {y} * (1 - {y})",),
        torch="torch.sigmoid({x})",
        torch_module="nn.Sigmoid()",
        definition="1 / (1 + exp(-x))",
        derivation=(
            ("exp(-x) / (1 + exp(-x))**2", "the chain rule through 1/u, 1 + v and e to the −x"),
            (
                "(1 + exp(-x) - 1) / (1 + exp(-x)) * (1 / (1 + exp(-x)))",
                "two factors; above, 1 is added and taken away",
            ),
            ("(1 - 1 / (1 + exp(-x))) * (1 / (1 + exp(-x)))", "the first factor divided out"),
            ("(1 - y) * y", "what stands there twice is the value itself"),
        ),
        convention="Stable for any x: 1 at 1000 and 0 at −1000.",
    ),
    Op(
        name="tanh",
        glyph="tanh",
        family="activations",
        arguments=("x",),
        forward=np.tanh,
        vjps=(_by_slope(_tanh_slope),),
        slope=_tanh_slope,
        formula="tanh(x)",
        derivatives=("1 - y**2",),
        behaviour="scales",
        summary="Scales the upstream gradient by 1 − y²: all gets through at 0, none far out.",
        numpy="np.tanh({x})",
        numpy_vjps=("{g} * (1 - {y} ** 2)",),
        torch="torch.tanh({x})",
        torch_module="nn.Tanh()",
        definition="2 / (1 + exp(-2 * x)) - 1",
        derivation=(
            (
                "((exp(x) + exp(-x))**2 - (exp(x) - exp(-x))**2) / (exp(x) + exp(-x))**2",
                "the quotient rule on sinh/cosh",
            ),
            (
                "1 - ((exp(x) - exp(-x)) / (exp(x) + exp(-x)))**2",
                "each square divided by what stands below",
            ),
            ("1 - y**2", "the quotient is the value itself"),
        ),
        convention="Stable for any x: 1 at 1000 and −1 at −1000.",
    ),
    Op(
        name="relu",
        glyph="ReLU",
        family="activations",
        arguments=("x",),
        forward=_relu,
        vjps=(_relu_vjp,),
        formula="max(0, x)",
        derivatives=("step(x > 0)",),
        behaviour="gates",
        summary="Lets the upstream gradient through where x is positive and stops it elsewhere.",
        numpy="np.maximum(0, {x})",
        numpy_vjps=("{g} * ({x} > 0)",),
        numpy_vjp_edges={0: (Edge(not_finite_upstream, "np.where({x} > 0, {g}, 0)"),)},
        torch="torch.relu({x})",
        torch_module="nn.ReLU()",
        torch_edges=(Edge(has_nan, "torch.where({x} > 0, {x}, {x}.detach().clamp(min=0))"),),
        definition="max(0, x)",
        domains=KINK_AT_ZERO,
        convention="The derivative at 0 is 0.",
    ),
    Op(
        name="leaky_relu",
        glyph="leaky",
        family="activations",
        arguments=("x",),
        forward=_leaky_relu,
        vjps=(_leaky_relu_vjp,),
        formula="max(slope * x, x)",
        derivatives=("step(x > 0) + slope * step(x <= 0)",),
        behaviour="gates",
        summary="Lets the upstream gradient through where x is positive and a fraction of it, the "
        "slope, elsewhere.",
        numpy="np.where({x} > 0, {x}, {slope} * {x})",
        numpy_vjps=("{g} * np.where({x} > 0, 1, {slope})",),
        torch="torch.nn.functional.leaky_relu({x}, {slope})",
        torch_module="nn.LeakyReLU({slope!r})",
        params=(Param("slope", 0.1, "number", "The slope on the negative side."),),
        definition=_leaky_relu_definition,
        formulas=_leaky_relu_formulas,
        domains=KINK_AT_ZERO,
        smooth=lambda slope: slope == 1.0,
        convention="The derivative at 0 is the slope.",
    ),
    Op(
        name="elu",
        glyph="ELU",
        family="activations",
        arguments=("x",),
        forward=write_elu,
        vjps=(write_elu_vjp,),
        formula="max(0, x) + alpha * (exp(min(x, 0)) - 1)",
        derivatives=("step(x > 0) + alpha * exp(x) * step(x <= 0)",),
        behaviour="gates",
        summary="Lets the upstream gradient through where x is positive and α·eˣ of it elsewhere.",
        numpy="np.where({x} > 0, {x}, {alpha} * np.expm1(np.minimum({x}, 0)))",
        numpy_vjps=("{g} * np.where({x} > 0, 1, {alpha} * np.exp(np.minimum({x}, 0)))",),
        torch="torch.nn.functional.elu({x}, {alpha})",
        torch_module="nn.ELU({alpha!r})",
        torch_edges=(
            Edge(
                has_nan,
                "torch.where({x} > 0, {x}, {alpha} * torch.expm1(torch.where({x} > 0, 0, {x})))",
            ),
        ),
        params=(Param("alpha", 1.0, "number", "Minus the value far to the left."),),
        definition="max(0, x) + alpha * expm1(min(x, 0))",
        domains=KINK_AT_ZERO,
        smooth=lambda alpha: alpha == 1.0,
        convention="The derivative at 0 is α, so with α = 1 it has no jump.",
    ),
    Op(
        name="softplus",
        glyph="softplus",
        family="activations",
        arguments=("x",),
        forward=_softplus,
        vjps=(_softplus_vjp,),
        formula="log(1 + exp(x))",
        derivatives=("sigmoid(x)",),
        behaviour="scales",
        summary="Scales the upstream gradient by σ(x): a smooth version of what relu does.",
        numpy="np.logaddexp(0, {x})",
        numpy_vjps=("{g} * np.exp(-np.logaddexp(0, -{x}))",),
        torch="torch.logaddexp({x}, torch.zeros_like({x}))",
        torch_module="nn.Softplus(threshold=40)",
        definition=f"c = min(x, {LARGEST_POWER})\n"
        f"return log1p(exp(c)) + max(0, x - {LARGEST_POWER})",
        convention="Stable for any x: 1000 at 1000 and 0 at −1000.",
    ),
    Op(
        name="gelu",
        glyph="GELU",
        family="activations",
        arguments=("x",),
        forward=_gelu,
        vjps=(_gelu_vjp,),
        formula="x * Φ(x)",
        derivatives=("Φ(x) + x * φ(x)",),
        behaviour="gates",
        summary="Lets through Φ(x) + x·φ(x) of the upstream gradient: nearly none far to the left, "
        "all of it far to the right.",
        numpy="{x} * (1 + " + _ERF_OF_ROOT + ") / 2",
        numpy_vjps=(
            "{g} * ((1 + "
            + _ERF_OF_ROOT
            + ") / 2 + {x} * np.exp(-({x} ** 2) / 2) / np.sqrt(2 * np.pi))",
        ),
        numpy_edges=(Edge(_in_left_tail, "{x} * normal_cdf({x})", _NUMPY_CDF, warns=False),),
        numpy_vjp_edges={
            0: (
                Edge(
                    _in_left_tail,
                    "{g} * (normal_cdf({x}) + {x} * np.exp(-({x} ** 2) / 2) / np.sqrt(2 * np.pi))",
                    _NUMPY_CDF,
                    warns=False,
                ),
            )
        },
        torch='torch.nn.functional.gelu({x}, approximate="none")',
        torch_module="nn.GELU()",
        torch_edges=(Edge(_in_left_tail, "gelu({x})", _TORCH_GELU),),
        definition="x * (1 + erf(x / sqrt(2))) / 2",
        convention="The exact form, x·Φ(x) with the normal distribution Φ, not the one with tanh.",
    ),
    Op(
        name="step",
        glyph="step",
        family="activations",
        arguments=("x",),
        forward=_step,
        vjps=(_step_vjp,),
        formula="step(x >= 0)",
        derivatives=("0",),
        behaviour="blocks",
        summary="Blocks the gradient: it is flat on both sides, so nothing learns through it.",
        numpy="np.heaviside({x}, 1.0)",
        numpy_vjps=("np.zeros_like({g} * {x})",),
        torch="torch.clamp(torch.sign({x}) + 1, max=1)",
        torch_module="Step()",
        torch_class=_TORCH_STEP,
        torch_edges=(
            Edge(
                has_nan,
                "torch.where({x} != {x}, {x}.detach(), torch.clamp(torch.sign({x}) + 1, max=1))",
            ),
        ),
        domains=KINK_AT_ZERO,
        convention="The value at 0 is 1; the derivative is 0 everywhere, at the jump as well.",
    ),
)
