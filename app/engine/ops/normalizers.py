"""Gates that compare the elements along an axis: softmax and its logarithms."""

from typing import Any

import numpy as np

from .axes import axis_text, kept_text, kept_view, reduced_shape, settled_axis
from .edges import Edge, Stand
from .op import Array, Op, Param, Pattern, Shape

MOST_LOGGED = 1e3
"""A number of this size loses so many digits when a softmax is written by its logarithm that the
thirteenth is wrong; an infinity loses all."""

NUMPY_SOFTMAX = """\
def softmax(z, axis):
    e = np.exp(z - np.max(z, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)"""

AXIS = Param("axis", -1, "axis", "The axis along which the elements compete.")


def write_softmax(z: Array, out: Array, axis: int) -> None:
    """Write e^z / Σ e^z; shifting z by its maximum changes nothing and cannot overflow."""
    np.subtract(z, _folded(np.maximum, z, axis), out=out)
    write_unshifted_softmax(out, out, axis)


def write_unshifted_softmax(z: Array, out: Array, axis: int) -> None:
    """Write the same where no logit overflows; what does raises, where NumPy is told to."""
    np.exp(z, out=out)
    np.divide(out, _folded(np.add, out, axis), out=out)


def _folded(ufunc: np.ufunc, z: Array, axis: int) -> Array:
    """Fold an axis, which is kept. Of two elements that is one call, in half the time of a fold."""
    if z.shape[axis] != 2:
        return np.asarray(ufunc.reduce(z, axis=axis, keepdims=True))
    before = (slice(None),) * (axis % z.ndim)
    return np.asarray(ufunc(z[(*before, slice(0, 1))], z[(*before, slice(1, 2))]))


def _softmax_vjp(g: Array, y: Array, z: Array, out: Array, axis: int) -> None:
    """Write y·(g − Σ g·y)."""
    np.multiply(g, y, out=out)
    np.subtract(g, np.add.reduce(out, axis=axis, keepdims=True), out=out)
    np.multiply(out, y, out=out)


def _softmax_jvp(t: Array, y: Array, z: Array, axis: int) -> Array:
    """Return y·(t − Σ t·y): the Jacobian is symmetric."""
    out = np.empty_like(y)
    _softmax_vjp(t, y, z, out, axis)
    return out


def log_sum_exp(z: Array, axis: int) -> Array:
    """Return ln Σ e^z along an axis, which is kept; stable for any z."""
    top = np.maximum.reduce(z, axis=axis, keepdims=True)
    top = np.where(np.isfinite(top), top, 0.0)
    powers = np.subtract(z, top)
    np.exp(powers, out=powers)
    total: Array = np.add.reduce(powers, axis=axis, keepdims=True)
    np.log(total, out=total)
    np.add(total, top, out=total)
    return total


def _log_softmax(z: Array, out: Array, axis: int) -> None:
    np.subtract(z, log_sum_exp(z, axis), out=out)


def _log_softmax_vjp(g: Array, y: Array, z: Array, out: Array, axis: int) -> None:
    """Write g − e^y·Σ g."""
    np.exp(y, out=out)
    np.multiply(out, np.add.reduce(g, axis=axis, keepdims=True), out=out)
    np.subtract(g, out, out=out)


def _log_softmax_jvp(t: Array, y: Array, z: Array, axis: int) -> Array:
    """Return t − Σ e^y·t."""
    mean: Array = np.add.reduce(np.exp(y) * t, axis=axis, keepdims=True)
    return t - mean


def _logsumexp(z: Array, out: Array, axis: int, keepdims: bool) -> None:
    np.copyto(out, log_sum_exp(z, axis).reshape(out.shape))


def _logsumexp_vjp(g: Array, y: Array, z: Array, out: Array, axis: int, keepdims: bool) -> None:
    """Write g·e^(z−y): the softmax of z."""
    np.subtract(z, kept_view(y, z.shape, axis), out=out)
    np.exp(out, out=out)
    np.multiply(out, kept_view(g, z.shape, axis), out=out)


def _logsumexp_jvp(t: Array, y: Array, z: Array, axis: int, keepdims: bool) -> Array:
    weights = np.exp(z - kept_view(y, z.shape, axis))
    return np.asarray(np.sum(weights * t, axis=axis, keepdims=keepdims))


def far_out(stand: Stand) -> bool:
    """Tell whether scores are so large that their softmax needs them shifted first."""
    z = stand.args[0]
    return bool(np.any((np.abs(z) > MOST_LOGGED) & (z != -np.inf)))


def _has_infinity(stand: Stand) -> bool:
    return bool(np.isinf(stand.args[0]).any())


def _same_shape(gate: str) -> Any:
    def shape(z: Shape, axis: int) -> Shape:
        settled_axis(axis, z, gate)
        return z

    return shape


def _along(shape: Shape, axis: int) -> str:
    """Write the options of a sum along an axis that is kept; none are needed for a vector."""
    return "" if len(shape) == 1 else axis_text(axis, True)


def _largest(shapes: tuple[Shape], axis: int) -> str:
    """Write the largest element, which every definition takes off first.

    No gradient goes that way: a shift of all elements changes nothing, so it would sum to zero.
    """
    return f"detach(amax(z{_along(shapes[0], axis)}))"


def _softmax_definition(shapes: tuple[Shape], axis: int) -> str:
    options = _along(shapes[0], axis)
    return f"e = exp(z - {_largest(shapes, axis)})\nreturn e / sum(e{options})"


def _log_softmax_definition(shapes: tuple[Shape], axis: int) -> str:
    options = _along(shapes[0], axis)
    return f"s = z - {_largest(shapes, axis)}\nreturn s - log(sum(exp(s){options}))"


def _logsumexp_definition(shapes: tuple[Shape], axis: int, keepdims: bool) -> str:
    shape, options = shapes[0], _along(shapes[0], axis)
    lines = f"m = {_largest(shapes, axis)}\ns = log(sum(exp(z - m){options})) + m"
    kept = bool(options)
    if kept == keepdims:
        return f"{lines}\nreturn s"
    rows = reduced_shape(shape, axis, keepdims, "logsumexp")
    return f"{lines}\nreturn reshape(s, {rows})"


def _logsumexp_text(shapes: tuple[Shape], axis: int, keepdims: bool) -> str:
    return f"np.logaddexp.reduce({{z}}{axis_text(axis, keepdims)})"


def _logsumexp_vjp_text(shapes: tuple[Shape], axis: int, keepdims: bool) -> str:
    value, upstream = (kept_text(name, axis, keepdims) for name in ("{y}", "{g}"))
    return f"{upstream} * np.exp({{z}} - {value})"


def _logsumexp_torch(shapes: tuple[Shape], axis: int, keepdims: bool) -> str:
    return f"torch.logsumexp({{z}}{axis_text(axis, keepdims, ('dim', 'keepdim'))})"


OPS = (
    Op(
        name="softmax",
        glyph="softmax",
        family="normalizers",
        arguments=("z",),
        forward=write_softmax,
        vjps=(_softmax_vjp,),
        formula="exp(z) / sum(exp(z))",
        derivatives=("y * (g - sum(g * y))",),
        behaviour="compares",
        summary="Passes on how far each upstream gradient lies above their mean weighted by y, "
        "scaled by y.",
        numpy="np.exp({z} - np.logaddexp.reduce({z}, axis={axis}, keepdims=True))",
        numpy_vjps=("{y} * ({g} - np.sum({g} * {y}, axis={axis}, keepdims=True))",),
        numpy_edges=(Edge(far_out, "softmax({z}, axis={axis})", NUMPY_SOFTMAX, warns=False),),
        torch="torch.softmax({z}, dim={axis})",
        pattern=Pattern.BLOCK,
        shape=_same_shape("softmax"),
        jvps=(_softmax_jvp,),
        params=(AXIS,),
        definition=_softmax_definition,
        convention="Stable for any z: the largest element is subtracted first.",
    ),
    Op(
        name="log_softmax",
        glyph="ln softmax",
        family="normalizers",
        arguments=("z",),
        forward=_log_softmax,
        vjps=(_log_softmax_vjp,),
        formula="z - log(sum(exp(z)))",
        derivatives=("g - exp(y) * sum(g)",),
        behaviour="compares",
        summary="Takes from each upstream gradient its softmax share of their sum.",
        numpy="{z} - np.logaddexp.reduce({z}, axis={axis}, keepdims=True)",
        numpy_vjps=("{g} - np.exp({y}) * np.sum({g}, axis={axis}, keepdims=True)",),
        torch="torch.log_softmax({z}, dim={axis})",
        torch_edges=(Edge(_has_infinity, "{z} - torch.logsumexp({z}, dim={axis}, keepdim=True)"),),
        pattern=Pattern.BLOCK,
        shape=_same_shape("log_softmax"),
        jvps=(_log_softmax_jvp,),
        params=(AXIS,),
        definition=_log_softmax_definition,
        convention="Stable for any z: the largest element is subtracted first.",
    ),
    Op(
        name="logsumexp",
        glyph="ln Σ eᶻ",
        family="normalizers",
        arguments=("z",),
        forward=_logsumexp,
        vjps=(_logsumexp_vjp,),
        formula="log(sum(exp(z)))",
        derivatives=("g * exp(z - y)",),
        behaviour="shares",
        summary="Shares the upstream gradient out among the elements in the ratio of softmax.",
        numpy=_logsumexp_text,
        numpy_vjps=(_logsumexp_vjp_text,),
        torch=_logsumexp_torch,
        pattern=Pattern.BLOCK,
        shape=lambda z, axis, keepdims: reduced_shape(z, axis, keepdims, "logsumexp"),
        jvps=(_logsumexp_jvp,),
        params=(AXIS, Param("keepdims", False, "flag", "Keep the folded axis, with size 1.")),
        definition=_logsumexp_definition,
        convention="Stable for any z: the largest element is subtracted first.",
    ),
)
