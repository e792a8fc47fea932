"""The classes of one script: which there are, what they are called and where they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...engine.graph import Edge, Graph, Literal, Node
from ...engine.ops.op import Pattern
from .gate_class import GateClass, GateKind, write_class
from .graph_class import graph_text, line_of, summed_text
from .identifiers import Identifiers
from .listing import Sheet


@dataclass(frozen=True, slots=True)
class _Defined:
    """A class in the script."""

    name: str
    written: GateClass
    first: int
    """Its first line, from 1."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What the class of a graph has to reckon with."""

    sums: bool
    """Operands are repeated to become as large as the value."""
    numbers: bool
    blocked: bool
    idle: bool

    @classmethod
    def of(cls, graph: Graph, kinds: Mapping[int, GateKind], idle: bool) -> "Needs":
        """Find what a graph needs, whose gates are of these kinds."""
        gates = [node for node in graph.nodes if node.op is not None]
        operands = [(node, operand) for node in gates for operand in node.operands]
        return cls(
            sums=any(
                node.op is not None
                and node.op.pattern is Pattern.ELEMENTWISE
                and not isinstance(operand, Literal)
                and graph.nodes[operand].shape != node.shape
                for node, operand in operands
            ),
            numbers=any(isinstance(operand, Literal) for _, operand in operands),
            blocked=any(None in kind.backward for kind in kinds.values()),
            idle=idle,
        )

    def __or__(self, other: "Needs") -> "Needs":
        """Return what two graphs of one class need."""
        return Needs(
            self.sums or other.sums,
            self.numbers or other.numbers,
            self.blocked or other.blocked,
            self.idle or other.idle,
        )


class Definitions:
    """Writes the classes of the kinds of gates that there are, each once, and that of the graph."""

    def __init__(
        self, sheet: Sheet, names: Identifiers, kinds: Iterable[GateKind], needs: Needs
    ) -> None:
        self._sheet = sheet
        self._classes: dict[GateKind, _Defined] = {}
        for kind in dict.fromkeys(kinds):
            name = names.another(kind.title)
            written = write_class(kind, name)
            self._classes[kind] = _Defined(name, written, self._add(written.text))
        summed = names.another("summed") if needs.sums else ""
        if summed:
            self._add(summed_text(summed))
        self.graph = names.another("ComputationalGraph")
        text = graph_text(
            self.graph, summed, numbers=needs.numbers, blocked=needs.blocked, idle=needs.idle
        )
        self.first = first = self._add(text)
        """The first line of the graph's class."""
        self._forward = first + line_of(text, "self.values[name] = ")
        self._backward = [
            first + line_of(text, "for name, gate, operands in reversed("),
            first + line_of(text, "gradients = gate.backward("),
        ]
        self.begins = first + line_of(text, "self.gradients = ")
        """The line in the graph's class that takes the gradient of the output."""

    def _add(self, text: str) -> int:
        """Write a definition below two empty lines; return the number of its first line."""
        return self._sheet.add(f"\n\n{text}") + 2

    def made(self, kind: GateKind, node: Node) -> str:
        """Write the call that makes a gate."""
        return kind.made(self._classes[kind].name, node)

    def forward_lines(self, kind: GateKind) -> list[int]:
        """Return the lines that make the value of such a gate."""
        defined = self._classes[kind]
        return [*(defined.first + line for line in defined.written.forward), self._forward]

    def backward_lines(self, kind: GateKind, edge: Edge) -> list[int]:
        """Return the lines that send back what flows through an edge into such a gate."""
        defined = self._classes[kind]
        return [defined.first + defined.written.backward[edge.slot], *self._backward]
