"""The event loop of a worker that shares its port with others."""

import asyncio
import socket
from collections.abc import Callable, MutableSequence
from functools import partial
from typing import Any

from ..api.metrics import is_ahead
from .door import Door, Protocols


class _Shared:
    """A loop in which a server takes connections through a :class:`Door`."""

    is_ahead: Callable[[], bool]

    async def create_server(self, protocols: Protocols, *, sock: socket.socket, **_: Any) -> Door:
        """Serve on a listener that other processes have too."""
        assert isinstance(self, asyncio.AbstractEventLoop)
        return Door(self, protocols, sock, self.is_ahead)


def shared(
    usual: Callable[[], asyncio.AbstractEventLoop], counts: MutableSequence[float]
) -> asyncio.AbstractEventLoop:
    """Make a loop of the usual kind in which a server shares its port."""
    ahead = partial(is_ahead, counts)
    spare = usual()
    spare.close()
    kind = type("SharedLoop", (_Shared, type(spare)), {"is_ahead": staticmethod(ahead)})
    made = kind()
    assert isinstance(made, asyncio.AbstractEventLoop)
    return made
