"""Cross entropy in NumPy and in PyTorch."""

from app.engine.ops.labels import index_text, picked_text
from app.engine.ops.loss_kernels import reduced_text, row_upstream_text
from app.engine.ops.op import Shape

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
    target = f"np.eye({shapes[0][-1]})[{index_text('{y}')}]" if holds_labels(shapes) else "{y}"
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


def numpy_by_logits(shapes: Shapes, reduction: str) -> str:
    """Write the backward line of the logits."""
    softmax = f"np.exp({{z}} - {_LOG_SUM})"
    if holds_labels(shapes):
        slope = f"({softmax} - np.eye({shapes[0][-1]})[{index_text('{y}')}])"
    else:
        slope = f"({softmax} * np.sum({{y}}, axis=-1, keepdims=True) - {{y}})"
    return f"{row_upstream_text(shapes[0][:-1], reduction)} * {slope}"


def numpy_by_target_of_logits(shapes: Shapes, reduction: str) -> str:
    """Write the backward line of their target."""
    if holds_labels(shapes):
        return "np.zeros_like({y})"
    return f"{row_upstream_text(shapes[0][:-1], reduction)} * ({_LOG_SUM} - {{z}})"


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
