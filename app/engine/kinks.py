"""Where gates have no derivative, which of them stand there, and what moves them off it.

This is the one home of kinks: what the trace warns of, what the gradient check excuses and what the
gates page draws is asked here. A gate of numbers declares its kinks in its row, and for which
options it has none; a choice has one wherever its winners tie; and those of a block, such as the
hinge loss, are the kinks of the smaller gates that it is defined by. How a block is opened into
them is the business of the language; it is handed in as an ``Opener``.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .graph import Graph, Node
from .ops.axes import kept_view
from .ops.op import Array, Op, Params, Pattern
from .tape import Tape

Opener: TypeAlias = Callable[[Graph, Node], Tape | None]
"""Gives a tape of the smaller gates that a block is defined by, whose first nodes are leaves for
the block's operands, in order; ``None`` where there is none, or where it would be too large."""


class _Mark(NamedTuple):
    """One place of one gate where it can have a kink, elementwise."""

    on: NDArray[np.bool_]
    """Where the gate stands on a kink."""
    side: NDArray[Any]
    """What it is there: above the kink, or among the winners of a tie."""


def kinks_at(op: Op, slot: int, params: Params) -> tuple[float, ...]:
    """Return the values of one argument at which a gate with these options has a kink or a jump.

    A choice (``max``, ``amax``) has its kinks where arguments are equal, and none here.
    """
    if op.smooth is not None and op.smooth(**params):
        return ()
    return op.domain(slot).kinks


def is_choice(op: Op) -> bool:
    """Tell whether a gate has a kink wherever its winners tie."""
    return op.behaviour == "routes"


def can_have_kink(op: Op, params: Params) -> bool:
    """Tell whether a gate that is no block has a kink anywhere."""
    return is_choice(op) or any(kinks_at(op, slot, params) for slot in range(len(op.domains)))


def can_stand_on_kink(graph: Graph, node: Node, opener: Opener | None = None) -> bool:
    """Tell whether a gate has a kink anywhere, or a block has one inside."""
    op = node.op
    if op is None or op.smooth_inside:
        return False
    if is_choice(op):
        return True
    if op.pattern is Pattern.BLOCK and opener is not None:
        inside = opener(graph, node)
        return inside is not None and any(
            inside.active[smaller.id] and can_stand_on_kink(inside.graph, smaller)
            for smaller in inside.graph.nodes
        )
    return can_have_kink(op, node.params)


class Kinks:
    """The sides of all kinks that the values of a tape are on when this is made.

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
        self._found: list[tuple[Node, list[_Mark]]] = []
        self._clamped: list[tuple[Node, _Mark]] = []
        for k in range(len(tape.graph)) if among is None else among:
            node = tape.graph.nodes[k]
            if node.op is None or not tape.active[k]:
                continue
            if marks := self._marks(node):
                self._found.append((node, marks))
            if node.op.clamped is not None:
                self._clamped += [(node, mark) for mark in _clamps(node.op, tape.operands[k])]

    @property
    def nodes(self) -> frozenset[int]:
        """The gates that stood on a kink."""
        return frozenset(
            node.id for node, marks in self._found if any(bool(mark.on.any()) for mark in marks)
        )

    def left(self) -> bool:
        """Tell whether the tape's present values have left a kink that they stood on."""
        return self._moved(standing=True)

    def crossed(self) -> bool:
        """Tell whether the tape's present values lie on another side of any kink."""
        return self._moved(standing=False)

    def strained(self) -> bool:
        """Tell whether the tape's present values have moved where a clamp rules."""
        return any(
            bool(np.any(mark.on & (mark.side != now.side)))
            for node, mark in self._clamped
            if node.op is not None
            for now in _clamps(node.op, self._tape.operands[node.id])
        )

    def _moved(self, *, standing: bool) -> bool:
        for node, marks in self._found:
            if standing and not any(bool(mark.on.any()) for mark in marks):
                continue
            for before, now in zip(marks, self._marks(node), strict=True):
                moved = (before.side != now.side) | (before.on != now.on)
                if bool(np.any(before.on & moved if standing else moved)):
                    return True
        return False

    def _marks(self, node: Node) -> list[_Mark]:
        assert node.op is not None
        if node.op.smooth_inside:
            return []
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


def _clamps(op: Op, operands: Sequence[Array]) -> list[_Mark]:
    """Mark where a clamp rules, with the numbers that are clamped as the side."""
    assert op.clamped is not None
    with np.errstate(all="ignore"):
        on = np.asarray(op.clamped(*operands))
    return [_Mark(on, np.broadcast_to(operands[0], on.shape).copy())]


def _marks(node: Node, tape: Tape) -> list[_Mark]:
    op = node.op
    assert op is not None
    operands = tape.operands[node.id]
    value = tape.values[node.id]
    if not is_choice(op):
        return [
            _Mark(np.asarray(operand == kink), np.asarray(operand > kink))
            for slot, operand in enumerate(operands)
            for kink in kinks_at(op, slot, node.params)
        ]
    if op.variadic:
        wide = np.stack([np.broadcast_to(operand, value.shape) for operand in operands])
        return [_tie(wide, value[np.newaxis], 0)]
    if op.pattern is not Pattern.REDUCTION:
        return []
    axis = node.params["axis"]
    assert axis is None or isinstance(axis, int)
    if axis is None:
        return [_tie(operands[0].reshape(-1), value.reshape(1), 0)]
    return [_tie(operands[0], kept_view(value, operands[0].shape, axis), axis)]


def _tie(x: Array, winner: Array, axis: int) -> _Mark:
    wins = np.asarray(x == winner)
    tied = np.count_nonzero(wins, axis=axis, keepdims=True) > 1
    return _Mark(np.asarray(wins & tied), wins)
