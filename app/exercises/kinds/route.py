"""Route: which inputs of a gate that opens and closes get a zero gradient?"""

from collections.abc import Sequence
from functools import partial

import numpy as np

from ...engine.graph import Edge
from .answers import NONE, read_options, unreadable
from .desk import MOST_ELEMENTS, Desk
from .kind import Question
from .sheet import RIGHT, Item, Judged, Sheet

WHOLE = "gets the whole gradient (the first, if several are equal), and the others get zero"
ROUTING = {
    "relu": "it passes the gradient on where its input is above 0, and sends zero elsewhere",
    "step": "it is flat, so nothing comes back",
    "max": f"the largest input {WHOLE}",
    "min": f"the smallest input {WHOLE}",
    "amax": f"the largest element {WHOLE}",
    "amin": f"the smallest element {WHOLE}",
    "hinge": "a score gets a gradient where its margin is violated, the label minus their sum",
    "pick": "the element of the label gets the whole gradient, and the others get zero",
}
"""The gates by which some inputs get nothing, and why."""
MOST = 6


class Route(Sheet):
    """A question for each gate that routes: any of its inputs, or none."""

    name = "route"
    title = "Route the zeros"
    task = "Find the inputs to which a gate sends a zero gradient."

    def items(self, desk: Desk) -> Sequence[Item]:
        """Ask at each gate that routes, from the output back."""
        gates: dict[int, list[Edge]] = {}
        for edge in desk.flows():
            op = desk.graph.nodes[edge.target].op
            if op is not None and op.name in ROUTING:
                gates.setdefault(edge.target, []).append(edge)
        gates = {gate: edges for gate, edges in gates.items() if _has_upstream(desk, gate)}
        fitting = [edges for edges in gates.values() if len(_inputs(desk, edges)) <= MOST_ELEMENTS]
        if not fitting:
            large = "of at most a dozen inputs " if gates else ""
            raise desk.refused(
                f"this program has no gate {large}that routes its gradient",
                "choose one with relu, max, min or a hinge loss",
            )
        return [_item(desk, edges) for edges in desk.some(fitting, MOST)]


def _has_upstream(desk: Desk, gate: int) -> bool:
    """Tell whether anything comes from above: else every input gets a zero, whatever it is."""
    upstream = desk.tape.gradients[gate]
    return upstream is not None and bool(np.any(upstream))


def _inputs(desk: Desk, edges: Sequence[Edge]) -> dict[str, float]:
    """Return what comes back to each number that goes into a gate, by what it is called."""
    found: dict[str, float] = {}
    for edge in edges:
        back = desk.tape.contributions[edge.id]
        assert back is not None
        called = desk.called(edge.source)
        if called in found or any(key.startswith(f"{called}[") for key in found):
            called = f"{called} (operand {edge.slot + 1})"
        if back.size > MOST_ELEMENTS:
            return dict.fromkeys(map(str, range(MOST_ELEMENTS + 1)), 0.0)
        for place in np.ndindex(back.shape):
            key = f"{called}[{', '.join(map(str, place))}]" if place else called
            found[key] = float(back[place])
    return found


def _item(desk: Desk, edges: Sequence[Edge]) -> Item:
    back = _inputs(desk, edges)
    gate = desk.graph.nodes[edges[0].target]
    assert gate.op is not None
    name = gate.op.name
    called = desk.called(gate.id)
    made = f" that makes {called}" if desk.composer.called(gate.id) else ""
    options = (*back, NONE)
    question = Question(
        f"gate{gate.id}",
        f"Which inputs of the {name}{made} get a zero gradient back from it?",
        "choices",
        options,
        gate.id,
        desk.line(gate.id),
    )
    zeros = [key for key, value in back.items() if value == 0]

    def hints() -> list[str]:
        read = ", ".join(dict.fromkeys(desk.called(edge.source) for edge in edges))
        answer = ", ".join(zeros) or "none of them"
        return [
            f"{name}: {ROUTING[name]}.",
            f"Look at the values of {read}, element by element.",
            f"A zero goes to: {answer}.",
        ]

    return Item(question, partial(_judge, name, zeros, options), hints)


def _judge(name: str, zeros: Sequence[str], options: Sequence[str], text: str) -> Judged:
    chosen = read_options(text, options)
    if NONE in chosen and len(chosen) > 1:
        raise unreadable(f"{NONE} cannot go with another choice")
    picked = [one for one in chosen if one != NONE]
    passing = [one for one in picked if one not in zeros]
    if passing:
        return "wrong", f"{passing[0]} gets a gradient that is not zero: {ROUTING[name]}."
    lacking = len(zeros) - len(picked)
    if not lacking:
        return RIGHT
    if not picked:
        return "wrong", f"There is at least one: {ROUTING[name]}."
    return "part", f"Right so far, and {lacking} more get{'s' if lacking == 1 else ''} a zero."
