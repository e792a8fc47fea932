"""The event loop's side of one stream: it reads, hands over, and sends what comes back.

A message is handed over only once the one before was handled and its answer sent, and hardly more
are read ahead, so neither a flood of messages nor a client that does not read can fill anything up.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from functools import partial
from urllib.parse import urlsplit

from anyio import CancelScope, create_task_group
from starlette.types import Message
from starlette.websockets import WebSocket, WebSocketDisconnect

from app.api.live.messages import Ack, read_message
from app.api.live.scheduler import Scheduler
from app.api.live.session import ADDRESS, Session
from app.api.live.telling import message
from app.api.problems import Refusal, problem
from app.settings import Settings

GONE = 1001
TRY_AGAIN_LATER = 1013
"""Codes of a closed WebSocket (RFC 6455)."""


class Streams:
    """All streams of one worker."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.scheduler = Scheduler()

    async def serve(self, socket: WebSocket) -> None:
        """Talk with a client until it goes."""
        await socket.accept()
        if len(self.scheduler) >= self.settings.connections:
            refusal = Refusal(
                "too-many-requests",
                f"{len(self.scheduler)} streams are open, as many as this server allows",
                hint="close another page of this kind, or try again in a moment",
            )
            with contextlib.suppress(WebSocketDisconnect):
                await _send(socket, error(refusal))
                await socket.close(TRY_AGAIN_LATER)
            return
        await _Connection(socket, self).run()


def is_foreign(socket: WebSocket) -> bool:
    """Tell whether a page of another site wants the stream; programs have no origin."""
    origin = socket.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != socket.headers.get("host", "")


def error(refusal: Refusal) -> str:
    """Write the message for what is refused before any session sees it."""
    return message("error", problem=problem(refusal, ADDRESS), of=None)


class _Connection:
    def __init__(self, socket: WebSocket, streams: Streams) -> None:
        self._socket, self._scheduler = socket, streams.scheduler
        self._longest = streams.settings.message_bytes
        self._loop = asyncio.get_running_loop()
        self._inbox: asyncio.Queue[Message] = asyncio.Queue(maxsize=1)
        self._outbox: asyncio.Queue[str | bytes] = asyncio.Queue()
        self._handled = asyncio.Event()
        self._session = Session(streams.settings, self._post, self._note_handled)

    async def run(self) -> None:
        """Read, hand over and send, until the client goes."""
        self._scheduler.add(self._session)
        try:
            async with create_task_group() as parts:
                for part in (self._read, self._hand_over, self._write):
                    parts.start_soon(self._until_gone, part, parts.cancel_scope)
        finally:
            self._scheduler.remove(self._session)

    async def _until_gone(self, part: Callable[[], Awaitable[None]], scope: CancelScope) -> None:
        """Do one part; once the client is seen to have gone, all of them end."""
        try:
            await part()
        except WebSocketDisconnect:
            scope.cancel()

    async def _read(self) -> None:
        while (received := await self._socket.receive())["type"] != "websocket.disconnect":
            await self._inbox.put(received)
        raise WebSocketDisconnect(GONE)

    async def _hand_over(self) -> None:
        while True:
            try:
                asked = read_message(self._text(await self._inbox.get()))
            except Refusal as refusal:
                self._outbox.put_nowait(error(refusal))
                await self._outbox.join()
                continue
            if isinstance(asked, Ack):
                self._scheduler.tell(partial(self._session.acknowledge, asked.frame))
            else:
                self._handled.clear()
                self._scheduler.tell(partial(self._session.give, asked))
                await self._handled.wait()
                await self._outbox.join()

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
            self._outbox.task_done()

    # -- from the training thread -----------------------------------------------------------------

    def _post(self, sent: str | bytes) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody is there any more
            self._loop.call_soon_threadsafe(self._outbox.put_nowait, sent)

    def _note_handled(self) -> None:
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._handled.set)


async def _send(socket: WebSocket, sent: str | bytes) -> None:
    """Send; raises ``WebSocketDisconnect`` where the client has gone, read of or not."""
    try:
        if isinstance(sent, str):
            await socket.send_text(sent)
        else:
            await socket.send_bytes(sent)
    except RuntimeError as gone:  # the server closed it for want of an answer to its ping
        raise WebSocketDisconnect(GONE) from gone
