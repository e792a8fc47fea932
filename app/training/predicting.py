"""What the network says of all points of its data, as a table for other programs."""

import csv
from collections.abc import Iterator
from io import StringIO

import numpy as np

from .features import feature_matrix
from .forward import Forward, piece
from .trainer import Trainer

VALUES = {"softmax": "probability", "sigmoid": "probability", "svm": "score", "regression": "value"}
"""What the outputs of each loss are."""


def predictions(trainer: Trainer) -> str:
    """Write CSV with a row for each point: its place, its label, and what the network says."""
    written = StringIO()
    csv.writer(written, lineterminator="\n").writerows(_rows(trainer))
    return written.getvalue()


def _rows(trainer: Trainer) -> Iterator[list[object]]:
    data, network = trainer.data, trainer.network
    head = network.head
    outputs, noun = head.units(network.classes), VALUES.get(head.name, "output")
    named = [noun] if outputs == 1 else [f"{noun} {k}" for k in range(outputs)]
    yield [*data.names, "label", "used for", *["predicted"] * head.classifies, *named]
    for some in _pieces(trainer):
        looked = Forward(
            network, feature_matrix(trainer.config.features, data.points[:, some]), np.float64
        )
        looked.run(trainer.parameters)
        decided = head.decide(looked.layers[-1]).tolist()
        for k, at in enumerate(some):
            label = data.labels[at].item()
            yield [
                *data.points[:, at].tolist(),
                int(label) if head.classifies else label,
                "test" if data.test[at] else "training",
                *decided[k : k + head.classifies],
                *looked.outputs[:, k].tolist(),
            ]


def _pieces(trainer: Trainer) -> Iterator[range]:
    points, size = trainer.data.labels.size, piece(trainer.network)
    for start in range(0, points, size):
        yield range(start, min(points, start + size))
