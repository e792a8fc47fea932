"""A class on one machine: many runs at a pace that one can watch, and fewer at the fastest.

The clients are another process, whose share of the processors is told apart from the server's. A
machine that others use too gives both less: what is left to them is printed beside.
"""

import json
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.live import ROOT, ask, resident
from tests.benchmarks.reporting import report
from tests.serving import running

SECONDS = 10.0
DEFAULT = {"epochs": 5}
"""The pace at which the page begins."""
ASKED = 100
"""Updates a second that this is for the default configuration."""
PLANE = ["plane"]
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Class:
    """So many runs at one pace, on so many workers."""

    count: int
    pace: dict[str, int] | None
    workers: int
    frames: float = 10.0
    """Frames a second that each is to get."""

    @property
    def title(self) -> str:
        """What it is called."""
        pace = "the default pace" if self.pace else "the fastest"
        return f"{self.count} at {pace}, {self.workers} worker{'s' * (self.workers > 1)}"


CLASSES = (
    Class(200, DEFAULT, 2),
    Class(40, None, 2),
    Class(100, DEFAULT, 1),
    Class(20, None, 1),
)


def main() -> None:
    """Measure one class after the other."""
    for one in CLASSES:
        command, options = [sys.executable, "-m", "app"], ("--workers", str(one.workers))
        env = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        with running(command, *options, cwd=ROOT, env=env) as address:
            _measure(one, address)


def _measure(one: Class, address: str) -> None:
    start = {"type": "start", "pace": one.pace, "views": PLANE}
    servers = _servers(os.getpid())
    before = sum(map(resident, servers))
    command = [sys.executable, "-m", "tests.benchmarks.pupils", address, str(one.count)]
    command += [str(SECONDS), json.dumps(start)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as clients:
        assert clients.stdout is not None
        assert clients.stdout.readline() == "begun\n", "the streams do not begin"
        used, machine = sum(map(_cpu, servers)), _machine()
        times = ask(address, SECONDS)
        took = SECONDS
        used, machine = sum(map(_cpu, servers)) - used, _machine() - machine
        held = sum(map(resident, servers))
        seen = json.loads(clients.stdout.readline())
    report(f"{one.title}: frames/s, slowest", min(seen["frames"]), one.frames, "Hz", at_least=True)
    quick = statistics.quantiles(times, n=20)[-1] * 1000
    report(f"{one.title}: trace of (x+y)z, 95 %", quick, 100, "ms")
    report(f"{one.title}: memory each", (held - before) / one.count, 4, "MB")
    report(f"{one.title}: bytes a frame", statistics.median(seen["bytes"]), 6_000, "B")
    if one.pace:
        slowest = min(seen["updates"])
        report(f"{one.title}: updates/s, slowest", slowest, 0.95 * ASKED, "Hz", at_least=True)
    _tell(seen, used / took, machine / took)


def _tell(seen: dict[str, Any], server: float, machine: float) -> None:
    frames = sum(seen["frames"])
    others = machine - server - seen["cpu"]
    print(
        f"    {frames:.0f} frames/s and {sum(seen['updates']):.0f} updates/s in all; "
        f"planes of {min(seen['sides'])} to {max(seen['sides'])} cells\n"
        f"    processors: server {server:.2f}, clients {seen['cpu']:.2f}, others {others:.2f} of "
        f"{os.cpu_count()}; {1e6 * server / frames:.0f} µs of the server a frame"
    )
    for problem in seen["problems"]:
        print(f"    {problem}")


def _servers(parent: int) -> list[int]:
    """Return all processes that this one has started, theirs included."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [process for child in map(int, children) for process in (child, *_servers(child))]


def _cpu(process: int) -> float:
    """Return the seconds that a process has computed."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _machine() -> float:
    """Return the seconds that all processes of the machine have computed."""
    user, nice, system = Path("/proc/stat").read_text().split()[1:4]
    return (int(user) + int(nice) + int(system)) / TICKS


if __name__ == "__main__":
    main()
