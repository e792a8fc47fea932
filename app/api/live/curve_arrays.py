"""What was recorded of a run, as arrays of a frame."""

from collections.abc import Sequence

import numpy as np

from ...training.recording import Row
from .frames import Named

ROWS = 16
"""So many rows go into a frame of a run that goes on; the others wait for the next."""


def curve_arrays(rows: Sequence[Row]) -> list[Named]:
    """Return the updates and what was seen at each, a row of numbers; nothing of no rows.

    The norms of the layers come last, as many as the deepest network of these rows has.
    """
    if not rows:
        return []
    layers = max(len(row.norms) for row in rows)
    numbers = [
        (
            row.epoch,
            row.train_loss,
            row.test_loss,
            row.train_accuracy,
            row.test_accuracy,
            row.mean_error,
            *row.norms,
            *[None] * (layers - len(row.norms)),
        )
        for row in rows
    ]
    with np.errstate(over="ignore"):
        return [
            ("recorded_at", np.array([row.update for row in rows], np.int32)),
            ("recorded", np.array(numbers, np.float64).astype(np.float32)),
        ]
