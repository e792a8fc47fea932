"""What a connection is to this server: no client holds one, or a place in the memory, for ever."""

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, cast

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import Frame
from websockets.http11 import Request

from ..api.kinds import KINDS
from ..api.live.connection import ACK, WIRE
from ..api.problems import Asked, answer, asked_at
from ..api.security import ALWAYS, NOTHING, POLICY
from .config import ServerConfig
from .watch import Watch, places

SECONDS_TO_END = 8
"""How long a stopped server waits for requests to arrive and for answers to be taken."""
SECONDS_TO_READ = 2
"""And for a page to take the last word of its stream."""
BINARY = 0x82
"""The first byte of a binary message that is one frame (RFC 6455)."""
SHUTDOWN_MESSAGE = b'{"type":"ended","reason":"the server is stopped"}'
TOO_LATE = "the request did not arrive whole in the time that it has"


class Requests(HttpToolsProtocol):
    """A connection that carries requests."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.app = self._while_there
        self._seconds = seconds_of(config)
        self._ended = False

    async def _while_there(self, scope: Any, receive: Any, send: Any) -> None:
        """Run the app; what it sends once the client has gone is dropped, and no error."""

        async def send_while_there(message: Any) -> None:
            await self.flow.drain()
            if not self.transport.is_closing():
                await send(message)

        try:
            await self.config.loaded_app(scope, receive, send_while_there)
        finally:
            if self.transport.is_closing():  # uvicorn, too, need not answer any more
                send.__self__.disconnected = True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin; where every place is taken, the one goes whose request is longest under way."""
        super().connection_made(cast(asyncio.Transport, transport))
        self._watch = Watch(self.transport, self._seconds, self._end)
        self._watch.begin()
        if len(self.connections) > places():
            waiting = [it for it in self.connections if isinstance(it, Requests)]
            max(waiting, key=Requests.unfinished, default=self).transport.abort()

    def unfinished(self) -> float:
        """Return for how long the request has been under way; 0 where none is."""
        since = self._watch.since
        return 0 if since is None else self.loop.time() - since

    def on_message_begin(self) -> None:
        """Note that a request begins."""
        super().on_message_begin()
        self._watch.begin()

    def on_headers_complete(self) -> None:
        """Begin to answer; the parser lets a request pass without the header that it must have."""
        if self.parser.get_http_version() == "1.1" and b"host" not in dict(self.headers):
            raise ValueError("there is no Host")  # answered with 400
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Note that it has arrived whole."""
        self._watch.since = None
        super().on_message_complete()

    def resume_writing(self) -> None:
        """Note that the client takes its answer."""
        self._watch.took()
        super().resume_writing()

    def handle_websocket_upgrade(self) -> None:
        """Hand the connection over."""
        self._watch.stop()
        super().handle_websocket_upgrade()

    def connection_lost(self, exc: Exception | None) -> None:
        """Look no more."""
        self._watch.stop()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """End in order, and soon."""
        super().shutdown()
        self.loop.call_later(SECONDS_TO_END, self.transport.abort)

    def _end(self) -> None:
        """End a connection whose request is late."""
        if self.flow.read_paused:  # it is this server that does not read
            self._watch.begin()
        elif self._ended:
            self.transport.abort()
        else:
            self._ended = True
            cycle = self.cycle
            if cycle is not None and cycle.more_body and not cycle.response_started:
                self._say("too-slow", TOO_LATE, asked_at(dict(cycle.scope)))
            self.transport.close()

    def send_400_response(self, msg: str) -> None:
        """Answer what is no request."""
        self._say("bad-request", msg, Asked(""))
        self.transport.close()

    def _say(self, slug: str, detail: str, asked: Asked) -> None:
        """Answer past the app, which waits for the rest of the request."""
        headers = {**ALWAYS, POLICY: NOTHING, "Connection": "close"}
        response = answer(KINDS[slug], detail, asked, headers=headers)
        status = HTTPStatus(response.status_code)
        head = [b"HTTP/1.1 %d %b" % (status, status.phrase.encode())]
        head += [b"%b: %b" % pair for pair in response.raw_headers]
        self.transport.write(b"\r\n".join([*head, b"", bytes(response.body)]))


class Streams(WebSocketsSansIOProtocol):
    """A connection that has become a training stream; its last message says why it ends.

    A class sends and acknowledges thousands of frames a second, so these two go a short way, past
    the queues between: the app finds this connection in the scope, under :data:`WIRE`.
    """

    acknowledged: Callable[[int], None] | None = None

    def send_frame(self, frame: bytes) -> bool:
        """Send a binary message now; false where what was sent before has to be taken first."""
        if not self.writable.is_set() or self.close_sent or self.transport.is_closing():
            return False
        size = len(frame)
        if size < 126:
            head = bytes([BINARY, size])
        elif size < 65_536:
            head = bytes([BINARY, 126]) + size.to_bytes(2, "big")
        else:
            head = bytes([BINARY, 127]) + size.to_bytes(8, "big")
        self.transport.write(head + frame)
        return True

    def handle_connect(self, event: Request) -> None:
        """Begin, and let the app find this connection."""
        super().handle_connect(event)
        if self.handshake_initiated and not self.handshake_complete:
            cast(dict[str, Any], self.scope["extensions"])[WIRE] = self

    def handle_text(self, event: Frame) -> None:
        """Take a message; an acknowledgement is done with at once."""
        answered = ACK.fullmatch(bytes(event.data)) if event.fin else None
        if answered and self.acknowledged:
            self.acknowledged(int(answered[1]))
        else:
            super().handle_text(event)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        super().connection_made(transport)
        self._watch = Watch(self.transport, seconds_of(self.config), self.transport.abort)

    def resume_writing(self) -> None:
        """Note that the client takes what is sent."""
        self._watch.took()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Look no more."""
        self._watch.stop()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """Say that the server is stopped, and close."""
        if self.handshake_complete and not (self.close_sent or self.disconnected):
            self.conn.send_text(SHUTDOWN_MESSAGE)
            self.transport.write(b"".join(self.conn.data_to_send()))
        super().shutdown()
        self.loop.call_later(SECONDS_TO_READ, self.transport.abort)


def seconds_of(config: Config) -> float:
    """Return how long a request may take to arrive, and the next part of an answer to be taken."""
    assert isinstance(config, ServerConfig)
    return config.settings.request_seconds
