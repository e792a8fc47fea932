"""The ways to draw a graph, whatever the sizes of its boxes and labels.

A *draft* says where a graph is cut into bands, which layers its boxes are in, and their order.
Drafts are made once; with sizes they become pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...engine.stopping import may_go_on
from .bands import Band, Graph, make_band
from .cuts import Cut, find_cuts
from .dense import Stretches
from .layers import Layering
from .parts import PART_GAP, find_parts
from .spacing import Spacing

MARGIN = 8.0
"""Paper around a drawing that fits a box, px."""
FIGURE = 16.0
"""Height of a plain figure, px."""
SCALE_MOST = 2.6
"""No drawing is made larger than this."""
DRAFTS = ((40, 8), (90, 5), (200, 2))
"""Cuts that are laid out for graphs of up to so many boxes; larger ones are not fitted."""
FITTED_MOST = DRAFTS[-1][0]
PRESSED_MOST = 40
"""Graphs of more boxes are not pressed."""
PRESSED_TRIED = 4
"""So many drafts of pressed bands are laid out."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A box for a drawing, in px of the screen, and the least size of a plain figure there."""

    width: int
    height: int
    figure: float

    def scale(self, width: float, height: float) -> float:
        """Return how large a drawing of such an extent, without its margin, can be shown."""
        across = self.width / (width + 2 * MARGIN)
        return min(across, self.height / (height + 2 * MARGIN), SCALE_MOST)


@dataclass(frozen=True, slots=True)
class Draft:
    """How the parts of a graph are drawn: their bands."""

    parts: tuple[tuple[Band, ...], ...]
    bands: int
    is_row: bool = False
    """Whether parts stand beside one another, and not under one another."""
    is_straight: bool = False
    """Whether a gate stands at the height of its main operand, and not amid all of them."""
    is_left: bool = True
    """Whether all inputs stand at the left."""
    squeeze: float = 0.0
    """How far bands are pressed, from 0 to as low as their fullest columns at 1."""
    tuck: float | None = None
    """How wide a page may become so that bands begin under later columns; None is not at all."""


class Drafts:
    """The ways to draw a graph, made when they are asked for."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._made: dict[tuple[object, ...], Draft] = {}
        self._bands: dict[tuple[tuple[int, ...], Layering], Band] = {}
        self._stretches: list[Stretches] = []
        self.groups = find_parts(len(graph.boxes), graph.ends)
        part_of = [0] * len(graph.boxes)
        for number, members in enumerate(self.groups):
            for box in members:
                part_of[box] = number
        self.wires: list[list[int]] = [[] for _ in self.groups]
        for at, (source, _) in enumerate(graph.ends):
            self.wires[part_of[source]].append(at)

    def plain(self, layering: Layering = Layering.CHOSEN) -> Draft:
        """Return the draft of one band for each part."""
        cuts = [(0,) * len(members) for members in self.groups]
        return self._draft(cuts, layering)

    def promising(self, fit: Fit, graph: Graph, hopeless: float) -> list[Draft]:
        """Return the drafts that may come out largest in a box, those of few bands first.

        `graph` is the same graph with sizes that its boxes may have. Where no more than the share
        `hopeless` of the size asked for is to be expected, it is not bent.
        """
        size = len(graph.boxes)
        most = next((count for limit, count in DRAFTS if size <= limit), 0)
        if not most or not size:
            return []
        found = [
            find_cuts(graph, members, wires)
            for members, wires in zip(self.groups, self.wires, strict=True)
        ]
        limits = sorted({cut.width for cuts in found for cut in cuts})
        choices: dict[tuple[tuple[int, ...], ...], float] = {}
        for limit in limits:
            chosen = [_widest(cuts, limit) for cuts in found]
            height = sum([cut.height for cut in chosen]) + PART_GAP * (len(chosen) - 1)
            scale = fit.scale(max([cut.width for cut in chosen]), height)
            choices.setdefault(tuple([cut.band_of for cut in chosen]), scale)
        ranked = sorted(choices, key=lambda cuts: -choices[cuts])[:most]
        if choices[ranked[0]] < hopeless * fit.figure / FIGURE:
            return [self.plain()]
        plain = tuple([(0,) * len(members) for members in self.groups])
        drafts = []
        for cuts in [plain, *[cuts for cuts in ranked if cuts != plain]]:
            may_go_on()
            known = []
            for layering in (Layering.LEFT, Layering.INPUTS, Layering.TIGHT):
                draft = self._draft(cuts, layering)
                layers = [band.mesh.layer_of for bands in draft.parts for band in bands]
                if layers not in known:
                    known.append(layers)
                    drafts += [draft, replace(draft, is_straight=True)]
            if len(self.groups) > 1:
                drafts += [replace(draft, is_row=True) for draft in drafts[-2 * len(known) :]]
        return sorted(drafts, key=lambda draft: (draft.bands, draft.is_straight))

    @property
    def stretches(self) -> list[Stretches]:
        """The bands that each part can be cut into."""
        if not self._stretches:
            parts = zip(self.groups, self.wires, strict=True)
            self._stretches = [Stretches(self.graph, *part) for part in parts]
        return self._stretches

    def of_bands(self, parts: Sequence[tuple[Band, ...]], squeeze: float = 0.0) -> Draft:
        """Return the draft of such bands."""
        return Draft(tuple(parts), max(map(len, parts)), is_left=False, squeeze=squeeze)

    def pressed(self, fit: Fit, graph: Graph, spacing: Spacing, least: float) -> list[Draft]:
        """Return the drafts of bands as low as can be that may come out larger than `least`."""
        if len(graph.boxes) > PRESSED_MOST:
            return []
        most = fit.width / least - 2 * MARGIN
        found = [part.stacks(graph, spacing, most) for part in self.stretches]
        drafts: dict[float, Draft] = {}
        for limit in sorted({stack.width for stacks in found for stack in stacks}):
            chosen = [next((s for s in stacks if s.width <= limit), None) for stacks in found]
            fitting = [stack for stack in chosen if stack is not None]
            if len(fitting) == len(found):
                height = sum([stack.height for stack in fitting]) + PART_GAP * (len(found) - 1)
                scale = fit.scale(max([stack.width for stack in fitting]), height)
                drafts.setdefault(scale, self.of_bands([stack.bands for stack in fitting]))
        best = [scale for scale in sorted(drafts, reverse=True) if scale > least][:PRESSED_TRIED]
        for band in [band for scale in best for part in drafts[scale].parts for band in part]:
            band.order()
        return [drafts[scale] for scale in best]

    def _draft(self, cuts: Sequence[tuple[int, ...]], layering: Layering) -> Draft:
        key = tuple(cuts), layering
        if key in self._made:
            return self._made[key]
        parts = [
            tuple([self._band(inside, wires, layering) for inside in _cut(members, band_of)])
            for members, wires, band_of in zip(self.groups, self.wires, cuts, strict=True)
        ]
        bands = max([len(bands) for bands in parts], default=0)
        is_left = layering is Layering.LEFT
        self._made[key] = draft = Draft(tuple(parts), bands, is_left=is_left)
        return draft

    def _band(self, inside: tuple[int, ...], wires: Sequence[int], layering: Layering) -> Band:
        """Return the band of some members in order, the same one wherever else a part is cut."""
        key = inside, layering
        if key not in self._bands:
            self._bands[key] = make_band(self.graph, inside, wires, layering)
            self._bands[key].order()
        return self._bands[key]


def _cut(members: Sequence[int], band_of: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the members of each band."""
    inside: list[list[int]] = [[] for _ in range(1 + max(band_of))]
    for member, band in zip(members, band_of, strict=True):
        inside[band].append(member)
    return [tuple(band) for band in inside]


def _widest(cuts: Sequence[Cut], limit: float) -> Cut:
    """Return the lowest way to cut a part that is no wider than `limit`, or its narrowest."""
    narrow = [cut for cut in cuts if cut.width <= limit]
    if narrow:
        return min(narrow, key=lambda cut: cut.height)
    return min(cuts, key=lambda cut: cut.width)
