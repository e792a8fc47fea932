"""Squared errors, the hinge and penalties in words."""

from ...engine.ops.op import Array
from ..numbers import show_exactly
from .recognising import Loss, slopes_of
from .told import Line, Told, backward, forward
from .writing import equals, factor, show

MOST_TERMS = 4


def of_square(told: Told) -> list[Line]:
    """Write a squared error, with its half or without."""
    p, y, e = told.p, told.y, told.e
    is_half = told.loss.op.name == "half_squared_error"
    half, twice = ("½", "") if is_half else ("", "2")
    many = told.slope.size > 1
    rule = f"{p} − {y}" if is_half else f"2({p} − {y})"
    if not many:
        a, b = told.numbers()
        error = f"{show_exactly(a)} − {factor(b)}"
        worked = f"{half}({show_exactly(b)} − {factor(a)})²"
        steps = error if is_half else f"{twice} × ({error})"
        return [
            forward(f"{e} = {half}({y} − {p})² = {worked} = {show(told.value)}"),
            backward(f"∂{e}/∂{p} = {rule} = {steps}{equals(told.slope)}"),
        ]
    sign = {"sum": "Σ ", "mean": "mean of "}.get(told.reduction, "")
    if told.reduction == "mean":
        rule = f"{twice}({p} − {y})/{told.slope.size}"
    return [
        forward(f"{e} = {sign}{half}({y} − {p})²{equals(told.value)}"),
        backward(f"∂{e}/∂{p} = {rule}{equals(told.slope)}"),
    ]


def of_hinge(told: Told) -> list[Line]:
    """Write the hinge with each wrong class, and how many of them are within the margin."""
    s, e, margin = told.p, told.e, float(told.loss.params["margin"])
    lines = []
    if told.predicted.ndim == 1:
        right, scores = int(told.actual.reshape(())), told.predicted.tolist()
        wrong = [score for k, score in enumerate(scores) if k != right]
        own, ahead = factor(scores[right]), show_exactly(margin)
        terms = [f"max(0, {show_exactly(score)} − {own} + {ahead})" for score in wrong]
        listed = " + ".join(terms[:MOST_TERMS])
        more = " + …" if len(terms) > MOST_TERMS else ""
        inside = sum(score - scores[right] + margin > 0 for score in wrong)
        classes = "class" if len(wrong) == 1 else "classes"
        within = f"{inside} of {len(wrong)} wrong {classes} within the margin"
        lines = [
            forward(f"{e} = {listed}{more} = {show(told.value)}"),
            forward(f"Class {right} is true; {within}."),
        ]
    rule = "+1 for each class within the margin, and minus their number for the right one"
    return [*lines, backward(f"∂{e}/∂{s}{equals(told.slope)}: {rule}.")]


def of_penalty(e: str, w: str, loss: Loss, weights: Array) -> list[Line]:
    """Write a penalty, which has no half or one."""
    value, slope = slopes_of(loss.op, loss.params, {0: weights}, 0)
    half, rule = ("½", w) if loss.op.name == "half_l2" else ("", f"2{w}")
    return [
        forward(f"{e} = {half}Σ{w}² = {show(value)}"),
        backward(f"∂{e}/∂{w} = {rule}{equals(slope)}"),
    ]
