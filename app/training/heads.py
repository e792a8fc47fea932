"""Heads: what the scores of the output layer mean, how wrong they are, what is shown of them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..engine.compiled.fusing import one_hot
from ..engine.graph import Graph
from ..engine.ops import OPS
from ..engine.ops.op import Array


@dataclass(frozen=True, slots=True)
class Head:
    """One head. ``classes`` is 0 where the labels are values."""

    name: str
    title: str
    help: str
    classifies: bool
    units: Callable[[int], int]
    """``units(classes)``: how many scores there are."""
    target: Callable[[Array, int], Array]
    """``target(labels, classes)``: what the loss compares with; its last axis is the batch."""
    loss: Callable[[Graph, int, int], int]
    """``loss(graph, scores, target)`` adds the loss, summed over the batch."""
    shown: Callable[[Graph, int], int]
    """``shown(graph, scores)`` adds what the plane shows."""
    decide: Callable[[Array], NDArray[np.intp]]
    """``decide(scores)``: the class of each column."""


def _loss_of_rows(gate: str) -> Callable[[Graph, int, int], int]:
    def loss(graph: Graph, scores: int, target: int) -> int:
        rows = graph.gate(OPS["transpose"], (scores,))
        return graph.gate(OPS[gate], (rows, target), {"reduction": "sum"}, name="loss")

    return loss


def _loss_of_elements(gate: str) -> Callable[[Graph, int, int], int]:
    def loss(graph: Graph, scores: int, target: int) -> int:
        return graph.gate(OPS[gate], (scores, target), {"reduction": "sum"}, name="loss")

    return loss


def _labels(labels: Array, classes: int) -> Array:
    return labels


def _each_class(labels: Array, classes: int) -> Array:
    """Return one row of 0 and 1 for two classes, else a row a class."""
    if classes <= 2:
        return labels[None, :]
    return one_hot(labels, classes)


def _largest(scores: Array) -> NDArray[np.intp]:
    if len(scores) == 2:  # argmax goes along the short axis, point by point
        second: NDArray[np.intp] = np.greater(scores[1], scores[0]).astype(np.intp)
        return second
    classes: NDArray[np.intp] = np.argmax(scores, axis=0)
    return classes


def _largest_or_positive(scores: Array) -> NDArray[np.intp]:
    return _largest(scores) if len(scores) > 1 else (scores[0] > 0.0).astype(np.intp)


def _scores(graph: Graph, scores: int) -> int:
    return scores


HEADS: dict[str, Head] = {
    head.name: head
    for head in (
        Head(
            name="softmax",
            title="softmax cross entropy",
            help="One score a class; softmax makes probabilities of them, and the loss is minus "
            "the logarithm of that of the right class.",
            classifies=True,
            units=lambda classes: classes,
            target=_labels,
            loss=_loss_of_rows("softmax_cross_entropy"),
            shown=lambda graph, scores: graph.gate(OPS["softmax"], (scores,), {"axis": 0}),
            decide=_largest,
        ),
        Head(
            name="svm",
            title="multiclass SVM",
            help="One score a class; every other class that comes within 1 of the right one costs "
            "by how much it does.",
            classifies=True,
            units=lambda classes: classes,
            target=_labels,
            loss=_loss_of_rows("hinge"),
            shown=_scores,
            decide=_largest,
        ),
        Head(
            name="sigmoid",
            title="sigmoid, binary cross entropy",
            help="One sigmoid for two classes; for more of them one a class, against all others.",
            classifies=True,
            units=lambda classes: 1 if classes <= 2 else classes,
            target=_each_class,
            loss=_loss_of_elements("bce_with_logits"),
            shown=lambda graph, scores: graph.gate(OPS["sigmoid"], (scores,)),
            decide=_largest_or_positive,
        ),
        Head(
            name="squared",
            title="half squared error of classes",
            help="One output a class, compared with 1 for the right class and 0 for all others: "
            "half of the squared differences. It pulls less the more wrong a saturated output is, "
            "which is why classes are seldom learnt so.",
            classifies=True,
            units=lambda classes: classes,
            target=one_hot,
            loss=_loss_of_elements("half_squared_error"),
            shown=_scores,
            decide=_largest,
        ),
        Head(
            name="regression",
            title="half squared error",
            help="One value, compared with the label as a number: half of the squared difference.",
            classifies=False,
            units=lambda classes: 1,
            target=lambda labels, classes: labels[None, :],
            loss=_loss_of_elements("half_squared_error"),
            shown=_scores,
            decide=lambda scores: np.zeros(scores.shape[1], np.intp),
        ),
    )
}
"""The heads by the name that a configuration gives as ``loss``."""
