"""How much air a drawing has between its columns and between what stands in them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spacing:
    """Gaps in px.

    `after` is the least gap between a column of boxes and the labels on its right, `before`
    between labels and the boxes on their right, where arrow heads are. Both widen by `slope` for
    each px that the steepest wire climbs in them, up to `most`. `clearance` is the least vertical
    distance between the footprints of neighbours in a column.
    """

    after: float
    before: float
    slope: float
    most: float
    clearance: float
    between: float = 14.0
    pitch: float = 8.0
    clear: float = 7.0
    inset: float = 6.0

    def gap(self, least: float, climb: float) -> float:
        """Return the width of a gap in which a wire climbs so many px."""
        return min(max(least, least + self.slope * (climb - 20)), max(least, self.most))

    def room(self, lanes: int) -> float:
        """Return how far apart bands are that have so many lanes between them."""
        return max(2 * self.clear + self.pitch * (lanes - 1), self.between)


NATURAL = Spacing(after=16.0, before=24.0, slope=0.4, most=72.0, clearance=10.0)
"""As a picture is drawn that has all the room it wants."""

COMPACT = Spacing(after=9.0, before=14.0, slope=0.05, most=20.0, clearance=3.0)
"""As it is drawn before the room that is left over is shared out."""

TIGHT = Spacing(after=7.0, before=12.0, slope=0.05, most=18.0, clearance=2.0)
"""The same where figures would be too small otherwise."""

DENSE = Spacing(5.0, 10.0, 0.05, 14.0, 1.0, between=9.0, pitch=7.0, clear=4.5, inset=5.0)
"""The least that tells things apart, where figures would be too small even so."""
