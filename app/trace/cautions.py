"""Warnings: what the reader of the numbers should know before trusting or teaching them."""

import math

import numpy as np

from app.engine.kinks import Kinks
from app.engine.ops.op import Array
from app.engine.tape import Tape
from app.language.levels.inside import tape_inside
from app.trace.model import Caution
from app.trace.numbers import show_exactly
from app.trace.skeleton import Skeleton

SATURATED = 1e-6
"""A smooth activation whose largest local derivative is below this passes no gradient."""


def find_cautions(skeleton: Skeleton, tape: Tape, locals_: list[Array | None]) -> list[Caution]:
    """Look for non-finite numbers and at every suspect, after a forward and a backward run.

    ``locals_`` holds the local derivative of every edge.
    """
    found = _not_finite(skeleton, tape)
    kinked = Kinks(tape, tape_inside, skeleton.suspects).nodes
    for node in skeleton.suspects:
        if tape.active[node]:
            found += _of_gate(skeleton, node, node in kinked, locals_)
    return found


def _of_gate(
    skeleton: Skeleton, node: int, kinked: bool, locals_: list[Array | None]
) -> list[Caution]:
    op = skeleton.graph.nodes[node].op
    assert op is not None
    where = f"{op.name} at {skeleton.texts[node]}"
    if op.behaviour == "blocks":
        message = (
            f"{where} passes no gradient back: its derivative is zero, "
            "so nothing before it can learn through it"
        )
        return [Caution("blocked-gradient", node, message)]
    if kinked:
        rule = f": {op.convention}" if op.convention else ""
        return [Caution("kink", node, f"{where} stands on a kink, where a convention rules{rule}")]
    if op.family == "activations" and not any(domain.kinks for domain in op.domains):
        local = locals_[skeleton.incoming[node][0].id]
        largest = 1.0 if local is None else float(np.abs(local).max())
        if largest < SATURATED:
            message = (
                f"{where} is saturated: its local derivative is {show_exactly(largest)}, "
                "so almost no gradient comes through"
            )
            return [Caution("saturated", node, message)]
    return []


def _not_finite(skeleton: Skeleton, tape: Tape) -> list[Caution]:
    """Name the first value and the first gradient, in playing order, that is not finite."""
    found: list[Caution] = []
    for node, value in enumerate(tape.values):
        if not _is_finite(value):
            message = (
                f"the value at {skeleton.texts[node]} is not finite; what follows is not either"
            )
            found.append(Caution("non-finite", node, message))
            break
    for node in range(len(tape.gradients) - 1, -1, -1):
        gradient = tape.gradients[node]
        if gradient is not None and not _is_finite(gradient):
            message = f"the gradient at {skeleton.texts[node]} is not finite"
            found.append(Caution("non-finite", node, message))
            break
    return found


def _is_finite(array: Array) -> bool:
    return bool(np.isfinite(array).all()) if array.shape else math.isfinite(array.item())
