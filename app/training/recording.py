"""The curves of a run: what was seen of it now and then, in a bounded number of rows."""

from dataclasses import dataclass

from .evaluating import Evaluation

MOST = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """What was seen at one update."""

    update: int
    epoch: float
    train_loss: float | None
    test_loss: float | None
    train_accuracy: float | None
    test_accuracy: float | None


class Record:
    """Rows in order; past ``most`` every other one goes."""

    def __init__(self, most: int = MOST) -> None:
        self.rows: list[Row] = []
        self._most = most

    def add(self, update: int, epoch: float, seen: Evaluation) -> None:
        """Add what is seen now; what lay ahead of it is dropped, and so is an earlier look."""
        while self.rows and self.rows[-1].update >= update:
            self.rows.pop()
        self.rows.append(
            Row(
                update,
                epoch,
                seen.train_loss,
                seen.test_loss,
                seen.train_accuracy,
                seen.test_accuracy,
            )
        )
        if len(self.rows) > self._most:
            del self.rows[1:-1:2]
