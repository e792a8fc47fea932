"""All that is said of a gate on a card of its own."""

from dataclasses import dataclass

import numpy as np

from ...engine.graph import Node
from ...engine.ops.op import Array
from ...engine.tape import Tape
from ...language import Level, Program, View
from .curves import Curve, curve_of_gate, curve_of_loss
from .reading import Reading, read_loss
from .recognising import loss_at
from .stopping import stops_of
from .switches import Switch, parts_of, switches_of
from .told import Line, forward

MOST_OFF = 6
"""So many units that are off are listed."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is said of a gate."""

    reading: Reading | None
    lines: list[Line]
    parts: list[tuple[str, float]]
    curve: Curve | None
    switches: list[Switch]


def card_of(program: Program, view: View, node: int) -> Card:
    """Return the card of a node of a view: an empty one, where it has no numbers."""
    graph = view.graph
    found = graph.nodes[node]
    if found.shape_only:
        return Card(None, [], [], None, [])
    tape = Tape(graph, [node])
    with np.errstate(all="ignore"):
        tape.forward()
    loss = loss_at(graph, node)
    reading = None if loss is None else read_loss(graph, tape.values, node, loss)
    curve = curve_of_gate(graph, tape.values, node)
    if loss is not None:
        curve = curve_of_loss(graph, tape.values, node, loss)
    lines = [] if reading is None else reading.lines
    if loss is None and curve is not None:
        lines = _of_units(found, tape.values)
    parts = parts_of(graph, node, tape.values)
    return Card(reading, lines, parts, curve, _switches(program, view, node))


def _switches(program: Program, view: View, node: int) -> list[Switch]:
    own = [k for k, seen in enumerate(view.moved) if seen == node]
    if view.level is Level.SCALARS or len(own) != 1:
        return []
    tape = Tape(program.graph, own)
    with np.errstate(all="ignore"):
        tape.forward()
    switches = switches_of(program.text, program.graph, own[0], tape.values)
    return [*switches, *stops_of(program, own[0])]


def _of_units(node: Node, values: list[Array]) -> list[Line]:
    """Say what holds at a kink, and which units are off: through these nothing learns."""
    op = node.op
    assert op is not None
    lines = [forward(op.convention)] if op.convention else []
    if op.name != "relu" or not isinstance(node.operands[0], int):
        return lines
    x = values[node.operands[0]]
    off = np.argwhere(x <= 0).tolist()
    if x.ndim == 0:
        state = "off: no gradient comes" if off else "on: the gradient comes"
        return [forward(f"The unit is {state} through it."), *lines]
    listed = ", ".join(f"[{', '.join(map(str, place))}]" for place in off[:MOST_OFF])
    more = f" and {len(off) - MOST_OFF} more" if len(off) > MOST_OFF else ""
    where = f": {listed}{more}. No gradient comes through these" if off else ""
    return [forward(f"{len(off)} of {x.size} units are off{where}."), *lines]
