from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.classifier.losses import LOSSES
from app.classifier.moments import Moment, follow
from app.classifier.program import write_program
from app.classifier.setting import Setting
from app.descent.learner import Learner
from app.engine.comparing import Verdict
from app.engine.gradcheck import check_gradients
from app.engine.tape import Tape
from app.language import read_program
from app.training.config import OptimizerConfig
from app.training.errors import ConfigError
from tests.classifier.settings import BIRD_OR_CAR, CAT_CAR_FROG, drawn, each_loss

ONE = OptimizerConfig(name="sgd", learning_rate=1.0)


def moments(setting: Setting, updates: int = 0, options: OptimizerConfig = ONE) -> list[Moment]:
    return follow(read_program(write_program(setting)), setting.loss, options, updates).moments


def test_bird_or_car_as_a_program() -> None:
    assert write_program(replace(BIRD_OR_CAR, strength=1)).splitlines() == [
        "# classes: bird, car",
        "Y = const(onehot([0], classes=2))",
        "X = const([[3, 2]])",
        "W = [[-2, -1], [1, -5]]",
        "scores = X @ W.T",
        "true = sum(scores * Y, axis=1, keepdims=True)",
        "margins = max(0, scores - true + 1) * (1 - Y)",
        "losses = sum(margins, axis=1)",
        "data_loss = mean(losses)",
        "penalty = 1 * l2(W)",
        "loss = data_loss + penalty",
    ]


def test_bird_or_car_before_and_after_one_update() -> None:
    before, after = moments(BIRD_OR_CAR, 1)
    assert (before.scores.tolist(), before.loss, before.predicted) == ([[-8, -7]], 2, [1])
    assert before.gradients["W"].tolist() == [[-3, -2], [3, 2]]
    assert after.parameters["W"].tolist() == [[1, 1], [-2, -7]]
    assert (after.scores.tolist(), after.loss, after.predicted) == ([[5, -20]], 0, [0])
    assert not after.gradients["W"].any()


def test_bird_or_car_with_a_penalty() -> None:
    (whole,) = moments(replace(BIRD_OR_CAR, strength=1))
    assert (whole.data_loss, whole.penalty, whole.loss) == (2, 31, 33)
    assert whole.gradients["W"].tolist() == [[-7, -4], [5, -8]]
    (half,) = moments(replace(BIRD_OR_CAR, strength=1, half=True))
    assert (half.penalty, half.gradients["W"].tolist()) == (15.5, [[-5, -3], [4, -3]])


def test_three_images_by_three_scores() -> None:
    (now,) = moments(CAT_CAR_FROG)
    np.testing.assert_allclose(now.losses, [2.9, 0, 12.9], rtol=1e-12)
    assert round(now.loss, 2) == 5.27
    third = 1 / 3
    expected = [[-third, third, 0.0], [0.0, 0.0, 0.0], [third, third, -2 * third]]
    np.testing.assert_allclose(now.score_gradients, np.array(expected), rtol=1e-12)
    assert now.active.tolist() == [[False, True, False], [False] * 3, [True, True, False]]


@pytest.mark.parametrize("setting", each_loss(), ids=lambda one: f"{one.loss}-{one.half}")
def test_every_gradient_agrees_with_finite_differences(setting: Setting) -> None:
    program = read_program(write_program(setting))
    tape = Tape(program.graph, [program.output])
    tape.forward()
    tape.backward()
    results = check_gradients(tape, list(program.inputs.values()))
    assert len(results) == 2
    for result in results:
        assert result.verdict is Verdict.OK, result


@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_of_a_row_is_made_of_its_terms(name: str) -> None:
    setting = replace(drawn(), loss=name)
    (now,) = moments(setting)
    right = now.terms[np.arange(7), list(setting.labels)]
    made = {
        "svm": now.terms.sum(axis=1),
        "ova": now.terms.sum(axis=1),
        "structured": np.maximum(now.terms.max(axis=1), 0),
        "softmax": -np.log(right) if name == "softmax" else right,
        "squared": now.terms.sum(axis=1),
    }
    np.testing.assert_allclose(now.losses, made[name], rtol=1e-12)
    assert now.data_loss == pytest.approx(now.losses.mean(), rel=1e-15)


def test_the_svm_is_the_hinge_of_the_language() -> None:
    setting = drawn()
    (now,) = moments(setting)
    whole = f"S = {now.scores.tolist()}\nL = hinge(S, {setting.labels}, margin=0.75)"
    learner = Learner(read_program(whole), ONE)
    assert learner.loss == pytest.approx(now.loss, rel=1e-15)
    np.testing.assert_allclose(learner.look().reshape(7, 4), now.score_gradients, atol=1e-15)


def test_a_class_on_the_margin_pushes_nothing() -> None:
    for loss in ("svm", "structured"):
        (now,) = moments(Setting(labels=[1], scores=[[1.0, 2.0]], loss=loss))
        assert now.loss == 0
        assert not now.active.any()
        assert not now.score_gradients.any()


def test_moments_begin_where_they_are_asked_for() -> None:
    options = OptimizerConfig(name="momentum", learning_rate=0.1)
    setting = replace(drawn(), loss="softmax")
    program = read_program(write_program(setting))
    late, whole = (follow(program, "softmax", options, 9, since=since) for since in (7, 0))
    assert [one.update for one in late.moments] == [7, 8, 9]
    for one, other in zip(late.moments, whole.moments[7:], strict=True):
        assert np.array_equal(one.parameters["W"], other.parameters["W"])
        assert np.array_equal(one.score_gradients, other.score_gradients)
    assert late.updates == list(range(10))


def test_a_course_that_leaves_the_numbers_ends_before() -> None:
    setting = replace(BIRD_OR_CAR, loss="squared")
    options = OptimizerConfig(name="sgd", learning_rate=1e6)
    program = read_program(write_program(setting))
    course = follow(program, "squared", options, 500, since=400)
    assert course.diverged is not None
    (last,) = course.moments
    assert last.update == course.diverged.update - 1
    assert np.isfinite(last.loss)


@pytest.mark.parametrize(
    ("where", "change"),
    [
        ("/loss", {"loss": "hinge"}),
        ("/labels", {"labels": [0, 1]}),
        ("/labels/0", {"labels": [2]}),
        ("/labels/0", {"labels": [-1]}),
        ("/weights", {"weights": [[1, 2, 3], [1, 2, 3]]}),
        ("/weights", {"weights": [[1, 2]]}),
        ("/weights", {"weights": None}),
        ("/weights/1", {"weights": [[1, 2], [1]]}),
        ("/data", {"data": None}),
        ("/data", {"data": [[]]}),
        ("/biases", {"biases": [1]}),
        ("/scores", {"scores": [[1, 2]]}),
        ("/strength", {"data": None, "weights": None, "scores": [[1, 2]], "strength": 1}),
        ("/classes", {"classes": ["bird"]}),
        ("/classes/0", {"classes": ["a\nW = 1", "b"]}),
    ],
)
def test_what_does_not_fit_is_pointed_at(where: str, change: dict[str, Any]) -> None:
    with pytest.raises(ConfigError) as caught:
        replace(BIRD_OR_CAR, **change)
    assert caught.value.where == where
