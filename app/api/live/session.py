"""What a client says to its run, handled in the training thread between slices of training.

Messages are handled one at a time. A seek goes on over many slices; until it is done only messages
that end it or do not touch the run are handled, and all others wait.
"""

from collections.abc import Callable
from time import perf_counter

from app.api.live import messages as said
from app.api.live import telling
from app.api.live.changing import changed_points, seen_as, unfolded
from app.api.live.messages import ClientMessage
from app.api.live.player import Player, Post
from app.api.problems import Refusal, problem
from app.api.runs import configure, points_of, within
from app.engine.errors import ChainruleError
from app.settings import Settings

ADDRESS = "/api/v1/train/live"
UNHURRIED = (said.Pause, said.Seek, said.Start, said.Reset, said.Probe)
"""What is handled while a seek is under way."""


class Session:
    """A client's run. ``post`` sends to it; ``handled`` asks for its next message."""

    def __init__(self, settings: Settings, post: Post, handled: Callable[[], None]) -> None:
        self.settings = settings
        self._post, self._handled = post, handled
        self._message: ClientMessage | None = None
        self._player: Player | None = None
        self._grid = said.Grid()
        self._closed = False

    def give(self, message: ClientMessage) -> None:
        """Take the next message; the one before was handled."""
        self._message = message

    def acknowledge(self, frame: int) -> None:
        """Take note that a frame and all before it have arrived."""
        if self._player is not None:
            self._player.film.acknowledge(frame)

    @property
    def ready(self) -> bool:
        """Whether there is something to do."""
        player = self._player
        if self._message is not None and self._may_handle(self._message):
            return True
        return player is not None and (player.active or player.film.due)

    def work(self, seconds: float) -> None:
        """Handle a message, train for about so long, and show it."""
        end = perf_counter() + seconds
        message = self._message
        if message is not None and self._may_handle(message):
            self._message = None
            self._answer(message)
            self._handled()
        player = self._player
        if player is not None:
            player.train(end)
            player.show()
        if self._closed:
            self._player = None  # begun in this very slice

    def close(self) -> None:
        """Let go of the run: nobody is there any more."""
        self._closed = True
        self._player = self._message = None

    def fail(self) -> None:
        """Tell that something went wrong on our side, and drop the run."""
        self._player = None
        detail = "something went wrong on our side; it has been logged, and the run is gone"
        self._tell_problem(Refusal("internal-error", detail), None)
        self._handled()

    def _may_handle(self, message: ClientMessage) -> bool:
        seeking = self._player is not None and self._player.run.seeking
        return not seeking or isinstance(message, UNHURRIED)

    def _answer(self, message: ClientMessage) -> None:
        try:
            if isinstance(message, said.Start):
                self._start(message)
            elif self._player is None:
                begin = 'begin one: {"type": "start"}'
                raise Refusal("invalid-message", "there is no run yet", hint=begin)
            else:
                self._do(message, self._player)
        except (ChainruleError, Refusal) as error:
            self._tell_problem(error, message.type)

    def _tell_problem(self, error: ChainruleError | Refusal, of: str | None) -> None:
        self._post(telling.message("error", problem=problem(error, ADDRESS), of=of))

    def _do(self, message: ClientMessage, player: Player) -> None:
        match message:
            case said.Pause():
                player.run.stop_seeking()
                player.tell_changes()
                player.pause("asked")
            case said.Resume():
                player.resume(message.until)
            case said.Step():
                self._step(message, player)
            case said.Set():
                self._set(message, player)
            case said.Put():
                self._put(message, player)
            case said.Points():
                self._points(message, player)
            case said.Seek():
                self._seek(message, player)
            case said.Reset():
                player.begin(player.run.trainer.config, player.run.trainer.data)
            case said.Neuron():
                player.film.choose(player.run, message)
            case said.SetGrid():
                self._resize(message, player)
            case said.Probe():
                self._post(telling.tell_probed(player.run, message.x))
            case said.AskGraph():
                self._tell_graph(message, player)
            case said.Export():
                self._post(telling.tell_export(player.run, player.film.record))

    # -- one message each -------------------------------------------------------------------------

    def _start(self, message: said.Start) -> None:
        most = self.settings.frames_per_second
        if message.fps > most:
            raise _refused("/fps", f"{message.fps:g} frames a second are more than the {most} kept")
        self._check_grid(message.grid, "/grid")
        with within("/config"):
            config = configure(message.config, self.settings)
            data = points_of(config, self.settings)
        self._player = None  # two runs at once would take twice the memory
        self._grid = message.grid
        self._player = Player(config, data, self.settings, message.grid, message.fps, self._post)
        self._player.running = message.running

    def _step(self, message: said.Step, player: Player) -> None:
        if not message.explain:
            player.step(message.updates, message.epochs)
        elif message.updates == 1 and message.epochs is None:
            player.explain()
        else:
            raise _refused("/explain", "one update is explained at a time", "leave out the others")

    def _set(self, message: said.Set, player: Player) -> None:
        trainer = player.run.trainer
        before = trainer.config
        config = configure(unfolded(message.model_extra or {}), self.settings, before)
        same = config.dataset == before.dataset
        data = trainer.data if same else points_of(config, self.settings)
        if config.init != before.init:
            player.begin(config, data)
            return
        if config != before:
            player.run.change(config, data)
        player.film.follow(player.run)
        player.tell_ready(with_data=not same)

    def _put(self, message: said.Put, player: Player) -> None:
        size = player.run.trainer.network.size
        for k, (index, _) in enumerate(message.parameters):
            if index != int(index) or not 0 <= index < size:
                raise _refused(
                    f"/parameters/{k}/0",
                    f"there is no parameter {index:g}",
                    f"they are numbered from 0 to {size - 1}",
                )
        player.run.put((int(index), value) for index, value in message.parameters)
        player.film.owed = True

    def _points(self, message: said.Points, player: Player) -> None:
        trainer = player.run.trainer
        config = changed_points(trainer.config, trainer.data, message, self.settings)
        data = seen_as(points_of(config, self.settings), trainer.data)
        player.run.change(config, data)
        player.tell_changes()

    def _seek(self, message: said.Seek, player: Player) -> None:
        run = player.run
        if not run.first <= message.update <= run.last:
            raise _refused(
                "/update",
                f"there is no update {message.update:,} to go to",
                f"this run goes from {run.first:,} to {run.last:,}",
            )
        player.seek(message.update)

    def _resize(self, message: said.SetGrid, player: Player) -> None:
        self._check_grid(message, "")
        named = message.model_dump(exclude_unset=True, exclude={"type"})
        self._grid = self._grid.model_copy(update=named)
        player.film.resize(player.run, self._grid)

    def _tell_graph(self, message: said.AskGraph, player: Player) -> None:
        points = player.run.trainer.data.labels.size
        if isinstance(message.sample, int) and not 0 <= message.sample < points:
            raise _refused(
                "/sample",
                f"there is no point {message.sample}",
                f"they are numbered from 0 to {points - 1}" if points else "add one",
            )
        self._post(telling.tell_graph(player.run, message.sample))

    def _check_grid(self, grid: said.Grid, where: str) -> None:
        most = self.settings.grid_size
        for name in ("size", "neurons", "warp"):
            asked = getattr(grid, name)
            if asked is not None and asked > most:
                raise _refused(
                    f"{where}/{name}",
                    f"{asked:,} cells along a side are more than the {most} allowed",
                )


def _refused(where: str, what: str, hint: str | None = None) -> Refusal:
    return Refusal("invalid-message", what, hint=hint, errors=[(where, what)])
