"""Forward mode: tangents carried along with the values.

Griewank and Walther, *Evaluating Derivatives*, section 3.1.

A gate that is shut stops an infinity in the reverse sweep: what flows back to a ReLU's negative
input is 0 and not 0 · ∞. So that both modes agree, a tangent that such a gate has stopped stays 0
in the forward sweep as well, through the infinite slope of √ at 0 too.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from .graph import Edge, Node, no_numbers
from .ops.op import Array, Pattern
from .stopping import step_by_step
from .tape import Tape

Marks = NDArray[np.bool_]


def carry_tangents(
    tape: Tape, seeds: Mapping[int, object], known: Mapping[int, Array] | None = None
) -> tuple[list[Array], list[Array | None]]:
    """Carry tangents forward through the values of a tape's last forward run.

    ``seeds`` gives the tangent of leaves, broadcast to their shape; all others are zero. ``known``
    are tangents of gates that count instead of what arrives at them.

    Returns:
        The tangent of every node, and for every edge what it adds to its target's tangent
        (``None`` where nothing arrives).
    """
    carried = _Carrying(tape, known or {}, None)
    carried.run(seeds)
    told = zip(tape.graph.nodes, carried.tangents, strict=True)
    if any(not node.shape_only and np.isnan(tangent).any() for node, tangent in told):
        carried = _Carrying(tape, known or {}, [])
        carried.run(seeds)
    return carried.tangents, carried.arrivals


class _Carrying:
    """One sweep. ``marks`` says of each element of each node whether a tangent arrives there.

    They cost another run of every rule, so they are kept only where 0 · ∞ has come up.
    """

    def __init__(self, tape: Tape, known: Mapping[int, Array], marks: list[Marks] | None) -> None:
        self.tape = tape
        self.known = known
        self.tangents: list[Array] = []
        self.arrivals: list[Array | None] = [None] * len(tape.graph.edges)
        self._moving: list[bool] = []
        self._marks = marks

    def run(self, seeds: Mapping[int, object]) -> None:
        """Carry the tangents of the leaves to every node."""
        graph = self.tape.graph
        incoming = graph.edges_into()
        with np.errstate(all="ignore"):
            for node in step_by_step(graph.nodes):
                if node.shape_only:
                    self._stand_for(node, incoming[node.id], node.id in seeds)
                    continue
                total = np.zeros(node.shape)
                self.tangents.append(self.known.get(node.id, total))
                if node.op is None:
                    total += np.asarray(seeds.get(node.id, 0.0), dtype=np.float64)
                    self._moving.append(node.id in seeds)
                    if self._marks is not None:
                        self._marks.append(np.full(node.shape, node.id in seeds))
                else:
                    self._moving.append(self._arrive(node, incoming[node.id], total))

    def _stand_for(self, node: Node, edges: list[Edge], is_moved: bool) -> None:
        """Let a shape stand for the tangent of what has no numbers."""
        self.tangents.append(no_numbers(node.shape))
        arriving = [
            edge
            for edge in edges
            if self._moving[edge.source] and self.tape.graph.differentiates(node, edge.slot)
        ]
        for edge in arriving:
            self.arrivals[edge.id] = self.tangents[node.id]
        self._moving.append(is_moved or bool(arriving))
        if self._marks is not None:
            self._marks.append(np.broadcast_to(np.bool_(False), node.shape))

    def _arrive(self, node: Node, edges: list[Edge], total: Array) -> bool:
        """Add up what arrives at a gate, and tell whether anything does."""
        graph, moving = self.tape.graph, self._moving
        marks = np.zeros(node.shape, np.bool_)
        arrived = False
        for edge in edges:
            if not moving[edge.source] or not graph.differentiates(node, edge.slot):
                continue
            arrival = self._moved(node, edge, self.tangents[edge.source])
            if self._marks is not None:
                through = self._passed(node, edge)
                arrival = np.where(through, arrival, 0.0)
                marks |= through
            self.arrivals[edge.id] = arrival
            total += arrival
            arrived = True
        if self._marks is not None:
            self._marks.append(marks)
        return arrived

    def _moved(self, node: Node, edge: Edge, tangent: Array) -> Array:
        op, tape = node.op, self.tape
        assert op is not None
        operands = tape.operands[node.id]
        rule = op.jvp(edge.slot)
        return np.asarray(rule(tangent, tape.values[node.id], *operands, **node.params))

    def _passed(self, node: Node, edge: Edge) -> Marks:
        """Mark the elements that a tangent reaches: where even an infinite one is not stopped."""
        assert node.op is not None
        assert self._marks is not None
        moving = self._marks[edge.source]
        passed = np.asarray(self._moved(node, edge, np.where(moving, np.inf, 0.0)) != 0.0)
        if node.op.pattern is Pattern.ELEMENTWISE:
            passed = passed & moving
        return passed
