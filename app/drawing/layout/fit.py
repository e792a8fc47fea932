"""Fitting a drawing into a box: which of several ways to draw a graph comes out largest.

With sizes *drafts* become sheets, and the room that these leave in the box is shared out between
columns and rows.
"""

from __future__ import annotations

from dataclasses import replace

from ...engine.stopping import may_go_on
from .bands import Graph
from .drafts import FIGURE, MARGIN, Draft, Drafts, Fit
from .model import Layout
from .pages import Standings
from .sheet import Sheet
from .spacing import COMPACT, Spacing

BEND = 0.85
"""A graph in more bands than another has to be so much larger."""
STRAIGHT = 0.95
"""So has one whose gates do not stand amid their operands."""
AWAY = 0.85
"""And one in which not all inputs stand at the left, in reading order."""
HOPELESS = 0.5
"""Where no more than this share of the size asked for is to be expected, a graph is not bent."""
UNLIKELY = 0.75
"""So it is below this share where smaller forms are to be tried yet."""
COMFORT = 1.2
"""So much larger than asked for, figures are read with comfort."""
BEYOND = 0.25
"""What each further step of the scale is worth then."""
SQUEEZES = (0.4, 0.7, 0.9, 1.0)
"""How far bands are pressed: no further than it takes."""


def _least_width(draft: Draft, graph: Graph, spacing: Spacing) -> float:
    """Return what the widest band of a draft takes at least, px."""
    widest = 0.0
    for band in [band for bands in draft.parts for band in bands]:
        boxes, wires = band.sized(graph)
        mesh = band.mesh
        columns = [
            max([boxes[v].width for v in layer if v < mesh.boxes], default=0.0)
            for layer in mesh.layers
        ]
        labels = [0.0] * len(columns)
        for link, wire in enumerate(mesh.link_wire):
            if wire >= 0:
                at = mesh.layer_of[mesh.link_target[link]]
                labels[at] = max(labels[at], wires[wire].label_width)
        gaps = (spacing.after + spacing.before) * (len(columns) - 1)
        widest = max(widest, sum(columns) + sum(labels) + gaps)
    return widest


def _worth(scale: float, need: float) -> float:
    """Return what a scale is worth: beyond comfort a little counts for less."""
    comfort = COMFORT * need
    return min(scale, comfort) + BEYOND * max(scale - comfort, 0.0)


def _is_better(draft: Draft, scale: float, before: Draft, reached: float, need: float) -> bool:
    """Tell whether a draft is to be preferred to another that is at most as intricate."""
    worth, least = _worth(scale, need), _worth(reached, need) + 1e-9
    if reached >= need:
        if draft.bands > before.bands:
            worth *= BEND
        elif draft.is_straight and not before.is_straight:
            worth *= STRAIGHT
        if before.is_left and not draft.is_left and draft.bands == before.bands:
            worth *= AWAY
    return worth > least


class Fitting:
    """The search for the largest drawing in a box, as sizes are tried."""

    def __init__(
        self, graph: Graph, fit: Fit, spacing: Spacing = COMPACT, drafts: Drafts | None = None
    ) -> None:
        self.fit = fit
        self.spacing = spacing
        self.drafts = drafts or Drafts(graph)
        self._best: Sheet | None = None
        self._most = fit.width * FIGURE / fit.figure - 2 * MARGIN

    def try_all(self, graph: Graph, is_last: bool = True) -> bool:
        """Try every promising draft with these sizes; return whether there are any.

        The largest counts, in as few bands as that takes. Little is tried where other sizes, which
        are smaller, are to come and these are not likely to do.
        """
        best: Draft | None = None
        hopeless = HOPELESS if is_last else UNLIKELY
        reached, need = 0.0, self.fit.figure / FIGURE
        standings = Standings(graph, self.spacing)
        for draft in self.drafts.promising(self.fit, graph, hopeless):
            may_go_on()
            if self.fit.scale(_least_width(draft, graph, self.spacing), 0.0) <= reached:
                continue
            sheet = Sheet(draft, standings)
            for tuck in (None, 0.0, self._most) if draft.bands > 1 else (None,):
                sheet.tuck_in(tuck)
                scale = self.fit.scale(sheet.width, sheet.height)
                if best is None or _is_better(draft, scale, best, reached, need):
                    best, reached = replace(draft, tuck=tuck), scale
        if best is not None:
            self._best = Sheet(best, standings)
        return best is not None

    def press(self, graph: Graph, reached: float, is_last: bool = True) -> None:
        """Try bands that are pressed, no further than it takes, where that beats what is reached.

        Where figures are not nearly large enough that is in vain; and so it is where they do not
        become so, if smaller sizes are to come.
        """
        need = self.fit.figure / FIGURE
        if reached < UNLIKELY * need:
            return
        least = reached if is_last else max(reached, need)
        drafts = self.drafts.pressed(self.fit, graph, self.spacing, least)
        standings = Standings(graph, self.spacing)
        for squeeze in SQUEEZES:
            for draft in drafts:
                may_go_on()
                sheet = Sheet(replace(draft, squeeze=squeeze), standings)
                scale = self.fit.scale(sheet.width, sheet.height)
                if scale > reached:
                    self._best, reached = sheet, scale
            if self.reaches():
                return

    def try_on(self, graph: Graph) -> bool:
        """Try other sizes in the best draft; return whether its figures are large enough still."""
        if self._best is None:
            return False
        standings = Standings(graph, self.spacing)
        before, self._best = self._best, Sheet(self._best.draft, standings)
        if self.reaches():
            return True
        self._best = before
        return False

    def scale(self) -> float:
        """Return how large the best drawing is shown."""
        return self.fit.scale(self._best.width, self._best.height) if self._best else 0.0

    def reaches(self) -> bool:
        """Tell whether the figures of the best drawing are large enough."""
        return FIGURE * self.scale() >= self.fit.figure

    def fill(self) -> Layout:
        """Return the best drawing, spread out over the box."""
        if self._best is None:
            raise ValueError("nothing was tried")
        fit, scale = self.fit, self.scale()
        self._best.spread(fit.width / scale - 2 * MARGIN, fit.height / scale - 2 * MARGIN)
        return self._best.draw()
