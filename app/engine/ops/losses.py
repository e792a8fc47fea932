"""Losses of one element at a time."""

from collections.abc import Iterator

import numpy as np

from app.engine.ops.activations import write_sigmoid
from app.engine.ops.elementwise_loss import elementwise_loss
from app.engine.ops.op import Array, Domain, Shape, Text
from app.engine.ops.steps import Step, Steps, steps_of

PROBABILITY = Domain(0.1, 0.9)
LOG_FLOOR = -100.0
SLOPE_FLOOR = 1e-12


def _squared_error(p: Array, y: Array, out: Array) -> None:
    np.subtract(y, p, out=out)
    np.multiply(out, out, out=out)


def _squared_error_by_p(p: Array, y: Array, out: Array) -> None:
    np.subtract(p, y, out=out)
    np.multiply(out, 2.0, out=out)


def _squared_error_by_y(p: Array, y: Array, out: Array) -> None:
    _squared_error_by_p(y, p, out)


def _half_squared_error(p: Array, y: Array, out: Array) -> None:
    _squared_error(p, y, out)
    np.multiply(out, 0.5, out=out)


def _half_l2(w: Array, out: Array) -> None:
    np.square(w, out=out)
    np.multiply(out, 0.5, out=out)


def _clipped_logs(p: Array) -> tuple[Array, Array]:
    """Return ln p and ln(1 − p), both at least −100 as in PyTorch."""
    return np.maximum(np.log(p), LOG_FLOOR), np.maximum(np.log1p(np.negative(p)), LOG_FLOOR)


def _bce(p: Array, y: Array, out: Array) -> None:
    """Write −y·ln p − (1 − y)·ln(1 − p)."""
    log_p, log_q = _clipped_logs(p)
    np.subtract(log_q, log_p, out=out)
    np.multiply(out, y, out=out)
    np.subtract(out, log_q, out=out)


def _bce_by_p(p: Array, y: Array, out: Array) -> None:
    """Write (p − y) / (p·(1 − p))."""
    np.subtract(p, y, out=out)
    np.divide(out, np.maximum(p * (1.0 - p), SLOPE_FLOOR), out=out)


def _bce_by_y(p: Array, y: Array, out: Array) -> None:
    log_p, log_q = _clipped_logs(p)
    np.subtract(log_q, log_p, out=out)


def _bce_with_logits(z: Array, y: Array, out: Array) -> None:
    """Write max(z, 0) − z·y + ln(1 + e^−|z|)."""
    np.multiply(z, y, out=out)
    np.subtract(np.maximum(z, 0.0), out, out=out)
    np.add(out, np.log1p(np.exp(-np.abs(z))), out=out)


@Steps
def _bce_with_logits_by_z(z: Array, y: Array, out: Array) -> Iterator[Step]:
    """Write σ(z) − y."""
    sigmoid = out if z.shape == out.shape else np.empty(z.shape)
    yield from steps_of(write_sigmoid, z, out=sigmoid)
    yield np.subtract, sigmoid, y, out


def _bce_with_logits_by_y(z: Array, y: Array, out: Array) -> None:
    np.negative(z, out=out)


def _torch_bce(function: str, first: str) -> Text:
    def text(shapes: tuple[Shape, ...], reduction: str) -> str:
        pair = f"{{{first}}}, {{y}}"
        if shapes[0] != shapes[1] or not shapes[0]:
            tensors = [f"torch.as_tensor({{{a}}}, dtype=torch.float64)" for a in (first, "y")]
            pair = f"*torch.broadcast_tensors({', '.join(tensors)})"
        return f'torch.nn.functional.{function}({pair}, reduction="{reduction}")'

    return text


OPS = (
    elementwise_loss(
        "squared_error",
        "(y−p)²",
        ("p", "y"),
        (_squared_error, (_squared_error_by_p, _squared_error_by_y)),
        term="(y - p)**2",
        slopes=("2 * (p - y)", "2 * (y - p)"),
        numpy="({y} - {p}) ** 2",
        numpy_slopes=("2 * ({p} - {y})", "2 * ({y} - {p})"),
        summary="Sends back twice the error, p − y, times the upstream gradient.",
    ),
    elementwise_loss(
        "half_squared_error",
        "½(y−p)²",
        ("p", "y"),
        (
            _half_squared_error,
            (
                Steps(lambda p, y, out: iter([(np.subtract, p, y, out)])),
                Steps(lambda p, y, out: iter([(np.subtract, y, p, out)])),
            ),
        ),
        term="(y - p)**2 / 2",
        slopes=("(p - y)", "(y - p)"),
        numpy="({y} - {p}) ** 2 / 2",
        numpy_slopes=("({p} - {y})", "({y} - {p})"),
        summary="Sends back the error itself, p − y, times the upstream gradient.",
    ),
    elementwise_loss(
        "mse",
        "mse",
        ("p", "y"),
        (_squared_error, (_squared_error_by_p, _squared_error_by_y)),
        default="mean",
        term="(y - p)**2",
        slopes=("2 * (p - y)", "2 * (y - p)"),
        numpy="({y} - {p}) ** 2",
        numpy_slopes=("2 * ({p} - {y})", "2 * ({y} - {p})"),
        summary="Sends back to each of n predictions 2/n of its error, p − y.",
    ),
    elementwise_loss(
        "bce",
        "bce",
        ("p", "y"),
        (_bce, (_bce_by_p, _bce_by_y)),
        term="-y * log(p) - (1 - y) * log(1 - p)",
        slopes=("(p - y) / (p * (1 - p))", "(log(1 - p) - log(p))"),
        numpy="-{y} * np.log(np.maximum({p}, np.exp(-100)))"
        " - (1 - {y}) * np.log(np.maximum(1 - {p}, np.exp(-100)))",
        numpy_slopes=(
            "({p} - {y}) / np.maximum({p} * (1 - {p}), 1e-12)",
            "(np.log(np.maximum(1 - {p}, np.exp(-100))) - np.log(np.maximum({p}, np.exp(-100))))",
        ),
        torch=_torch_bce("binary_cross_entropy", "p"),
        summary="Sends back (p − y)/(p(1 − p)): the surer a wrong prediction, the larger.",
        domains=(PROBABILITY, PROBABILITY),
        convention="p is a probability. At p = 0 and p = 1 the logarithms stop at −100 and "
        "p(1 − p) at 10⁻¹², so the loss stays finite.",
    ),
    elementwise_loss(
        "bce_with_logits",
        "bce σ",
        ("z", "y"),
        (_bce_with_logits, (_bce_with_logits_by_z, _bce_with_logits_by_y)),
        term="-y * log(sigmoid(z)) - (1 - y) * log(1 - sigmoid(z))",
        before="p = sigmoid(z)",
        definition="-y * log(p) - (1 - y) * log(1 - p)",
        slopes=("(sigmoid(z) - y)", "(-z)"),
        numpy="np.logaddexp(0, {z}) - {z} * {y}",
        numpy_slopes=("(np.exp(-np.logaddexp(0, -{z})) - {y})", "(-{z})"),
        torch=_torch_bce("binary_cross_entropy_with_logits", "z"),
        summary="Sends back the error of the probability, σ(z) − y, times the upstream gradient.",
        domains=(Domain(), PROBABILITY),
        convention="z is a score before the sigmoid. Stable for any z: at 40 with y = 0 the loss "
        "is 40 and its derivative 1.",
    ),
    elementwise_loss(
        "l2",
        "ΣW²",
        ("W",),
        (lambda w, out: np.square(w, out=out), (lambda w, out: np.add(w, w, out=out),)),
        term="W**2",
        slopes=("2 * W",),
        numpy="{W} ** 2",
        numpy_slopes=("2 * {W}",),
        summary="Pulls every weight towards zero with twice its own size.",
    ),
    elementwise_loss(
        "half_l2",
        "½ΣW²",
        ("W",),
        (_half_l2, (lambda w, out: np.copyto(out, w),)),
        term="W**2 / 2",
        slopes=("W",),
        numpy="{W} ** 2 / 2",
        numpy_slopes=("{W}",),
        summary="Pulls every weight towards zero with its own size.",
    ),
)
