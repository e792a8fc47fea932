"""How much each layer is about to learn, and the units that learn nothing any more."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.training.config import Config, InitConfig, LayerConfig
from app.training.datasets import make_data
from app.training.evaluating import Lively
from app.training.trainer import Trainer

DEFAULT = Config()
SPIRAL = make_data(DEFAULT.dataset)


def trainer(*activations: str, **changes: Any) -> Trainer:
    layers = tuple(LayerConfig(units=4, activation=name) for name in activations)
    return Trainer(replace(DEFAULT, layers=layers, **changes), SPIRAL)


@pytest.mark.parametrize("activation", ["tanh", "maxout"])
def test_a_norm_is_that_of_the_layers_part_of_the_next_update(activation: str) -> None:
    run = trainer(activation, activation)
    run.advance(7)
    norms, told = run.norms(), run.explain()
    assert norms is not None
    assert told is not None
    for number, norm in enumerate(norms, 1):
        blocks = [block for block in run.network.blocks if block.layer == number]
        own = np.concatenate([block.view(told.gradient).ravel() for block in blocks])
        assert norm == pytest.approx(np.linalg.norm(own), rel=1e-12)


def test_looking_changes_nothing() -> None:
    looked, left = trainer("tanh"), trainer("tanh")
    for _ in range(30):
        looked.norms()
        looked.advance(1)
    left.advance(30)
    np.testing.assert_array_equal(looked.parameters, left.parameters)


def test_gradients_vanish_through_many_sigmoid_layers() -> None:
    norms = trainer(*["sigmoid"] * 6).norms()
    assert norms is not None
    assert norms[0] < 1e-3 * norms[-1]


def put_biases(run: Trainer, units: dict[int, float]) -> None:
    block = run.network.blocks[0]
    for unit, bias in units.items():
        run.put(block.offset + unit * block.columns + block.inputs, bias)


@pytest.mark.parametrize(
    ("activation", "high", "low"),
    [
        ("relu", Lively.YES, Lively.DEAD),
        ("leaky_relu", Lively.YES, Lively.YES),
        ("elu", Lively.YES, Lively.SATURATED),
        ("tanh", Lively.SATURATED, Lively.SATURATED),
        ("sigmoid", Lively.SATURATED, Lively.SATURATED),
        ("identity", Lively.YES, Lively.YES),
        ("maxout", Lively.YES, Lively.YES),
    ],
)
def test_units_far_off_their_bend(activation: str, high: Lively, low: Lively) -> None:
    run = trainer(activation, "tanh")
    put_biases(run, {1: 50.0, 2: -50.0})
    lively = run.lively()
    assert lively is not None
    assert lively[:4].tolist() == [0, high, low, 0]


def test_units_of_zeros_are_not_dead() -> None:
    lively = trainer("tanh", init=InitConfig("zeros")).lively()
    assert lively is not None
    assert not lively.any()


def test_a_unit_is_looked_at_before_a_residual_connection_is_added() -> None:
    layers = (LayerConfig(units=2, activation="relu", residual=True),)
    run = Trainer(replace(DEFAULT, layers=layers), SPIRAL)
    put_biases(run, {0: -50.0})
    lively = run.lively()
    assert lively is not None
    assert lively.tolist() == [Lively.DEAD, Lively.YES]


def test_without_points_or_hidden_layers_there_is_less_to_tell() -> None:
    none = replace(DEFAULT.dataset, samples=0)
    empty = Trainer(DEFAULT, make_data(none))
    assert empty.norms() is None
    assert empty.lively() is None
    norms, lively = trainer().norms(), trainer().lively()
    assert norms is not None
    assert norms.shape == (1,)
    assert lively is not None
    assert lively.size == 0
