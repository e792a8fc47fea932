"""The eight update rules, each as the NumPy calls of one step over flat vectors.

Every rule steps along ``g = scale·gradient + l2·p + l1·sign(p)``, the mean gradient of the batch
with that of the penalty. Sources: momentum and Nesterov as in Sutskever et al. 2013, with a
velocity; Adagrad Duchi et al. 2011, RMSprop Hinton's lecture 6e, Adadelta Zeiler 2012, Adam Kingma
and Ba 2015, AdamW Loshchilov and Hutter 2019. As in PyTorch, ε is added after the root, in
Adadelta under it. How strong AdamW decays is the configuration's l2, 0 unless it is chosen, where
PyTorch has 0.01 of its own: the lab shows one weight decay for all rules. A velocity has the
learning rates in it that it was made with, where PyTorch's is multiplied by the latest: under a
schedule the two differ.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from ..engine.compiled.steps import Call, Step, Steps
from ..engine.ops.op import Array
from .config import OptimizerConfig, RegularizationConfig
from .schedules import Rate

EPSILON, ADADELTA_EPSILON = 1e-8, 1e-6
"""Where the configuration gives none."""


@dataclass(frozen=True, slots=True)
class Penalty:
    """The derivative of weight decay: ``l2`` and ``l1`` for each parameter, flat, or nothing."""

    l2: Array | None = None
    l1: Array | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """The flat vectors that an update works on, all of the network's size."""

    parameters: Array
    slots: Array
    """The optimiser's vectors: slots × parameters."""
    counters: Array
    """The optimiser's numbers. All begin at zero."""

    @property
    def arrays(self) -> tuple[Array, Array, Array]:
        """All three."""
        return self.parameters, self.slots, self.counters

    def copy(self) -> "Memory":
        """Return a copy of all three."""
        return Memory(*(array.copy() for array in self.arrays))


@dataclass(frozen=True, slots=True)
class Given:
    """What a rule is given for a step."""

    memory: Memory
    gradient: Array
    """The sum over the batch, which is used up."""
    scale: float
    """1 / batch."""
    penalty: Penalty
    options: OptimizerConfig
    rate: Rate


Rule = Callable[[Given], Iterator[Step]]
"""Yields the steps."""


@dataclass(frozen=True, slots=True)
class Optimizer:
    """One update rule."""

    name: str
    title: str
    formula: str
    """In words of the field: p parameter, g gradient, η learning rate."""
    rule: Rule
    options: tuple[str, ...] = ()
    """Which options it reads beside the learning rate."""
    rate: float = 0.01
    """A learning rate to begin with."""
    slots: int = 0
    counters: int = 0
    decoupled: bool = False
    """Whether it takes l2 off the weights itself, so that l2 is no part of the loss."""

    def of_loss(self, decay: RegularizationConfig) -> RegularizationConfig:
        """Return what of the weight decay is a part of the loss, and of its gradient."""
        return replace(decay, l2=0.0) if self.decoupled else decay

    def plan(
        self,
        memory: Memory,
        gradient: Array,
        scale: float,
        penalty: Penalty,
        options: OptimizerConfig,
        rate: Rate | None = None,
    ) -> list[Call]:
        """Bind one step to its vectors; ``scale`` is 1 / batch, ``rate`` where it may change."""
        rate = rate or Rate(options.learning_rate)
        return Steps(self.rule).bind(Given(memory, gradient, scale, penalty, options, rate))


def _along(given: Given, rate: Rate | None = None) -> Iterator[Step]:
    """Make ``η·g`` of the gradient, in place; or of another rate than η."""
    p, gradient, scale = given.memory.parameters, given.gradient, given.scale
    rate = rate or given.rate
    yield np.multiply, gradient, rate.of(lambda r: r * scale), gradient
    part = np.empty_like(p)
    l1, l2 = given.penalty.l1, given.penalty.l2
    if l2 is not None:
        yield np.multiply, p, rate.of(lambda r: r * l2), part
        yield np.add, gradient, part, gradient
    if l1 is not None:
        yield np.sign, p, part
        yield np.multiply, part, rate.of(lambda r: r * l1), part
        yield np.add, gradient, part, gradient


def _sgd(given: Given) -> Iterator[Step]:
    p, gradient, scale = given.memory.parameters, given.gradient, given.scale
    l2 = given.penalty.l2
    if given.penalty.l1 is None and l2 is not None:
        yield np.multiply, gradient, given.rate.of(lambda r: r * scale), gradient
        yield np.multiply, p, given.rate.of(lambda r: 1.0 - r * l2), p
    else:
        yield from _along(given)
    yield np.subtract, p, gradient, p


def _velocity(given: Given) -> Iterator[Step]:
    """Make η·g of the gradient and v ← μ·v − η·g."""
    (v,) = given.memory.slots
    yield from _along(given)
    yield np.multiply, v, np.array(given.options.momentum), v
    yield np.subtract, v, given.gradient, v


def _momentum(given: Given) -> Iterator[Step]:
    p = given.memory.parameters
    yield from _velocity(given)
    yield np.add, p, given.memory.slots[0], p


def _nesterov(given: Given) -> Iterator[Step]:
    p, ahead = given.memory.parameters, np.empty_like(given.memory.parameters)
    yield from _velocity(given)
    yield np.multiply, given.memory.slots[0], np.array(given.options.momentum), ahead
    yield np.subtract, ahead, given.gradient, ahead
    yield np.add, p, ahead, p


def _fade(average: Array, value: Array, keep: float) -> Iterator[Step]:
    """Write average ← keep·average + (1 − keep)·value, which uses ``value`` up."""
    yield np.multiply, average, np.array(keep), average
    yield np.multiply, value, np.array(1.0 - keep), value
    yield np.add, average, value, average


def _by_root(given: Given, squares: Array) -> Iterator[Step]:
    """Write p ← p − η·g / (√squares + ε)."""
    p, gradient = given.memory.parameters, given.gradient
    root = np.empty_like(gradient)
    yield np.sqrt, squares, root
    yield np.add, root, np.array(_epsilon(given.options, EPSILON)), root
    yield np.multiply, gradient, given.rate.of(lambda r: r), gradient
    yield np.divide, gradient, root, gradient
    yield np.subtract, p, gradient, p


def _adagrad(given: Given) -> Iterator[Step]:
    (squares,), gradient = given.memory.slots, given.gradient
    square = np.empty_like(gradient)
    yield from _along(given, Rate(1.0))
    yield np.multiply, gradient, gradient, square
    yield np.add, squares, square, squares
    yield from _by_root(given, squares)


def _rmsprop(given: Given) -> Iterator[Step]:
    (squares,), gradient = given.memory.slots, given.gradient
    square = np.empty_like(gradient)
    yield from _along(given, Rate(1.0))
    yield np.multiply, gradient, gradient, square
    yield from _fade(squares, square, given.options.decay)
    yield from _by_root(given, squares)


def _adadelta(given: Given) -> Iterator[Step]:
    p, (squares, deltas) = given.memory.parameters, given.memory.slots
    gradient, options = given.gradient, given.options
    epsilon = np.array(_epsilon(options, ADADELTA_EPSILON))
    square, root = np.empty_like(gradient), np.empty_like(gradient)
    yield from _along(given, Rate(1.0))
    yield np.multiply, gradient, gradient, square
    yield from _fade(squares, square, options.rho)
    yield np.add, deltas, epsilon, root
    yield np.add, squares, epsilon, square
    yield np.divide, root, square, root
    yield np.sqrt, root, root
    yield np.multiply, gradient, root, gradient
    yield np.multiply, gradient, gradient, square
    yield from _fade(deltas, square, options.rho)
    yield np.multiply, gradient, given.rate.of(lambda r: r), gradient
    yield np.subtract, p, gradient, p


def _adam(given: Given) -> Iterator[Step]:
    """The counters hold 1 − βᵏ after k steps, the bias corrections of mean and squares."""
    (mean, squares), counters = given.memory.slots, given.memory.counters
    gradient, options = given.gradient, given.options
    betas = np.array([options.beta1, options.beta2])
    part, corrected = np.empty_like(gradient), np.empty_like(gradient)
    yield from _along(given, Rate(1.0))
    yield np.multiply, counters, betas, counters
    yield np.add, counters, 1.0 - betas, counters
    yield np.multiply, gradient, gradient, part
    yield from _fade(mean, gradient, options.beta1)
    yield from _fade(squares, part, options.beta2)
    yield np.divide, mean, counters[:1], gradient
    yield np.divide, squares, counters[1:], corrected
    yield from _by_root(given, corrected)


def _adamw(given: Given) -> Iterator[Step]:
    """Decay first, p ← (1 − η·l2)·p, and then step as Adam does, by the gradient without it."""
    p, l2 = given.memory.parameters, given.penalty.l2
    if l2 is not None:
        yield np.multiply, p, given.rate.of(lambda r: 1.0 - r * l2), p
    yield from _adam(replace(given, penalty=Penalty(l1=given.penalty.l1)))


def _epsilon(options: OptimizerConfig, default: float) -> float:
    return default if options.epsilon is None else options.epsilon


OPTIMIZERS: dict[str, Optimizer] = {
    optimizer.name: optimizer
    for optimizer in (
        Optimizer("sgd", "SGD", "p ← p − η·g", _sgd, rate=0.1),
        Optimizer("momentum", "Momentum", "v ← μ·v − η·g;  p ← p + v", _momentum,
                  ("momentum",), 0.02, slots=1),
        Optimizer("nesterov", "Nesterov", "v ← μ·v − η·g;  p ← p + μ·v − η·g", _nesterov,
                  ("momentum",), 0.02, slots=1),
        Optimizer("adagrad", "Adagrad", "s ← s + g²;  p ← p − η·g / (√s + ε)", _adagrad,
                  ("epsilon",), 0.1, slots=1),
        Optimizer("rmsprop", "RMSprop", "s ← ρ·s + (1 − ρ)·g²;  p ← p − η·g / (√s + ε)", _rmsprop,
                  ("decay", "epsilon"), 0.01, slots=1),
        Optimizer("adadelta", "Adadelta",
                  "s ← ρ·s + (1 − ρ)·g²;  d ← √((u + ε) / (s + ε))·g;  u ← ρ·u + (1 − ρ)·d²;  "
                  "p ← p − η·d",
                  _adadelta, ("rho", "epsilon"), 1.0, slots=2),
        Optimizer("adam", "Adam",
                  "m ← β₁·m + (1 − β₁)·g;  s ← β₂·s + (1 − β₂)·g²;  "
                  "m̂ ← m / (1 − β₁ᵗ);  ŝ ← s / (1 − β₂ᵗ);  p ← p − η·m̂ / (√ŝ + ε)",
                  _adam, ("beta1", "beta2", "epsilon"), 0.01, slots=2, counters=2),
        Optimizer("adamw", "AdamW",
                  "p ← p − η·l2·p;  m ← β₁·m + (1 − β₁)·g;  s ← β₂·s + (1 − β₂)·g²;  "
                  "m̂ ← m / (1 − β₁ᵗ);  ŝ ← s / (1 − β₂ᵗ);  p ← p − η·m̂ / (√ŝ + ε)",
                  _adamw, ("beta1", "beta2", "epsilon"), 0.01, slots=2, counters=2,
                  decoupled=True),
    )
}  # fmt: skip
"""The update rules by name."""
