"""The training of a network as PyTorch: it goes on from this moment with the losses of the lab."""

from collections.abc import Iterator
from math import log

import numpy as np

from ..engine.ops.op import Array
from .config import OptimizerConfig, ScheduleConfig, batch_of
from .decay import undivided
from .optimizers import ADADELTA_EPSILON, EPSILON, OPTIMIZERS
from .trainer import Trainer

MEAN_LOSSES = {
    "softmax": "nn.functional.cross_entropy({z}, labels)",
    "svm": "{z}.shape[1] * nn.functional.multi_margin_loss({z}, labels)",
    "sigmoid": "nn.functional.binary_cross_entropy_with_logits({z}, labels, reduction='sum')"
    " / len(labels)",
    "squared": "(({z} - labels) ** 2).sum() / 2 / len(labels)",
    "regression": "(({z} - labels) ** 2).sum() / 2 / len(labels)",
}
"""The mean loss of a batch; ``z`` are the scores, samples × units."""
RULES = {
    "sgd": "SGD({parameters}, lr={rate})",
    "momentum": "SGD({parameters}, lr={rate}, momentum={momentum})",
    "nesterov": "SGD({parameters}, lr={rate}, momentum={momentum}, nesterov=True)",
    "adagrad": "Adagrad({parameters}, lr={rate}, eps={epsilon})",
    "rmsprop": "RMSprop({parameters}, lr={rate}, alpha={decay}, eps={epsilon})",
    "adadelta": "Adadelta({parameters}, lr={rate}, rho={rho}, eps={epsilon})",
    "adam": "Adam({parameters}, lr={rate}, betas=({beta1}, {beta2}), eps={epsilon})",
    "adamw": "AdamW({parameters}, lr={rate}, betas=({beta1}, {beta2}), eps={epsilon})",
}
"""PyTorch's class for every update rule."""
SLOTS = {
    "momentum": ("momentum_buffer",),
    "nesterov": ("momentum_buffer",),
    "adagrad": ("sum",),
    "rmsprop": ("square_avg",),
    "adadelta": ("square_avg", "acc_delta"),
    "adam": ("exp_avg", "exp_avg_sq"),
    "adamw": ("exp_avg", "exp_avg_sq"),
}
"""What PyTorch calls the vectors that a rule keeps."""
FACTORS = {
    "step": "{factor} ** ({update} // {period})",
    "cosine": "{factor} + (1 - {factor}) * "
    "(0.5 + 0.5 * np.cos(np.pi * min({update}, {period}) / {period}))",
    "warmup": "min({update} + 1, {warmup}) / {warmup}",
}
"""What a schedule multiplies the learning rate by, after so many updates."""
EPOCHS = 10
"""So many are trained and printed."""
ENDLESS = 10**6
"""Steps after which nothing of a bias correction is left."""


def loop_lines(trainer: Trainer, scores: str) -> Iterator[str]:
    """Write the lines that train on; ``scores`` is what the loss takes, of ``points``."""
    config, state = trainer.config, trainer.state()
    options, dropout = config.optimizer, bool(trainer.network.dropping)
    samples = trainer.samples.size
    l1, l2 = _decay(trainer)
    decoupled = OPTIMIZERS[options.name].decoupled
    yield "# Training goes on from here as in the lab: the same batches, the same rule. After every"
    yield "# epoch it prints the loss of all points that are trained on."
    yield f"all_points = torch.tensor({_listed(trainer.data.points[:, trainer.samples].T)})"
    yield f"all_labels = torch.tensor({_targets(trainer)})"
    yield f"seed, batch_size = {config.init.seed}, {config.batch_size or samples}"
    yield "weights = [part for part in net.parameters() if part.ndim == 2]"
    yield "biases = [part for part in net.parameters() if part.ndim == 1]"
    yield "groups = ["
    yield f'    {{"params": weights, "weight_decay": {l2 if decoupled else 0.0!r}}},'
    yield '    {"params": biases, "weight_decay": 0.0},'
    yield "]" if config.bias else "][:1]"
    yield f"optimizer = torch.optim.{torch_rule(options, 'groups')}"
    yield from _memory(trainer)
    if dropout:
        yield "torch.manual_seed(seed)  # PyTorch draws other masks of dropout than the lab"
    yield from _schedule(options.schedule, trainer.update)
    yield ""
    yield ""
    yield "def loss_of(points, labels):"
    yield f"    scores = {scores}"
    yield f"    loss = {MEAN_LOSSES[config.loss].format(z='scores')}"
    if l2 and not decoupled:
        yield f"    loss = loss + {l2!r} / 2 * sum((part**2).sum() for part in weights)"
    if l1:
        yield f"    loss = loss + {l1!r} * sum(part.abs().sum() for part in weights)"
    yield "    return loss"
    yield ""
    yield ""
    yield f"start = {state.place.position} * batch_size"
    yield f"for epoch in range({state.place.epoch}, {state.place.epoch + EPOCHS}):"
    if dropout:
        yield "    net.train()"
    yield "    order = np.random.default_rng((seed, epoch)).permutation(len(all_points))"
    yield "    for batch in torch.from_numpy(order[start:]).split(batch_size):"
    yield "        for part in net.parameters():"
    yield "            part.grad = torch.zeros_like(part)"
    yield "        loss_of(all_points[batch], all_labels[batch]).backward()"
    yield from _step(options)
    yield "    start = 0"
    if dropout:
        yield "    net.eval()"
    yield "    with torch.no_grad():"
    yield '        print(f"epoch {epoch + 1}: loss {loss_of(all_points, all_labels).item():.12g}")'


def _decay(trainer: Trainer) -> tuple[float, float]:
    """Return l1 and l2 of (l2/2)·Σw² + l1·Σ|w|, whatever the convention."""
    config = trainer.config
    decay = undivided(config.regularization, batch_of(config, trainer.samples.size))
    return decay.l1, decay.l2


def _schedule(schedule: ScheduleConfig, update: int) -> Iterator[str]:
    """Write how the learning rate goes on from an update."""
    if schedule.name == "constant":
        return
    yield f"update, learning_rate = {update}, optimizer.defaults['lr']"
    yield ""
    yield ""
    yield "def rate_factor(update):"
    yield f"    return {rate_factor(schedule, 'update')}"


def rate_factor(schedule: ScheduleConfig, update: str) -> str:
    """Write what a schedule multiplies the rate by; ``update`` names how many updates there were.

    It is empty where the rate is always the same.
    """
    return FACTORS.get(schedule.name, "").format(
        factor=schedule.factor, period=schedule.period, warmup=schedule.warmup, update=update
    )


def keeps_velocity(rule: str) -> bool:
    """Tell whether a rule's memory has the rates in it that it was made with."""
    return "momentum_buffer" in SLOTS.get(rule, ())


def _step(options: OptimizerConfig) -> Iterator[str]:
    """Write one step; the velocity of the lab has the rates in it that it was made with."""
    if options.schedule.name == "constant":
        yield "        optimizer.step()"
        return
    if keeps_velocity(options.name):
        yield "        for part in net.parameters():  # not the rate: old velocity keeps its own"
        yield "            part.grad *= rate_factor(update)"
    else:
        yield "        for group in optimizer.param_groups:"
        yield '            group["lr"] = learning_rate * rate_factor(update)'
    yield "        optimizer.step()"
    yield "        update += 1"


def torch_rule(options: OptimizerConfig, parameters: str, *, decayed: bool = True) -> str:
    """Write PyTorch's optimiser for an update rule, of these parameters.

    Groups of parameters say how much they decay. Where they are no groups, and nothing is to be
    ``decayed``, a rule that decays by itself is told not to.
    """
    default = ADADELTA_EPSILON if options.name == "adadelta" else EPSILON
    written = RULES[options.name].format(
        parameters=parameters,
        rate=options.learning_rate,
        epsilon=default if options.epsilon is None else options.epsilon,
        **{name: getattr(options, name) for name in ("momentum", "decay", "rho", "beta1", "beta2")},
    )
    by_itself = OPTIMIZERS[options.name].decoupled and not decayed
    return f"{written[:-1]}, weight_decay=0.0)" if by_itself else written


def _memory(trainer: Trainer) -> Iterator[str]:
    """Write what the rule has kept up to here, in PyTorch's terms."""
    options, memory = trainer.config.optimizer, trainer.state().memory
    names = SLOTS.get(options.name, ())
    if not names or not trainer.update:
        return
    slots = memory.slots
    if "momentum_buffer" in names and options.learning_rate:
        slots = -slots / options.learning_rate  # PyTorch multiplies by the rate afterwards
    yield "kept = ["
    for vectors in zip(*(_by_parameter(trainer, slot) for slot in slots), strict=True):
        yield f"    ({''.join(f'{_listed(vector)}, ' for vector in vectors)}),"
    yield "]"
    yield "for part, values in zip(net.parameters(), kept, strict=True):"
    yield f"    optimizer.state[part] = dict(zip({list(names)}, map(torch.tensor, values)))"
    if "momentum_buffer" not in names:
        yield f'    optimizer.state[part]["step"] = torch.tensor({_steps(trainer)!r})'


def _steps(trainer: Trainer) -> float:
    """Return after how many steps the bias corrections are what they are."""
    counters, options = trainer.state().memory.counters, trainer.config.optimizer
    if not counters.size:
        return float(trainer.update)
    left = 1.0 - float(counters[1])
    return float(round(log(left) / log(options.beta2)) if left > 0 and options.beta2 else ENDLESS)


def _by_parameter(trainer: Trainer, flat: Array) -> Iterator[Array]:
    for block in trainer.network.blocks:
        yield block.weights(flat)
        if block.bias:
            yield block.biases(flat)[:, 0]


def _targets(trainer: Trainer) -> list[object]:
    """Return what the loss compares with, a row a sample."""
    labels, head = trainer.data.labels[trainer.samples], trainer.network.head
    target = head.target(labels, trainer.network.classes)
    return _listed(target.T) if target.ndim == 2 else list(target.astype(int).tolist())


def _listed(array: Array) -> list[object]:
    return list(np.asarray(array, np.float64).tolist())
