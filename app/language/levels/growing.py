"""What the levels share: copying nodes, and the error of a graph that grows too large."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from ...engine.errors import EngineError, LimitError
from ...engine.graph import Graph, Kind, Literal, Node, Operand, Span
from ..program import Program
from ..source import Source
from .parts import gate_around


@contextmanager
def growing(program: Program, node: Node, level: str) -> Iterator[None]:
    """Turn an engine's complaint while a node is opened into an error that points.

    Raises:
        ProgramError: the graph would be too large, or the node cannot be opened.
    """
    try:
        yield
    except EngineError as error:
        source = Source(program.text)
        span = node.source or Span(1, 0, 1, 1)
        if isinstance(error, LimitError):
            raise source.error(
                "too-large",
                f"at level {level}, {error.message}",
                span,
                "open fewer of them" if level == "gates" else "open as gates instead",
            ) from None
        gate = gate_around(program.graph, node.group)
        raise source.explain(error.of_gate(gate) if gate else error, span) from None


def copy_leaf(graph: Graph, old: Graph, node: Node) -> int:
    """Copy a leaf into another graph and return its id there."""
    return graph.leaf(
        node.kind,
        old.values[node.id],
        name=node.name,
        group=node.group,
        source=node.source,
        shape_only=node.shape_only,
    )


def copy_gate(graph: Graph, node: Node, moved: list[int]) -> int:
    """Copy a gate into another graph, where its operands have moved, and return its id there."""
    assert node.op is not None
    return graph.gate(
        node.op,
        move(node.operands, moved),
        node.params,
        name=node.name,
        group=node.group,
        source=node.source,
        shape_only=node.shape_only,
    )


def open_end(graph: Graph, old: Node, kind: Kind = Kind.INPUT) -> int:
    """Add a leaf that stands for the value of a node of another graph, and return its id."""
    return graph.leaf(kind, np.broadcast_to(0.0, old.shape), shape_only=old.shape_only)


def move(operands: tuple[Operand, ...], moved: list[int]) -> list[Operand]:
    """Return operands by their new ids."""
    return [o if isinstance(o, Literal) else moved[o] for o in operands]
