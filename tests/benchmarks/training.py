"""How quick training is, beside NumPy written by hand and, where they are installed, its peers.

ConvNetJS: ``npm ci --prefix tests/benchmarks``. PyTorch: name an interpreter that has torch 2.13 in
``CHAINRULE_TORCH_PYTHON``. All on one thread; a ratio above 1 means that the product is quicker.
"""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict
from functools import partial
from pathlib import Path

import numpy as np

from app.training.config import Config, LayerConfig, OptimizerConfig, RegularizationConfig
from app.training.forward import Forward
from app.training.loop import Loop
from app.training.networks import Network
from app.training.optimizers import Memory
from tests.benchmarks.floors import Case, by_hand, grid_by_hand

HERE = Path(__file__).parent
ROUNDS = 25
SECONDS = 0.01
"""About how long one measurement takes."""
GRID_POINTS = 10_000

CASES = (
    Case("2-6-2-softmax2, batch 10", (2, 6, 2, 2), "softmax", 10, 200),
    Case("2-6-2-softmax2, full batch 200", (2, 6, 2, 2), "softmax", 200, 200),
    Case("2-8-8-8-1, batch 10", (2, 8, 8, 8, 1), "regression", 10, 500),
    Case("2-8-8-8-1, full batch 500", (2, 8, 8, 8, 1), "regression", 500, 500),
    Case("784-17-10, batch 64", (784, 17, 10), "softmax", 64, 6400),
    Case("784-17-10, batch 1000", (784, 17, 10), "softmax", 1000, 4000),
)
GRID = Case("100×100 grid through 2-6-2", (2, 6, 2), "softmax", 10, 200)

PEERS: dict[str, dict[str, float]] = {
    "ConvNetJS": {CASES[0].name: 1.2, CASES[1].name: 12.0, CASES[3].name: 12.0, GRID.name: 80.0},
    "PyTorch": {},
}
"""How many times quicker training has to be, by case; 1 where nothing is said."""


def main() -> None:
    """Print all rows; run with ``OPENBLAS_NUM_THREADS=1``."""
    for case in CASES:
        _measure_training(case)
    _measure_grid()


def report(what: str, ratio: float, bound: float = 0.0) -> None:
    """Print one row."""
    verdict = "" if not bound else f"(≥ {bound:g})  {'ok' if ratio >= bound else 'MISSED'}"
    print(f"{what:<66}{ratio:>8.2f} ×  {verdict}")


def config_of(case: Case) -> Config:
    """Return the case as a configuration."""
    return Config(
        layers=tuple(LayerConfig(units=units) for units in case.sizes[1:-1]),
        loss=case.head,
        output_activation="tanh" if case.head == "regression" else "identity",
        optimizer=OptimizerConfig(name="sgd", learning_rate=case.rate),
        regularization=RegularizationConfig(l1=0.0, l2=0.0),
        batch_size=case.batch,
    )


def _measure_training(case: Case) -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(case.sizes[0], case.samples))
    classes = case.sizes[-1] if case.head == "softmax" else 0
    labels = rng.integers(0, classes or 2, case.samples).astype(np.float64)
    config = config_of(case)
    network = Network(config, case.sizes[0], classes)
    start = rng.normal(size=network.size) * 0.3

    def loop(watch: bool) -> Loop:
        memory = Memory(start.copy(), np.zeros((0, network.size)), np.zeros(0))
        return Loop(network, config, x, labels, memory, watch=watch)

    quiet, watched, flat = loop(False), loop(True), start.copy()
    hot = (np.arange(classes)[:, None] == labels).astype(np.float64) if classes else labels[None]
    ones = np.vstack((x, np.ones((1, case.samples))))
    hand = by_hand(case, ones, hot, flat, config.init.seed)
    for work in (hand, quiet.advance, watched.advance):
        work(200)
    apart = float(np.abs(quiet.memory.parameters - flat).max() / np.abs(flat).max())
    updates = _updates_in(SECONDS, hand)
    by, silent, loud = _least(partial(f, updates) for f in (hand, quiet.advance, watched.advance))
    report(f"{case.name}: loss at every update / by hand", by / loud, 0.9)
    report(f"{case.name}: loss when read / by hand", by / silent, 1.2 if case is CASES[0] else 0.0)
    print(f"    by hand {1e6 * by / updates:.1f} µs an update; {apart:.0e} apart after 200")
    peers = {name: _ask_peer(name, {**asdict(case), "updates": max(updates, 20)}) for name in PEERS}
    for name, bound in PEERS.items():
        _beside(name, case.name, peers[name], silent / updates, bound.get(case.name, 1.0))


def _measure_grid() -> None:
    rng = np.random.default_rng(0)
    case = GRID
    network = Network(config_of(case), case.sizes[0], case.sizes[-1])
    parameters, points = rng.normal(size=network.size), rng.normal(size=(2, GRID_POINTS))
    ones = np.vstack((points, np.ones((1, GRID_POINTS))))
    forward, hand = Forward(network, points), grid_by_hand(case, ones, parameters)
    forward.run(parameters)
    apart = float(np.abs(forward.outputs - hand()).max())
    by, ours = _least((hand, partial(forward.run, parameters)))
    report(f"{case.name}, float32 / by hand in float64", by / ours, 2.5)
    print(f"    by hand {1e6 * by:.0f} µs; {apart:.0e} apart")
    for name, bound in PEERS.items():
        seconds = _ask_peer(name, {**asdict(case), "updates": 1, "grid": GRID_POINTS})
        _beside(name, case.name, seconds, ours, bound.get(case.name, 1.0))


def _updates_in(seconds: float, work: Callable[[int], object]) -> int:
    start = time.perf_counter()
    work(20)
    return max(2, round(20 * seconds / (time.perf_counter() - start)))


def _least(works: Iterable[Callable[[], object]]) -> list[float]:
    """Measure in turn, so that all meet the same neighbours; returns the least time of each."""
    works = list(works)
    least = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for k, work in enumerate(works):
            start = time.perf_counter()
            work()
            least[k] = min(least[k], time.perf_counter() - start)
    return least


def _beside(name: str, case: str, theirs: float | None, ours: float, bound: float) -> None:
    if theirs is not None:
        report(f"{case}: loss when read / {name}", theirs / ours, bound)


def _ask_peer(name: str, ask: dict[str, object]) -> float | None:
    """Return a peer's seconds an update, or a grid; ``None`` where it is not installed."""
    program, script = {
        "ConvNetJS": (shutil.which("node"), "convnetjs.mjs"),
        "PyTorch": (os.environ.get("CHAINRULE_TORCH_PYTHON"), "torch_loop.py"),
    }[name]
    installed = name == "PyTorch" or (HERE / "node_modules" / "convnetjs").exists()
    if program is None or not installed:
        return None
    command = [program, str(HERE / script), json.dumps(ask)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout)


if __name__ == "__main__":
    main()
