"""Gates that stand exactly on a kink, and whether a change of a leaf moves them off it."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.engine.graph import Literal, Node
from app.engine.ops.axes import kept_view
from app.engine.ops.op import Array, Pattern
from app.engine.tape import Tape

Marks: TypeAlias = list[tuple[NDArray[np.bool_], NDArray[np.bool_]]]
"""For each argument (of a choice: for all together), where it is on a kink, and what it is there:
above the kink, or among the winners of a tie."""


class Kinks:
    """The kinks that the values of a tape stand on when this is made."""

    def __init__(self, tape: Tape) -> None:
        self._tape = tape
        self._found: list[tuple[Node, Marks]] = []
        for node in tape.graph.nodes:
            if node.op is None or tape.gradients[node.id] is None:
                continue
            marks = _marks(node, tape)
            if any(bool(on.any()) for on, _ in marks):
                self._found.append((node, marks))

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self._found)

    def left(self) -> bool:
        """Tell whether the tape's present values have left a kink that they stood on."""
        return any(
            bool(np.any(on & ((side != now) | (on != still))))
            for node, marks in self._found
            for (on, side), (still, now) in zip(marks, _marks(node, self._tape), strict=True)
        )


def _marks(node: Node, tape: Tape) -> Marks:
    op = node.op
    assert op is not None
    operands = [
        np.asarray(o.value) if isinstance(o, Literal) else tape.values[o] for o in node.operands
    ]
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
