"""Warnings: what the reader of the numbers should know before trusting or teaching them."""

from collections.abc import Collection

import numpy as np

from ..engine.graph import Node
from ..engine.kinks import Kinks, can_have_kink
from ..engine.ops.op import Array
from ..language import Difference, Run
from ..language.levels.inside import tape_inside
from .finite import finite_cautions, is_finite
from .model import Caution
from .numbers import show_apart, show_exactly
from .probabilities import CHECKS, probability_cautions
from .remedies import describe
from .sight import Sight, sight_of
from .skeleton import Skeleton

SATURATED = 1e-6
"""An activation whose largest local derivative is below this passes no gradient."""


def find_cautions(
    skeleton: Skeleton, run: Run, locals_: list[Array | None], text: str
) -> list[Caution]:
    """Look for non-finite numbers and at every suspect, after a forward and a backward run.

    Args:
        skeleton: of the picture's graph.
        run: what was run.
        locals_: the local derivative of every edge of that graph.
        text: the program, from which remedies quote.
    """
    sight = sight_of(skeleton, run)
    tape = run.tape
    found = finite_cautions(sight, text)
    differences = list(run.differences())
    found += _of_differences(skeleton, sight, differences)
    if not found and run.closed is not None:
        found += _inside(skeleton, run)
    kinked = Kinks(tape, tape_inside, skeleton.suspects).nodes
    for node in skeleton.suspects:
        if tape.active[node]:
            edge = skeleton.incoming[node][0].id
            where = f"at {skeleton.texts[node]}"
            found += _of_gate(
                skeleton.graph.nodes[node], node, where, node in kinked, locals_[edge]
            )
    opened = frozenset() if run.view.closed is None else frozenset(run.view.closed.opened)
    return found + _of_program(sight, opened)


def _of_program(sight: Sight, unseen: Collection[int]) -> list[Caution]:
    """Look at what losses were given, and at gates that are not in the picture as such.

    ``unseen`` are those that were opened; all that is inside a folded call is looked at too.
    """
    found: list[Caution] = []
    first = {edge.target: edge for edge in reversed(sight.graph.edges)} if unseen else {}
    for node in sight.graph.nodes:
        if node.op is None or node.shape_only:
            continue
        if node.op.family == "blocks":
            inner = sight.inside(node.id)
            if inner is not None and sight.tape.active[node.id]:
                found += _of_program(inner, range(len(inner.graph)))
        elif node.op.name in CHECKS:
            found += probability_cautions(sight, node)
        elif node.id in unseen and _may_shut(node) and sight.tape.active[node.id]:
            local = sight.tape.local(first[node.id])
            found += _of_gate(node, sight.at(node.id), sight.place(node.id), False, local)
    return found


def _may_shut(node: Node) -> bool:
    return node.op is not None and node.op.family == "activations"


def _of_gate(node: Node, at: int, place: str, kinked: bool, local: Array | None) -> list[Caution]:
    op = node.op
    assert op is not None
    where = f"{op.name} {place}"
    if op.behaviour == "blocks":
        message = (
            f"{where} passes no gradient back: its derivative is zero, "
            "so nothing before it can learn through it"
        )
        return [Caution("blocked-gradient", at, message)]
    if kinked:
        said = op.at_kink or op.convention
        rule = f": {said}" if said else ""
        return [Caution("kink", at, f"{where} stands on a kink, where a convention rules{rule}")]
    if op.family != "activations" or local is None:
        return []
    largest = float(np.abs(local).max())
    if largest == 0.0 and can_have_kink(op, op.settled({})):
        inputs = "none of its inputs is" if node.shape else "its input is not"
        message = f"{where} is shut: {inputs} positive, so no gradient comes through"
        return [Caution("saturated", at, message)]
    if largest < SATURATED:
        message = (
            f"{where} is saturated: its local derivative is {show_exactly(largest)}, "
            "so almost no gradient comes through"
        )
        return [Caution("saturated", at, message)]
    return []


SAID = {
    "value": ("give the value {0}", "gives {1}"),
    "tangent": ("give the tangent {0}", "gives the tangent {1}"),
    "gradient": ("hand {2} the gradient {0}", "hands it {1}"),
}
"""What is said of a difference: of the smaller gates, and of the gate itself."""


def _of_differences(
    skeleton: Skeleton, sight: Sight, differences: list[Difference]
) -> list[Caution]:
    """Say what opened gates make otherwise than the gates themselves, whose numbers count."""
    found: list[Caution] = []
    for gate in dict.fromkeys(difference.gate for difference in differences):
        op = sight.graph.nodes[gate].op
        assert op is not None
        opened, closed = [], []
        for one in differences:
            if one.gate == gate:
                numbers = (*show_apart(one.opened, one.closed), skeleton.texts[one.node])
                smaller, itself = SAID[one.of]
                opened.append(smaller.format(*numbers))
                closed.append(itself.format(*numbers))
        message = (
            f"{op.name} at {sight.text(gate)}, opened: its smaller gates {' and '.join(opened)}; "
            f"the gate itself {' and '.join(closed)}, and the picture goes on with that"
        )
        said = op.at_ends or op.convention  # the two ways part at the far ends
        rule = f". {said}" if said else ""
        found.append(Caution("opened", sight.at(gate), message + rule.removesuffix(".")))
    return found


def _inside(skeleton: Skeleton, run: Run) -> list[Caution]:
    """Name the first number that a gate inside an opened one makes and that is not finite.

    Nothing that leaves an opened gate is odd when this is asked.
    """
    assert run.view.closed is not None
    seen = {int(cell) for ids in run.view.closed.images for cell in ids.flat}
    values = run.tape.values
    for node in skeleton.graph.nodes:
        if node.op is None or node.shape_only or node.id in seen or is_finite(values[node.id]):
            continue
        if all(is_finite(values[operand]) for operand in node.inputs):
            message = (
                f"the value at {skeleton.texts[node.id]} {describe(values[node.id])}, inside an "
                "opened gate, and what leaves that gate is finite"
            )
            return [Caution("non-finite", node.id, message)]
    return []
