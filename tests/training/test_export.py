"""A network as text gives the numbers that the lab shows."""

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.engine.errors import ArgumentError
from app.language import read_program
from app.trace import prepare
from app.training.config import ACTIVATIONS, Config, DatasetConfig, LayerConfig
from app.training.datasets import make_data
from app.training.export import program
from app.training.torch_code import torch_code
from app.training.trainer import Trainer

SPIRAL = DatasetConfig(samples=40)
BLOBS = DatasetConfig(name="blobs", classes=3, samples=40)
PLANE = DatasetConfig(name="plane", samples=40)
HEADS = (
    (SPIRAL, {"loss": "softmax"}),
    (BLOBS, {"loss": "softmax"}),
    (BLOBS, {"loss": "svm"}),
    (SPIRAL, {"loss": "sigmoid"}),
    (BLOBS, {"loss": "sigmoid"}),
    (SPIRAL, {"loss": "squared"}),
    (BLOBS, {"loss": "squared", "output_activation": "sigmoid"}),
    (BLOBS, {"layers": (LayerConfig(2, residual=True), LayerConfig(2, "elu", residual=True))}),
    (SPIRAL, {"features": ("x1", "sin(3*x1)", "x1**2 + x2", "log(x2)", "0.5")}),
    (PLANE, {"loss": "regression", "output_activation": "tanh"}),
    (PLANE, {"loss": "regression", "bias": False}),
)


def trained(dataset: DatasetConfig = SPIRAL, **changes: Any) -> Trainer:
    config = replace(Config(), dataset=dataset, **changes)
    run = Trainer(config, make_data(dataset))
    run.advance(25)
    return run


def value_and_gradients(text: str) -> tuple[float, dict[str, Any]]:
    trace = prepare(read_program(text)).trace()
    assert trace.gradients is not None
    (output,) = trace.outputs
    value = trace.nodes[output].value
    assert isinstance(value, float)
    return value, trace.gradients


def loss_of(run: Trainer, points: Any) -> float:
    """The mean data loss of some points, from a trainer that has only these."""
    data = run.data
    none = np.zeros(len(points), bool)
    only = replace(data, points=data.points[:, points], labels=data.labels[points], test=none)
    alone = Trainer(run.config, only, run)
    found = alone.evaluate().data_loss
    assert found is not None
    return found


@pytest.mark.parametrize(("dataset", "changes"), HEADS)
@pytest.mark.parametrize("sample", [0, 7, "batch"])
def test_the_program_has_the_loss_of_the_lab(
    dataset: DatasetConfig, changes: dict[str, Any], sample: int | str
) -> None:
    run = trained(dataset, **changes)
    points = run.next_batch() if sample == "batch" else np.array([sample])
    value, _ = value_and_gradients(program(run, sample))
    assert value == pytest.approx(loss_of(run, points), rel=1e-12, abs=1e-14)


@pytest.mark.parametrize(("dataset", "changes"), HEADS)
def test_the_program_of_a_batch_has_the_gradient_of_the_update(
    dataset: DatasetConfig, changes: dict[str, Any]
) -> None:
    run = trained(dataset, **changes)
    _, gradients = value_and_gradients(program(run, "batch"))
    explanation = run.explain()
    assert explanation is not None
    for block in run.network.blocks:
        found = np.array(gradients[block.symbol("W")])
        expected = block.weights(explanation.gradient)
        np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_can_be_written(activation: str) -> None:
    layers = (LayerConfig(units=3, activation=activation, slope=0.2, alpha=1.5),)
    run = trained(features=("x1", "x2", "x1*x2", "1"), layers=layers)
    value, _ = value_and_gradients(program(run, 3))
    assert value == pytest.approx(loss_of(run, np.array([3])), rel=1e-12)


@pytest.mark.parametrize("sample", [-1, 40, "all"])
def test_there_are_only_so_many_points(sample: int | str) -> None:
    with pytest.raises(ArgumentError, match="no point"):
        program(trained(), sample)


def test_without_points_there_is_no_batch() -> None:
    run = trained(replace(SPIRAL, samples=0))
    with pytest.raises(ArgumentError, match="no points"):
        program(run, "batch")


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_script_is_python_and_holds_every_parameter(activation: str) -> None:
    run = trained(layers=(LayerConfig(units=3, activation=activation),))
    text = torch_code(run)
    compile(text, "net.py", "exec")
    numbers = {float(n) for n in re.findall(r"-?\d+\.\d+(?:e-?\d+)?", text)}
    assert set(run.parameters.tolist()) <= numbers


def test_a_tie_of_maxout_goes_to_the_first_piece_as_in_the_lab() -> None:
    text = torch_code(trained(layers=(LayerConfig(units=3, activation="maxout"),)))
    assert "torch.where(first >= second, first, second)" in text
    assert "torch.maximum" not in text
