"""Arrays opened into single numbers: every tensor gate becomes gates over scalars."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...engine.errors import ArgumentError, LimitError
from ...engine.graph import Graph, Kind, Literal, Node, Operand
from ...engine.ops import BY_NAME
from ...engine.ops.op import Array, Pattern, Shape
from ...engine.stopping import may_go_on, step_by_step
from ...engine.tape import Tape, require_numbers
from ..program import Program
from .growing import growing

Ids = NDArray[np.intp]

SCALAR = {Pattern.ELEMENTWISE, Pattern.STRUCTURE, Pattern.REDUCTION, Pattern.PRODUCT}
"""How a gate may treat arrays that is opened as it is."""


class Scalars(NamedTuple):
    """A graph with every array opened."""

    graph: Graph
    cells: list[Ids]
    """For every node of the graph before, the ids of its elements in its own shape."""
    fixed: set[int]
    """The leaves of that graph whose values decided how the graph looks: class labels."""
    ends: list[int]
    """For every node of that graph, how many nodes there were once it was opened."""


def open_arrays(program: Program, old: Graph) -> Scalars:
    """Open every array of a graph in which each gate works on single numbers, or is a product.

    Raises:
        ProgramError: the graph would be too large.
    """
    opener = _Opener(old)
    for node in old.nodes:
        may_go_on()
        with growing(program, node, "scalars"):
            opener.open(node)
    for name, node_id in old.names.items():
        if not old.nodes[node_id].shape:
            opener.graph.names[name] = int(opener.cells[node_id])
        else:
            for place, cell in step_by_step(np.ndenumerate(opener.cells[node_id])):
                opener.graph.names[_element(name, place)] = int(cell)
    return Scalars(opener.graph, opener.cells, opener.fixed, opener.ends)


def _element(name: str, place: tuple[int, ...]) -> str:
    return f"{name}[{','.join(map(str, place))}]"


class _Opener:
    def __init__(self, old: Graph) -> None:
        self.old = old
        self.graph = Graph(old.limits)
        self.cells: list[Ids] = []
        self.ends: list[int] = []
        self.fixed: set[int] = set()
        """The leaves whose values decided how the graph looks."""
        self.rules: dict[Pattern, Callable[[Node], Ids]] = {
            Pattern.ELEMENTWISE: self._elementwise,
            Pattern.STRUCTURE: self._structure,
            Pattern.REDUCTION: self._reduction,
            Pattern.PRODUCT: self._product,
        }
        """The patterns of ``SCALAR``."""

    def open(self, node: Node) -> None:
        """Open one node and keep the ids of its elements."""
        self._expect(node)
        if node.op is None:
            cells = self._leaf(node)
        elif node.op.pattern in self.rules:
            cells = self.rules[node.op.pattern](node)
        else:
            raise ArgumentError(
                f"{node.op.name} cannot be opened into scalars", hint="open as gates instead"
            )
        self._name(node, cells)
        self.cells.append(cells)
        self.ends.append(len(self.graph))

    def _expect(self, node: Node) -> None:
        """Refuse an array that can never fit before its first element is made."""
        left = self.graph.limits.nodes - len(self.graph)
        moves = node.op is not None and node.op.pattern is Pattern.STRUCTURE
        if int(np.prod(node.shape)) > left and not moves:
            raise LimitError(f"the graph has more than {self.graph.limits.nodes:,} nodes")

    def _name(self, node: Node, cells: Ids) -> None:
        """Hand the name of an array to those of its elements that have none."""
        if node.name is None:
            return
        nodes = self.graph.nodes
        for place, cell in np.ndenumerate(cells):
            if nodes[cell].name is None:
                name = _element(node.name, place) if cells.ndim else node.name
                nodes[cell] = replace(nodes[cell], name=name)

    def _leaf(self, node: Node) -> Ids:
        values = self.old.values[node.id]
        cells = np.empty(node.shape, dtype=np.intp)
        flat = cells.reshape(-1)
        for k, value in step_by_step(enumerate(values.reshape(-1).tolist())):
            flat[k] = self.graph.leaf(
                node.kind,
                value,
                group=node.group,
                source=node.source,
                shape_only=node.shape_only,
            )
        return cells

    def _gate(self, node: Node, name: str, *operands: Operand) -> int:
        return self.graph.gate(BY_NAME[name], operands, group=node.group, source=node.source)

    def _array(self, node: Node, operand: Operand) -> Ids:
        """Return the ids of an operand's elements; a literal becomes a constant."""
        if isinstance(operand, int):
            return self.cells[operand]
        leaf = self.graph.leaf(Kind.CONSTANT, operand.value, group=node.group, source=node.source)
        return np.array(leaf, dtype=np.intp)

    def _elementwise(self, node: Node) -> Ids:
        assert node.op is not None
        cells = np.empty(node.shape, dtype=np.intp)
        columns: list[Iterable[Operand]] = []
        for operand in node.operands:
            if isinstance(operand, Literal):
                columns.append([operand] * cells.size)
            else:
                wide = np.broadcast_to(self.cells[operand], node.shape)
                columns.append(wide.reshape(-1).tolist())
        flat = cells.reshape(-1)
        for k, operands in step_by_step(enumerate(zip(*columns, strict=True))):
            flat[k] = self.graph.gate(
                node.op, operands, node.params, group=node.group, source=node.source
            )
        return cells

    def _structure(self, node: Node) -> Ids:
        """Move ids the way the gate moves numbers; float64 holds every id exactly."""
        assert node.op is not None
        shapes = tuple(self._shape(operand) for operand in node.operands)
        arrays = [
            self._labels(operand)
            if node.op.holds_labels(slot, shapes)
            else self._array(node, operand).astype(np.float64)
            for slot, operand in enumerate(node.operands)
        ]
        if node.op.view:
            moved = np.asarray(node.op.forward(*arrays, **node.params))
        else:
            moved = np.empty(node.shape)
            node.op.forward(*arrays, out=moved, **node.params)
        return moved.astype(np.intp).reshape(node.shape)

    def _shape(self, operand: Operand) -> Shape:
        return self.old.nodes[operand].shape if isinstance(operand, int) else ()

    def _labels(self, operand: Operand) -> Array:
        """Return the labels that decide which elements a gate takes, as they are now."""
        if isinstance(operand, Literal):
            return np.array(operand.value)
        require_numbers(self.old, [operand])
        self.fixed.add(operand)
        if operand in self.old.values:
            return self.old.values[operand]
        tape = Tape(self.old, [operand])
        tape.forward()
        self.fixed.update(self.old.values)
        return tape.values[operand]

    def _reduction(self, node: Node) -> Ids:
        assert node.op is not None
        assert node.op.fold is not None
        array = self._array(node, node.operands[0])
        axis = node.params.get("axis")
        if axis is None:
            lines = array.reshape(1, -1)
        else:
            lines = np.moveaxis(array, axis, -1).reshape(-1, array.shape[axis])
        gate = BY_NAME[node.op.fold]
        results = []
        for line in step_by_step(lines.tolist()):
            if gate.variadic and 2 < len(line) <= MOST_JOINED:
                results.append(self._gate(node, gate.name, *line))
                continue
            total = line[0]
            for cell in line[1:]:
                total = self._gate(node, gate.name, total, cell)
            results.append(total)
        return np.array(results, dtype=np.intp).reshape(node.shape)

    def _product(self, node: Node) -> Ids:
        """Write every element of a matrix product as products and sums, in reading order."""
        left, right = (self._array(node, operand) for operand in node.operands)
        rows = left[None, :] if left.ndim == 1 else left
        columns = right[:, None] if right.ndim == 1 else right
        stack = np.broadcast_shapes(rows.shape[:-2], columns.shape[:-2])
        rows = np.broadcast_to(rows, (*stack, *rows.shape[-2:]))
        columns = np.broadcast_to(columns, (*stack, *columns.shape[-2:]))
        results = []
        for place in step_by_step(np.ndindex(*stack, rows.shape[-2], columns.shape[-1])):
            row = rows[(*place[:-1], slice(None))].tolist()
            column = columns[(*place[:-2], slice(None), place[-1])].tolist()
            total = self._gate(node, "multiply", row[0], column[0])
            for a, b in zip(row[1:], column[1:], strict=True):
                total = self._gate(node, "add", total, self._gate(node, "multiply", a, b))
            results.append(total)
        return np.array(results, dtype=np.intp).reshape(node.shape)


MOST_JOINED = 8
"""How many elements one max or min takes before it is written as a chain of two at a time."""
