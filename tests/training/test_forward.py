"""What the plane shows is what the network says."""

from dataclasses import replace

import numpy as np
import pytest

from app.training.config import Config, DatasetConfig, LayerConfig
from app.training.datasets import make_data
from app.training.forward import Forward
from app.training.trainer import Trainer


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_every_layer_is_that_of_the_formulas(dtype: type) -> None:
    layers = (LayerConfig(units=5, activation="maxout"), LayerConfig(units=3, activation="sigmoid"))
    config = replace(Config(), layers=layers)
    run = Trainer(config, make_data(config.dataset))
    points = np.random.default_rng(1).normal(size=(2, 30))
    forward = Forward(run.network, points, dtype)
    forward.run(run.parameters)
    first, second, third, output = run.network.blocks
    flat = run.parameters
    h = np.maximum(
        first.weights(flat) @ points + first.biases(flat),
        second.weights(flat) @ points + second.biases(flat),
    )
    s = 1 / (1 + np.exp(-(third.weights(flat) @ h + third.biases(flat))))
    z = output.weights(flat) @ s + output.biases(flat)
    p = np.exp(z) / np.exp(z).sum(axis=0)
    tolerance = 1e-5 if dtype is np.float32 else 1e-12
    for found, expected in zip((*forward.layers, forward.outputs), (h, s, z, p), strict=True):
        assert found.dtype == dtype
        np.testing.assert_allclose(found, expected, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("classes", [2, 3])
@pytest.mark.parametrize("size", [1.0, 60.0, 88.6, 200.0, 1e30])
@pytest.mark.parametrize("sign", [1, -1])
def test_logits_of_any_size_are_shown(classes: int, size: float, sign: int) -> None:
    config = replace(Config(), layers=(), dataset=DatasetConfig(name="blobs", classes=classes))
    run = Trainer(config, make_data(config.dataset))
    points = np.random.default_rng(2).normal(size=(2, 50))
    flat = np.zeros(run.network.size)
    (output,) = run.network.blocks
    output.biases(flat)[:, 0] = sign * size * (1 - 0.01 * np.arange(classes))
    forward = Forward(run.network, points)
    for given in (run.parameters, flat, run.parameters):
        forward.run(given)
        z = (output.weights(given) @ points + output.biases(given)).astype(np.float32)
        e = np.exp(z.astype(float) - z.max(axis=0).astype(float))
        np.testing.assert_allclose(forward.outputs, e / e.sum(axis=0), rtol=2e-5, atol=1e-30)


@pytest.mark.parametrize(("loss", "rows"), [("softmax", 2), ("svm", 2), ("sigmoid", 1)])
def test_a_head_shows_so_many_rows(loss: str, rows: int) -> None:
    config = replace(Config(), loss=loss)
    run = Trainer(config, make_data(config.dataset))
    forward = Forward(run.network, np.zeros((2, 4)))
    forward.run(run.parameters)
    assert forward.outputs.shape == (rows, 4)
    assert np.isfinite(forward.outputs).all()


def test_the_plane_may_be_asked_for_with_any_parameters() -> None:
    config = Config()
    run = Trainer(config, make_data(config.dataset))
    forward = Forward(run.network, np.ones((2, 4)))
    forward.run(np.full(run.network.size, np.nan))
    assert np.isnan(forward.outputs).all()
