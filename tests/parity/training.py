"""Whole runs of every network under every update rule, beside PyTorch's own training of them."""

import ast
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from app.engine.ops.op import Array
from app.training.config import OptimizerConfig, RegularizationConfig, ScheduleConfig
from app.training.dropout import by_layer
from app.training.optimizers import OPTIMIZERS
from app.training.torch_code import OUTPUT, torch_code
from app.training.torch_loop import MEAN_LOSSES
from app.training.trainer import Trainer
from tests.training.with_torch import networks

UPDATES = 12
L2 = 0.02
RATE = 0.5
"""Of each rule's own learning rate: a small one keeps the runs apart from kinks for longer."""


Compared = Iterator[tuple[str, str, Callable[[str], None]]]


def runs(rules: dict[str, str]) -> Compared:
    """Yield each network under each rule: a name, the script, and what its output has to pass."""
    for name, beginning in networks():
        if beginning.update:
            continue  # the same networks, further on
        for rule, call in rules.items():
            optimizer = OptimizerConfig(name=rule, learning_rate=RATE * OPTIMIZERS[rule].rate)
            config = replace(
                beginning.config,
                optimizer=optimizer,
                regularization=RegularizationConfig(l2=L2),
            )
            yield _compared(f"{name}, {rule}", Trainer(config, beginning.data), call)


SCHEDULERS = {
    "step": "StepLR(rule, 4, 0.3)",
    "cosine": "CosineAnnealingLR(rule, 12, 0.3 * rule.defaults['lr'])",
    "warmup": "LinearLR(rule, 1 / 5, 1.0, 4)",
}
PERIODS = {"step": 4, "cosine": 12}


def scheduled_runs(rules: dict[str, str]) -> Compared:
    """Yield a network under each schedule and each rule of which PyTorch's rate is the latest."""
    network = dict(networks())["softmax head"]
    for rule, call in rules.items():
        if rule in ("momentum", "nesterov"):
            continue  # ours have the rates in their velocity that it was made with
        for name, scheduler in SCHEDULERS.items():
            schedule = ScheduleConfig(name, PERIODS.get(name, 1), 0.3, 5)
            rate = RATE * OPTIMIZERS[rule].rate
            optimizer = OptimizerConfig(name=rule, learning_rate=rate, schedule=schedule)
            config = replace(
                network.config, optimizer=optimizer, regularization=RegularizationConfig(l2=L2)
            )
            yield _compared(f"{name}, {rule}", Trainer(config, network.data), call, scheduler)


def decayed_runs(rules: dict[str, str]) -> Compared:
    """Yield a network under each convention of weight decay, of as much in PyTorch's own."""
    network = dict(networks())["softmax head"]
    for half in (True, False):
        for per_batch in (True, False):
            l2 = L2 * (1 if half else 0.5) * (network.config.batch_size if per_batch else 1)
            decay = RegularizationConfig(l2=l2, half=half, per_batch=per_batch)
            for rule in ("sgd", "adam", "adamw"):
                optimizer = OptimizerConfig(name=rule, learning_rate=RATE * OPTIMIZERS[rule].rate)
                config = replace(network.config, optimizer=optimizer, regularization=decay)
                trainer = Trainer(config, network.data)
                yield _compared(f"{rule}, half {half}, per batch {per_batch}", trainer, rules[rule])


def _compared(
    name: str, trainer: Trainer, call: str, scheduler: str = ""
) -> tuple[str, str, Callable[[str], None]]:
    """Train, and return the name, the script that does the same, and what it has to pass."""
    script = torch_code(trainer)
    batches, masks = [], []
    for _ in range(UPDATES):
        batches.append(trainer.next_batch())
        masks.append(trainer._loop.mask())
        trainer.advance(1)
    text = _trained(script[: script.index("\npoints = ")], trainer, call, batches)
    if masks[0] is not None:
        text = _dropping(trainer, masks).join(text.split("\npoints = "))
    if scheduler:
        made = f"\nrates = torch.optim.lr_scheduler.{scheduler}\nfor batch"
        text = text.replace("\nfor batch", made)
        text = text.replace("    rule.step()", "    rule.step()\n    rates.step()")
    return name, text, partial(_same, trainer)


def _dropping(trainer: Trainer, masks: list[Any]) -> str:
    """Return what gives the script's dropout the masks of the lab instead of its own."""
    layers = trainer.network.dropping
    told = [[part.T.tolist() for part in by_layer(mask, layers)] for mask in masks]
    return f"""
masks = iter(torch.tensor(part) for parts in {told} for part in parts)
nn.Dropout.forward = lambda self, x: x * next(masks)
points = """


def _trained(made: str, trainer: Trainer, rule: str, batches: list[Any]) -> str:
    """Return the script of a network at its beginning, training it instead of asking it."""
    config, data = trainer.config, trainer.data
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
    target = trainer.network.head.target(trainer.data.labels, trainer.network.classes)
    return target.T if target.ndim == 2 else target.astype(int)


def _same(trainer: Trainer, out: str) -> None:
    """Compare with the weights and biases that a script of the trained network has."""
    text = torch_code(trainer)
    values = ast.literal_eval(text[text.index("values = [") + 9 : text.index("\nwith torch")])
    for found, expected in zip(json.loads(out), values, strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-8, atol=1e-10)
