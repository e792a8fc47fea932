"""One moment of a run as a frame: the figures in its header, and behind it the views."""

from collections import deque

from ...training.evaluating import Evaluation
from ...training.run import Run
from ...training.trainer import Explanation
from .chosen import Pair
from .explained import explained_arrays
from .frames import Named, encode_frame

REMEMBERED = 12
"""Frames over which the rates are taken."""


class Rates:
    """How fast a run goes, and how often it is shown, over the latest looks at it."""

    def __init__(self) -> None:
        self._looks: deque[tuple[float, int]] = deque(maxlen=REMEMBERED)

    @property
    def last(self) -> int | None:
        """The update that was looked at last."""
        return self._looks[-1][1] if self._looks else None

    def look(self, now: float, update: int, *, running: bool) -> tuple[float, float]:
        """Look at a moment; returns updates and frames a second."""
        if not running:
            self._looks.clear()
        self._looks.append((now, update))
        then, before = self._looks[0]
        if now <= then:
            return 0.0, 0.0
        took = now - then
        return round(max(0, update - before) / took, 1), round((len(self._looks) - 1) / took, 1)


def write_moment(
    frame: int,
    run: Run,
    seen: Evaluation,
    told: Explanation | None,
    rates: tuple[float, float],
    views: list[Named],
    *,
    running: bool,
    pair: Pair | None,
) -> bytes:
    """Write a frame. The header holds only what changes from one to the next."""
    header: dict[str, object] = {
        "frame": frame,
        "update": run.update,
        "epoch": run.trainer.epoch,
        "running": running,
        "train_loss": seen.train_loss,
        "test_loss": seen.test_loss,
        "data_loss": seen.data_loss,
        "penalty": seen.penalty,
        "rate": run.trainer.rate if told is None else told.rate,
        "train_accuracy": seen.train_accuracy,
        "test_accuracy": seen.test_accuracy,
        "updates_per_second": rates[0],
        "frames_per_second": rates[1],
        "history": {"first": run.first, "last": run.last},
    }
    if diverged := run.trainer.diverged:
        header["diverged"] = {"update": diverged.update, "parameter": diverged.parameter}
    if pair is not None:
        header["neuron"] = {"layer": pair.layer, "units": list(pair.units)}
    if told is not None:
        header["batch_loss"] = told.loss
        views += explained_arrays(told)
    return encode_frame(header, views)
