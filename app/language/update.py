"""The update that a program asks for: which inputs learn, by which rule, how far and how often."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..engine.graph import Span

RULES = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "adam", "adamw")
"""The update rules. The plain one is written without its name, ``w -= 0.1 * grad(w)``."""
PLAIN = RULES[0]


@dataclass(frozen=True, slots=True)
class Update:
    """What the lines after the loss say: ``p ← p − η·∂L/∂p`` for each of some inputs.

    Every rule has this form; the others step along what they make of the gradient,
    ``w -= 0.05 * adam(grad(w))``.
    """

    rule: str
    """One of :data:`RULES`."""
    rate: float
    """The step size η."""
    parameters: tuple[str, ...]
    """The inputs that learn, in the order in which they are written."""
    places: tuple[Span, ...]
    """Where each of them takes its step: its name there."""
    times: int
    """How many updates there are to be: the turns of the loop, or 1."""
    source: Span
    """Where all of it stands."""


def write_update(rule: str, rate: float, parameters: Sequence[str], times: int) -> list[str]:
    """Return the lines of an update, as they are read."""
    step = "grad({0})" if rule == PLAIN else f"{rule}(grad({{0}}))"
    size = repr(rate).removesuffix(".0")
    lines = [f"{name} -= {size} * {step.format(name)}" for name in parameters]
    if times == 1:
        return lines
    return [f"for step in range({times}):", *(f"    {line}" for line in lines)]
