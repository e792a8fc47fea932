"""Every update rule against its published formula, and against the numbers of the lectures."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.engine.ops.op import Array
from app.language.update import RULES
from app.training.config import OptimizerConfig
from app.training.optimizers import OPTIMIZERS, Memory, Penalty

DATA = Path(__file__).parent.parent / "data" / "cases.json"
CASES: dict[str, Any] = {case["id"]: case for case in json.loads(DATA.read_text())}
RATE, MU, RHO, DECAY, BETA1, BETA2, EPSILON = 0.05, 0.8, 0.9, 0.95, 0.85, 0.97, 1e-6
OPTIONS = {
    "learning_rate": RATE,
    "momentum": MU,
    "rho": RHO,
    "decay": DECAY,
    "beta1": BETA1,
    "beta2": BETA2,
    "epsilon": EPSILON,
}
SIZE, BATCH = 7, 4


@dataclass
class Kept:
    """What a rule remembers, all zero at first."""

    v: Array = field(default_factory=lambda: np.zeros(SIZE))
    s: Array = field(default_factory=lambda: np.zeros(SIZE))
    step: int = 0


def sgd(kept: Kept, p: Array, g: Array) -> Array:
    return p - RATE * g


def momentum(kept: Kept, p: Array, g: Array) -> Array:
    kept.v = MU * kept.v - RATE * g
    return p + kept.v


def nesterov(kept: Kept, p: Array, g: Array) -> Array:
    before = kept.v
    kept.v = MU * kept.v - RATE * g
    return p - MU * before + (1 + MU) * kept.v


def adagrad(kept: Kept, p: Array, g: Array) -> Array:
    kept.s = kept.s + g**2
    return p - RATE * g / (np.sqrt(kept.s) + EPSILON)


def rmsprop(kept: Kept, p: Array, g: Array) -> Array:
    kept.s = DECAY * kept.s + (1 - DECAY) * g**2
    return p - RATE * g / (np.sqrt(kept.s) + EPSILON)


def adadelta(kept: Kept, p: Array, g: Array) -> Array:
    kept.s = RHO * kept.s + (1 - RHO) * g**2
    delta = np.sqrt(kept.v + EPSILON) / np.sqrt(kept.s + EPSILON) * g
    kept.v = RHO * kept.v + (1 - RHO) * delta**2
    return p - RATE * delta


def adam(kept: Kept, p: Array, g: Array) -> Array:
    kept.step += 1
    kept.v = BETA1 * kept.v + (1 - BETA1) * g
    kept.s = BETA2 * kept.s + (1 - BETA2) * g**2
    mean, square = kept.v / (1 - BETA1**kept.step), kept.s / (1 - BETA2**kept.step)
    return p - RATE * mean / (np.sqrt(square) + EPSILON)


def adamw(kept: Kept, p: Array, g: Array) -> Array:
    return adam(kept, p, g)


PUBLISHED: dict[str, Callable[[Kept, Array, Array], Array]] = {
    rule.__name__: rule
    for rule in (sgd, momentum, nesterov, adagrad, rmsprop, adadelta, adam, adamw)
}


class Stepper:
    """A rule over vectors of its own; ``step`` takes the summed gradient of a batch."""

    def __init__(
        self,
        name: str,
        start: Array,
        penalty: Penalty | None = None,
        batch: int = 1,
        **options: Any,
    ) -> None:
        row = OPTIMIZERS[name]
        size = len(start)
        self.memory = Memory(start.copy(), np.zeros((row.slots, size)), np.zeros(row.counters))
        self.gradient = np.empty(size)
        config = OptimizerConfig(name=name, **options)
        self.calls = row.plan(self.memory, self.gradient, 1 / batch, penalty or Penalty(), config)

    def step(self, gradient: Array) -> Array:
        self.gradient[:] = gradient
        for call in self.calls:
            call()
        return self.memory.parameters


def test_every_rule_has_a_formula_to_be_held_to() -> None:
    assert set(PUBLISHED) == set(OPTIMIZERS) == set(RULES)


@pytest.mark.parametrize("name", PUBLISHED)
@pytest.mark.parametrize(("l1", "l2"), [(0.0, 0.0), (0.0, 0.3), (0.2, 0.0), (0.2, 0.3)])
def test_a_rule_is_the_published_one(name: str, l1: float, l2: float) -> None:
    rng = np.random.default_rng(4)
    weights = np.array([1.0, 1, 1, 0, 1, 0, 1])
    penalty = Penalty(l2 * weights if l2 else None, l1 * weights if l1 else None)
    start = rng.normal(size=SIZE)
    ours, kept, p = Stepper(name, start, penalty, BATCH, **OPTIONS), Kept(), start.copy()
    for _ in range(6):
        total = rng.normal(size=SIZE)
        if name == "adamw":  # its decay is no part of the gradient
            g, p = total / BATCH + l1 * weights * np.sign(p), p - RATE * l2 * weights * p
        else:
            g = total / BATCH + l2 * weights * p + l1 * weights * np.sign(p)
        p = PUBLISHED[name](kept, p, g)
        np.testing.assert_allclose(ours.step(total), p, rtol=1e-12, atol=1e-14)


def test_adamw_steps_as_pytorch_does() -> None:
    """The numbers are those of ``torch.optim.AdamW`` 2.13 in float64, ``weight_decay=0.3``."""
    run = Stepper("adamw", np.array([1.0, -2.0, 0.5]), Penalty(np.full(3, 0.3)), 1, **OPTIONS)
    for gradient in ([0.1, -0.2, 0.3], [0.5, 0.1, -0.4], [-0.3, 0.2, 0.1]):
        run.step(np.array(gradient))
    expected = [0.8530815120342186, -1.8667576233783048, 0.4417619520120968]
    np.testing.assert_allclose(run.memory.parameters, expected, rtol=1e-14)


def test_plain_descent_takes_two_calls_and_a_third_with_decay() -> None:
    start = np.ones(SIZE)
    assert len(Stepper("sgd", start).calls) == 2
    assert len(Stepper("sgd", start, Penalty(np.ones(SIZE))).calls) == 3


def test_the_demo_divides_its_decay_by_the_batch_size() -> None:
    case = CASES["convnetjs-sgd-update"]
    start = np.array([case["inputs"]["w"]])
    demo = Stepper(
        "momentum", start, Penalty(np.array([0.001 / 10])), 10, learning_rate=0.01, momentum=0.1
    )
    for gradients, expected in zip(
        case["inputs"]["batch_gradients"], case["expected_forward"]["w_after"], strict=True
    ):
        np.testing.assert_allclose(demo.step(np.array([sum(gradients)])), expected, rtol=1e-9)


def test_descent_into_the_bowl() -> None:
    case = CASES["gd-bowl"]
    run = Stepper("sgd", np.array(case["inputs"]["w"], float), learning_rate=case["inputs"]["eta"])
    for expected in case["expected_forward"]["trajectory"][1:]:
        w = run.memory.parameters
        np.testing.assert_allclose(run.step(np.array([2, 6]) * w), expected, rtol=1e-9)


@pytest.mark.parametrize("index", [0, 1])
def test_descent_at_the_saddle(index: int) -> None:
    case = CASES["gd-saddle"]
    start = np.array(case["inputs"]["starts"][index], float)
    run = Stepper("sgd", start, learning_rate=case["inputs"]["eta"])
    for _ in range(case["inputs"]["steps"]):
        run.step(np.array([2, -2]) * run.memory.parameters)
    expected = list(case["expected_forward"].values())[index]
    np.testing.assert_allclose(run.memory.parameters, expected, rtol=1e-9, atol=1e-12)
