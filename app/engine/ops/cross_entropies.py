"""Cross entropy: how surprised the prediction is by the right class.

The target ``y`` is either a distribution over the classes, of the same shape as the prediction, and
is differentiated too; or one class label for each row, and is not.
"""

from collections.abc import Callable
from math import prod

import numpy as np

from . import cross_entropy_texts as texts
from .edges import Edge
from .labels import checked_labels, label_index, rows_shape
from .loss_kernels import loss_kernels, reduced_text, reduction
from .normalizers import NUMPY_SOFTMAX, far_out, log_sum_exp, write_softmax
from .op import Array, Domain, Op, Pattern, Shape

Shapes = tuple[Shape, Shape]


def _of_probabilities(p: Array, y: Array, out: Array) -> None:
    """Write −Σ y·ln p, where a zero of y silences its term; with labels −ln p at the label."""
    if y.shape != p.shape:
        index = checked_labels(y, p.shape[-1], "cross_entropy")
        np.negative(np.log(np.take_along_axis(p, index, -1)[..., 0]), out=out)
        return
    terms = y * np.log(p)
    terms[y == 0.0] = 0.0
    np.add.reduce(terms, axis=-1, out=out)
    np.negative(out, out=out)


def _by_probabilities(p: Array, y: Array, out: Array) -> None:
    """Write −y/p."""
    if y.shape != p.shape:
        index = label_index(y)
        np.copyto(out, 0.0)
        np.put_along_axis(out, index, -1.0 / np.take_along_axis(p, index, -1), -1)
        return
    np.divide(y, p, out=out)
    np.negative(out, out=out)
    out[y == 0.0] = 0.0


def _by_target_of_probabilities(p: Array, y: Array, out: Array) -> None:
    np.log(p, out=out)
    np.negative(out, out=out)


def _of_logits(z: Array, y: Array, out: Array) -> None:
    """Write Σ y·(ln Σ e^z − z); with labels ln Σ e^z − z at the label."""
    if y.shape != z.shape:
        index = checked_labels(y, z.shape[-1], "softmax_cross_entropy")
        right = np.take_along_axis(z, index, -1)
        np.subtract(log_sum_exp(z, -1)[..., 0], right[..., 0], out=out)
        return
    terms = log_sum_exp(z, -1) - z
    np.multiply(terms, y, out=terms)
    np.add.reduce(terms, axis=-1, out=out)


def _by_logits(z: Array, y: Array, out: Array) -> None:
    """Write softmax(z)·Σ y − y."""
    write_softmax(z, out, -1)
    if y.shape != z.shape:
        index = label_index(y)
        np.put_along_axis(out, index, np.take_along_axis(out, index, -1) - 1.0, -1)
        return
    np.multiply(out, np.add.reduce(y, axis=-1, keepdims=True), out=out)
    np.subtract(out, y, out=out)


def _by_target_of_logits(z: Array, y: Array, out: Array) -> None:
    np.subtract(log_sum_exp(z, -1), z, out=out)


def _surprise(shapes: Shapes, reduction: str) -> str:
    """Write the loss of probabilities p in smaller gates."""
    if texts.holds_labels(shapes):
        return reduced_text("-log(pick(p, y))", shapes[0][:-1], reduction)
    return _weighed("log(p)", shapes, reduction)


def _surprise_of_logits(shapes: Shapes, reduction: str) -> str:
    """Write the loss of logits z by log_softmax, which keeps what softmax rounds to 0."""
    if texts.holds_labels(shapes):
        return reduced_text("-pick(log_softmax(z), y)", shapes[0][:-1], reduction)
    return _weighed("log_softmax(z)", shapes, reduction)


def _weighed(logarithms: str, shapes: Shapes, reduction: str) -> str:
    rows = shapes[0][:-1]
    return reduced_text(f"-sum(y * {logarithms}{', axis=-1' if rows else ''})", rows, reduction)


def _formulas(
    name: str, shapes: Shapes, reduction: str, dense: tuple[str, str], sparse: tuple[str, str]
) -> tuple[str, tuple[str, ...]]:
    """Return the formulas for labels or distributions, with the rows put together."""
    rows = shapes[0][:-1]
    share = f"g / {prod(rows)}" if reduction == "mean" and rows else "g"
    probability = {"p": "p", "z": "softmax(z)"}[name]
    if texts.holds_labels(shapes):
        value, slopes = f"-log(pick({probability}, y))", (f"{share} * {sparse[0]}", "0")
    else:
        value = f"-sum(y * log({probability}))"
        slopes = (f"{share} * {dense[0]}", f"{share} * {dense[1]}")
    return reduced_text(value, rows, reduction), slopes


def _formulas_of_probabilities(shapes: Shapes, reduction: str) -> tuple[str, tuple[str, ...]]:
    return _formulas("p", shapes, reduction, ("(-y / p)", "(-log(p))"), ("(-onehot(y) / p)", "0"))


def _formulas_of_logits(shapes: Shapes, reduction: str) -> tuple[str, tuple[str, ...]]:
    dense = ("(softmax(z) - y)", "(-log_softmax(z))")
    return _formulas("z", shapes, reduction, dense, ("(softmax(z) - onehot(y))", "0"))


def _shape_rule(gate: str) -> Callable[..., Shape]:
    def shape(scores: Shape, target: Shape, reduction: str) -> Shape:
        rows = rows_shape(gate, scores, target, distributions=True)
        return rows if reduction == "none" else ()

    return shape


_PROBABILITIES = loss_kernels(
    _of_probabilities, (_by_probabilities, _by_target_of_probabilities), rows=True
)
_LOGITS = loss_kernels(_of_logits, (_by_logits, _by_target_of_logits), rows=True)

_TARGETS = (
    "By default the mean over rows; one row is just itself. y is a distribution of the same shape, "
    "or one class label for each row; labels are whole numbers from 0 and get no gradient."
)
_SILENT = "Where y is 0 the term is 0, even at p = 0."

OPS = (
    Op(
        name="cross_entropy",
        glyph="CE",
        family="losses",
        arguments=("p", "y"),
        forward=_PROBABILITIES.forward,
        vjps=_PROBABILITIES.vjps,
        formula="-sum(y * log(p))",
        derivatives=("g * (-y / p)", "g * (-log(p))"),
        behaviour="scales",
        summary="Sends back −y/p: only the right class is pushed, the harder the less it was "
        "expected.",
        numpy=texts.numpy_of_probabilities,
        numpy_edges=texts.NUMPY_EDGES,
        numpy_vjps=(texts.numpy_by_probabilities, texts.numpy_by_target_of_probabilities),
        torch=texts.torch_of_probabilities,
        torch_edges=texts.TORCH_EDGES,
        pattern=Pattern.BLOCK,
        shape=_shape_rule("cross_entropy"),
        jvps=_PROBABILITIES.jvps,
        params=(reduction("mean"),),
        definition=_surprise,
        formulas=_formulas_of_probabilities,
        domains=(Domain(0.1, 0.9), Domain(0.1, 0.9)),
        labels=frozenset({1}),
        literal_glyphs=("CE", "CE {c}"),
        convention=f"p holds probabilities. {_TARGETS} {_SILENT}",
        at_ends=_SILENT,
    ),
    Op(
        name="softmax_cross_entropy",
        glyph="softmax CE",
        family="losses",
        arguments=("z", "y"),
        forward=_LOGITS.forward,
        vjps=_LOGITS.vjps,
        formula="-sum(y * log(softmax(z)))",
        derivatives=("g * (softmax(z) - y)", "g * (-log_softmax(z))"),
        behaviour="compares",
        summary="Sends back the error of the probabilities, softmax(z) − y, times the upstream "
        "gradient.",
        numpy=texts.numpy_of_logits,
        numpy_vjps=(texts.numpy_by_logits, texts.numpy_by_target_of_logits),
        numpy_vjp_edges={
            0: (Edge(far_out, texts.numpy_by_far_logits, NUMPY_SOFTMAX, warns=False),)
        },
        torch=texts.torch_of_logits,
        torch_edges=texts.TORCH_LOGITS_EDGES,
        pattern=Pattern.BLOCK,
        shape=_shape_rule("softmax_cross_entropy"),
        jvps=_LOGITS.jvps,
        params=(reduction("mean"),),
        definition=_surprise_of_logits,
        formulas=_formulas_of_logits,
        domains=(Domain(), Domain(0.1, 0.9)),
        labels=frozenset({1}),
        literal_glyphs=("softmax CE", "softmax CE {c}"),
        convention=f"z holds scores before the softmax; stable for any z. {_TARGETS}",
        at_ends="Stable for any z: the largest element is subtracted first.",
    ),
)
