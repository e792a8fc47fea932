"""The gradient that training steps along, against central differences of the loss it reports."""

from dataclasses import replace

import numpy as np
import pytest

from app.training.config import Config, LayerConfig, RegularizationConfig
from app.training.datasets import Data
from app.training.evaluating import Examined
from app.training.trainer import Trainer

SMOOTH = ("identity", "sigmoid", "tanh", "elu", "softplus", "gelu")
KINKED = ("relu", "leaky_relu", "maxout")
HEADS = (
    ("softmax", 3),
    ("softmax", 2),
    ("svm", 3),
    ("sigmoid", 2),
    ("sigmoid", 3),
    ("squared", 2),
    ("squared", 3),
    ("regression", 0),
)


def data(classes: int, points: int = 12) -> Data:
    rng = np.random.default_rng(5)
    labels = rng.integers(0, classes, points).astype(float) if classes else rng.normal(size=points)
    no_test = np.zeros(points, bool)
    return Data(rng.normal(size=(2, points)), labels, no_test, classes, ("x1", "x2"), 5.0)


def config(loss: str, *activations: str) -> Config:
    return replace(
        Config(),
        layers=tuple(LayerConfig(units=4, activation=name) for name in activations),
        loss=loss,
        regularization=RegularizationConfig(l1=0.02, l2=0.03),
        batch_size=0,
    )


def numeric(trainer: Trainer, h: float = 1e-6) -> list[float]:
    slopes = []
    for index in range(trainer.network.size):
        here = float(trainer.parameters[index])
        losses = []
        for moved in (here + h, here - h):
            trainer.put(index, moved)
            loss = trainer.evaluate().train_loss
            assert loss is not None
            losses.append(loss)
        trainer.put(index, here)
        slopes.append((losses[0] - losses[1]) / (2 * h))
    return slopes


def check(settings: Config, classes: int) -> None:
    trainer = Trainer(settings, data(classes))
    rng = np.random.default_rng(2)
    for index in range(trainer.network.size):  # no weight on the kink of |w|, no bias at 0
        trainer.put(index, float(rng.choice((-1, 1)) * rng.uniform(0.2, 0.8)))
    expected = numeric(trainer)
    before = trainer.evaluate().train_loss
    told = trainer.explain()
    assert told is not None
    np.testing.assert_allclose(told.gradient, expected, rtol=1e-6, atol=1e-8)
    assert told.loss == pytest.approx(before, rel=1e-12)


@pytest.mark.parametrize(("loss", "classes"), HEADS)
def test_every_head(loss: str, classes: int) -> None:
    check(config(loss, "tanh"), classes)


@pytest.mark.parametrize("activation", SMOOTH + KINKED)
def test_every_activation(activation: str) -> None:
    check(config("softmax", activation, activation), 3)


@pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
def test_an_activation_of_the_output(activation: str) -> None:
    check(replace(config("regression", "tanh"), output_activation=activation), 0)
    check(replace(config("squared", "tanh"), output_activation=activation), 3)


@pytest.mark.parametrize("activation", ["identity", "tanh", "relu", "maxout"])
@pytest.mark.parametrize("bias", [True, False])
def test_residual_layers(activation: str, *, bias: bool) -> None:
    first = LayerConfig(units=2, activation=activation, residual=True)
    other = LayerConfig(units=4, activation=activation)
    layers = (first, other, replace(other, residual=True), replace(other, residual=True))
    check(replace(config("softmax"), layers=layers, bias=bias), 3)


@pytest.mark.parametrize("half", [True, False])
@pytest.mark.parametrize("per_batch", [True, False])
def test_every_convention_of_weight_decay(*, half: bool, per_batch: bool) -> None:
    decay = RegularizationConfig(l1=0.2, l2=0.3, half=half, per_batch=per_batch)
    check(replace(config("softmax", "tanh"), regularization=decay), 3)


@pytest.mark.parametrize("activation", ["tanh", "relu", "maxout"])
@pytest.mark.parametrize("batch", [0, 5])
def test_what_dropout_leaves_out(activation: str, batch: int) -> None:
    """Against the loss of the network that is left, with the mask of the update."""
    layer = LayerConfig(units=4, activation=activation, dropout=0.5)
    layers = (layer, replace(layer, residual=True, dropout=0.25))
    settings = replace(config("softmax"), layers=layers, batch_size=batch)
    trainer = Trainer(settings, data(3))
    trainer.advance(2)  # with batches of 5 of 12 points, the next one is of 2
    chosen, mask = trainer.next_batch(), trainer._loop.mask()
    assert mask is not None
    assert set(np.unique(mask[:4])) == {0.0, 2.0}
    points, labels = trainer.data.points[:, chosen], trainer.data.labels[chosen]
    left = Examined(trainer.network, points, labels, trainer.parameters, mask)

    def loss() -> float:
        return left.run() + trainer.evaluate().penalty

    before, expected = loss(), []
    for index in range(trainer.network.size):
        here = float(trainer.parameters[index])
        sides = []
        for moved in (here + 1e-6, here - 1e-6):
            trainer.put(index, moved)
            sides.append(loss())
        trainer.put(index, here)
        expected.append((sides[0] - sides[1]) / 2e-6)
    told = trainer.explain()
    assert told is not None
    assert told.loss == pytest.approx(before, rel=1e-12)
    assert told.mask is not None
    np.testing.assert_array_equal(told.mask, mask > 0)
    np.testing.assert_allclose(told.gradient, expected, rtol=1e-5, atol=1e-8)


def test_no_hidden_layer() -> None:
    check(config("softmax"), 3)


def test_no_biases() -> None:
    check(replace(config("softmax", "tanh", "maxout"), bias=False), 2)
