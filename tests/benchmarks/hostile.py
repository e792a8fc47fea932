"""No request can hurt another: what must hold under many visitors and under those who mean harm.

Each row is measured on a server of its own: one worker, default settings.
"""

import asyncio
import contextlib
import json
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from websockets.asyncio.client import connect

from app.language import ProgramError, read_program
from app.settings import Settings
from tests.api.test_largest_answers import LARGEST as LARGEST_ANSWERS
from tests.benchmarks import hostile_memory
from tests.benchmarks.live import Client, watch
from tests.benchmarks.reporting import report
from tests.benchmarks.visitors import Answer, ask, is_kept, load, page_files, within_a_second
from tests.language.test_hostile_programs import HOSTILE as HOSTILE_PROGRAMS
from tests.serving import running

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[2]
TRACE = "/api/v1/trace"
STUDENTS = 300
VISITORS = 40
READERS = 100
HEAVY = 30
ORDINARY = 20
HEAVIEST = 3
WARM_UP = 5.0
SECONDS = 15.0
GIVEN_UP = 45.0
"""Seconds after which an unfinished request counts as open for ever."""

LARGEST = {
    "dataset": {"name": "spiral", "samples": 5_000},
    "layers": [{"units": 64, "activation": "gelu"}] * 8,
    "batch_size": 0,
}
"""The largest network that the settings allow, every update over all points."""


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Run a fresh server."""
    with running([sys.executable, "-m", "app"], cwd=ROOT) as address:
        yield address


def on_a_fresh_server(measure: Callable[[str], Awaitable[T]]) -> T:
    """Measure one thing."""

    async def main(address: str) -> T:
        return await measure(address)

    with server() as address:
        return asyncio.run(main(address))


# -- a class arrives ------------------------------------------------------------------------------


def _report_class(what: str, answers: list[Answer]) -> None:
    refused = sum(answer.status != 200 for answer in answers)
    report(f"{STUDENTS} {what} in one second: refused", refused, 0, "")
    report(f"{STUDENTS} {what} in one second: slowest", max(a.seconds for a in answers), 3, "s")


async def open_links(address: str) -> list[Answer]:
    """Trace new small programs, all within one second."""
    programs = [f"x = {k}; w = -2\nh{k} = tanh(w * x)\nf = h{k} ** 2" for k in range(STUDENTS)]
    return await within_a_second(partial(ask, address, TRACE, {"program": p}) for p in programs)


async def open_the_page(address: str) -> list[Answer]:
    """Open the first page of a server that has just been started."""
    return await within_a_second(partial(ask, address, "/") for _ in range(STUDENTS))


async def visit_gates(address: str) -> tuple[float, float]:
    """Open the gates page before it was made; returns the slowest, and of a file meanwhile."""
    visits = [asyncio.create_task(ask(address, "/gates")) for _ in range(VISITORS)]
    files = []
    while not all(visit.done() for visit in visits):
        files.append(await ask(address, "/static/css/base.css"))
        await asyncio.sleep(0.02)
    answers = [visit.result() for visit in visits]
    assert {answer.status for answer in answers} == {200}
    return max(a.seconds for a in answers), max(a.seconds for a in files)


async def load_the_graph_page(address: str) -> tuple[float, int]:
    """Load the page with all its files; returns the slowest, and how much a reload asks for."""
    files = await page_files(address, "/")
    assert {answer.status for answer in files.values()} == {200}
    loads = await asyncio.gather(*(load(address, files) for _ in range(READERS)))
    asked_again = sum(not is_kept(answer) for answer in files.values())
    return max(loads), asked_again + 1  # and the trace


def a_class_arrives() -> None:
    """Print its rows."""
    _report_class("new small programs", on_a_fresh_server(open_links))
    _report_class("times GET /", on_a_fresh_server(open_the_page))
    slowest, file = on_a_fresh_server(visit_gates)
    report(f"{VISITORS} first visitors of /gates: slowest", slowest, 3, "s")
    report("  a static file meanwhile: slowest", file, 0.5, "s")
    slowest, asked = on_a_fresh_server(load_the_graph_page)
    report(f"{READERS} students load the graph page: slowest", slowest, 3, "s")
    report("  requests of a second visit", asked, 3, "")


# -- never a 500 ----------------------------------------------------------------------------------


def mutated() -> None:
    """Print whether any of 12,000 mutated requests and messages was answered with a 500."""
    tests = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*tests, "tests/api/test_mutations.py"], cwd=ROOT, capture_output=True, check=False
    )
    report("12,000 mutated requests and messages: tests that fail", done.returncode, 0, "")


# -- answers --------------------------------------------------------------------------------------


async def largest_answers(address: str) -> tuple[int, int]:
    """Ask for the largest answers of every route; returns the bytes of one, and of an error."""
    wrong = {"program": "x = 1; y = x", "inputs": {"x": ["a"] * 400_000}}
    asked = [(path, body) for path, bodies in LARGEST_ANSWERS.items() for body in bodies]
    sizes, errors = [0], [0]
    for path, body in [*asked, *((path, wrong) for path in LARGEST_ANSWERS)]:
        answer = await ask(address, path, body, compressed=False)
        (sizes if answer.status == 200 else errors).append(len(answer.body))
    return max(sizes), max(errors)


def answers() -> None:
    """Print its rows."""
    largest, error = on_a_fresh_server(largest_answers)
    report("largest answer to a request under 2 MB", largest / 1e6, 20, "MB")
    report("largest error", error / 1e3, 100, "KB")


# -- fairness -------------------------------------------------------------------------------------


async def small_beside_heavy(address: str) -> list[float]:
    """Trace new small programs one after another until long ones are done; returns the seconds."""
    text = "A = randn(11, 11, seed={0}); B = randn(11, 11, seed={1}); L = sum(A @ B)"
    bodies = [{"program": text.format(k, k + HEAVY), "detail": "scalars"} for k in range(HEAVY)]
    heavy = [asyncio.create_task(ask(address, TRACE, body)) for body in bodies]
    await asyncio.sleep(0.2)
    times: list[float] = []
    while not all(one.done() for one in heavy):
        program = f"x = {len(times)}; w = -2\ny{len(times)} = tanh(w * x)"
        answer = await ask(address, TRACE, {"program": program})
        assert answer.status == 200, answer
        times.append(answer.seconds)
        await asyncio.sleep(0.05)
    assert {one.result().status for one in heavy} <= {200, 422}  # 422 where the machine is slow
    return times


OPERANDS, CALLS = ",".join(["x"] * 256), "y = g(y)\n" * 399
WIDE = f"def g(x):\n  return max({OPERANDS})\nx = 1\ny = g(x)\n{CALLS}"
COMPUTATIONS: dict[str, tuple[str, object]] = {
    "train": ("/api/v1/train", {"config": LARGEST, "updates": 100_000}),
    "plane": (
        "/api/v1/train",
        {"config": {**LARGEST, "batch_size": 10}, "updates": 1, "grid": {"size": 200}},
    ),
    "wide gates, trace": (TRACE, {"program": WIDE}),
    "wide gates, picture": ("/api/v1/graph.svg", {"program": WIDE}),
    "scalars": (
        TRACE,
        {"program": "W = randn(60, 60); x = randn(60); y = relu(W @ x)", "detail": "scalars"},
    ),
    "picture": (
        "/api/v1/graph.svg",
        {"program": "A = randn(13, 13); B = randn(13, 13); C = A @ B", "detail": "scalars"},
    ),
    "products": (
        TRACE,
        {"program": "X = randn(1000, 1000)\nY = X @ X\n" + "Y = Y @ X\n" * 5},
    ),
    "code": ("/api/v1/code", {"program": "x = 1\n" + "x = sin(x) * x\n" * 1_300}),
    "calls": (
        TRACE,
        {
            "program": "def a(x):\n  return x + 1\n"
            + "".join(
                f"def {new}(x):\n  return {f'{old}(' * 8}x{')' * 8}\n"
                for old, new in ("ab", "bc", "cd", "de")
            )
            + "x = 1; y = e(e(x))"
        },
    ),
    "gradcheck": (
        "/api/v1/gradcheck",
        {"program": "x = randn(2000)\ny = x\n" + "y = sin(y) * x\n" * 300},
    ),
}


def longest_reading() -> float:
    """Read the programs that were written to take long; returns the seconds of the slowest."""
    times = []
    for text, _ in HOSTILE_PROGRAMS.values():
        started = time.perf_counter()
        with contextlib.suppress(ProgramError):
            read_program(text)
        times.append(time.perf_counter() - started)
    return max(times)


async def longest_computation(address: str) -> tuple[float, str]:
    """Ask for what takes long, one after another; returns the longest and what that was."""
    times = {}
    for name, (path, body) in COMPUTATIONS.items():
        answer = await ask(address, path, body)
        assert answer.status in (200, 422), (name, answer)
        times[name] = answer.seconds
    longest = max(times, key=times.__getitem__)
    return times[longest], longest


async def streams_side_by_side(address: str) -> list[float]:
    """Train ordinary networks beside the largest; returns the frames a second of the ordinary."""
    stream = address.replace("http", "ws", 1) + "/api/v1/train/live"
    largest = await _largest_taken(stream)
    ordinary = [Client() for _ in range(ORDINARY)]
    tasks = [asyncio.create_task(watch(stream, client, {})) for client in ordinary]
    tasks += [asyncio.create_task(watch(stream, Client(), largest)) for _ in range(HEAVIEST)]
    await asyncio.sleep(WARM_UP)
    before, began = [client.frames for client in ordinary], time.perf_counter()
    await asyncio.sleep(SECONDS)
    took = time.perf_counter() - began
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return [(c.frames - mark) / took for c, mark in zip(ordinary, before, strict=True)]


async def _largest_taken(stream: str) -> dict[str, object]:
    """Return the largest network that the server takes for a stream."""
    for points in (5_000, 4_000, 3_000, 2_000, 1_000, 500):
        config = {**LARGEST, "dataset": {"name": "spiral", "samples": points}}
        async with connect(stream, compression=None, max_size=None) as socket:
            await socket.send(json.dumps({"type": "start", "config": config, "running": False}))
            if json.loads(await socket.recv())["type"] == "ready":
                return config
    raise AssertionError("no large network is taken")


def fairness() -> None:
    """Print its rows."""
    times = on_a_fresh_server(small_beside_heavy)
    quick = statistics.quantiles(times, n=20)[-1]
    report(f"small new trace beside {HEAVY} heavy ones, 95 %", quick, 1, "s")
    report("longest reading of a hostile program", longest_reading(), 1, "s")
    longest, what = on_a_fresh_server(longest_computation)
    report(f"longest computation ({what})", longest, 2 * Settings().compute_seconds, "s")
    rates = on_a_fresh_server(streams_side_by_side)
    what = f"{ORDINARY} ordinary runs beside {HEAVIEST} of the heaviest: slowest"
    report(what, min(rates), 5, "Hz", at_least=True)


# -- connections ----------------------------------------------------------------------------------

UNFINISHED = {
    "nothing": b"",
    "half a head": b"POST /api/v1/trace HTTP/1.1\r\nHost: x\r\nContent-Ty",
    "half a body": b"POST /api/v1/trace HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    b"Content-Length: 1000\r\n\r\n{",
}


def _opened(address: str, text: bytes) -> socket.socket:
    parts = urlsplit(address)
    connection = socket.create_connection((parts.hostname or "", parts.port or 80))
    connection.sendall(text)
    return connection


def unfinished() -> float:
    """Return how long a request stays open that is never finished."""
    with server() as address, contextlib.ExitStack() as stack:
        started = time.perf_counter()
        opened = [stack.enter_context(_opened(address, text)) for text in UNFINISHED.values()]
        for connection in opened:
            connection.settimeout(max(0.1, GIVEN_UP + started - time.perf_counter()))
            with contextlib.suppress(TimeoutError, ConnectionError):
                while connection.recv(65_536):
                    pass
        return round(time.perf_counter() - started, 1)


def stopped() -> float:
    """Return how long a server takes to stop that has a half-sent body and an unread answer."""
    large = json.dumps({"program": "x = randn(400, 400); y = x + 1", "full": True}).encode()
    unread = (
        b"POST /api/v1/trace HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        b"Content-Length: %d\r\n\r\n%b" % (len(large), large)
    )
    with contextlib.ExitStack() as stack:
        with server() as address:
            for text in (UNFINISHED["half a body"], unread):
                stack.enter_context(_opened(address, text))
            time.sleep(2)
            started = time.perf_counter()
        return time.perf_counter() - started


def connections() -> None:
    """Print its rows."""
    report("unfinished request: closed after", unfinished(), 20, "s")
    report("stop with bad clients", stopped(), 10, "s")


def main() -> None:
    """Print all rows."""
    a_class_arrives()
    mutated()
    answers()
    hostile_memory.main()
    fairness()
    connections()


if __name__ == "__main__":
    main()
