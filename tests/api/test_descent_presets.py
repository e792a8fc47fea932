"""What the notes of the descent presets promise, asked of the API with the numbers given there."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.api.models.descend import DescendAnswer
from app.examples import under_topics
from app.examples.descent import Preset, all_presets
from app.language.update import RULES

PRESETS = {preset.id: preset for preset in all_presets()}
EVERY = pytest.mark.parametrize("preset", all_presets(), ids=PRESETS)
TOLERANCE = 1e-6
"""With which the page calls a descent at rest."""


def learning(preset: Preset, whole: bool | None = None) -> list[str] | None:
    """Give what learns: what the axes are about, or everything."""
    everything = preset.whole if whole is None else whole
    names = [axis["name"] for axis in preset.axes if "name" in axis]
    return None if everything or len(names) < 2 else names


def run(client: TestClient, name: str, **change: Any) -> DescendAnswer:
    """Let a preset descend as the page does, but for what is changed."""
    preset = PRESETS[name]
    ask = {
        "program": preset.program,
        "inputs": change.get("inputs", {}),
        "parameters": learning(preset, change.get("whole")),
        "optimizer": {
            "name": change.get("rule", preset.rules[0]),
            "learning_rate": change.get("rate", preset.rate),
            "schedule": change.get("schedule", preset.schedule),
        },
        "noise": preset.noise,
        "batch_size": change.get("batch", preset.batch) or None,
        "stochastic_seed": preset.seed,
        "updates": change.get("updates", preset.updates),
        "record_every": 1,
        "tolerance": TOLERANCE,
        "trace": False,
    }
    response = client.post("/api/v1/descend", json=ask)
    assert response.status_code == 200, response.text
    return DescendAnswer.model_validate_json(response.content)


def path(answer: DescendAnswer) -> np.ndarray[Any, Any]:
    """Give the places of a descent of two numbers, a row for each update."""
    return np.array([*answer.parameters.values()], float).T


def losses(answer: DescendAnswer) -> np.ndarray[Any, Any]:
    return np.array(answer.losses, float)


def starts(name: str, count: int) -> Iterator[dict[str, float]]:
    """Give places all over the ranges of a preset."""
    axes = PRESETS[name].axes
    sides = [np.linspace(axis["low"], axis["high"], count) for axis in axes]
    for place in product(*sides):
        yield dict(zip((axis["name"] for axis in axes), map(float, place), strict=True))


@EVERY
def test_a_preset_has_a_landscape_and_rules_that_run_down_it(
    client: TestClient, preset: Preset
) -> None:
    assert set(preset.rules) <= set(RULES)
    assert len(preset.axes) == 2
    assert 120 <= len(preset.note) <= 600
    assert preset.rows
    assert preset.source
    axes = [
        {**axis, "direction": "random"} if axis.get("direction") == "principal" else axis
        for axis in preset.axes  # principal directions are found by the page
    ]
    ask = {"program": preset.program, "axes": axes, "grid": 5}
    response = client.post("/api/v1/surface", json=ask)
    assert response.status_code == 200, response.text
    assert np.isfinite(np.array(response.json()["values"], float)).all()
    for rule in preset.rules:
        assert losses(run(client, preset.id, rule=rule, updates=1))[1] is not None


def test_topics_stand_together() -> None:
    topics = [topic for topic, _ in under_topics(all_presets())]
    assert len(topics) == len(set(topics))


def test_the_bowl_rests_oscillates_and_diverges(client: TestClient) -> None:
    slow = run(client, "bowl")
    np.testing.assert_allclose(path(slow)[:3], [(1, 1), (0.8, 0.4), (0.64, 0.16)])
    assert slow.rested
    for rate in (0.17, 0.25, 0.33):
        w1 = path(run(client, "bowl", rate=rate))[:20, 1]
        assert (w1[1:] * w1[:-1] < 0).all(), "to and fro"
        assert (np.diff(np.abs(w1)) < 0).all(), "ever closer"
    assert (path(run(client, "bowl", rate=0.16))[:20, 1] > 0).all()
    far = run(client, "bowl", rate=0.34)
    assert losses(far)[-1] > 10 * losses(far)[0]
    assert run(client, "bowl", rate=0.4, updates=1_500).diverged is not None


def test_momentum_is_far_ahead_in_the_ravine(client: TestClient) -> None:
    sgd, momentum = (run(client, "ravine", rule=rule) for rule in ("sgd", "momentum"))
    assert path(sgd)[-1, 0] < -1.5
    assert path(momentum)[:, 0].max() > 0, "it overshoots"
    assert losses(sgd)[-1] > 1e4 * losses(momentum)[-1]


def test_rosenbrock_is_crept_through(client: TestClient) -> None:
    sgd, *fast = (run(client, "rosenbrock", rule=rule) for rule in PRESETS["rosenbrock"].rules)
    assert losses(sgd)[10] < losses(sgd)[0] / 4
    assert np.hypot(*(path(sgd)[-1] - 1)) > 0.3
    for one in fast:
        assert np.hypot(*(path(one)[-1] - 1)) < 0.1


def test_who_rests_when_in_the_race(client: TestClient) -> None:
    ends = {rule: run(client, "race", rule=rule) for rule in PRESETS["race"].rules}
    assert {rule for rule, end in ends.items() if end.rested} == {"momentum", "rmsprop", "adam"}
    assert [ends[rule].updates[-1] for rule in ("rmsprop", "momentum", "adam")] == [69, 238, 238]
    assert path(ends["momentum"])[:, 0].max() > 0


def test_the_saddle_traps_and_lets_go(client: TestClient) -> None:
    trapped = run(client, "saddle")
    assert trapped.rested
    np.testing.assert_allclose(path(trapped)[-1], (0, 0), atol=1e-5)
    free = run(client, "saddle", inputs={"w1": 0.001})
    assert losses(free)[-1] < -100
    sizes = np.hypot(*np.diff(path(free), axis=0).T)
    assert sizes.argmin() not in (0, len(sizes) - 1), "it slows down in between"


def test_the_monkey_saddle_traps_and_lets_go(client: TestClient) -> None:
    trapped = path(run(client, "monkey-saddle"))
    assert (trapped[:, 0] > 0).all()
    assert trapped[-1, 0] < 0.05
    free = run(client, "monkey-saddle", inputs={"y": 0.01}, updates=60)
    assert losses(free)[-1] < -1


def test_only_scaled_steps_cross_the_plateau(client: TestClient) -> None:
    sgd, *scaled = (run(client, "plateau", rule=rule) for rule in PRESETS["plateau"].rules)
    assert np.hypot(*(path(sgd)[-1] - path(sgd)[0])) < 0.1
    for one in scaled:
        assert losses(one)[-1] < 0.01


def test_a_relu_dies_of_too_large_a_step(client: TestClient) -> None:
    alive = run(client, "dying-relu", rate=0.3, updates=100)
    np.testing.assert_allclose(path(alive)[-1], (0.5, 0.5), atol=1e-4)
    dead = run(client, "dying-relu")
    assert dead.rested
    assert losses(dead)[-1] == 0.875
    gradient = [column[-1] for column in dead.gradients.values()]
    assert gradient == [0, 0]


def test_himmelblau_ends_in_four_equal_minima(client: TestClient) -> None:
    ends = [run(client, "himmelblau", inputs=place) for place in starts("himmelblau", 8)]
    assert max(losses(end)[-1] for end in ends) < 1e-3
    assert len({tuple(np.round(path(end)[-1], 1)) for end in ends}) == 4


def test_two_valleys_end_at_two_losses(client: TestClient) -> None:
    for place in starts("two-valleys", 6):
        end = losses(run(client, "two-valleys", inputs=place))[-1]
        assert end == pytest.approx(-0.305 if place["x"] < 0 else 0.294, abs=1e-3)


def test_momentum_and_nesterov_rest_at_the_minimum_of_beale(client: TestClient) -> None:
    sgd, *fast = (run(client, "beale", rule=rule) for rule in PRESETS["beale"].rules)
    assert not sgd.rested
    np.testing.assert_allclose(path(sgd)[-1], (3, 0.5), atol=0.3)
    for one in fast:
        assert one.rested
        np.testing.assert_allclose(path(one)[-1], (3, 0.5), atol=1e-3)


def test_logistic_regression_has_one_minimum(client: TestClient) -> None:
    assert not run(client, "logistic").rested
    assert run(client, "logistic", rate=1).updates[-1] < 100
    for place in starts("logistic", 5):
        end = path(run(client, "logistic", inputs=place, rate=1, updates=500))[-1]
        np.testing.assert_allclose(end, (1.351, 0), atol=2e-3)


def test_the_backprop_demo_in_two_weights_and_in_six(client: TestClient) -> None:
    two = run(client, "backprop-demo")
    assert two.rested
    assert two.updates[-1] == 19
    far = losses(run(client, "backprop-demo", rate=2))
    assert far[-1] > 10 * far[0]
    six = losses(run(client, "backprop-demo", whole=True, rate=0.1))
    np.testing.assert_allclose(six[:2], (0.9255, 0.7262), atol=5e-5)


def test_sixteen_weights_learn_along_the_gradient(client: TestClient) -> None:
    answer = run(client, "eleven-lines")
    sizes = [np.array(rows[0], float).size for rows in answer.parameters.values()]
    assert sum(sizes) == 16
    assert losses(answer)[0] == pytest.approx(0.495, abs=5e-4)
    assert losses(answer)[-1] < 0.01


def tail(answer: DescendAnswer) -> float:
    """Give the mean of the last losses, which is what a stochastic descent keeps about."""
    return float(losses(answer)[-75:].mean())


def test_a_noisy_descent_wanders_and_a_smaller_rate_keeps_it_nearer(client: TestClient) -> None:
    wild = run(client, "noisy-bowl")
    assert not wild.rested
    assert losses(wild)[:30].min() < 0.1
    assert tail(wild) > 0.1
    slow = run(client, "noisy-bowl", rate=0.01)
    assert losses(slow)[:30].min() > 0.5
    assert tail(slow) < tail(wild) / 5


def test_a_falling_rate_lets_noise_average_out(client: TestClient) -> None:
    falling = run(client, "falling-rate")
    steady = run(client, "falling-rate", schedule={"name": "constant"})
    assert losses(falling)[:30].min() < 0.1
    assert tail(steady) > 10 * tail(falling)
    assert falling.rates[0] == 0.1
    assert falling.rates[-1] == pytest.approx(0.1 / 4**4)


def test_mini_batches_arrive_where_all_rows_do(client: TestClient) -> None:
    whole = run(client, "mini-batches", batch=0)
    few, one = (run(client, "mini-batches", batch=size) for size in (2, 1))
    assert few.batches is not None
    assert (few.batches.names, few.batches.rows, few.batches.scale) == (["x", "y"], 8, 1)
    for answer in (few, one):
        np.testing.assert_allclose(path(answer)[-60:].mean(axis=0), path(whole)[-1], atol=0.2)
    steps = [np.diff(path(answer)[40:], axis=0) for answer in (one, few, whole)]
    wild = [np.hypot(*step.T).mean() for step in steps]
    assert wild[0] > wild[1] > 10 * wild[2]


def test_two_principal_directions_hold_almost_all_of_a_run(client: TestClient) -> None:
    answer = run(client, "principal")
    columns = [np.array(rows, float).reshape(len(rows), -1) for rows in answer.parameters.values()]
    points = np.concatenate(columns, axis=1)
    spread = np.linalg.svd(points - points[-1], compute_uv=False) ** 2
    assert points.shape[1] == 16
    assert spread[:2].sum() / spread.sum() > 0.98
    assert losses(answer)[-1] < 0.01
