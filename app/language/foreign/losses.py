"""Forms of losses that depend on their options: how they are reduced, weighted, smoothed."""

import ast
from collections.abc import Mapping

from ...engine.ops.op import Shape
from .row import Given, Shaped
from .shaped import is_usual


def reduced(elements: str) -> Shaped:
    """Return what writes a loss of elements: their mean, their sum, or as they are."""

    def write(given: Given, shapes: Mapping[str, Shape]) -> str | None:
        return _reduced(elements, given)

    return write


def _reduced(elements: str, given: Given) -> str | None:
    written = {"mean": f"mean({elements})", "sum": f"sum({elements})", "none": elements}
    reduction = given["reduction"]
    return written.get(str(reduction.value)) if isinstance(reduction, ast.Constant) else None


def smoothed(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write PyTorch's smoothing of labels: a share of them is spread over all classes alike."""
    even = "mean(log_softmax(z), axis=-1)"
    share = "label_smoothing"
    loss = f'(1 - {share}) * softmax_cross_entropy(z, y, reduction="none") - {share} * {even}'
    if is_usual(given, "reduction", "mean"):
        return f"(1 - {share}) * softmax_cross_entropy(z, y) - {share} * mean(log_softmax(z))"
    return _reduced(loss, given)


def weighted_classes(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write PyTorch's weights of classes, for labels that are indices; its mean is weighted too."""
    if len(shapes["z"]) != 2 or len(shapes["y"]) != 1:
        return None
    losses = "-pick(weight * log_softmax(z), y)"
    if is_usual(given, "reduction", "mean"):
        rows, classes = shapes["z"]
        return f"sum({losses}) / sum(pick(weight * ones({rows}, {classes}), y))"
    return _reduced(losses, given)


def divergence_of_rows(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write a divergence as PyTorch divides it: by the number of rows."""
    shape = shapes["q"]
    return f"sum(p * (log(p) - q)) / {shape[0]}" if shape else None
