"""What a gate is made of, as a tape of its own."""

from ...engine.errors import EngineError
from ...engine.graph import Graph, Kind, Literal, Node
from ...engine.tape import Tape
from ..errors import ProgramError
from ..program import Program
from .elementary import open_gates
from .growing import open_end
from .parts import is_derived


def tape_inside(graph: Graph, node: Node) -> Tape | None:
    """Open one gate, as far as it can be opened, into a graph of its own.

    Its first nodes are leaves for the gate's operands, in order, literals and class labels being
    constants. ``None`` where the gate has no definition in smaller ones, or where these would be
    too large.
    """
    if node.op is None or not is_derived(node.op):
        return None
    inner = Graph(graph.limits)
    for slot, operand in enumerate(node.operands):
        if isinstance(operand, Literal):
            inner.leaf(Kind.CONSTANT, operand.value)
        else:
            kind = Kind.INPUT if graph.differentiates(node, slot) else Kind.CONSTANT
            open_end(inner, graph.nodes[operand], kind)
    try:
        whole = inner.gate(node.op, list(range(len(node.operands))), node.params)
        program = Program("", inner, whole, None, {}, {})
        opened, moved = open_gates(program, inner, {whole: ()}, "elementary")
    except (EngineError, ProgramError):
        return None
    return Tape(opened, [moved[whole]], shapes_do=True)
