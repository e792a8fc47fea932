"""The event loop's side of one stream: it reads, hands over, and sends what comes back.

A message is handed over only once the one before was handled and its answer sent, and hardly more
are read ahead, so neither a flood of messages nor a client that does not read can fill anything up.
"""

import asyncio
import contextlib
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import Protocol

from anyio import CancelScope, create_task_group
from starlette.types import Message
from starlette.websockets import WebSocket, WebSocketDisconnect

from ...settings import Settings
from ..memory import Memory
from ..problems import Asked, Refusal, asked_at, problem
from ..proxies import client_of
from .mail import FEW, Mail
from .messages import AckMessage, read_message
from .scheduler import Scheduler
from .session import Session
from .telling import message

GONE = 1001
TRY_AGAIN_LATER = 1013
"""Codes of a closed WebSocket (RFC 6455)."""


ACK = re.compile(rb'\s*\{\s*"type"\s*:\s*"ack"\s*,\s*"frame"\s*:\s*(\d{1,15})\s*\}\s*')
"""An acknowledgement as most clients write it: it comes for every frame, and is read so."""
WIRE = "chainrule.wire"
"""The extension of a scope by which a connection of this server is found."""


class Wire(Protocol):
    """The short way of frames and their acknowledgements, past the queues between."""

    acknowledged: Callable[[int], None] | None
    """Called for an acknowledgement; nobody is told of it otherwise."""

    def send_frame(self, frame: bytes) -> bool:
        """Send a frame now; false where what was sent before has to be taken first."""


class Streams:
    """All streams of one worker."""

    def __init__(self, settings: Settings, memory: Memory) -> None:
        self.settings = settings
        self.memory = memory
        self.scheduler = Scheduler()
        self.mail = Mail(lambda: len(self.scheduler) > FEW)
        self._clients: Counter[str] = Counter()

    async def serve(self, socket: WebSocket) -> None:
        """Talk with a client until it goes."""
        await socket.accept()
        client = client_of(socket.scope)
        if full := self._full(client):
            hint = "close another page of this kind, or try again in a moment"
            refusal = Refusal("too-many-requests", full, hint=hint)
            with contextlib.suppress(WebSocketDisconnect):
                await _send(socket, error(refusal, asked_at(socket.scope)))
                await socket.close(TRY_AGAIN_LATER)
            return
        with self._counted(client):
            await _Connection(socket, self).run()

    def _full(self, client: str | None) -> str:
        """Say why there is no place for a stream of a client; nothing where there is one."""
        taken, share = len(self.scheduler), self.settings.client_connections
        if taken >= self.settings.connections:
            return f"{taken} streams are open, as many as this server allows"
        if client is not None and share and self._clients[client] >= share:
            return f"{self._clients[client]} streams of yours are open, as many as one may have"
        return ""

    @contextlib.contextmanager
    def _counted(self, client: str | None) -> Iterator[None]:
        name = client or ""
        self._clients[name] += 1
        try:
            yield
        finally:
            self._clients[name] -= 1
            if not self._clients[name]:
                del self._clients[name]


def error(refusal: Refusal, asked: Asked) -> str:
    """Write the message for what is refused before any session sees it."""
    return message("error", problem=problem(refusal, asked), of=None)


class _Connection:
    def __init__(self, socket: WebSocket, streams: Streams) -> None:
        self._socket, self._scheduler = socket, streams.scheduler
        self._longest = streams.settings.message_bytes
        self._idle = streams.settings.idle_seconds
        self._loop = asyncio.get_running_loop()
        self._inbox: asyncio.Queue[Message] = asyncio.Queue(maxsize=1)
        self._outbox: asyncio.Queue[str | bytes] = asyncio.Queue()
        self._handled = asyncio.Event()
        self._heard = self._loop.time()
        self._mail = streams.mail
        self._unsent = 0
        self._wire: Wire | None = socket.scope.get("extensions", {}).get(WIRE)
        self._asked = asked_at(socket.scope)
        self._session = Session(
            streams.settings, streams.memory, self._post, self._note_handled, self._asked
        )

    async def run(self) -> None:
        """Read, hand over and send, until the client goes."""
        self._scheduler.add(self._session)
        if self._wire:
            self._wire.acknowledged = self._acknowledge
        try:
            async with create_task_group() as parts:
                for part in (self._read, self._hand_over, self._write, self._end_in_silence):
                    parts.start_soon(self._until_gone, part, parts.cancel_scope)
        finally:
            if self._wire:
                self._wire.acknowledged = None
            self._scheduler.remove(self._session)

    async def _until_gone(self, part: Callable[[], Awaitable[None]], scope: CancelScope) -> None:
        """Do one part; once the client is seen to have gone, all of them end."""
        try:
            await part()
        except WebSocketDisconnect:
            scope.cancel()

    async def _read(self) -> None:
        while (received := await self._socket.receive())["type"] != "websocket.disconnect":
            self._heard = self._loop.time()
            await self._inbox.put(received)
        raise WebSocketDisconnect(GONE)

    async def _end_in_silence(self) -> None:
        """Wait until nothing was heard of the client for too long; then it has to go."""
        while (left := self._heard + self._idle - self._loop.time()) > 0:
            await asyncio.sleep(left)
        reason = f"nothing was heard of this page for {self._idle:g} s"
        await _send(self._socket, message("ended", reason=reason))
        await self._socket.close(GONE)
        raise WebSocketDisconnect(GONE)

    async def _hand_over(self) -> None:
        while True:
            try:
                asked = read_message(self._text(await self._inbox.get()))
            except Refusal as refusal:
                self._put(error(refusal, self._asked))
                await self._outbox.join()
                continue
            if isinstance(asked, AckMessage):
                self._acknowledge(asked.frame)
            else:
                self._handled.clear()
                self._scheduler.submit(self._session, partial(self._session.give, asked))
                await self._handled.wait()
                await self._outbox.join()

    def _acknowledge(self, frame: int) -> None:
        self._heard = self._loop.time()
        self._scheduler.submit(self._session, partial(self._session.acknowledge, frame))

    def _text(self, received: Message) -> str:
        text = received.get("text")
        if not isinstance(text, str):
            raise Refusal("invalid-message", "messages are JSON text, not binary")
        if len(text) > self._longest:
            raise Refusal(
                "invalid-message",
                f"the message has more than the {self._longest:,} characters that are read",
                hint="send fewer points at once",
            )
        return text

    async def _write(self) -> None:
        while True:
            await _send(self._socket, await self._outbox.get())
            self._unsent -= 1
            self._outbox.task_done()

    # -- from the training thread -----------------------------------------------------------------

    def _post(self, sent: str | bytes) -> None:
        self._mail.put(self._loop, partial(self._send_on, sent))

    def _send_on(self, sent: str | bytes) -> None:
        """Send what is posted: a frame at once, unless something is to be sent before it."""
        wire = None if self._unsent else self._wire
        if wire is None or isinstance(sent, str) or not wire.send_frame(sent):
            self._put(sent)

    def _put(self, sent: str | bytes) -> None:
        self._unsent += 1
        self._outbox.put_nowait(sent)

    def _note_handled(self) -> None:
        self._mail.put(self._loop, self._handled.set)


async def _send(socket: WebSocket, sent: str | bytes) -> None:
    """Send; raises ``WebSocketDisconnect`` where the client has gone, read of or not."""
    try:
        if isinstance(sent, str):
            await socket.send_text(sent)
        else:
            await socket.send_bytes(sent)
    except RuntimeError as gone:  # the server closed it for want of an answer to its ping
        raise WebSocketDisconnect(GONE) from gone
