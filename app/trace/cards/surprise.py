"""Cross entropies in words: −log P of what was observed, and where that pulls."""

from collections.abc import Callable

import numpy as np

from ...engine.graph import Graph, Kind
from ...engine.ops import OPS
from ...engine.ops.op import Array
from ..numbers import show_exactly
from .recognising import Loss, run_back, slopes_of
from .told import Line, Told, backward, forward
from .writing import equals, factor, listed, name_of, show

TOGETHER = {"sum": "the sum", "mean": "the mean", "none": "each"}


def observed(loss: Loss, predicted: Array, actual: Array) -> Array | None:
    """Return the probability of what was observed, one for each term; ``None`` of no certain truth.

    It comes of the loss itself, which keeps what rounding to 1 would lose.
    """
    name = loss.op.name
    if name in ("bce", "bce_with_logits"):
        if not np.all((actual == 0) | (actual == 1)):
            return None
    elif predicted.shape == actual.shape and not is_onehot(actual):
        return None
    params = {**loss.params, "reduction": "none"}
    return np.exp(-slopes_of(loss.op, params, {0: predicted, 1: actual}, 0)[0])


def is_onehot(actual: Array) -> bool:
    """Tell whether every row is a 1 among zeros."""
    is_binary = np.all((actual == 0) | (actual == 1))
    return bool(is_binary and np.all(np.sum(actual, axis=-1) == 1))


def _of_surprise(told: Told, inner: Callable[[float], str]) -> list[Line]:
    """Write −log P(y | x) with its numbers, for one term or for several.

    ``inner`` writes the probability of a truth.
    """
    chances = observed(told.loss, told.predicted, told.actual)
    e, y, value = told.e, told.y, show(told.value)
    if chances is None:
        return [forward(f"{e} = {value}: {y} is not certain, and each case counts by its share.")]
    if chances.size > 1:
        each = [
            f"−ln {show_exactly(q)} = {show_exactly(-np.log(q))}" for q in chances.ravel().tolist()
        ]
        together = TOGETHER[told.reduction]
        return [forward(f"{e} is {together} of −ln P({y} | x) over {len(each)}: {listed(each)}.")]
    chance = show_exactly(float(chances.reshape(())))
    letters = inner(float(told.actual.flat[0]))
    return [
        forward(f"{e} = −ln P({y} | x) = −ln {letters} = −ln {chance} = {value}"),
        forward(f"{chance} is the probability of what was observed, and −ln {chance} = {value}."),
    ]


def of_bce(told: Told) -> list[Line]:
    """Write the loss of the probability of a 1."""
    e, p, y = told.e, told.p, told.y
    lines = _of_surprise(told, lambda truth: p if truth == 1 else f"(1 − {p})")
    rule = f"∂{e}/∂{p} = ({p} − {y})/({p}(1 − {p}))"
    if told.slope.size > 1:
        lines.append(backward(f"{rule} for each{equals(told.slope)}"))
        return lines + _through(told, "sigmoid")
    a, b = told.numbers()
    slope = float(told.slope.reshape(()))
    worked = f"({show_exactly(a)} − {factor(b)})/({show_exactly(a)} × {show_exactly(1 - a)})"
    lines.append(backward(f"{rule} = {worked} = {show_exactly(slope)}"))
    if slope:
        way, times = "Raise" if slope < 0 else "Lower", show_exactly(abs(slope))
        lines.append(backward(f"{way} {p} a little, and {e} falls {times} times as fast."))
    return lines + _through(told, "sigmoid")


def _through(told: Told, gate: str) -> list[Line]:
    """Write the gradient before the sigmoid or softmax that probabilities come from: p − y."""
    node = told.graph.nodes[told.loss.predicted]
    if node.op is None or node.op.name != gate or not isinstance(node.operands[0], int):
        return []
    if told.predicted.shape != told.actual.shape or told.value.size != 1:
        return []
    # The slope of what was predicted by the score follows from what was predicted alone.
    with np.errstate(all="ignore"):
        scores = np.log(told.predicted)
        if gate == "sigmoid":
            scores -= np.log1p(-told.predicted)
    if not np.all(np.isfinite(scores)):
        return []
    graph = Graph()
    leaf, truth = graph.leaf(Kind.INPUT, scores), graph.leaf(Kind.CONSTANT, told.actual)
    made = graph.gate(OPS[gate], [leaf], node.params)
    _, slope = run_back(graph, graph.gate(told.loss.op, [made, truth], told.loss.params), leaf)
    z = name_of(told.graph, node.operands[0], "z")
    is_error = np.allclose(slope, told.predicted - told.actual)
    rule = f" = {told.p} − {told.y}" if is_error else ""
    return [backward(f"Through the {gate}: ∂{told.e}/∂{z}{rule}{equals(slope)}")]


def of_logits(told: Told) -> list[Line]:
    """Write the loss of a score before the sigmoid."""
    z, y, e = told.p, told.y, told.e
    chance = np.empty(told.predicted.shape)
    OPS["sigmoid"].forward(told.predicted, out=chance)
    lines = [forward(f"P({y} = 1 | x) = σ({z}){equals(chance)}")]
    lines += _of_surprise(told, lambda truth: f"σ({z})" if truth == 1 else f"(1 − σ({z}))")
    worked = f" = {show(chance)} − {show(told.actual)}" if told.slope.size == 1 else ""
    share = f", divided by {told.slope.size}" if _is_shared(told, told.slope.size) else ""
    lines.append(backward(f"∂{e}/∂{z} = σ({z}) − {y}{worked}{share}{equals(told.slope)}"))
    return lines


def _is_shared(told: Told, count: int) -> bool:
    return told.reduction == "mean" and count > 1


def of_classes(told: Told) -> list[Line]:
    """Write the cross entropy of probabilities, or of scores through their softmax."""
    p, y, e = told.p, told.y, told.e
    is_scores = told.loss.op.name == "softmax_cross_entropy"
    is_labels = told.predicted.shape != told.actual.shape
    lines = []
    if is_scores:
        chances = np.empty(told.predicted.shape)
        OPS["softmax"].forward(told.predicted, out=chances, axis=-1)
        lines.append(forward(f"P = softmax({p}){equals(chances)}"))

    def inner(_: float) -> str:
        right = int(told.actual.flat[0]) if is_labels else int(np.argmax(told.actual))
        return f"{'P' if is_scores else p}[{right}]"

    lines += _of_surprise(told, inner)
    truth = f"onehot({y})" if is_labels else y
    rule = f"P − {truth}" if is_scores else f"−{truth}/{p}"
    rows = told.predicted.size // told.predicted.shape[-1]
    if _is_shared(told, rows):
        rule = f"({rule})/{rows}"
    lines.append(backward(f"∂{e}/∂{p} = {rule}{equals(told.slope)}"))
    return lines if is_scores else lines + _through(told, "softmax")
