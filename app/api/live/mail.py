"""From the training thread to the event loop: what streams are to be sent."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable
from threading import Lock

FEW = 4
"""Streams of one worker to which everything is sent at once."""
COLLECTING = 0.004
"""Seconds for which what is to be sent to more of them waits, where something was sent just
before."""


class Mail:
    """What other threads have for the event loop, which is woken once for all that waits.

    It does at once what comes first, and then, where it ``collects``, waits a moment for more.
    Whenever it is woken the threads contend for the interpreter, which costs them as much as a
    small frame does.
    """

    def __init__(self, collects: Callable[[], bool]) -> None:
        self._collects = collects
        self._lock = Lock()
        self._waiting: deque[Callable[[], object]] = deque()
        self._coming = False
        """Whether the loop comes by itself, and need not be woken."""

    def put(self, loop: asyncio.AbstractEventLoop, do: Callable[[], object]) -> None:
        """Have something done in the loop, after what was put before."""
        with self._lock:
            self._waiting.append(do)
            coming, self._coming = self._coming, True
        if not coming:
            with contextlib.suppress(RuntimeError):  # it is closed: nobody is there any more
                loop.call_soon_threadsafe(self._deliver, loop)

    def _deliver(self, loop: asyncio.AbstractEventLoop) -> None:
        with self._lock:
            self._coming = coming = bool(self._waiting) and self._collects()
        if coming:
            loop.call_later(COLLECTING, self._deliver, loop)
        while self._waiting:
            self._waiting.popleft()()
