"""Fitting a drawing into a box: which of several ways to draw a graph comes out largest.

A *draft* says how a graph is drawn, whatever the sizes of its boxes and labels: where it is cut
into bands, which layers its boxes are in, and their order. Drafts are made once; with sizes they
become pages, and the room that these leave in the box is shared out between columns and rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...engine.stopping import may_go_on
from .bands import Band, Graph, make_bands
from .columns import heighten
from .cuts import Cut, find_cuts
from .layers import Layering
from .model import Layout, NodePlace, WirePlace
from .pages import draw_page, set_under, spread_columns, stand_page, tuck_in
from .parts import PART_GAP, find_parts, pack
from .spacing import COMPACT, NATURAL, Spacing

MARGIN = 8.0
"""Paper around a drawing that fits a box, px."""
FIGURE = 16.0
"""Height of a plain figure, px."""
SCALE_MOST = 2.6
"""No drawing is made larger than this."""
ROWS_APART = 1.7
"""Rows are pushed apart by this factor at most."""
BANDS_APART = 40.0
"""Bands are pushed apart by so much at most, px."""
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
DRAFTS = ((40, 8), (90, 5), (200, 2))
"""Cuts that are laid out for graphs of up to so many boxes; larger ones are not fitted."""
FITTED_MOST = DRAFTS[-1][0]


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
    tuck: float | None = None
    """How wide a page may become so that bands begin under later columns; None is not at all."""


class Drafts:
    """The ways to draw a graph, made when they are asked for."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._made: dict[tuple[object, ...], Draft] = {}
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

    def _draft(self, cuts: Sequence[tuple[int, ...]], layering: Layering) -> Draft:
        key = tuple(cuts), layering
        if key in self._made:
            return self._made[key]
        parts = [
            tuple(make_bands(self.graph, members, wires, band_of, layering))
            for members, wires, band_of in zip(self.groups, self.wires, cuts, strict=True)
        ]
        bands = max([len(bands) for bands in parts], default=0)
        is_left = layering is Layering.LEFT
        self._made[key] = draft = Draft(tuple(parts), bands, is_left=is_left)
        return draft


def _widest(cuts: Sequence[Cut], limit: float) -> Cut:
    """Return the lowest way to cut a part that is no wider than `limit`, or its narrowest."""
    narrow = [cut for cut in cuts if cut.width <= limit]
    if narrow:
        return min(narrow, key=lambda cut: cut.height)
    return min(cuts, key=lambda cut: cut.width)


class Sheet:
    """A draft with sizes: the pages of its parts, packed."""

    def __init__(self, draft: Draft, graph: Graph, spacing: Spacing) -> None:
        self.draft, self.graph, self.spacing = draft, graph, spacing
        self.pages = [
            stand_page(list(bands), graph, spacing, draft.is_straight) for bands in draft.parts
        ]
        self.tuck_in(draft.tuck)

    def tuck_in(self, most: float | None) -> None:
        """Begin bands under later columns where that makes pages lower, or none if `most` is so."""
        if most is not None:
            for page in self.pages:
                tuck_in(page, most)
        self._pack()

    def _pack(self) -> None:
        sizes = [(page.width, page.height) for page in self.pages]
        if self.spacing is NATURAL:
            self.corners = pack(sizes)
        elif self.draft.is_row:
            self.corners, x = [], 0.0
            for width, _ in sizes:
                self.corners.append((x, 0.0))
                x += width + PART_GAP
        else:
            self.corners, y = [], 0.0
            for _, height in sizes:
                self.corners.append((0.0, y))
                y += height + PART_GAP
        packed = list(zip(self.corners, sizes, strict=True))
        self.width = max([x + width for (x, _), (width, _) in packed], default=0.0)
        self.height = max([y + height for (_, y), (_, height) in packed], default=0.0)

    def spread(self, width: float, height: float) -> None:
        """Share out the room that a box of this size leaves."""
        across = (width - self.width) / (len(self.pages) if self.draft.is_row else 1)
        for page in self.pages:
            room = page.width + across if self.draft.is_row else width
            spread_columns(page, room)
        self._spread_rows(height)
        for page in self.pages:
            set_under(page, 0.0)
        self._pack()
        gaps = sum([len(page.bands) - 1 for page in self.pages])
        if gaps and height > self.height:
            for page in self.pages:
                set_under(page, min((height - self.height) / gaps, BANDS_APART))
            self._pack()

    def _spread_rows(self, height: float) -> None:
        heights = []
        for page in self.pages:
            spans = [max(one.columns.y) - min(one.columns.y) for one in page.bands]
            heights.append(sum(spans))
        span = max(heights) if self.draft.is_row else sum(heights)
        if span <= 0 or height <= self.height:
            return
        factor = min(1 + (height - self.height) / span, ROWS_APART)
        for page in self.pages:
            for one in page.bands:
                if not one.band.mesh.buses:
                    heighten(one.band.mesh, one.boxes, one.wires, one.columns, factor)
                    one.top = 0.0

    def draw(self) -> Layout:
        """Return where everything is."""
        graph = self.graph
        nodes: list[NodePlace | None] = [None] * len(graph.boxes)
        edges: list[WirePlace | None] = [None] * len(graph.wires)
        for page, corner in zip(self.pages, self.corners, strict=True):
            page.move(*corner)
            for one in page.bands:
                columns = one.columns
                for at, x, y in zip(one.band.boxes, columns.x, columns.y, strict=False):
                    if at >= 0:
                        box = graph.boxes[at]
                        nodes[at] = NodePlace(
                            box.id,
                            round(x, 2),
                            round(y, 2),
                            box.width,
                            box.height,
                            box.rise,
                            box.drop,
                        )
            for wire, place in draw_page(page, self.spacing).items():
                edges[wire] = place
        return Layout(
            width=round(self.width, 2),
            height=round(self.height, 2),
            nodes=tuple([node for node in nodes if node is not None]),
            edges=tuple([edge for edge in edges if edge is not None]),
        )


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

    def __init__(self, graph: Graph, fit: Fit, spacing: Spacing = COMPACT) -> None:
        self.fit = fit
        self.spacing = spacing
        self._drafts = Drafts(graph)
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
        for draft in self._drafts.promising(self.fit, graph, hopeless):
            may_go_on()
            if self.fit.scale(_least_width(draft, graph, self.spacing), 0.0) <= reached:
                continue
            sheet = Sheet(draft, graph, self.spacing)
            for tuck in (None, 0.0, self._most) if draft.bands > 1 else (None,):
                sheet.tuck_in(tuck)
                scale = self.fit.scale(sheet.width, sheet.height)
                if best is None or _is_better(draft, scale, best, reached, need):
                    best, reached = replace(draft, tuck=tuck), scale
        if best is not None:
            self._best = Sheet(best, graph, self.spacing)
        return best is not None

    def try_on(self, graph: Graph) -> bool:
        """Try other sizes in the best draft; return whether its figures are large enough still."""
        if self._best is None:
            return False
        before, self._best = self._best, Sheet(self._best.draft, graph, self.spacing)
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
