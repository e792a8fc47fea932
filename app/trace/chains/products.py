"""How many products of two numbers a gradient takes, with reuse and without.

With reuse the backward sweep goes through every gate once: what arrives there is known. Without,
each number of a gradient is computed by itself, as the sum over all ways from it to the output; a
way costs the product of all its factors, and the number takes one product more, with what it meets
at its own gate. A factor of 1 or −1 is none, and the first factor of a way is taken as it is. It is
the rule by which the page of networks counts too (``static/js/lab/products.js``): from the gradient
by the scores on both count the same.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import prod

from ...engine.graph import Edge, Graph
from ...engine.ops.op import Pattern, Shape

_PRODUCTS = frozenset({"matmul", "dot"})
_JOINING = {"linear": 1, "conv1d": 1, "conv2d": 2}
"""Layers of sums of products, and of how many axes weights are that have none before those."""
_NONE = frozenset({"sum", "amax", "amin", "max_pool2d", "broadcast_to"})
_SHARED = frozenset({"mean", "avg_pool2d", "global_avg_pool"})
_WHOLE = frozenset({"softmax", "log_softmax"})


@dataclass(slots=True)
class _Ways:
    """Of all numbers of one array together, whose ways to the output are alike."""

    count: float = 0.0
    products: float = 0.0
    plain: float = 0.0
    """Ways that met no factor yet."""


def cost_of(graph: Graph, edge: Edge, constant: float | None) -> int:
    """Return the products that a gate takes to send its gradient through a wire.

    ``constant`` is the local derivative, where it is the same whatever the values are.
    """
    node = graph.nodes[edge.target]
    op = node.op
    assert op is not None
    size = prod(node.shape) * _factors(graph, edge, constant)
    if op.name in _WHOLE:
        return 2 * size  # y * (g - sum(g * y))
    return size if op.name in _SHARED else size * _fan(graph, edge)


def _factors(graph: Graph, edge: Edge, constant: float | None) -> int:
    """Return how many products one number meets on its way through a wire."""
    node = graph.nodes[edge.target]
    op = node.op
    assert op is not None
    if op.pattern is Pattern.STRUCTURE or op.name in _NONE:
        return 0
    if op.name in _JOINING and edge.slot == 2:
        return 0  # a bias is added
    if op.pattern is Pattern.ELEMENTWISE and constant is not None and abs(constant) in {0.0, 1.0}:
        return 0
    return 1


def _fan(graph: Graph, edge: Edge) -> int:
    """Return how many numbers of the source one of the target is made of, of those that count."""
    node = graph.nodes[edge.target]
    op = node.op
    assert op is not None
    if op.pattern in {Pattern.ELEMENTWISE, Pattern.STRUCTURE} or op.name == "outer":
        return 1
    shape: Shape = graph.nodes[edge.source].shape
    if op.name in _JOINING and edge.slot < 2:
        weights = graph.operand_shapes(node)[1]
        return prod(weights[len(weights) > _JOINING[op.name] :])
    if op.name in _PRODUCTS:
        return shape[-1] if edge.slot == 0 else shape[0 if len(shape) == 1 else -2]
    if op.name in _WHOLE:
        axis = node.params.get("axis")
        return shape[axis] if isinstance(axis, int) and shape else max(prod(shape), 1)
    return max(1, prod(shape) // max(1, prod(node.shape)))


class Products:
    """Counts for the values of one graph, whose gradient starts from one output.

    ``flows`` says which wires a gradient flows back through, ``constants`` which local derivatives
    are always the same; with ``is_unit`` it starts from a 1, which is no factor.
    """

    def __init__(
        self,
        graph: Graph,
        flows: Sequence[bool],
        constants: Sequence[float | None],
        output: int,
        is_unit: bool,
    ) -> None:
        self.graph = graph
        self.flows = flows
        self.constants = constants
        self._ways = [_Ways() for _ in graph.nodes]
        self._into = graph.edges_into()
        self._uses: list[list[Edge]] = [[] for _ in graph.nodes]
        size = float(prod(graph.nodes[output].shape))
        self._ways[output] = _Ways(size, 0.0, size if is_unit else 0.0)
        for node in reversed(graph.nodes):
            for edge in self._into[node.id]:
                if flows[edge.id]:
                    self._go(edge)
                    self._uses[edge.source].append(edge)

    def _go(self, edge: Edge) -> None:
        fan = _fan(self.graph, edge)
        factors = _factors(self.graph, edge, self.constants[edge.id])
        before, after = self._ways[edge.target], self._ways[edge.source]
        after.count += fan * before.count
        after.products += fan * (before.products + factors * (before.count - before.plain))
        after.plain += 0.0 if factors else fan * before.plain

    def sent(self, edge: Edge) -> int:
        """Return the products for what is sent through a wire, once its upstream is known."""
        ways = self._ways[edge.target]
        if ways.plain >= ways.count:
            return 0
        return cost_of(self.graph, edge, self.constants[edge.id])

    def anew(self, node: int) -> int:
        """Return the products for the gradient by one value, where nothing is known before."""
        total = 0.0
        waiting = [node]
        while waiting:
            for edge in self._uses[waiting.pop()]:
                op = self.graph.nodes[edge.target].op
                if op is not None and op.pattern is Pattern.STRUCTURE:
                    waiting.append(edge.target)  # it is the same value at another place
                    continue
                total += _fan(self.graph, edge) * self._ways[edge.target].products
                total += self.sent(edge)
        return int(min(total, 1e15))

    def reused(self, edges: Collection[int]) -> int:
        """Return the products of wires that are each gone through once."""
        return sum(self.sent(self.graph.edges[edge]) for edge in edges)
