"""Noise in the gradient and mini-batches of rows, against the same done by hand."""

from typing import Any

import numpy as np
import pytest

from app.descent.batches import rows_of
from app.descent.history import History, descend
from app.descent.learner import Learner
from app.descent.parameters import parameters_of
from app.descent.stochastic import Stochastic
from app.engine.errors import ArgumentError
from app.language import read_program
from app.training.config import OptimizerConfig
from app.training.optimizers import OPTIMIZERS
from tests.descent.programs import LOSSES, SURFACES

LINE = "x = const([0, 1, 2, 4, 7]); y = const([1, 3, 5, 9, 15])\nw = 0; b = 0\n"
MEAN = LINE + "E = mse(w*x + b, y) + 0.1*w**2"
SUM = LINE + "E = sum((w*x + b - y)**2)"
X, Y = np.array([0.0, 1, 2, 4, 7]), np.array([1.0, 3, 5, 9, 15])
SPLITTABLE = ("softmax", "tanh", "hinge", "xor-batch")
LEARN = {"xor-batch": ["W1", "b1", "W2", "b2"]}


def went(
    text: str, updates: int, rule: str = "sgd", names: list[str] | None = None, **stochastic: Any
) -> History:
    options = OptimizerConfig(name=rule, learning_rate=0.01)
    learner = Learner(read_program(text), options, names, Stochastic(**stochastic))
    return descend(learner, updates)


def test_noise_is_added_to_the_gradient_before_the_rule_gets_it() -> None:
    history = went(SURFACES["bowl"], 50, noise=0.3, seed=5)
    random, place = np.random.default_rng(5), np.ones(2)
    for row in history.values:
        np.testing.assert_allclose(row, place, rtol=1e-12, atol=1e-15)
        place = place - 0.01 * (np.array([2, 6]) * place + 0.3 * random.standard_normal(2))


def test_the_same_seed_gives_the_same_path_and_another_one_another() -> None:
    for stochastic in ({"noise": 0.5}, {"batch": 2}):
        one, same, other = (went(MEAN, 20, "adam", **stochastic, seed=s).values for s in (1, 1, 2))
        np.testing.assert_array_equal(one, same)
        assert not np.allclose(one[-1], other[-1], rtol=1e-6)


@pytest.mark.parametrize(("text", "scale"), [(MEAN, 1.0), (SUM, 2.5)])
def test_an_update_is_made_from_the_rows_of_its_batch(text: str, scale: float) -> None:
    history = went(text, 9, batch=2, seed=3)
    place = np.zeros(2)  # w, b
    for update, row in enumerate(history.values):
        np.testing.assert_allclose(row, place, rtol=1e-12, atol=1e-15)
        epoch, number = divmod(update, 2)  # the fifth row waits
        order = np.random.default_rng((3, epoch)).permutation(5)
        x, y = (data[order[2 * number : 2 * number + 2]] for data in (X, Y))
        error = 2 * (place[0] * x + place[1] - y)
        part = np.array([error @ x, error.sum()])
        gradient = scale * part if text is SUM else part / 2 + [0.2 * place[0], 0]
        place = place - 0.01 * gradient


def test_losses_and_gradients_are_those_of_all_rows() -> None:
    history = went(SUM, 4, batch=2)
    for (w, b), loss, gradient in zip(
        history.values, history.losses, history.gradients, strict=True
    ):
        error = w * X + b - Y
        assert loss == pytest.approx(error @ error)
        np.testing.assert_allclose(gradient, [2 * error @ X, 2 * error.sum()], rtol=1e-12)


@pytest.mark.parametrize("title", SPLITTABLE)
@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_all_rows_at_once_are_the_whole_loss(title: str, rule: str) -> None:
    program, names = read_program(LOSSES[title]), LEARN.get(title)
    count = rows_of(program, parameters_of(program, names), Stochastic(batch=1)).count
    whole = went(LOSSES[title], 20, rule, names)
    shuffled = went(LOSSES[title], 20, rule, names, batch=count)
    np.testing.assert_allclose(shuffled.values, whole.values, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("title", SPLITTABLE)
def test_the_batches_of_an_epoch_have_the_whole_gradient_between_them(title: str) -> None:
    program = read_program(LOSSES[title])
    learner = Learner(program, OptimizerConfig(name="sgd"), LEARN.get(title), Stochastic(batch=2))
    assert learner.batches is not None
    epoch = range(learner.batches.rows.an_epoch)
    mean = np.mean([learner.batches.gradient(k).copy() for k in epoch], axis=0)
    np.testing.assert_allclose(mean, learner.look(), rtol=1e-9, atol=1e-12)


def test_it_rests_when_nothing_moves_for_a_whole_epoch() -> None:
    text = "x = const([0, 0, 0, 1])\nw = 1\nE = mean(x*w**2)"
    options = OptimizerConfig(name="sgd", learning_rate=0.25)
    learner = Learner(read_program(text), options, None, Stochastic(batch=1))
    history = descend(learner, 2_000, tolerance=1e-9)
    assert history.rested
    assert abs(history.values[-1].item()) < 1e-6, "not after the first row that has no gradient"


@pytest.mark.parametrize(
    ("text", "batch", "said"),
    [
        ("w = 1\nE = w**2", 2, "no rows to choose a mini-batch from"),
        (MEAN, 6, "a mini-batch of 6 rows is more than the 5 rows of x, y"),
        (SUM + " / 5 + 0.1*w**2", 2, "neither a mean nor a sum over the 5 rows of x, y"),
        (LINE + "E = mean(w*x + b - y)**2", 2, "neither a mean nor a sum"),
        ("x = const([1, 2, 3]); w = 1\nE = sum(x*w*[1, 2, 3])", 2, "cannot be read with 2 of"),
        ("x = const([1, 2, 3]); w = 1e200\nE = sum(x*w**2)", 2, "no finite gradient"),
    ],
)
def test_what_has_no_mini_batches_is_refused(text: str, batch: int, said: str) -> None:
    with pytest.raises(ArgumentError, match=said) as raised:
        went(text, 1, batch=batch)
    assert raised.value.hint
