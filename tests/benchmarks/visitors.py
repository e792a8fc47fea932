"""Visitors: many small HTTP clients in one process, and a page with all that it asks for."""

import asyncio
import gzip
import json
import re
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

CONNECTIONS = 6
"""That a browser opens to one site."""
PATIENCE = 300.0
"""Seconds after which an answer is not waited for any more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and after how many seconds; status 0 where nothing did."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float


class Connection:
    """One connection that is kept."""

    def __init__(self, address: str, compressed: bool = True) -> None:
        self._coding = "gzip" if compressed else "identity"
        parts = urlsplit(address)
        self._host, self._port = parts.hostname, parts.port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, path: str, body: object = None) -> Answer:
        """Get an address, or post JSON to it."""
        started = time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE):
                status, headers, content = await self._ask(path, body)
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            status, headers, content = 0, {}, b""
        return Answer(status, headers, content, time.perf_counter() - started)

    async def _ask(self, path: str, body: object) -> tuple[int, dict[str, str], bytes]:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._host, self._port)
        reader, writer = self._streams
        head = f"{'GET' if body is None else 'POST'} {path} HTTP/1.1\r\nHost: {self._host}\r\n"
        content = b"" if body is None else json.dumps(body).encode()
        head += f"Accept-Encoding: {self._coding}\r\n"
        if body is not None:
            head += f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n"
        writer.write(head.encode() + b"\r\n" + content)
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        fields = [line.partition(": ") for line in lines[1:]]
        headers = {name.lower(): value for name, _, value in fields}
        if "content-length" in headers:
            answer = await reader.readexactly(int(headers["content-length"]))
        else:
            answer = await _chunks(reader)
        return int(lines[0].split()[1]), headers, answer

    def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    parts = []
    while size := int(await reader.readline(), 16):
        parts.append(await reader.readexactly(size))
        await reader.readline()
    await reader.readline()
    return b"".join(parts)


async def ask(address: str, path: str, body: object = None, *, compressed: bool = True) -> Answer:
    """Ask once, on a connection of its own."""
    connection = Connection(address, compressed)
    try:
        return await connection.ask(path, body)
    finally:
        connection.close()


async def within_a_second(visits: Iterable[Callable[[], Awaitable[Answer]]]) -> list[Answer]:
    """Make all visits, spread over one second."""

    async def later(seconds: float, visit: Callable[[], Awaitable[Answer]]) -> Answer:
        await asyncio.sleep(seconds)
        return await visit()

    listed = list(visits)
    return await asyncio.gather(*(later(k / len(listed), v) for k, v in enumerate(listed)))


LINK = re.compile(r"""<(?:link|script)[^>]*?(?:href|src)="([^"]+)\"""")
IMPORT = re.compile(r"""^(?:import|export)\s(?:[^"';()]*\sfrom\s)?["']([^"']+)["']""", re.MULTILINE)


async def page_files(address: str, page: str) -> dict[str, Answer]:
    """Return all that a page asks for when it is opened, itself included."""
    connection = Connection(address)
    found = {page: await connection.ask(page)}
    mapped = _import_map(_text(found[page]))
    waiting = [urljoin(page, unescaped) for unescaped in LINK.findall(_text(found[page]))]
    while waiting:
        path = waiting.pop().replace("&amp;", "&")
        if path in found or "://" in path:
            continue
        found[path] = await connection.ask(path)
        if path.partition("?")[0].endswith(".js"):
            for name in IMPORT.findall(_text(found[path])):
                plain = urljoin(path.partition("?")[0], name)
                waiting.append(urljoin(page, mapped.get(plain, plain)))
    connection.close()
    return found


def _import_map(page: str) -> dict[str, str]:
    text = re.search(r'<script type="importmap"[^>]*>(.*?)</script>', page, re.DOTALL)
    rows = json.loads(text[1])["imports"] if text else {}
    return {urljoin("/", name): place for name, place in rows.items()}


def _text(answer: Answer) -> str:
    body = answer.body
    if answer.headers.get("content-encoding") == "gzip":
        body = gzip.decompress(body)
    return body.decode(errors="replace")


async def load(address: str, paths: Iterable[str]) -> float:
    """Load a page and then its files as a browser does; returns the seconds it takes."""
    started = time.perf_counter()
    connections = [Connection(address) for _ in range(CONNECTIONS)]
    page, *files = paths
    waiting = list(reversed(files))
    await connections[0].ask(page)

    async def fetch(connection: Connection) -> None:
        while waiting:
            answer = await connection.ask(waiting.pop())
            assert answer.status == 200

    await asyncio.gather(*map(fetch, connections))
    for connection in connections:
        connection.close()
    return time.perf_counter() - started


def is_kept(answer: Answer) -> bool:
    """Tell whether a browser takes a file from its own store without asking again."""
    return "immutable" in answer.headers.get("cache-control", "")
