"""Activations, normalisers, losses and other derived gates, opened into what they are made of."""

from dataclasses import replace

from app.engine.errors import EngineError
from app.engine.graph import Graph, Literal, Node, Operand, Span
from app.engine.ops.op import Op
from app.language.errors import ProgramError
from app.language.levels.growing import copy_gate, copy_leaf, growing, move
from app.language.machine import Machine
from app.language.program import Program
from app.language.source import Source
from app.language.statements import compile_definition
from app.language.values import Code, Plain

BASIC = "arithmetic"
"""The family whose gates are never opened, whatever other way there is to write them."""

STEPS = 10_000

Counters = dict[tuple[tuple[str, ...], str], int]


def open_gates(program: Program) -> tuple[Graph, list[int]]:
    """Open every derived gate, and what it is made of, until only basic gates remain.

    Returns:
        The graph, and for every node of the program's graph the id of the node with its value.

    Raises:
        ProgramError: the graph would be too large.
    """
    graph = program.graph
    moved = list(range(len(graph)))
    counters = _count_groups(graph)
    while any(is_derived(node.op) for node in graph.nodes):
        graph, step = _open_once(program, graph, counters)
        moved = [step[node] for node in moved]
    return graph, moved


def is_derived(op: Op | None) -> bool:
    """Tell whether a gate is opened at level elementary."""
    return op is not None and op.definition is not None and op.family != BASIC


def _count_groups(graph: Graph) -> Counters:
    """Return the highest number of every group's name under every path."""
    counters: Counters = {}
    for path in {node.group for node in graph.nodes}:
        for depth, part in enumerate(path):
            name, _, number = part.rpartition("#")
            key = (path[:depth], name)
            counters[key] = max(counters.get(key, 0), int(number))
    return counters


def _open_once(program: Program, old: Graph, counters: Counters) -> tuple[Graph, list[int]]:
    graph = Graph(old.limits)
    moved: list[int] = []
    for node in old.nodes:
        with growing(program, node, "elementary"):
            if node.op is None:
                moved.append(copy_leaf(graph, old, node))
            elif is_derived(node.op):
                shapes = tuple(
                    old.nodes[o].shape if isinstance(o, int) else () for o in node.operands
                )
                text = node.op.definition_text(shapes, node.params)
                assert text is not None
                moved.append(_open(graph, node, text, move(node.operands, moved), counters))
            else:
                moved.append(copy_gate(graph, node, moved))
    graph.names.update({name: moved[node] for name, node in old.names.items()})
    return graph, moved


def _open(graph: Graph, node: Node, text: str, operands: list[Operand], counters: Counters) -> int:
    """Grow the definition of one gate and return the node that carries its value."""
    op = node.op
    assert op is not None
    key = (node.group, op.name)
    number = counters.get(key, 0) + 1
    before = len(graph)
    source, code = compile_definition(text)
    machine = _Definition(source, graph, code, (*node.group, f"{op.name}#{number}"), node.source)
    values = machine.root.values
    for name, value in node.params.items():
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        values[name] = Literal(float(value)) if is_number else Plain(value)
    values.update(zip(op.names(len(operands)), operands, strict=True))
    machine.run()
    assert machine.last is not None
    result = machine.last[1]
    if len(graph) > before:
        counters[key] = number
    if graph.nodes[result].name is None and result >= before:
        graph.nodes[result] = replace(graph.nodes[result], name=node.name)
    return result


class _Definition(Machine):
    """Runs the definition of a gate: it names no nodes, and its errors are the gate's."""

    def __init__(
        self,
        source: Source,
        graph: Graph,
        code: Code,
        path: tuple[str, ...],
        place: Span | None,
    ) -> None:
        super().__init__(
            source,
            graph,
            code,
            steps=STEPS,
            nesting=len(code),
            path=path,
            fixed=place or Span(1, 0, 1, 1),
        )

    def explain(self, error: EngineError, span: Span) -> ProgramError:
        """Leave the error as it is: the level explains it at the gate's own place."""
        raise error
