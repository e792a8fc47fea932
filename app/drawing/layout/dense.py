"""Bands as low as they can be, for a part that has little room: cut where that is best.

A stretch of layers makes the same band wherever else the part is cut. So each is made once, in each
way to place its inputs, and measured: no band is lower than its fullest column, and squeezed it is
as low as that. Dynamic programming over the last cut then finds the lowest page of each width.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...engine.stopping import may_go_on
from .bands import Band, Graph, make_band
from .coordinates import LANE
from .cuts import find_layers
from .layers import Layering
from .mesh import NONE
from .spacing import Spacing

LAYERINGS = (Layering.LEFT, Layering.INPUTS, Layering.TIGHT)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The band that some layers make, the room it takes, px, and that of the lanes below it."""

    band: Band
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Stack:
    """Bands under one another, and how large their page is expected to be, px."""

    bands: tuple[Band, ...]
    width: float
    height: float


class Stretches:
    """The bands of a part that any stretch of its layers makes, made when they are asked for."""

    def __init__(self, graph: Graph, members: Sequence[int], wire_members: Sequence[int]) -> None:
        self._graph, self._members, self._wires = graph, members, wire_members
        self._layer = find_layers(graph, members, wire_members)
        self._depth = max(1, *self._layer.values())
        self._made: dict[tuple[int, int], list[Band]] = {}

    def stacks(self, graph: Graph, spacing: Spacing, most: float) -> list[Stack]:
        """Return the lowest page for each width up to `most`, px, the widest first.

        `graph` is the same graph with sizes that its boxes may have.
        """
        stretches = self._measured(graph, spacing, most)
        widths = sorted({one.width for many in stretches.values() for one in many}, reverse=True)
        found: list[Stack] = []
        for width in widths:
            stack = _join(stretches, self._depth, width)
            if stack is None:
                break
            if not found or stack.width < found[-1].width:
                found.append(stack)
        return found

    def _measured(
        self, graph: Graph, spacing: Spacing, most: float
    ) -> dict[tuple[int, int], list[Stretch]]:
        """Return the stretches that are narrow enough, by their first layer and their end."""
        found: dict[tuple[int, int], list[Stretch]] = {}
        for first in range(1, self._depth + 1):
            for end in range(first + 1, self._depth + 2):
                may_go_on()
                bands = self._bands(first, end)
                measured = [_measure(band, graph, spacing) for band in bands]
                found[first, end] = [one for one in measured if one.width <= most]
                if bands and not found[first, end]:
                    break
        return found

    def _bands(self, first: int, end: int) -> list[Band]:
        """Return the bands of some layers, one for each way to place what has slack in them."""
        bands = self._made.get((first, end))
        if bands is None:
            inside = [at for at in self._members if first <= max(self._layer[at], 1) < end]
            bands = []
            for layering in LAYERINGS if inside else ():
                band = make_band(self._graph, inside, self._wires, layering)
                if all(band.mesh.layer_of != other.mesh.layer_of for other in bands):
                    bands.append(band)
            self._made[first, end] = bands
        return bands


def _measure(band: Band, graph: Graph, spacing: Spacing) -> Stretch:
    lanes, ways = len(band.exits), len(band.entries)
    width, height = _extent(band, graph, spacing)
    if lanes or ways:
        width += 2 * spacing.inset + spacing.pitch * (max(lanes, 1) + max(ways, 1))
    return Stretch(band, width, height + (spacing.room(lanes) if lanes else 0.0))


def _extent(band: Band, graph: Graph, spacing: Spacing) -> tuple[float, float]:
    """Return the least width of a band, and the height of its fullest column, px."""
    boxes, wires = band.sized(graph)
    mesh = band.mesh
    width, height = 0.0, 0.0
    for at, layer in enumerate(mesh.layers):
        here = [boxes[vertex] for vertex in layer if vertex < mesh.boxes]
        joints = LANE * (len(layer) - len(here))
        stack = sum([box.height + box.rise + box.drop for box in here]) + joints
        height = max(height, stack + spacing.clearance * (len(layer) - 1))
        width += max([box.width for box in here], default=0.0)
        links = [mesh.link_wire[link] for vertex in layer for link in mesh.into[vertex]]
        if at:
            labels = [wires[wire] for wire in links if wire != NONE]
            stack = sum([label.label_height for label in labels])
            stack += LANE * (len(links) - len(labels))
            height = max(height, stack + spacing.clearance * (len(links) - 1))
            width += max([label.label_width for label in labels], default=0.0)
            width += spacing.after + spacing.before
    return width, height


def _join(
    stretches: Mapping[tuple[int, int], list[Stretch]], depth: int, width: float
) -> Stack | None:
    """Return the bands that are lowest in all, none of them wider than so many px."""
    best: list[Stack | None] = [Stack((), 0.0, 0.0)]
    for j in range(2, depth + 2):
        lowest: Stack | None = None
        for i in range(1, j):
            before = best[i - 1]
            fitting = [one for one in stretches.get((i, j), ()) if one.width <= width]
            if before is None or not fitting:
                continue
            one = min(fitting, key=lambda stretch: stretch.height)
            height = before.height + one.height
            if lowest is None or height < lowest.height:
                wide = max(before.width, one.width)
                lowest = Stack((*before.bands, one.band), wide, height)
        best.append(lowest)
    return best[-1]
