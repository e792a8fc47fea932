"""First weights that the configuration gives, features that it writes, and the squared error."""

from typing import Any

import numpy as np
import pytest

from app.api.live.telling import named_parameters
from app.training.checks import check
from app.training.config import Config
from app.training.datasets import make_data
from app.training.errors import ConfigError
from app.training.features import feature_matrix
from app.training.formulas import PIECE
from app.training.reading import read_config
from app.training.trainer import Trainer


def trained(given: dict[str, Any], updates: int = 0) -> Trainer:
    config = read_config(given)
    check(config)
    run = Trainer(config, make_data(config.dataset))
    run.advance(updates)
    return run


@pytest.mark.parametrize(
    "given",
    [{}, {"layers": [{"units": 3, "activation": "maxout"}, {"units": 2}]}, {"bias": False}],
    ids=["default", "maxout", "no bias"],
)
def test_a_run_begins_with_what_another_was_answered_with(given: dict[str, Any]) -> None:
    run = trained(given, 20)
    by_name = named_parameters(run.network, run.parameters)
    for parameters in (by_name, run.parameters.tolist(), dict(reversed(by_name.items()))):
        again = trained({**given, "init": {"scheme": "given", "parameters": parameters}})
        np.testing.assert_array_equal(again.parameters, run.parameters)


def test_too_few_parameters_are_told_what_there_should_be() -> None:
    with pytest.raises(ConfigError) as caught:
        check(read_config({"init": {"parameters": {"W1": [[1, 2]], "b1": [3]}}}))
    assert caught.value.where == "/init/parameters"
    assert "3 numbers" in caught.value.message
    assert "W1 6×2, b1 6, W2 2×6, b2 2, W3 2×2, b3 2" in str(caught.value.hint)


def test_a_formula_is_computed_at_every_point_and_is_0_where_it_is_no_number() -> None:
    rng = np.random.default_rng(1)
    points = rng.normal(size=(2, PIECE + 10))
    found = feature_matrix(["x1**2 + x2", "log(x1)", "x1*x2", "2", "exp(999*x1)"], points)
    x1, x2 = points
    np.testing.assert_array_equal(found[0], x1**2 + x2)
    np.testing.assert_array_equal(found[1][x1 < 0], 0.0)
    np.testing.assert_array_equal(found[1][x1 > 0], np.log(x1[x1 > 0]))
    np.testing.assert_array_equal(found[3], 2.0)
    assert np.isfinite(found).all()
    assert feature_matrix(["x1", "x1 + 1"], np.empty((2, 0))).shape == (2, 0)


def test_a_formula_lets_a_network_without_layers_part_a_circle() -> None:
    dataset = {"name": "circle", "samples": 100}
    run = trained({"dataset": dataset, "features": ["x1**2 + x2**2"], "layers": []}, 2000)
    assert run.evaluate().train_accuracy == 1.0


@pytest.mark.parametrize("gate", ["identity", "sigmoid", "tanh"])
def test_squared_error_learns_classes_and_counts_them(gate: str) -> None:
    dataset = {"name": "blobs", "classes": 3, "samples": 90, "noise": 0.1}
    run = trained({"dataset": dataset, "loss": "squared", "output_activation": gate}, 1500)
    seen = run.evaluate()
    assert seen.train_accuracy is not None
    assert seen.train_accuracy > 0.95
    assert seen.confusion is not None
    assert seen.confusion.sum() == 90


def test_the_default_has_nothing_of_all_this() -> None:
    config = Config()
    assert config.init.parameters is None
    assert not any(layer.dropout or layer.residual for layer in config.layers)
    assert config.optimizer.schedule.name == "constant"
