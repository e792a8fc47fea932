"""What goes into a layout and what comes out: plain frozen records, all lengths in px.

The y axis points down, as in SVG. The drawing starts at (0, 0) and has no margin of its own.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A thing to place: a gate's circle, a leaf's name, a block, an output port.

    `width` and `height` are the whole footprint, with the box's own texts, symmetrical about its
    centre. `body` is the width of the drawn body, centred in the footprint: wires leave at its
    right edge and enter at its left edge, around mid height; 0 means as wide as the footprint.
    `rank_right` asks for the last layer; it is granted to boxes that no wire leaves. `rise` and
    `drop` are room for more above and below the footprint, on one side only.
    """

    id: int
    width: float
    height: float
    body: float = 0.0
    rank_right: bool = False
    rise: float = 0.0
    drop: float = 0.0


@dataclass(frozen=True, slots=True)
class Wire:
    """A value carried from box `source` to operand `slot` (0 on top) of box `target`.

    `label_width` and `label_height` are the room for the texts on the wire: the value in the
    half above it and the gradient in the half below it. `up` and `down` are how far from the wire
    these stand, as `WirePlace` measures it; 0 is an eighth of the label's height above and three
    eighths below.
    """

    id: int
    source: int
    target: int
    slot: int
    label_width: float
    label_height: float
    up: float = 0.0
    down: float = 0.0


@dataclass(frozen=True, slots=True)
class NodePlace:
    """Where a box is: its centre and its footprint, and what it has above and below that, in px."""

    id: int
    x: float
    y: float
    width: float
    height: float
    rise: float = 0.0
    drop: float = 0.0


@dataclass(frozen=True, slots=True)
class WirePlace:
    """How a wire runs: SVG path data, from the source's body to the target's body.

    `value_at` and `gradient_at` are the middle of the baseline (`text-anchor: middle`) of the
    text above and of the text below the wire. Of a block of cells (a grid, a tile) they are the
    middle of the *bottom edge* of the block above the wire and of the *top edge* of the block below
    it. Through its label the wire is straight and horizontal.
    """

    id: int
    path: str
    value_at: tuple[float, float]
    gradient_at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of all boxes and wires, in the order they were given, and the extent in px."""

    width: float
    height: float
    nodes: tuple[NodePlace, ...]
    edges: tuple[WirePlace, ...]
