"""The curve that a gate's numbers stand on: of a loss over its prediction, of an activation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from ...engine.graph import Graph
from ...engine.kinks import kinks_at
from ...engine.ops import OPS
from ...engine.ops.op import Array, Op, Params, Pattern
from ..numbers import show_exactly
from .recognising import ROWS, SQUARES, Loss, slopes_of
from .surprise import observed
from .writing import name_of, value_of

SAMPLES = 121
MOST_POINTS = 48
"""So many elements of an array stand on a curve."""
REACH = 4.0
HIGHEST = 6.0
JUMP = 0.2
"""How far apart two places next to each other are across a jump."""
FARTHEST = 100.0
"""Points farther out than this are not reached for: the curve would be a corner."""

Kind: TypeAlias = Literal["here", "other", "slope"]
Function: TypeAlias = Callable[[Array], Array]
Drawn: TypeAlias = tuple[str, Kind, Function]


class Stroke(NamedTuple):
    """One line; ``here`` are those that points stand on, ``slope`` is the derivative."""

    name: str
    kind: Kind
    y: list[float]


class Point(NamedTuple):
    """Where an element stands, and how steep the curve is there."""

    name: str
    x: float
    y: float
    slope: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Lines over places that lie evenly between ``left`` and ``right``."""

    across: str
    up: str
    left: float
    right: float
    low: float
    high: float
    lines: list[Stroke]
    points: list[Point]


def curve_of_loss(graph: Graph, values: Sequence[Array], node: int, loss: Loss) -> Curve | None:
    """Return the curve of a loss with the present predictions on it; none of a penalty."""
    if loss.actual is None:
        return None
    predicted, actual = values[loss.predicted], value_of(values, loss.actual)
    name, up = loss.op.name, graph.nodes[node].name or "E"
    if name == "hinge":
        return _of_margins(loss, predicted, actual, up)
    if name in ROWS:
        return _of_chance(loss, predicted, actual, up)
    p = name_of(graph, loss.predicted, "z" if name == "bce_with_logits" else "p")
    predicted, actual = np.broadcast_arrays(predicted, actual)
    points = _points(
        predicted,
        lambda k: _term(loss.op, float(predicted.flat[k]), float(actual.flat[k])),
    )
    if name in SQUARES:
        return _of_squares(loss, actual, points, p, up)
    left, right = (0.0, 1.0) if name == "bce" else _reach(points, 6.0)
    truths = sorted({0.0, 1.0, *np.unique(actual)[:3].tolist()})
    here = set(actual.ravel().tolist())
    lines: list[Drawn] = [
        (f"y = {show_exactly(y)}", "here" if y in here else "other", _by_prediction(loss.op, y))
        for y in reversed(truths)
    ]
    return _drawn((p, up), (left, right), lines, points)


def _term(op: Op, p: float, y: float) -> tuple[float, float]:
    """Return one term of an elementwise loss and its slope."""
    args = {0: np.asarray(p), 1: np.asarray(y)}
    value, slope = slopes_of(op, op.settled({"reduction": "sum"}), args, 0)
    return float(value), float(slope)


def _by_prediction(op: Op, y: float) -> Function:
    params = op.settled({"reduction": "none"})
    return lambda x: slopes_of(op, params, {0: x, 1: np.full(x.shape, y)}, 0)[0]


def _of_squares(loss: Loss, actual: Array, points: list[Point], p: str, up: str) -> Curve:
    """Draw both squares over the prediction; where several are true, over the error they share."""
    truth = float(actual.flat[0])
    if np.any(actual != truth):
        truths = actual.ravel()[: len(points)].tolist()
        points = [one._replace(x=one.x - y) for one, y in zip(points, truths, strict=True)]
        truth, p = 0.0, f"{p} − y"
    farthest = max((abs(point.x - truth) for point in points), default=0.0)
    reach = max(1.0, 1.25 * min(farthest, FARTHEST))
    half = loss.op.name == "half_squared_error"
    whole, halved = (OPS[name] for name in ("squared_error", "half_squared_error"))
    lines: list[Drawn] = [
        ("(y − p)²", "other" if half else "here", _by_prediction(whole, truth)),
        ("½(y − p)²", "here" if half else "other", _by_prediction(halved, truth)),
    ]
    return _drawn((p, up), (truth - reach, truth + reach), lines, points)


def _of_chance(loss: Loss, predicted: Array, actual: Array, up: str) -> Curve | None:
    """Draw −ln P over the probability of what was observed, with the rows on it."""
    chances = observed(loss, predicted, actual)
    if chances is None:
        return None
    points = _points(chances, lambda k: _surprise(float(chances.flat[k])))
    line: Drawn = ("−ln P(y | x)", "here", lambda x: -np.log(x))
    return _drawn(("P(y | x)", up), (0.0, 1.0), [line], points)


def _surprise(chance: float) -> tuple[float, float]:
    with np.errstate(all="ignore"):
        return float(-np.log(chance)), float(-1 / np.float64(chance))


def _of_margins(loss: Loss, scores: Array, labels: Array, up: str) -> Curve:
    """Draw max(0, ·) over how far a wrong class is ahead, with the classes on it."""
    rows = scores.reshape(-1, scores.shape[-1])
    margin = float(loss.params["margin"])
    points: list[Point] = []
    for row, right in zip(rows, labels.ravel().astype(int), strict=True):
        for k, score in enumerate(row.tolist()):
            if k != right and len(points) < MOST_POINTS:
                x = score - float(row[right]) + margin
                points.append(Point(f"class {k}", x, max(0.0, x), float(x > 0)))
    across = f"lead + {show_exactly(margin)}"
    line: Drawn = (f"max(0, {across})", "here", lambda x: np.maximum(0.0, x))
    return _drawn((across, up), _reach(points, 3.0), [line], points)


def curve_of_gate(graph: Graph, values: Sequence[Array], node: int) -> Curve | None:
    """Return the curve of an activation and of its derivative, with its inputs on it."""
    found = graph.nodes[node]
    op = found.op
    if op is None or op.family != "activations" or op.pattern is not Pattern.ELEMENTWISE:
        return None
    (operand,) = found.operands
    at, params = value_of(values, operand), found.params
    points = _points(
        at, lambda k: tuple(a.item() for a in _both(op, found.params, at.ravel()[[k]]))
    )
    lines: list[Drawn] = [
        ("y", "here", lambda x: _both(op, params, x)[0]),
        ("y′", "slope", lambda x: _both(op, params, x)[1]),
    ]
    names = name_of(graph, operand, "x"), found.name or "y"
    kinks = kinks_at(op, 0, params)
    return _drawn(names, _reach(points, REACH), lines, points, kinks)


def _both(op: Op, params: Params, x: Array) -> tuple[Array, Array]:
    """Return a gate of one argument and its derivative at some places."""
    y, slope, rule = np.empty(x.shape), np.ones(x.shape), op.vjp(0)
    with np.errstate(all="ignore"):
        op.forward(x, out=y, **params)
        if rule is not None:
            rule(np.ones(x.shape), y, x, out=slope, **params)
    return y, slope


def _points(at: Array, both: Callable[[int], tuple[float, ...]]) -> list[Point]:
    points = []
    for k, x in enumerate(at.ravel()[:MOST_POINTS].tolist()):
        y, slope = both(k)
        if np.isfinite([x, y, slope]).all():
            place = ", ".join(map(str, np.unravel_index(k, at.shape)))
            points.append(Point(f"[{place}]" if place else "", x, y, slope))
    return points


def _reach(points: list[Point], least: float) -> tuple[float, float]:
    """Return how far a curve goes on both sides of 0 for points to stand on it."""
    farthest = max((abs(point.x) for point in points), default=0.0)
    reach = max(least, ceil(1.15 * min(farthest, FARTHEST)))
    return -reach, reach


def _drawn(
    names: tuple[str, str],
    ends: tuple[float, float],
    lines: Sequence[Drawn],
    points: list[Point],
    kinks: Sequence[float] = (),
) -> Curve:
    x = np.linspace(*ends, SAMPLES)
    with np.errstate(all="ignore"):
        heights = [_cut(line(x), x, kinks) for _, _, line in lines]
    strokes = [
        Stroke(name, kind, y.tolist()) for (name, kind, _), y in zip(lines, heights, strict=True)
    ]
    here = [y for stroke in strokes if stroke.kind != "other" for y in stroke.y if np.isfinite(y)]
    within = [point.y for point in points if ends[0] <= point.x <= ends[1]]
    high = max([min(max(here, default=1.0), HIGHEST), *(1.1 * y for y in within)])
    low = min([max(min(here, default=0.0), -HIGHEST), 0.0, *within])
    unit = 0.5 if high - low <= 2.5 else 1.0
    low, high = unit * floor(low / unit + 0.01), unit * ceil(high / unit - 0.01)
    return Curve(*names, float(ends[0]), float(ends[1]), low, high or 1.0, strokes, points)


def _cut(y: Array, x: Array, kinks: Sequence[float]) -> Array:
    """Leave out the place after a kink where the line jumps there."""
    for kink in kinks:
        after = int(np.searchsorted(x, kink, side="right"))
        if 1 < after < len(x) - 1 and abs(y[after] - y[after - 1]) > JUMP:
            y[after] = np.nan
    return y
