"""Cross entropy in NumPy and in PyTorch."""

import numpy as np

from .edges import Edge, Stand, not_finite_upstream
from .labels import onehot_text, picked_text
from .loss_kernels import reduced_text, row_upstream_text
from .op import Shape

Shapes = tuple[Shape, Shape]

_LOG_SUM = "np.logaddexp.reduce({z}, axis=-1, keepdims=True)"


def holds_labels(shapes: Shapes) -> bool:
    """Tell whether the target holds class labels, not a distribution."""
    return shapes[0] != shapes[1]


def numpy_of_probabilities(shapes: Shapes, reduction: str) -> str:
    """Write the loss of probabilities."""
    rows = shapes[0][:-1]
    if holds_labels(shapes):
        row = f"-np.log({picked_text('{p}', '{y}', len(shapes[0]))})"
        row = f"{row}[..., 0]" if rows else row
    else:
        row = "-np.sum({y} * np.log(np.where({y} == 0, 1, {p})), axis=-1)"
    return reduced_text(row, rows, reduction, "np.")


def numpy_by_probabilities(shapes: Shapes, reduction: str) -> str:
    """Write the backward line of the probabilities."""
    target = onehot_text(shapes[0], "{y}") if holds_labels(shapes) else "{y}"
    slope = f"-{target} / np.where({target} == 0, 1, {{p}})"
    return f"{row_upstream_text(shapes[0][:-1], reduction)} * ({slope})"


def numpy_by_target_of_probabilities(shapes: Shapes, reduction: str) -> str:
    """Write the backward line of their target."""
    if holds_labels(shapes):
        return "np.zeros_like({y})"
    return f"{row_upstream_text(shapes[0][:-1], reduction)} * -np.log({{p}})"


def numpy_of_logits(shapes: Shapes, reduction: str) -> str:
    """Write the loss of logits."""
    rows = shapes[0][:-1]
    if not holds_labels(shapes):
        row = f"np.sum({{y}} * ({_LOG_SUM} - {{z}}), axis=-1)"
    elif rows:
        row = f"({_LOG_SUM} - {picked_text('{z}', '{y}', len(shapes[0]))})[..., 0]"
    else:
        row = f"np.logaddexp.reduce({{z}}) - {picked_text('{z}', '{y}', 1)}"
    return reduced_text(row, rows, reduction, "np.")


def numpy_by_logits(
    shapes: Shapes, reduction: str, softmax: str = f"np.exp({{z}} - {_LOG_SUM})"
) -> str:
    """Write the backward line of the logits."""
    if holds_labels(shapes):
        slope = f"({softmax} - {onehot_text(shapes[0], '{y}')})"
    else:
        slope = f"({softmax} * np.sum({{y}}, axis=-1, keepdims=True) - {{y}})"
    return f"{row_upstream_text(shapes[0][:-1], reduction)} * {slope}"


def numpy_by_far_logits(shapes: Shapes, reduction: str) -> str:
    """Write the same for scores that have to be shifted first."""
    return numpy_by_logits(shapes, reduction, "softmax({z}, axis=-1)")


def numpy_by_target_of_logits(shapes: Shapes, reduction: str) -> str:
    """Write the backward line of their target."""
    if holds_labels(shapes):
        return "np.zeros_like({y})"
    return f"{row_upstream_text(shapes[0][:-1], reduction)} * ({_LOG_SUM} - {{z}})"


def _silenced(stand: Stand) -> bool:
    """Tell whether the target is a distribution that has zeros, and is not differentiated."""
    return _has_zeros(stand) and not stand.flows[1]


def _has_zeros(stand: Stand) -> bool:
    p, y = stand.args
    return y.shape == p.shape and bool(np.any(y == 0.0))


def torch_of_silenced(shapes: Shapes, reduction: str) -> str:
    """Write the loss of probabilities where zeros of the target silence their terms."""
    row = "0 - ({y} * torch.log(torch.where({y} == 0, 1, {p}))).sum(-1)"
    return f"({row})" + ("" if reduction == "none" else f".{reduction}()")


def _distribution(shapes: Shapes) -> str:
    """Write the target as a distribution in PyTorch."""
    if not holds_labels(shapes):
        return "{y}"
    return f"torch.eye({shapes[0][-1]})[torch.as_tensor({{y}}).long()]"


def torch_of_both(shapes: Shapes, reduction: str) -> str:
    """Write the same by its whole slope, the target differentiated too."""
    row = f"CrossEntropy.apply({{p}}, {_distribution(shapes)})"
    return row if reduction == "none" else f"{row}.{reduction}()"


TORCH_CROSS_ENTROPY = """\
class CrossEntropy(torch.autograd.Function):  # a term is silent where y is 0, even at p = 0
    @staticmethod
    def forward(ctx, p, y):
        ctx.save_for_backward(p, y)
        return 0 - torch.where(y == 0, 0, y * torch.log(p)).sum(-1)

    @staticmethod
    def backward(ctx, g):
        p, y = ctx.saved_tensors
        return g[..., None] * torch.where(y == 0, 0, -y / p), g[..., None] * -torch.log(p)"""


def _nothing_left(stand: Stand) -> bool:
    """Tell whether a loss of one row is 0, which minus the logarithm of 1 writes as −0."""
    return not stand.y.shape and stand.args[0].ndim == 1 and bool(stand.y == 0.0)


def _numpy_of_certain(shapes: Shapes, reduction: str) -> str:
    return f"{numpy_of_probabilities(shapes, reduction)} + 0"


NUMPY_EDGES = (Edge(_nothing_left, _numpy_of_certain),)
TORCH_EDGES = (
    Edge(not_finite_upstream, torch_of_both, TORCH_CROSS_ENTROPY),
    Edge(_silenced, torch_of_silenced),
    Edge(_has_zeros, torch_of_both, TORCH_CROSS_ENTROPY),
)


def torch_of_probabilities(shapes: Shapes, reduction: str) -> str:
    """Write the loss of probabilities in PyTorch."""
    if not holds_labels(shapes):
        row = "-torch.xlogy({y}, {p}).sum(-1)"
        return f"({row})" + ("" if reduction == "none" else f".{reduction}()")
    label = "torch.as_tensor({y}).long()[..., None]"
    row = f"-torch.log(torch.take_along_dim({{p}}, {label}, dim=-1))[..., 0]"
    return f"({row})" + ("" if reduction == "none" else f".{reduction}()")


def torch_of_logits(shapes: Shapes, reduction: str) -> str:
    """Write the loss of logits in PyTorch."""
    *rows, classes = shapes[0]
    scores, target = "{z}", "torch.as_tensor({y}).long()" if holds_labels(shapes) else "{y}"
    if len(rows) > 1:
        scores = f"{{z}}.reshape(-1, {classes})"
        target = f"{target}.flatten()" if holds_labels(shapes) else f"{{y}}.reshape(-1, {classes})"
    line = f'torch.nn.functional.cross_entropy({scores}, {target}, reduction="{reduction}")'
    return f"{line}.reshape({tuple(rows)})" if len(rows) > 1 and reduction == "none" else line


def torch_under_infinity(shapes: Shapes, reduction: str) -> str:
    """Write the loss of logits where an infinity arrives, which PyTorch splits into ∞ − ∞."""
    row = f"SoftmaxCrossEntropy.apply({{z}}, {_distribution(shapes)})"
    return row if reduction == "none" else f"{row}.{reduction}()"


TORCH_SOFTMAX_CROSS_ENTROPY = """\
class SoftmaxCrossEntropy(torch.autograd.Function):  # upstream times the whole slope
    @staticmethod
    def forward(ctx, z, y):
        ctx.save_for_backward(z, y)
        return 0 - torch.where(y == 0, 0, y * torch.log_softmax(z, -1)).sum(-1)

    @staticmethod
    def backward(ctx, g):
        z, y = ctx.saved_tensors
        slope = torch.softmax(z, -1) * y.sum(-1, keepdim=True) - y
        return g[..., None] * slope, g[..., None] * -torch.log_softmax(z, -1)"""

TORCH_LOGITS_EDGES = (Edge(not_finite_upstream, torch_under_infinity, TORCH_SOFTMAX_CROSS_ENTROPY),)
