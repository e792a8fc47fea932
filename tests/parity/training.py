"""Whole runs of every network under every update rule, beside PyTorch's own training of them."""

import ast
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from app.engine.compiled.fusing import one_hot
from app.engine.ops.op import Array
from app.training.config import OptimizerConfig, RegularizationConfig
from app.training.optimizers import OPTIMIZERS
from app.training.torch_code import OUTPUT, torch_code
from app.training.torch_loop import MEAN_LOSSES
from app.training.trainer import Trainer
from tests.training.with_torch import networks

UPDATES = 12
L2 = 0.02
RATE = 0.5
"""Of each rule's own learning rate: a small one keeps the runs apart from kinks for longer."""


def runs(rules: dict[str, str]) -> Iterator[tuple[str, str, Callable[[str], None]]]:
    """Yield each network under each rule: a name, the script, and what its output has to pass."""
    for name, beginning in networks():
        for rule, call in rules.items():
            config = replace(
                beginning.config,
                optimizer=OptimizerConfig(name=rule, learning_rate=RATE * OPTIMIZERS[rule].rate),
                regularization=RegularizationConfig(l2=L2),
            )
            trainer = Trainer(config, beginning.data)
            script = torch_code(trainer)
            batches = []
            for _ in range(UPDATES):
                batches.append(trainer.next_batch())
                trainer.advance(1)
            yield (
                f"{name}, {rule}",
                _trained(script, trainer, call, batches),
                partial(_same, trainer),
            )


def _trained(script: str, trainer: Trainer, rule: str, batches: list[Any]) -> str:
    """Return the script of a network at its beginning, training it instead of asking it."""
    config, data = trainer.config, trainer.data
    made = script[: script.index("\npoints = ")]
    scores = OUTPUT[config.output_activation].format(z="net(features(points[batch]))")
    loss = MEAN_LOSSES[config.loss].format(z="scores")
    rate = config.optimizer.learning_rate
    return f"""{made}
points = torch.tensor({data.points.T.tolist()})
targets = torch.tensor({_targets(trainer).tolist()})
parts = list(net.parameters())
p = [
    {{"params": [part for part in parts if part.ndim == 2], "weight_decay": {L2}}},
    {{"params": [part for part in parts if part.ndim == 1], "weight_decay": 0.0}},
]
rule = torch.optim.{rule.format(lr=rate, l2=0.0)}
for batch in {[batch.tolist() for batch in batches]}:
    labels = targets[batch]
    scores = {scores}
    rule.zero_grad()
    ({loss}).backward()
    for part in parts:
        part.grad = torch.zeros_like(part) if part.grad is None else part.grad  # behind a step gate
    rule.step()
print([part.tolist() for part in parts])"""


def _targets(trainer: Trainer) -> Array:
    """Return what each head compares with, a row a sample."""
    labels, loss = trainer.data.labels, trainer.config.loss
    if loss in ("softmax", "svm"):
        return labels.astype(int)
    if loss == "sigmoid" and trainer.data.classes > 2:
        return one_hot(labels, trainer.data.classes).T
    return labels[:, None]


def _same(trainer: Trainer, out: str) -> None:
    """Compare with the weights and biases that a script of the trained network has."""
    text = torch_code(trainer)
    values = ast.literal_eval(text[text.index("values = [") + 9 : text.index("\nwith torch")])
    for found, expected in zip(json.loads(out), values, strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-8, atol=1e-10)
