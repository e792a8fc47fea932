"""Middleware that bounds the bodies of requests, one by one and all together."""

from anyio import move_on_after
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .memory import Memory, rooms
from .problems import Refusal, asked_at, refuse

DRAINED = 4
"""A body of up to so many times the limit is read to its end before it is refused: a client that
is cut off while it sends does not see the answer."""
DRAIN_SECONDS = 10
"""And for so long at most."""
COUNTED = 65_536
"""Bodies of fewer bytes take no room worth counting."""


class BodyLimit:
    """Refuse bodies of more than ``limit`` bytes, announced or streamed, with a 413 problem.

    A body is read once there is room for it in the memory, and is otherwise refused with 503.
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
        try:
            await self._serve(scope, receive, send)
        finally:
            for room in rooms(scope):
                room.close()

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        announced = Headers(scope=scope).get("content-length", "")
        expected = int(announced[:20]) if announced.isascii() and announced.isdigit() else 0
        taken = rooms(scope)
        try:
            if expected > self.limit:
                raise Refusal("body-too-large", self._detail)
            if expected > COUNTED:
                taken.append(await self.memory.wait("bodies", expected))
        except Refusal as refusal:
            await _drain(receive, DRAINED * self.limit)
            refusal.headers = {**(refusal.headers or {}), "Connection": "close"}
            await refuse(asked_at(scope), refusal)(scope, receive, send)
            return
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if not taken and size > COUNTED:  # its length was not announced
                taken.append(await self.memory.wait("bodies", self.limit))
            if size > self.limit:
                if message.get("more_body", False):
                    await _drain(receive, DRAINED * self.limit)
                raise Refusal("body-too-large", self._detail, headers={"Connection": "close"})
            return message

        await self.app(scope, counted, send)

    @property
    def _detail(self) -> str:
        return f"the body has more than the {self.limit:,} bytes that are read"


async def _drain(receive: Receive, most: int) -> None:
    """Throw away the rest of a body, at most ``most`` bytes of it."""
    with move_on_after(DRAIN_SECONDS):
        while most > 0:
            message = await receive()
            most -= len(message.get("body", b""))
            if not message.get("more_body", False):
                return
