"""Axes with ticks, and where numbers lie between them."""

from dataclasses import dataclass

import numpy as np

from ..trace.numbers import show_exactly

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A plot's place inside its picture, in px, and the numbers at its edges."""

    width: float
    height: float
    margins: tuple[float, float, float, float]
    """Room left, above, right and below."""
    x: Span
    y: Span

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point lies, in px."""
        left, top, right, bottom = self.margins
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return (
            round(left + across * (self.width - left - right), 3),
            round(self.height - bottom - up * (self.height - top - bottom), 3),
        )

    def holds(self, x: float, y: float, room: float = 0.0) -> bool:
        """Tell whether a place in px lies inside the plot, at least ``room`` from its edges."""
        left, top, right, bottom = self.margins
        return (
            left + room <= x <= self.width - right - room
            and top + room <= y <= self.height - bottom - room
        )


def ticks(span: Span) -> list[float]:
    """Return the round numbers within a span, four to nine of them."""
    low, high = span
    step = next(s for s in (0.25, 0.5, 1.0, 2.0, 4.0, 8.0) if (high - low) / s <= 6)
    first = np.ceil(low / step - 1e-9)
    last = np.floor(high / step + 1e-9)
    return [float(k * step) for k in np.arange(first, last + 1)]


def draw_axes(box: Box) -> str:
    """Draw a line at each tick, stronger at zero, with its number at the edge."""
    parts = []
    left, top = box.at(box.x[0], box.y[1])
    right, bottom = box.at(box.x[1], box.y[0])
    for tick in ticks(box.x):
        x, _ = box.at(tick, box.y[0])
        at = f'x="{x:g}" y="{bottom + 16:g}"'
        parts.append(_line(x, top, x, bottom, tick == 0))
        parts.append(f'<text class="plot-tick" {at}>{show_exactly(tick)}</text>')
    for tick in ticks(box.y):
        _, y = box.at(box.x[0], tick)
        at = f'x="{left - 6:g}" y="{y + 4:g}"'
        parts.append(_line(left, y, right, y, tick == 0))
        parts.append(f'<text class="plot-tick plot-side" {at}>{show_exactly(tick)}</text>')
    return "".join(parts)


def _line(x0: float, y0: float, x1: float, y1: float, is_zero: bool) -> str:
    kind = "plot-axis" if is_zero else "plot-grid"
    return f'<path class="{kind}" d="M{x0:g} {y0:g}L{x1:g} {y1:g}"/>'
