"""Rewrites of a graph before it is planned: fewer gates with the same values and gradients.

A graph that is trained is run a million times, and at a batch of ten each gate costs its NumPy
calls, not its arithmetic. Two patterns are rewritten, wherever they stand:

- ``W @ h + b``, with a column b of biases, becomes one product: ``[W b] @ [h; 1]``. Its gradient is
  one product too, where the bias had a sum of its own.
- A loss over the rows of ``z.T`` becomes a loss over the columns of z, with one-hot columns in
  place of labels, its gradient in a few calls.

The picture always shows the graph as it was written; only training runs the rewritten one.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from ..graph import Edge, Graph, Kind, Node, Operand
from ..ops import OPS
from ..ops.op import Array, Op, Params
from .fused import HINGE, ONES_ROW, SOFTMAX_LOSS, UNSHIFTED_SOFTMAX

COLUMN_LOSSES: dict[str, Op] = {"softmax_cross_entropy": SOFTMAX_LOSS, "hinge": HINGE}
"""The losses of rows that have a twin over columns."""


@dataclass(frozen=True, slots=True)
class Origin:
    """How the value of a new leaf is made from the values of old ones."""

    make: Callable[..., Array]
    leaves: tuple[int, ...]


@dataclass(slots=True)
class Fused:
    """A rewritten graph, and what became of the old one's nodes."""

    graph: Graph
    nodes: dict[int, int] = field(default_factory=dict)
    """Old id to new id, of the nodes that still have their value."""
    origins: dict[int, Origin] = field(default_factory=dict)
    """Where the value of each leaf of the new graph comes from."""

    def leaf_from(self, *leaves: int) -> int | None:
        """Return the leaf of the new graph that is made of just these old leaves."""
        return next((new for new, o in self.origins.items() if o.leaves == leaves), None)


def joined(weights: Array, biases: Array) -> Array:
    """Return ``[W b]``: units × (inputs + 1)."""
    return np.hstack((weights, biases))


def with_ones(x: Array) -> Array:
    """Return ``[x; 1]``."""
    return np.vstack((x, np.ones((1, x.shape[1]), x.dtype)))


def one_hot(labels: Array, classes: int) -> Array:
    """Return classes × batch."""
    hot: Array = (np.arange(classes)[:, None] == labels).astype(np.float64)
    return hot


def fuse(graph: Graph, *, shift: bool = True) -> Fused:
    """Rewrite a graph; ``shift`` keeps softmax safe from logits beyond ±700, at two calls."""
    return _Rewriting(graph, shift).run()


class _Rewriting:
    """One pass over the nodes: each is copied, replaced, or left to the node that swallows it."""

    def __init__(self, graph: Graph, shift: bool) -> None:
        self.old = graph
        self.shift = shift
        self.uses = graph.uses()
        self.new = Fused(Graph(graph.limits))
        self._ones: dict[int, int] = {}

    def run(self) -> Fused:
        """Return the new graph. Leaves and products are made when first used."""
        for node in self.old.nodes:
            if node.op is not None and not self._is_swallowed(node):
                self.new.nodes[node.id] = self._rewritten(node)
        return self.new

    # -- what is recognised ------------------------------------------------------------------------

    def _is_swallowed(self, node: Node) -> bool:
        uses = self.uses[node.id]
        return len(uses) == 1 and (
            (node.op is OPS["matmul"] and self._affine(self._target(uses[0])) is not None)
            or (node.op is OPS["transpose"] and self._is_column_loss(self._target(uses[0])))
        )

    def _target(self, edge: Edge) -> Node:
        return self.old.nodes[edge.target]

    def _affine(self, node: Node) -> tuple[Node, Node, int] | None:
        """Return W, b and h where a node is ``W @ h + b`` of leaves W and b that it alone uses."""
        if node.op is not OPS["add"] or len(node.inputs) != 2:
            return None
        product, bias = (self.old.nodes[o] for o in node.inputs)
        if product.op is not OPS["matmul"] or len(product.inputs) != 2:
            return None
        weights, operand = (self.old.nodes[o] for o in product.inputs)
        alone = all(len(self.uses[n.id]) == 1 for n in (product, weights, bias))
        inputs = weights.kind is bias.kind is Kind.INPUT
        column = len(product.shape) == 2 and bias.shape == (product.shape[0], 1)
        if not (alone and inputs and column and len(operand.shape) == len(weights.shape) == 2):
            return None
        return weights, bias, operand.id

    def _is_column_loss(self, node: Node) -> bool:
        """Tell whether a node is a summed loss of the rows of a transposed matrix."""
        if node.op is None or node.op.name not in COLUMN_LOSSES or len(node.inputs) != 2:
            return False
        rows, labels = (self.old.nodes[o] for o in node.inputs)
        return (
            rows.op is OPS["transpose"]
            and len(rows.shape) == 2
            and len(self.uses[rows.id]) == 1
            and node.params["reduction"] == "sum"
            and labels.kind is Kind.CONSTANT
            and labels.shape == rows.shape[:1]
        )

    # -- what is written ---------------------------------------------------------------------------

    def _rewritten(self, node: Node) -> int:
        assert node.op is not None
        affine = self._affine(node)
        if affine is not None:
            weights, bias, operand = affine
            block = self._leaf(joined, weights.id, bias.id)
            return self._gate(OPS["matmul"], (block, self._with_ones(operand)), node)
        if self._is_column_loss(node):
            rows, labels = (self.old.nodes[o] for o in node.inputs)
            scores, classes = rows.inputs[0], rows.shape[1]
            target = self._leaf(lambda y: one_hot(y, classes), labels.id)
            op = COLUMN_LOSSES[node.op.name]
            params = {p.name: node.params.get(p.name, self.shift) for p in op.params}
            return self._gate(op, (self._operand(scores), target), node, params)
        op = UNSHIFTED_SOFTMAX if node.op is OPS["softmax"] and not self.shift else node.op
        return self._gate(op, tuple(map(self._operand, node.operands)), node, node.params)

    def _gate(
        self, op: Op, operands: tuple[Operand, ...], node: Node, params: Params | None = None
    ) -> int:
        return self.new.graph.gate(op, operands, params, name=node.name, source=node.source)

    def _operand(self, operand: Operand) -> Operand:
        if not isinstance(operand, int) or self.old.nodes[operand].op is not None:
            return self.new.nodes[operand] if isinstance(operand, int) else operand
        if operand not in self.new.nodes:
            self.new.nodes[operand] = self._leaf(lambda value: value, operand)
        return self.new.nodes[operand]

    def _leaf(self, make: Callable[..., Array], *leaves: int) -> int:
        first = self.old.nodes[leaves[0]]
        value = make(*(self.old.values[leaf] for leaf in leaves))
        leaf = self.new.graph.leaf(first.kind, value, name=first.name)
        self.new.origins[leaf] = Origin(make, leaves)
        return leaf

    def _with_ones(self, operand: int) -> int:
        """Return ``[h; 1]``, made once for all layers that read h."""
        if operand not in self._ones:
            if self.old.nodes[operand].kind is Kind.CONSTANT:
                self._ones[operand] = self._leaf(with_ones, operand)
            else:
                below = self._operand(operand)
                self._ones[operand] = self.new.graph.gate(ONES_ROW, (below,))
        return self._ones[operand]
