"""What a worker takes under bodies and streams that are made to take much, and who waits for it."""

import asyncio
import contextlib
import json
import os
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from tests.benchmarks.live import child_of
from tests.benchmarks.reporting import report
from tests.serving import running

ROOT = Path(__file__).resolve().parents[2]
BODIES = 60
STREAMS = 64
SECONDS = 12.0
MEGABYTES = 1_000.0
"""Of the worker, at its peak."""
WAIT = 0.5
"""Seconds of the longest wait of ``GET /healthz`` meanwhile."""
FRAME = 1_000_000
SIZE = 1_900_000

Row = tuple[str, float, float]

LARGEST = {
    "dataset": {"name": "spiral", "samples": 5_000},
    "layers": [{"units": 64, "activation": "maxout"}] * 8,
}
STARTS: tuple[dict[str, object], ...] = (
    {"config": LARGEST, "grid": {"size": 200, "neurons": 200, "warp": 200}},
    {"config": {**LARGEST, "batch_size": 0}},
    {"config": {"layers": [{"units": 64, "activation": "gelu"}] * 8}, "grid": {"neurons": 200}},
    {"config": {"dataset": {"name": "spiral", "samples": 2_000}, "layers": [{"units": 64}] * 4}},
)
"""From the largest that can be asked for to the largest that is taken."""


def _listed(item: str, most: int = SIZE) -> bytes:
    count = min(most, (SIZE - 100) // (len(item) + 1))
    return f'{{"program": "y = sum(x)", "inputs": {{"x": [{",".join([item] * count)}]}}}}'.encode()


def _named() -> bytes:
    names = ",".join(f'"{k:06x}":1.5' for k in range(140_000))
    return f'{{"program": "x = 1; y = x", "inputs": {{{names}}}}}'.encode()


def bodies() -> list[bytes]:
    """Return bodies that become many times as large as they are."""
    nested = b'{"program": "x = 1; y = x", "seed": ' + b"[" * 900_000 + b"]" * 900_000 + b"}"
    text = b'{"program": "' + b"x" * SIZE + b'"}'
    return [
        _listed("[]"),
        _listed("[]", 99_000),
        _listed("1.5"),
        _listed("[1.5,2.5]", 99_000),
        _listed('"NaN"', 199_000),
        _listed("1" * 400),
        _named(),
        nested,
        text,
    ]


def status(process: int, field: str) -> float:
    """Return a figure of a process in MB: ``VmRSS`` now, ``VmHWM`` at its peak."""
    text = Path(f"/proc/{process}/status").read_text()
    return int(text.partition(f"{field}:")[2].split()[0]) * 1024 / 1e6


@contextlib.contextmanager
def asked_meanwhile(address: str) -> Iterator[list[float]]:
    """Ask ``GET /healthz`` again and again; gives how long each answer took."""
    times: list[float] = []
    done = Event()

    def ask() -> None:
        connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
        while not done.is_set():
            started = time.perf_counter()
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            times.append(time.perf_counter() - started)
            time.sleep(0.02)
        connection.close()

    asking = Thread(target=ask)
    asking.start()
    try:
        yield times
    finally:
        done.set()
        asking.join()


def post_all(address: str, every: list[bytes], count: int = BODIES) -> dict[int, int]:
    """Post so many bodies at once; returns how often each status was answered."""
    found: dict[int, int] = {}

    def post(body: bytes) -> None:
        connection = HTTPConnection(urlsplit(address).netloc, timeout=120)
        try:
            headers = {"Content-Type": "application/json"}
            connection.request("POST", "/api/v1/trace", body, headers)
            answer = connection.getresponse()
            answer.read()
            found[answer.status] = found.get(answer.status, 0) + 1
        except OSError:
            found[0] = found.get(0, 0) + 1
        finally:
            connection.close()

    threads = [Thread(target=post, args=(every[k % len(every)],)) for k in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


async def stream(address: str, start: dict[str, object], largest: list[int]) -> None:
    """Train until cancelled, taking note of the size of every frame."""
    with contextlib.suppress(OSError, WebSocketException):
        async with connect(address, compression=None, max_size=None) as socket:
            await socket.send(json.dumps({"type": "start", **start}))
            async for message in socket:
                if isinstance(message, bytes):
                    largest[0] = max(largest[0], len(message))
                    size = int.from_bytes(message[:4], "little")
                    frame = json.loads(message[4 : 4 + size])["frame"]
                    await socket.send(json.dumps({"type": "ack", "frame": frame}))


async def stream_all(address: str, seconds: float = SECONDS, count: int = STREAMS) -> int:
    """Open so many streams for so long; returns the bytes of their largest frame."""
    largest = [0]
    live = address.replace("http", "ws", 1) + "/api/v1/train/live"
    tasks = [
        asyncio.create_task(stream(live, STARTS[k % len(STARTS)], largest)) for k in range(count)
    ]
    await asyncio.sleep(seconds)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return largest[0]


def rows() -> list[Row]:
    """Measure one worker: what, the figure, and the bound that it may not be above."""
    every = bodies()
    with running([sys.executable, "-m", "app"], cwd=ROOT) as address:
        process = child_of(os.getpid())
        with asked_meanwhile(address) as times:
            post_all(address, every)
            body_peak = status(process, "VmHWM")
            streaming = Thread(target=lambda: found.append(asyncio.run(stream_all(address))))
            found: list[int] = []
            streaming.start()
            time.sleep(SECONDS / 3)
            post_all(address, every)
            streaming.join()
            together = status(process, "VmHWM")
        time.sleep(1)
        kept = status(process, "VmRSS")
    return [
        (f"peak under {BODIES} hostile bodies, MB", body_peak, MEGABYTES),
        (f"peak under {BODIES} bodies and {STREAMS} streams, MB", together, MEGABYTES),
        ("kept once they are gone, MB", kept, MEGABYTES / 2),
        ("largest frame, MB", found[0] / 1e6, FRAME / 1e6),
        ("longest wait of GET /healthz meanwhile, s", max(times), WAIT),
    ]


def main() -> None:
    """Print the rows."""
    for what, figure, bound in rows():
        report(what, figure, bound, "")


if __name__ == "__main__":
    main()
