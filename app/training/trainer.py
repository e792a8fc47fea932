"""A network in training on a data set: it goes on, tells how good it is, and can be taken back."""

from copy import copy
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..engine.ops.op import Array
from .carrying import carry_parameters
from .config import Config, batch_of
from .datasets import Data, settled
from .decay import undivided
from .dropout import kept_units
from .evaluating import Evaluation, Evaluator, Examined
from .features import feature_matrix
from .initializers import initialize
from .layerwise import Layerwise, look_at_layers, told
from .loop import Divergence, Loop, Place
from .networks import Network
from .optimizers import OPTIMIZERS, Memory
from .schedules import rate_at


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

    def is_same(self, other: "State") -> bool:
        """Tell whether another moment is this one, bit for bit."""
        arrays = zip(self.memory.arrays, other.memory.arrays, strict=True)
        same = (a.shape == b.shape and a.tobytes() == b.tobytes() for a, b in arrays)
        return self.place == other.place and all(same)


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
    rate: float
    """The learning rate that it was made with."""
    mask: NDArray[np.bool_] | None
    """Of every hidden unit whether each point of the batch has it; ``None`` without dropout."""
    layers: Layerwise
    """The batch layer by layer, before the update; of a large one its first samples."""


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
            initialize(config.init, self.network.blocks),
            np.zeros((optimizer.slots, self.network.size)),
            np.zeros(optimizer.counters),
        )
        place = Place() if carry is None else self._go_on_from(carry)
        self._evaluator = Evaluator(
            self.network,
            inputs,
            data.labels,
            data.test,
            optimizer.of_loss(
                undivided(config.regularization, batch_of(config, self.samples.size))
            ),
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
    def rate(self) -> float:
        """The learning rate of the next update."""
        return rate_at(self.config.optimizer, self.update)

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
        before, batch, rate = self.parameters.copy(), self.next_batch(), self.rate
        mask = self._loop.mask()
        inputs, labels = self._inputs[:, batch], self.data.labels[batch]
        looked = Examined(self.network, inputs, labels, self.parameters, mask)
        loss = looked.run() + self._evaluator.penalty()
        whole = self.gradient()
        assert whole is not None, "there is an update to make"
        hidden = self.network.layers[:-1]
        kept = None if mask is None else kept_units(mask, hidden)
        layers = self._look_at_layers(batch, mask)
        self.advance(1)
        with np.errstate(all="ignore"):
            delta = self.parameters - before
        return Explanation(batch.astype(np.int32), loss, whole, delta, rate, kept, layers)

    def batch_gradient(self) -> Array | None:
        """Return the gradient of the next update's batch, flat, without that of the penalty.

        ``None`` where there is no update to make.
        """
        return self._loop.gradient() if self.can_advance else None

    def gradient(self, of_batch: Array | None = None) -> Array | None:
        """Return the gradient that the next update is made from, flat, with that of the penalty.

        ``None`` where there is no update to make. That of the batch may be given, as
        :meth:`batch_gradient` returns it.
        """
        of_batch = self.batch_gradient() if of_batch is None else of_batch
        if of_batch is None:
            return None
        with np.errstate(all="ignore"):
            return of_batch + self._evaluator.penalty_gradient()

    def norms(self, of_batch: Array | None = None) -> Array | None:
        """Tell how much each layer is about to learn; ``None`` where there is no update to make.

        It is the L2 norm of the layer's part of the gradient that the next update is made from,
        weights and biases, without weight decay; the output layer is the last. The gradient of the
        batch may be given, as :meth:`batch_gradient` returns it.
        """
        of_batch = self.batch_gradient() if of_batch is None else of_batch
        if of_batch is None:
            return None
        with np.errstate(all="ignore"):
            squares = np.square(of_batch)
            norms: Array = np.sqrt(np.add.reduceat(squares, self.network.starts))
            return norms

    def lively(self) -> NDArray[np.uint8] | None:
        """Tell how every hidden unit answers the training points: ``Lively`` of ``evaluating.py``.

        ``None`` where there are no such points.
        """
        return self._evaluator.lively()

    def _look_at_layers(self, batch: NDArray[np.intp], mask: Array | None) -> Layerwise:
        count = told(self.network, len(batch))
        points, labels = self.data.inputs[:, batch[:count]], self.data.labels[batch[:count]]
        first = None if mask is None else mask[:, :count]
        features = self.config.features
        return look_at_layers(self.network, features, points, labels, self.parameters, first)

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
