"""Elementary functions of one argument, element by element."""

from math import erf, pi

import numpy as np

from .edges import Edge, has_nan
from .op import Array, Domain, Op

POSITIVE = Domain(0.5, 2.0)

ERF_IN_NUMPY = (
    "np.clip({u}, -6, 6) / np.sqrt(np.pi)"
    " * (np.exp(-np.multiply.outer(np.clip({u}, -6, 6),"
    " np.polynomial.legendre.leggauss(64)[0] / 2 + 0.5) ** 2)"
    " @ np.polynomial.legendre.leggauss(64)[1])"
)
"""The error function of ``{u}``, which NumPy lacks, by Gauss-Legendre quadrature."""


def _sqrt_vjp(g: Array, y: Array, x: Array, out: Array) -> None:
    """Write g / 2y."""
    np.add(y, y, out=out)
    np.divide(g, out, out=out)


def _abs_vjp(g: Array, y: Array, x: Array, out: Array) -> None:
    np.sign(x, out=out)
    np.multiply(out, g, out=out)


def _log1p_vjp(g: Array, y: Array, x: Array, out: Array) -> None:
    """Write g / (1 + x)."""
    np.add(x, 1.0, out=out)
    np.divide(g, out, out=out)


def _expm1_vjp(g: Array, y: Array, x: Array, out: Array) -> None:
    """Write g·e^x; e^x itself, since y + 1 loses what is small beside 1."""
    np.exp(x, out=out)
    np.multiply(out, g, out=out)


def _no_gradient(g: Array, y: Array, x: Array, out: Array) -> None:
    np.copyto(out, 0.0)


def _cos_vjp(g: Array, y: Array, x: Array, out: Array) -> None:
    np.sin(x, out=out)
    np.multiply(out, g, out=out)
    np.negative(out, out=out)


def _sin_vjp(g: Array, y: Array, x: Array, out: Array) -> None:
    np.cos(x, out=out)
    np.multiply(out, g, out=out)


def _erf(x: Array, out: Array) -> None:
    """Write erf x to the last digit, by the C library, which NumPy does not reach."""
    np.copyto(out, np.fromiter(map(erf, x.ravel().data), np.float64, x.size).reshape(x.shape))


def _erf_vjp(g: Array, y: Array, x: Array, out: Array) -> None:
    """Write g · 2/√π · exp(−x²)."""
    np.square(x, out=out)
    np.negative(out, out=out)
    np.exp(out, out=out)
    np.multiply(out, 2.0 / pi**0.5, out=out)
    np.multiply(out, g, out=out)


OPS = (
    Op(
        name="exp",
        glyph="eˣ",
        family="functions",
        arguments=("x",),
        forward=np.exp,
        vjps=(lambda g, y, x, out: np.multiply(g, y, out=out),),
        formula="exp(x)",
        derivatives=("exp(x)",),
        behaviour="scales",
        summary="Scales the upstream gradient by its own value, eˣ.",
        numpy="np.exp({x})",
        numpy_vjps=("{g} * {y}",),
        torch="torch.exp({x})",
    ),
    Op(
        name="log",
        glyph="ln",
        family="functions",
        arguments=("x",),
        forward=np.log,
        vjps=(lambda g, y, x, out: np.divide(g, x, out=out),),
        formula="log(x)",
        derivatives=("1 / x",),
        behaviour="scales",
        summary="Scales the upstream gradient by 1/x.",
        numpy="np.log({x})",
        numpy_vjps=("{g} / {x}",),
        torch="torch.log({x})",
        domains=(POSITIVE,),
        convention="The natural logarithm: −∞ at 0, NaN below.",
    ),
    Op(
        name="log1p",
        glyph="ln(1+x)",
        family="functions",
        arguments=("x",),
        forward=np.log1p,
        vjps=(_log1p_vjp,),
        formula="log(1 + x)",
        derivatives=("1 / (1 + x)",),
        behaviour="scales",
        summary="Scales the upstream gradient by 1/(1 + x).",
        numpy="np.log1p({x})",
        numpy_vjps=("{g} / (1 + {x})",),
        torch="torch.log1p({x})",
        domains=(POSITIVE,),
        convention="As log(1 + x), and exact for an x so small that 1 + x is rounded to 1.",
    ),
    Op(
        name="expm1",
        glyph="eˣ−1",
        family="functions",
        arguments=("x",),
        forward=np.expm1,
        vjps=(_expm1_vjp,),
        formula="exp(x) - 1",
        derivatives=("exp(x)",),
        behaviour="scales",
        summary="Scales the upstream gradient by eˣ.",
        numpy="np.expm1({x})",
        numpy_vjps=("{g} * np.exp({x})",),
        torch="torch.expm1({x})",
        convention="As exp(x) − 1, and exact for an x so small that eˣ is rounded to 1.",
    ),
    Op(
        name="sqrt",
        glyph="√",
        family="functions",
        arguments=("x",),
        forward=np.sqrt,
        vjps=(_sqrt_vjp,),
        formula="sqrt(x)",
        derivatives=("1 / (2 * sqrt(x))",),
        behaviour="scales",
        summary="Scales the upstream gradient by 1/(2√x).",
        numpy="np.sqrt({x})",
        numpy_vjps=("{g} / (2 * {y})",),
        torch="torch.sqrt({x})",
        domains=(POSITIVE,),
        convention="At 0 the derivative is an infinity; below 0 the value is NaN.",
    ),
    Op(
        name="abs",
        glyph="|x|",
        family="functions",
        arguments=("x",),
        forward=np.absolute,
        vjps=(_abs_vjp,),
        formula="abs(x)",
        derivatives=("step(x > 0) - step(x < 0)",),
        behaviour="scales",
        summary="Scales the upstream gradient by the sign of x: it flips where x is negative.",
        numpy="np.abs({x})",
        numpy_vjps=("{g} * np.sign({x})",),
        torch="torch.abs({x})",
        torch_edges=(Edge(has_nan, "torch.where({x} != {x}, {x} * {x}, torch.abs({x}))"),),
        domains=(Domain(kinks=(0.0,)),),
        convention="The derivative at 0 is 0.",
    ),
    Op(
        name="sin",
        glyph="sin",
        family="functions",
        arguments=("x",),
        forward=np.sin,
        vjps=(_sin_vjp,),
        formula="sin(x)",
        derivatives=("cos(x)",),
        behaviour="scales",
        summary="Scales the upstream gradient by cos x.",
        numpy="np.sin({x})",
        numpy_vjps=("{g} * np.cos({x})",),
        torch="torch.sin({x})",
    ),
    Op(
        name="cos",
        glyph="cos",
        family="functions",
        arguments=("x",),
        forward=np.cos,
        vjps=(_cos_vjp,),
        formula="cos(x)",
        derivatives=("-sin(x)",),
        behaviour="scales",
        summary="Scales the upstream gradient by −sin x.",
        numpy="np.cos({x})",
        numpy_vjps=("-{g} * np.sin({x})",),
        torch="torch.cos({x})",
    ),
    Op(
        name="detach",
        glyph="detach",
        family="functions",
        arguments=("x",),
        forward=lambda x, out: np.copyto(out, x),
        vjps=(_no_gradient,),
        formula="x",
        derivatives=("0",),
        behaviour="blocks",
        summary="Hands its value on and no gradient back: what it holds counts as a constant.",
        numpy="{x}",
        numpy_vjps=("np.zeros_like({x})",),
        torch="{x}.detach()",
        stops=frozenset({0}),
        convention="The derivative is 0 by definition, not by calculus: a stop-gradient.",
    ),
    Op(
        name="erf",
        glyph="erf",
        family="functions",
        arguments=("x",),
        forward=_erf,
        vjps=(_erf_vjp,),
        formula="erf(x)",
        derivatives=("2 * exp(-x**2) / sqrt(π)",),
        behaviour="scales",
        summary="Scales the upstream gradient by 2/√π · exp(−x²).",
        numpy=ERF_IN_NUMPY.replace("{u}", "{x}"),
        numpy_vjps=("{g} * 2 / np.sqrt(np.pi) * np.exp(-({x} ** 2))",),
        torch="torch.erf({x})",
    ),
)
