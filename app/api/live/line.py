"""What is on its way to a client, and how much may be: told by the times that its answers take.

A frame that waits in a buffer is late, so hardly more is sent than the line carries. As long as an
answer comes about as soon as the soonest of late, more may be on its way; once it takes longer, as
much as the line has carried in the soonest time.
"""

from collections import deque
from math import inf
from threading import Lock
from time import perf_counter

QUEUED = 0.05
"""Seconds that a frame may wait on its way behind others, about."""
REMEMBERED = 10.0
"""Seconds for which the soonest answer counts: the way may have become another."""
LONG = 0.25
"""Seconds that one frame may take to be carried, about."""
CONTENT = 2.0
"""Seconds for which no more is tried than was found to be carried."""
UNHEARD = 2.0
"""Seconds without an answer after which a client is taken to look elsewhere."""


class Line:
    """The frames that were sent to one client and not acknowledged."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._flying: deque[tuple[int, int, float]] = deque()
        """Number, bytes and time of each."""
        self._bytes = self._window = self._largest = 0
        self._content = 0.0
        self._soonest, self._sooner = inf, inf
        """The least time of an answer of late, and of the time before that."""
        self._most, self._more = 0.0, 0.0
        """The most bytes a second that were carried then."""
        self._since = self._changed = self._heard = perf_counter()

    @property
    def has_room(self) -> bool:
        """Whether another frame may be sent."""
        return not self._flying or self._bytes + self._largest <= self._window

    @property
    def is_crowded(self) -> bool:
        """Whether more is on its way already than may be."""
        return self._bytes > max(self._window, self._largest)

    def takes_long(self, size: int) -> bool:
        """Tell whether so many bytes would hold up whatever comes after them."""
        carried = max(self._most, self._more)
        return 0 < carried * LONG < size

    @property
    def silent_from(self) -> float:
        """From when on the client is taken to look elsewhere, if it is not heard of till then."""
        try:
            sent = self._flying[0][2]
        except IndexError:
            return inf
        return max(sent, self._heard) + UNHEARD

    def hear(self) -> None:
        """Take note that the client says something."""
        self._heard = perf_counter()

    def send(self, frame: int, size: int) -> None:
        """Take note that a frame is sent."""
        with self._lock:
            self._flying.append((frame, size, perf_counter()))
            self._bytes += size
            self._largest = size

    def acknowledge(self, frame: int) -> None:
        """Take note that a frame and all before it have arrived."""
        with self._lock:
            now, carried, sent = perf_counter(), 0, 0.0
            was_full = not self.has_room
            while self._flying and self._flying[0][0] <= frame:
                _, size, sent = self._flying.popleft()
                carried += size
            if carried:
                self._bytes -= carried
                self._heard = now
                self._adjust(now, sent, carried, was_full)

    def _adjust(self, now: float, sent: float, carried: int, was_full: bool) -> None:
        took = now - sent
        if now - self._since > REMEMBERED / 2:
            self._sooner, self._soonest, self._since = self._soonest, inf, now
            self._more, self._most = self._most, 0.0
        self._soonest = min(self._soonest, took)
        self._most = max(self._most, (self._bytes + carried) / max(took, 1e-6))
        soonest = min(self._soonest, self._sooner)
        if sent < self._changed:
            return  # it does not tell yet what came of the latest change
        if took > soonest + QUEUED:
            self._window = int((self._bytes + carried) * (soonest + QUEUED / 2) / took)
            self._content = now + CONTENT
        elif was_full and now > self._content:
            self._window = max(self._window, self._largest) + self._largest
        else:
            return
        self._changed = now
