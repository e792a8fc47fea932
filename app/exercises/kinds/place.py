"""Place the local derivatives: which of those that lie there belongs to which wire."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from ...engine.graph import Edge
from ...engine.ops.op import Array
from ...language import ProgramError
from ..filling import Unwritten, number
from ..reasons import same
from ..written import formula
from .answers import read_option, spread
from .desk import Desk
from .kind import Question
from .sheet import RIGHT, Item, Judged, Sheet

MOST = 10
"""Wires that are asked about."""


@dataclass(frozen=True, slots=True)
class Wire:
    """A wire, what its gate does to the gradient, and what that comes to in each world."""

    edge: Edge
    text: str
    worth: tuple[Array, ...]
    """None where it reads what has no name."""


class Place(Sheet):
    """A choice for each wire, all from the same options."""

    name = "place"
    title = "Place the local derivatives"
    task = "Find the local derivative of each wire from the list."

    def items(self, desk: Desk) -> Sequence[Item]:
        """Ask for each wire, from the output back."""
        found = [wire for edge in desk.flows()[: 4 * MOST] if (wire := _wire(desk, edge))]
        wires = desk.some(found, MOST)
        texts = list(dict.fromkeys(wire.text for wire in wires))
        if len(texts) < 2:
            raise desk.refused(
                "the wires of this program have no local derivatives that could be told apart",
                "choose a program with a product, a quotient or a function",
            )
        options = tuple(desk.shuffled(texts))
        return [_item(desk, wire, wires, options) for wire in wires]


def _wire(desk: Desk, edge: Edge) -> Wire | None:
    """Write what a wire does; ``None`` where that cannot be written, or not be trusted."""
    local = desk.tape.local(edge)
    above = desk.composer.called(edge.target)
    upstream = "1" if local is not None else f"d{above}" if above else "g"
    try:
        text = desk.composer.local(edge, upstream)
    except Unwritten:
        text = ""
    truth = desk.tape.contributions[edge.id] if local is None else local
    assert truth is not None
    worth = _worth(desk, text) if text else ()
    if worth and same(spread(worth[0], truth.shape), truth):
        return Wire(edge, text, worth)
    if truth.shape == ():
        return Wire(edge, number(float(f"{float(truth):.6g}")), ())
    return None


def _worth(desk: Desk, text: str) -> tuple[Array, ...]:
    try:
        read = desk.composer.read_in(text)
        if any(name not in desk.known[0] for name in read):
            return ()
        made = formula(text, read, desk.known[0], desk.limits)
    except (ProgramError, SyntaxError):
        return ()
    return tuple(made.at(known) for known in desk.known)


def _said(desk: Desk, wire: Wire) -> str:
    """Name a wire as the derivative that it has."""
    edge = wire.edge
    operands = desk.graph.nodes[edge.target].operands
    twice = sum(operand == edge.source for operand in operands) > 1
    which = f", as operand {edge.slot + 1}" if twice else ""
    return f"∂{desk.called(edge.target)}/∂{desk.called(edge.source)}{which}"


def _item(desk: Desk, wire: Wire, wires: Sequence[Wire], options: tuple[str, ...]) -> Item:
    edge = wire.edge
    gate = desk.graph.nodes[edge.target]
    assert gate.op is not None
    of_array = desk.tape.local(edge) is None
    said = _said(desk, wire)
    into = desk.composer.called(edge.target)
    back = f"d{into}" if into else "g, the upstream gradient,"
    asks = f"{said}: what {gate.op.name} makes of {back} for this wire" if of_array else said
    key = f"wire{edge.id}"
    question = Question(
        key, asks, "choice", options, edge.source, desk.line(edge.target), edge=edge.id
    )

    def hints() -> list[str]:
        read = " and ".join(dict.fromkeys(desk.called(k) for k in gate.inputs))
        rule = f"{gate.op.name if gate.op else ''}: {gate.op.summary if gate.op else ''}"
        return [rule, f"The gate reads {read}.", f"{said} = {wire.text}"]

    return Item(question, partial(_judge, desk, wire, wires, options), hints)


def _judge(
    desk: Desk, wire: Wire, wires: Sequence[Wire], options: Sequence[str], text: str
) -> Judged:
    chosen = read_option(text, options)
    if _alike(wire, chosen, wires):
        return RIGHT
    gate = wire.edge.target
    for other in wires:
        if other.edge.target == gate and _alike(other, chosen, wires):
            return "wrong", f"This is {_said(desk, other)}, of the other operand of the same gate."
    for other in wires:
        if other.edge.source == wire.edge.source and other.text == chosen:
            source = desk.called(wire.edge.source)
            return "wrong", f"This is {_said(desk, other)}: {source} goes into that gate too."
    return "wrong", "This belongs to a wire of another gate."


def _alike(wire: Wire, chosen: str, wires: Sequence[Wire]) -> bool:
    """Tell whether an option is right for a wire, as it stands or by what it comes to."""
    if chosen == wire.text:
        return True
    other = next((one for one in wires if one.text == chosen), None)
    if other is None or not wire.worth or not other.worth:
        return False
    pairs = zip(wire.worth, other.worth, strict=True)
    return all(same(spread(found, mine.shape), mine) for mine, found in pairs)
