"""A run that can be taken back: checkpoints of it are kept, and what lies between is made again.

Every change of the run is a checkpoint of its own, so between two of them there is nothing but
plain training, which is the same bit for bit whenever it is done. When the checkpoints take more
than the memory they may, every other one of those between the changes goes; when that does not
help, the run forgets its beginning.

A run can also be taken up at a state, as a link does that goes far on. What lies before is then
made again beside it, in spare time, from the first configuration and the log of changes.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import thread_time
from typing import Protocol

from .config import Config
from .datasets import Data
from .log import Log
from .recording import Record
from .trainer import Explanation, State, Trainer

SPACING = 64
"""Updates between two checkpoints at first."""
OVERHEAD = 1_500
"""Bytes that a checkpoint takes beside its arrays."""
LISTED = 200
"""And of a point that its configuration lists."""
FEWEST = 8
"""So many checkpoints are kept, whatever they take."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where a run can be taken up again."""

    config: Config
    data: Data
    state: State
    change: bool
    """Whether it follows a change, so that nothing before it leads here."""

    @property
    def update(self) -> int:
        """How many updates had been made."""
        return self.state.update


class Change(Protocol):
    """Something that is done to a run at an update, and noted in its log."""

    @property
    def update(self) -> int:
        """When."""

    def __call__(self, run: "Run") -> None:
        """Do it."""


class Run:
    """One training from its beginning to where it has got, and a place in it.

    ``memory`` bounds the bytes that the checkpoints take, ``log`` the characters of the log. With
    ``state`` the run begins there.
    """

    def __init__(
        self,
        config: Config,
        data: Data,
        memory: int = 500_000,
        log: int = 100_000,
        state: State | None = None,
    ) -> None:
        self.trainer = Trainer(config, data)
        self._begun = state
        if state is not None:
            self.trainer.restore(state)
        self.last = self.trainer.update
        """The furthest update that was reached and not dropped."""
        self.log = Log(log)
        """What was changed on the way; whoever changes the run notes it there."""
        self.past: Replay | None = None
        """What lies before the first checkpoint, where it is being made again."""
        self.record = Record()
        """Its curves."""
        self._memory = memory
        self._spacing = SPACING
        self._checkpoints: list[Checkpoint] = []
        self._bytes = 0
        self._target: int | None = None
        self._keep(change=True)
        self.record.look(self.trainer)

    @property
    def first(self) -> int:
        """The earliest update that can be gone back to."""
        return self._checkpoints[0].update if self.past is None else self.past.run.first

    @property
    def update(self) -> int:
        """Where the run stands."""
        return self.trainer.update

    @property
    def batches(self) -> int:
        """How many updates make an epoch."""
        return self.trainer.batches

    @property
    def seeking(self) -> bool:
        """Whether the run is on its way to the update that was sought."""
        return self._target is not None

    # -- onwards ----------------------------------------------------------------------------------

    def advance(self, updates: int) -> int:
        """Make updates from where the run stands; returns how many: fewer once it diverges.

        What lay ahead is dropped, even where it would come out the same.
        """
        self._drop_future()
        made = self._train(updates)
        self.last = self.update
        return made

    def explain(self) -> Explanation | None:
        """Make one update and tell of it; ``None`` where none can be made."""
        self._drop_future()
        told = self.trainer.explain()
        self._keep_if_due()
        self.last = self.update
        return told

    def change(self, config: Config, data: Data) -> None:
        """Go on with another configuration or other data, keeping what still fits."""
        self._drop_future()
        self.trainer = Trainer(config, data, carry=self.trainer)
        self._keep(change=True)

    def put(self, values: Iterable[tuple[int, float]]) -> None:
        """Give parameters, by their place in the flat vector, other values."""
        self._drop_future()
        for index, value in values:
            self.trainer.put(index, value)
        self._keep(change=True)

    # -- back -------------------------------------------------------------------------------------

    def seek(self, update: int) -> None:
        """Set out for an update from ``first`` to ``last``; :meth:`catch_up` gets there."""
        if not self.first <= update <= self.last:
            raise ValueError(f"the run goes from {self.first} to {self.last}")
        self._target = update
        if update < self._checkpoints[0].update:
            return  # what lies there is made again first
        checkpoint = self._checkpoints[bisect_right(self._checkpoints, update, key=_update) - 1]
        if not checkpoint.update <= self.update <= update:
            self._take_up(checkpoint)
        if self.update == update:
            self._target = None

    def catch_up(self, updates: int) -> int:
        """Make at most so many updates again on the way to what was sought; returns how many."""
        if self._target is None:
            return 0
        if self._target < self._checkpoints[0].update:
            target, made = self._target, self.remember(updates)
            if self.past is None:
                self.seek(max(target, self.first))
            return made
        made = self._train(min(updates, self._target - self.update))
        if self.update >= self._target or not self.trainer.can_advance:
            self._target = None
        return made

    def stop_seeking(self) -> None:
        """Stay where the run is on its way."""
        self._target = None

    def remember(self, updates: int) -> int:
        """Make at most so many updates again of what lies before; returns how many.

        Once all is made it can be gone back to, unless it leads to another moment than this run
        began at: then the state was none of this log, and the run begins where it began.
        """
        if self.past is None:
            return 0
        made = self.past.advance(updates)
        if self.past.done:
            past, self.past = self.past.run, None
            if self._begun is not None and past.trainer.state().is_same(self._begun):
                first = self._checkpoints[0].update
                before = [kept for kept in past._checkpoints if kept.update < first]
                self._checkpoints = before + self._checkpoints
                self._bytes = sum(map(_size, self._checkpoints))
                self._spacing = max(self._spacing, past._spacing)
                self._fit()
                for row in past.record.rows:
                    if row.update < first:
                        self.record.add(row)
        return made

    def _take_up(self, checkpoint: Checkpoint) -> None:
        trainer = self.trainer
        if trainer.config != checkpoint.config or trainer.data is not checkpoint.data:
            self.trainer = Trainer(checkpoint.config, checkpoint.data)
        self.trainer.restore(checkpoint.state)

    def _drop_future(self) -> None:
        self._target = None
        if self.update < self.last:
            self.last = self.update
            self.record.cut(self.last)
            while self._checkpoints[-1].update > self.update:
                self._bytes -= _size(self._checkpoints.pop())
            self.log.cut(self.update)

    # -- checkpoints -------------------------------------------------------------------------------

    def _train(self, updates: int) -> int:
        """Advance, stopping at every checkpoint that is to be kept, and where a look is due."""
        made, started = 0, thread_time()
        while made < updates:
            ahead = self._spacing - self.update % self._spacing
            step = min(updates - made, ahead, self.record.ahead(self.update))
            done = self.trainer.advance(step)
            made += done
            self._keep_if_due()
            self.record.look(self.trainer)
            if done < step:
                break
        self.record.trained(thread_time() - started)
        return made

    def _keep_if_due(self) -> None:
        if self.update % self._spacing == 0 and self.update > self._checkpoints[-1].update:
            self._keep(change=False)

    def _keep(self, *, change: bool) -> None:
        if self._checkpoints and self._checkpoints[-1].update == self.update:
            # The later one is where the run goes on from; what led here is another's business.
            self._bytes -= _size(self._checkpoints.pop())
        trainer = self.trainer
        checkpoint = Checkpoint(trainer.config, trainer.data, trainer.state(), change)
        self._checkpoints.append(checkpoint)
        self._bytes += _size(checkpoint)
        self._fit()

    def _fit(self) -> None:
        while self._bytes > self._memory and len(self._checkpoints) > FEWEST:
            self._thin_out()

    def _thin_out(self) -> None:
        self._spacing *= 2
        first, *others, last = self._checkpoints
        kept = [m for m in others if m.change or m.update % self._spacing == 0]
        if len(kept) == len(others):
            kept = kept[len(kept) // 4 + 1 :]
            first = kept.pop(0)
            self._spacing //= 2
        self._checkpoints = [first, *kept, last]
        self._bytes = sum(map(_size, self._checkpoints))


class Replay:
    """A run that is made again: through changes, each at its update, to the update ``to``."""

    def __init__(self, run: Run, changes: Sequence[Change], to: int) -> None:
        self.run = run
        self._changes = deque(changes)
        self._to = to

    @property
    def changes(self) -> int:
        """How many changes are still to be made."""
        return len(self._changes)

    @property
    def done(self) -> bool:
        """Whether it is where it should be, or cannot get there."""
        at = self.run.update
        if self._changes and at >= self._changes[0].update:
            return False
        return at >= self._to or not self.run.trainer.can_advance

    def advance(self, most: int) -> int:
        """Make a change that is due, or at most so many updates; returns how many updates."""
        run = self.run
        if self._changes and run.update >= self._changes[0].update:
            self._changes.popleft()(run)
            return 0
        goal = self._changes[0].update if self._changes else self._to
        return run.advance(min(most, max(0, goal - run.update)))


def _update(checkpoint: Checkpoint) -> int:
    return checkpoint.update


def _size(checkpoint: Checkpoint) -> int:
    data = checkpoint.data
    points = data.points.nbytes + data.labels.nbytes if checkpoint.change else 0
    listed = len(checkpoint.config.dataset.points or ()) * LISTED if checkpoint.change else 0
    return checkpoint.state.nbytes + points + listed + OVERHEAD
