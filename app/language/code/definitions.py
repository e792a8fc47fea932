"""The classes of one script: which there are, what they are called and where they stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from ...engine.graph import Edge, Node
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


class Definitions:
    """Writes the classes of the kinds of gates that there are, each once, and that of the graph."""

    def __init__(
        self, sheet: Sheet, names: Identifiers, kinds: Iterable[GateKind], *, broadcast: bool
    ) -> None:
        self._sheet = sheet
        self._classes: dict[GateKind, _Defined] = {}
        for kind in dict.fromkeys(kinds):
            name = names.another(kind.title)
            written = write_class(kind, name)
            self._classes[kind] = _Defined(name, written, self._add(written.text))
        summed = names.another("summed") if broadcast else ""
        if summed:
            self._add(summed_text(summed))
        self.graph = names.another("ComputationalGraph")
        text = graph_text(self.graph, summed)
        self.first = first = self._add(text)
        """The first line of the graph's class."""
        self._forward = first + line_of(text, "self.values[name] = ")
        self._backward = [
            first + line_of(text, "for name, gate, operands in reversed("),
            first + line_of(text, "for operand, gradient in "),
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
