"""Which gates of a program stand where their plain lines would print other gradients."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from ...engine.graph import Graph, Node
from ...engine.ops.edges import Edge, Edges, Stand
from ...engine.ops.op import settle_text
from ...engine.stopping import step_by_step
from ...engine.tape import Tape

FORWARD = -1
"""In place of a slot: the line of the value."""
_DEFINED = re.compile(r"^(?:def|class) (\w+)", re.MULTILINE)


class Standing:
    """The edge lines that a script takes in one of the two libraries, after both sweeps."""

    def __init__(self, tape: Tape, module: str) -> None:
        self._graph: Graph = tape.graph
        self._tape = tape
        self._taken: dict[tuple[int, int], Edge] = {}
        incoming = tape.graph.edges_into()
        with np.errstate(all="ignore"):
            for node in step_by_step(tape.graph.nodes):
                if node.op is None:
                    continue
                carries = [False] * len(node.operands)
                for edge in incoming[node.id]:
                    carries[edge.slot] = tape.contributions[edge.id] is not None
                for slots, edges in _offered(node, carries, module):
                    self._take(node, slots, edges, tuple(carries))

    def _take(
        self, node: Node, slots: Sequence[int], edges: Edges, flows: tuple[bool, ...]
    ) -> None:
        tape = self._tape
        stand = Stand(tape.operands[node.id], tape.values[node.id], tape.gradients[node.id], flows)
        for edge in edges:
            if edge.at(stand):
                self._taken |= {(node.id, slot): edge for slot in slots}
                return

    def template(self, node: Node, slot: int, plain: str) -> str:
        """Return the template of a line: the plain one, or the one that stands in for it."""
        edge = self._taken.get((node.id, slot))
        op = node.op
        if edge is None or op is None:
            return plain
        shapes = self._graph.operand_shapes(node)
        if op.variadic and slot != FORWARD and not isinstance(edge.text, str):
            return edge.text(slot, shapes, **node.params)
        return settle_text(edge.text, shapes, node.params)

    @property
    def helpers(self) -> list[str]:
        """The definitions that the lines call, each once."""
        return list(dict.fromkeys(edge.helper for edge in self._taken.values() if edge.helper))

    @property
    def helper_names(self) -> list[str]:
        """The names that the helpers define."""
        return [name for helper in self.helpers for name in _DEFINED.findall(helper)]

    @property
    def warns(self) -> bool:
        """Whether NumPy would warn, or Python's own floats raise, on the way."""
        return any(edge.warns for edge in self._taken.values())


def _offered(node: Node, carries: list[bool], module: str) -> Iterator[tuple[Sequence[int], Edges]]:
    """Yield the edges that a gate's row has for lines of it, and the slots of these lines."""
    op = node.op
    assert op is not None
    if module == "torch":
        yield [FORWARD], op.torch_edges
        return
    yield [FORWARD], op.numpy_edges
    carrying = [slot for slot, carried in enumerate(carries) if carried]
    if op.variadic:  # all lines are of one kind: to look once is enough
        yield carrying, op.numpy_vjp_edges.get(0, ())
        return
    for slot in carrying:
        yield [slot], op.numpy_vjp_edges.get(slot, ())
