"""Maps of a gate of two arguments: its value, and its derivative by the first, as colours.

Nine places carry their number, as the gate's kernels give it, so that a map can be read without
telling colours apart; tints that are positive have the colour of the value or the gradient, those
below zero are grey.
"""

from html import escape

import numpy as np

from ..engine.ops.op import Array, Op, Pattern
from ..trace.numbers import show_number
from .axes import Box, Span, draw_axes

REACH = 4.0
CELLS = 32
"""Cells a side; an even number, so that poles at zero lie between cells."""
TINTS = 6
BRIGHTEST = 16.0
"""Larger values have the strongest tint too."""
PANEL, GAP = 150.0, 30.0
MARGINS = (26.0, 26.0, 6.0, 36.0)


def has_map(op: Op) -> bool:
    """Tell whether a gate takes two numbers and gives one."""
    return op.pattern is Pattern.ELEMENTWISE and len(op.arguments) == 2


def span_of(op: Op, slot: int) -> Span:
    """Return where to look at an argument: −4 to 4, or 0 to 4 where that gives no values."""
    inside = 1.3, 1.7
    operands = [np.array(inside[k]) for k in range(2)]
    operands[slot] = np.array(-1.3)
    return (0.0 if np.isnan(evaluate(op, *operands)[0]) else -REACH), REACH


def evaluate(op: Op, a: Array, b: Array) -> tuple[Array, Array]:
    """Return the value and the derivative by the first argument."""
    a, b = np.broadcast_arrays(np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64))
    value, slope = np.empty(a.shape), np.ones(a.shape)
    rule = op.vjp(0)
    with np.errstate(all="ignore"):
        op.forward(a, b, out=value)
        if rule is not None:
            rule(np.ones(a.shape), value, a, b, out=slope)
    return value, slope


def draw_map(op: Op, label: str) -> str:
    """Draw both maps beside each other as inline SVG."""
    left, top, right, bottom = MARGINS
    width = left + PANEL + GAP + PANEL + right
    height = top + PANEL + bottom
    spans = span_of(op, 0), span_of(op, 1)
    first, second = op.arguments
    parts = [
        f'<svg class="plot" role="img" viewBox="0 0 {width:g} {height:g}" aria-label="{label}">'
    ]
    for panel, (kind, title) in enumerate((("value", "y"), ("slope", f"∂y/∂{first}"))):
        shift = left + panel * (PANEL + GAP)
        middle = shift + PANEL / 2
        box = Box(width, height, (shift, top, width - shift - PANEL, bottom), *spans)
        parts += [
            f'<g class="map-{kind}">{_tints(op, panel, spans, shift)}</g>',
            draw_axes(box),
            f'<text class="plot-name {kind}" x="{middle:g}" y="17">{escape(title)}</text>',
            f'<text class="plot-argument" x="{middle:g}" y="{height - 4:g}">{escape(first)}</text>',
            *_numbers(op, panel, box),
        ]
    parts.append(f'<text class="plot-argument" x="8" y="{top + PANEL / 2 - 14:g}">{escape(second)}')
    parts.append("</text></svg>")
    return "".join(parts)


def _tints(op: Op, panel: int, spans: tuple[Span, Span], shift: float) -> str:
    """Draw the cells: one path for each tint, in which neighbours of a row are one wide line."""
    middles = (np.arange(CELLS) + 0.5) / CELLS
    a = spans[0][0] + middles * (spans[0][1] - spans[0][0])
    b = spans[1][1] - middles * (spans[1][1] - spans[1][0])
    z = evaluate(op, a[None, :], b[:, None])[panel]
    strongest = min(float(np.nanmax(np.abs(z))), BRIGHTEST) or 1.0
    strength = np.sqrt(np.minimum(np.abs(np.nan_to_num(z)) / strongest, 1.0))
    tints = (np.ceil(strength * TINTS - 1e-9) * np.sign(np.nan_to_num(z))).astype(int)
    paths: dict[int, list[str]] = {}
    for row, line in enumerate(tints.tolist()):
        start = 0
        for column in range(1, CELLS + 1):
            if column == CELLS or line[column] != line[start]:
                run = column - start
                paths.setdefault(line[start], []).append(f"M{start} {row}h{run}")
                start = column
    side = PANEL / CELLS
    place = f"translate({shift:g} {MARGINS[1] + side / 2:g}) scale({side:g})"  # a line's middle
    drawn = [
        f'<path class="{"above" if tint > 0 else "below"}" '
        f'opacity="{0.5 * abs(tint) / TINTS:.2f}" d="{"".join(runs)}"/>'
        for tint, runs in sorted(paths.items())
        if tint
    ]
    return f'<g transform="{place}">{"".join(drawn)}</g>'


def _numbers(op: Op, panel: int, box: Box) -> list[str]:
    """Write the numbers at three by three places."""
    parts = []
    for b in _thirds(box.y):
        for a in _thirds(box.x):
            x, y = box.at(a, b)
            z = float(evaluate(op, np.array(a), np.array(b))[panel])
            text = show_number(z)
            parts.append(f'<text class="plot-number" x="{x:g}" y="{y + 4:g}">{text}</text>')
    return parts


def _thirds(span: Span) -> tuple[float, float, float]:
    """Return three round places well inside a span."""
    return (-2.0, 0.0, 2.0) if span[0] < 0 else (0.5, 2.0, 3.5)
