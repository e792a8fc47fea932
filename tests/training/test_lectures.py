"""Runs of the lectures, trained by the lab as its presets set them up."""

import json
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.examples.lab import all_presets
from app.training.checks import check
from app.training.config import (
    Config,
    DatasetConfig,
    LayerConfig,
    OptimizerConfig,
    RegularizationConfig,
)
from app.training.datasets import Data, make_data
from app.training.probing import probe
from app.training.reading import read_config
from app.training.trainer import Trainer
from tests.training.preset_claims import PRESETS, runs_of

DATA = Path(__file__).parent.parent / "data" / "cases.json"
CASES: dict[str, Any] = {case["id"]: case for case in json.loads(DATA.read_text())}


def test_presets_have_places_titles_and_notes_of_their_own_and_topics_together() -> None:
    presets = all_presets()
    assert len({preset.order for preset in presets}) == len(presets)
    assert len({preset.title for preset in presets}) == len(presets)
    topics = [topic for topic, _ in groupby(presets, key=lambda preset: preset.topic)]
    assert len(set(topics)) == len(topics)
    assert [preset.id for preset in presets if preset.note[-1:] not in (".", "?")] == []


def preset(name: str) -> Trainer:
    config = read_config(PRESETS[name].config)
    return Trainer(config, make_data(config.dataset, lambda x: x**3 - x))


def outputs(run: Trainer) -> Any:
    """What the network says of its points, in float64."""
    from app.training.features import feature_matrix
    from app.training.forward import Forward

    inputs = feature_matrix(run.config.features, run.data.points)
    forward = Forward(run.network, inputs, np.float64)
    forward.run(run.parameters)
    return forward.outputs[0]


def test_the_eleven_lines_run_as_they_did() -> None:
    case = CASES["iamtrask-train"]
    run = preset("eleven-lines")
    first, second = run.network.blocks
    start = case["inputs"]
    np.testing.assert_allclose(first.weights(run.parameters).T, start["syn0"], rtol=1e-12)
    np.testing.assert_allclose(second.weights(run.parameters).T, start["syn1"], rtol=1e-12)
    truth, errors = run.data.labels, case["expected_forward"]["mean_abs_error_at"]
    for iteration, expected in errors.items():
        run.advance(int(iteration) - run.update)
        assert np.abs(truth - outputs(run)).mean() == pytest.approx(expected, rel=1e-4)
        assert run.evaluate().mean_error == pytest.approx(expected, rel=1e-4)
    run.advance(60_000 - run.update)
    expected = case["expected_forward"]
    np.testing.assert_allclose(outputs(run), expected["l2_final"], rtol=1e-3)
    np.testing.assert_allclose(first.weights(run.parameters).T, expected["syn0_final"], rtol=1e-4)
    np.testing.assert_allclose(second.weights(run.parameters).T, expected["syn1_final"], rtol=1e-4)


def test_the_student_who_passed_is_first_thought_to_fail() -> None:
    """The lecture's numbers: predicted 0.1 where the truth is 1, so the loss is 2.3026."""
    run = preset("will-i-pass")
    assert run.config.dataset.query is not None
    *student, label = run.config.dataset.query
    assert (student, label) == ([4, 5], 1)
    assert (run.data.names, run.data.middle, run.data.extent) == (
        ("lectures attended", "project hours"),
        (5, 5),
        5,
    )

    def passes(run: Trainer) -> float:
        said = probe(run.network, run.config.features, run.parameters, student).outputs
        return float(said[0])

    assert passes(run) == pytest.approx(0.1, abs=1e-4)
    assert -np.log(passes(run)) == pytest.approx(2.3026, abs=1e-3)
    for seed in range(1, 11):
        dataset = replace(run.config.dataset, seed=seed)
        other = Trainer(replace(run.config, dataset=dataset), make_data(dataset))
        other.advance(2_000)
        assert passes(other) > 0.7


def test_one_seed_of_the_eleven_lines_sticks() -> None:
    run = preset("eleven-lines-stuck")
    run.advance(20_000)
    said = outputs(run)
    assert (np.abs(said - 0.5) < 0.02).sum() == 2


def test_the_step_of_the_batched_network() -> None:
    """The third deck's step on exclusive or: summed loss, so the mean's rate is four times it."""
    case = CASES["vec-bce-xor-step"]
    given, expected = case["inputs"], case["expected_forward"]
    points = np.array(given["X"]).T
    data = Data(points, np.array(given["Y"])[:, 0], np.zeros(4, bool), 2)
    config = replace(
        Config(),
        layers=(LayerConfig(units=3, activation="sigmoid"),),
        loss="sigmoid",
        optimizer=OptimizerConfig(name="sgd", learning_rate=4 * given["alpha"]),
        regularization=RegularizationConfig(),
        batch_size=0,
    )
    run = Trainer(config, data)
    for block, number in zip(run.network.blocks, "12", strict=True):
        block.weights(run.parameters)[:] = given[f"W{number}"]
        block.biases(run.parameters)[:] = given[f"b{number}"]
    losses = [run.evaluate().train_loss]
    run.advance(1)
    losses.append(run.evaluate().train_loss)
    for block, number in zip(run.network.blocks, "12", strict=True):
        np.testing.assert_allclose(block.weights(run.parameters), expected[f"W{number}"], rtol=1e-9)
        np.testing.assert_allclose(block.biases(run.parameters), expected[f"b{number}"], rtol=1e-9)
    wanted = [expected["L_before"] / 4, expected["L_after"] / 4]
    np.testing.assert_allclose(np.array(losses, float), wanted, rtol=1e-9)


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_can_be_trained(name: str) -> None:
    base = read_config(PRESETS[name].config)
    for config in (base, *(read_config(part["config"], base) for part in PRESETS[name].compare)):
        check(config)
        run = Trainer(config, make_data(config.dataset, lambda x: x**3 - x))
        before = run.evaluate().train_loss
        run.advance(1500)
        after = run.evaluate().train_loss
        assert run.diverged is None
        assert before is not None
        assert after is not None
        assert after < before


def accuracy(updates: int = 12_000, **changes: Any) -> float:
    config = replace(Config(), **changes)
    run = Trainer(config, make_data(config.dataset))
    run.advance(updates)
    found = run.evaluate().train_accuracy
    assert found is not None
    return found


def test_the_default_network_learns_the_spiral() -> None:
    assert accuracy(14_000) >= 0.97


def test_more_neurons_have_the_accuracies_of_the_demo() -> None:
    runs = runs_of("more-neurons", 30_000, 1)
    assert [run.accuracy for run in runs] == pytest.approx([0.79, 0.97, 0.99], abs=0.02)


def test_a_stronger_decay_makes_weights_as_small_as_in_the_demo() -> None:
    runs = runs_of("stronger-decay", 30_000, 1)
    assert [run.accuracy for run in runs] == pytest.approx([0.85, 0.8, 0.775], abs=0.03)
    assert [run.weights for run in runs] == pytest.approx([89, 69, 21], rel=0.05)


def test_linear_layers_draw_a_line() -> None:
    dataset = DatasetConfig(name="circle", samples=100)
    straight = tuple(LayerConfig(units=n, activation="identity") for n in (6, 2))
    assert accuracy(4000, dataset=dataset, layers=straight) < 0.75
    assert accuracy(4000, dataset=dataset) == 1.0
