"""Which pages of other sites may read what this server answers (CORS), and open its streams."""

from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Scope

from ..settings import NONE, words

SANDBOXED = "null"
"""The origin of a frame with ``sandbox="allow-scripts"``, in which course sites show other pages.
Its scripts and its questions come from an origin that is nobody's, so they are always answered:
there is no log-in here and no cookie, nothing in an answer that is not public, and each takes a
moment. A stream takes one of few places for as long as it is open, and any site can make such a
frame, so a stream is only opened from one where the setting names ``null``."""
EVERYBODY = "*"
METHODS = ("GET", "HEAD", "POST")
EXPOSED = ("ETag", "Retry-After")
SECONDS_KEPT = 600
PORTS = {"http": 80, "https": 443}


def named_origins(setting: str) -> list[str]:
    """Read the setting: origins with spaces or commas between, ``*`` for all, ``none``."""
    named = words(setting)
    if EVERYBODY in named:
        return [EVERYBODY]
    return [origin.rstrip("/") for origin in named if origin != NONE]


def readers(setting: str) -> list[str]:
    """Return the origins whose pages may read answers."""
    named = named_origins(setting)
    return named if EVERYBODY in named else [*dict.fromkeys([SANDBOXED, *named])]


def is_foreign(origin: str, scope: Scope, setting: str) -> bool:
    """Tell whether a page of this origin may not open a stream that was asked for like this."""
    named = named_origins(setting)
    if EVERYBODY in named or origin in named:
        return False
    try:
        page, asked = urlsplit(origin), urlsplit(f"//{Headers(scope=scope).get('host', '')}")
        return page.hostname != asked.hostname or not _same_port(page, asked.port, scope)
    except ValueError:  # a port that is none
        return True


def _same_port(page: SplitResult, asked: int | None, scope: Scope) -> bool:
    port, usual = page.port or PORTS.get(page.scheme), PORTS.values()
    if asked is not None:
        return asked == port
    # A host without a port is at the usual one, unless this server listens elsewhere: then a proxy
    # stands between, and may have left the port out (nginx's $host).
    return port in usual or (scope.get("server") or ("", 80))[1] not in usual


def from_foreign_page(scope: Scope, setting: str) -> bool:
    """Tell whether a request for a stream comes from a page that may not; programs have no page."""
    origin = Headers(scope=scope).get("origin")
    return origin is not None and is_foreign(origin, scope, setting)


class Origins(CORSMiddleware):
    """CORS for the API and the static files alike; a WebSocket is not concerned."""

    def __init__(self, app: ASGIApp, setting: str) -> None:
        super().__init__(
            app,
            allow_origins=readers(setting),
            allow_methods=METHODS,
            allow_headers=("Content-Type",),
            expose_headers=EXPOSED,
            max_age=SECONDS_KEPT,
        )
