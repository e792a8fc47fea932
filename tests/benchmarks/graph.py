"""The engine, its story and its pictures, in process and over HTTP; how quickly it starts."""

import json
import statistics
import subprocess
import sys
import time
from functools import partial
from http.client import HTTPConnection
from itertools import count
from pathlib import Path

from app.drawing import Fit, draw_svg, place
from app.examples import Example, all_networks
from app.language import Level, read_program
from app.trace import Prepared, prepare
from tests.benchmarks.programs import LARGE_NETWORK, SMALL_NETWORK, XYZ
from tests.benchmarks.reporting import median_ms, report
from tests.serving import running

ROOT = Path(__file__).resolve().parents[2]


def first_time(program: str) -> Prepared:
    """Do all that a program seen for the first time costs."""
    prepared = prepare(read_program(program))
    prepared.trace()
    place(prepared)
    return prepared


def in_process() -> None:
    """Measure the rooms without a server."""
    seen = first_time(XYZ)
    report("trace (x+y)z, structure seen", median_ms(seen.trace, 300), 1, "ms")
    report("trace (x+y)z, first time", median_ms(lambda: first_time(XYZ), 100), 5, "ms")
    for name, program, first, again in (
        ("network", SMALL_NETWORK, 60.0, 6.0),
        ("large network", LARGE_NETWORK, 1500.0, 60.0),
    ):
        prepared = first_time(program)
        gates = sum(node.op is not None for node in prepared.view.graph.nodes)
        title = f"{name} of {gates} gates"
        report(f"{title}, first time", median_ms(partial(first_time, program), 7), first, "ms")
        told = median_ms(partial(prepared.trace, {"x0": 0.25}), 30)
        report(f"{title}, new values", told, again, "ms")
        drawn = median_ms(partial(draw_svg, prepared.trace(), place(prepared)), 10)
        print(f"{title + ', drawn as SVG':<58}{drawn:>9.2f} ms")


def fitting() -> None:
    """Measure the layout in a box, first time: of a small network, and of a large one."""
    box = Fit(1280, 540, 21.34)
    for program, bound in ((SMALL_NETWORK, 400.0), (LARGE_NETWORK, 1000.0)):
        prepared = prepare(read_program(program))
        gates = sum(node.op is not None for node in prepared.view.graph.nodes)
        placed = median_ms(partial(place, prepared, fit=box), 5)
        report(f"network of {gates} gates, placed in a box", placed, bound, "ms")


def opened(network: Example, box: Fit | None) -> None:
    """Read and tell a network as it opens, and place it in a box."""
    prepared = prepare(read_program(network.program), Level(network.detail))
    prepared.trace()
    if box is not None:
        place(prepared, fit=box)


def large_networks() -> None:
    """Measure the large networks, folded as they open."""
    for network in all_networks():
        told = median_ms(partial(opened, network, None), 5)
        report(f"{network.id}, folded, first time", told, 300, "ms")
        placed = median_ms(partial(opened, network, Fit(1280, 540, 21.34)), 5)
        report(f"{network.id}, and placed in a box", placed, 1000, "ms")


def over_http() -> None:
    """Measure one worker over HTTP from this process."""
    with running([sys.executable, "-m", "app"], cwd=ROOT) as address:
        host, port = address.removeprefix("http://").split(":")
        connection = HTTPConnection(host, int(port))
        body = json.dumps({"program": XYZ})
        headers = {"Content-Type": "application/json"}

        def ask() -> None:
            connection.request("POST", "/api/v1/trace", body, headers)
            connection.getresponse().read()

        def ask_of_alexnet() -> None:
            nonlocal body
            text = f"{alexnet.program}# {next(asked)}"  # a program that was not seen before
            body = json.dumps({"program": text, "detail": alexnet.detail})
            ask()

        alexnet = next(one for one in all_networks() if one.id == "alexnet")
        asked, xyz = count(), body
        opened = median_ms(ask_of_alexnet, 20)
        report("POST /api/v1/trace of AlexNet, first time", opened, 300, "ms")
        body = xyz
        for _ in range(50):
            ask()
        times, start = 2000, time.perf_counter()
        for _ in range(times):
            ask()
        rate = times / (time.perf_counter() - start)
        report("POST /api/v1/trace of (x+y)z, one connection", rate, 400, "req/s", at_least=True)


def start_up() -> None:
    """Measure the import of the application and its first answer, in a new process."""
    script = (
        "import time; start = time.perf_counter();"
        "from app.main import create_app; from starlette.testclient import TestClient;"
        "import_done = time.perf_counter();"
        f"TestClient(create_app()).post('/api/v1/trace', json={{'program': {XYZ!r}}})"
        ".raise_for_status(); print(time.perf_counter() - start)"
    )
    times = [
        float(
            subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout
        )
        for _ in range(5)
    ]
    report("import app.main and first answer", statistics.median(times), 1.2, "s")


def main() -> None:
    """Print all rows."""
    in_process()
    fitting()
    large_networks()
    over_http()
    start_up()


if __name__ == "__main__":
    main()
