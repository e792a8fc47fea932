"""A run that was begun elsewhere or before: its log of changes, and a moment of it, checked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ...engine.stopping import may_go_on
from ...settings import Settings
from ...training.config import Config
from ...training.datasets import Data
from ...training.keeping import Kept, StateError, read_state
from ...training.log import Log
from ...training.networks import Network
from ...training.run import Replay, Run
from ...training.trainer import State
from ..problems import Refusal
from ..runs import within
from .changing import check_places, refused, set_in, with_points
from .messages import Logged, Points, StartMessage

Moment = tuple[Config, Data]
SAID = ("set", "put", "points")


@dataclass(frozen=True, slots=True)
class Restored:
    """A run to be taken up again, which was found to be possible."""

    begin: Moment
    """The configuration and the data that it is taken up with."""
    state: State | None
    before: "Sequence[Made]"
    """Changes that lead to the state."""
    after: "Sequence[Made]"
    """Those that are made after it, or after the beginning."""
    to: int
    first: Moment | None
    """What the run began with, where what lies before the state can be made again."""

    def run(self, memory: int, log: int) -> Run:
        """Take the run up where it can be at once."""
        run = Run(*self.begin, memory, log, self.state)
        if self.state is None:
            return run
        if self.first is None:
            run.log.whole = False
            return run
        for made in self.before:
            made.note(run.log)
        past = Run(*self.first, memory // 2, log)
        run.past = Replay(past, self.before, self.state.update)
        return run


def restored(
    message: StartMessage, begun: Moment, settings: Settings, see: Callable[[Config, Data], None]
) -> Restored:
    """Check a log and a state, and say how the run is taken up again.

    ``see`` is shown all configurations and data that the run goes through.

    Raises:
        Refusal: they are none of a run that began so.
        ConfigError: a change is one that no run can have had.
    """
    log = message.log or []
    _check_order(log, message.update)
    kept = None if message.state is None else _read(message.state, message)
    count = 0 if kept is None or message.log is None else kept.changes
    changes: list[Made] = []
    begin = now = begun
    see(*begun)
    for k, entry in enumerate(log):
        may_go_on()
        with _pointed(f"/log/{k}/{_kind(entry)}"):
            now = _after(entry, *now, settings)
            see(*now)
        changes.append(Made(entry.update, entry, settings))
        begin = now if len(changes) == count else begin
    if kept is None:
        return Restored(begun, None, [], changes, message.update, None)
    try:
        state = kept.state(*begin)
    except StateError as error:
        raise refused("/state", error.message, error.hint) from None
    before, after = changes[:count], changes[count:]
    first = None if message.log is None else begun
    return Restored(begin, state, before, after, message.update, first)


def _check_order(log: Sequence[Logged], to: int) -> None:
    at = 0
    for k, entry in enumerate(log):
        if not _kind(entry):
            raise refused(f"/log/{k}", "a change is one of set, put and points")
        if not at <= entry.update <= to:
            raise refused(
                f"/log/{k}/update",
                f"a change at update {entry.update:,} cannot come here",
                "changes come in their order, and none after the update to go to",
            )
        at = entry.update


def _kind(entry: Logged) -> str:
    """Name what a change says; nothing where it does not say one thing."""
    said = [kind for kind in SAID if getattr(entry, kind) is not None]
    return said[0] if len(said) == 1 else ""


def _read(text: str, message: StartMessage) -> Kept:
    """Read a state, and find its place among the changes."""
    try:
        kept = read_state(text)
    except StateError as error:
        raise refused("/state", error.message, error.hint) from None
    at, count = kept.place.update, kept.changes
    if at > message.update:
        what = f"the state is that of update {at:,}, and the run has to go to {message.update:,}"
        raise refused("/state", what, "ask for an update that is not before it")
    if message.log is not None:
        updates = [entry.update for entry in message.log]
        fits = 0 <= count <= len(updates)
        if (
            not fits
            or max(updates[:count], default=0) > at
            or min(updates[count:], default=at) < at
        ):
            raise refused(
                "/state",
                "the state does not stand where this log has it",
                "give it with the log that it was kept with",
            )
    return kept


def _after(entry: Logged, config: Config, data: Data, settings: Settings) -> Moment:
    """Return what a change leads to."""
    if entry.set is not None:
        now, points = set_in(config, data, entry.set, settings)
        if now.init != config.init:
            raise refused("/init", "other first weights begin another run")
        return now, points
    if entry.points is not None:
        return with_points(config, data, entry.points, settings)
    size = Network(config, len(config.features), data.classes).size
    check_places(entry.put or (), size, "")
    return config, data


@dataclass(frozen=True, slots=True)
class Made:
    """A change of the log, as something that is done to a run at an update."""

    update: int
    entry: Logged
    settings: Settings

    def __call__(self, run: Run) -> None:
        """Make it."""
        config, data = run.trainer.config, run.trainer.data
        if self.entry.put is not None:
            put(run, self.entry.put)
        elif self.entry.set is not None:
            change(run, *set_in(config, data, self.entry.set, self.settings), self.entry.set)
        elif self.entry.points is not None:
            points = self.entry.points
            change(run, *with_points(config, data, points, self.settings), points)

    def note(self, log: Log) -> None:
        """Note it, where what it does is there already."""
        for said in (self.entry.set, self.entry.put, self.entry.points):
            if said is not None:
                _note(log, self.update, said)


Said = Mapping[str, Any] | Points | Sequence[Sequence[float]]


def change(run: Run, config: Config, data: Data, said: Mapping[str, Any] | Points) -> None:
    """Change a run, and note what was said."""
    run.change(config, data)
    _note(run.log, run.update, said)


def put(run: Run, parameters: Sequence[Sequence[float]]) -> None:
    """Give parameters other values, and note them."""
    run.put((int(index), value) for index, value in parameters)
    _note(run.log, run.update, parameters)


def _note(log: Log, update: int, said: Said) -> None:
    if isinstance(said, Points):
        log.note(update, "points", said.model_dump(exclude={"type"}, exclude_defaults=True))
    elif isinstance(said, Mapping):
        log.note(update, "set", dict(said))
    else:
        log.note(update, "put", [list(pair) for pair in said])


@contextmanager
def _pointed(where: str) -> Iterator[None]:
    """Let what is wrong with a change point into its entry."""
    try:
        with within(where):
            yield
    except Refusal as refusal:
        refusal.errors = [(where + inner, what) for inner, what in refusal.errors]
        raise
