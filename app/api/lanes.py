"""A lane: places to work in, and a queue of who waits for one.

A place is taken on the event loop and may be given back from any thread.
"""

import asyncio
import contextlib
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import count
from threading import Lock
from time import perf_counter

from anyio import fail_after

LEARNT = 0.1
"""How much the last piece of work counts beside all before it."""


@dataclass(order=True, slots=True)
class _Waiting:
    """One who waits. Every client's first comes before anybody's second."""

    turn: int
    number: int
    place: asyncio.Future[None] = field(compare=False)
    given: bool = field(default=False, compare=False)


class Lane:
    """So many ``places``; ``seconds`` is how long a piece of work is expected to take at first."""

    def __init__(self, places: int, seconds: float) -> None:
        self.places = places
        self.taken = 0
        self._seconds = seconds
        self._queue: list[_Waiting] = []
        self._clients: Counter[str | None] = Counter()
        self._turn = 0
        """Of who was the last to get a place."""
        self._turns: dict[str, int] = {}
        """Of each client that is here, of the last that it waited for."""
        self._numbers = count()
        self._lock = Lock()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._queue)

    def of(self, client: str | None) -> int:
        """Return how many places a client has, or waits for; none where nobody knows who it is."""
        return 0 if client is None else self._clients[client]

    def seconds_for(self, waiting: int) -> float:
        """Return after how long so many will have had their turn, as work has gone lately."""
        return self._seconds * waiting / self.places

    @contextlib.contextmanager
    def counted(self, client: str | None) -> Iterator[None]:
        """Count who is here, for as long as that is."""
        self._clients[client] += 1
        try:
            yield
        finally:
            self._clients[client] -= 1
            if not self._clients[client]:
                del self._clients[client]
                self._turns.pop(client or "", None)

    async def take(self, client: str | None, patience: float = math.inf) -> None:
        """Wait for a place and take it.

        Raises:
            TimeoutError: none was free in so many seconds.
        """
        with self._lock:
            if self.taken < self.places:
                self.taken += 1
                return
            place = asyncio.get_running_loop().create_future()
            turn = self._turn + 1
            if client is not None:
                turn = self._turns[client] = max(turn, self._turns.get(client, 0) + 1)
            waiting = _Waiting(turn, next(self._numbers), place)
            heappush(self._queue, waiting)
        try:
            with fail_after(patience):
                await place
        except BaseException:
            with self._lock:
                if not waiting.given:
                    self._queue.remove(waiting)
                    heapify(self._queue)
            if waiting.given:
                self.give_back()
            raise

    def try_take(self) -> bool:
        """Take a place that is free, from any thread; tells whether there was one."""
        with self._lock:
            if self.taken >= self.places:
                return False
            self.taken += 1
            return True

    def give_back(self) -> None:
        """Give a place to who is next, from any thread."""
        with self._lock:
            while self._queue:
                waiting = heappop(self._queue)
                waiting.given, self._turn = True, waiting.turn
                with contextlib.suppress(RuntimeError):  # its loop is closed: nobody is there
                    waiting.place.get_loop().call_soon_threadsafe(_hand_over, waiting.place)
                    return
            self.taken -= 1

    def note(self, started: float) -> None:
        """Take note that a piece of work, begun at this moment, has ended."""
        self._seconds += LEARNT * (perf_counter() - started - self._seconds)


def _hand_over(place: "asyncio.Future[None]") -> None:
    if not place.done():
        place.set_result(None)
