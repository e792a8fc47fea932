"""Learning-rate schedules: functions of the count of updates, so they go on where a run does."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.training.config import (
    SCHEDULES,
    Config,
    OptimizerConfig,
    RegularizationConfig,
    ScheduleConfig,
)
from app.training.datasets import make_data
from app.training.optimizers import OPTIMIZERS, Memory, Penalty
from app.training.schedules import OPTIONS, SHAPES, Rate, rate_at
from app.training.trainer import Trainer
from tests.training.to_and_fro import must_end_the_same

DEFAULT = Config()
SPIRAL = make_data(DEFAULT.dataset)


def scheduled(rule: str, name: str, rate: float = 0.05, **options: Any) -> OptimizerConfig:
    schedule = ScheduleConfig(name=name, **options)
    return OptimizerConfig(name=rule, learning_rate=rate, schedule=schedule)


def test_every_schedule_has_a_shape_and_its_options() -> None:
    assert set(SCHEDULES) == set(SHAPES) == set(OPTIONS)
    named = {option for options in OPTIONS.values() for option in options}
    assert named == {"period", "factor", "warmup"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("constant", {0: 0.5, 1000: 0.5}),
        ("step", {0: 0.5, 9: 0.5, 10: 0.1, 20: 0.02}),
        ("cosine", {0: 0.5, 5: 0.3, 10: 0.1, 25: 0.1}),
        ("warmup", {0: 0.125, 1: 0.25, 3: 0.5, 4: 0.5, 99: 0.5}),
    ],
)
def test_the_rate_of_an_update(name: str, expected: dict[int, float]) -> None:
    options = scheduled("sgd", name, 0.5, period=10, factor=0.2, warmup=4)
    found = {update: rate_at(options, update) for update in expected}
    assert found == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_rule_bound_to_a_rate_that_changes_steps_as_one_bound_to_each(name: str) -> None:
    row, rng = OPTIMIZERS[name], np.random.default_rng(3)
    start, penalty = rng.normal(size=5), Penalty(np.full(5, 0.3), np.full(5, 0.1))
    changing, fixed = (
        Memory(start.copy(), np.zeros((row.slots, 5)), np.zeros(row.counters)) for _ in range(2)
    )
    rate, gradient = Rate(1.0), np.empty(5)
    bound = row.plan(changing, gradient, 0.25, penalty, OptimizerConfig(name=name), rate)
    for value in (0.3, 0.3, 0.02, 0.1):
        given = rng.normal(size=5)
        options = OptimizerConfig(name=name, learning_rate=value)
        rate.become(value)
        for calls in (bound, row.plan(fixed, gradient, 0.25, penalty, options)):
            gradient[:] = given
            for call in calls:
                call()
        np.testing.assert_array_equal(changing.parameters, fixed.parameters)


@pytest.mark.parametrize("name", ["step", "cosine", "warmup"])
@pytest.mark.parametrize("rule", ["sgd", "nesterov", "adamw"])
def test_a_scheduled_run_is_the_same_to_the_bit_however_it_is_gone_through(
    name: str, rule: str
) -> None:
    options = scheduled(rule, name, period=70, factor=0.3, warmup=150)
    config = replace(DEFAULT, optimizer=options, regularization=RegularizationConfig(l2=0.01))

    def see_its_rate(run: Trainer) -> None:
        assert run.rate == rate_at(options, 130)

    must_end_the_same(config, SPIRAL, see_its_rate)


def test_a_change_does_not_begin_the_schedule_anew() -> None:
    options = scheduled("sgd", "step", period=10, factor=0.5)
    run = Trainer(replace(DEFAULT, optimizer=options), SPIRAL)
    run.advance(25)
    changed = Trainer(replace(run.config, batch_size=20), SPIRAL, run)
    assert changed.rate == run.rate == 0.05 * 0.25
    told = changed.explain()
    assert told is not None
    np.testing.assert_allclose(told.delta, -told.rate * told.gradient, rtol=1e-9, atol=1e-15)


def test_a_constant_rate_costs_nothing() -> None:
    assert Trainer(DEFAULT, SPIRAL)._loop.plans.before == []
