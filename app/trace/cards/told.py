"""What the lines of a loss are written from."""

from typing import Literal, NamedTuple

from ...engine.graph import Graph
from ...engine.ops.op import Array
from .recognising import Loss


class Line(NamedTuple):
    """A line of a card, which is true once the sweep has come so far."""

    phase: Literal["forward", "backward"]
    text: str


class Told(NamedTuple):
    """A loss with its numbers, and the letters that its lines are written with."""

    graph: Graph
    loss: Loss
    e: str
    p: str
    y: str
    predicted: Array
    actual: Array
    value: Array
    slope: Array

    @property
    def reduction(self) -> str:
        """How the terms are put together."""
        return str(self.loss.params["reduction"])

    def numbers(self) -> tuple[float, float]:
        """Return what was predicted and what is true, where each is one number."""
        return float(self.predicted.reshape(())), float(self.actual.reshape(()))


def forward(text: str) -> Line:
    """Return a line that is true once the value is there."""
    return Line("forward", text)


def backward(text: str) -> Line:
    """Return a line that is true once the gradient is there."""
    return Line("backward", text)
