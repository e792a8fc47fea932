"""Which nodes of a graph take part in differentiation: those that are both varied and useful.

A node is varied where it depends on an input, useful where an output depends on it. What a folded
call depends on may lie inside of it.
"""

from collections.abc import Sequence

from .graph import Graph, Kind


def find_active(graph: Graph, outputs: Sequence[int]) -> list[bool]:
    """Mark the nodes that depend on an input and that an output depends on."""
    nodes = graph.nodes
    varied = [node.kind is Kind.INPUT for node in nodes]
    for node in nodes:
        if node.op is not None:
            varied[node.id] = node.op.learns or any(
                varied[o]
                for slot, o in enumerate(node.operands)
                if isinstance(o, int) and graph.differentiates(node, slot)
            )
    useful = [False] * len(nodes)
    for output in outputs:
        useful[output] = True
    for node in reversed(nodes):
        if useful[node.id] and node.op is not None:
            for slot, o in enumerate(node.operands):
                if isinstance(o, int) and graph.differentiates(node, slot):
                    useful[o] = True
    return [a and b for a, b in zip(varied, useful, strict=True)]
