"""What was changed in a run, and when, so that it can be made again."""

import json
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Json = Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: at which update, of which kind, and what was said."""

    update: int
    kind: str
    said: Json

    @property
    def plain(self) -> dict[str, Json]:
        """The entry as JSON."""
        return {"update": self.update, self.kind: self.said}


class Log:
    """The changes of one run in their order.

    ``most`` bounds the characters that they take as JSON. Past it the run can no longer be made
    again from its beginning, and nothing is kept: ``whole`` is false from then on.
    """

    def __init__(self, most: int = 100_000) -> None:
        self.whole = True
        self.entries: list[Entry] = []
        self._sizes: list[int] = []
        self._most = most
        self._told = 0
        self._has_news = False

    def note(self, update: int, kind: str, said: Json) -> None:
        """Note a change; one that makes up for the one before at the same moment replaces it."""
        self._has_news = True
        if not self.whole:
            return
        last = self.entries[-1] if self.entries else None
        if last and (last.update, last.kind) == (update, kind) and kind in JOINED:
            both = JOINED[kind](last.said, said)
            if both is not None:
                said = both
                self._leave(len(self.entries) - 1)
        self.entries.append(Entry(update, kind, said))
        self._sizes.append(len(json.dumps(said)))
        if sum(self._sizes) > self._most:
            self.whole = False
            self._leave(0)

    def cut(self, update: int) -> None:
        """Forget what was changed after an update: the run goes on from there."""
        self._has_news = self._has_news or not self.whole  # who knows what was cut
        self._leave(self.before(update))

    def before(self, update: int) -> int:
        """Return how many changes lead to an update, those made at it included."""
        return bisect_right(self.entries, update, key=lambda entry: entry.update)

    def news(self) -> tuple[int, list[Entry] | None] | None:
        """Return what is different from what was told: how many entries stand, and those after.

        ``None`` in their place says that the run can no longer be made again.
        """
        if not self._has_news:
            return None
        told, self._told, self._has_news = self._told, len(self.entries), False
        return told, self.entries[told:] if self.whole else None

    def _leave(self, count: int) -> None:
        """Keep only the first so many."""
        if count < self._told:
            self._told, self._has_news = count, True
        del self.entries[count:], self._sizes[count:]


def _later_values(before: Json, after: Json) -> Json:
    return [list(pair) for pair in (dict(before) | dict(after)).items()]


def _later_moves(before: Json, after: Json) -> Json | None:
    if set(before) != {"move"} or set(after) != {"move"}:
        return None
    places = {index: place for index, *place in before["move"] + after["move"]}
    return {"move": [[index, *place] for index, place in places.items()]}


JOINED: dict[str, Callable[[Json, Json], Json | None]] = {
    "put": _later_values,
    "points": _later_moves,
}
"""What becomes of two changes at one moment, where the later makes the earlier one as if it had
not been. Others do not: to take units away and give them back leaves them with other weights."""
