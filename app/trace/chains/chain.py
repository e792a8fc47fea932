"""The chain from the output of a program to one of its values, a factor at a time."""

import ast
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from ...engine.errors import ArgumentError, shorten
from ...engine.graph import Edge, Graph, Kind
from ...engine.ops.op import Array, Pattern, Shape
from ...engine.tape import Tape
from ..formulas import partial_derivative
from ..model import Formula, Number
from ..numbers import show_shape, to_number
from ..prepared import Prepared
from ..symbol import Symbol
from .cancelling import Cancelling
from .forward import Forward, forward_of
from .notes import notes_of
from .products import Products
from .shapes import Shapes
from .terms import (
    UPSTREAM,
    gradient_name,
    is_mark,
    marked,
    narrowed,
    replaced,
    sent_back,
    size_of,
    tidied,
)
from .ways import Ways
from .writing import Written

MOST_LINKS = 400
"""Factors of a chain; of a longer one there is nothing to be read."""
LONGEST = 90
"""Characters of a product; a longer one goes on from the gradient that it has come to."""
MOST_TARGETS = 120
"""Names that are listed, at most."""
MOST_NAMED = 8
"""Names that a hint lists."""
LONGEST_FACTORS = 64
"""The same of one in which nothing has cancelled."""
LONGEST_NAME = 14
"""Characters of an expression that a gradient is called by; of a longer one the gate says it."""
LARGEST = 400
"""Pieces of a product that is written at all."""


@dataclass(frozen=True, slots=True)
class Target:
    """A value whose gradient can be asked for."""

    name: str
    node: int
    kind: str
    """``input`` or ``gate``."""
    layer: int | None
    """Of an input: 1 is the farthest from the output."""
    factors: int


@dataclass(frozen=True, slots=True)
class Link:
    """One gate on the way, and what the gradient is behind it."""

    edge: Edge
    left: Formula
    gate: Formula
    """The value of the gate."""
    local: Formula
    """What the gate does to the gradient, as the wire in the picture has it."""
    product: Formula
    """The product of all factors so far; each has the class ``factor-k`` in the MathML."""
    simple: Formula | None
    """The same with what cancels and what can be put together; ``None`` where that is nothing."""
    shapes: str | None
    """The product with shapes, of arrays."""
    notes: list[str]
    part: tuple[int, int]
    """Which of the gradients that add up at the value this is, and of how many."""
    value: Number
    """What the gradient comes to: the sum so far where several add up."""
    norm: float
    shape: tuple[int, ...]
    earlier: str | None
    """For which parameter it was already computed."""
    products: int
    tree: ast.expr
    """The simplified product, over ``n7`` and ``d7`` for values and gradients."""


@dataclass(frozen=True, slots=True)
class Chain:
    """How the gradient of one value is made."""

    of: Target
    output: str | None
    layers: int
    targets: list[Target]
    links: list[Link]
    forward: list[Forward]
    """What the layer of a leaf computes."""
    counted: list[str]
    """The parameters whose gradients are known once this one is, in that order."""
    reused: int
    """Products of two numbers for all their gradients, each wire gone through once."""
    anew: int
    """The same where each number of each gradient is computed by itself."""
    is_whole: bool


def chain_of(
    prepared: Prepared,
    tape: Tape,
    of: str | None,
    parameters: Collection[str] | None,
    is_unit: bool,
    limit: int | None,
) -> Chain:
    """Return the chain for the value called ``of``, by a tape that has run both ways.

    Args:
        prepared: the program at the level of gates.
        tape: what it computed.
        of: a name of the program; the farthest parameter when left out.
        parameters: the inputs that learn; all when left out.
        is_unit: whether the gradient starts from ones.
        limit: arrays of more elements are summarised.

    Raises:
        ArgumentError: the program has no such name, or no gradient flows back to it.
    """
    return _Maker(prepared, tape, parameters, is_unit, limit).chain(of)


class _Maker:
    def __init__(
        self,
        prepared: Prepared,
        tape: Tape,
        parameters: Collection[str] | None,
        is_unit: bool,
        limit: int | None,
    ) -> None:
        self.prepared, self.tape, self.limit = prepared, tape, limit
        self.graph: Graph = prepared.view.graph
        self.skeleton = prepared.skeleton
        self.output = prepared.outputs[0]
        self.is_unit = is_unit
        self.is_number = self.graph.nodes[self.output].shape == ()
        self.ways = Ways(self.graph, self.output)
        self.targets = self._find_targets()
        inputs = [one for one in self.targets if one.kind == "input"]
        named = [one for one in inputs if parameters is None or one.name in parameters]
        self.parameters = sorted(named or inputs, key=lambda one: self.ways.completed(one.node))
        self.first = self._find_first()
        self.rank = 0
        self.shapes = Shapes(self.graph)
        symbols = self.skeleton.symbols
        self.written = Written(self.shapes, symbols, [one.after("d") for one in symbols])
        self.cancelling = Cancelling(self.graph, self.output)
        constants = [text.constant for text in self.skeleton.edges]
        unit = is_unit and self.is_number
        self.products = Products(self.graph, self.ways.flows, constants, self.output, unit)

    def _find_targets(self) -> list[Target]:
        view, program = self.prepared.view, self.prepared.program
        named = {int(ids): name for name, ids in view.names.items()}
        named |= {int(view.leaves[name]): name for name in program.inputs if name in view.leaves}
        kept = [n for n in named if self.ways.active[n] and n != self.output]
        leaves = [n for n in kept if self.graph.nodes[n].kind is Kind.INPUT]
        layers = self.ways.layers(leaves)
        return [
            Target(
                named[node],
                node,
                "input" if node in layers else "gate",
                layers.get(node),
                len(self.ways.between(node)),
            )
            for node in sorted(kept)
        ]

    def chain(self, of: str | None) -> Chain:
        """Return the chain for a name."""
        found = next((one for one in self.targets if one.name == of), None)
        if found is None and of is None and self.parameters:
            found = min(self.parameters, key=lambda one: (one.layer or 0, -one.factors))
        if found is None:
            names = ", ".join(one.name for one in self.targets[:MOST_NAMED])
            raise ArgumentError(
                f"no gradient flows back to {shorten(of)}" if of else "no gradient flows back",
                hint=f"choose one of {names}" if names else "choose another output",
            )
        edges = self.ways.between(found.node)
        keys = [self.ways.completed(one.node) for one in self.parameters]
        own = self.ways.completed(found.node)
        self.rank = sum(key < own for key in keys)
        counted = self.parameters[: self.rank]
        flows, first = self.ways.flows, self.first
        before = [e.id for e in self.graph.edges if flows[e.id] and first[e.source] < self.rank]
        through = {*before, *(edge.id for edge in edges)}
        return Chain(
            found,
            self.prepared.program.output_name,
            max((one.layer or 0 for one in self.targets), default=0),
            self.targets[:MOST_TARGETS],
            _Writing(self, edges[:MOST_LINKS]).links(),
            forward_of(self.skeleton, self.ways, self.written, found.node),
            [*(one.name for one in counted), found.name],
            self.products.reused(through),
            sum(self.products.anew(one.node) for one in [*counted, found]),
            len(edges) <= MOST_LINKS,
        )

    def gradient_of(self, node: int) -> Symbol:
        """Write the gradient by a value: ∂E/∂w, or dw where it does not start from one 1."""
        symbols = self.skeleton.symbols
        if not (self.is_unit and self.is_number):
            return symbols[node].after("d")
        symbol = symbols[node]
        if not symbol.is_name and len(symbol.text) > LONGEST_NAME:
            symbol = Symbol("(…)", "<mrow><mo>(</mo><mi>…</mi><mo>)</mo></mrow>", is_name=True)
        return partial_derivative(symbols[self.output], symbol)

    def _find_first(self) -> list[int]:
        """Return, for every value, the first of the parameters whose gradient goes through it."""
        first = [len(self.parameters)] * len(self.graph)
        for rank, one in enumerate(self.parameters):
            first[one.node] = rank
        for edge in self.graph.edges:
            if self.ways.flows[edge.id]:
                first[edge.target] = min(first[edge.target], first[edge.source])
        return first


class _Writing:
    """Goes along a chain and writes it."""

    def __init__(self, maker: _Maker, edges: Sequence[Edge]) -> None:
        self.maker = maker
        self.edges = edges
        self.graph, self.written, self.shapes = maker.graph, maker.written, maker.shapes
        seed = ast.Constant(1.0) if maker.is_unit and maker.is_number else None
        start: ast.expr = seed or gradient_name(maker.output)
        self.full: dict[int, ast.expr] = {maker.output: start}
        """The gradients of values as products of marked factors."""
        self.plain: dict[int, ast.expr] = {maker.output: start}
        """The same, simplified."""
        self.sums: dict[int, Array] = {}
        self.left_over = {edge.source: 0 for edge in edges}
        for edge in edges:
            self.left_over[edge.source] += 1
        self.uses = dict(self.left_over)

    def links(self) -> list[Link]:
        """Return the chain, from the output on."""
        return [self._link(edge, number) for number, edge in enumerate(self.edges)]

    def _link(self, edge: Edge, number: int) -> Link:
        source, target = edge.source, edge.target
        node = self.graph.nodes[target]
        assert node.op is not None
        self.left_over[source] -= 1
        count = self.uses[source]
        part = (count - self.left_over[source], count)
        wide = node.shape
        if node.op.inner is not None:
            wide = node.op.inner(*self.graph.operand_shapes(node))
        elif node.op.pattern is not Pattern.ELEMENTWISE:
            wide = self.graph.nodes[source].shape
        sent = sent_back(self.graph, edge)
        plain = tidied(self._through(edge, sent, self.plain[target], wide), self.shapes)
        if not self._is_short(plain):
            plain = tidied(self._through(edge, sent, gradient_name(target), wide), self.shapes)
        marks = self._through(edge, marked(sent, number), self.full[target], wide)
        full = self._shown(tidied(marks, self.shapes), plain, edge, number, wide)
        if part[0] > 1:
            full = self._added(self.full[source], full)
            plain = tidied(self._added(self.plain[source], plain), self.shapes)
        left = None
        if part[0] == count and self.maker.is_unit:
            behind = {one.target for one in self.edges[: number + 1]}
            left = self.maker.cancelling.left_of(node, behind)
        simple = plain if left is None else left
        self.full[source], self.plain[source] = full, simple
        if part[0] == count and any(is_mark(one, "more") for one in ast.walk(simple)):
            self.full[source] = self.plain[source] = gradient_name(source)
        return self._told(edge, full, simple, left is not None, part)

    def _added(self, before: ast.expr, part: ast.expr) -> ast.expr:
        """Add what comes back through one more use; of a long sum the last part is shown."""
        added = ast.BinOp(before, ast.Add(), part)
        return added if self._is_short(added) else ast.Call(ast.Name("more"), [part], [])

    def _through(self, edge: Edge, sent: ast.expr, upstream: ast.expr, wide: Shape) -> ast.expr:
        return narrowed(self.graph, edge, replaced(sent, {UPSTREAM: upstream}), wide)

    def _shown(
        self, full: ast.expr, plain: ast.expr, edge: Edge, number: int, wide: Shape
    ) -> ast.expr:
        """Return the product that is shown: a long one goes on from what it has come to."""
        sums = any(isinstance(one, ast.Add) for one in ast.walk(full))
        if not sums and self._is_short(full, LONGEST_FACTORS):
            return full
        sent = marked(sent_back(self.graph, edge), number)
        again = tidied(self._through(edge, sent, self.plain[edge.target], wide), self.shapes)
        return again if self._is_short(again) else plain

    def _is_short(self, tree: ast.expr, most: int = LONGEST) -> bool:
        return size_of(tree) <= LARGEST and len(self.written.symbol(tree).text) <= most

    def _told(
        self,
        edge: Edge,
        product: ast.expr,
        simple: ast.expr,
        cancels: bool,
        part: tuple[int, int],
    ) -> Link:
        maker, text = self.maker, self.maker.skeleton.edges[edge.id]
        gradient = maker.tape.contributions[edge.id]
        assert gradient is not None
        before = self.sums.get(edge.source)
        value = self.sums[edge.source] = gradient if before is None else before + gradient
        if part[0] == part[1] and edge.source != maker.output:
            whole = maker.tape.gradients[edge.source]
            assert whole is not None
            value = whole
        long, short = self.written.symbol(product), self.written.symbol(simple)
        is_same = _bare(long.text) == _bare(short.text)
        need = maker.first[edge.source]
        shape = self.graph.nodes[edge.source].shape
        in_shapes = self.written.in_shapes(simple) if shape or value.shape else None
        return Link(
            edge,
            _formula(maker.gradient_of(edge.source)),
            maker.skeleton.node_formulas[edge.target],
            text.formula,
            _formula(long),
            None if is_same else _formula(short),
            _check(shape, in_shapes),
            notes_of(self.graph, edge, text, simple, cancels, part, self.shapes),
            part,
            to_number(value, maker.limit),
            float(np.sqrt((value * value).sum())),
            shape,
            maker.parameters[need].name if need < maker.rank else None,
            maker.products.sent(edge),
            simple,
        )


def _check(shape: Shape, made: str | None) -> str | None:
    """Write the shape of a gradient, and of what it is made."""
    own = show_shape(shape) if shape else "number"
    return own if made == own else None if made is None else f"{own} = {made}"


def _bare(text: str) -> str:
    return text.replace("[", "").replace("]", "").replace("(", "").replace(")", "")


def _formula(symbol: Symbol) -> Formula:
    return Formula(symbol.text, f"<math><mrow>{symbol.mathml}</mrow></math>")
