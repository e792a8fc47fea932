"""What a client says to its run, handled in the training thread between slices of training.

Messages are handled one at a time. A seek goes on over many slices; until it is done only messages
that end it or do not touch the run are handled, and all others wait.
"""

from collections.abc import Callable, Collection
from math import inf
from time import perf_counter

from ...engine.errors import ChainruleError
from ...engine.stopping import asking
from ...settings import Settings
from ...training.config import Config
from ...training.datasets import Data
from ..compute_pool import Deadline
from ..memory import Memory
from ..problems import Asked, Refusal, out_of_memory, problem
from ..runs import configure, points_of, within
from . import messages as said
from . import restoring, telling
from .changing import check_places, refused, set_in, with_points
from .chosen import Pair, pair_of, sizes_of
from .fitting import past_bytes, stream_bytes
from .messages import ClientMessage
from .player import Player, Post

ADDRESS = "/api/v1/train/live"
UNHURRIED = (
    said.PauseMessage,
    said.SeekMessage,
    said.StartMessage,
    said.ResetMessage,
    said.ProbeMessage,
)
"""What is handled while a seek is under way."""
LOOKS = (said.NeuronMessage, said.GridMessage, said.KeepMessage)
"""What is handled too while the run is trained again to where it was, and its network stays."""


class Session:
    """A client's run. ``post`` sends to it; ``handled`` asks for its next message.

    ``asked`` is the address of the stream, which its problems name.
    """

    def __init__(
        self,
        settings: Settings,
        memory: Memory,
        post: Post,
        handled: Callable[[], None],
        asked: Asked,
    ) -> None:
        self.settings = settings
        self._room = memory.note("streams", 0)
        self._asked = asked
        self._post, self._handled = post, handled
        self._message: ClientMessage | None = None
        self._player: Player | None = None
        self._grid = said.Grid()
        self._closed = False

    def give(self, message: ClientMessage) -> None:
        """Take the next message; the one before was handled."""
        self._message = message
        if self._player is not None:
            self._player.pacer.line.hear()

    def acknowledge(self, frame: int) -> None:
        """Take note that a frame and all before it have arrived."""
        if self._player is not None:
            self._player.pacer.line.acknowledge(frame)

    @property
    def due(self) -> float:
        """When there is something to do, by ``perf_counter``."""
        player = self._player
        if self._message is not None and self._may_handle(self._message):
            return 0.0
        return inf if player is None else player.due

    def work(self, seconds: float) -> None:
        """Handle a message, train for about so long, and show it."""
        now = perf_counter()
        message = self._message
        if message is not None and self._may_handle(message):
            self._message = None
            self._answer(message)
            self._handled()
        player = self._player
        if player is not None:
            player.pacer.crowding.note(seconds, now)
            player.train(now + seconds)
            player.show()
        if self._closed:
            self._drop()  # begun in this very slice

    def close(self) -> None:
        """Let go of the run: nobody is there any more."""
        self._closed = True
        self._message = None

    def drop(self) -> None:
        """Give back what the run took; no slice is under way any more."""
        self._drop()

    def _drop(self) -> None:
        self._player = None
        self._room.close()

    def fail(self, error: Exception) -> None:
        """Tell that something went wrong on our side, and drop the run."""
        self._drop()
        detail = "something went wrong on our side; it has been logged, and the run is gone"
        if isinstance(error, MemoryError):
            self._tell_problem(out_of_memory(), None)
        else:
            self._tell_problem(Refusal("internal-error", detail), None)
        self._handled()

    def _may_handle(self, message: ClientMessage) -> bool:
        player = self._player
        if player is None or not player.underway or isinstance(message, UNHURRIED):
            return True
        return player.is_seen and isinstance(message, LOOKS)

    def _answer(self, message: ClientMessage) -> None:
        try:
            with asking(Deadline(self.settings.compute_seconds)):
                self._answer_in_time(message)
        except (ChainruleError, Refusal) as error:
            self._tell_problem(error, message.type)

    def _answer_in_time(self, message: ClientMessage) -> None:
        if isinstance(message, said.StartMessage):
            self._start(message)
        elif self._player is None:
            begin = 'begin one: {"type": "start"}'
            raise Refusal("invalid-message", "there is no run yet", hint=begin)
        else:
            self._do(message, self._player)

    def _tell_problem(self, error: ChainruleError | Refusal, of: str | None) -> None:
        self._post(telling.message("error", problem=problem(error, self._asked), of=of))

    def _do(self, message: ClientMessage, player: Player) -> None:
        match message:
            case said.PauseMessage():
                player.run.stop_seeking()
                player.send_changes()
                player.pause("asked")
            case said.ResumeMessage():
                player.resume(message.until)
            case said.StepMessage():
                self._step(message, player)
            case said.SetMessage():
                self._set(message, player)
            case said.PutMessage():
                self._put(message, player)
            case said.PointsMessage():
                self._points(message, player)
            case said.SeekMessage():
                self._seek(message, player)
            case said.ResetMessage():
                player.begin(player.run.trainer.config, player.run.trainer.data)
            case said.NeuronMessage():
                self._choose(message, player)
            case said.GridMessage():
                self._resize(message, player)
            case said.ViewsMessage():
                self._show(message, player)
            case said.ProbeMessage():
                self._post(telling.probed_message(player.run, message.x))
            case said.GraphMessage():
                self._send_graph(message, player)
            case said.ExportMessage():
                self._post(telling.export_message(player.run, player.pacer.record))
            case said.KeepMessage():
                self._post(telling.state_message(player.run))

    # -- one message each -------------------------------------------------------------------------

    def _start(self, message: said.StartMessage) -> None:
        most = self.settings.frames_per_second
        if message.fps > most:
            raise refused("/fps", f"{message.fps:g} frames a second are more than the {most} kept")
        self._check_grid(message.grid, "/grid")
        with within("/config"):
            config = configure(message.config, self.settings)
            data = points_of(config, self.settings)
        sizes = sizes_of(message.grid, self.settings)
        shown, needed = message.views, 0

        def see(config: Config, data: Data) -> None:
            nonlocal needed
            needed = max(needed, stream_bytes(config, data, sizes, None, self.settings, shown))

        found = restoring.restored(message, (config, data), self.settings, see)
        if found.state is not None and found.first is not None:
            needed += past_bytes(config, data, self.settings)
        self._room.resize(needed, seconds=0)
        self._player = None  # two runs at once would take twice the memory
        self._grid = message.grid
        player = Player(self.settings, message, self._post)
        player.take_up(found, running=message.running)
        self._player = player  # others look at it from now on

    def _make_room(
        self,
        player: Player,
        config: Config,
        data: Data,
        *,
        grid: said.Grid | None = None,
        pair: Pair | None = None,
        shown: Collection[str] | None = None,
    ) -> None:
        """Take the room that a run needs, before anything of it is made.

        Raises:
            Refusal: it is more than one may take, or than is left.
        """
        sizes = sizes_of(grid or self._grid, self.settings)
        pair = pair or player.pacer.pair
        shown = player.pacer.shown if shown is None else shown
        needed = stream_bytes(config, data, sizes, pair, self.settings, shown)
        # It can be gone back to what it was before.
        self._room.resize(max(needed, self._room.size), seconds=0)

    def _step(self, message: said.StepMessage, player: Player) -> None:
        if not message.explain:
            player.step(message.updates, message.epochs)
        elif message.updates == 1 and message.epochs is None:
            if not player.pacer.explains:
                raise refused(
                    "/explain",
                    "this network has too many parameters to tell what an update did to each",
                    "step without explain, or take fewer layers or units",
                )
            player.explain()
        else:
            raise refused("/explain", "one update is explained at a time", "leave out the others")

    def _set(self, message: said.SetMessage, player: Player) -> None:
        trainer = player.run.trainer
        before = trainer.config
        given = message.model_extra or {}
        config, data = set_in(before, trainer.data, given, self.settings)
        self._make_room(player, config, data)
        if "pace" in message.model_fields_set:
            player.set_pace(message.pace)
        if config.init != before.init:
            player.begin(config, data)
            return
        if config != before:
            restoring.change(player.run, config, data, given)
        player.pacer.follow(player.run)
        player.keep_time()
        player.send_ready(with_data=data is not trainer.data)

    def _put(self, message: said.PutMessage, player: Player) -> None:
        size = player.run.trainer.network.size
        check_places(message.parameters, size, "/parameters")
        restoring.put(player.run, message.parameters)
        player.pacer.owed = True

    def _points(self, message: said.PointsMessage, player: Player) -> None:
        trainer = player.run.trainer
        config, data = with_points(trainer.config, trainer.data, message, self.settings)
        self._make_room(player, config, data)
        restoring.change(player.run, config, data, message)
        player.send_changes()

    def _seek(self, message: said.SeekMessage, player: Player) -> None:
        run = player.run
        if not run.first <= message.update <= run.last:
            raise refused(
                "/update",
                f"there is no update {message.update:,} to go to",
                f"this run goes from {run.first:,} to {run.last:,}",
            )
        player.seek(message.update)

    def _resize(self, message: said.GridMessage, player: Player) -> None:
        self._check_grid(message, "")
        named = message.model_dump(exclude_unset=True, exclude={"type"})
        grid = self._grid.model_copy(update=named)
        trainer = player.run.trainer
        self._make_room(player, trainer.config, trainer.data, grid=grid)
        self._grid = grid
        player.pacer.resize(player.run, grid)
        player.send_ready(with_data=False)

    def _choose(self, message: said.NeuronMessage, player: Player) -> None:
        pair = pair_of(player.run, message)
        trainer = player.run.trainer
        self._make_room(player, trainer.config, trainer.data, pair=pair)
        player.pacer.choose(player.run, pair)

    def _show(self, message: said.ViewsMessage, player: Player) -> None:
        trainer = player.run.trainer
        self._make_room(player, trainer.config, trainer.data, shown=message.show)
        player.pacer.show(message.show)

    def _send_graph(self, message: said.GraphMessage, player: Player) -> None:
        points = player.run.trainer.data.labels.size
        if isinstance(message.sample, int) and not 0 <= message.sample < points:
            raise refused(
                "/sample",
                f"there is no point {message.sample}",
                f"they are numbered from 0 to {points - 1}" if points else "add one",
            )
        self._post(telling.graph_message(player.run, message.sample))

    def _check_grid(self, grid: said.Grid, where: str) -> None:
        most = self.settings.grid_size
        for name in ("size", "neurons", "warp"):
            asked = getattr(grid, name)
            if asked is not None and asked > most:
                raise refused(
                    f"{where}/{name}",
                    f"{asked:,} cells along a side are more than the {most} allowed",
                )
