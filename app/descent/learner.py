"""A program that learns: forward, backward and the update as one list of bound calls."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from ..engine.compiled.steps import Call
from ..engine.ops.op import Array
from ..engine.stopping import may_go_on
from ..language import Program
from ..training.config import OptimizerConfig
from ..training.optimizers import OPTIMIZERS, Memory, Penalty
from ..training.schedules import Rate, rate_at
from .batches import Batches
from .parameters import Parameters, parameters_of
from .passes import Passes
from .remembered import remembered
from .stochastic import EXACT, Noise, Stochastic


@dataclass(frozen=True, slots=True)
class Diverged:
    """Where a run left the numbers, and was taken back by one update."""

    update: int
    """After this update something was no longer finite."""
    parameter: str | None
    """Which element; ``None`` where it is the loss."""


class Learner:
    """The parameters of a program, and an update rule that makes its output smaller.

    The program's output is the loss L. Every update is made from the gradient at the parameters as
    they are, ``p ← p − η·∂L/∂p`` for the plain rule, with the formulas and sources that
    ``training/optimizers.py`` names. There is no weight decay: a penalty is a part of the
    program. A ``stochastic`` descent takes another gradient than that of the whole loss, plus
    noise; what is looked at, the loss and its gradient, is that of the whole loss all the same.

    Raises:
        ArgumentError: a parameter is no input, or no gradient flows back to it.
        ArgumentError: there are no mini-batches of this program.
        ShapeError: the output is not one number.
    """

    def __init__(
        self,
        program: Program,
        options: OptimizerConfig,
        names: Sequence[str] | None = None,
        stochastic: Stochastic = EXACT,
    ) -> None:
        self.program = program
        self.parameters: Parameters = parameters_of(program, names)
        self.updates = 0
        """How many were made, and not taken back."""
        self.diverged: Diverged | None = None
        self._options = options
        rule = OPTIMIZERS[options.name]
        size = self.parameters.size
        flat = self.parameters.flat(program.graph.values)
        self._memory = Memory(flat, np.zeros((rule.slots, size)), np.zeros(rule.counters))
        self._before = np.empty_like(flat)
        self._passes = Passes(program, self.parameters, flat, np.zeros(size))
        self._used = np.empty(size)
        """The gradient that an update is made from, which that uses up."""
        self._looked = False
        """Whether the gradient is that of the parameters as they are."""
        self._noise = Noise(stochastic)
        self.batches: Batches | None = None
        """Rows of the data that updates are made from, where these are not all."""
        if stochastic.batch is not None:
            self.batches = Batches(program, self.parameters, flat, self._passes, stochastic)
        self._still = 0
        """After how many updates in a row nothing had moved."""
        self._rate = Rate(options.learning_rate)
        self._step: list[Call] = rule.plan(
            self._memory, self._used, 1.0, Penalty(), options, self._rate
        )
        self._passes.tape.forward()

    @property
    def values(self) -> Array:
        """The parameters as they are, flat."""
        return self._memory.parameters

    @property
    def loss(self) -> float:
        """The loss at the parameters as they are."""
        return self._passes.loss

    @property
    def rate(self) -> float:
        """The learning rate that the next update is made with."""
        return rate_at(self._options, self.updates)

    def remembered(self) -> Mapping[str, Array]:
        """Return what the last update made on its way to the step, flat and by symbol."""
        moved = self._before - self.values if self.updates else np.zeros_like(self.values)
        rate = rate_at(self._options, max(0, self.updates - 1))
        return remembered(self._options, self._memory, moved, rate)

    def named(self) -> dict[str, Array]:
        """Return the parameters as they are, each in its own shape."""
        return self.parameters.named(self.values)

    def run(self, updates: int, tolerance: float | None = None) -> Iterator[int]:
        """Make updates, and yield their count after each; whether to go on is asked before each.

        It ends earlier once the loss or a parameter is no longer finite: that update is taken back.
        With ``tolerance`` it ends once no parameter moved by more than that times max(1, |p|);
        with mini-batches, by none of a whole epoch.

        Raises:
            EngineError: a gate met data it cannot work on.
        """
        last = self.updates + updates
        with np.errstate(all="ignore"):
            while self.updates < last and self.diverged is None:
                may_go_on()
                self._update()
                if self.diverged is None:
                    yield self.updates
                    if tolerance is not None and self._rests(tolerance):
                        return

    def look(self) -> Array:
        """Return the gradient at the parameters as they are, flat: it is lent until the next."""
        if not self._looked:
            with np.errstate(all="ignore"):
                self._look()
        return self._passes.gradient

    def _look(self) -> None:
        if not self._looked:
            self._passes.backward()
            self._looked = True

    def _estimate(self) -> None:
        """Write down what this update takes for the gradient."""
        if self.batches is None:
            self._look()
            np.copyto(self._used, self._passes.gradient)
        else:
            np.copyto(self._used, self.batches.gradient(self.updates))
        self._noise.add_to(self._used)

    def value(self, node: int) -> Array:
        """Return the value of a node at the parameters as they are: it is lent until the next."""
        return self._passes.tape.values[node]

    def gradient(self, node: int) -> Array:
        """Return the gradient of the loss by a node, as they are: it is lent until the next.

        It is zero where the loss does not depend on the node.
        """
        self.look()
        found = self._passes.tape.gradients[node]
        return np.zeros(self._passes.tape.values[node].shape) if found is None else found

    def _update(self) -> None:
        self._rate.become(self.rate)
        self._estimate()
        np.copyto(self._before, self.values)
        for call in self._step:
            call()
        self._looked = False
        self._passes.forward()
        if not self._is_finite():
            self._take_back()
            return
        self.updates += 1

    def _is_finite(self) -> bool:
        if not isfinite(self.loss):
            return False
        # a finite sum has finite parts, and takes a third of the time
        return isfinite(np.add.reduce(self.values)) or bool(np.isfinite(self.values).all())

    def _take_back(self) -> None:
        wrong = np.flatnonzero(~np.isfinite(self.values))
        name = self.parameters.element(int(wrong[0])) if wrong.size else None
        self.diverged = Diverged(self.updates + 1, name)
        np.copyto(self.values, self._before)
        self._passes.tape.forward()

    def _rests(self, tolerance: float) -> bool:
        moved = np.abs(self.values - self._before)
        is_still = (moved <= tolerance * np.maximum(1.0, np.abs(self.values))).all()
        self._still = self._still + 1 if is_still else 0
        # so many updates in a row have a whole epoch in them, wherever they begin
        return self._still >= (1 if self.batches is None else 2 * self.batches.rows.an_epoch - 1)
