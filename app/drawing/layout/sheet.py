"""A draft with sizes: the pages of its parts, packed, and the room that a box leaves shared out."""

from __future__ import annotations

from .columns import heighten
from .drafts import Draft
from .model import Layout, NodePlace, WirePlace
from .pages import Standings, draw_page, set_under, spread_columns, stand_page, tuck_in
from .parts import PART_GAP, pack
from .spacing import NATURAL

ROWS_APART = 1.7
"""Rows are pushed apart by this factor at most."""
BANDS_APART = 40.0
"""Bands are pushed apart by so much at most, px."""


class Sheet:
    """A draft with sizes: the pages of its parts, packed."""

    def __init__(self, draft: Draft, standings: Standings) -> None:
        self.draft, self.graph, self.spacing = draft, standings.graph, standings.spacing
        self.pages = [
            stand_page(bands, standings, draft.is_straight, draft.squeeze) for bands in draft.parts
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
