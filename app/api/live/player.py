"""A run that is played: on and on, so many updates, or back to where it was, slice by slice."""

import math
from collections.abc import Callable
from math import inf
from threading import Lock
from time import perf_counter, thread_time

from ...settings import Settings
from ...training.config import Config
from ...training.datasets import Data
from ...training.run import Replay, Run
from . import telling
from .frame_pacer import FramePacer
from .messages import Pace, StartMessage, Until
from .pace import Metronome
from .restoring import Restored

FIRST_CHUNK = 16
CHUNK_SECONDS = 0.001
"""Updates are made in chunks of about so long, between which the time is looked at."""
SELDOM = 32
"""A goal in loss or accuracy is looked at after every epoch, but only after so many updates."""

Post = Callable[[str | bytes], None]


class Updates:
    """How many updates were made, for the counters of the server."""

    def __init__(self) -> None:
        self._made = 0
        self._lock = Lock()

    def add(self, made: int) -> None:
        """Count some."""
        with self._lock:
            self._made += made

    def take(self) -> int:
        """Return what was counted since this was last asked."""
        with self._lock:
            made, self._made = self._made, 0
        return made


updates = Updates()
"""Those of this process."""


class Player:
    """One run, its pacer, and what it is after. ``post`` sends to the client."""

    run: Run

    def __init__(self, settings: Settings, asked: StartMessage, post: Post) -> None:
        self.pacer = FramePacer(settings, asked.grid, asked.fps, asked.views)
        self.pace = asked.pace
        self.running = False
        self._metronome: Metronome | None = None
        self._looked = 0.0
        self._settings = settings
        self._post = post
        self._until: Until | None = None
        self._stop_at: int | None = None
        self._chunk = FIRST_CHUNK
        self._replay: Replay | None = None

    def begin(self, config: Config, data: Data) -> None:
        """Begin anew, at update 0."""
        self._start(Run(config, data, self._settings.run_bytes, self._settings.log_bytes), config)

    def take_up(self, found: Restored, *, running: bool) -> None:
        """Take up a run again, and train on once it is where it was."""
        run = found.run(self._settings.run_bytes, self._settings.log_bytes)
        self._start(run, (found.first or found.begin)[0])
        self.running = running
        replay = Replay(run, found.after, found.to)
        if not replay.done:
            self._replay = replay

    def _start(self, run: Run, config: Config) -> None:
        self.run, self._replay, self._stop_at = run, None, None
        self.pacer.follow(run)
        self.keep_time()
        self.send_ready(with_data=True)
        run.log.news()
        self._post(telling.logged_message(0, run.log.entries if run.log.whole else None, config))

    @property
    def underway(self) -> bool:
        """Whether the run is on its way to where it should be before anything else is done."""
        return self.run.seeking or self._replay is not None

    @property
    def is_seen(self) -> bool:
        """Whether its frames are shown on that way: the network stays what it is."""
        return self._replay is not None and not self._replay.changes

    @property
    def due(self) -> float:
        """When there is something to do, by ``perf_counter``: to train, or to show."""
        if self.pacer.due or self.underway or self.run.past is not None:
            return 0.0
        if not self._may_train(perf_counter()):
            return inf
        if self._stop_at is not None or self._metronome is None:
            return 0.0
        # Where many updates go into one frame, those that are due are made together before it.
        pacer = self.pacer
        frame = pacer.next if pacer.line.has_room else self._looked + pacer.interval
        due = max(self._metronome.next, frame)
        return min(due, pacer.next) if pacer.unseen else due

    def _may_train(self, now: float) -> bool:
        """Tell whether there are updates to make, and somebody who looks."""
        goal = self.running or self._stop_at is not None
        return goal and self.run.trainer.can_advance and now < self.pacer.line.silent_from

    # -- time -------------------------------------------------------------------------------------

    def set_pace(self, pace: Pace | None) -> None:
        """Go on at another pace, from now on."""
        self.pace = pace
        self.keep_time()

    def keep_time(self) -> None:
        """Make the updates evenly from now on, at the pace that is asked for."""
        if self.pace is None:
            self._metronome = None
            return
        each = 1 if self.pace.updates is not None else self.run.batches
        rate = each * (self.pace.updates or self.pace.epochs or 0.0)
        if self._metronome is None or self._metronome.rate != rate:
            self._metronome = Metronome(rate, perf_counter())

    def train(self, end: float) -> None:
        """Train until then, or until there is nothing to do."""
        started = before = thread_time()
        self._looked = now = perf_counter()
        self.run.record.is_hurried = self.pacer.crowding.is_so
        while now < end:
            if most := self._most(now):
                made = self._make_updates(most)
            elif self.run.past is not None:
                made = self.run.remember(self._chunk)  # in spare time
            else:
                break
            updates.add(made)
            after, now = thread_time(), perf_counter()
            fitting = made * CHUNK_SECONDS / max(after - before, 1e-9)
            self._chunk = max(1, min(int(fitting), 2 * self._chunk))
            before = after
        self.pacer.trained(before - started)

    def _most(self, now: float) -> int:
        """Return how many updates may be made before the time is looked at again."""
        if self.underway:
            return self._chunk
        if not self._may_train(now):
            return 0
        if self._stop_at is not None or self._metronome is None:
            return self._chunk
        return min(self._chunk, self._metronome.due(now))

    def show(self) -> None:
        """Send a frame if it is time."""
        if news := self.run.log.news():
            self._post(telling.logged_message(*news))
        if self._replay is not None and not self.is_seen:
            return  # what is drawn follows the last change
        running = self.running or self._replay is not None
        if frame := self.pacer.take(running=running, paced=self._metronome is not None):
            self._post(frame)

    def _make_updates(self, most: int) -> int:
        """Make some updates towards whatever the goal is; returns how many."""
        run = self.run
        if run.seeking:
            made = run.catch_up(most)
            if not run.seeking:
                self._arrive()
            return made
        if self._replay is not None:
            return self._make_again(self._replay)
        if self._stop_at is not None:
            made = run.advance(min(most, self._stop_at - run.update))
            if run.update >= self._stop_at or not run.trainer.can_advance:
                self._stop_at = None
                self.pacer.owed = True
        else:
            made = run.advance(self._before_look(most))
            if self._metronome is not None:
                self._metronome.made(made)
            if self._until is not None and self._is_reached(self._until):
                self.pause("until")
        if run.trainer.diverged:
            self.pause("diverged")
        return made

    def _make_again(self, replay: Replay) -> int:
        """Make some of the updates again that lead to where the run was."""
        changes = replay.changes
        made = replay.advance(self._chunk)
        if changes and not replay.changes:
            self.send_changes()
        if replay.done:
            self._replay = None
            if self.run.trainer.diverged:
                self.pause("diverged")
            elif not self.running:
                self.pause("start")
        return made

    # -- goals ------------------------------------------------------------------------------------

    def resume(self, until: Until | None) -> None:
        """Train on, until something is so."""
        self.running, self._until, self._stop_at = True, until, None
        self._metronome = None
        self.keep_time()
        if self.run.trainer.diverged:
            self.pause("diverged")
        elif until is not None and self._is_reached(until):
            self.pause("until")

    def step(self, updates: int, epochs: int | None) -> None:
        """Make so many updates more, or go on to the end of an epoch."""
        self.running, self._until = False, None
        run = self.run
        if epochs is not None:
            done = run.trainer.epoch
            updates = max(1, round((math.floor(done) + epochs - done) * run.batches))
        self._stop_at = (run.update if self._stop_at is None else self._stop_at) + updates

    def explain(self) -> None:
        """Make one update and tell of it in the next frame.

        The moment before it is shown first, so that a client can go from the one to the other.
        """
        self.running, self._until, self._stop_at = False, None, None
        if frame := self.pacer.catch_up(self.run):
            self._post(frame)
        self.pacer.explained = self.run.explain()
        self.pacer.owed = True
        if self.run.trainer.diverged:
            self.pause("diverged")

    def seek(self, update: int) -> None:
        """Go to a moment of the run."""
        self.running, self._until, self._stop_at = False, None, None
        self._replay = None
        self.run.seek(update)
        if not self.run.seeking:
            self._arrive()

    def _arrive(self) -> None:
        self.send_changes()
        self.pause("seek")

    def pause(self, reason: str) -> None:
        """Stop where the run is, and say why."""
        self.run.stop_seeking()
        if self._replay is not None:
            self._replay = None
            self.send_changes()
        self.running, self._until, self._stop_at = False, None, None
        self._post(telling.message("paused", update=self.run.update, reason=reason))
        self.pacer.owed = True

    def _before_look(self, most: int) -> int:
        """Return how many updates may be made before the goal is looked at."""
        until, run = self._until, self.run
        if until is None:
            return most
        ahead = self._look_every - run.update % self._look_every
        for goal, each in ((until.updates, 1), (until.epochs, run.batches)):
            if goal is not None:
                ahead = min(ahead, max(1, math.ceil(goal * each) - run.update))
        return min(most, ahead)

    @property
    def _look_every(self) -> int:
        return self.run.batches * math.ceil(SELDOM / self.run.batches)

    def _is_reached(self, until: Until) -> bool:
        trainer = self.run.trainer
        if until.updates is not None and trainer.update >= until.updates:
            return True
        if until.epochs is not None and trainer.epoch >= until.epochs:
            return True
        if until.loss is until.accuracy is None or trainer.update % self._look_every:
            return False
        seen = trainer.evaluate()
        loss, accuracy = seen.train_loss, seen.train_accuracy
        if until.loss is not None and loss is not None and loss <= until.loss:
            return True
        return until.accuracy is not None and (accuracy or 0.0) >= until.accuracy

    # -- telling ----------------------------------------------------------------------------------

    def send_ready(self, *, with_data: bool) -> None:
        """Tell all of the run that stays as it is until something is changed."""
        views, pace = self.pacer.views, self.pace
        self._post(
            telling.ready_message(self.run, views, pace, self._settings, with_data=with_data)
        )

    def send_changes(self) -> None:
        """Tell of another configuration or other data, where there are any."""
        before = self.pacer.follow(self.run)
        if before is None:
            return
        self.keep_time()
        trainer = self.run.trainer
        new_data = before.data is not trainer.data
        if new_data and before.blocks == trainer.network.blocks:
            self._post(telling.data_message(self.run, self.pacer.views))
        else:
            self.send_ready(with_data=new_data)
