"""The multiclass hinge loss of a linear support vector machine."""

from math import prod

import numpy as np
from numpy.typing import NDArray

from ..errors import ArgumentError
from .edges import Edge, Stand
from .labels import (
    checked_labels,
    label_index,
    onehot_text,
    picked_text,
    rows_shape,
)
from .loss_kernels import loss_kernels, reduced_text, reduction, row_upstream_text
from .op import Array, Op, Param, Pattern, Shape

Shapes = tuple[Shape, Shape]


def _excess(s: Array, index: NDArray[np.intp], margin: float, out: Array) -> None:
    """Write s_j − s_label + margin."""
    np.subtract(s, np.take_along_axis(s, index, -1), out=out)
    np.add(out, margin, out=out)


def _terms(s: Array, label: Array, out: Array, margin: float) -> None:
    """Write Σ max(0, s_j − s_label + margin) over the j that are not the label."""
    index = checked_labels(label, s.shape[-1], "hinge")
    excess = np.empty(s.shape)
    _excess(s, index, margin, excess)
    np.maximum(excess, 0.0, out=excess)
    np.put_along_axis(excess, index, 0.0, -1)
    np.add.reduce(excess, axis=-1, out=out)


def _by_scores(s: Array, label: Array, out: Array, margin: float) -> None:
    """Write 1 for every class inside the margin, and minus their number for the label."""
    index = label_index(label)
    _excess(s, index, margin, out)
    np.greater(out, 0.0, out=out)
    np.put_along_axis(out, index, 0.0, -1)
    inside = np.add.reduce(out, axis=-1, keepdims=True)
    np.put_along_axis(out, index, np.subtract(0.0, inside), -1)


def _by_label(s: Array, label: Array, out: Array, margin: float) -> None:
    np.copyto(out, 0.0)


def _shape(s: Shape, label: Shape, margin: float, reduction: str) -> Shape:
    rows = rows_shape("hinge", s, label, distributions=False)
    if margin < 0:
        raise ArgumentError(f"hinge: the margin cannot be {margin:g}", hint="give 0 or more")
    return rows if reduction == "none" else ()


def _plus(margin: float) -> str:
    return " + margin" if margin else ""


def _definition(shapes: Shapes, margin: float, reduction: str) -> str:
    """Write Σ max(0, s_j − s_label + margin) over the classes that are not the label."""
    rows = shapes[0][:-1]
    if shapes[0][-1:] == (1,):
        return reduced_text("0 * pick(s, label)", rows, reduction)
    if not rows:
        return f"sum(max(0, others(s, label) - pick(s, label){_plus(margin)}))"
    column = ", ".join(":" * len(rows))
    row = f"sum(max(0, others(s, label) - right[{column}, None]{_plus(margin)}), axis=-1)"
    return f"right = pick(s, label)\nreturn {reduced_text(row, rows, reduction)}"


def _row_formulas(score: str, label: str, margin: float = 1.0) -> tuple[str, str]:
    """Write the loss of one row and its slope, as in CS231n's notes on the SVM loss.

    ``j`` runs over the classes, ``score`` is how the score of class ``j`` is written.
    """
    excess = f"{score} - {score.replace('j', label)}{_plus(margin)}"
    value = f"sum(j != {label}, max(0, {excess}))"
    slope = f"sum(j != {label}, step({excess} > 0) * (onehot(j) - onehot({label})))"
    return value, slope


def _formulas(shapes: Shapes, margin: float, reduction: str) -> tuple[str, tuple[str, ...]]:
    rows = shapes[0][:-1]
    share = f"g / {prod(rows)}" if reduction == "mean" and rows else "g"
    score, right = ("s[i, j]", "label[i]") if rows else ("s[j]", "label")
    value, slope = _row_formulas(score, right, margin)
    return reduced_text(value, rows, reduction), (f"{share} * {slope}", "0")


_VALUE, _SLOPE = _row_formulas("s[j]", "label")


def _numpy(shapes: Shapes, margin: float, reduction: str) -> str:
    right = picked_text("{s}", "{label}", len(shapes[0]))
    row = f"np.sum(np.maximum(0, {{s}} - {right} + {margin}), axis=-1) - {margin}"
    return reduced_text(row, shapes[0][:-1], reduction, "np.")


def _numpy_of_infinities(shapes: Shapes, margin: float, reduction: str) -> str:
    """Write the loss without the term of the label, which is ∞ − ∞ where its score is infinite."""
    right = picked_text("{s}", "{label}", len(shapes[0]))
    others = f"{onehot_text(shapes[0], '{label}')} == 0"
    row = f"np.sum(np.maximum(0, {{s}} - {right} + {margin}), axis=-1, where={others})"
    return reduced_text(row, shapes[0][:-1], reduction, "np.")


def _not_finite(stand: Stand) -> bool:
    return not np.isfinite(stand.args[0]).all()


def _numpy_by_scores(shapes: Shapes, margin: float, reduction: str) -> str:
    right = picked_text("{s}", "{label}", len(shapes[0]))
    inside = f"({{s}} - {right} + {margin} > 0)"
    onehot = onehot_text(shapes[0], "{label}")
    slope = f"({inside} - np.sum({inside}, axis=-1, keepdims=True) * {onehot})"
    return f"{row_upstream_text(shapes[0][:-1], reduction)} * {slope}"


def _torch(shapes: Shapes, margin: float, reduction: str) -> str:
    *rows, classes = shapes[0]
    scores, label = "{s}", "torch.as_tensor({label}).long()"
    if len(rows) > 1:
        scores, label = f"{{s}}.reshape(-1, {classes})", f"{label}.flatten()"
    options = f'margin={margin}, reduction="{reduction}"'
    line = f"{classes} * torch.nn.functional.multi_margin_loss({scores}, {label}, {options})"
    return f"({line}).reshape({tuple(rows)})" if len(rows) > 1 and reduction == "none" else line


_KERNELS = loss_kernels(_terms, (_by_scores, _by_label), rows=True)

OPS = (
    Op(
        name="hinge",
        glyph="hinge",
        family="losses",
        arguments=("s", "label"),
        forward=_KERNELS.forward,
        vjps=_KERNELS.vjps,
        formula=_VALUE,
        derivatives=(f"g * {_SLOPE}", "0"),
        behaviour="gates",
        summary="Sends the upstream gradient to every class inside the margin and, as often with a "
        "minus, to the right class.",
        numpy=_numpy,
        numpy_edges=(Edge(_not_finite, _numpy_of_infinities),),
        numpy_vjps=(_numpy_by_scores, "np.zeros_like({label})"),
        torch=_torch,
        pattern=Pattern.BLOCK,
        shape=_shape,
        jvps=_KERNELS.jvps,
        params=(
            Param("margin", 1.0, "number", "How far ahead the right class has to be."),
            reduction("mean"),
        ),
        definition=_definition,
        formulas=_formulas,
        labels=frozenset({1}),
        literal_glyphs=("hinge", "hinge {c}"),
        convention="By default the mean over rows; one row is just itself. A class exactly on the "
        "margin counts as outside. Labels are whole numbers from 0 and get no gradient.",
        at_kink="A class exactly on the margin counts as outside.",
    ),
)
