"""Warnings of numbers that are not finite: where they first appear, how far they reach, and why."""

import math

import numpy as np

from ..engine.ops.op import Array
from .model import Caution
from .remedies import Written, describe, explain_gradient, explain_value
from .sight import Sight

MOST_NAMED = 4
"""How many of the values that follow are named."""


def finite_cautions(sight: Sight, text: str) -> list[Caution]:
    """Name the first value and the first gradient, in playing order, that is not finite.

    A leaf that was given so, as a mask of −∞ is, counts only where it reaches an output or a
    gradient.
    """
    told = zip(sight.graph.nodes, sight.tape.values, strict=True)
    odd = [node.id for node, value in told if not node.shape_only and not is_finite(value)]
    odd_gradient = _first_gradient(sight)
    if not odd and odd_gradient is None:
        return []
    written = Written(text, sight.graph)
    reaches = odd_gradient is not None or any(node in odd for node in sight.tape.outputs)
    found: list[Caution] = []
    if odd:
        first = _first_value(sight, odd, leaves=reaches)
        if first is not None:
            found.append(_of_value(sight, written, first, frozenset(odd)))
    if odd_gradient is not None:
        found.append(_of_gradient(sight, written, odd_gradient, known=bool(found)))
    return found


def is_finite(array: Array) -> bool:
    """Tell whether all of an array is."""
    return bool(np.isfinite(array).all()) if array.shape else math.isfinite(array.item())


def _first_value(sight: Sight, odd: list[int], *, leaves: bool) -> int | None:
    """Return the first gate that made such a value of finite ones, else the first such leaf."""
    nodes, values = sight.graph.nodes, sight.tape.values
    for node in odd:
        if nodes[node].op is not None and all(is_finite(values[o]) for o in nodes[node].inputs):
            return node
    return odd[0] if leaves else None


def _of_value(sight: Sight, written: Written, node: int, odd: frozenset[int]) -> Caution:
    message = f"the value at {sight.text(node)} {describe(sight.tape.values[node])}"
    message += _followers(sight, node, odd)
    if sight.graph.nodes[node].op is not None:
        why = explain_value(written, sight.tape, sight.graph.nodes[node])
        message += f"; {why}" if why else ""
    return Caution("non-finite", sight.at(node), message)


def _followers(sight: Sight, node: int, odd: frozenset[int]) -> str:
    """Say which of the values that depend on a node are not finite either."""
    reached = {node}
    after: list[int] = []
    for later in sight.graph.nodes[node + 1 :]:
        if not reached.isdisjoint(later.inputs):
            reached.add(later.id)
            after.append(later.id)
    if not after:
        return ""
    bad = [later for later in after if later in odd]
    if not bad:
        return ", and all that follows from it is finite again"
    if len(bad) == len(after):
        values = sight.tape.values
        if not any(np.isfinite(values[later]).any() for later in bad):
            return ", and nothing that follows from it is finite"
        return ", and it reaches all that follows from it, though not every element"
    names = [sight.text(later) for later in bad[:MOST_NAMED]]
    more = f" and {len(bad) - MOST_NAMED} more" if len(bad) > MOST_NAMED else ""
    return f", and of what follows from it {', '.join(names)}{more} {_are(len(bad))} not finite"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _first_gradient(sight: Sight) -> int | None:
    if any(sight.graph.nodes[output].shape_only for output in sight.tape.outputs):
        return None
    for node in range(len(sight.tape.gradients) - 1, -1, -1):
        gradient = sight.tape.gradients[node]
        if gradient is not None and not is_finite(gradient):
            return node
    return None


def _of_gradient(sight: Sight, written: Written, node: int, *, known: bool) -> Caution:
    """Tell of a gradient; why it is so is not said again where a value has said it."""
    gradient = sight.tape.gradients[node]
    assert gradient is not None
    message = f"the gradient at {sight.text(node)} {describe(gradient)}"
    for edge in () if known else sight.graph.edges:
        contribution = sight.tape.contributions[edge.id]
        if edge.source != node or contribution is None or is_finite(contribution):
            continue
        why = explain_gradient(written, sight.tape, sight.graph.nodes[edge.target])
        if why:
            message += f"; {why}"
            break
    return Caution("non-finite", sight.at(node), message)
