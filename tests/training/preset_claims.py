"""What the notes of the lab's presets promise, to be held for every one of ten seeds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.examples.lab import all_presets
from app.training.datasets import make_data
from app.training.reading import read_config
from app.training.trainer import Trainer

SEEDS = range(1, 11)
"""Of the first weights, of the order of the batches and of dropout."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of one run of a preset."""

    accuracy: float
    loss: float
    weights: float
    """The sum of the squared weights."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of a note: what holds of its runs after so many updates."""

    preset: str
    updates: int
    holds: Callable[[Sequence[Seen]], bool]


def _rise(runs: Sequence[Seen]) -> bool:
    three, six, twenty = (run.accuracy for run in runs)
    return 0.65 < three < six < twenty and three < 0.85 and twenty > 0.98


def _shrink(runs: Sequence[Seen]) -> bool:
    weak, middle, strong = (run.weights for run in runs)
    return weak > 1.1 * middle > 1.1 * 2.5 * strong and strong > 10


def _scaled_rules_lead(runs: Sequence[Seen]) -> bool:
    sgd, _, rmsprop, adam = (run.loss for run in runs)
    return max(rmsprop, adam) < sgd


CLAIMS = (
    Claim("more-neurons", 30_000, _rise),
    Claim("stronger-decay", 30_000, _shrink),
    Claim("classify2d-trainer", 30_000, lambda runs: runs[0].accuracy > 0.9),
    Claim("classify2d-trainer", 5_000, lambda runs: 0.7 < runs[0].accuracy < 0.92),
    Claim("optimisers", 500, _scaled_rules_lead),
    Claim("data-simple", 1_000, lambda runs: runs[0].accuracy == 1.0),
    Claim("recipe", 140, lambda runs: runs[0].accuracy > 0.8),
)
LONG = 2_000
"""Claims about more updates take too long for ten seeds in the suite."""
PRESETS = {preset.id: preset for preset in all_presets()}


def runs_of(name: str, updates: int, seed: int) -> list[Seen]:
    """Train every run of a preset from one seed."""
    preset = PRESETS[name]
    base = read_config(preset.config)
    configs = [read_config(part["config"], base) for part in preset.compare] or [base]
    seen = []
    for config in configs:
        run = Trainer(
            replace(config, init=replace(config.init, seed=seed)), make_data(config.dataset)
        )
        run.advance(updates)
        now = run.evaluate()
        assert now.train_accuracy is not None
        assert now.train_loss is not None
        weights = run.parameters * run.network.weight_mask()
        seen.append(Seen(now.train_accuracy, now.train_loss, float(np.square(weights).sum())))
    return seen
