"""A tape on which what no gradient flows through stays as it is, whatever leaf is moved.

A class label is data: a loss reads it and hands nothing back. An input that is used as a label and
as a number too can still be moved, as far as it is a number, if the loss goes on reading the label
as it was.
"""

from dataclasses import replace

from .graph import Graph, Kind, Literal, Operand
from .tape import Tape


def held_operands(graph: Graph) -> dict[tuple[int, int], int]:
    """Return the operands that depend on an input and pass no gradient, by gate and slot."""
    depends: list[bool] = []
    found: dict[tuple[int, int], int] = {}
    for node in graph.nodes:
        depends.append(node.kind is Kind.INPUT or any(depends[o] for o in node.inputs))
        for slot, operand in enumerate(node.operands):
            if not isinstance(operand, int) or not depends[operand]:
                continue
            if not graph.differentiates(node, slot):
                found[node.id, slot] = operand
    return found


def hold(tape: Tape) -> tuple[Tape, int]:
    """Return a tape that holds such operands as constants, and by how much its ids are higher.

    It is the tape itself where there are none. The values that it holds are those of the tape's
    last forward run.
    """
    graph = tape.graph
    slots = held_operands(graph)
    if not slots:
        return tape, 0
    held = {source: k for k, source in enumerate(dict.fromkeys(slots.values()))}
    limits, shift = graph.limits, len(held)
    new = Graph(
        replace(limits, nodes=limits.nodes + shift, total_elements=2 * limits.total_elements)
    )
    for source in held:
        new.leaf(Kind.CONSTANT, tape.values[source])
    for node in graph.nodes:
        if node.op is None:
            value, shape_only = tape.values[node.id], node.shape_only
            new.leaf(node.kind, value, name=node.name, shape_only=shape_only)
            continue
        operands: list[Operand] = []
        for slot, operand in enumerate(node.operands):
            if isinstance(operand, Literal):
                operands.append(operand)
            elif (node.id, slot) in slots:
                operands.append(held[operand])
            else:
                operands.append(operand + shift)
        new.gate(node.op, operands, node.params, name=node.name)
    holding = Tape(new, [output + shift for output in tape.outputs])
    holding.forward()
    return holding, shift


def labels_of(graph: Graph) -> frozenset[int]:
    """Return the leaves that some gate reads, directly or by way of others, as class labels."""
    read = set(held_operands(graph).values())
    for node in reversed(graph.nodes):
        if node.id in read:
            read.update(node.inputs)
    return frozenset(k for k in read if graph.nodes[k].op is None)
