"""Activations, normalisers, losses and other derived gates, opened into what they are made of."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from ...engine.errors import EngineError
from ...engine.graph import Graph, Literal, Node, Operand, Span
from ...engine.stopping import step_by_step
from ..errors import ProgramError
from ..machine import Machine
from ..program import Program
from ..source import Source
from ..statements import compile_definition
from ..values import Code, Plain
from .growing import copy_gate, copy_leaf, growing, move
from .parts import Path, is_derived

STEPS = 10_000

Counters: TypeAlias = dict[tuple[Path, str], int]


def open_gates(
    program: Program, graph: Graph, chosen: Mapping[int, Path], level: str
) -> tuple[Graph, list[int]]:
    """Open gates, and what they are made of, until only basic gates remain of them.

    Args:
        program: what the graph was made from; errors point into its text.
        graph: the graph to open gates of.
        chosen: derived gates by id, each with the path of the group that it becomes.
        level: the level that is being made, for errors.

    Returns:
        The graph, and for every node of the given graph the id of the node with its value.

    Raises:
        ProgramError: the graph would be too large.
    """
    moved = list(range(len(graph)))
    pending = dict(chosen)
    counters: Counters = {}
    while pending:
        graph, step, grown = _open_once(program, graph, pending, level)
        moved = [step[node] for node in moved]
        pending = {node: _next_path(graph.nodes[node], counters) for node in grown}
    return graph, moved


def _next_path(node: Node, counters: Counters) -> Path:
    """Number a gate that has just grown among those of its kind in its group."""
    assert node.op is not None
    slot = (node.group, node.op.name)
    counters[slot] = counters.get(slot, 0) + 1
    return (*node.group, f"{node.op.name}#{counters[slot]}")


def _open_once(
    program: Program, old: Graph, pending: Mapping[int, Path], level: str
) -> tuple[Graph, list[int], list[int]]:
    graph = Graph(old.limits)
    moved: list[int] = []
    grown: list[int] = []
    for node in step_by_step(old.nodes):
        with growing(program, node, level):
            if node.op is None:
                moved.append(copy_leaf(graph, old, node))
            elif node.id in pending:
                before = len(graph)
                text = node.op.definition_text(old.operand_shapes(node), node.params)
                assert text is not None
                operands = move(node.operands, moved)
                moved.append(_open(graph, node, text, operands, pending[node.id]))
                grown += [new.id for new in graph.nodes[before:] if is_derived(new.op)]
            else:
                moved.append(copy_gate(graph, node, moved))
    graph.names.update({name: moved[node] for name, node in old.names.items()})
    return graph, moved, grown


def _open(graph: Graph, node: Node, text: str, operands: list[Operand], path: Path) -> int:
    """Grow the definition of one gate and return the node that carries its value."""
    op = node.op
    assert op is not None
    before = len(graph)
    source, code = compile_definition(text)
    machine = _Definition(source, graph, code, path, node.source)
    values = machine.root.values
    for name, value in node.params.items():
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        values[name] = Literal(float(value)) if is_number else Plain(value)
    values.update(zip(op.names(len(operands)), operands, strict=True))
    machine.run()
    assert machine.last is not None
    result = machine.last[1]
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
