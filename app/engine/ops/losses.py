"""Losses of one element at a time."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ..compiled.steps import Step, Steps, steps_of
from .activations import write_sigmoid
from .edges import Stand
from .elementwise_loss import LossEdge, elementwise_loss
from .op import Array, Domain, Shape, Text

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


def _is_clamped(p: Array, y: Array) -> NDArray[np.bool_]:
    """Mark where the slope by p is not that of the loss, but of the floor under p(1 − p)."""
    return np.broadcast_to(p * (1.0 - p) < SLOPE_FLOOR, np.broadcast_shapes(p.shape, y.shape))


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


def _not_finite(stand: Stand) -> bool:
    return not all(np.isfinite(argument).all() for argument in stand.args)


def _no_plain_bce(stand: Stand) -> bool:
    """Tell whether a logarithm of p or of 1 − p is NaN or lost in rounding, or 0 · ∞ comes up."""
    p, y = stand.args
    plain = (p == 0.0) | ((p > 1e-5) & (p <= 1.0))
    return not bool(np.all(plain) and np.all(np.isfinite(y)))


def _other_in_torch(stand: Stand) -> bool:
    """Tell whether PyTorch refuses the arguments or has other floors.

    It refuses what is outside [0, 1], its 10⁻¹² in float32 is off in the ninth digit, and it has no
    floor in the slope by the target.
    """
    p, y = stand.args
    probabilities = all(bool(np.all((t >= 0.0) & (t <= 1.0))) for t in (p, y))
    return not probabilities or bool(np.any(p * (1.0 - p) < SLOPE_FLOOR))


_LOG_P, _LOG_Q = "np.maximum(np.log({p}), -100)", "np.maximum(np.log1p(-{p}), -100)"
_NUMPY_BCE = LossEdge(
    _no_plain_bce, f"({_LOG_Q} - {_LOG_P}) * {{y}} - {_LOG_Q}", f"({_LOG_Q} - {_LOG_P})"
)
_TORCH_BCE = LossEdge(
    _other_in_torch,
    "BCE.apply(torch.as_tensor({p}), torch.as_tensor({y}))",
    helper="""\
class BCE(torch.autograd.Function):  # the logarithms stop at -100, p(1 - p) at 1e-12
    @staticmethod
    def forward(ctx, p, y):
        log_p, log_q = torch.log(p).clamp(min=-100), torch.log1p(-p).clamp(min=-100)
        ctx.save_for_backward(p, y, log_q - log_p)
        return (log_q - log_p) * y - log_q

    @staticmethod
    def backward(ctx, g):
        p, y, slope_of_y = ctx.saved_tensors
        return g * (p - y) / (p * (1 - p)).clamp(min=1e-12), g * slope_of_y""",
)
_TORCH_LOGITS = LossEdge(
    _not_finite, "torch.logaddexp(torch.as_tensor({z}), torch.zeros(())) - {z} * {y}"
)

_CLAMPED = (
    "At p = 0 and p = 1 the logarithms stop at −100 and p(1 − p) at 10⁻¹², "
    "so the loss stays finite."
)
_STABLE = "Stable for any z: at 40 with y = 0 the loss is 40 and its derivative 1."

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
        numpy_edge=_NUMPY_BCE,
        torch_edge=_TORCH_BCE,
        summary="Sends back (p − y)/(p(1 − p)): the surer a wrong prediction, the larger.",
        domains=(PROBABILITY, PROBABILITY),
        clamped=_is_clamped,
        convention=f"p is a probability. {_CLAMPED}",
        at_ends=_CLAMPED,
    ),
    elementwise_loss(
        "bce_with_logits",
        "bce σ",
        ("z", "y"),
        (_bce_with_logits, (_bce_with_logits_by_z, _bce_with_logits_by_y)),
        term="-y * log(sigmoid(z)) - (1 - y) * log(1 - sigmoid(z))",
        definition="softplus(z) - z * y",
        slopes=("(sigmoid(z) - y)", "(-z)"),
        numpy="np.logaddexp(0, {z}) - {z} * {y}",
        numpy_slopes=("(np.exp(-np.logaddexp(0, -{z})) - {y})", "(-{z})"),
        torch=_torch_bce("binary_cross_entropy_with_logits", "z"),
        torch_edge=_TORCH_LOGITS,
        summary="Sends back the error of the probability, σ(z) − y, times the upstream gradient.",
        domains=(Domain(), PROBABILITY),
        convention=f"z is a score before the sigmoid. {_STABLE}",
        at_ends=_STABLE,
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
