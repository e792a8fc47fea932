"""A network of this moment as text: a program in the product's own language, and PyTorch.

Both hold every digit, so both give the numbers that the lab shows.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from ..engine.errors import ArgumentError
from ..engine.ops import OPS
from ..engine.ops.op import Array
from .config import LayerConfig
from .features import feature_matrix
from .networks import PIECES, Block
from .trainer import Trainer

LOSSES = {
    "softmax": "softmax_cross_entropy({scores}, {target})",
    "svm": "hinge({scores}, {target})",
    "sigmoid": 'bce_with_logits({scores}, {target}, reduction="{reduction}")',
    "squared": 'half_squared_error({scores}, {target}, reduction="{reduction}")',
    "regression": 'half_squared_error({scores}, {target}, reduction="{reduction}")',
}
"""The loss of one sample, or the mean over a batch."""


def program(trainer: Trainer, sample: int | str) -> str:
    """Write the network as a program whose value is the loss, without the penalty.

    It has all units: what dropout leaves out differs from update to update.

    ``sample`` is the index of a point, or ``"batch"`` for the points of the next update: then the
    value is their mean loss.

    Raises:
        ArgumentError: there is no such point.
    """
    batch = sample == "batch"
    points = trainer.next_batch() if batch else _one(sample, len(trainer.data.labels))
    if not points.size:
        raise ArgumentError("there are no points to train on", hint="add points to the plane")
    inputs = feature_matrix(trainer.config.features, trainer.data.inputs[:, points])
    labels = trainer.data.labels[points]
    lines = [f"# the network at update {trainer.update}, on {_described(trainer, points, batch)}"]
    lines += _parameter_lines(trainer, batch)
    lines.append(f"x = const({_text(inputs.T if batch else inputs[:, 0])})")
    lines += _layer_lines(trainer, batch)
    lines.append(_loss_line(trainer, labels, batch))
    return "\n".join(lines) + "\n"


def _one(sample: int | str, count: int) -> NDArray[np.intp]:
    if not isinstance(sample, int) or not 0 <= sample < count:
        raise ArgumentError(
            f"there is no point {sample}", hint=f"points are 0 to {count - 1}" if count else None
        )
    return np.array([sample], np.intp)


def _described(trainer: Trainer, points: NDArray[np.intp], batch: bool) -> str:
    if batch:
        return f"a batch of {len(points)} points, one a row"
    x1, x2 = trainer.data.points[:, points[0]]
    return f"the point ({x1:.4g}, {x2:.4g})"


def _parameter_lines(trainer: Trainer, batch: bool) -> Iterator[str]:
    for block in trainer.network.blocks:
        yield f"{_name(block, 'W')} = {_text(block.weights(trainer.parameters))}"
        if block.bias:
            yield f"{_name(block, 'b')} = {_text(block.biases(trainer.parameters)[:, 0])}"


def _name(block: Block, letter: str) -> str:
    """Name a leaf of the program; the second piece of a maxout layer has a letter of its own."""
    return f"{letter}{block.layer}" + "b" * block.piece


def _affine(block: Block, x: str, batch: bool) -> str:
    weights = _name(block, "W")
    product = f"{x} @ {weights}.T" if batch else f"{weights} @ {x}"
    return f"{product} + {_name(block, 'b')}" if block.bias else product


def _layer_lines(trainer: Trainer, batch: bool) -> Iterator[str]:
    x, blocks = "x", iter(trainer.network.blocks)
    *hidden, _ = trainer.network.layers
    for number, layer in enumerate(hidden, 1):
        pieces = [_affine(next(blocks), x, batch) for _ in range(PIECES.get(layer.activation, 1))]
        yield f"h{number} = {_activated(layer, pieces)}{f' + {x}' * layer.residual}"
        x = f"h{number}"
    yield f"z = {_affine(next(blocks), x, batch)}"


def _activated(layer: LayerConfig, pieces: Sequence[str]) -> str:
    if layer.activation == "identity":
        return pieces[0]
    if layer.activation == "maxout":
        return f"max({', '.join(pieces)})"
    options = [f", {p.name}={getattr(layer, p.name)!r}" for p in OPS[layer.activation].params]
    return f"{layer.activation}({pieces[0]}{''.join(options)})"


def _loss_line(trainer: Trainer, labels: Array, batch: bool) -> str:
    head, classes = trainer.network.head, trainer.network.classes
    target = head.target(labels, classes)
    if target.ndim == 2:
        target = target.T
    scores = "z"
    if trainer.config.output_activation != "identity":
        scores = f"{trainer.config.output_activation}(z)"
    # A loss of elements is summed over the outputs of one sample.
    reduction = "mean" if batch else "sum"
    written = _text(target if batch else target[0])
    line = LOSSES[head.name].format(scores=scores, target=f"const({written})", reduction=reduction)
    rows = target.shape[1] if batch and target.ndim == 2 else 1
    return f"loss = {line}" if rows == 1 else f"loss = {rows} * {line}"


def _text(array: Array) -> str:
    """Write numbers as the shortest text that reads back as the same."""
    values = np.asarray(array).tolist()
    return _nested(values)


def _nested(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_nested, value))}]"
    assert isinstance(value, float)
    return repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
