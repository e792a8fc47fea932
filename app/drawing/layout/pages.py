"""A part's bands set under one another, and the lanes that lead from one to the next.

From its port at the right of a band a value goes down, back to the left in a lane between two
bands, down again, and in. What leaves furthest up turns furthest out, runs lowest and comes in
furthest up, so that lanes of values whose order stays the same do not cross. A value that passes
over a band runs outside of all that go into it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .bands import Band, Graph
from .columns import Columns, stand_columns, widen
from .coordinates import LANE, assign_heights
from .model import Box, Wire, WirePlace
from .routes import draw_wires
from .spacing import Spacing

TURN = 9.0
"""Radius of a lane's corners, px, where there is room for it."""
COLUMNS_APART = 90.0
"""Columns are pushed apart by so much at most, px."""
GAIN = 12.0
"""A band begins under a later column if it comes up by so much, px."""
STEP = 6.0
"""And under a still later one if it comes up further by so much, px."""


@dataclass(slots=True)
class Standing:
    """A band with its columns, and where its top left corner is, px."""

    band: Band
    boxes: list[Box]
    wires: list[Wire]
    columns: Columns
    left: float = 0.0
    top: float = 0.0
    floor: float = 0.0
    """Where what stands above it ends."""
    under: int = 0
    """The column of the band above that it begins under; under the first it begins at the left."""

    @property
    def width(self) -> float:
        """Return its width without what leads to it and from it."""
        return self.columns.right[-1]

    @property
    def gaps(self) -> int:
        """Return between how many columns there is room to share out."""
        return len(self.columns.left) - 1


@dataclass(slots=True)
class Page:
    """The bands of a part, one below the other, and their lanes."""

    bands: list[Standing]
    spacing: Spacing
    width: float = 0.0
    height: float = 0.0
    margin_left: float = 0.0
    margin_right: float = 0.0
    between: list[list[int]] = field(default_factory=list)
    """Of each band, the values in the lanes above it, the lowest lane first."""
    outside: dict[int, float] = field(default_factory=dict)
    """The x of the way down at the left of each value that passes over a band."""

    def move(self, right: float, down: float) -> None:
        """Shift everything, px."""
        for standing in self.bands:
            standing.columns.move(right, down)
            standing.left += right
            standing.top += down
            standing.floor += down
        for source in self.outside:
            self.outside[source] += right


class Standings:
    """The bands of a graph of such sizes, each made once for all the pages that it is in."""

    def __init__(self, graph: Graph, spacing: Spacing) -> None:
        self.graph, self.spacing = graph, spacing
        self._made: dict[tuple[Band, bool, float], Standing] = {}

    def stand(self, band: Band, is_straight: bool, squeeze: float) -> Standing:
        """Return a band with its columns, the top left corner at (0, 0)."""
        key = band, is_straight, squeeze
        if key not in self._made:
            self._made[key] = self._make(*key)
        made = self._made[key]
        return replace(made, columns=made.columns.copy())

    def _make(self, band: Band, is_straight: bool, squeeze: float) -> Standing:
        main = band.main_operands() if is_straight else {}
        if is_straight and not main:
            return self.stand(band, False, squeeze)
        boxes, wires = band.sized(self.graph)
        heights = assign_heights(band.mesh, boxes, wires, self.spacing.clearance, main, squeeze)
        columns = stand_columns(band.mesh, boxes, wires, heights, self.spacing)
        return Standing(band, boxes, wires, columns)


def stand_page(
    bands: Sequence[Band], standings: Standings, is_straight: bool = False, squeeze: float = 0.0
) -> Page:
    """Return a part's bands where they stand closest, the top left corner at (0, 0).

    `squeeze` is how far they are pressed, from 0 to as low as their fullest columns at 1.
    """
    page = Page([standings.stand(band, is_straight, squeeze) for band in bands], standings.spacing)
    if len(bands) > 1:
        _plan_lanes(page)
    set_under(page, 0.0)
    return page


def set_under(page: Page, extra: float) -> None:
    """Set the bands under one another, so much further apart than they need, px."""
    for k, standing in enumerate(page.bands):
        left, standing.floor = page.margin_left, 0.0
        if k:
            left, standing.floor = _corner(page, k, standing.under)
        top = standing.floor + (_room(page, k) + extra if k else 0.0)
        standing.columns.move(left - standing.left, top - standing.top)
        standing.left, standing.top = left, top
    page.width = max([standing.width for standing in page.bands]) + page.margin_right
    page.height = max([standing.top + standing.columns.height for standing in page.bands])


def tuck_in(page: Page, most: float) -> None:
    """Begin bands under a later column of the band above where that makes the page lower.

    What stands further left may reach down beside them. The page gets no wider than `most`.
    """
    for one in page.bands:
        one.under = 0
    set_under(page, 0.0)
    if page.outside:
        return
    for k in range(1, len(page.bands)):
        above, own = page.bands[k - 1], page.bands[k]
        best, lowest = 0, own.floor - GAIN
        limit = max(most, page.width) - page.margin_right - (own.width - own.left)
        for column in range(1, len(above.columns.left)):
            left, floor = _corner(page, k, column)
            if left <= limit and floor < lowest:
                best, lowest = column, floor - STEP
        own.under = best
        set_under(page, 0.0)


def spread_columns(page: Page, width: float) -> None:
    """Push the columns of a page apart, as far as it stays within `width`, and that evenly.

    Bands that begin at the left are spread each by itself, so that all of them end at the right.
    """
    room = width - page.margin_right
    free = [
        (room - one.width) / one.gaps if one.gaps and not one.band.mesh.buses else 0.0
        for one in page.bands
    ]
    if any(one.under for one in page.bands):
        free = [_common_share(page, room)] * len(free)
    for one, share in zip(page.bands, free, strict=True):
        if not one.band.mesh.buses:
            widen(one.band.mesh, one.columns, min(max(share, 0.0), COLUMNS_APART))


def _common_share(page: Page, room: float) -> float:
    """Return how far apart all columns of a page can go where its bands hang on one another."""
    least = COLUMNS_APART
    shift = 0  # gaps that stand before a band
    for k, one in enumerate(page.bands):
        shift = shift + one.under if one.under else 0
        gaps = shift + one.gaps
        if gaps:
            least = min(least, (room - page.bands[k].width) / gaps)
    return least


def _corner(page: Page, k: int, column: int) -> tuple[float, float]:
    """Return where a band begins under a column of the one above it, and the floor there."""
    if not column:
        return page.margin_left, max(one.top + one.columns.height for one in page.bands[:k])
    space, edge = page.spacing, page.bands[k - 1].columns.left[column]
    floor = max([_bottom(one, edge) for one in page.bands[:k]])
    return edge + space.inset + space.pitch * (len(page.between[k]) + 0.5), floor


def _bottom(standing: Standing, edge: float) -> float:
    """Return how far down a band reaches right of some x."""
    mesh, columns = standing.band.mesh, standing.columns
    lowest = 0.0
    for at, layer in enumerate(mesh.layers):
        if columns.right[at] > edge:
            for vertex in layer:
                reach = LANE
                if vertex < mesh.boxes:
                    reach = standing.boxes[vertex].height / 2 + standing.boxes[vertex].drop
                lowest = max(lowest, columns.y[vertex] + reach)
    for link, target in enumerate(mesh.link_target):
        if columns.labels_right[mesh.layer_of[target] - 1] > edge:
            wire = mesh.link_wire[link]
            reach = LANE if wire < 0 else standing.wires[wire].label_height / 2
            lowest = max(lowest, columns.link_y[link] + reach)
    return lowest


def _room(page: Page, k: int) -> float:
    """Return the height of the lanes above a band."""
    return page.spacing.room(len(page.between[k]) if page.between else 0)


def _plan_lanes(page: Page) -> None:
    """Find which lanes there are, and the room at both sides for the ways up and down."""
    space = page.spacing
    home = {source: k for k, one in enumerate(page.bands) for source in one.band.exits}
    last = {source: k for k, one in enumerate(page.bands) for source in one.band.entries}
    most = 0
    page.between = [[] for _ in page.bands]
    for k in range(1, len(page.bands)):
        entries, columns = page.bands[k].band.entries, page.bands[k].columns
        height = {source: columns.y[port] for port, source in enumerate(entries)}
        leaving = [source for source in home if home[source] == k - 1]
        page.between[k] = sorted(
            leaving,
            key=lambda source: (last[source] > k, last[source], height.get(source, 0.0), source),
        )
        most = max(most, len([source for source in entries if last[source] == home[source] + 1]))
    passing = [s for lanes in page.between for s in lanes if last[s] > home[s] + 1]
    lanes_left = most + len(passing)
    lanes_right = max(len(lanes) for lanes in page.between)
    page.margin_left = space.inset + space.pitch * max(lanes_left, 1)
    page.margin_right = space.inset + space.pitch * max(lanes_right, 1)
    for place, source in enumerate(passing):
        page.outside[source] = page.margin_left - space.inset - space.pitch * (most + place + 0.5)


def draw_page(page: Page, spacing: Spacing) -> dict[int, WirePlace]:
    """Return where each wire of the whole graph runs, by its place there."""
    found: dict[int, WirePlace] = {}
    ways: dict[int, tuple[int, str, float]] = {}  # the band, the path out of it, where that ends
    for k, one in enumerate(page.bands):
        drawn = draw_wires(one.band.mesh, one.boxes, one.wires, one.band.ends, one.columns, spacing)
        came = len(one.band.entries)
        for wire, place, (source, _) in zip(one.band.wires, drawn, one.band.ends, strict=True):
            if wire < 0:
                continue
            if source < came:
                value = one.band.entries[source]
                home, path, _ = ways[value]
                way = path + _lead(page, value, home, k)
                place = WirePlace(
                    place.id, way + _onward(place.path), place.value_at, place.gradient_at
                )
            found[wire] = place
        for wire, place, (_, target) in zip(one.band.wires, drawn, one.band.ends, strict=True):
            if wire < 0:
                value = one.band.exits[target - (len(one.boxes) - len(one.band.exits))]
                ways[value] = k, place.path, one.columns.y[target]
    return found


def _onward(path: str) -> str:
    """Return path data without its first point, which another path ends in."""
    return path[min(at for at in (path.find("H"), path.find("C")) if at >= 0) :]


def _lead(page: Page, value: int, home: int, band: int) -> str:
    """Return the way of a value from where it leaves its band to where it enters another."""
    space, lanes = page.spacing, page.between[home + 1]
    lane = lanes.index(value)
    above, below = page.bands[home], page.bands[home + 1]
    start = above.columns.y[above.band.exit_of(value)]
    edge = max(one.width for one in page.bands)
    out = edge + space.inset + space.pitch * (len(lanes) - lane - 0.5)
    middle = (below.floor + below.top) / 2
    y = middle + space.pitch * ((len(lanes) - 1) / 2 - lane)
    target = page.bands[band]
    port = target.band.entries.index(value)
    end = target.columns.y[port]
    inner = below.left - space.inset - space.pitch * (lane + 0.5)
    down = page.outside.get(value, inner)
    goal = target.columns.x[port]
    return _corners([(out, start), (out, y), (down, y), (down, end), (goal, end)])


def _corners(points: list[tuple[float, float]]) -> str:
    """Return path data through corners, from somewhere left of the first; level at both ends."""
    path = ""
    for k, (x, y) in enumerate(points[:-1]):
        next_x, next_y = points[k + 1]
        if k % 2 == 0:  # from level to upright
            r = min(TURN, abs(next_y - y) / 2)
            from_left = k == 0 or x > points[k - 1][0]
            before = x - r if from_left else x + r
            after = y + r if next_y > y else y - r
            path += f"H{before:.1f}Q{x:.1f} {y:.1f} {x:.1f} {after:.1f}"
        else:
            r = min(TURN, abs(y - points[k - 1][1]) / 2, abs(next_x - x) / 2)
            before = y - r if y > points[k - 1][1] else y + r
            after = x - r if next_x < x else x + r
            path += f"V{before:.1f}Q{x:.1f} {y:.1f} {after:.1f} {y:.1f}"
    return path
