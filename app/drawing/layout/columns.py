"""Where the columns of boxes and labels stand, in px; heights are known by now.

Between a column of boxes and the next there are a gap, the column of the labels, and a gap. Gaps
widen with the height that the steepest wire climbs in them, and for buses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .buses import PITCH, Run, plan_runs, share_lanes
from .mesh import NONE, Mesh
from .model import Box, Wire
from .spacing import Spacing


@dataclass(slots=True)
class Columns:
    """Places in px: layer k is `left[k]` to `right[k]`, the labels after it `labels_left[k]`..."""

    left: list[float]
    right: list[float]
    labels_left: list[float]
    labels_right: list[float]
    x: list[float]  # centres of the boxes
    y: list[float]  # centres of all vertices
    link_y: list[float]
    runs: dict[Run, float]  # x of the buses' vertical runs
    lanes: list[float]  # y of each bus
    height: float

    def copy(self) -> Columns:
        """Return the same places, to be moved."""
        return Columns(
            self.left[:],
            self.right[:],
            self.labels_left[:],
            self.labels_right[:],
            self.x[:],
            self.y[:],
            self.link_y[:],
            self.runs.copy(),
            self.lanes[:],
            self.height,
        )

    def move(self, right: float, down: float) -> None:
        """Shift everything, px."""
        if right:
            for xs in (self.left, self.right, self.labels_left, self.labels_right, self.x):
                xs[:] = [x + right for x in xs]
            for run in self.runs:
                self.runs[run] += right
        if down:
            for ys in (self.y, self.link_y, self.lanes):
                ys[:] = [y + down for y in ys]


def stand_columns(
    mesh: Mesh,
    boxes: Sequence[Box],
    wires: Sequence[Wire],
    heights: tuple[list[float], list[float]],
    spacing: Spacing,
) -> Columns:
    """Return the columns, top left at (0, 0), given the heights of vertices and links."""
    columns = Columns([], [], [], [], [0.0] * mesh.boxes, *heights, {}, [], 0.0)
    depth = len(mesh.layers)
    after, before, widest = [0.0] * depth, [0.0] * depth, [0.0] * depth
    for link, target in enumerate(mesh.link_target):
        at, y = mesh.layer_of[target] - 1, columns.link_y[link]
        source, wire = mesh.link_source[link], mesh.link_wire[link]
        if source != NONE:
            after[at] = max(after[at], abs(y - columns.y[source]))
        before[at] = max(before[at], abs(y - columns.y[target]))
        if wire != NONE:
            widest[at] = max(widest[at], wires[wire].label_width)
    runs = plan_runs(mesh)
    edge = 0.0
    for at, layer in enumerate(mesh.layers):
        here = [vertex for vertex in layer if vertex < mesh.boxes]
        columns.left.append(edge)
        edge += max([boxes[box].width for box in here], default=0.0)
        columns.right.append(edge)
        flush = not any(mesh.into[box] for box in here)
        middle = (columns.left[at] + edge) / 2
        for box in here:
            columns.x[box] = edge - boxes[box].width / 2 if flush else middle
        if at + 1 < depth:
            gap = spacing.gap(spacing.after, after[at]) + PITCH * len(runs[at])
            for index, run in enumerate(runs[at]):
                columns.runs[run] = edge + gap - PITCH * (len(runs[at]) - index)
            columns.labels_left.append(edge + gap)
            columns.labels_right.append(edge + gap + widest[at])
            edge = columns.labels_right[at] + spacing.gap(spacing.before, before[at])
    _move_to_top(mesh, boxes, wires, columns)
    return columns


def _move_to_top(mesh: Mesh, boxes: Sequence[Box], wires: Sequence[Wire], columns: Columns) -> None:
    """Shift all heights so that the buses' lanes, then the highest footprint, start at y = 0."""
    spans = [
        (y - box.height / 2 - box.rise, y + box.height / 2 + box.drop)
        for y, box in zip(columns.y, boxes, strict=False)
    ]
    for link, wire in enumerate(mesh.link_wire):
        room = 0.0 if wire == NONE else wires[wire].label_height / 2
        spans.append((columns.link_y[link] - room, columns.link_y[link] + room))
    top, bottom = min([span[0] for span in spans]), max([span[1] for span in spans])
    lanes = share_lanes(mesh)
    room = PITCH * (2 + max(lanes)) if lanes else 0.0
    columns.move(0.0, room - top)
    columns.lanes = [room - PITCH * (lane + 1.5) for lane in lanes]
    columns.height = bottom - top + room


def widen(mesh: Mesh, columns: Columns, extra: float) -> None:
    """Push the columns apart, `extra` px from one of boxes to the next; half of it at each side."""
    for at in range(len(columns.left)):
        shift = extra * at
        columns.left[at] += shift
        columns.right[at] += shift
        for vertex in mesh.layers[at]:
            if vertex < mesh.boxes:
                columns.x[vertex] += shift
        if at < len(columns.labels_left):
            columns.labels_left[at] += shift + extra / 2
            columns.labels_right[at] += shift + extra / 2


def heighten(
    mesh: Mesh, boxes: Sequence[Box], wires: Sequence[Wire], columns: Columns, factor: float
) -> None:
    """Push everything apart from top to bottom."""
    for ys in (columns.y, columns.link_y):
        ys[:] = [factor * y for y in ys]
    _move_to_top(mesh, boxes, wires, columns)
