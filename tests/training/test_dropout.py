"""Dropout: from the seed and the count of updates alone, and of updates alone."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.training.config import Config, LayerConfig
from app.training.datasets import make_data
from app.training.dropout import Masks, kept_units
from app.training.trainer import Trainer
from tests.training.to_and_fro import must_end_the_same

LAYERS = (LayerConfig(units=6, dropout=0.5), LayerConfig(units=2))
CONFIG = replace(Config(), layers=LAYERS, batch_size=30)  # the last batch of an epoch is shorter
SPIRAL = make_data(CONFIG.dataset)


def with_dropout(chance: float, **changes: Any) -> Config:
    return replace(CONFIG, layers=(replace(LAYERS[0], dropout=chance), LAYERS[1]), **changes)


@pytest.mark.parametrize("chance", [0.1, 0.5, 0.95])
def test_as_many_units_are_left_out_as_the_chance_says_and_the_mean_stays(chance: float) -> None:
    masks = Masks([LayerConfig(units=8, dropout=chance)], 1, 10)
    drawn = np.array([masks.at(update) for update in range(2000)])
    assert (drawn == 0).mean() == pytest.approx(chance, abs=0.005)
    assert drawn.mean() == pytest.approx(1.0, abs=0.05)


def test_a_mask_is_that_of_its_update_however_it_is_come_to() -> None:
    first, second = (Masks(LAYERS[:1], 7, 20) for _ in range(2))
    forth = {update: first.at(update).copy() for update in range(400)}
    for update in reversed(range(400)):
        np.testing.assert_array_equal(second.at(update), forth[update])
    assert not np.array_equal(forth[0], forth[1])
    assert not np.array_equal(forth[0], Masks(LAYERS[:1], 8, 20).at(0))


def test_a_layer_without_dropout_keeps_every_unit() -> None:
    mask = Masks(LAYERS[:1], 1, 10).at(0)
    kept = kept_units(mask, (LayerConfig(units=3), *LAYERS))
    assert kept.shape == (11, 10)
    assert kept[:3].all()
    assert kept[9:].all()
    np.testing.assert_array_equal(kept[3:9], mask > 0)


@pytest.mark.parametrize("batch", [1, 30, 0])
def test_a_run_with_dropout_is_the_same_to_the_bit_however_it_is_gone_through(batch: int) -> None:
    config = replace(CONFIG, batch_size=batch)
    must_end_the_same(config, SPIRAL)


def test_many_batches_are_copied_and_few_are_bound_to_the_same_effect() -> None:
    data = make_data(replace(CONFIG.dataset, samples=300))
    copied = Trainer(replace(CONFIG, batch_size=1), data)
    copied.advance(40)
    few = make_data(replace(CONFIG.dataset, samples=200))
    bound = Trainer(replace(CONFIG, batch_size=1), few)
    bound.advance(40)
    for run in (copied, bound):
        again = Trainer(run.config, run.data)
        for _ in range(40):
            gradient = again.gradient()
            told = again.explain()
            assert told is not None
            assert gradient is not None
            np.testing.assert_array_equal(told.gradient, gradient)
        np.testing.assert_array_equal(again.parameters, run.parameters)


def test_what_is_shown_has_all_units() -> None:
    with_, without = (Trainer(with_dropout(chance), SPIRAL) for chance in (0.5, 0.0))
    assert with_.evaluate().train_loss == without.evaluate().train_loss
    with_.advance(1)
    without.advance(1)
    assert not np.array_equal(with_.parameters, without.parameters)


def test_a_changed_dropout_keeps_weights_and_what_the_rule_remembers() -> None:
    run = Trainer(with_dropout(0.2), SPIRAL)
    run.advance(25)
    changed = Trainer(with_dropout(0.7), SPIRAL, run)
    np.testing.assert_array_equal(changed.parameters, run.parameters)
    np.testing.assert_array_equal(changed.state().memory.slots, run.state().memory.slots)
    off = Trainer(with_dropout(0.0), SPIRAL, run)
    assert off._loop.plans.before == []
    told = off.explain()
    assert told is not None
    assert told.mask is None


def test_dropout_can_be_learnt_with() -> None:
    run = Trainer(replace(CONFIG, layers=(LayerConfig(units=20, dropout=0.2),)), SPIRAL)
    run.advance(6000)
    found = run.evaluate().train_accuracy
    assert found is not None
    assert found > 0.9
