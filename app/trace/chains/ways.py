"""What of a graph lies between a value and the output, and how far from it each leaf is."""

from collections.abc import Sequence

from ...engine.activity import find_active
from ...engine.graph import Edge, Graph, Node

_BENDING = frozenset({"gates", "routes"})
"""What max and relu do to a gradient: they end a layer, as activations do."""


def bends(node: Node) -> bool:
    """Tell whether a gate is an activation, with which a layer ends."""
    op = node.op
    return op is not None and (op.family == "activations" or op.behaviour in _BENDING)


class Ways:
    """The wires that a gradient flows back through, and what they lead to."""

    def __init__(self, graph: Graph, output: int) -> None:
        self.graph = graph
        self.output = output
        active = find_active(graph, [output])
        nodes = graph.nodes
        self.flows = [
            active[e.source] and active[e.target] and graph.differentiates(nodes[e.target], e.slot)
            for e in graph.edges
        ]
        self.active = active
        self._into = graph.edges_into()
        self._bends = self._count_bends()
        self._between: dict[int, list[Edge]] = {}

    def between(self, node: int) -> list[Edge]:
        """Return the wires from the output to a value, in the order of the backward sweep."""
        if node not in self._between:
            reached = [False] * len(self.graph)
            reached[node] = True
            for edge in self.graph.edges:
                if self.flows[edge.id] and reached[edge.source]:
                    reached[edge.target] = True
            self._between[node] = [
                edge
                for target in reversed(self.graph.nodes)
                if reached[target.id] and target.id != node
                for edge in self._into[target.id]
                if self.flows[edge.id] and reached[edge.source]
            ]
        return self._between[node]

    def layers(self, leaves: Sequence[int]) -> dict[int, int]:
        """Return the layer that each leaf is of: 1 is the farthest from the output.

        Leaves are of one layer where as many activations lie between them and the output.
        """
        depths = sorted({self._bends[leaf] for leaf in leaves}, reverse=True)
        return {leaf: depths.index(self._bends[leaf]) + 1 for leaf in leaves}

    def completed(self, node: int) -> tuple[int, int]:
        """Return a key by which values stand in the order in which their gradients are known."""
        first = min((e.target for e in self.graph.edges if self._is_use(e, node)), default=0)
        return (-first, node)

    def _is_use(self, edge: Edge, node: int) -> bool:
        return edge.source == node and self.flows[edge.id]

    def _count_bends(self) -> list[int]:
        """Count, for every value, the activations between it and the output, at most."""
        count = [0] * len(self.graph)
        for node in reversed(self.graph.nodes):
            if node.op is None or not self.active[node.id]:
                continue
            own = bends(node)
            for edge in self._into[node.id]:
                if self.flows[edge.id]:
                    count[edge.source] = max(count[edge.source], count[node.id] + own)
        return count
