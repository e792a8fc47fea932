"""Requests as the client sent them, where a proxy stands between: its address, the site, the path.

Proxies that the settings name are believed: what they say in ``X-Forwarded-For``, ``-Proto``,
``-Host`` and ``-Prefix`` replaces what the connection says. Of others these headers are ignored.
"""

import re
from functools import lru_cache
from ipaddress import ip_address, ip_network
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ..settings import NONE, UNKNOWN, Settings, is_prefix, words

FORWARDED_FOR = "x-forwarded-for"
SCHEMES = frozenset({"http", "https"})
HOST = re.compile(r"[A-Za-z0-9._~-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
SAYS_WHO = "chainrule.client"
"""In a scope: the client's address, or ``None`` where it cannot be told."""


def client_of(scope: Scope) -> str | None:
    """Return the address of the client, or ``None`` where it cannot be told.

    It cannot behind a proxy that no setting names: all clients would seem to be one.
    """
    client: str | None = scope.get(SAYS_WHO)
    return client


def root_of(scope: Scope) -> str:
    """Return the path of the app on its site, without a slash at its end: ``""`` or ``/prefix``."""
    root: str = scope.get("app_root_path", scope.get("root_path", ""))
    return root.rstrip("/")


class Proxies:
    """The proxies that are believed."""

    def __init__(self, setting: str) -> None:
        self.unknown = setting == UNKNOWN
        named = [] if setting in (UNKNOWN, NONE) else words(setting)
        self._networks = [ip_network(name) for name in named]
        self._believed = lru_cache(maxsize=4_096)(self._look_up)

    def __contains__(self, address: str) -> bool:
        return bool(self._networks) and self._believed(address)

    def _look_up(self, address: str) -> bool:
        try:
            found = ip_address(address)
        except ValueError:
            return False
        return any(found in network for network in self._networks)

    def client(self, peer: str, forwarded: list[str]) -> str:
        """Return who asked: the last address in the list that is not a proxy's own.

        Every proxy adds the address that it was asked from at the end; what stands before the first
        that is believed may be the client's invention.
        """
        client = peer
        while client in self and forwarded:
            client = forwarded.pop()
        return client


class Arrival:
    """Give the app every request and stream as its client sent it, below the prefix or not."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._proxies = Proxies(settings.trusted_proxies)
        self._root = settings.root_path.rstrip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or stream."""
        app = self.app
        if scope["type"] in ("http", "websocket"):
            # In its place: whoever saw the scope before, as the log does, sees what is true too.
            scope.update(self._as_sent(scope))
            if scope["type"] == "http" and 0 < len(scope["path"]) == len(scope["root_path"]):
                app = _to_the_front(scope)
        await app(scope, receive, send)

    def _as_sent(self, scope: Scope) -> dict[str, Any]:
        headers = Headers(scope=scope)
        peer = scope["client"][0] if scope.get("client") else ""
        forwarded = _addresses(headers)
        told: dict[str, Any] = {SAYS_WHO: peer or None}
        root = self._root
        if peer in self._proxies:
            told[SAYS_WHO] = self._proxies.client(peer, forwarded)
            told["client"] = (told[SAYS_WHO], 0)
            if (scheme := _last(headers, "x-forwarded-proto")) in SCHEMES:
                plain = "ws" if scope["type"] == "websocket" else "http"
                told["scheme"] = plain + "s" * (scheme == "https")
            if HOST.fullmatch(host := _last(headers, "x-forwarded-host")):
                kept = [(name, value) for name, value in scope["headers"] if name != b"host"]
                told["headers"] = [(b"host", host.encode()), *kept]
            if is_prefix(prefix := _last(headers, "x-forwarded-prefix")):
                root = prefix.rstrip("/")
        elif forwarded and self._proxies.unknown:
            told[SAYS_WHO] = None
        return told | _below(scope, root)


def _to_the_front(scope: Scope) -> ASGIApp:
    """Send a client that left out the slash after the prefix to the address that links start at."""
    query = scope["query_string"].decode("latin-1")
    return RedirectResponse(f"{scope['path']}/{'?' * bool(query)}{query}", 308)


def _below(scope: Scope, root: str) -> dict[str, Any]:
    """Put the prefix before the path, where the proxy has taken it away."""
    path, raw = scope["path"], scope.get("raw_path") or b""
    if path != root and not path.startswith(f"{root}/"):
        path, raw = root + path, root.encode() + raw
    return {"root_path": root, "path": path, "raw_path": raw}


def _addresses(headers: Headers) -> list[str]:
    """Return the addresses that a request has come by, first to last, without their ports."""
    named = [part.strip() for line in headers.getlist(FORWARDED_FOR) for part in line.split(",")]
    return [_without_port(name) for name in named if name]


def _without_port(name: str) -> str:
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.partition(":")[0] if name.count(":") == 1 else name


def _last(headers: Headers, name: str) -> str:
    """Return what the nearest proxy says, where several have said something."""
    return ",".join(headers.getlist(name)).rpartition(",")[2].strip()
