"""Which exception becomes which problem (RFC 9457): one table, and one shape of body."""

import logging
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic_core import to_json
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import Scope

from ..engine.errors import (
    ArgumentError,
    ChainruleError,
    DeadlineError,
    EngineError,
    LimitError,
    NumbersError,
    ShapeError,
)
from ..language.errors import ProgramError
from ..training.errors import ConfigError
from .kinds import KINDS, ProblemKind, about_program
from .proxies import root_of

log = logging.getLogger("chainrule")

MEDIA_TYPE = "application/problem+json"
LONGEST_INSTANCE = 200
MOST_ERRORS = 20
"""Errors that are listed, of however many there are."""
LONGEST_TEXT = 2_000
LONGEST_ENTRY = 400
"""Characters of a text of a problem, and of one of an entry of its list; what is longer is cut."""
LONGEST_REPLACEMENT = 10_000
"""A longer one is left out, for it is of no use unless it is whole."""
TELLING = frozenset({"replacement"})
"""Fields whose empty text says something: to delete what stands there."""
NOTHING: tuple[object, ...] = (None, "", [])
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


ENGINE: dict[type[ChainruleError], str] = {
    ShapeError: "shape-mismatch",
    ArgumentError: "invalid-option",
    LimitError: "too-large",
    NumbersError: "no-numbers",
    DeadlineError: "takes-too-long",
    EngineError: "cannot-compute",
}
"""The kind of every error of the engine; a program error brings its own."""

STATUS: dict[int, str] = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    413: "body-too-large",
    415: "unsupported-media-type",
}
"""The kind of what the framework itself refuses."""


class Asked(NamedTuple):
    """The address that was asked, as far as it is worth repeating."""

    path: str
    root: str = ""
    """Where the app stands on its site: the address of every kind of problem begins with it."""


class Refusal(HTTPException):
    """A request that is refused before any work: one of :data:`KINDS`."""

    def __init__(
        self,
        slug: str,
        detail: str,
        *,
        hint: str | None = None,
        errors: Sequence[tuple[str, str]] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        self.kind = KINDS[slug]
        super().__init__(self.kind.status, detail, headers)
        self.hint = hint
        self.errors = errors


def require_at_most(asked: int, most: int, where: str, noun: str) -> None:
    """Refuse a count in a request that is beyond a bound; ``where`` points at it.

    Raises:
        Refusal: it is.
    """
    if asked > most:
        detail = f"{asked:,} {noun} are more than the {most:,} allowed"
        raise Refusal("invalid-request", detail, errors=[(where, detail)])


def answer(
    kind: ProblemKind,
    detail: str,
    asked: Asked,
    more: Mapping[str, object] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Build the response to a problem; what is ``None`` or empty in ``more`` is left out."""
    body = _body(kind, detail, asked, more or {})
    return Response(to_json(body), kind.status, headers, MEDIA_TYPE)


def problem(error: ChainruleError | Refusal, asked: Asked) -> dict[str, object]:
    """Return the body of the problem that an error is, at the address that was asked."""
    if isinstance(error, Refusal):
        return _body(error.kind, error.detail, asked, _refused(error))
    return _body(*_of_core(error), asked, _more(error))


def _body(
    kind: ProblemKind, detail: str, asked: Asked, more: Mapping[str, object]
) -> dict[str, object]:
    body: dict[str, object] = {
        "type": asked.root + kind.address,
        "title": kind.title,
        "status": kind.status,
        "detail": _cut(detail),
        "instance": asked.path,
    }
    body |= {
        name: _cut(value) if name not in TELLING else value
        for name, value in more.items()
        if value not in NOTHING or (value == "" and name in TELLING)
    }
    if len(str(body.get("replacement", ""))) > LONGEST_REPLACEMENT:
        del body["replacement"]
    return body


def _cut(value: object, longest: int = LONGEST_TEXT) -> object:
    """Cut texts that are endless, and those of the entries of a list."""
    if isinstance(value, str):
        return value if len(value) <= longest else value[: longest - 1] + "…"
    if isinstance(value, list):
        return [_cut(entry) for entry in value]
    if isinstance(value, dict):
        return {name: _cut(text, LONGEST_ENTRY) for name, text in value.items()}
    return value


def asked_at(scope: Scope) -> Asked:
    """Return the address that was asked."""
    return Asked(quote(scope["path"], errors="replace")[:LONGEST_INSTANCE], root_of(scope))


def handle_problems(app: FastAPI) -> None:
    """Make every error of the app a problem."""
    app.add_exception_handler(ChainruleError, _core_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(MemoryError, _no_memory)
    app.add_exception_handler(Exception, _unforeseen)


async def _core_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ChainruleError)
    return answer(*_of_core(error), asked_at(request.scope), _more(error))


def _of_core(error: ChainruleError) -> tuple[ProblemKind, str]:
    """Return the kind of an error from the rooms below, and what it says."""
    if isinstance(error, ProgramError):
        return KINDS.get(error.kind) or about_program(error.kind, error.title), error.message
    if isinstance(error, ConfigError):
        return KINDS["invalid-config"], f"{error.where}: {error.message}"
    slug = next((ENGINE[c] for c in type(error).__mro__ if c in ENGINE), "cannot-compute")
    return KINDS[slug], error.message


def _more(error: ChainruleError) -> dict[str, object]:
    """Return what else is known of an error from the rooms below."""
    if isinstance(error, ConfigError):
        errors = [{"pointer": error.where, "message": error.message}]
        return {"hint": error.hint, "errors": errors}
    if not isinstance(error, ProgramError):
        return {"hint": error.hint}
    return {
        "hint": error.hint,
        "line": error.line,
        "column": error.column,
        "end_line": error.end_line,
        "end_column": error.end_column,
        "replacement": error.replacement,
        "snippet": error.snippet,
        "errors": [{"pointer": error.field, "message": error.message}] if error.field else None,
    }


def _refused(error: Refusal) -> dict[str, object]:
    """Return what else a refusal says."""
    errors = [
        {"pointer": where, "message": message} for where, message in error.errors[:MOST_ERRORS]
    ]
    return {"hint": error.hint, "errors": errors}


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if isinstance(error, Refusal):
        return refuse(asked_at(request.scope), error)
    asked = asked_at(request.scope)
    headers = dict(error.headers or {})
    if error.status_code == 405:
        allowed = allowed_methods(request)
        headers["Allow"] = ", ".join(allowed)
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=headers)
        detail = f"{asked.path} does not answer {request.method}, only {' and '.join(allowed)}"
        return answer(KINDS["method-not-allowed"], detail, asked, headers=headers)
    if error.status_code == 404:
        return answer(
            KINDS["not-found"], f"there is nothing at {asked.path}", asked, headers=headers
        )
    slug = STATUS.get(error.status_code, "bad-request")
    return answer(KINDS[slug], KINDS[slug].about, asked, headers=headers)


def refuse(asked: Asked, refusal: Refusal) -> Response:
    """Build the response to a refusal."""
    headers = dict(refusal.headers or {})
    return answer(refusal.kind, refusal.detail, asked, _refused(refusal), headers)


def allowed_methods(request: Request) -> list[str]:
    """List the methods that the requested address answers."""
    found = [
        method
        for method in METHODS
        if any(
            route.matches({**request.scope, "method": method})[0] is Match.FULL
            for route in request.app.routes
        )
    ]
    return ["GET", "HEAD", *found[1:]] if found[:1] == ["GET"] and "HEAD" not in found else found


async def _invalid_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    errors = [
        {"pointer": _pointer(entry["loc"]), "message": entry["msg"]}
        for entry in found[:MOST_ERRORS]
    ]
    first = errors[0]
    detail = f"{first['pointer'] or 'the body'}: {first['message']}"
    if len(found) > 1:
        detail += f" (and {len(found) - 1:,} more)"
    return answer(KINDS["invalid-request"], detail, asked_at(request.scope), {"errors": errors})


def pointer(parts: Sequence[str | int]) -> str:
    """Return a JSON pointer (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def _pointer(location: Sequence[str | int]) -> str:
    """Turn pydantic's location into a JSON pointer, or ``?name`` for a query parameter."""
    where, *rest = location
    if where == "body":
        return pointer(rest)
    return f"?{rest[0]}" if where == "query" and rest else "/".join(map(str, location))


def out_of_memory() -> Refusal:
    """Return the refusal of what took more memory than there was."""
    return Refusal(
        "no-memory",
        "the server had no memory left for this",
        hint="ask again in a moment, or use smaller arrays or fewer gates",
        headers={"Retry-After": "2"},
    )


async def _no_memory(request: Request, error: Exception) -> Response:
    log.error("no memory left at %s %s", request.method, asked_at(request.scope).path)
    return await _http_error(request, out_of_memory())


async def _unforeseen(request: Request, error: Exception) -> Response:
    asked = asked_at(request.scope)
    log.error("unforeseen error at %s %s", request.method, asked.path, exc_info=error)
    detail = "something went wrong on our side; it has been logged"
    return answer(KINDS["internal-error"], detail, asked)
