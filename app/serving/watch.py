"""Ends connections whose client does not send or take what it should, and bounds their number."""

import asyncio
import contextlib
import sys
from collections.abc import Callable
from functools import cache

LOOKS = 10
"""How often a connection is looked at in the time that it has."""
LEAST = 65_536
"""Bytes of an answer that a client takes in that time, at least, or all that is left of it."""
MOST_FILES = 65_536
OWN_FILES = 200
"""Open files that are no connections: modules, pictures, the log."""


class Watch:
    """Looks at one connection now and then, from its beginning until ``stop``.

    A request has ``seconds`` to arrive whole, its head and its body; ``late`` is called past that.
    An answer that its client does not take ends the connection.
    """

    def __init__(
        self, transport: asyncio.Transport, seconds: float, late: Callable[[], None]
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._transport, self._late = transport, late
        self._pause = seconds / LOOKS
        self._seconds = seconds - self._pause
        self.since: float | None = None
        """When the request that has not arrived whole began."""
        self._left, self._taken = 0, self._loop.time()
        self._timer = self._loop.call_later(self._pause, self._look)

    def begin(self) -> None:
        """Count from now on the time that a request has."""
        self.since = self._loop.time()

    def took(self) -> None:
        """Take note that the client has taken some of its answer."""
        self._taken, self._left = self._loop.time(), self._transport.get_write_buffer_size()

    def stop(self) -> None:
        """Look no more."""
        self._timer.cancel()

    def _look(self) -> None:
        now, left = self._loop.time(), self._transport.get_write_buffer_size()
        if left == 0 or self._left - left >= LEAST:
            self._left, self._taken = left, now
        self._left = max(self._left, left)
        if left and now - self._taken > self._seconds:
            self._transport.abort()
            return
        if self.since is not None and now - self.since > self._seconds:
            self._late()
        self._timer = self._loop.call_later(self._pause, self._look)


@cache
def places() -> int:
    """Return how many connections this process can hold; asks the system for more files first."""
    if sys.platform == "win32":
        return 512
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft < most:
        with contextlib.suppress(OSError, ValueError):  # macOS has a smaller bound of its own
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    files = min(resource.getrlimit(resource.RLIMIT_NOFILE)[0], MOST_FILES)
    return max(files - OWN_FILES, files // 2)
