"""How a request body is read: strict JSON in UTF-8, and nothing else."""

from collections.abc import Callable, Coroutine
from email.message import Message
from typing import Any

from anyio import to_thread
from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic_core import from_json

from app.api.problems import Refusal

LARGE_BODY = 65_536
"""Bodies of more bytes are parsed off the event loop."""


def parse_json(text: bytes | str) -> Any:
    """Parse strict JSON: no NaN literals, no lone surrogates, nested at most 200 deep.

    Raises:
        Refusal: it is not that.
    """
    try:
        return from_json(text, allow_inf_nan=False)
    except ValueError as error:
        raise Refusal("malformed-json", f"not JSON: {error}", hint=_hint(text)) from None


def _hint(text: bytes | str) -> str | None:
    plain = text.decode(errors="replace") if isinstance(text, bytes) else text
    if "NaN" in plain or "Infinity" in plain:
        return 'write "NaN", "Infinity" and "-Infinity" in quotes'
    if plain.startswith("\ufeff"):
        return "leave out the byte order mark"
    return None


class JsonRequest(Request):
    """A request whose ``json`` is strict."""

    async def json(self) -> Any:
        """Return the parsed body; large ones are parsed in a thread."""
        if not hasattr(self, "_json"):
            body = await self.body()
            if len(body) > LARGE_BODY:
                self._json = await to_thread.run_sync(parse_json, body)
            else:
                self._json = parse_json(body)
        return self._json


class JsonRoute(APIRoute):
    """A route that reads strict JSON; a body of another type is refused with 415."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the framework's handler."""
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            if request.method == "POST":
                require_json(request.headers.get("content-type", ""))
            return await handler(JsonRequest(request.scope, request.receive))

        return handle


def require_json(content_type: str) -> None:
    """Refuse every media type but JSON in UTF-8."""
    if content_type == "application/json":
        return
    header = Message()
    header["content-type"] = content_type
    subtype = header.get_content_subtype()
    charset = header.get_content_charset("utf-8")
    is_json = subtype == "json" or subtype.endswith("+json")
    if header.get_content_maintype() != "application" or not is_json or charset != "utf-8":
        found = f"of type {content_type[:100]}" if content_type else "without a type"
        raise Refusal(
            "unsupported-media-type",
            f"the body came {found}",
            hint="send JSON in UTF-8 with the header Content-Type: application/json",
            headers={"Accept-Post": "application/json"},
        )
