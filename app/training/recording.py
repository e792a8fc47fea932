"""The curves of a run: every update at first, when most happens, then ever fewer of them."""

from bisect import bisect_left
from collections import deque
from dataclasses import dataclass
from time import thread_time

from .evaluating import Evaluation
from .trainer import Trainer

FREE = 0.5
"""Seconds that looking may take, however short the training is."""
SHARE = 0.25
"""And of the time of the training, how much more."""
NORMS = 8
"""How much sooner rows with the norms of the gradients get sparse: these take as long as all else
in a row, and are so different from batch to batch that only their means are read."""
SPARSE = 16
"""How much farther apart rows are while there is too little time for all who train."""


@dataclass(frozen=True, slots=True)
class Row:
    """What was seen at one update."""

    update: int
    epoch: float
    train_loss: float | None
    test_loss: float | None
    train_accuracy: float | None
    test_accuracy: float | None
    mean_error: float | None
    norms: tuple[float, ...] = ()
    """Of each layer's part of the next update's gradient; none where that was not looked at."""


def row_of(trainer: Trainer, seen: Evaluation | None = None, *, norms: bool = True) -> Row:
    """Tell what is seen of a trainer as it is now; the ``norms`` take as long as the rest."""
    seen = seen or trainer.evaluate()
    found = trainer.norms() if norms else None
    return Row(
        trainer.update,
        trainer.epoch,
        seen.train_loss,
        seen.test_loss,
        seen.train_accuracy,
        seen.test_accuracy,
        seen.mean_error,
        () if found is None else tuple(found.tolist()),
    )


def spacing(update: int) -> int:
    """Return how far apart rows are from there on: 1 up to update 512, then 256 rows an octave."""
    return 1 << max(0, update.bit_length() - 9)


class Record:
    """Rows in order of their updates, so many that the logarithm of the update bounds them.

    Looking takes a bounded share of the time: where it is dear, rows are left out.
    """

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._untold: deque[Row] = deque()
        self.is_hurried = False
        """Whether there is too little time: then fewer rows are added, and none for free."""
        self._looking = self._training = 0.0

    def ahead(self, update: int) -> int:
        """Return how many updates after this one the next row is due."""
        apart = self._apart(update)
        return apart - update % apart

    def _apart(self, update: int) -> int:
        return spacing(update) * (SPARSE if self.is_hurried else 1)

    def look(self, trainer: Trainer) -> None:
        """Add a row of this moment where one is due and missing, and there is time for it."""
        update = trainer.update
        at = bisect_left(self.rows, update, key=_update)
        is_there = at < len(self.rows) and self.rows[at].update == update
        free = 0.0 if self.is_hurried else FREE
        is_dear = self._looking > free + SHARE * self._training
        if update % self._apart(update) or is_there or is_dear:
            return
        started = thread_time()
        self.note(trainer)
        self._looking += thread_time() - started

    def note(self, trainer: Trainer, seen: Evaluation | None = None) -> None:
        """Add a row of this moment."""
        update = trainer.update
        norms = update % self._apart(NORMS * update) == 0
        self.add(row_of(trainer, seen, norms=norms))

    def trained(self, seconds: float) -> None:
        """Take note that so many seconds were computed for training."""
        self._training += seconds

    def add(self, row: Row) -> None:
        """Add a row, in place of an earlier look at its update.

        At the end, the one before it goes where those around it are as near as they need to be.
        """
        rows = self.rows
        at = bisect_left(rows, row.update, key=_update)
        rows[at : at + (at < len(rows) and rows[at].update == row.update)] = [row]
        if at == len(rows) - 1 >= 2 and row.update - rows[-3].update <= spacing(rows[-3].update):
            del rows[-2]
        if self._untold and self._untold[-1].update == row.update:
            self._untold.pop()
        self._untold.append(row)

    def cut(self, last: int) -> None:
        """Drop what lies after an update: the run goes on from there."""
        while self.rows and self.rows[-1].update > last:
            self.rows.pop()
        self._untold = deque(row for row in self._untold if row.update <= last)

    def news(self, most: int | None = None) -> list[Row]:
        """Return what was added since this was last asked, at most so many rows of it."""
        count = len(self._untold) if most is None else min(most, len(self._untold))
        return [self._untold.popleft() for _ in range(count)]


def _update(row: Row) -> int:
    return row.update
