"""What the gates page shows of units that are no gates and are made of some: maxout."""

from functools import cache
from html import escape

import numpy as np

from ..drawing.curves import draw_curve, plot, readings
from ..engine.ops.op import Array, Domain, Op
from ..trace.formulas import equation, partial_derivative
from .gate_cards import Card, Link, families, link_to, symbol, written
from .models.common import Formula
from .models.gates import GateAnswer
from .mul_constant_card import FAMILY, mul_constant

MAXOUT = """\
def maxout(x, w1, b1, w2, b2):
    return max(dot(w1, x) + b1, dot(w2, x) + b2)

x = [0.5, 1.5]
w1 = [1, -0.5]; b1 = 0.5
w2 = [-1, 0.25]; b2 = 0
m = maxout(x, w1, b1, w2, b2)"""
FIRST, SECOND = (1.0, -1.0), (-0.5, 0.5)
"""The two pieces of the curve, over one input: a weight and a bias each."""
TIE = (SECOND[1] - FIRST[1]) / (FIRST[0] - SECOND[0])
"""Where they meet."""


@cache
def shown_families() -> list[tuple[str, list[Card]]]:
    """Return the cards of the page: every gate by family, then what is made of gates."""
    return [*families(), (FAMILY, [_maxout(), mul_constant()])]


def _pieces(x: Array) -> tuple[Array, Array]:
    return FIRST[0] * x + FIRST[1], SECOND[0] * x + SECOND[1]


def _value(x: Array, out: Array) -> None:
    np.maximum(*_pieces(x), out=out)


def _vjp(g: Array, y: Array, x: Array, out: Array) -> None:
    first, second = _pieces(x)
    np.copyto(out, np.where(first >= second, FIRST[0], SECOND[0]) * g)


def _curve() -> Op:
    """Return maxout over one number as what a curve is drawn of; no gate of a program."""
    return Op(
        name="maxout",
        glyph="maxout",
        family=FAMILY,
        arguments=("x",),
        forward=_value,
        vjps=(_vjp,),
        formula="max(w1 * x + b1, w2 * x + b2)",
        derivatives=("step(u >= v) * w1 + step(v > u) * w2",),
        behaviour="routes",
        summary="Routes the upstream gradient to the larger piece; the other learns nothing.",
        numpy="",
        numpy_vjps=("",),
        torch="",
        domains=(Domain(kinks=(TIE,)),),
    )


def _maxout() -> Card:
    op = _curve()
    value = equation(symbol("m"), written("max(u, v)"))
    pieces = [equation(symbol("u"), written("w1 @ x + b1"))]
    pieces.append(equation(symbol("v"), written("w2 @ x + b2")))
    backward = [
        equation(partial_derivative(symbol("L"), symbol(name)), written(formula))
        for name, formula in (
            ("w1", "g * step(u >= v) * x"),
            ("b1", "g * step(u >= v)"),
            ("w2", "g * step(v > u) * x"),
            ("b2", "g * step(v > u)"),
            ("x", "g * (step(u >= v) * w1 + step(v > u) * w2)"),
        )
    ]
    gate = GateAnswer(
        name=op.name,
        aliases=[],
        glyph=op.glyph,
        family=FAMILY,
        arguments=["x", "w1", "b1", "w2", "b2"],
        variadic=False,
        pattern="block",
        params=[],
        formula=Formula.of(value),
        derivatives=[Formula.of(one) for one in backward],
        behaviour=op.behaviour,
        summary=op.summary,
        convention="A unit has two pieces, so twice the parameters of another of as many inputs. "
        "It neither saturates nor dies. With w2 = 0 and b2 = 0 it is max(0, u): ReLU. On a tie the "
        "whole gradient goes to the first piece. The curve is of one input: "
        "u = x − 1, v = −0.5x + 0.5.",
        definition="max(dot(w1, x) + b1, dot(w2, x) + b2)",
        numpy="np.maximum(w1 @ x + b1, w2 @ x + b2)",
        torch="torch.where(w1 @ x + b1 >= w2 @ x + b2, w1 @ x + b1, w2 @ x + b2)",
    )
    return Card(
        gate=gate,
        words=f"{op.name} {FAMILY} {op.behaviour} activation composite two pieces relu",
        value=[value, *pieces],
        backward=backward,
        program=MAXOUT,
        definition=gate.definition,
        numpy=gate.numpy,
        torch=gate.torch,
        picture=draw_curve(op, escape("Curve of maxout over one input and of its derivative")),
        kind="curve",
        readings=readings(plot(op)),
        links=_links(),
    )


def _links() -> list[Link]:
    return [
        link_to(MAXOUT, "Open as one node", "the example of maxout", "blocks"),
        link_to(MAXOUT, "in gates", "maxout"),
        Link("./?example=maxout", "Maxout: the larger of two lines", "an example"),
        Link("./?example=maxout-as-relu", "ReLU as a special maxout", "an example"),
    ]
