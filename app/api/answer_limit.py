"""Middleware that bounds the answers, whichever route wrote them."""

import asyncio

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .memory import Memory, rooms
from .problems import Refusal, asked_at, refuse

PIECE = 524_288
"""Larger answers are sent in pieces of so many bytes, between which others have their turn."""


class AnswerLimit:
    """Refuse to send answers of more than ``limit`` bytes, whichever route wrote them.

    Large ones are sent in pieces, so that neither compressing nor sending one holds up the others,
    and are counted among what takes memory until the client has them.
    """

    def __init__(self, app: ASGIApp, limit: int, memory: Memory) -> None:
        self.app = app
        self.limit = limit
        self.memory = memory

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refused = False

        async def send_bounded(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start":
                length = int(Headers(raw=message["headers"]).get("content-length", 0))
                refused = length > self.limit
                if refused:
                    await refuse(asked_at(scope), self._refusal(length))(scope, receive, send)
                elif length > PIECE:
                    rooms(scope).append(self.memory.note("answers", length))
            if not refused:
                await _send_in_pieces(message, send)

        await self.app(scope, receive, send_bounded)

    def _refusal(self, length: int) -> Refusal:
        return Refusal(
            "too-large",
            f"the answer has {length:,} bytes, more than the {self.limit:,} that are sent",
            hint="use smaller arrays or fewer gates, or ask for less of it",
        )


async def _send_in_pieces(message: Message, send: Send) -> None:
    body = message.get("body", b"")
    if len(body) <= PIECE:
        await send(message)
        return
    for start in range(0, len(body), PIECE):
        more = start + PIECE < len(body) or message.get("more_body", False)
        await send({**message, "body": body[start : start + PIECE], "more_body": more})
        await asyncio.sleep(0)
