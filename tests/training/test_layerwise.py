"""A batch layer by layer, held to finite differences of the loss."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.engine.ops.op import Array
from app.training import layerwise
from app.training.config import Config, LayerConfig, OptimizerConfig
from app.training.datasets import make_data
from app.training.evaluating import Examined
from app.training.features import feature_matrix
from app.training.layerwise import look_at_layers
from app.training.trainer import Explanation, Trainer

DEFAULT = Config()
SPIRAL = make_data(DEFAULT.dataset)
STEP = 1e-5
CONFIGS: dict[str, dict[str, Any]] = {
    "default": {},
    "one sigmoid": {"loss": "sigmoid", "layers": (LayerConfig(3, "sigmoid"),)},
    "svm without biases": {"loss": "svm", "bias": False},
    "maxout": {"layers": (LayerConfig(4, "maxout"), LayerConfig(3, "identity"))},
    "no hidden layer": {"layers": ()},
    "every feature": {"features": ("x1", "x2^2", "x1*x2", "sin(x1)", "sin(x2)", "1")},
    "regression": {"loss": "regression", "output_activation": "tanh"},
}


def explained(**changes: Any) -> tuple[Trainer, Explanation, Array]:
    """Return a run, its next update, and the parameters before it."""
    run = Trainer(replace(DEFAULT, **changes), SPIRAL)
    run.advance(7)
    before = run.parameters.copy()
    explanation = run.explain()
    assert explanation is not None
    return run, explanation, before


def losses(run: Trainer, points: Array, labels: Array, parameters: Array) -> Array:
    """Return the loss of each point."""
    inputs = feature_matrix(run.config.features, points)
    return np.array(
        [
            Examined(run.network, inputs[:, k : k + 1], labels[k : k + 1], parameters).run()
            for k in range(len(labels))
        ]
    )


@pytest.mark.parametrize("changes", CONFIGS.values(), ids=CONFIGS.keys())
def test_pulls_are_the_gradient_of_each_points_loss_by_the_point(changes: dict[str, Any]) -> None:
    run, told, before = explained(**changes)
    points, labels = SPIRAL.points[:, told.batch], SPIRAL.labels[told.batch]
    for row, aside in enumerate(STEP * np.eye(2)[:, :, None]):
        there, back = (losses(run, points + s * aside, labels, before) for s in (1, -1))
        numeric = (there - back) / (2 * STEP)
        np.testing.assert_allclose(told.layers.pulls[row], numeric, rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize(
    "name", [name for name, changes in CONFIGS.items() if changes.get("bias", True)]
)
def test_deltas_are_the_gradient_of_each_points_loss_by_the_biases(name: str) -> None:
    """A bias is added to the sum of its neuron, so that the loss answers to both alike."""
    run, told, before = explained(**CONFIGS[name])
    points, labels = SPIRAL.points[:, told.batch], SPIRAL.labels[told.batch]
    row = 0
    for number, layer in enumerate(run.network.layers, 1):
        blocks = [block for block in run.network.blocks if block.layer == number]
        for unit in range(layer.units):
            numeric = np.zeros(len(labels))
            for block in blocks:
                moved = [before.copy(), before.copy()]
                for parameters, sign in zip(moved, (1, -1), strict=True):
                    block.biases(parameters)[unit] += sign * STEP
                there, back = (losses(run, points, labels, parameters) for parameters in moved)
                numeric += (there - back) / (2 * STEP)
            np.testing.assert_allclose(told.layers.deltas[row], numeric, rtol=1e-5, atol=1e-7)
            row += 1
    assert told.layers.deltas.shape == told.layers.values.shape == (row, len(labels))


def test_the_mean_of_the_deltas_is_the_gradient_of_the_biases() -> None:
    run, told, _ = explained()
    biases = [block.biases(told.gradient)[:, 0] for block in run.network.blocks]
    np.testing.assert_allclose(told.layers.deltas.mean(axis=1), np.concatenate(biases), rtol=1e-9)


def test_values_and_outputs_are_those_of_the_network() -> None:
    _, told, _ = explained()
    scores = told.layers.values[-2:]
    np.testing.assert_allclose(
        told.layers.outputs, np.exp(scores) / np.exp(scores).sum(axis=0), rtol=1e-12
    )
    right = told.layers.outputs[SPIRAL.labels[told.batch].astype(int), np.arange(10)]
    assert told.loss == pytest.approx(-np.log(right).mean(), rel=1e-12)


@pytest.mark.parametrize("point", [3, 40, 77, 150])
def test_a_point_moves_the_boundary_along_its_pull(point: int) -> None:
    """Of a straight boundary: it is farther along the pull after a step of the biases."""
    run = Trainer(replace(DEFAULT, layers=(), optimizer=OptimizerConfig("sgd", 0.01)), SPIRAL)
    x, label = SPIRAL.points[:, [point]], SPIRAL.labels[[point]]
    layers = look_at_layers(run.network, ("x1", "x2"), x, label, run.parameters)
    pull = layers.pulls[:, 0]

    def place(parameters: Array) -> float:
        """Where the line from the point along its pull meets the boundary."""
        (w,), (b,) = np.diff(parameters.reshape(2, 3)[:, :2], axis=0), np.diff(parameters[2::3])
        return float(-(w @ x[:, 0] + b) / (w @ pull))

    block = run.network.blocks[0]
    moved = run.parameters.copy()
    block.biases(moved)[:] -= 0.01 * layers.deltas
    assert place(moved) > place(run.parameters)


def test_of_a_large_batch_the_first_samples_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layerwise, "MOST", 45)
    run, told, _ = explained()
    assert len(told.batch) == 10
    assert sum(layer.units for layer in run.network.layers) == 10
    assert told.layers.deltas.shape == (10, 4)
    assert told.layers.pulls.shape == (2, 4)
