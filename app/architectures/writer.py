"""A program being written, line by line, with the shape of every value known as it goes."""

from collections.abc import Sequence
from math import prod
from typing import NamedTuple

from ..engine.graph import Graph, Kind, Limits, Literal, check_countable, no_numbers
from ..engine.ops import BY_NAME
from ..engine.ops.op import Params, Shape
from .errors import ModelError
from .folding import Block, fold, named_blocks, repeated_blocks
from .found import Layer, Unread, Value

SYMBOLS = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/", "matmul": "@"}
MOST_ENDS = 200
"""Ends that one gate lays side by side; it takes few more operands."""
MOST_GATES = 4_000
"""Gates of a model that is read."""


class Mark(NamedTuple):
    """How far a program was written."""

    lines: int
    layers: int
    named: int
    parameters: int
    blocks: int
    counts: dict[str, int]


class Writer:
    """Lines of a program over leaves that are shapes; the engine infers all other shapes."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.graph = Graph(Limits(nodes=4 * MOST_GATES))
        self.layers: list[Layer] = []
        self.unread: list[Unread] = []
        self.notes: list[str] = []
        self.parameters = 0
        """How many numbers the leaves have that learn."""
        self.blocks: list[Block] = []
        """Where a module with others in it was written."""
        self._counts: dict[str, int] = {}
        self._leaves: list[str] = []
        self._named: list[str] = []

    # -- names and lines --------------------------------------------------------------------------

    def name(self, stem: str) -> str:
        """Return a name that is not used yet: ``conv1``, ``conv2``."""
        name = self.peek(stem)
        self._counts[stem] = self.count(stem) + 1
        return name

    def count(self, stem: str) -> int:
        """Return how many values have a name with this stem."""
        return self._counts.get(stem, 0)

    def peek(self, stem: str) -> str:
        """Return the name that the next value of a stem gets."""
        return f"{stem}{self.count(stem) + 1}"

    def leaf_name(self, name: str) -> str:
        """Return a name for a leaf, with a number where it is taken already."""
        found, number = name, 1
        while found in self._named:
            number += 1
            found = f"{name}{number}"
        self._named.append(found)
        return found

    def remark(self, text: str) -> None:
        """Write a line of remark."""
        self.lines.append(f"# {text}")

    def note(self, text: str) -> None:
        """Say once how something was read."""
        if text not in self.notes:
            self.notes.append(text)

    def mark(self) -> Mark:
        """Return where the program stands, to go back to."""
        counts = dict(self._counts)
        whole = len(self.lines), len(self.layers), len(self._named)
        return Mark(*whole, self.parameters, len(self.blocks), counts)

    def back(self, mark: Mark) -> None:
        """Take back all that was written since a mark."""
        del self.lines[mark.lines :]
        del self.layers[mark.layers :]
        del self._named[mark.named :]
        del self.blocks[mark.blocks :]
        self.parameters, self._counts = mark.parameters, mark.counts
        self._leaves = []

    # -- values -----------------------------------------------------------------------------------

    def data(self, name: str, shape: Shape) -> Value:
        """Write a leaf that holds data."""
        node = self._leaf(Kind.CONSTANT, name, shape)
        self.lines.append(f"{name} = const(shape({', '.join(map(str, shape))}))")
        return Value(name, node, shape)

    def weight(self, name: str, shape: Shape) -> Value:
        """Write a leaf that learns, on the line above the gate that takes it."""
        node = self._leaf(Kind.INPUT, name, shape)
        self._leaves.append(f"{name} = shape({', '.join(map(str, shape))})")
        self.parameters += prod(shape)
        return Value(name, node, shape)

    def _leaf(self, kind: Kind, name: str, shape: Shape) -> int:
        check_countable(shape)
        return self.graph.leaf(kind, no_numbers(shape), name=name, shape_only=True)

    def gate(
        self, stem: str, op: str, operands: Sequence[Value | float], **options: object
    ) -> Value:
        """Write a gate of our own by its name; options that are None are left out.

        Raises:
            EngineError: shapes or options do not fit; the leaves written for it are taken back.
        """
        given = {name: value for name, value in options.items() if value is not None}
        texts = [each.name if isinstance(each, Value) else f"{each:g}" for each in operands]
        if op in SYMBOLS:
            text = f" {SYMBOLS[op]} ".join(texts)
        else:
            words = (
                f'{name}="{value}"' if isinstance(value, str) else f"{name}={value}"
                for name, value in given.items()
            )
            text = f"{op}({', '.join([*texts, *words])})"
        return self._line(stem, text, op, operands, given)

    def _line(
        self,
        stem: str,
        text: str,
        op: str,
        operands: Sequence[Value | float],
        options: Params,
    ) -> Value:
        if len(self.graph) >= MOST_GATES:
            raise ModelError(
                f"the model has more than {MOST_GATES:,} values", hint="read one block of it"
            )
        row = BY_NAME[op]
        left = len(row.arguments) - len(operands)
        usual = row.defaults[len(row.defaults) - left :] if left > 0 else ()
        nodes = [e.node if isinstance(e, Value) else Literal(e) for e in (*operands, *usual)]
        node = self.graph.gate(row, nodes, options)
        name = self.name(stem)
        if self._leaves:
            self.lines.append("; ".join(self._leaves))
            self._leaves = []
        self.lines.append(f"{name} = {text}")
        return Value(name, node, self.graph.nodes[node].shape)

    def reshape(self, stem: str, x: Value, shape: Sequence[int]) -> Value:
        """Write a reshape."""
        return self.gate(stem, "reshape", [x], shape=tuple(shape))

    def flat(self, x: Value) -> Value:
        """Write each sample as one row."""
        return self.reshape("flat", x, (-1, prod(x.shape[1:])))

    def finish(self, ends: Sequence[Value], why: str, *, repeats: bool = False) -> str:
        """Return the program; several ends are laid side by side, so that each is part of it.

        Its blocks are functions; with ``repeats`` what follows itself is a block too.
        """
        if len(ends) > 1:
            self.remark(why)
            flat = [self.gate("flat", "flatten", [end]) for end in ends]
            while len(flat) > 1:
                rows = [flat[k : k + MOST_ENDS] for k in range(0, len(flat), MOST_ENDS)]
                flat = [row[0] if len(row) < 2 else self.gate("out", "concat", row) for row in rows]
        elif self.lines[-1].partition(" = ")[0] != ends[0].name:
            self.lines.append(f"out = {ends[0].name}")
        blocks = repeated_blocks(self.lines) if repeats else named_blocks(self.blocks)
        lines, self.layers = fold(self.lines, self.layers, blocks)
        return "\n".join(lines) + "\n"
