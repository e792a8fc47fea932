"""One client's run: what it is told to do, done slice by slice in the training thread.

Messages are handled one at a time, between slices. A seek goes on over many slices; until it is
done only messages that end it or do not touch the run are handled, and all others wait.
"""

import math
from collections.abc import Callable
from time import perf_counter
from typing import TypeVar

from app.api.live import messages as said
from app.api.live import telling
from app.api.live.changing import changed_points, shorthand
from app.api.live.film import Film
from app.api.live.messages import ClientMessage
from app.api.problems import Refusal, problem
from app.api.runs import configure, points_of, within
from app.engine.errors import ChainruleError
from app.settings import Settings
from app.training.config import Config
from app.training.datasets import Data
from app.training.run import Run

ADDRESS = "/api/v1/train/live"
FIRST_CHUNK = 16
CHUNK_SECONDS = 0.001
"""Updates are made in chunks of about so long, between which the time is looked at."""
SLOWEST_LOOK = 32
"""A goal in loss or accuracy is looked at after every epoch, but only after so many updates."""
UNHURRIED = (said.Ack, said.Pause, said.Seek, said.Start, said.Reset, said.Probe)
"""What is handled while a seek is under way."""

Post = Callable[[str | bytes], None]
M = TypeVar("M")


class Session:
    """A run and what its client sees of it. ``post`` sends; ``handled`` asks for the next message."""

    def __init__(self, settings: Settings, post: Post, handled: Callable[[], None]) -> None:
        self.settings = settings
        self.closed = False
        self._post, self._handled = post, handled
        self._message: ClientMessage | None = None
        self._run: Run | None = None
        self._film: Film | None = None
        self._running = False
        self._until: said.Until | None = None
        self._stop_at: int | None = None
        self._chunk = FIRST_CHUNK
        self._grid = said.Grid()
        self._fps = 30.0

    def give(self, message: ClientMessage) -> None:
        """Take the next message; the one before was handled."""
        self._message = message

    # -- time -------------------------------------------------------------------------------------

    @property
    def ready(self) -> bool:
        """Whether there is something to do."""
        if self.closed:
            return False
        if self._message is not None and self._may_handle(self._message):
            return True
        return self._active or (self._film is not None and self._film.due)

    def work(self, seconds: float) -> None:
        """Handle a message, train for about so long, and show it."""
        end = perf_counter() + seconds
        message = self._message
        if message is not None and self._may_handle(message):
            self._message = None
            self._answer(message)
            self._handled()
        if self._active:
            self._train(end)
        if self._film is not None and (frame := self._film.take(running=self._running)):
            self._post(frame)

    def fail(self, error: Exception) -> None:
        """Tell that something went wrong on our side, and stop."""
        self._running, self._stop_at = False, None
        if self._run is not None:
            self._run.stop_seeking()
        self._tell_problem(Refusal("internal-error", "something went wrong on our side"), None)
        self._handled()

    @property
    def _active(self) -> bool:
        run = self._run
        if run is None:
            return False
        if run.seeking or self._stop_at is not None:
            return True
        return self._running and run.trainer.can_advance

    def _may_handle(self, message: ClientMessage) -> bool:
        seeking = self._run is not None and self._run.seeking
        return not seeking or isinstance(message, UNHURRIED)

    # -- training ---------------------------------------------------------------------------------

    def _train(self, end: float) -> None:
        run, film = self._open()
        started = perf_counter()
        while self._active and (now := perf_counter()) < end:
            made = self._make_updates(run)
            fitting = made * CHUNK_SECONDS / max(perf_counter() - now, 1e-9)
            self._chunk = max(1, min(int(fitting), 2 * self._chunk))
        film.trained(perf_counter() - started)

    def _make_updates(self, run: Run) -> int:
        """Make some updates towards whatever the goal is; returns how many."""
        if run.seeking:
            made = run.catch_up(self._chunk)
            if not run.seeking:
                self._arrive()
            return made
        if self._stop_at is not None:
            made = run.advance(min(self._chunk, self._stop_at - run.update))
            if run.update >= self._stop_at or not run.trainer.can_advance:
                self._stop_at = None
                self._show()
                if run.trainer.diverged:
                    self._pause("diverged")
            return made
        made = run.advance(self._chunk_until(run))
        if run.trainer.diverged:
            self._pause("diverged")
        elif self._until is not None and self._reached(self._until):
            self._pause("until")
        return made

    def _chunk_until(self, run: Run) -> int:
        """Return how many updates may be made before the goal is looked at."""
        until = self._until
        if until is None:
            return self._chunk
        ahead = self._look_every(run) - run.update % self._look_every(run)
        for goal, per in ((until.updates, 1), (until.epochs, run.batches)):
            if goal is not None:
                ahead = min(ahead, max(1, math.ceil(goal * per) - run.update))
        return min(self._chunk, ahead)

    def _look_every(self, run: Run) -> int:
        batches = run.batches
        return batches * max(1, math.ceil(SLOWEST_LOOK / batches))

    def _reached(self, until: said.Until) -> bool:
        run, _ = self._open()
        trainer = run.trainer
        if until.updates is not None and run.update >= until.updates:
            return True
        if until.epochs is not None and trainer.epoch >= until.epochs:
            return True
        if (until.loss is None and until.accuracy is None) or run.update % self._look_every(run):
            return False
        seen = trainer.evaluate()
        good = until.accuracy is not None and (seen.train_accuracy or 0.0) >= until.accuracy
        low = until.loss is not None and seen.train_loss is not None
        return good or (low and (seen.train_loss or 0.0) <= (until.loss or 0.0))

    def _pause(self, reason: str) -> None:
        run, _ = self._open()
        self._running, self._until, self._stop_at = False, None, None
        self._post(telling.message("paused", update=run.update, reason=reason))
        self._show()

    def _arrive(self) -> None:
        """Come to where the client wanted to be."""
        self._tell_changes()
        self._pause("seek")

    def _show(self) -> None:
        if self._film is not None:
            self._film.owed = True

    # -- messages ---------------------------------------------------------------------------------

    def _open(self) -> tuple[Run, Film]:
        if self._run is None or self._film is None:
            raise Refusal(
                "invalid-message", "there is no run yet", hint='begin one: {"type": "start"}'
            )
        return self._run, self._film

    def _answer(self, message: ClientMessage) -> None:
        try:
            HANDLERS[type(message)](self, message)
        except (ChainruleError, Refusal) as error:
            self._tell_problem(error, message.type)

    def _tell_problem(self, error: ChainruleError | Refusal, of: str | None) -> None:
        self._post(telling.message("error", problem=problem(error, ADDRESS), of=of))

    def start(self, message: said.Start) -> None:
        """Begin a run."""
        self._check_frames(message.fps)
        self._check_grid(message.grid)
        with within("/config"):
            config = configure(message.config, self.settings)
            data = points_of(config, self.settings)
        self._run = None
        self._grid, self._fps = message.grid, message.fps
        self._film = Film(self.settings, self._grid, self._fps)
        self._begin(config, data)
        self._running, self._until, self._stop_at = message.running, None, None

    def _begin(self, config: Config, data: Data) -> None:
        _film = self._film
        assert _film is not None
        self._run = Run(config, data, self.settings.run_bytes)
        _film.follow(self._run)
        self._post(telling.tell_ready(self._run, _film.views, self.settings, with_data=True))

    def pause(self, message: said.Pause) -> None:
        """Stop."""
        run, _ = self._open()
        run.stop_seeking()
        self._tell_changes()
        self._pause("asked")

    def resume(self, message: said.Resume) -> None:
        """Train on."""
        run, _ = self._open()
        self._running, self._until, self._stop_at = True, message.until, None
        if run.trainer.diverged:
            self._pause("diverged")
        elif message.until is not None and self._reached(message.until):
            self._pause("until")

    def step(self, message: said.Step) -> None:
        """Make some updates."""
        run, film = self._open()
        self._running, self._until = False, None
        if message.explain:
            if message.updates != 1 or message.epochs is not None:
                raise Refusal("invalid-message", "explain goes with one update", hint="updates: 1")
            self._stop_at = None
            film.explained = run.explain()
            self._show()
            return
        updates = message.updates
        if message.epochs is not None:
            whole = math.floor(run.trainer.epoch) + message.epochs
            updates = max(1, round((whole - run.trainer.epoch) * run.batches))
        self._stop_at = (self._stop_at or run.update) + updates

    def set(self, message: said.Set) -> None:
        """Change a part of the configuration."""
        run, film = self._open()
        before = run.trainer.config
        config = configure(shorthand(message.model_extra or {}), self.settings, before)
        same = config.dataset == before.dataset
        data = run.trainer.data if same else points_of(config, self.settings)
        if config.init != before.init:
            self._begin(config, data)
            return
        if config != before:
            run.change(config, data)
        film.follow(run)
        self._post(telling.tell_ready(run, film.views, self.settings, with_data=not same))

    def put(self, message: said.Put) -> None:
        """Edit parameters."""
        run, _ = self._open()
        size = run.trainer.network.size
        for k, (index, _value) in enumerate(message.parameters):
            if index != int(index) or not 0 <= index < size:
                raise Refusal(
                    "invalid-message",
                    f"there is no parameter {index:g}",
                    hint=f"they are numbered from 0 to {size - 1}",
                    errors=[(f"/parameters/{k}/0", "no such parameter")],
                )
        run.put((int(index), value) for index, value in message.parameters)
        self._show()

    def points(self, message: said.Points) -> None:
        """Add, move and remove points."""
        run, _ = self._open()
        trainer = run.trainer
        config = changed_points(trainer.config, trainer.data, message, self.settings)
        run.change(config, points_of(config, self.settings))
        self._tell_changes()
        self._show()

    def _tell_changes(self) -> None:
        """Tell of another configuration or other data, where there are any."""
        run, film = self._open()
        before = film.follow(run)
        if before is None:
            return
        trainer = run.trainer
        if before.blocks == trainer.network.blocks and before.data is not trainer.data:
            self._post(telling.tell_data(run, film.views))
        else:
            with_data = before.data is not trainer.data
            self._post(telling.tell_ready(run, film.views, self.settings, with_data=with_data))

    def seek(self, message: said.Seek) -> None:
        """Go back, or forth again."""
        run, _ = self._open()
        if not run.first <= message.update <= run.last:
            raise Refusal(
                "invalid-message",
                f"there is no update {message.update:,} to go to",
                hint=f"this run goes from {run.first:,} to {run.last:,}",
                errors=[("/update", "not a moment of this run")],
            )
        self._running, self._until, self._stop_at = False, None, None
        run.seek(message.update)
        if not run.seeking:
            self._arrive()

    def reset(self, message: said.Reset) -> None:
        """Go back to the first weights."""
        run, _ = self._open()
        self._stop_at = None
        self._begin(run.trainer.config, run.trainer.data)

    def neuron(self, message: said.Neuron) -> None:
        """Choose the two neurons that the plane is seen by."""
        run, film = self._open()
        film.choose(run, message)

    def grid(self, message: said.SetGrid) -> None:
        """Look more or less finely."""
        run, film = self._open()
        self._check_grid(message)
        self._grid = self._grid.model_copy(
            update=message.model_dump(exclude_unset=True, exclude={"type"})
        )
        film.resize(run, self._grid)

    def probe(self, message: said.Probe) -> None:
        """Tell of a point."""
        run, _ = self._open()
        self._post(telling.tell_probed(run, message.x))

    def graph(self, message: said.AskGraph) -> None:
        """Tell the network as a program."""
        run, _ = self._open()
        points = run.trainer.data.labels.size
        if isinstance(message.sample, int) and not 0 <= message.sample < points:
            raise Refusal(
                "invalid-message",
                f"there is no point {message.sample}",
                hint=f"they are numbered from 0 to {points - 1}" if points else "add one",
                errors=[("/sample", "no such point")],
            )
        self._post(telling.tell_graph(run, message.sample))

    def export(self, message: said.Export) -> None:
        """Tell all of the run."""
        run, film = self._open()
        self._post(telling.tell_export(run, film.record))

    def ack(self, message: said.Ack) -> None:
        """Take note that frames have arrived."""
        _, film = self._open()
        film.acknowledge(message.frame)

    def _check_frames(self, fps: float) -> None:
        most = self.settings.frames_per_second
        if fps > most:
            raise Refusal(
                "invalid-message",
                f"{fps:g} frames a second are more than the {most} allowed",
                errors=[("/fps", f"at most {most}")],
            )

    def _check_grid(self, grid: said.Grid) -> None:
        most = self.settings.grid_size
        for name in ("size", "neurons", "warp"):
            asked = getattr(grid, name)
            if asked is not None and asked > most:
                raise Refusal(
                    "invalid-message",
                    f"a grid of {asked:,} cells along a side is finer than the {most} allowed",
                    errors=[(f"/{name}", f"at most {most}")],
                )


HANDLERS: dict[type[object], Callable[[Session, M], None]] = {
    said.Start: Session.start,
    said.Pause: Session.pause,
    said.Resume: Session.resume,
    said.Step: Session.step,
    said.Set: Session.set,
    said.Put: Session.put,
    said.Points: Session.points,
    said.Seek: Session.seek,
    said.Reset: Session.reset,
    said.Neuron: Session.neuron,
    said.SetGrid: Session.grid,
    said.Probe: Session.probe,
    said.AskGraph: Session.graph,
    said.Export: Session.export,
    said.Ack: Session.ack,
}
