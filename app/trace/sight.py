"""What warnings look at: the gates of a program, closed even where the picture has opened them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..engine.graph import Graph
from ..engine.ops.op import Array
from ..engine.tape import Tape
from ..language import Run
from .skeleton import Skeleton


@dataclass(frozen=True, slots=True)
class Sight:
    """A graph that was run, and where its nodes are in the picture."""

    graph: Graph
    tape: Tape
    at: Callable[[int], int]
    """The picture's node for a node of the graph."""
    text: Callable[[int], str]
    """How a node of the graph is spoken of."""

    call: str = ""
    """The folded call that the graph is inside of, and where that is."""

    def place(self, node: int) -> str:
        """Say where a gate is."""
        return self.call or f"at {self.text(node)}"

    def inside(self, node: int) -> "Sight | None":
        """Return what is inside a folded call, which is spoken of as a part of it."""
        op = self.graph.nodes[node].op
        tape = None if op is None or op.inside is None else op.inside()
        if not isinstance(tape, Tape):
            return None
        nodes, at = tape.graph.nodes, self.at(node)
        assert op is not None
        call = self.call or f"in {op.name} at {self.text(node)}"
        return Sight(tape.graph, tape, lambda _: at, lambda k: nodes[k].name or "", call)


def sight_of(skeleton: Skeleton, run: Run) -> Sight:
    """Return the program's own gates, or those of the picture where none was opened."""
    closed = run.view.closed
    if closed is None or run.closed is None:
        return Sight(skeleton.graph, run.tape, lambda node: node, skeleton.texts.__getitem__)
    images, nodes = closed.images, closed.graph.nodes

    def at(node: int) -> int:
        return int(images[node].flat[0])

    def text(node: int) -> str:
        return nodes[node].name or skeleton.texts[at(node)]

    return Sight(closed.graph, run.closed, at, text)


def first_where(marks: Array | np.ndarray, *arrays: Array) -> tuple[float, ...]:
    """Return the numbers of arrays, broadcast together, at the first mark."""
    place = tuple(np.argwhere(marks)[0])
    return tuple(float(np.broadcast_to(array, np.shape(marks))[place]) for array in arrays)
