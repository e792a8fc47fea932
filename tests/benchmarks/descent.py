"""Programs that learn, and loss surfaces: over HTTP from one worker, as the pages ask for them."""

import json
import sys
import time
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from app.descent.history import descend
from app.descent.learner import Learner
from app.language import read_program
from app.training.config import OptimizerConfig
from tests.benchmarks.live import ask
from tests.benchmarks.reporting import median_ms, report
from tests.descent.programs import LOSSES, SURFACES
from tests.serving import running

ROOT = Path(__file__).resolve().parents[2]
NETWORK = (
    "X = const(randn(100, 2, seed=1)); t = const(randn(100, 1, seed=2))\n"
    "W1 = randn(2, 6, seed=3); b1 = zeros(6); W2 = randn(6, 1, seed=4); b2 = zeros(1)\n"
    "E = mse(tanh(X @ W1 + b1) @ W2 + b2, t)"
)
WEIGHTS = [{"name": "W1", "index": [0, 0]}, {"name": "W1", "index": [1, 3]}]
DIRECTIONS = [{"direction": "gradient"}, {"direction": "random"}]
BOWL = [{"name": "w0"}, {"name": "w1"}]
WARM = 5.0
"""Seconds until what is measured is all that the worker does."""
DEMO = [f"w{k}" for k in range(1, 7)]


def main() -> None:
    """Measure descents and surfaces."""
    for title, text in (("bowl", SURFACES["bowl"]), ("backprop demo", LOSSES["backprop-demo"])):
        program = read_program(text)
        learner = Learner(program, OptimizerConfig(name="sgd", learning_rate=1e-9))
        each = median_ms(partial(descend, learner, 1_000, 1_000), 5)
        print(f"{f'{title}: an update in process':<58}{each:>9.2f} µs")
    with running([sys.executable, "-m", "app"], cwd=ROOT) as address:
        connection = HTTPConnection(urlsplit(address).netloc)
        ask(address, WARM)  # a worker that has just begun prepares the first pages meanwhile
        demo = {
            "program": LOSSES["backprop-demo"],
            "parameters": DEMO,
            "optimizer": {"learning_rate": 0.1},
            "updates": 100,
        }
        for title, path, body, bound in (
            ("100 updates of the backprop demo", "descend", demo, 10),
            ("the same without its story", "descend", {**demo, "trace": False}, 10),
            ("200×200 of a bowl", "surface", _surface(SURFACES["bowl"], BOWL), 20),
            ("200×200 of 2-6-1, two weights", "surface", _surface(NETWORK, WEIGHTS), 300),
            ("200×200 of 2-6-1, all weights", "surface", _surface(NETWORK, DIRECTIONS), 300),
        ):
            asked = partial(_ask, connection, path, json.dumps(body))
            report(f"{title}, over HTTP", median_ms(asked, 15), bound, "ms")


def _surface(program: str, axes: list[dict[str, Any]]) -> dict[str, Any]:
    return {"program": program, "axes": axes, "grid": 200}


def _ask(connection: HTTPConnection, path: str, body: str) -> float:
    started = time.perf_counter()
    connection.request("POST", f"/api/v1/{path}", body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    assert answer.read()
    assert answer.status == 200
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
