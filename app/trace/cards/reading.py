"""A loss read as a loss: what was predicted, what is true, what that costs and where it pulls."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ...engine.graph import Graph
from ...engine.ops.op import Array
from .distance import of_hinge, of_penalty, of_square
from .recognising import SQUARES, Loss, slopes_of
from .surprise import of_bce, of_classes, of_logits
from .told import Line, Told
from .writing import name_of, show, value_of


class Role(NamedTuple):
    """What was predicted, or what is true."""

    name: str
    value: str
    node: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A loss in words."""

    gate: str
    title: str
    says: str
    cost: str
    predicted: Role
    actual: Role | None
    lines: list[Line]


_SURPRISE = (
    "A wrong prediction costs −log P(y | x), the negative log probability of what was observed: "
    "nothing if that was certain, ever more as it goes to 0."
)
_DISTANCE = (
    "A wrong prediction costs the square of its distance from what is true: twice as far off "
    "costs four times as much."
)
_MARGIN = (
    "A wrong prediction costs, for each wrong class, what its score lacks to be behind that of the "
    "right class by the margin."
)
_WEIGHTS = "Large weights cost something, whatever is predicted."
_KNOWN: dict[str, tuple[str, str, str, Callable[[Told], list[Line]]]] = {
    "bce": ("Binary cross entropy", _SURPRISE, "p", of_bce),
    "bce_with_logits": ("Binary cross entropy of a score", _SURPRISE, "z", of_logits),
    "cross_entropy": ("Cross entropy", _SURPRISE, "p", of_classes),
    "softmax_cross_entropy": ("Cross entropy of scores", _SURPRISE, "z", of_classes),
    "squared_error": ("Squared error", _DISTANCE, "p", of_square),
    "half_squared_error": ("Half squared error", _DISTANCE, "p", of_square),
    "mse": ("Mean squared error", _DISTANCE, "p", of_square),
    "hinge": ("Hinge loss", _MARGIN, "s", of_hinge),
}
"""By the names of the gates: a title, what it means, the letter of what it takes, its lines."""
_PENALTIES = {"l2": "Penalty ΣW²", "half_l2": "Penalty ½ΣW²"}
assert set(SQUARES) <= set(_KNOWN)


def read_loss(graph: Graph, values: Sequence[Array], node: int, loss: Loss) -> Reading:
    """Read a loss with its numbers."""
    predicted, cost = values[loss.predicted], show(values[node])
    e = graph.nodes[node].name or "E"
    if loss.actual is None:
        w = name_of(graph, loss.predicted, "W")
        lines = of_penalty(e, w, loss, predicted)
        role = Role(w, show(predicted), loss.predicted)
        return Reading(loss.op.name, _PENALTIES[loss.op.name], _WEIGHTS, cost, role, None, lines)
    title, says, letter, write = _KNOWN[loss.op.name]
    p, y = name_of(graph, loss.predicted, letter), name_of(graph, loss.actual, "y")
    actual = value_of(values, loss.actual)
    value, slope = slopes_of(loss.op, loss.params, {0: predicted, 1: actual}, 0)
    told = Told(graph, loss, e, p, y, predicted, actual, value, slope)
    truth = Role(y, show(actual), loss.actual if isinstance(loss.actual, int) else None)
    role = Role(p, show(predicted), loss.predicted)
    return Reading(loss.op.name, title, says, cost, role, truth, write(told))
