"""What holds for every request: the body's size, the bounds of programs, and HEAD."""

from anyio import move_on_after
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.kinds import KINDS
from app.api.problems import Refusal, answer, instance
from app.engine.graph import Limits
from app.language import ReadLimits
from app.settings import Settings
from app.training.config import Bounds

DRAINED = 4
"""A body of up to so many times the limit is read to its end before it is refused: a client that
is cut off while it sends does not see the answer."""
DRAIN_SECONDS = 10
"""And for so long at most."""


def read_limits(settings: Settings) -> ReadLimits:
    """Give the bounds within which a program is read."""
    return ReadLimits(
        characters=settings.program_characters,
        nesting=settings.nesting,
        steps=settings.read_steps,
        graph=Limits(settings.nodes, settings.array_elements, settings.request_elements),
    )


def train_bounds(settings: Settings) -> Bounds:
    """Give the bounds of a training run."""
    return Bounds(
        layers=settings.train_layers,
        units=settings.train_units,
        points=settings.train_points,
        classes=settings.train_classes,
    )


class BodyLimit:
    """Refuse bodies of more than ``limit`` bytes, announced or streamed, with a 413 problem."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isascii() and announced.isdigit() and int(announced) > self.limit:
            await _drain(receive, DRAINED * self.limit)
            kind = KINDS["body-too-large"]
            response = answer(
                kind, self._detail, instance(Request(scope)), headers={"Connection": "close"}
            )
            await response(scope, receive, send)
            return
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
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


class HeadAsGet:
    """Answer HEAD wherever GET is answered: the same headers and no body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"}, receive, send_head)
