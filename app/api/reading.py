"""How a request body is read: strict JSON in UTF-8, and nothing else."""

from collections.abc import Callable, Coroutine
from email.message import Message
from typing import Any

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar
from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic_core import from_json

from .memory import Memory, rooms
from .problems import Refusal, out_of_memory

LARGE_BODY = 65_536
"""Bodies of more bytes are parsed off the event loop."""
MOST_LISTS = 100_000
"""Lists and objects in one text: each takes some hundred bytes of memory for two of the text."""
MOST_TEXTS = 200_000
"""Texts and names in one text, which take some fifty bytes more than they have."""
BECOMES = 11
BECOMES_OF_A_LIST = 180
"""How many times as large as its text all that a body says is, at most, beside its lists, and the
bytes of each of these."""
_ONE_AT_A_TIME = RunVar[CapacityLimiter]("parsing")
"""Parsing holds Python's lock throughout: several at once would hold up the event loop."""
MOST_FIELDS = 100
"""Fields of the body itself; each that is not known is told of."""


def parse_json(text: bytes | str) -> Any:
    """Parse strict JSON: no NaN literals, no lone surrogates, nested at most 200 deep.

    Raises:
        Refusal: it is not that, or it would become many times as large as it is.
    """
    check_counts(text.encode(errors="surrogatepass") if isinstance(text, str) else text)
    try:
        return from_json(text, allow_inf_nan=False)
    except MemoryError:
        raise out_of_memory() from None
    except ValueError as error:
        raise Refusal("malformed-json", f"not JSON: {error}", hint=_hint(text)) from None


def becomes(raw: bytes) -> int:
    """Estimate the bytes of the objects that a text becomes."""
    return BECOMES * len(raw) + BECOMES_OF_A_LIST * _lists(raw)


def _lists(raw: bytes) -> int:
    return raw.count(b"[") + raw.count(b"{")


def _one_at_a_time() -> CapacityLimiter:
    try:
        return _ONE_AT_A_TIME.get()
    except LookupError:
        limiter = CapacityLimiter(1)
        _ONE_AT_A_TIME.set(limiter)
        return limiter


def check_counts(raw: bytes) -> None:
    """Refuse a text by what it would become, before an object of it is made.

    Raises:
        Refusal: it has too many lists, objects, texts or names.
    """
    lists, texts = _lists(raw), raw.count(b'"') // 2
    for found, most, nouns, hint in (
        (lists, MOST_LISTS, "lists and objects", "an array of numbers needs one list a row"),
        (texts, MOST_TEXTS, "texts and names", "write numbers without quotes"),
    ):
        if found > most:
            raise Refusal(
                "body-too-large",
                f"there are {found:,} {nouns}, more than the {most:,} that are read",
                hint=hint,
            )


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
                memory: Memory = self.app.state.memory
                check_counts(body)
                rooms(self.scope).append(await memory.wait("parsed", becomes(body)))
                self._json = await to_thread.run_sync(parse_json, body, limiter=_one_at_a_time())
            else:
                self._json = parse_json(body)
            if isinstance(self._json, dict) and len(self._json) > MOST_FIELDS:
                raise Refusal(
                    "invalid-request",
                    f"the body has {len(self._json):,} fields, more than any request has",
                    hint="see /docs for the fields of each request",
                )
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
