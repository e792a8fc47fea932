"""A program that learns: forward, backward and the update as one list of bound calls."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from ..engine.compiled.placing import Placing
from ..engine.compiled.steps import Call
from ..engine.errors import EngineError
from ..engine.ops.op import Array
from ..engine.stopping import may_go_on
from ..engine.tape import Tape
from ..language import Program
from ..training.config import OptimizerConfig
from ..training.optimizers import OPTIMIZERS, Memory, Penalty
from ..training.schedules import Rate, rate_at
from .parameters import Parameters, parameters_of


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
    program.

    Raises:
        ArgumentError: a parameter is no input, or no gradient flows back to it.
        ShapeError: the output is not one number.
    """

    def __init__(
        self, program: Program, options: OptimizerConfig, names: Sequence[str] | None = None
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
        self._gradient, self._used = np.zeros(size), np.empty(size)
        self._looked = False
        """Whether the gradient is that of the parameters as they are."""
        self._rate = Rate(options.learning_rate)
        self._tape = self._place()
        self._forward, self._backward = self._tape.forward_calls(), self._backward_calls()
        self._step: list[Call] = [
            partial(np.copyto, self._before, flat),
            partial(np.copyto, self._used, self._gradient),
            *rule.plan(self._memory, self._used, 1.0, Penalty(), options, self._rate),
        ]
        self._loss = self._tape.values[program.output].reshape(())
        self._tape.forward()

    @property
    def values(self) -> Array:
        """The parameters as they are, flat."""
        return self._memory.parameters

    @property
    def loss(self) -> float:
        """The loss at the parameters as they are."""
        return float(self._loss)

    def named(self) -> dict[str, Array]:
        """Return the parameters as they are, each in its own shape."""
        return self.parameters.named(self.values)

    def run(self, updates: int, tolerance: float | None = None) -> Iterator[int]:
        """Make updates, and yield their count after each; whether to go on is asked before each.

        It ends earlier once the loss or a parameter is no longer finite: that update is taken back.
        With ``tolerance`` it ends once no parameter moved by more than that times max(1, |p|).

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
                for call in self._backward:
                    call()
            self._looked = True
        return self._gradient

    def value(self, node: int) -> Array:
        """Return the value of a node at the parameters as they are: it is lent until the next."""
        return self._tape.values[node]

    def gradient(self, node: int) -> Array:
        """Return the gradient of the loss by a node, as they are: it is lent until the next.

        It is zero where the loss does not depend on the node.
        """
        self.look()
        found = self._tape.gradients[node]
        return np.zeros(self._tape.values[node].shape) if found is None else found

    def _update(self) -> None:
        self._rate.become(rate_at(self._options, self.updates))
        self.look()
        for call in self._step:
            call()
        self._looked = False
        try:
            for call in self._forward:
                call()
        except EngineError:
            self._tape.forward()  # raises the same, and says where
        if not self._is_finite():
            self._take_back()
            return
        self.updates += 1

    def _is_finite(self) -> bool:
        return bool(np.isfinite(self._loss)) and bool(np.isfinite(self.values).all())

    def _take_back(self) -> None:
        wrong = np.flatnonzero(~np.isfinite(self.values))
        name = self.parameters.element(int(wrong[0])) if wrong.size else None
        self.diverged = Diverged(self.updates + 1, name)
        np.copyto(self.values, self._before)
        self._tape.forward()

    def _rests(self, tolerance: float) -> bool:
        moved = np.abs(self.values - self._before)
        return bool((moved <= tolerance * np.maximum(1.0, np.abs(self.values))).all())

    # -- the tape ---------------------------------------------------------------------------------

    def _place(self) -> Tape:
        """Make a tape whose parameters and gradients lie in the flat vectors."""
        placing = Placing(
            values=self.parameters.views(self.values),
            gradients=self.parameters.views(self._gradient),
            unit_seed=True,
        )
        return Tape(self.program.graph, [self.program.output], placing)

    def _backward_calls(self) -> list[Call]:
        calls = [*self._tape.backward_calls()]
        placed: Mapping[int, Array] = self._tape.placing.gradients
        for leaf, place in placed.items():
            found = self._tape.gradients[leaf]
            if found is not None and not np.may_share_memory(found, place):
                calls.append(partial(np.copyto, place, found))  # a leaf that is the output itself
        return calls
