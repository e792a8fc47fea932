"""How much room everything in the picture takes, and where the layout puts it.

Only the structure counts here: numbers get a fixed room, so new values never move anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ..engine.errors import LimitError
from ..engine.graph import Node
from ..trace import Prepared
from .forms import Form, forms_of
from .layout import Box, NodePlace, Wire, WirePlace, lay_out

MARGIN = 24.0
"""Paper around a drawing of natural size, in px."""
CIRCLE = 46.0
"""Diameter of a gate, in px."""
LINE = 23.0
"""Height of one line of text, in px."""
CHARACTER = 9.4
"""Width that a character of a label is given, in px."""
SIGNED = 4 * CHARACTER
"""Room for the signs before a sum, in px."""
OFF = 3.0
"""Distance of a grid or a tile from its wire, in px."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where everything is, in px from the top left corner.

    ``ports`` are the wires that leave the outputs to the right, in the order of the outputs.
    ``forms`` says of each node how its value, and its gradient, stands on the wires that carry it;
    at each of them there is that room above the wire and below it. ``margin`` is the paper to
    leave around the drawing.

    A wire's ``value_at`` and ``gradient_at`` are the middle of the baseline of a number. For a
    grid or a tile they are the middle of the *bottom edge* of the room above the wire and of the
    *top edge* of the room below it. Below a node that has its own sum (``own_at``) is one more
    room of its form.
    """

    width: float
    height: float
    nodes: tuple[NodePlace, ...]
    edges: tuple[WirePlace, ...]
    ports: tuple[WirePlace, ...]
    forms: tuple[Form, ...]
    margin: float = MARGIN


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
    forms = tuple(natural_forms(prepared))
    layout = lay_out(*to_lay_out(prepared, forms))
    edges = len(prepared.view.graph.edges)
    return Placement(
        layout.width,
        layout.height,
        layout.nodes[:count],
        layout.edges[:edges],
        layout.edges[edges:],
        forms,
    )


def natural_forms(prepared: Prepared) -> list[Form]:
    """Return the form of each node's value where there is any room: the most telling one."""
    return [forms_of(node.shape)[0] for node in prepared.view.graph.nodes]


def to_lay_out(prepared: Prepared, forms: Sequence[Form]) -> tuple[list[Box], list[Wire]]:
    """Return a box for each node and then each port, a wire for each edge and then each port."""
    graph = prepared.view.graph
    count = len(graph)
    uses = [len(edges) for edges in graph.uses()]
    for output in prepared.outputs:
        uses[output] += 1
    glyphs = prepared.skeleton.glyphs
    labels = prepared.skeleton.labels
    boxes = [_box(n, glyphs[n.id], labels[n.id], uses[n.id], forms[n.id]) for n in graph.nodes]
    wires = [_wire(e.id, e.source, e.target, e.slot, forms[e.source]) for e in graph.edges]
    for k, output in enumerate(prepared.outputs):
        boxes.append(Box(count + k, 2.0, 2.0, rank_right=True))
        wires.append(_wire(len(graph.edges) + k, output, count + k, 0, forms[output]))
    return boxes, wires


def body_width(op: object, glyph: str, label: str | None) -> float:
    """Return the width of what is drawn for a node, without what is above and below it, in px."""
    if op is None:
        return max(26.0, len(label or "const") * 11.5 + 12.0)
    return max(CIRCLE, len(glyph) * 10.5 + 22.0)


def own_at(node: NodePlace, form: Form, is_gate: bool) -> tuple[float, float]:
    """Return where the number below a node stands, by the rule of ``gradient_at``."""
    half = (CIRCLE if is_gate else LINE) / 2
    return node.x, node.y + half + (LINE - 4 if form.kind == "number" else 4)


def _wire(number: int, source: int, target: int, slot: int, form: Form) -> Wire:
    if form.kind == "number":
        return Wire(number, source, target, slot, form.width, 2 * LINE)
    return Wire(number, source, target, slot, form.width, 2 * (form.height + OFF), OFF)


def _box(node: Node, glyph: str, label: str | None, uses: int, form: Form) -> Box:
    body = body_width(node.op, glyph, label)
    height = CIRCLE if node.op is not None else 2 * LINE
    width = body
    if node.op is not None and label is not None:
        height += 2 * LINE
        width = max(width, len(label) * 8.5)
    if uses != 1:  # its own number stands with it: the sum at a fork, a value that nothing uses
        height = max(height, CIRCLE + 2 * (LINE if form.kind == "number" else form.height + 4))
        width = max(width, form.width + SIGNED)
    return Box(node.id, width, height, body)
