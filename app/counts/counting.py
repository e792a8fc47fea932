"""Parameters, multiply-adds, and what is kept for the way back, gate by gate and layer by layer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import prod

from ..descent.parameters import learnable, named_parameters
from ..engine.activity import find_active
from ..engine.errors import LimitError
from ..engine.graph import MOST_COUNTED, Edge, Graph, Node
from ..engine.ops.op import Pattern, Shape
from ..trace import Prepared
from .rows import Rows, rows_of

MOST_TERMS = 60
"""Terms of a sum that are written out, at most."""


@dataclass(frozen=True, slots=True)
class LeafCount:
    """A leaf that learns, or one that does not."""

    name: str
    node: int
    shape: Shape
    count: int
    written: str
    """``17·784``."""
    layer: int | None
    """The place of its layer; none of data."""


@dataclass(frozen=True, slots=True)
class GateCount:
    """One gate."""

    node: int
    name: str
    """What it is called."""
    layer: int
    products: int
    """Multiply-adds on the way forward."""
    products_back: int
    """Multiply-adds on the way back, all operands together that a gradient flows to."""
    kept: int
    """Elements of its value that the way back reads, so that they are kept; 0 if it reads none."""
    rows: int
    columns: int
    """Of its largest Jacobian, by one operand."""
    stored: int
    """Numbers that the way back reads in place of that Jacobian."""


@dataclass(slots=True)
class LayerCount:
    """A call of a function of the program, or a line of it."""

    name: str
    line: int | None
    is_call: bool
    parameters: list[LeafCount] = field(default_factory=list)
    gates: list[GateCount] = field(default_factory=list)

    @property
    def written(self) -> str:
        """Its parameters as a sum."""
        return written_sum(self.parameters)


@dataclass(frozen=True, slots=True)
class Counts:
    """All that is counted of a program."""

    parameters: list[LeafCount]
    data: list[LeafCount]
    layers: list[LayerCount]
    gates: list[GateCount]
    rows: Rows | None

    @property
    def total(self) -> int:
        """How many numbers learn."""
        return sum(leaf.count for leaf in self.parameters)

    @property
    def written(self) -> str:
        """The same as a sum: ``17·784 + 17 + 10·17 + 10 = 13,525``."""
        return written_sum(self.parameters)


def count(prepared: Prepared, parameters: Sequence[str] | None = None) -> Counts:
    """Count a program at detail gates.

    ``parameters`` are the inputs that learn: by default those that the program's text lets learn,
    else all that a gradient flows back to and that hold no samples.

    Raises:
        ArgumentError: one of the parameters is no input, or nothing flows back to it.
        LimitError: a count is larger than can be told exactly.
    """
    rows = rows_of(prepared)
    names = _parameters(prepared, rows, parameters)
    counting = _Counting(prepared)
    learning = [counting.leaf(name, True) for name in names]
    program = prepared.program
    others = [
        counting.leaf(name, False)
        for name in {**program.inputs, **program.constants}
        if name not in names
    ]
    for leaf in learning:
        if leaf.layer is not None:  # an output that is an input is of no layer
            counting.layers[leaf.layer].parameters.append(leaf)
    found = Counts(learning, others, counting.layers, counting.gates(), rows)
    largest = max(found.total, sum(g.products + g.products_back + g.kept for g in found.gates))
    if largest > MOST_COUNTED:
        raise LimitError("a count is larger than 2⁵³", hint="make the sizes smaller")
    return found


def _parameters(
    prepared: Prepared, rows: Rows | None, names: Sequence[str] | None
) -> Sequence[str]:
    program = prepared.program
    if names is None and program.update is not None:
        names = program.update.parameters
    if names is not None:
        return named_parameters(program, names) if names else []
    data = {} if rows is None else rows.shapes
    return [name for name in learnable(program) if name not in data]


class _Counting:
    """One program, gone through gate by gate; layers are found as they come."""

    def __init__(self, prepared: Prepared) -> None:
        self.program = prepared.program
        self.graph: Graph = prepared.view.graph
        self.skeleton = prepared.skeleton
        self.layers: list[LayerCount] = []
        self._places: dict[object, int] = {}
        self._uses = self.graph.uses()
        self._names = self._named_lines()
        active = find_active(self.graph, prepared.outputs)
        self._flows = [
            active[edge.source]
            and active[edge.target]
            and self.graph.differentiates(self.graph.nodes[edge.target], edge.slot)
            for edge in self.graph.edges
        ]
        for node in self.graph.nodes:
            if node.op is not None:
                self.layer(node)

    def _named_lines(self) -> dict[int, str]:
        """Return for every line the last name that is bound on it, outside of calls."""
        return {
            node.source.line: node.name
            for node in self.graph.nodes
            if node.op is not None and node.source and node.name and not node.group
        }

    def layer(self, node: Node) -> int:
        """Return the place of a gate's layer: the call it was made in, or else its line."""
        line = node.source.line if node.source else None
        key = node.group[:1] or line
        if key not in self._places:
            self._places[key] = len(self.layers)
            name = node.group[0] if node.group else self._names.get(line or 0, node.name or "")
            if node.group:
                call = self.program.calls.get(node.group[:1])
                line = call.line if call else line
            self.layers.append(LayerCount(name, line, bool(node.group)))
        return self._places[key]

    def leaf(self, name: str, learns: bool) -> LeafCount:
        """Count a leaf; one that learns belongs to the layer that uses it first."""
        leaf = {**self.program.inputs, **self.program.constants}[name]
        shape = self.graph.nodes[leaf].shape
        uses = self._uses[leaf]
        layer = self.layer(self.graph.nodes[uses[0].target]) if learns and uses else None
        return LeafCount(name, leaf, shape, prod(shape), written_shape(shape), layer)

    def gates(self) -> list[GateCount]:
        """Count every gate, and put it with its layer."""
        kept = self._kept()
        found = []
        for node, edges in zip(self.graph.nodes, self.graph.edges_into(), strict=True):
            if node.op is None:
                continue
            products = self._products(node)
            # once for each factor; attention has three, each a factor of one half of its products
            back = products * min(2, sum(1 for edge in edges if self._reads(edge)))
            columns, stored = self._jacobian(edges)
            one = GateCount(
                node.id,
                self.skeleton.texts[node.id],
                self.layer(node),
                products,
                back,
                prod(node.shape) if node.id in kept else 0,
                prod(node.shape) if columns else 0,
                columns,
                stored,
            )
            self.layers[one.layer].gates.append(one)
            found.append(one)
        return found

    def _products(self, node: Node) -> int:
        """Return of how many products a value is made; a literal only scales."""
        assert node.op is not None
        if node.op.products is None or len(node.inputs) < 2:
            return 0
        return node.op.products(*self.graph.operand_shapes(node), **node.params)

    def _kept(self) -> set[int]:
        """Return the gates whose values the way back reads; a view of another is that other."""
        read = {node for edge in self.graph.edges for node in self._reads(edge)}
        return {node for node in read if self.graph.nodes[node].op is not None}

    def _reads(self, edge: Edge) -> set[int]:
        """Return what is read to send a gradient back through a wire; nothing, where none flows."""
        if not self._flows[edge.id]:
            return set()
        target = self.graph.nodes[edge.target]
        assert target.op is not None
        named = set(self.skeleton.edges[edge.id].reads)
        named |= {
            o for k, o in enumerate(target.operands) if k in target.op.keeps and isinstance(o, int)
        }
        return {self._origin(node) for node in named}

    def _origin(self, node: int) -> int:
        """Return what a reshaped or transposed value is kept as."""
        found = self.graph.nodes[node]
        while found.op is not None and found.op.view:
            found = self.graph.nodes[found.inputs[0]]
        return found.id

    def _jacobian(self, edges: Sequence[Edge]) -> tuple[int, int]:
        """Return the columns of a gate's largest Jacobian, and what is read in place of it.

        Nothing of gates that only move elements, and where nothing flows.
        """
        sizes = list(self._sizes(edges))
        return max(sizes, default=(0, 0))

    def _sizes(self, edges: Sequence[Edge]) -> Iterator[tuple[int, int]]:
        nodes = self.graph.nodes
        for edge in edges:
            op = nodes[edge.target].op
            if op is not None and op.pattern is not Pattern.STRUCTURE and self._flows[edge.id]:
                stored = sum(prod(nodes[node].shape) for node in self._reads(edge))
                yield prod(nodes[edge.source].shape), stored


def written_shape(shape: Shape) -> str:
    """Write how many elements a shape has: ``17·784``, and ``17`` of 17×1."""
    return "·".join(str(size) for size in shape if size != 1) or "1"


def written_sum(leaves: Sequence[LeafCount]) -> str:
    """Write how many numbers leaves have together: ``17·784 + 17 = 13,345``."""
    total = sum(leaf.count for leaf in leaves)
    terms = [leaf.written for leaf in leaves[:MOST_TERMS]]
    if len(leaves) > MOST_TERMS:
        terms.append(f"{len(leaves) - MOST_TERMS} more")
    return sum_text(terms, total)


def sum_text(terms: Sequence[str], total: int) -> str:
    """Write a sum and what it comes to, or the number alone where it is the sum."""
    left, right = " + ".join(terms), f"{total:,}"
    return right if left in ("", right, str(total)) else f"{left} = {right}"
