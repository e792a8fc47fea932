"""A run: deterministic to the bit, taken back to any moment, and changed while it goes on."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.training.config import (
    Config,
    InitConfig,
    LayerConfig,
    OptimizerConfig,
    RegularizationConfig,
)
from app.training.datasets import Data, make_data
from app.training.optimizers import OPTIMIZERS
from app.training.planning import MOST_BOUND
from app.training.trainer import Trainer

DEFAULT = Config()
SPIRAL = make_data(DEFAULT.dataset)


def trainer(data: Data = SPIRAL, **changes: Any) -> Trainer:
    return Trainer(replace(DEFAULT, **changes), data)


def rates(name: str = "sgd", rate: float = 0.01) -> OptimizerConfig:
    return OptimizerConfig(name=name, learning_rate=rate)


def points(count: int, **changes: Any) -> Data:
    rng = np.random.default_rng(count)
    labels = rng.integers(0, 2, count).astype(float)
    whole = Data(rng.normal(size=(2, count)), labels, np.zeros(count, bool), 2, ("x1", "x2"), 5.0)
    return replace(whole, **changes)


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("batch", [1, 7, 10, 0])
def test_the_same_run_twice_is_the_same_to_the_bit(name: str, batch: int) -> None:
    first, second = (trainer(optimizer=rates(name), batch_size=batch) for _ in range(2))
    first.advance(130)
    for updates in (1, 50, 79):
        second.advance(updates)
    np.testing.assert_array_equal(first.parameters, second.parameters)
    assert (first.update, first.epoch) == (second.update, second.epoch)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_moment_can_be_gone_back_to(name: str) -> None:
    run = trainer(optimizer=rates(name))
    run.advance(33)
    moment = run.state()
    run.advance(40)
    after = run.parameters.copy()
    run.restore(moment)
    assert run.update == 33
    run.advance(40)
    np.testing.assert_array_equal(run.parameters, after)


def by_hand(config: Config, data: Data, updates: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Plain SGD on tanh layers and softmax, sample by sample from the formulas."""
    run = Trainer(config, data)
    flat, count = run.parameters.copy(), data.labels.size
    orders = [
        np.random.default_rng((config.init.seed, epoch)).permutation(count) for epoch in range(99)
    ]
    batch = config.batch_size
    per_epoch = -(-count // batch)
    for update in range(updates):
        epoch, position = divmod(update, per_epoch)
        chosen = orders[epoch][position * batch : (position + 1) * batch]
        total = np.zeros_like(flat)
        for k in chosen:
            values = [data.points[:, k]]
            for block in run.network.blocks:
                z = block.weights(flat) @ values[-1] + block.biases(flat)[:, 0]
                values.append(np.tanh(z))
            delta = np.exp(z - z.max())
            delta /= delta.sum()
            delta[int(data.labels[k])] -= 1
            for block, value in zip(reversed(run.network.blocks), values[-2::-1], strict=True):
                block.weights(total)[:] += np.outer(delta, value)
                block.biases(total)[:, 0] += delta
                delta = (block.weights(flat).T @ delta) * (1 - value**2)
        weights = np.zeros_like(flat)
        for block in run.network.blocks:
            block.weights(weights)[:] = block.weights(flat)
        decay = config.regularization.l2 * weights
        flat -= config.optimizer.learning_rate * (total / len(chosen) + decay)
    return flat


@pytest.mark.parametrize("batch", [10, 30, 16])
@pytest.mark.parametrize("l2", [0.0, 0.01])
def test_two_hundred_updates_are_those_of_the_formulas(batch: int, l2: float) -> None:
    penalty = RegularizationConfig(l1=0.0, l2=l2)
    config = replace(DEFAULT, optimizer=rates(rate=0.1), regularization=penalty, batch_size=batch)
    data = points(70)
    run = Trainer(config, data)
    run.advance(200)
    np.testing.assert_allclose(run.parameters, by_hand(config, data, 200), rtol=1e-9, atol=1e-12)


def test_many_batches_are_copied_and_few_are_bound_to_the_same_effect() -> None:
    few, many = points(MOST_BOUND), points(MOST_BOUND + 1)
    for data in (few, many):
        config = replace(DEFAULT, optimizer=rates(rate=0.1), batch_size=1)
        config = replace(config, regularization=RegularizationConfig(l1=0.0, l2=0.0))
        run = Trainer(config, data)
        run.advance(40)
        np.testing.assert_allclose(run.parameters, by_hand(config, data, 40), rtol=1e-9, atol=1e-12)


# -- beyond all numbers -------------------------------------------------------------------------


@pytest.mark.parametrize("loss", ["softmax", "regression"])
def test_a_diverging_run_says_when_and_where_and_stops(loss: str) -> None:
    layers = (LayerConfig(units=3, activation="relu"),)
    run = trainer(layers=layers, loss=loss, optimizer=rates(rate=1e200), batch_size=10)
    assert run.advance(50) == run.update < 50
    found = run.diverged
    assert found is not None
    assert found.update == run.update
    assert not np.isfinite(run.parameters).all()
    assert run.advance(5) == 0
    assert found.parameter[0] in "Wb"
    assert not run.can_advance


def test_before_it_diverged_every_parameter_was_finite() -> None:
    run = trainer(loss="regression", optimizer=rates(rate=1e30))
    run.advance(1000)
    assert run.diverged is not None
    again = trainer(loss="regression", optimizer=rates(rate=1e30))
    again.advance(run.update - 1)
    assert np.isfinite(again.parameters).all()
    assert again.diverged is None


def test_a_diverged_run_can_be_taken_back() -> None:
    run = trainer(loss="regression", optimizer=rates(rate=1e30))
    start = run.state()
    run.advance(200)
    assert run.diverged is not None
    run.restore(start)
    assert run.diverged is None
    assert run.can_advance


def test_logits_beyond_700_do_no_harm() -> None:
    run = trainer(layers=())
    for index in range(run.network.size):
        run.put(index, 2000.0 * (-1) ** (index // 3))
    assert run.advance(50) == 50
    assert np.isfinite(run.parameters).all()


def test_a_parameter_that_is_put_right_lets_the_run_go_on() -> None:
    run = trainer()
    run.put(0, float("inf"))
    assert run.diverged is not None
    assert run.diverged.parameter == "W1[0,0]"
    run.put(0, 0.5)
    assert run.advance(3) == 3


# -- nothing to train on ------------------------------------------------------------------------


def test_without_points_nothing_happens() -> None:
    run = trainer(points(0))
    assert run.advance(5) == 0
    assert run.explain() is None
    assert run.evaluate().train_loss is None


def test_test_points_are_not_trained_on() -> None:
    data = points(40)
    split = replace(data, test=np.arange(40) >= 30)
    only = replace(
        data, points=data.points[:, :30], labels=data.labels[:30], test=np.zeros(30, bool)
    )
    with_test, without = trainer(split), trainer(only)
    with_test.advance(60)
    without.advance(60)
    np.testing.assert_array_equal(with_test.parameters, without.parameters)
    assert with_test.evaluate().test_accuracy is not None
    assert without.evaluate().test_accuracy is None


# -- changes ------------------------------------------------------------------------------------


def test_another_rate_goes_on_from_the_same_moment() -> None:
    run = trainer(optimizer=rates("momentum"))
    run.advance(25)
    config = replace(run.config, optimizer=rates("momentum", 0.5))
    changed = Trainer(config, run.data, run)
    np.testing.assert_array_equal(changed.parameters, run.parameters)
    assert (changed.update, changed.epoch) == (run.update, run.epoch)
    same = Trainer(run.config, run.data, run)
    same.advance(30)
    run.advance(30)
    np.testing.assert_array_equal(same.parameters, run.parameters)


def test_a_new_layer_keeps_the_others() -> None:
    run = trainer()
    run.advance(10)
    config = replace(run.config, layers=(*run.config.layers, LayerConfig(units=5)))
    changed = Trainer(config, run.data, run)
    for block in changed.network.blocks[:2]:
        np.testing.assert_array_equal(block.view(changed.parameters), block.view(run.parameters))


def test_new_units_keep_the_weights_of_the_old_ones() -> None:
    run = trainer()
    run.advance(10)
    wider = replace(run.config, layers=(LayerConfig(units=8), run.config.layers[1]))
    changed = Trainer(wider, run.data, run)
    old, new = run.network.blocks, changed.network.blocks
    np.testing.assert_array_equal(new[0].view(changed.parameters)[:6], old[0].view(run.parameters))
    np.testing.assert_array_equal(
        new[1].weights(changed.parameters)[:, :6], old[1].weights(run.parameters)
    )
    np.testing.assert_array_equal(new[1].biases(changed.parameters), old[1].biases(run.parameters))


def test_features_keep_their_weights_by_name() -> None:
    run = trainer(features=("x1", "x2"))
    changed = Trainer(replace(run.config, features=("x2", "x1^2", "x1")), run.data, run)
    old = run.network.blocks[0].weights(run.parameters)
    new = changed.network.blocks[0].weights(changed.parameters)
    np.testing.assert_array_equal(new[:, [2, 0]], old)


@pytest.mark.parametrize("count", [1, 9, 50, 59, 60, 61, 200])
@pytest.mark.parametrize("batch_size", [0, 1, 7, 10, 1000])
@pytest.mark.parametrize("updates", [0, 2, 7, 11, 12, 23])
def test_other_points_and_batches_leave_the_epoch_as_far_on(
    count: int, batch_size: int, updates: int
) -> None:
    run = trainer()
    run.advance(updates)
    changed = Trainer(replace(run.config, batch_size=batch_size), points(count), run)
    assert changed.update == updates
    assert abs(changed.epoch - run.epoch) <= 0.5 / changed.batches + 1e-12
    changed.advance(changed.batches)
    assert abs(changed.epoch - run.epoch - 1) <= 0.5 / changed.batches + 1e-12


def test_noise_leaves_the_run_where_it_is_in_its_epoch() -> None:
    run = trainer()
    run.advance(2)
    noisy = replace(run.data, points=run.data.points + 0.3)
    changed = Trainer(run.config, noisy, run)
    assert (changed.update, changed.epoch) == (2, run.epoch)
    assert list(changed.next_batch()) == list(run.next_batch())


# -- telling ------------------------------------------------------------------------------------


def test_an_explained_update_is_the_update() -> None:
    told, silent = trainer(), trainer()
    told.advance(23)
    silent.advance(23)
    before = told.parameters.copy()
    explanation = told.explain()
    silent.advance(1)
    assert explanation is not None
    np.testing.assert_array_equal(told.parameters, silent.parameters)
    np.testing.assert_array_equal(explanation.delta, told.parameters - before)
    assert explanation.batch.shape == (10,)


def test_under_plain_descent_the_step_is_minus_rate_times_gradient() -> None:
    run = trainer(optimizer=rates("sgd", 0.2))
    explanation = run.explain()
    assert explanation is not None
    np.testing.assert_allclose(
        explanation.delta, -0.2 * explanation.gradient, rtol=1e-9, atol=1e-15
    )


def test_what_adamw_takes_off_the_weights_is_no_part_of_loss_and_gradient() -> None:
    decayed, plain = (
        trainer(optimizer=rates("adamw", 0.2), regularization=RegularizationConfig(l2=l2, l1=0.001))
        for l2 in (0.3, 0.0)
    )
    weights = decayed.parameters * decayed.network.weight_mask()
    assert decayed.evaluate().train_loss == plain.evaluate().train_loss
    told, same = decayed.explain(), plain.explain()
    assert told is not None
    assert same is not None
    assert told.loss == same.loss
    np.testing.assert_array_equal(told.gradient, same.gradient)
    np.testing.assert_allclose(told.delta, same.delta - 0.2 * 0.3 * weights, rtol=1e-9, atol=1e-15)


def test_the_confusion_matrix_counts_every_training_point() -> None:
    evaluation = trainer().evaluate()
    assert evaluation.confusion is not None
    assert evaluation.confusion.sum() == 200
    assert evaluation.confusion.sum(axis=1).tolist() == [100, 100]


def test_another_seed_is_another_run() -> None:
    first, second = (trainer(init=InitConfig(scheme="xavier", seed=seed)) for seed in (1, 2))
    assert not np.array_equal(first.parameters, second.parameters)
