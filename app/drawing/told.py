"""Whose figures are being told at a step, and so are set larger.

static/js/trace/told.js says the same.
"""

from dataclasses import dataclass

from ..trace import Step, Trace


@dataclass(frozen=True, slots=True)
class Told:
    """Nodes, wires and outputs whose figures are being told."""

    nodes: frozenset[int]
    edges: frozenset[int]
    outputs: frozenset[int]


NOTHING_TOLD = Told(frozenset(), frozenset(), frozenset())


def told_at(trace: Trace, step: Step) -> Told:
    """Return whose figures a step is about: those of its gate and of all wires that touch it.

    So it is the same for each wire of one gate, which speak together. The seed is about the output
    and no operand of it. With what flows back into a fork its sum is told.
    """
    gate = step.node
    seeds = step.phase == "backward" and step.edge is None
    nodes, edges = {gate}, set()
    for edge in trace.edges:
        if edge.source == gate:
            edges.add(edge.id)
        elif edge.target == gate and not seeds:
            edges.add(edge.id)
            nodes.add(edge.source)
    return Told(frozenset(nodes), frozenset(edges), frozenset({gate} & set(trace.outputs)))
