"""The path of every wire, as SVG path data.

A wire runs straight and horizontal through each column, at a height that it has to itself there,
and bends only in the gaps between columns, where nothing else stands. So it cannot pass through
a box or through another wire's label. Where a bend stays inside the band of the footprint that it
starts from or leads to, it may use the free room beside that footprint as well.

Bends are cubic curves with horizontal ends.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...engine.stopping import step_by_step
from .buses import draw_bus
from .columns import Columns
from .mesh import NONE, Mesh
from .model import Box, Wire, WirePlace
from .spacing import Spacing

FAN = 12.0
"""Most distance between the ends of two wires at a gate, px."""

FAN_SHARE = 0.6
"""Most of a box's height that the ends of its wires spread over."""

FLAT = 0.05
"""Height differences below this, px, are not drawn."""

Pen = tuple[str, float]
"""A path begun: its data so far and the y it has reached; the last straight run is not drawn."""


def draw_wires(
    mesh: Mesh,
    boxes: Sequence[Box],
    wires: Sequence[Wire],
    ends: Sequence[tuple[int, int]],
    columns: Columns,
    spacing: Spacing,
) -> list[WirePlace]:
    """Return the place of each wire; `ends` holds its source and target index."""
    router = _Router(mesh, boxes, wires, columns, spacing)
    bus_of = {wire: bus for bus, members in enumerate(mesh.buses) for wire in members}
    places = []
    for wire, (_, target) in step_by_step(enumerate(ends)):
        link = mesh.last_link[wire]
        if wire in bus_of:
            pen = router.ride(bus_of[wire], wire)
        else:
            pen = router.leave(mesh.link_source[link], link)
        path = router.arrive(pen, link, target)
        label = mesh.label_link[wire]
        x, y = router.middle(label), columns.link_y[label]
        one, eighth = wires[wire], wires[wire].label_height / 8
        value_at = (round(x, 1), round(y - (one.up or eighth), 1))
        gradient_at = (round(x, 1), round(y + (one.down or 3 * eighth), 1))
        places.append(WirePlace(wires[wire].id, path, value_at, gradient_at))
    return places


class _Router:
    """Draws links; `pens` holds the path from its source up to each vertex."""

    def __init__(
        self,
        mesh: Mesh,
        boxes: Sequence[Box],
        wires: Sequence[Wire],
        columns: Columns,
        spacing: Spacing,
    ) -> None:
        self.aside = spacing.clearance / 2
        self.mesh, self.boxes, self.wires, self.columns = mesh, boxes, wires, columns
        self.numbers = _Numbers()
        self.half_body = [(box.body or box.width) / 2 for box in boxes]
        self.pens: list[Pen] = []
        for box, half in enumerate(self.half_body):
            x, y = columns.x[box] + half, columns.y[box]
            self.pens.append((f"M{self.numbers[x]} {self.numbers[y]}", y))
        for joint in step_by_step(range(mesh.boxes, len(mesh.layer_of))):
            link = mesh.into[joint][0]
            pen = self.leave(mesh.link_source[link], link)
            start = self._label_right(link, columns.y[joint])
            end = columns.left[mesh.layer_of[joint]]
            self.pens.append(self._bend(pen, start, end, columns.y[joint]))

    def _bend(self, pen: Pen, start: float, end: float, y: float) -> Pen:
        """Continue straight to x = `start`, then curve to (`end`, `y`)."""
        path, before = pen
        if abs(before - y) < FLAT:
            return pen
        said = self.numbers
        middle, low = said[(start + end) / 2], said[y]
        return f"{path}H{said[start]}C{middle} {said[before]} {middle} {low} {said[end]} {low}", y

    def middle(self, link: int) -> float:
        """Return the x of a link's label."""
        at = self.mesh.layer_of[self.mesh.link_target[link]] - 1
        return (self.columns.labels_left[at] + self.columns.labels_right[at]) / 2

    def leave(self, source: int, link: int) -> Pen:
        """Continue the path of a vertex to the middle of a link."""
        columns, y = self.columns, self.columns.link_y[link]
        pen = self.pens[source]
        if abs(pen[1] - y) < FLAT:
            return pen
        at = self.mesh.layer_of[source]
        start = columns.right[at]
        alone = len(self.mesh.out_of[source]) == 1  # branches part from one another in one place
        if source < self.mesh.boxes and alone and self._beside(source, y):
            start = columns.x[source] + self.half_body[source]
        end = columns.labels_left[at]
        wire = self.mesh.link_wire[link]
        if wire != NONE and self._near(pen[1], link):
            end = self.middle(link) - self.wires[wire].label_width / 2
        return self._bend(pen, start, end, y)

    def ride(self, bus: int, wire: int) -> Pen:
        """Return the path from a bus's source to the label of one of its wires."""
        columns, source = self.columns, self.mesh.bus_sources[bus]
        start = columns.x[source] + self.half_body[source], columns.y[source]
        y = columns.link_y[self.mesh.last_link[wire]]
        up, down = columns.runs[bus, NONE], columns.runs[bus, wire]
        return draw_bus(start, up, columns.lanes[bus], down, y), y

    def arrive(self, pen: Pen, link: int, target: int) -> str:
        """Return the finished path of a wire whose last link the pen is in the middle of."""
        columns, box = self.columns, self.boxes[target]
        links = self.mesh.into[target]
        pitch = min(FAN, FAN_SHARE * box.height / len(links))
        y = columns.y[target] + (links.index(link) - (len(links) - 1) / 2) * pitch
        body_left = columns.x[target] - self.half_body[target]
        end = columns.left[self.mesh.layer_of[target]]
        if self._beside(target, pen[1]):
            end = body_left
        return f"{self._bend(pen, self._label_right(link, y), end, y)[0]}H{self.numbers[body_left]}"

    def _label_right(self, link: int, y: float) -> float:
        """Return where a link may start to bend towards a height."""
        wire = self.mesh.link_wire[link]
        if wire != NONE and self._near(y, link):
            return self.middle(link) + self.wires[wire].label_width / 2
        return self.columns.labels_right[self.mesh.layer_of[self.mesh.link_target[link]] - 1]

    def _beside(self, box: int, y: float) -> bool:
        """Return whether nothing stands at a height between a body and the edge of its column.

        Within the band of the box that may be a text of its own, wider than the body.
        """
        one = self.boxes[box]
        high = min(one.height, one.body) if 0 < one.body < one.width else one.height
        return abs(y - self.columns.y[box]) <= high / 2 + self.aside

    def _near(self, y: float, link: int) -> bool:
        """Return whether a height is within the band that a label has to itself."""
        half = self.wires[self.mesh.link_wire[link]].label_height / 2
        return abs(self.columns.link_y[link] - y) <= half + self.aside


class _Numbers(dict[float, str]):
    """Numbers as they are written, each once: columns and lanes are met again and again."""

    def __missing__(self, value: float) -> str:
        self[value] = written = f"{value:.1f}".removesuffix(".0")
        return written
