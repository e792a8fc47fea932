"""Run exported networks with PyTorch, which is not among the test requirements.

``CHAINRULE_TORCH_PYTHON`` names a Python that has ``torch``. From the top of the checkout::

    python -m tests.training.with_torch          # compare what every script prints with the lab
    python -m tests.training.with_torch record   # and write tests/data/torch_networks.json anew

What is recorded is each script with what PyTorch printed, where there is dropout with the masks of
the lab, so that the suite, which has no PyTorch, sees a script that changes or prints other numbers
than the network has.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from app.training.config import (
    ACTIVATIONS,
    Config,
    DatasetConfig,
    LayerConfig,
    OptimizerConfig,
    RegularizationConfig,
    ScheduleConfig,
)
from app.training.datasets import make_data
from app.training.dropout import by_layer
from app.training.features import feature_matrix
from app.training.forward import Forward
from app.training.optimizers import OPTIMIZERS
from app.training.torch_code import PRINTED, torch_code
from app.training.torch_loop import EPOCHS
from app.training.trainer import Trainer
from tests.language.code.running import print_scripts
from tests.torch_python import require_torch

RECORDED = Path(__file__).parents[1] / "data" / "torch_networks.json"
BLOBS = DatasetConfig(name="blobs", classes=3, samples=40)
SPLIT = DatasetConfig(name="blobs", classes=3, samples=43, test_fraction=0.2)
PLANE = DatasetConfig(name="plane", samples=40)
FORMULAS = ("x1", "sin(3*x1)", "x1**2 - x2", "log(x2)", "a = 2; max(a*x1, x2) / x1", "0.5")
HEADS: dict[str, tuple[DatasetConfig, dict[str, Any]]] = {
    "softmax head": (BLOBS, {"loss": "softmax"}),
    "svm head": (BLOBS, {"loss": "svm"}),
    "sigmoid head": (BLOBS, {"loss": "sigmoid"}),
    "regression head": (PLANE, {"loss": "regression"}),
    "regression of a tanh": (PLANE, {"loss": "regression", "output_activation": "tanh"}),
    "regression of a sigmoid": (PLANE, {"loss": "regression", "output_activation": "sigmoid"}),
    "no bias": (BLOBS, {"bias": False}),
    "formulas": (BLOBS, {"features": FORMULAS}),
    "squared head": (BLOBS, {"loss": "squared"}),
    "squared head of two classes": (
        DatasetConfig(samples=40),
        {"loss": "squared", "output_activation": "sigmoid"},
    ),
}
HEADS |= {
    f"residual {activation} with dropout": (
        BLOBS,
        {
            "features": ("x1", "x2"),
            "layers": (LayerConfig(2, activation, residual=True, dropout=0.4),) * 2,
        },
    )
    for activation in ("identity", "tanh", "relu", "maxout")
}
DECAY = RegularizationConfig(l1=0.001, l2=0.01)
SCHEDULED = {
    f"{schedule.name}, {rule}": {
        "optimizer": OptimizerConfig(
            name=rule, learning_rate=0.3 * OPTIMIZERS[rule].rate, schedule=schedule
        )
    }
    for schedule in (
        ScheduleConfig("step", period=7, factor=0.5),
        ScheduleConfig("cosine", period=40, factor=0.2),
        ScheduleConfig("warmup", warmup=35),
    )
    for rule in ("sgd", "momentum", "nesterov", "adamw")
}
DECAYED = {
    f"{rule}, half {half}, per batch {per_batch}": {
        "optimizer": OptimizerConfig(name=rule, learning_rate=0.3 * OPTIMIZERS[rule].rate),
        "regularization": replace(DECAY, half=half, per_batch=per_batch),
    }
    for rule in ("sgd", "adamw")
    for half, per_batch in ((False, False), (True, True), (False, True))
}
"""Conventions and schedules, in the middle of a run as well."""
BEFORE = 25
"""Updates after which a network of every rule is exported, in the middle of an epoch."""
FEATURES = ("x1", "x2", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)", "1")


def networks() -> Iterator[tuple[str, Trainer]]:
    """Yield one network for every activation and every head at their beginning, and some beyond."""
    for activation in ACTIVATIONS:
        layer = LayerConfig(units=3, activation=activation, slope=0.2, alpha=1.5)
        yield activation, _network(BLOBS, layers=(layer, layer))
    for name, (dataset, changes) in HEADS.items():
        yield name, _network(dataset, **{"features": FEATURES, **changes})
    for name, row in OPTIMIZERS.items():
        rule = OptimizerConfig(name=name, learning_rate=0.3 * row.rate)
        run = _network(SPLIT, optimizer=rule, regularization=DECAY)
        run.advance(BEFORE)
        yield f"{name} after some updates", run
    for name, rules in (SCHEDULED | DECAYED).items():
        run = _network(SPLIT, **{"regularization": DECAY, **rules})
        run.advance(BEFORE)
        yield name, run


def _network(dataset: DatasetConfig, **changes: Any) -> Trainer:
    return Trainer(replace(Config(), dataset=dataset, **changes), make_data(dataset))


def shown(run: Trainer) -> Any:
    """Return what the lab shows of the points that a script prints: points × outputs."""
    inputs = feature_matrix(run.config.features, run.data.points[:, :PRINTED])
    forward = Forward(run.network, inputs, np.float64)
    forward.run(run.parameters)
    return forward.outputs.T


def losses(run: Trainer) -> list[float]:
    """Return the losses that the lab shows after the next epochs."""
    other = Trainer(run.config, run.data)
    other.restore(run.state())
    seen = []
    for _ in range(EPOCHS):
        other.advance(other.batches - other.state().place.position)
        loss = other.evaluate().train_loss
        assert loss is not None
        seen.append(loss)
    return seen


def printed_by(out: str) -> tuple[Any, list[float]]:
    """Return what a script has printed: outputs, and the losses of its training."""
    first, *rest = out.splitlines()
    return json.loads(first), [float(line.rpartition(" ")[2]) for line in rest]


def with_masks(run: Trainer, script: str) -> str:
    """Return a script that has the masks of the lab in place of those that PyTorch draws."""
    layers = run.network.dropping
    if not layers:
        return script
    other = Trainer(run.config, run.data)
    other.restore(run.state())
    told = []
    for _ in range(EPOCHS * run.batches):
        mask = other._loop.mask()
        assert mask is not None
        told += [part.T.tolist() for part in by_layer(mask, layers)]
        other.advance(1)
    given = f"""
masks = iter([torch.tensor(part) for part in {told}])
nn.Dropout.forward = lambda self, x: x * next(masks) if self.training else x
points = """
    return given.join(script.split("\npoints = ", 1))


def compare_all(*, record: bool) -> None:
    """Compare every network, and keep what PyTorch printed."""
    runs = dict(networks())
    scripts = [torch_code(run) for run in runs.values()]
    asked = [with_masks(run, script) for run, script in zip(runs.values(), scripts, strict=True)]
    printed = print_scripts(asked, require_torch(), "default")
    entries = []
    for (name, run), script, out in zip(runs.items(), scripts, printed, strict=True):
        outputs, trained = printed_by(out)
        np.testing.assert_allclose(outputs, shown(run), rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(trained, losses(run), rtol=1e-9, err_msg=name)
        entries.append(json.dumps({"name": name, "script": script, "printed": out}))
    print(f"{len(entries)} networks print the numbers of the lab")
    if record:
        RECORDED.write_text("[\n" + ",\n".join(entries) + "\n]\n", "utf-8")


if __name__ == "__main__":
    compare_all(record=sys.argv[1:] == ["record"])
