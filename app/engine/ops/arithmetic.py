"""Arithmetic gates: the ones a blackboard starts with."""

from math import prod

import numpy as np
from numpy.typing import NDArray

from .edges import Edge, Stand, not_finite_upstream
from .op import Array, Domain, Op

AWAY_FROM_ZERO = Domain(0.5, 2.0)


def _power_by_base(g: Array, y: Array, a: Array, b: Array, out: Array) -> None:
    """Write g·b·a^(b−1); zero where b is 0, whose power is constant."""
    if b.ndim == 0 and b == 2.0:  # the same numbers without a power, which takes the longest
        np.multiply(a, b, out=out)
        np.multiply(out, g, out=out)
        return
    np.power(a, b - 1.0, out=out)
    np.multiply(out, b, out=out)
    np.multiply(out, g, out=out)
    if not b.all():
        np.copyto(out, 0.0, where=np.broadcast_to(b == 0.0, out.shape))


def _power_by_exponent(g: Array, y: Array, a: Array, b: Array, out: Array) -> None:
    """Write g·y·ln a; zero at a = 0 with b ≥ 0, where the power is constant in b."""
    np.multiply(y, np.log(a), out=out)
    np.multiply(out, g, out=out)
    flat = (a == 0.0) & (b >= 0.0)
    if np.any(flat):
        np.copyto(out, 0.0, where=np.broadcast_to(flat, out.shape))


def _divide_by_divisor(g: Array, y: Array, a: Array, b: Array, out: Array) -> None:
    """Write −g·a/b²."""
    np.divide(y, b, out=out)
    np.multiply(out, g, out=out)
    np.negative(out, out=out)


def _flat_in_exponent(stand: Stand) -> NDArray[np.bool_]:
    """Mark where a power is constant in its exponent: 0ᵇ with b ≥ 0."""
    a, b = stand.args
    return np.asarray((a == 0.0) & (b >= 0.0))


def _flat_under_infinity(stand: Stand) -> bool:
    """Tell whether PyTorch would multiply what arrives by the 0 of a power that is constant."""
    flat = stand.flows[1] and _flat_in_exponent(stand).any()
    return bool(flat) and not_finite_upstream(stand)


def _root_of_negative(stand: Stand) -> bool:
    """Tell whether a base is −0 or −∞, of which a power of ½ is no root, as it is in PyTorch."""
    a = stand.args[0]
    return bool(np.any(((a == 0.0) & np.signbit(a)) | (a == -np.inf)))


_TORCH_POWER = """\
def power(a, b):  # 0 ** b is constant in b where b >= 0: no gradient at all flows to b
    a, b = (torch.as_tensor(t, dtype=torch.float64) for t in (a, b))
    flat = (a == 0) & (b >= 0)
    of_base = torch.where(flat, a, 1) ** b.detach()
    return torch.where(flat, of_base, torch.where(flat, 1, a) ** b)"""


def _square_leaves_range(stand: Stand) -> bool:
    """Tell whether b² is an infinity or 0 where b is neither."""
    b = stand.args[1]
    squares = np.square(b)
    return bool(np.any((np.isinf(squares) & np.isfinite(b)) | ((squares == 0.0) & (b != 0.0))))


OPS = (
    Op(
        name="add",
        glyph="+",
        family="arithmetic",
        arguments=("a", "b"),
        forward=np.add,
        vjps=(None, None),
        formula="a + b",
        derivatives=("1", "1"),
        behaviour="distributes",
        summary="Hands the upstream gradient on, unchanged, to every input.",
        numpy="{a} + {b}",
        numpy_vjps=("{g}", "{g}"),
        torch="{a} + {b}",
        literal_glyphs=("+{c}", "+{c}"),
    ),
    Op(
        name="subtract",
        glyph="−",
        family="arithmetic",
        arguments=("a", "b"),
        forward=np.subtract,
        vjps=(None, lambda g, y, a, b, out: np.negative(g, out=out)),
        formula="a - b",
        derivatives=("1", "-1"),
        behaviour="distributes",
        summary="Hands the upstream gradient on to the first input and its negative to the second.",
        numpy="{a} - {b}",
        numpy_vjps=("{g}", "-{g}"),
        torch="{a} - {b}",
        literal_glyphs=("{c}−", "−{c}"),
    ),
    Op(
        name="multiply",
        glyph="×",
        family="arithmetic",
        arguments=("a", "b"),
        forward=np.multiply,
        vjps=(
            lambda g, y, a, b, out: np.multiply(g, b, out=out),
            lambda g, y, a, b, out: np.multiply(g, a, out=out),
        ),
        formula="a * b",
        derivatives=("b", "a"),
        products=lambda a, b: prod(np.broadcast_shapes(a, b)),
        behaviour="swaps",
        summary="Swaps its inputs: each receives the upstream gradient times the other's value.",
        numpy="{a} * {b}",
        numpy_vjps=("{g} * {b}", "{g} * {a}"),
        torch="{a} * {b}",
        literal_glyphs=("×{c}", "×{c}"),
    ),
    Op(
        name="divide",
        glyph="÷",
        family="arithmetic",
        arguments=("a", "b"),
        forward=np.divide,
        vjps=(
            lambda g, y, a, b, out: np.divide(g, b, out=out),
            _divide_by_divisor,
        ),
        formula="a / b",
        derivatives=("1 / b", "-a / b**2"),
        behaviour="scales",
        summary="Scales the upstream gradient by 1/b for a and by −a/b² for b.",
        numpy="{a} / {b}",
        numpy_vjps=("{g} / {b}", "-{g} * {a} / {b} ** 2"),
        numpy_vjp_edges={1: (Edge(_square_leaves_range, "-{g} * {y} / {b}"),)},
        torch="{a} / {b}",
        domains=(Domain(), AWAY_FROM_ZERO),
        literal_glyphs=("{c}/x", "÷{c}"),
        convention="Division by zero gives an infinity or NaN, and a warning.",
    ),
    Op(
        name="power",
        glyph="xʸ",
        family="arithmetic",
        arguments=("a", "b"),
        forward=np.power,
        vjps=(_power_by_base, _power_by_exponent),
        formula="a ** b",
        derivatives=("b * a**(b - 1)", "y * log(a)"),
        behaviour="scales",
        summary="Scales by b·a^(b−1) for the base and by y·ln a for the exponent.",
        numpy="{a} ** {b}",
        numpy_vjps=("{g} * {b} * {a} ** ({b} - 1)", "{g} * {y} * np.log({a})"),
        numpy_edges=(Edge(_root_of_negative, "np.power({a}, {b})"),),  # a scalar's ** is another
        numpy_vjp_edges={
            0: (
                Edge(lambda s: (s.args[1] == 0.0).all(), "np.zeros_like({g})", warns=False),
                Edge(
                    lambda s: (s.args[1] == 0.0).any(),
                    "np.where({b} == 0, 0, {g} * {b} * {a} ** ({b} - 1))",
                ),
            ),
            1: (
                Edge(lambda s: _flat_in_exponent(s).all(), "np.zeros_like({g})", warns=False),
                Edge(
                    lambda s: _flat_in_exponent(s).any(),
                    "np.where(({a} == 0) & ({b} >= 0), 0, {g} * {y} * np.log({a}))",
                ),
            ),
        },
        torch="{a} ** {b}",
        torch_edges=(
            Edge(_flat_under_infinity, "power({a}, {b})", _TORCH_POWER),
            Edge(_root_of_negative, "{a} ** torch.as_tensor({b}, dtype=torch.float64)"),
        ),
        domains=(AWAY_FROM_ZERO, Domain()),
        literal_glyphs=("{c}ˣ", "x{sup}"),
        convention="A negative base with a fractional exponent is NaN. x⁰ has derivative 0 "
        "everywhere, and so has 0ᵇ by b for b ≥ 0.",
    ),
    Op(
        name="negate",
        glyph="×−1",
        family="arithmetic",
        arguments=("x",),
        forward=np.negative,
        vjps=(lambda g, y, x, out: np.negative(g, out=out),),
        formula="-x",
        derivatives=("-1",),
        behaviour="flips",
        summary="Flips the sign of the upstream gradient.",
        numpy="-{x}",
        numpy_vjps=("-{g}",),
        torch="-{x}",
    ),
    Op(
        name="reciprocal",
        glyph="1/x",
        family="arithmetic",
        arguments=("x",),
        forward=np.reciprocal,
        vjps=(
            lambda g, y, x, out: np.multiply(
                np.negative(np.multiply(y, y, out=out), out=out), g, out=out
            ),
        ),
        formula="1 / x",
        derivatives=("-1 / x**2",),
        behaviour="scales",
        summary="Scales the upstream gradient by −1/x².",
        numpy="1 / {x}",
        numpy_vjps=("-{g} / {x} ** 2",),
        torch="1 / {x}",
        domains=(AWAY_FROM_ZERO,),
        convention="At 0 the value is an infinity, and a warning says so.",
    ),
    Op(
        name="square",
        glyph="x²",
        family="arithmetic",
        arguments=("x",),
        forward=np.square,
        vjps=(lambda g, y, x, out: np.multiply(np.add(x, x, out=out), g, out=out),),
        formula="x**2",
        derivatives=("2 * x",),
        behaviour="scales",
        summary="Scales the upstream gradient by 2x.",
        numpy="{x} ** 2",
        numpy_vjps=("{g} * 2 * {x}",),
        torch="{x} ** 2",
    ),
)
