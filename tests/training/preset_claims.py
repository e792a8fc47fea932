"""What the notes of the lab's presets promise, to be held for every one of ten seeds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.examples.lab import all_presets
from app.training.datasets import make_data
from app.training.evaluating import Lively
from app.training.reading import read_config
from app.training.trainer import Trainer

SEEDS = range(1, 11)
"""Of the first weights, of the order of the batches and of dropout."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of one run of a preset."""

    accuracy: float | None
    """Of the training points, from 0 to 1; None of a regression."""
    test_accuracy: float | None
    loss: float
    mean_error: float | None
    """What the outputs are wrong by on average; None of a classification."""
    weights: float
    """The sum of the squared weights."""
    reaches: float
    """How much of the output's gradient reaches the first layer, by their norms."""
    dead: int
    """How many neurons give 0 at every point."""


Runs = Sequence[Seen]


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of a note: what holds of its runs after so many updates."""

    preset: str
    updates: int
    holds: Callable[[Runs], bool]


def _right(run: Seen) -> float:
    assert run.accuracy is not None
    return run.accuracy


def _all_right(least: float) -> Callable[[Runs], bool]:
    return lambda runs: min(map(_right, runs)) >= least


def _error_below(most: float) -> Callable[[Runs], bool]:
    return lambda runs: runs[0].mean_error is not None and runs[0].mean_error < most


def _right_in_the_test(runs: Runs) -> bool:
    test = runs[0].test_accuracy
    return _right(runs[0]) >= 0.9 and test is not None and test >= 0.9


def _rise(runs: Runs) -> bool:
    three, six, twenty = map(_right, runs)
    return 0.65 < three < six < twenty and three < 0.85 and twenty > 0.98


def _shrink(runs: Runs) -> bool:
    weak, middle, strong = (run.weights for run in runs)
    return weak > 1.1 * middle > 1.1 * 2.5 * strong and strong > 10


def _vanishes(runs: Runs) -> bool:
    sigmoid, tanh = (run.reaches for run in runs)
    return sigmoid < 1 / 30 and tanh > 1 / 3


def _scaled_rules_lead(runs: Runs) -> bool:
    sgd, _, rmsprop, adam = (run.loss for run in runs)
    return max(rmsprop, adam) < sgd


CLAIMS = (
    Claim("more-neurons", 30_000, _rise),
    Claim("stronger-decay", 30_000, _shrink),
    Claim("classify2d-trainer", 30_000, lambda runs: _right(runs[0]) > 0.9),
    Claim("classify2d-trainer", 5_000, lambda runs: 0.7 < _right(runs[0]) < 0.92),
    Claim("optimisers", 500, _scaled_rules_lead),
    Claim("data-simple", 1_000, _all_right(1.0)),
    Claim("recipe", 140, lambda runs: _right(runs[0]) > 0.8),
    Claim("classify2d", 8_000, _all_right(0.9)),
    Claim("features-or-layers", 1_000, _all_right(0.99)),
    Claim("linear-or-tanh", 1_000, lambda r: _right(r[0]) < 2 / 3 and _right(r[1]) >= 0.95),
    Claim("vanishing-gradients", 0, _vanishes),
    Claim("vanishing-gradients", 1_000, lambda r: _right(r[0]) < 0.7 and _right(r[1]) >= 0.95),
    Claim("dying-relus", 100, lambda r: r[0].dead >= 8 and r[1].dead <= 2),
    Claim("dying-relus", 500, lambda r: r[0].dead >= 8 and _right(r[1]) == 1),
    Claim("three-arms", 1_000, _all_right(0.95)),
    Claim("five-clouds", 300, _right_in_the_test),
    Claim("five-clouds", 4_000, lambda runs: _right(runs[0]) < 0.98),
    Claim("above-a-curve", 2_000, _all_right(0.95)),
    Claim("data-circle", 1_000, _all_right(1.0)),
    Claim("data-random", 4_000, _all_right(2 / 3)),
    Claim("hills", 10_000, _error_below(0.1)),
    Claim("eleven-lines", 1_000, _error_below(0.1)),
    Claim("eleven-lines", 10_000, _error_below(0.015)),
)
LONG = 4_000
"""Claims about more updates take too long for ten seeds in the suite."""
PRESETS = {preset.id: preset for preset in all_presets()}


def runs_of(name: str, updates: int, seed: int) -> list[Seen]:
    """Train every run of a preset from one seed."""
    preset = PRESETS[name]
    base = read_config(preset.config)
    seen = []
    for config in [read_config(part["config"], base) for part in preset.compare] or [base]:
        begun = replace(config, init=replace(config.init, seed=seed))
        run = Trainer(begun, make_data(begun.dataset, lambda x: x**3 - x))
        run.advance(updates)
        now = run.evaluate()
        assert now.train_loss is not None
        weights = float(np.square(run.parameters * run.network.weight_mask()).sum())
        norms, lively = run.norms(), run.lively()
        assert norms is not None
        assert lively is not None
        seen.append(
            Seen(
                now.train_accuracy,
                now.test_accuracy,
                now.train_loss,
                now.mean_error,
                weights,
                float(norms[0] / norms[-1]),
                int((lively == Lively.DEAD).sum()),
            )
        )
    return seen
