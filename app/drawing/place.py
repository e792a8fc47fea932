"""How much room everything in the picture takes, and where the layout puts it.

Only the structure counts here: numbers get a fixed room, so new values never move anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ..engine.errors import LimitError
from ..engine.graph import Node
from ..trace import Prepared
from ..trace.numbers import show_shape, written_out
from .layout import Box, NodePlace, Wire, WirePlace, lay_out

CIRCLE = 46.0
"""Diameter of a gate, in px."""
LINE = 23.0
"""Height of one line of text, in px."""
CHARACTER = 9.4
"""Width that a character of a label is given, in px."""
SIGNED = 4 * CHARACTER
"""Room for the signs before a sum, in px."""
NUMBER = 8
"""Characters that a number is given: ``−0.00612``."""
ELEMENT = 7
"""Characters that an element of a vector and the space after it are given: ``−0.045``."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where everything is, in px from the top left corner.

    ``ports`` are the wires that leave the outputs to the right, in the order of the outputs.
    """

    width: float
    height: float
    nodes: tuple[NodePlace, ...]
    edges: tuple[WirePlace, ...]
    ports: tuple[WirePlace, ...]


def place(prepared: Prepared, most: int = 5_000) -> Placement:
    """Lay out the graph of a prepared program.

    Raises:
        LimitError: there are more than ``most`` nodes to place.
    """
    count = len(prepared.view.graph)
    if count > most:
        raise LimitError(
            f"the picture would have {count:,} nodes, more than the {most:,} that can be placed",
            hint='ask for detail "blocks", or for the trace without layout',
        )
    layout = lay_out(*to_lay_out(prepared))
    edges = len(prepared.view.graph.edges)
    return Placement(
        layout.width,
        layout.height,
        layout.nodes[:count],
        layout.edges[:edges],
        layout.edges[edges:],
    )


def to_lay_out(prepared: Prepared) -> tuple[list[Box], list[Wire]]:
    """Return a box for each node and then each port, a wire for each edge and then each port."""
    graph = prepared.view.graph
    count = len(graph)
    uses = [len(edges) for edges in graph.uses()]
    for output in prepared.outputs:
        uses[output] += 1
    glyphs = prepared.skeleton.glyphs
    labels = prepared.skeleton.labels
    boxes = [_box(n, glyphs[n.id], labels[n.id], uses[n.id]) for n in graph.nodes]
    wires = [
        Wire(e.id, e.source, e.target, e.slot, label_width(graph.nodes[e.source].shape), 2 * LINE)
        for e in graph.edges
    ]
    for k, output in enumerate(prepared.outputs):
        boxes.append(Box(count + k, 2.0, 2.0, rank_right=True))
        width = label_width(graph.nodes[output].shape)
        wires.append(Wire(len(graph.edges) + k, output, count + k, 0, width, 2 * LINE))
    return boxes, wires


def label_width(shape: Sequence[int]) -> float:
    """Return the room for the value or the gradient of such a shape on a wire, in px."""
    characters = max(NUMBER, len(show_shape(shape)))
    if written_out(shape):
        characters = max(characters, ELEMENT * shape[0] + 1)
    return round(characters * CHARACTER, 1)


def body_width(op: object, glyph: str, label: str | None) -> float:
    """Return the width of what is drawn for a node, without what is above and below it, in px."""
    if op is None:
        return max(26.0, len(label or "const") * 11.5 + 12.0)
    return max(CIRCLE, len(glyph) * 10.5 + 22.0)


def _box(node: Node, glyph: str, label: str | None, uses: int) -> Box:
    body = body_width(node.op, glyph, label)
    height = CIRCLE if node.op is not None else 2 * LINE
    width = body
    if node.op is not None and label is not None:
        height += 2 * LINE
        width = max(width, len(label) * 8.5)
    if uses != 1:  # its own number stands with it: the sum at a fork, a value that nothing uses
        height = max(height, CIRCLE + 2 * LINE)
        width = max(width, label_width(node.shape) + SIGNED)
    return Box(node.id, width, height, body)
