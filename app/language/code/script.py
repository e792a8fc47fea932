"""What both scripts have in common: the program run once, its variables, comments and leaves."""

from dataclasses import dataclass

import numpy as np

from ...engine.graph import Edge, Graph, Kind, Literal, Node
from ...engine.ops.op import Array, Pattern
from ...engine.stopping import step_by_step
from ...engine.tape import Tape, require_numbers
from ..program import Program
from .identifiers import Identifiers, identifiers
from .listing import Listing, Sheet
from .literals import ArrayTexts
from .loop import Loop
from .standing import Standing
from .templates import fill, holes

MODERATE = 1e100
"""Squares and products of numbers up to this, and of their reciprocals, do not overflow."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf's value as text: a number, or an array as nested lists or as what makes it."""

    text: str
    scalar: bool
    listed: bool


class Script:
    """One program, ready to be written in one of the two libraries.

    Raises:
        EngineError: a gate meets data that it cannot work on.
        NumbersError: a leaf has a shape only, and so nothing to be written.
        ShapeError: the seed does not fit the output.
    """

    def __init__(
        self,
        program: Program,
        seed: object,
        module: str,
        loop: Loop | None = None,
        whole: "Script | None" = None,
    ) -> None:
        """Run the program once; ``whole`` is the same with all rows, where this has some."""
        self.whole = whole
        self.program = program
        self.graph: Graph = program.graph
        self.output = program.output
        self.sheet = Sheet()
        require_numbers(self.graph, range(len(self.graph)))
        self.tape = Tape(self.graph, [self.output])
        self.tape.forward()
        self.tape.backward(None if seed is None else {self.output: seed})
        self.standing = Standing(self.tape, module)
        both = [self.standing] if whole is None else [self.standing, whole.standing]
        self._helpers = list(dict.fromkeys(h for standing in both for h in standing.helpers))
        reserved = [name for standing in both for name in standing.helper_names]
        self.speak_as(identifiers(self.graph, reserved))
        self.arrays = ArrayTexts(program.text, module)
        self.loop = loop
        self.update_lines: dict[int, int] = {}
        self.forward_lines: dict[int, int] = {}
        self.backward_lines: dict[int, int] = {}
        self._incoming = self.graph.edges_into()
        self._group: tuple[str, ...] = ()

    def speak_as(self, names: Identifiers) -> None:
        """Take these variables."""
        self.names = names
        self.values, self.gradients = names.values, names.gradients

    @property
    def differentiable(self) -> bool:
        """Whether the output depends on an input at all."""
        return self.tape.active[self.output]

    @property
    def seed(self) -> Array:
        """The upstream gradient of the output."""
        return self.tape.seed(self.output)

    def leaf(self, node: Node) -> Leaf:
        """Return a leaf's value as text.

        Raises:
            ProgramError: it has too many numbers to write down.
        """
        if self.whole is not None:
            return self.whole.leaf(node)
        value = self.graph.values[node.id]
        what = node.name or f"the array on line {node.source.line if node.source else '?'}"
        text, listed = self.arrays.write(value, what)
        return Leaf(text, not value.shape, listed)

    def leaves(self, kind: Kind) -> list[Node]:
        """Return the inputs or the constants, in order."""
        return [node for node in self.graph.nodes if node.kind is kind]

    def gates(self) -> list[Node]:
        """Return the gates, in order."""
        return [node for node in self.graph.nodes if node.op is not None]

    def carrying(self, node: Node) -> list[Edge]:
        """Return the edges into a gate that carry a contribution back, in operand order."""
        carried = self.tape.contributions
        return [edge for edge in self._incoming[node.id] if carried[edge.id] is not None]

    def uses(self) -> list[int]:
        """Count, for each node, the contributions that its gradient is the sum of."""
        counts = [0] * len(self.graph)
        for edge in self.graph.edges:
            counts[edge.source] += self.tape.contributions[edge.id] is not None
        return counts

    def listing(self, seed_line: int | None) -> Listing:
        """Return what was written."""
        return Listing(
            self.sheet.text(),
            self.forward_lines,
            self.backward_lines,
            seed_line,
            self.update_lines,
        )

    def write_forward(self) -> None:
        """Write the forward pass."""
        if self.gates():
            self.sheet.heading("forward pass")
        for node in step_by_step(self.gates()):
            self.enter(node)
            self.forward_lines[node.id] = self.sheet.add(self.forward_line(node))

    def forward_line(self, node: Node) -> str:
        """Return the line that makes a gate's value."""
        raise NotImplementedError

    def write_loss(self, counter: str, number: str) -> None:
        """Write what each round of the loop prints, and where the last one ends."""
        assert self.loop is not None
        self.sheet.add(f"print({counter}, {number})")
        self.sheet.add(f"if {counter} == {self.loop.updates}:\n    break")

    def define_helpers(self) -> None:
        """Write the functions that lines of gates at an edge call."""
        if self._helpers:
            self.sheet.add("\n".join(f"\n\n{helper}" for helper in self._helpers) + "\n")

    def enter(self, node: Node) -> None:
        """Mark where a call begins and where it ends, before a gate's line."""
        if node.group != self._group:
            self.sheet.add(f"# {' / '.join(node.group)}" if node.group else "")
            self._group = node.group

    def remark(self, node: Node, line: str) -> str:
        """Return the comment behind a gate's line: what it computes, where that is not plain."""
        op = node.op
        assert op is not None
        told = [] if op.name in line or "(" not in line else [self.spoken(node)]
        if node.shape:
            told.append(str(node.shape))
        return f"  # {', '.join(told)}" if told else ""

    def spoken(self, node: Node) -> str:
        """Write a gate as the program language does: ``q * z``, ``sigmoid(t)``."""
        op = node.op
        assert op is not None
        line = op.numpy_line(self.graph.operand_shapes(node), node.params)
        filled = holes(self.graph, node, self.values)
        if "(" not in line:
            return fill(line, filled)
        names = op.names(len(node.operands))
        return f"{op.name}({', '.join(filled[name] for name in names)})"

    def moderate(self) -> bool:
        """Tell whether Python's own floats, which raise where NumPy gives an infinity, will do."""
        if self.standing.warns or not (self.whole is None or self.whole.moderate()):
            return False
        arrays = [*self.tape.values, *(g for g in self.tape.gradients if g is not None)]
        return all(map(_moderate, arrays)) and not any(map(self._moves_scalar, self.gates()))

    def _moves_scalar(self, node: Node) -> bool:
        """Tell whether a gate takes a number for an array: ``x[None]``, ``x.T``."""
        if node.op is None or node.op.pattern is not Pattern.STRUCTURE:
            return False
        return any(
            isinstance(operand, Literal) or not self.graph.nodes[operand].shape
            for operand in node.operands
        )


def _moderate(array: Array) -> bool:
    sizes = np.abs(array[array != 0.0])
    return bool(np.all(sizes < MODERATE) and np.all(sizes > 1 / MODERATE))
