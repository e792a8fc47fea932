"""A program's two passes as bound calls, with parameters and gradients in flat vectors."""

from functools import partial

import numpy as np

from ..engine.compiled.placing import Placing
from ..engine.compiled.steps import Call
from ..engine.errors import EngineError
from ..engine.ops.op import Array
from ..engine.tape import Tape
from ..language import Program
from .parameters import Parameters


class Passes:
    """The forward and the backward pass of a program whose output is the loss."""

    def __init__(
        self, program: Program, parameters: Parameters, values: Array, gradient: Array
    ) -> None:
        """Plan both: they read the parameters from ``values``, and write into ``gradient``.

        Both are flat vectors of the parameters' size.
        """
        placing = Placing(
            values=parameters.views(values),
            gradients=parameters.views(gradient),
            unit_seed=True,
        )
        self.tape = Tape(program.graph, [program.output], placing)
        self.gradient = gradient
        self._loss = self.tape.values[program.output].reshape(())
        self._forward = self.tape.forward_calls()
        self._backward = self._backward_calls()

    @property
    def loss(self) -> float:
        """The loss that the last forward pass found."""
        return float(self._loss)

    def forward(self) -> None:
        """Compute the loss.

        Raises:
            EngineError: a gate met data it cannot work on; its ``node`` says which.
        """
        try:
            for call in self._forward:
                call()
        except EngineError:
            self.tape.forward()  # raises the same, and says where

    def backward(self) -> None:
        """Compute the gradient at the values of the last forward pass."""
        for call in self._backward:
            call()

    def _backward_calls(self) -> list[Call]:
        calls = [*self.tape.backward_calls()]
        for leaf, place in self.tape.placing.gradients.items():
            found = self.tape.gradients[leaf]
            if found is not None and not np.may_share_memory(found, place):
                calls.append(partial(np.copyto, place, found))  # a leaf that is the output itself
        return calls
