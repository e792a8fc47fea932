"""The computation graph: nodes whose creation order is a topological order.

Operands keep their order and their duplicates, so ``x * x`` has two edges. Nothing here recurses
over the graph, so a chain of 20,000 gates is as welcome as one of three.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import prod
from typing import NamedTuple, TypeAlias

import numpy as np

from .errors import LimitError, ShapeError
from .ops.op import Array, Op, Params, Shape, describe_shape


class Kind(StrEnum):
    """What a node is."""

    INPUT = "input"
    CONSTANT = "constant"
    GATE = "gate"


@dataclass(frozen=True, slots=True)
class Span:
    """Where in a text a node was written: lines from 1, columns in characters from 0."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Literal:
    """A number that lives inside its gate: the 1 of ``1 / x``."""

    value: float


Operand: TypeAlias = int | Literal


@dataclass(frozen=True, slots=True)
class Node:
    """One value of the graph. ``group`` names the calls it was made in, outermost first."""

    id: int
    kind: Kind
    shape: Shape
    op: Op | None = None
    operands: tuple[Operand, ...] = ()
    params: Params = field(default_factory=dict)
    name: str | None = None
    group: tuple[str, ...] = ()
    source: Span | None = None
    shape_only: bool = False
    """Whether its value has a shape and no numbers."""

    @property
    def inputs(self) -> tuple[int, ...]:
        """The ids of the operands that are nodes, in operand order, duplicates kept."""
        return tuple(operand for operand in self.operands if isinstance(operand, int))


class Edge(NamedTuple):
    """One use of a node's value: operand ``slot`` of ``target``."""

    id: int
    source: int
    target: int
    slot: int


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a graph may grow; counts of nodes, of edges and of float64 elements."""

    nodes: int = 20_000
    edges: int = 40_000
    array_elements: int = 1_000_000
    total_elements: int = 8_000_000


MOST_COUNTED = 2**53
"""Elements of an array without numbers at most: up to here every count is a number of JSON."""


def no_numbers(shape: Shape) -> Array:
    """Return what stands for an array of a shape that has no numbers; it takes no memory."""
    return np.broadcast_to(np.float64("nan"), shape)


def check_countable(shape: Shape) -> None:
    """Refuse a shape that nobody could count.

    Raises:
        LimitError: it has too many elements.
    """
    if prod(shape) > MOST_COUNTED:
        raise LimitError(
            f"a shape of {describe_shape(shape)} has more than 2⁵³ elements",
            hint="make the sizes smaller",
        )


class Graph:
    """Nodes, edges, the values of the leaves and the names bound to nodes."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.values: dict[int, Array] = {}
        """Leaf id to its value: see ``no_numbers`` for those that are a shape only."""
        self.names: dict[str, int] = {}
        """What each name is bound to at the end of the program."""
        self._elements = 0

    @property
    def elements(self) -> int:
        """How many elements all values have together that have numbers."""
        return self._elements

    def __len__(self) -> int:
        return len(self.nodes)

    def leaf(
        self,
        kind: Kind,
        value: object,
        *,
        name: str | None = None,
        group: tuple[str, ...] = (),
        source: Span | None = None,
        shape_only: bool = False,
    ) -> int:
        """Add an input or a constant and return its id. ``value`` is a number or an array.

        With ``shape_only`` nothing but the shape of the array counts: see ``no_numbers``.

        Raises:
            LimitError: the graph would grow past its limits.
        """
        array = no_numbers(np.asarray(value).shape) if shape_only else np.array(value, np.float64)
        node = self._append(
            kind, array.shape, name=name, group=group, source=source, shape_only=shape_only
        )
        self.values[node] = array
        return node

    def gate(
        self,
        op: Op,
        operands: Sequence[Operand],
        params: Params | None = None,
        *,
        name: str | None = None,
        group: tuple[str, ...] = (),
        source: Span | None = None,
        shape_only: bool = False,
    ) -> int:
        """Add a gate over earlier nodes and literals and return its id.

        Its value has numbers where all its operands have; ``shape_only`` says that it has none even
        so, as a folded call in which there are leaves without numbers.

        Raises:
            ArgumentError: the number of operands or an option is wrong.
            ShapeError: the operands do not fit together.
            LimitError: the graph would grow past its limits.
        """
        shapes = tuple(self.nodes[o].shape if isinstance(o, int) else () for o in operands)
        settled = op.settled(params or {})
        shape = op.result_shape(shapes, settled)
        shape_only = shape_only or any(
            isinstance(o, int) and self.nodes[o].shape_only for o in operands
        )
        for largest in () if shape_only else (op.inner, op.scratch):
            if largest is not None:
                self._check_size(largest(*shapes))
        node = self._append(
            Kind.GATE,
            shape,
            op,
            tuple(operands),
            settled,
            name=name,
            group=group,
            source=source,
            shape_only=shape_only,
        )
        for slot, operand in enumerate(operands):
            if isinstance(operand, int):
                self.edges.append(Edge(len(self.edges), operand, node, slot))
        if len(self.edges) > self.limits.edges:
            raise LimitError(
                f"the graph has more than {self.limits.edges:,} edges",
                hint="use fewer operands, or arrays instead of many scalars",
            )
        return node

    def _append(
        self,
        kind: Kind,
        shape: Shape,
        op: Op | None = None,
        operands: tuple[Operand, ...] = (),
        params: Params | None = None,
        *,
        name: str | None,
        group: tuple[str, ...],
        source: Span | None,
        shape_only: bool = False,
    ) -> int:
        elements = prod(shape)
        if elements == 0:
            raise ShapeError(
                f"an array of shape {describe_shape(shape)} has no elements",
                hint="every axis needs at least one element",
            )
        limits = self.limits
        if shape_only:
            check_countable(shape)
        else:
            self._elements += elements
            self._check_size(shape)
        if len(self.nodes) >= limits.nodes:
            raise LimitError(
                f"the graph has more than {limits.nodes:,} nodes",
                hint="use arrays instead of many scalars, or a coarser level of detail",
            )
        if self._elements > limits.total_elements:
            raise LimitError(
                f"all values together have more than {limits.total_elements:,} elements",
                hint="make the arrays smaller",
            )
        identity = len(self.nodes)
        self.nodes.append(
            Node(identity, kind, shape, op, operands, params or {}, name, group, source, shape_only)
        )
        return identity

    def _check_size(self, shape: Shape) -> None:
        elements, most = prod(shape), self.limits.array_elements
        if elements > most:
            raise LimitError(
                f"an array of shape {describe_shape(shape)} has {elements:,} elements, "
                f"more than the {most:,} allowed",
                hint="make the array smaller",
            )

    def name(self, node: int, name: str) -> None:
        """Bind a name to a node; a node that has none yet takes it for its own."""
        if self.nodes[node].name is None:
            self.nodes[node] = replace(self.nodes[node], name=name)
        self.names[name] = node

    def operand_shapes(self, node: Node) -> tuple[Shape, ...]:
        """Return the shapes of a gate's operands; a literal is a scalar."""
        return tuple(self.nodes[o].shape if isinstance(o, int) else () for o in node.operands)

    def differentiates(self, node: Node, slot: int) -> bool:
        """Tell whether a gradient may flow through an operand: not into labels, nor ``detach``."""
        op = node.op
        if op is None:
            return False
        if slot not in op.labels and slot not in op.stops:
            return True
        return op.differentiates(slot, self.operand_shapes(node))

    def uses(self) -> list[list[Edge]]:
        """Return, for each node, the edges that leave it, in order."""
        table: list[list[Edge]] = [[] for _ in self.nodes]
        for edge in self.edges:
            table[edge.source].append(edge)
        return table

    def edges_into(self) -> list[list[Edge]]:
        """Return, for each node, the edges that enter it, in operand order."""
        table: list[list[Edge]] = [[] for _ in self.nodes]
        for edge in self.edges:
            table[edge.target].append(edge)
        return table
