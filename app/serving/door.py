"""How the workers of a server share its port: whoever has more streams than another is second.

The system hands a connection to whichever worker looks first, which may be the same one a hundred
times, and a class then crowds on one processor while the other rests. A worker that is ahead waits
a moment before it takes a connection, in which the others can; if none does, it takes it after all.
"""

import asyncio
import socket
from collections.abc import Callable

HESITATION = 0.01
"""Seconds: an event loop that is busy comes round in less."""
WITHOUT_FILES = 1.0
"""Seconds until it is tried again where the process has no file left for a connection."""

Protocols = Callable[[], asyncio.BaseProtocol]


class Door:
    """Takes connections of a port that is shared, one at a time."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        protocols: Protocols,
        listener: socket.socket,
        is_ahead: Callable[[], bool],
    ) -> None:
        self._loop, self._protocols, self._listener = loop, protocols, listener
        self._is_ahead = is_ahead
        self._later: asyncio.TimerHandle | None = None
        self._begun: set[asyncio.Task[object]] = set()
        listener.setblocking(False)
        self._look()

    def close(self) -> None:
        """Take no more."""
        self._loop.remove_reader(self._listener.fileno())
        if self._later is not None:
            self._later.cancel()

    async def wait_closed(self) -> None:
        """Wait until those that were taken have begun."""
        await asyncio.gather(*self._begun, return_exceptions=True)

    def _look(self) -> None:
        self._later = None
        self._loop.add_reader(self._listener.fileno(), self._knocked)

    def _knocked(self) -> None:
        if self._is_ahead():
            self._loop.remove_reader(self._listener.fileno())
            self._later = self._loop.call_later(HESITATION, self._take_and_look)
        else:
            self._take()

    def _take_and_look(self) -> None:
        self._look()
        self._take()

    def _take(self) -> None:
        try:
            connection, _ = self._listener.accept()
        except (BlockingIOError, InterruptedError, ConnectionAbortedError):
            return  # another worker has it, or it is gone
        except OSError:
            self._loop.remove_reader(self._listener.fileno())
            self._later = self._loop.call_later(WITHOUT_FILES, self._look)
            return
        connection.setblocking(False)
        made = self._loop.connect_accepted_socket(self._protocols, connection)
        begun: asyncio.Task[object] = self._loop.create_task(made)
        self._begun.add(begun)
        begun.add_done_callback(self._ended)

    def _ended(self, begun: "asyncio.Task[object]") -> None:
        self._begun.discard(begun)
        if not begun.cancelled():
            begun.exception()  # a client that is gone already is no error
