"""What the notes of the lab's presets promise, to be held for every one of ten seeds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.examples.lab import all_presets
from app.training.datasets import make_data
from app.training.evaluating import Evaluation
from app.training.reading import read_config
from app.training.trainer import Trainer

SEEDS = range(1, 11)
"""Of the first weights and of the order of the batches."""
LONG = 4_000
"""Claims about more updates take too long for ten seeds in the suite."""
PRESETS = {preset.id: preset for preset in all_presets()}

Runs = Sequence[Evaluation]


@dataclass(frozen=True, slots=True)
class NoteClaim:
    """A sentence of a note: what holds of its runs after so many updates."""

    preset: str
    updates: int
    holds: Callable[[Runs], bool]


def _right(seen: Evaluation) -> float:
    assert seen.train_accuracy is not None
    return seen.train_accuracy


def _all_right(least: float) -> Callable[[Runs], bool]:
    return lambda runs: min(map(_right, runs)) >= least


def _error_below(most: float) -> Callable[[Runs], bool]:
    return lambda runs: runs[0].mean_error is not None and runs[0].mean_error < most


def _right_in_the_test(runs: Runs) -> bool:
    test = runs[0].test_accuracy
    return _right(runs[0]) >= 0.9 and test is not None and test >= 0.9


CLAIMS = (
    NoteClaim("classify2d", 8_000, _all_right(0.9)),
    NoteClaim("features-or-layers", 1_000, _all_right(0.99)),
    NoteClaim("linear-or-tanh", 1_000, lambda r: _right(r[0]) < 2 / 3 and _right(r[1]) >= 0.95),
    NoteClaim("three-arms", 1_000, _all_right(0.95)),
    NoteClaim("five-clouds", 300, _right_in_the_test),
    NoteClaim("five-clouds", 4_000, lambda runs: _right(runs[0]) < 0.98),
    NoteClaim("above-a-curve", 2_000, _all_right(0.95)),
    NoteClaim("data-circle", 1_000, _all_right(1.0)),
    NoteClaim("data-random", 4_000, _all_right(2 / 3)),
    NoteClaim("hills", 10_000, _error_below(0.1)),
    NoteClaim("eleven-lines", 1_000, _error_below(0.1)),
    NoteClaim("eleven-lines", 10_000, _error_below(0.015)),
)


def seen_of(name: str, updates: int, seed: int) -> list[Evaluation]:
    """Train every run of a preset from one seed, and tell how good it is."""
    preset = PRESETS[name]
    base = read_config(preset.config)
    seen = []
    for config in [read_config(part["config"], base) for part in preset.compare] or [base]:
        begun = replace(config, init=replace(config.init, seed=seed))
        run = Trainer(begun, make_data(begun.dataset, lambda x: x**3 - x))
        run.advance(updates)
        seen.append(run.evaluate())
    return seen
