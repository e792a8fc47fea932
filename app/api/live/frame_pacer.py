"""When a client gets a frame of a run, and of what: as much as it looks at, as often as it can."""

from collections.abc import Collection
from dataclasses import dataclass
from math import inf
from time import perf_counter, thread_time

from ...settings import Settings
from ...training.config import Config
from ...training.datasets import Data
from ...training.networks import Block
from ...training.recording import Record
from ...training.run import Run
from ...training.trainer import Explanation
from ..problems import Refusal
from .chosen import Pair, check_pair, sizes_of
from .crowding import Crowding
from .curve_arrays import ROWS, curve_arrays
from .fitting import explains, fitted
from .line import Line
from .messages import USUAL, Grid
from .moments import Rates, write_moment
from .views import Views, coarser


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

    def __init__(
        self, settings: Settings, grid: Grid, fps: float, shown: Collection[str] = USUAL
    ) -> None:
        self.owed = False
        self.explained: Explanation | None = None
        self.line = Line()
        self.sizes = sizes_of(grid, settings)
        self.pair: Pair | None = None
        self.interval = 1 / fps
        self.crowding = Crowding()
        self._size = 0
        """Bytes of a frame with all that is shown, as finely as was asked for."""
        self._drawn: Views | None = None
        self._settings = settings
        self.shown = frozenset(shown)
        self._run: Run | None = None
        self._followed: Followed | None = None
        self._sent = 0
        self._last = self._cost = self._trained = 0.0
        self._rates = Rates()

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

    def show(self, views: Collection[str]) -> None:
        """Choose what frames show; what is new is owed."""
        self.owed |= bool(frozenset(views) - self.shown)
        self.shown = frozenset(views)

    def _look(self, run: Run) -> None:
        trainer = run.trainer
        if self.pair is not None:
            try:
                check_pair(run, self.pair)
            except Refusal:
                self.pair = None
        most = self._settings.frame_bytes
        sizes = fitted(self.sizes, trainer.network, trainer.data, self.pair, most)
        self.views = Views(trainer, sizes, self.pair)
        self._coarse = Views(trainer, coarser(sizes), self.pair)

    def _views(self, *, running: bool) -> Views:
        """Return the coarse views while a run goes on for which there is too little time."""
        hurried = self.crowding.is_so or self.line.takes_long(self._size)
        views = self._coarse if hurried and running else self.views
        if views is not self._drawn:
            views.features_told = False
            self._drawn = views
        return views

    @property
    def record(self) -> Record:
        """The curves of the run."""
        assert self._run is not None
        return self._run.record

    @property
    def explains(self) -> bool:
        """Whether a frame can hold what one update did to every parameter."""
        if self._run is None:
            return True
        trainer = self._run.trainer
        return explains(trainer.network, trainer.data, self._settings.frame_bytes)

    # -- when -------------------------------------------------------------------------------------

    @property
    def next(self) -> float:
        """When a frame of a run that goes on may be sent; infinity before an answer comes."""
        return self._last + self.interval if self.line.has_room else inf

    @property
    def due(self) -> bool:
        """Whether a frame is owed and may be sent."""
        return self.owed and self.line.has_room

    @property
    def unseen(self) -> bool:
        """Whether the run has gone on since it was shown."""
        return self._run is not None and self._run.update != self._rates.last

    def trained(self, seconds: float) -> None:
        """Take note that so many seconds were computed for training."""
        self._trained += seconds

    def take(self, *, running: bool, paced: bool = False) -> bytes | None:
        """Return a frame if one should be sent now.

        A run that goes on is shown at its rate. At a pace every frame shows an update; without one,
        drawing takes at most as long as training.
        """
        if not self.line.has_room:
            return None
        if not self.owed:
            if not running or perf_counter() < self.next:
                return None
            held_back = not self.unseen if paced else self._trained < self._cost
            if held_back:
                return None
        started = thread_time()  # not the time in which it waited for others, in the middle
        frame = self._draw(running=running)
        self._cost, self._trained = thread_time() - started, 0.0
        return frame

    def catch_up(self, run: Run) -> bytes | None:
        """Return a frame of this moment, where the last one was of another.

        It is not held back by those on their way, unless these are more than may be already.
        """
        if (self._rates.last == run.update and not self.owed) or self.line.is_crowded:
            return None
        return self._draw(running=False)

    def _draw(self, *, running: bool) -> bytes:
        run = self._run
        assert run is not None
        self._last = perf_counter()
        seen = run.trainer.evaluate()
        self.record.note(run.trainer, seen)
        rates = self._rates.look(self._last, run.update, running=running)
        told, self.explained, self.owed = self.explained, None, False
        looked = self._views(running=running)
        views = list(looked.draw(run.trainer, self.shown))
        if "confusion" in self.shown and (confusion := seen.confusion) is not None:
            views.append(("confusion", confusion))
        views += curve_arrays(self.record.news(ROWS if running else None))
        self._sent += 1
        pair = self.pair if "space" in self.shown else None
        frame = write_moment(self._sent, run, seen, told, rates, views, running=running, pair=pair)
        if looked is self.views and told is None:
            self._size = len(frame)
        self.line.send(self._sent, len(frame))
        return frame
