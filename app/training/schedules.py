"""The learning rate of each update: a function of the configuration and the count of updates alone.

So a schedule goes on where a run is changed, and a run that is taken back has the rates it had.
"""

from collections.abc import Callable
from math import cos, pi

import numpy as np

from ..engine.ops.op import Array
from .config import OptimizerConfig, ScheduleConfig

Shape = Callable[[ScheduleConfig, int], float]
"""``shape(schedule, update)``: what the rate is multiplied by; updates count from 0."""

SHAPES: dict[str, Shape] = {
    "constant": lambda schedule, update: 1.0,
    "step": lambda schedule, update: schedule.factor ** (update // schedule.period),
    "cosine": lambda schedule, update: (
        schedule.factor
        + (1.0 - schedule.factor)
        * (0.5 + 0.5 * cos(pi * min(update, schedule.period) / schedule.period))
    ),
    "warmup": lambda schedule, update: min(update + 1, schedule.warmup) / schedule.warmup,
}
"""The schedules by name."""
OPTIONS = {"constant": (), "step": ("period", "factor"), "cosine": ("period", "factor"),
           "warmup": ("warmup",)}  # fmt: skip
"""Which options each reads."""


def rate_at(options: OptimizerConfig, update: int) -> float:
    """Return the learning rate that the update after ``update`` others is made with."""
    return options.learning_rate * SHAPES[options.schedule.name](options.schedule, update)


class Rate:
    """A learning rate, and the numbers that the calls of an update are bound to in its place."""

    def __init__(self, value: float) -> None:
        self._value = value
        self._made: list[tuple[Array, Callable[[float], float | Array]]] = []

    def of(self, make: Callable[[float], float | Array]) -> Array:
        """Return what is made of the rate: an array that follows it."""
        array = np.array(make(self._value), np.float64)
        self._made.append((array, make))
        return array

    def become(self, value: float) -> None:
        """Change the rate, and all that was made of it."""
        if value != self._value:
            self._value = value
            for array, make in self._made:
                array[...] = make(value)
