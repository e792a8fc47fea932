"""Gates that stand exactly on a kink, and whether a change of a leaf moves them off it.

The kinks of a block, such as the hinge loss, are those of the smaller gates that it is defined by.
How a block is opened into them is the business of the language; it is handed in as an ``Opener``.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.engine.graph import Graph, Node
from app.engine.ops.axes import kept_view
from app.engine.ops.op import Array, Pattern
from app.engine.tape import Tape

Marks: TypeAlias = list[tuple[NDArray[np.bool_], NDArray[np.bool_]]]
"""For each argument (of a choice: for all together), where it is on a kink, and what it is there:
above the kink, or among the winners of a tie."""

Opener: TypeAlias = Callable[[Graph, Node], Tape | None]
"""Gives a tape of the smaller gates that a block is defined by, whose first nodes are leaves for
the block's operands, in order; ``None`` where there is none, or where it would be too large."""


class Kinks:
    """The kinks that the values of a tape stand on when this is made.

    Args:
        tape: the tape, after a forward run.
        opener: opens blocks; without one their kinks are not known.
        among: the gates to look at; default all that a gradient flows through.
    """

    def __init__(
        self, tape: Tape, opener: Opener | None = None, among: Sequence[int] | None = None
    ) -> None:
        self._tape = tape
        self._opener = opener
        self._inside: dict[int, Tape | None] = {}
        self._found: list[tuple[Node, Marks]] = []
        for k in range(len(tape.graph)) if among is None else among:
            node = tape.graph.nodes[k]
            if node.op is None or not tape.active[k]:
                continue
            marks = self._marks(node)
            if any(bool(on.any()) for on, _ in marks):
                self._found.append((node, marks))

    @property
    def nodes(self) -> frozenset[int]:
        """The gates that stood on a kink."""
        return frozenset(node.id for node, _ in self._found)

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self._found)

    def left(self) -> bool:
        """Tell whether the tape's present values have left a kink that they stood on."""
        return any(
            bool(np.any(on & ((side != now) | (on != still))))
            for node, marks in self._found
            for (on, side), (still, now) in zip(marks, self._marks(node), strict=True)
        )

    def _marks(self, node: Node) -> Marks:
        assert node.op is not None
        if node.op.pattern is not Pattern.BLOCK or self._opener is None:
            return _marks(node, self._tape)
        if node.id not in self._inside:
            self._inside[node.id] = self._opener(self._tape.graph, node)
        inside = self._inside[node.id]
        if inside is None:
            return []
        for end, operand in enumerate(self._tape.operands[node.id]):
            inside.set(end, operand)
        inside.forward()
        return [
            mark
            for smaller in inside.graph.nodes
            if smaller.op is not None and inside.active[smaller.id]
            for mark in _marks(smaller, inside)
        ]


def can_stand_on_kink(graph: Graph, node: Node, opener: Opener | None = None) -> bool:
    """Tell whether a gate has a kink anywhere, or a block has one inside."""
    op = node.op
    if op is None:
        return False
    if op.pattern is Pattern.BLOCK and opener is not None:
        inside = opener(graph, node)
        return inside is not None and any(
            inside.active[smaller.id] and can_stand_on_kink(inside.graph, smaller)
            for smaller in inside.graph.nodes
        )
    return op.behaviour == "routes" or any(domain.kinks for domain in op.domains)


def _marks(node: Node, tape: Tape) -> Marks:
    op = node.op
    assert op is not None
    operands = tape.operands[node.id]
    value = tape.values[node.id]
    if op.behaviour != "routes":
        return [
            (np.asarray(operand == kink), np.asarray(operand > kink))
            for slot, operand in enumerate(operands)
            for kink in op.domain(slot).kinks
        ]
    if op.variadic:
        return [_tie(np.stack(_wide(operands, value)), value[np.newaxis], 0)]
    if op.pattern is not Pattern.REDUCTION:
        return []
    axis = node.params["axis"]
    assert axis is None or isinstance(axis, int)
    if axis is None:
        return [_tie(operands[0].reshape(-1), value.reshape(1), 0)]
    return [_tie(operands[0], kept_view(value, operands[0].shape, axis), axis)]


def _wide(operands: Sequence[Array], value: Array) -> list[Array]:
    return [np.broadcast_to(operand, value.shape) for operand in operands]


def _tie(x: Array, winner: Array, axis: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    wins = np.asarray(x == winner)
    tied = np.count_nonzero(wins, axis=axis, keepdims=True) > 1
    return np.asarray(wins & tied), wins
