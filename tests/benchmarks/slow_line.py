"""A slow line: how soon the first picture comes, and how soon Pause is answered.

Between client and server stands a proxy that passes on so many bytes a second, each so much later,
and takes in whatever is sent to it: what the server sends too early waits there, as in the buffers
of a real line.
"""

import asyncio
import json
import os
import statistics
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect

from tests.benchmarks.live import ROOT
from tests.benchmarks.reporting import report
from tests.serving import running

BYTES = 400_000 / 8
"""A second."""
DELAYS = (0.05, 0.1)
"""Seconds each way."""
SECONDS = 8.0
ROUNDS = 5
OPEN = ["plane", "maps", "parameters", "space", "confusion", "gradients", "norms", "lively"]
Piece = tuple[float, bytes]


@asynccontextmanager
async def slowed(address: str, delay: float, rate: float = BYTES) -> AsyncIterator[str]:
    """Give an address at which the server is as far away as this, ``ws://…``."""
    target = urlsplit(address)

    async def pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        pieces: asyncio.Queue[Piece | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        async def take() -> None:
            free = loop.time()
            while part := await reader.read(1_400):
                free = max(free, loop.time()) + len(part) / rate
                pieces.put_nowait((free + delay, part))
            pieces.put_nowait(None)

        taking = asyncio.create_task(take())
        try:
            while (piece := await pieces.get()) is not None:
                await asyncio.sleep(max(0.0, piece[0] - loop.time()))
                writer.write(piece[1])
            writer.close()
        except (ConnectionError, RuntimeError):
            pass  # one side has gone
        finally:
            taking.cancel()

    async def serve(client: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        server, there = await asyncio.open_connection(target.hostname, target.port, limit=2**24)
        await asyncio.gather(pour(client, there), pour(server, back), return_exceptions=True)

    async with await asyncio.start_server(serve, "127.0.0.1", 0, limit=2**24) as proxy:
        port = proxy.sockets[0].getsockname()[1]
        yield f"ws://127.0.0.1:{port}/api/v1/train/live"


async def frame_of(stream: ClientConnection) -> dict[str, Any]:
    """Return the header of the next frame, which is acknowledged."""
    while isinstance(message := await stream.recv(), str):
        pass
    header: dict[str, Any] = json.loads(message[4 : 4 + int.from_bytes(message[:4], "little")])
    await stream.send(json.dumps({"type": "ack", "frame": header["frame"]}))
    return header


async def look_on(where: str, views: list[str]) -> tuple[float, float, list[float]]:
    """Return the seconds to the first picture, frames a second, and those to each pause."""
    began = time.perf_counter()
    async with connect(where, compression=None, max_size=None) as stream:
        start = {"type": "start", "pace": {"epochs": 5}, "views": views}
        await stream.send(json.dumps(start))
        await stream.send(json.dumps({"type": "neuron", "layer": 1, "units": [0, 1]}))
        await frame_of(stream)
        first = time.perf_counter() - began
        frames, pauses, end = 0, [], time.perf_counter() + SECONDS
        while time.perf_counter() < end:
            await frame_of(stream)
            frames += 1
        for _ in range(ROUNDS):
            asked = time.perf_counter()
            await stream.send('{"type": "pause"}')
            while not isinstance(told := await stream.recv(), str) or "paused" not in told[:40]:
                if isinstance(told, bytes):
                    number = json.loads(told[4 : 4 + int.from_bytes(told[:4], "little")])["frame"]
                    await stream.send(json.dumps({"type": "ack", "frame": number}))
            pauses.append(time.perf_counter() - asked)
            await stream.send('{"type": "resume"}')
            for _ in range(8):
                await frame_of(stream)
        return first, frames / SECONDS, pauses


async def measure(address: str) -> None:
    """Measure with the plane alone and with all views."""
    for delay in DELAYS:
        for what, views in (("plane alone", ["plane"]), ("all views", OPEN)):
            async with slowed(address, delay) as where:
                first, rate, pauses = await look_on(where, views)
            title = f"400 kbit/s, {1000 * delay:g} ms each way, {what}"
            report(f"{title}: first picture", first, 2, "s")
            report(f"{title}: Pause, longest of {ROUNDS}", max(pauses), 0.5, "s")
            print(f"    Pause in the middle {statistics.median(pauses):.2f} s; {rate:.1f} frames/s")


def main() -> None:
    """Start a server, and measure."""
    env = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    with running([sys.executable, "-m", "app"], cwd=ROOT, env=env) as address:
        asyncio.run(measure(address))


if __name__ == "__main__":
    main()
