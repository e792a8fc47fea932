"""The curve of a gate of one argument and of its derivative, from the gate's own kernels.

A curve is cut wherever it jumps, has a pole or does not exist, so that no line is drawn that the
gate does not have. What the gate itself says at a kink, by convention, is drawn as a point.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, hypot

import numpy as np

from ..engine.kinks import kinks_at
from ..engine.ops.op import Array, Op, Pattern
from ..trace.numbers import show_number
from .axes import Box, draw_axes

Function = Callable[[Array], Array]
Points = list[tuple[float, float]]

REACH = 4.0
"""Curves are drawn from −4 to 4, where the gate allows, and are cut off at those values too."""
SAMPLES = 161
WIDTH, HEIGHT = 340.0, 210.0
MARGINS = (34.0, 12.0, 12.0, 24.0)
"""Room left, above, right and below the plot, for the numbers at the axes."""
BISECTIONS = 48
JUMP = 1e-3
"""Two places next to each other whose values differ by more belong to different lines."""
NEAR = tuple(4 * 0.8**k for k in range(40))
"""How far from a cut a line has points of its own, in steps between places."""
LABEL_PLACES = ((0, -16), (0, 16), (-17, 0), (17, 0), (-14, -10), (14, -10), (-14, 10), (14, 10))
"""Where the name of a line may stand, as seen from a point of it, in px."""
TOLERANCE = 0.06
"""How far a thinned line may lie from the points it left out, in px."""


@dataclass(frozen=True, slots=True)
class Line:
    """A curve as drawn: its unbroken pieces, and single points that lie on none of them."""

    pieces: tuple[Points, ...]
    points: Points


@dataclass(frozen=True, slots=True)
class Curve:
    """A gate and its derivative over an interval."""

    x: Array
    """The places of the read-out, evenly spaced; kinks among them."""
    value: Array
    slope: Array
    low: float
    high: float
    """Between which values the plot lies."""
    value_line: Line
    slope_line: Line


def has_curve(op: Op) -> bool:
    """Tell whether a gate takes one number and gives one."""
    return op.pattern is Pattern.ELEMENTWISE and len(op.arguments) == 1


def value_of(op: Op) -> Function:
    """Return the gate, at the defaults of its options, as a function of arrays."""
    params = op.settled({})

    def value(x: Array) -> Array:
        out = np.empty_like(x)
        with np.errstate(all="ignore"):
            op.forward(x, out=out, **params)
        return out

    return value


def slope_of(op: Op) -> Function:
    """Return its derivative: the VJP rule for an upstream gradient of 1."""
    params, rule, value = op.settled({}), op.vjp(0), value_of(op)

    def slope(x: Array) -> Array:
        out = np.ones_like(x)
        if rule is not None:
            with np.errstate(all="ignore"):
                rule(np.ones_like(x), value(x), x, out=out, **params)
        return out

    return slope


def plot(op: Op) -> Curve:
    """Follow a gate of one argument over the interval where it has values."""
    value, slope = value_of(op), slope_of(op)
    wide = np.linspace(-REACH, REACH, SAMPLES)
    known = wide[~np.isnan(value(wide))]
    x = np.linspace(known[0], known[-1], SAMPLES)
    kinks = kinks_at(op, 0, op.settled({}))
    lines = trace_line(value, x, kinks), trace_line(slope, x, kinks)
    low, high = _range([y for line in lines for piece in line.pieces for _, y in piece])
    return Curve(x, value(x), slope(x), low, high, *lines)


def trace_line(function: Function, x: Array, kinks: Sequence[float] = ()) -> Line:
    """Follow a function over the places ``x`` and cut it where it jumps or is not finite."""
    left, right = _cuts(function, x)
    step = x[1] - x[0]
    near = [
        left,
        right,
        *(left - step * way for way in NEAR),
        *(right + step * way for way in NEAR),
    ]
    places = np.unique(np.concatenate([x, *near]))
    places = places[(places >= x[0]) & (places <= x[-1])]
    y = function(places)
    pieces: list[Points] = [[]]
    for place, height in zip(places.tolist(), y.tolist(), strict=True):
        if place in right:
            pieces.append([])
        if np.isfinite(height):
            pieces[-1].append((place, height))
    single = [kink for kink in kinks if np.any(np.abs(np.append(left, right) - kink) < JUMP)]
    heights = function(np.array(single, dtype=np.float64)).tolist()
    points = [(k, h) for k, h in zip(single, heights, strict=True) if np.isfinite(h)]
    return Line(tuple(piece for piece in pieces if len(piece) > 1), points)


def draw_curve(op: Op, label: str) -> str:
    """Draw the gate and its derivative as inline SVG; colours come from the page's variables."""
    curve = plot(op)
    box = Box(WIDTH, HEIGHT, MARGINS, (curve.x[0], curve.x[-1]), (curve.low, curve.high))
    parts = [
        f'<svg class="plot" role="img" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" aria-label="{label}">',
        draw_axes(box),
    ]
    drawn: dict[str, list[Points]] = {}
    for kind, line in (("value", curve.value_line), ("slope", curve.slope_line)):
        drawn[kind] = [
            thin([box.at(*point) for point in part])
            for piece in line.pieces
            for part in clip(piece, curve.low, curve.high)
        ]
        path = "".join(_path(part) for part in drawn[kind])
        parts.append(f'<path class="plot-{kind}" d="{path}"/>')
        for place in line.points:
            x, y = box.at(*place)
            parts.append(f'<circle class="plot-{kind}-point" cx="{x:g}" cy="{y:g}" r="3.6"/>')
    taken: Points = []
    for kind, text in (("value", "y"), ("slope", "y′")):
        other = [p for rest, lines in drawn.items() if rest != kind for line in lines for p in line]
        x, y = _label_place(drawn[kind], other + taken, box)
        taken.append((x, y))
        parts.append(f'<text class="plot-name {kind}" x="{x:.1f}" y="{y + 5:.1f}">{text}</text>')
    parts.append("</svg>")
    return "".join(parts)


def readings(curve: Curve) -> str:
    """Write as JSON what a script needs to read the curve out: its numbers, and where they lie."""
    left, top, right, bottom = MARGINS
    return json.dumps(
        {
            "from": float(curve.x[0]),
            "to": float(curve.x[-1]),
            "low": curve.low,
            "high": curve.high,
            "frame": [left, top, WIDTH - left - right, HEIGHT - top - bottom],
            "value": [show_rounded(y) for y in curve.value.tolist()],
            "slope": [show_rounded(y) for y in curve.slope.tolist()],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def show_rounded(number: float) -> float | str:
    """Round to four significant digits; what is not finite becomes its sign, as on the page."""
    return float(f"{number:.4g}") if np.isfinite(number) else show_number(number)


def clip(piece: Points, low: float, high: float) -> list[Points]:
    """Cut a line off where it leaves a band of heights."""
    parts: list[Points] = [[]]
    for (x0, y0), (x1, y1) in pairwise(piece):
        ends = [(low - y0) / (y1 - y0), (high - y0) / (y1 - y0)] if y0 != y1 else []
        start, end = (max(0.0, min(ends)), min(1.0, max(ends))) if ends else (0.0, 1.0)
        if start >= end or not (ends or low <= y0 <= high):
            continue
        if start > 0.0 or not parts[-1]:
            parts.append([(x0 + start * (x1 - x0), y0 + start * (y1 - y0))])
        parts[-1].append((x0 + end * (x1 - x0), y0 + end * (y1 - y0)))
        if end < 1.0:
            parts.append([])
    return [part for part in parts if len(part) > 1]


def thin(points: Points) -> Points:
    """Leave out points that lie on the straight line between others (Douglas and Peucker)."""
    if len(points) < 3:
        return points
    (x0, y0), (x1, y1) = points[0], points[-1]
    length = hypot(x1 - x0, y1 - y0) or 1.0
    away = [abs((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) / length for x, y in points]
    farthest = max(range(len(points)), key=away.__getitem__)
    if away[farthest] <= TOLERANCE:
        return [points[0], points[-1]]
    return thin(points[: farthest + 1])[:-1] + thin(points[farthest:])


def _cuts(function: Function, x: Array) -> tuple[Array, Array]:
    """Find the jumps between places: the last place before each, and the first after it."""
    left, right = x[:-1].copy(), x[1:].copy()
    below, above = function(left), function(right)
    for _ in range(BISECTIONS):
        middle = (left + right) / 2
        between = function(middle)
        go_left = _gap(below, between) >= _gap(between, above)
        left, below = np.where(go_left, left, middle), np.where(go_left, below, between)
        right, above = np.where(go_left, middle, right), np.where(go_left, between, above)
    jumps = _gap(below, above) > JUMP
    return left[jumps], right[jumps]


def _gap(a: Array, b: Array) -> Array:
    """Return how far values lie apart: infinitely, where only one of them is finite."""
    both = np.isfinite(a) & np.isfinite(b)
    neither = ~np.isfinite(a) & ~np.isfinite(b)
    with np.errstate(all="ignore"):
        return np.where(both, np.abs(a - b), np.where(neither, 0.0, np.inf))


def _range(heights: list[float]) -> tuple[float, float]:
    """Choose between which heights to plot: zero among them, and whole or half numbers."""
    low, high = max(min(heights), -REACH), min(max(heights), REACH)
    low, high = min(low, 0.0), max(high, 0.0)
    unit = 0.5 if high - low <= 2.5 else 1.0
    return unit * floor(low / unit + 0.01), unit * ceil(high / unit - 0.01)


def _path(points: Points) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _label_place(lines: list[Points], others: Points, box: Box) -> tuple[float, float]:
    """Find a place beside a line and away from everything else."""
    own = _dense([line for line in lines if line])
    rest = _dense([others]) if len(others) < 3 else others
    beside = [(x + dx, y + dy) for x, y in own[::3] for dx, dy in LABEL_PLACES]
    places = [place for place in beside if box.holds(*place, 9)]
    if not places:
        return box.width / 2, box.height / 2
    room, clear = _nearest(places, rest, 40.0), _nearest(places, own, 16.0)
    aside = np.abs(np.array(places)[:, 0] - box.width * 0.75)
    return places[int(np.argmax(1.5 * room + 2 * clear - 0.02 * aside))]


def _nearest(places: Points, points: Points, most: float) -> Array:
    """Return how far the nearest of the points is from each place, up to ``most``."""
    if not points:
        return np.full(len(places), most)
    gaps = np.array(places)[:, None] - np.array(points)
    nearest: Array = np.hypot(gaps[..., 0], gaps[..., 1]).min(axis=1)
    return np.minimum(nearest, most)


def _dense(lines: list[Points]) -> Points:
    """Put points every few px along lines."""
    points: Points = []
    for line in lines:
        points += line[:1]
        for (x0, y0), (x1, y1) in pairwise(line):
            count = max(1, round(hypot(x1 - x0, y1 - y0) / 4))
            points += [
                (x0 + (x1 - x0) * k / count, y0 + (y1 - y0) * k / count)
                for k in range(1, count + 1)
            ]
    return points
