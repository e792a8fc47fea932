"""What a client sees of a run: when a frame is due, and what is in it."""

from collections import deque
from dataclasses import dataclass
from time import perf_counter, thread_time

import numpy as np

from ...settings import Settings
from ...training.config import Config
from ...training.datasets import Data
from ...training.networks import Block
from ...training.recording import Record, row_of
from ...training.run import Run
from ...training.trainer import Explanation
from ..problems import Refusal
from .curve_arrays import ROWS, curve_arrays
from .fitting import explains, fitted
from .frames import Named, encode_frame
from .messages import Grid, NeuronMessage
from .views import Pair, Sizes, Views

IN_FLIGHT = 2
"""Frames that may be sent without an answer."""
REMEMBERED = 12
"""Frames over which the rates are taken."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What the pacer was made for."""

    config: Config
    data: Data
    blocks: tuple[Block, ...]

    @property
    def seen(self) -> tuple[object, ...]:
        """What the drawings follow from, beside the data."""
        config = self.config
        return self.blocks, config.features, config.layers, config.loss, config.output_activation


class FramePacer:
    """The frames of one run; ``owed`` once something is to be shown at the next chance."""

    views: Views

    def __init__(self, settings: Settings, grid: Grid, fps: float) -> None:
        self.owed = False
        self.explained: Explanation | None = None
        self._settings = settings
        self.sizes = sizes_of(grid, settings)
        self.pair: Pair | None = None
        self._run: Run | None = None
        self._followed: Followed | None = None
        self._interval = 1 / fps
        self._sent = self._acknowledged = 0
        self._last = self._cost = self._trained = 0.0
        self._looks: deque[tuple[float, int]] = deque(maxlen=REMEMBERED)

    # -- what is looked at ------------------------------------------------------------------------

    def follow(self, run: Run) -> Followed | None:
        """Look at a run as it is now, and owe a frame; returns what was looked at if it differs."""
        trainer = run.trainer
        self._run, self.owed = run, True
        before = self._followed
        now = Followed(trainer.config, trainer.data, trainer.network.blocks)
        if before is not None and before.config == now.config and before.data is now.data:
            return None
        self._followed = now
        if before is None or before.seen != now.seen or before.data is not now.data:
            self._look(run)
        return before

    def choose(self, run: Run, pair: Pair | None) -> None:
        """Choose the pair of neurons for the warped plane."""
        self.pair = pair
        self._look(run)
        self.owed = True

    def resize(self, run: Run, grid: Grid) -> None:
        """Look more or less finely."""
        self.sizes = sizes_of(grid, self._settings)
        self._look(run)
        self.owed = True

    def _look(self, run: Run) -> None:
        trainer = run.trainer
        if self.pair is not None:
            try:
                _check_pair(run, self.pair)
            except Refusal:
                self.pair = None
        network, data, most = trainer.network, trainer.data, self._settings.frame_bytes
        sizes = fitted(self.sizes, network, data, self.pair, most)
        self.views = Views(trainer.config, network, data, sizes, self.pair)

    @property
    def record(self) -> Record:
        """The curves of the run."""
        assert self._run is not None
        return self._run.record

    @property
    def coarser(self) -> bool:
        """Whether what is seen is less fine than was asked for, so that a frame can hold it."""
        return self.views.sizes != self.sizes

    @property
    def explains(self) -> bool:
        """Whether a frame can hold what one update did to every parameter."""
        if self._run is None:
            return True
        trainer = self._run.trainer
        return explains(trainer.network, trainer.data, self._settings.frame_bytes)

    # -- when -------------------------------------------------------------------------------------

    @property
    def due(self) -> bool:
        """Whether a frame is owed and may be sent."""
        return self.owed and self._may_send

    def acknowledge(self, frame: int) -> None:
        """Take note that a frame and all before it have arrived."""
        self._acknowledged = max(self._acknowledged, min(frame, self._sent))

    def trained(self, seconds: float) -> None:
        """Take note that so many seconds were computed for training."""
        self._trained += seconds

    @property
    def _may_send(self) -> bool:
        return self._sent - self._acknowledged < IN_FLIGHT

    def take(self, *, running: bool) -> bytes | None:
        """Return a frame if one should be sent now.

        A run that goes on is shown at its rate, but drawing takes at most as long as training.
        """
        if not self._may_send:
            return None
        if not self.owed:
            now = perf_counter()
            early = now - self._last < self._interval
            if not running or early or self._trained < self._cost:
                return None
        started = thread_time()  # not the time in which it waited for others, in the middle
        frame = self._draw(perf_counter(), running=running)
        self._cost, self._trained = thread_time() - started, 0.0
        return frame

    def catch_up(self, run: Run) -> bytes | None:
        """Return a frame of this moment, where the last one was of another.

        It is not held back by those in flight, unless there is already one more than may be.
        """
        shown = self._looks and self._looks[-1][1] == run.update and not self.owed
        if shown or self._sent - self._acknowledged > IN_FLIGHT:
            return None
        return self._draw(perf_counter(), running=False)

    # -- what -------------------------------------------------------------------------------------

    def _draw(self, now: float, *, running: bool) -> bytes:
        run = self._run
        assert run is not None
        trainer = run.trainer
        seen = trainer.evaluate()
        self.record.add(row_of(trainer, seen))
        if not running:
            self._looks.clear()
        self._looks.append((now, run.update))
        self._last = now
        self._sent += 1
        told, self.explained, self.owed = self.explained, None, False
        arrays: list[Named] = list(self.views.draw(trainer.parameters))
        if seen.confusion is not None:
            arrays.append(("confusion", seen.confusion))
        arrays += curve_arrays(self.record.news(ROWS if running else None))
        if told is not None:
            arrays += [("gradient", told.gradient), ("delta", told.delta)]
            arrays.append(("batch", told.batch.astype(np.int32)))
        updates, frames = self._rates()
        diverged = trainer.diverged
        header = {
            "frame": self._sent,
            "update": run.update,
            "epoch": trainer.epoch,
            "running": running,
            "train_loss": seen.train_loss,
            "test_loss": seen.test_loss,
            "data_loss": seen.data_loss,
            "penalty": seen.penalty,
            "train_accuracy": seen.train_accuracy,
            "test_accuracy": seen.test_accuracy,
            "updates_per_second": updates,
            "frames_per_second": frames,
            "diverged": diverged and {"update": diverged.update, "parameter": diverged.parameter},
            "history": {"first": run.first, "last": run.last},
            "neuron": self.pair and {"layer": self.pair.layer, "units": list(self.pair.units)},
            "extent": self.views.extent,
        }
        if told is not None:
            header["batch_loss"] = told.loss
        return encode_frame(header, arrays)

    def _rates(self) -> tuple[float, float]:
        (then, before), (now, update) = self._looks[0], self._looks[-1]
        if now <= then:
            return 0.0, 0.0
        return max(0, update - before) / (now - then), (len(self._looks) - 1) / (now - then)


def sizes_of(grid: Grid, settings: Settings) -> Sizes:
    """Return how finely a client wants to look."""
    most = settings.grid_size
    return Sizes(
        min(100, most) if grid.size is None else grid.size,
        grid.extent,
        min(24, most) if grid.neurons is None else grid.neurons,
        min(41, most) if grid.warp is None else grid.warp,
    )


def pair_of(run: Run, chosen: NeuronMessage) -> Pair | None:
    """Return the neurons that a client chooses.

    Raises:
        Refusal: the network has no such neurons.
    """
    if chosen.layer is None:
        return None
    pair = Pair(chosen.layer, (chosen.units[0], chosen.units[1]))
    _check_pair(run, pair)
    return pair


def _check_pair(run: Run, pair: Pair) -> None:
    layers = run.trainer.network.layers
    if not 1 <= pair.layer <= len(layers):
        raise Refusal(
            "invalid-message",
            f"there is no layer {pair.layer}",
            hint=f"layers are numbered from 1 to {len(layers)}",
            errors=[("/layer", "no such layer")],
        )
    units = layers[pair.layer - 1].units
    for k, unit in enumerate(pair.units):
        if not 0 <= unit < units:
            raise Refusal(
                "invalid-message",
                f"layer {pair.layer} has no neuron {unit}",
                hint=f"its neurons are numbered from 0 to {units - 1}",
                errors=[(f"/units/{k}", "no such neuron")],
            )
