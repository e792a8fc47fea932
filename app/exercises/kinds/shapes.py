"""Shapes: of every value and gradient; how large a Jacobian is, and what of it is really stored.

Only shapes are asked for, so a batch can be larger than anything that is computed: with a remark
``# batch: 6 = 60000`` in the program, an axis of 6 counts as one of 60,000 in all questions, and
the program itself still runs with its 6 rows. No other axis may then have that size.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from math import prod

from ...engine.graph import Edge, Kind, Node
from ...engine.ops.op import Pattern, Shape
from .answers import read_count, read_shape
from .desk import Desk
from .kind import Question
from .sheet import RIGHT, Item, Judged, Sheet

MOST_SHAPES = 12
MOST_GRADIENTS = 4
BATCH = re.compile(r"^\s*#\s*batch\s*:\s*(\d{1,6})\s*=\s*(\d{1,9})\s*$", re.MULTILINE)
DIAGONAL = "Of an elementwise gate one local derivative is stored for each element of its value."
OPERAND = "A matrix product stores no derivative: its backward rule reads the other operand."


class Shapes(Sheet):
    """A shape for each name, the sizes of one Jacobian or two, and how many parameters."""

    name = "shapes"
    title = "Fill in the shapes"
    task = "Fill in the shapes: of values, of gradients, and how large a Jacobian would be."
    needs_numbers = False

    def items(self, desk: Desk) -> Sequence[Item]:
        """Ask for shapes in the order of the graph, then for sizes."""
        batch = _Batch(desk)
        values = [
            (name, node.id)
            for node in desk.graph.nodes
            if (name := desk.composer.called(node.id)) is not None
        ]
        if all(desk.graph.nodes[node].shape == () for _, node in values):
            raise desk.refused(
                "every value of this program is a single number",
                "choose a program with arrays, such as a layer over a batch",
            )
        leaves = [(name, n) for name, n in desk.asked() if desk.graph.nodes[n].op is None]
        asked = desk.some(values, MOST_SHAPES)
        items = [_shape(desk, batch, *one, first=one == asked[0]) for one in asked]
        items += [_gradient(desk, batch, *one) for one in desk.some(leaves, MOST_GRADIENTS)]
        for edge in _gates(desk):
            items += _sizes(desk, batch, edge)
        return [*items, *_parameters(desk, batch, leaves)]


class _Batch:
    """Reads the size of a batch as another one, where the program says so."""

    def __init__(self, desk: Desk) -> None:
        found = BATCH.search(desk.exercise.program)
        self.small, self.large = (int(found[1]), int(found[2])) if found else (0, 0)
        self.graph = desk.graph
        if found and self.large == 0:
            raise desk.refused("a batch has at least one row", "write # batch: 6 = 60000")
        if found and not any(self.small in node.shape for node in self.graph.nodes):
            said = f"no array has an axis of {self.small}, which the remark on the batch names"
            raise desk.refused(said, "name the size that the batch has in the program")

    def __call__(self, node: int) -> Shape:
        """Return the shape of a node, as it is to be told."""
        shape = self.graph.nodes[node].shape
        return tuple(self.large if size == self.small else size for size in shape)

    @property
    def shown(self) -> str:
        """Say how the batch is to be read."""
        if not self.small:
            return ""
        drawn = f"The picture has a batch of {self.small}"
        return f"{drawn}; answer for one of {self.large:,}, here and below."


def told(shape: Shape) -> str:
    """Write a shape."""
    return str(shape)


def _shape(desk: Desk, batch: _Batch, name: str, node: int, *, first: bool) -> Item:
    truth = batch(node)
    question = Question(
        name, f"The shape of {name}", "shape", (), node, desk.line(node), shown=batch.shown * first
    )

    def hints() -> list[str]:
        made = desk.graph.nodes[node]
        read = [f"{desk.called(k)}: {told(batch(k))}" for k in made.inputs]
        operands = f"Use {', '.join(dict.fromkeys(read))}." if read else "Count axis by axis."
        return [_rule(made), operands, f"{name}: {told(truth)}"]

    return Item(question, partial(_judge_shape, truth, name, ""), hints)


def _rule(node: Node) -> str:
    op = node.op
    if op is None:
        return "The shape of an input is read off the program: rows first, then columns."
    if op.pattern is Pattern.PRODUCT:
        return "A matrix product of (n, k) and (k, m) is (n, m)."
    if op.pattern is Pattern.ELEMENTWISE:
        return "An elementwise gate keeps the shape; of two operands the smaller is spread."
    if op.pattern is Pattern.STRUCTURE:
        return "This gate moves elements: their number stays, or some are picked."
    return f"{op.name} folds axes: what it sums over is gone."


def _gradient(desk: Desk, batch: _Batch, name: str, node: int) -> Item:
    truth, key = batch(node), f"d{name}"
    question = Question(key, f"The shape of {key}", "shape", (), node, desk.line(node))
    same = f"The gradient of {name} has the shape of {name}."

    def hints() -> list[str]:
        return [
            "A gradient has the shape of its value.",
            f"Look at {name}.",
            f"{key}: {told(truth)}",
        ]

    return Item(question, partial(_judge_shape, truth, key, same), hints)


def _judge_shape(truth: Shape, name: str, rule: str, text: str) -> Judged:
    found = read_shape(text)
    if found == truth:
        return RIGHT
    if rule:
        return "wrong", rule
    if len(found) > 1 and found == truth[::-1]:
        return "wrong", "The axes are in the wrong order: rows come first."
    if sorted(found) == sorted(truth):
        return "wrong", "The sizes are right, but not their order."
    if len(found) != len(truth):
        axes = "a single number, without axes" if not truth else f"an array with {len(truth)}"
        return "wrong", f"{name} is {axes}{' axis' if len(truth) == 1 else ' axes' * bool(truth)}."
    wrong = [k for k, (one, other) in enumerate(zip(found, truth, strict=True)) if one != other]
    listed = " and ".join(f"axis {k}" for k in wrong)
    return "wrong", f"The size of {listed} is wrong."


def _gates(desk: Desk) -> Iterator[Edge]:
    """Choose one wire into an elementwise gate of one operand, and one into a product."""
    unary: list[Edge] = []
    product: list[Edge] = []
    for edge in desk.flows():
        gate = desk.graph.nodes[edge.target]
        assert gate.op is not None
        if not gate.shape:
            continue
        if gate.op.pattern is Pattern.ELEMENTWISE and len(gate.inputs) == 1:
            unary.append(edge)
        elif gate.op.pattern is Pattern.PRODUCT:
            product.append(edge)
    yield from desk.some(unary, 1)
    yield from desk.some(product, 1)


def _sizes(desk: Desk, batch: _Batch, edge: Edge) -> Iterator[Item]:
    gate = desk.graph.nodes[edge.target]
    assert gate.op is not None
    rows, columns = prod(batch(gate.id)), prod(batch(edge.source))
    source, value = desk.called(edge.source), desk.called(gate.id)
    of = f"the Jacobian of {value} by {source}"
    is_product = gate.op.pattern is Pattern.PRODUCT
    other = next((k for k in gate.inputs if k != edge.source), edge.source)
    kept = prod(batch(other)) if is_product else rows
    rule = OPERAND if is_product else DIAGONAL
    line = desk.line(gate.id)
    yield Item(
        Question(
            f"entries{edge.id}",
            f"How many entries does {of} have?",
            "number",
            (),
            gate.id,
            line,
            edge.id,
        ),
        partial(_judge_entries, rows, columns, value, source),
        lambda: [
            "A row for each element of the value, and a column for each of the operand.",
            f"{value} has {rows:,} elements, {source} has {columns:,}.",
            f"{rows:,} × {columns:,} = {rows * columns:,}",
        ],
    )
    asks = f"How many numbers are really stored to go back from {value} to {source}?"
    yield Item(
        Question(f"stored{edge.id}", asks, "number", (), gate.id, line, edge.id, rule),
        partial(_judge_stored, kept, rows * columns),
        lambda: [
            rule,
            f"{desk.called(other)} has the shape {told(batch(other))}."
            if is_product
            else f"{value} has the shape {told(batch(gate.id))}.",
            f"{kept:,}",
        ],
    )


def _judge_entries(rows: int, columns: int, value: str, source: str, text: str) -> Judged:
    found = read_count(text)
    if found == rows * columns:
        return RIGHT
    if found == rows + columns:
        return "wrong", "The two numbers of elements are multiplied, not added."
    if found in (rows, columns):
        which = "rows" if found == rows else "columns"
        return "wrong", f"This is its number of {which} alone."
    return "wrong", f"It has a row for each element of {value}, a column for each of {source}."


def _judge_stored(kept: int, entries: int, text: str) -> Judged:
    found = read_count(text)
    if found == kept:
        return RIGHT
    if found == entries:
        return "wrong", "That would be the whole Jacobian, which nobody stores."
    return "wrong", "This is not how many elements are stored."


def _parameters(desk: Desk, batch: _Batch, leaves: Sequence[tuple[str, int]]) -> Iterator[Item]:
    named = [(name, n) for name, n in leaves if desk.graph.nodes[n].kind is Kind.INPUT]
    if len(named) < 2:
        return
    sizes = [(name, prod(batch(node))) for name, node in named]
    whole = sum(size for _, size in sizes)
    names = ", ".join(name for name, _ in sizes)
    yield Item(
        Question("numbers", f"How many numbers are {names} together?", "number"),
        partial(_judge_parameters, whole, sizes),
        lambda: [
            "Each array has the product of its sizes; add them up.",
            "; ".join(f"{name}: {size:,}" for name, size in sizes),
            f"{whole:,}",
        ],
    )


def _judge_parameters(whole: int, sizes: Sequence[tuple[str, int]], text: str) -> Judged:
    found = read_count(text)
    if found == whole:
        return RIGHT
    for name, size in sizes:
        if found == whole - size:
            return "wrong", f"This is without {name}."
    return "wrong", f"This is too {'few' if found < whole else 'many'}."
