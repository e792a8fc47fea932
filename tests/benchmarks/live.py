"""Many training streams on one worker: frames, answers meanwhile, memory."""

import asyncio
import json
import os
import statistics
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from websockets.asyncio.client import connect

from tests.benchmarks.programs import XYZ
from tests.benchmarks.reporting import report
from tests.serving import running

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = 40
SECONDS = 10.0
SOAK_SECONDS = 60.0
KEPT = 8.0
"""MB of moments that a run may keep to go back to: so much it grows, and then no more."""
WARM_UP = 3.0


@dataclass
class Client:
    """What one stream has got."""

    frames: int = 0
    updates: int = 0
    began: float = field(default_factory=time.perf_counter)


async def watch(address: str, client: Client, config: Mapping[str, object]) -> None:
    """Train a configuration and acknowledge every frame, until cancelled."""
    async with connect(address, compression=None, max_size=None) as socket:
        await socket.send(json.dumps({"type": "start", "config": config}))
        async for message in socket:
            if isinstance(message, bytes):
                size = int.from_bytes(message[:4], "little")
                header = json.loads(message[4 : 4 + size])
                client.frames += 1
                client.updates = header["update"]
                await socket.send(json.dumps({"type": "ack", "frame": header["frame"]}))


def ask(address: str, seconds: float) -> list[float]:
    """Trace a small circuit again and again; returns how long each answer took, in seconds."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=30)
    body, headers = json.dumps({"program": XYZ}), {"Content-Type": "application/json"}
    times, end = [], time.perf_counter() + seconds
    while (started := time.perf_counter()) < end:
        connection.request("POST", "/api/v1/trace", body, headers)
        assert connection.getresponse().read()
        times.append(time.perf_counter() - started)
        time.sleep(0.02)
    connection.close()
    return times


def resident(process: int) -> float:
    """Return the memory of a process in MB."""
    text = Path(f"/proc/{process}/status").read_text()
    return int(text.partition("VmRSS:")[2].split()[0]) / 1024


async def measure(address: str, process: int) -> None:
    """Open the streams and report what comes of it."""
    stream = address.replace("http", "ws", 1) + "/api/v1/train/live"
    await asyncio.to_thread(ask, address, 0.5)
    before = resident(process)
    clients = [Client() for _ in range(CLIENTS)]
    tasks = [asyncio.create_task(watch(stream, client, {})) for client in clients]
    await asyncio.sleep(WARM_UP)
    marks = [client.frames for client in clients]
    began = time.perf_counter()
    times = await asyncio.to_thread(ask, address, SECONDS)
    took = time.perf_counter() - began
    rates = [(c.frames - mark) / took for c, mark in zip(clients, marks, strict=True)]
    title = f"{CLIENTS} streams of the default network"
    report(f"{title}: frames a second, slowest", min(rates), 5, "Hz", at_least=True)
    quick = statistics.quantiles(times, n=20)[-1] * 1000
    report(f"{title}: trace of (x+y)z, 95 %", quick, 100, "ms")
    held = resident(process)
    report(f"{title}: memory each", (held - before) / CLIENTS, 40, "MB")
    print(f"{'  updates of each, in all':<58}{statistics.median(c.updates for c in clients):>9.0f}")
    await asyncio.sleep(SOAK_SECONDS)
    grown = (resident(process) - held) / CLIENTS
    report(f"{title}: growth each in {SOAK_SECONDS:g} s", grown, KEPT, "MB")
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def main() -> None:
    """Measure one worker."""
    with running([sys.executable, "-m", "app"], cwd=ROOT) as address:
        asyncio.run(measure(address, child_of(os.getpid())))


def child_of(parent: int) -> int:
    """Return the one process that this one has started."""
    (child,) = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return int(child)


if __name__ == "__main__":
    main()
