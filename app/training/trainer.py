"""A network in training on a data set: it goes on, tells how good it is, and can be taken back."""

from copy import copy
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..engine.ops.op import Array
from .carrying import carry_parameters
from .config import Config
from .datasets import Data, settled
from .evaluating import Evaluation, Evaluator, Examined
from .features import feature_matrix
from .initializers import initialize
from .loop import Divergence, Loop, Place
from .networks import Network
from .optimizers import OPTIMIZERS, Memory


@dataclass(frozen=True, slots=True)
class State:
    """All that a trainer needs to go on from a moment, bit for bit."""

    place: Place
    memory: Memory

    @property
    def update(self) -> int:
        """How many updates had been made."""
        return self.place.update

    @property
    def nbytes(self) -> int:
        """How much memory the arrays take."""
        return sum(array.nbytes for array in self.memory.arrays)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One update in its parts."""

    batch: NDArray[np.int32]
    """The points it was made from."""
    loss: float
    """Of the batch, before the update: the mean, with the penalty."""
    gradient: Array
    """Of that loss, flat."""
    delta: Array
    """What the update added to each parameter, flat."""


class Trainer:
    """One run at one configuration.

    With ``carry`` it goes on from another trainer: the update count and all weights that both
    networks have are kept, and the optimiser's state where it still fits.
    """

    def __init__(self, config: Config, data: Data, carry: "Trainer | None" = None) -> None:
        config = replace(config, dataset=settled(config.dataset, data))
        self.config = config
        self.data = data
        self.samples: NDArray[np.intp] = np.flatnonzero(~data.test)
        """The points that are trained on."""
        self._inputs = inputs = feature_matrix(config.features, data.inputs)
        self.network = Network(config, len(inputs), data.classes)
        optimizer = OPTIMIZERS[config.optimizer.name]
        self._memory = Memory(
            initialize(config.init.scheme, config.init.seed, self.network.blocks),
            np.zeros((optimizer.slots, self.network.size)),
            np.zeros(optimizer.counters),
        )
        place = Place() if carry is None else self._go_on_from(carry)
        self._evaluator = Evaluator(
            self.network,
            inputs,
            data.labels,
            data.test,
            optimizer.of_loss(config.regularization),
            self.parameters,
        )
        self._loop = Loop(
            self.network,
            config,
            inputs[:, self.samples],
            data.labels[self.samples],
            self._memory,
            place,
        )

    @property
    def parameters(self) -> Array:
        """The parameters as they are now, flat; every update writes to them."""
        return self._memory.parameters

    @property
    def update(self) -> int:
        """How many updates have been made."""
        return self._loop.place.update

    @property
    def epoch(self) -> float:
        """How often the training points have been gone through."""
        return self._loop.epoch

    @property
    def diverged(self) -> Divergence | None:
        """When and where a parameter was no longer finite."""
        return self._loop.place.diverged

    @property
    def batches(self) -> int:
        """How many updates make an epoch."""
        samples = self.samples.size
        return -(-samples // (self.config.batch_size or samples or 1)) or 1

    @property
    def can_advance(self) -> bool:
        """Whether there is a point to train on and no parameter is beyond all numbers."""
        return self.diverged is None and self.samples.size > 0

    def advance(self, updates: int) -> int:
        """Make updates; returns how many: fewer once a parameter is no longer finite."""
        return self._loop.advance(updates)

    def explain(self) -> Explanation | None:
        """Make one update and tell of it; ``None`` where there is none to make."""
        if not self.can_advance:
            return None
        loop = self._loop
        loop.lay_out()
        before, batch = self.parameters.copy(), self.next_batch()
        looked = Examined(
            self.network, self._inputs[:, batch], self.data.labels[batch], self.parameters
        )
        loss = looked.run() + self._evaluator.penalty()
        loop.find_gradient_carefully(loop.place.position)
        whole = loop.plans.gradient / len(batch) + self._evaluator.penalty_gradient()
        self.advance(1)
        with np.errstate(all="ignore"):
            delta = self.parameters - before
        return Explanation(batch.astype(np.int32), loss, whole, delta)

    def next_batch(self) -> NDArray[np.intp]:
        """Return the points that the next update is made from."""
        return self.samples[self._loop.batch()]

    def evaluate(self) -> Evaluation:
        """Look at all points with the parameters as they are now."""
        return self._evaluator.evaluate()

    def put(self, index: int, value: float) -> None:
        """Give one parameter another value."""
        self.parameters[index] = value
        self._loop.find_divergence(self.update)

    # -- moments ----------------------------------------------------------------------------------

    def state(self) -> State:
        """Return a copy of this moment."""
        return State(copy(self._loop.place), self._memory.copy())

    def restore(self, state: State) -> None:
        """Go back to a moment of a trainer of the same configuration and data."""
        self._loop.place = copy(state.place)
        for own, kept in zip(self._memory.arrays, state.memory.arrays, strict=True):
            np.copyto(own, kept)

    def _go_on_from(self, other: "Trainer") -> Place:
        """Take over what still fits, and return where the run stands."""
        carry_parameters(
            (other.network, other.config.features, other.parameters),
            (self.network, self.config.features, self.parameters),
        )
        same_rule = self.config.optimizer.name == other.config.optimizer.name
        if same_rule and self.network.blocks == other.network.blocks:
            np.copyto(self._memory.slots, other._memory.slots)
            np.copyto(self._memory.counters, other._memory.counters)
        return other._loop.place.among(other.batches, self.batches)
