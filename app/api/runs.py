"""From what a client asks for to what a trainer takes: configurations within bounds, and data."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np

from ..bounds import train_bounds
from ..engine.graph import Limits
from ..engine.ops.op import Array
from ..engine.tape import Tape
from ..language import ProgramError, ReadLimits, read_program
from ..settings import Settings
from ..training.checks import check
from ..training.config import Config
from ..training.datasets import DATASETS, OWN_POINTS, Data, make_data
from ..training.datasets.row import Source
from ..training.errors import ConfigError
from ..training.reading import read_config

FUNCTION = ReadLimits(
    characters=2_000, nesting=50, steps=5_000, graph=Limits(500, 1_000, 100_000, 2_500_000)
)
"""How large the function of the data set curve may be."""


PLAIN = ("x1", "x2")
"""What axes are called that have no names."""


def configure(given: Any, settings: Settings, base: Config | None = None) -> Config:
    """Read a configuration; what is not given is that of ``base``, or the default.

    Raises:
        ConfigError: it is wrong, or larger than the settings allow.
    """
    config = read_config(given, base)
    check(config, train_bounds(settings))
    return config


def points_of(config: Config, settings: Settings) -> Data:
    """Make the data of a configuration.

    Raises:
        ProgramError: the function of a curve cannot be read.
        EngineError: it cannot be computed in time.
    """
    function = config.dataset.function
    if DATASETS[config.dataset.name].source is not Source.FUNCTION or function is None:
        return make_data(config.dataset)
    with within("/dataset/function"):
        return make_data(config.dataset, _Curve(function))


@contextmanager
def within(field: str) -> Iterator[None]:
    """Let what is wrong with a configuration point into this field of a request."""
    try:
        yield
    except ConfigError as error:
        error.where = field + error.where.rstrip("/")
        raise
    except ProgramError as error:
        error.field = field + (error.field or "")
        raise


class _Curve:
    """A text in the program language as a function of x1, number by number."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, x1: Array) -> Array:
        """Compute f for each of these numbers."""
        if len(self._text) > FUNCTION.characters:
            raise ConfigError(
                "",
                f"the function has more than {FUNCTION.characters:,} characters",
                hint="write it shorter",
            )
        try:
            return np.full(x1.shape, float(self._text))
        except ValueError:
            pass
        try:
            program = read_program(self._text, {"x1": x1}, limits=FUNCTION)
        except ProgramError as error:
            if error.kind != "unused-input":
                raise
            program = read_program(self._text, limits=FUNCTION)
        tape = Tape(program.graph, [program.output])
        tape.forward()
        value = tape.values[program.output]
        if value.shape not in ((), x1.shape):
            raise ConfigError(
                "",
                "the function does not give one number for each x1",
                hint="write it element by element: x1**3 - x1",
            )
        return np.broadcast_to(value, x1.shape)


def own_points(config: Config, data: Data) -> Config:
    """Return the configuration with its points written out, so that they can be changed."""
    if DATASETS[config.dataset.name].source is Source.POINTS:
        return config
    rows = np.column_stack([data.points.T, data.labels]).tolist()
    points = tuple((x1, x2, label) for x1, x2, label in rows)
    dataset = replace(
        config.dataset,
        name=OWN_POINTS.name,
        points=points,
        variant=None,
        function=None,
        classes=None,
        columns=config.dataset.columns or (None if data.names == PLAIN else data.names),
        class_names=data.class_names or None,
    )
    return replace(config, dataset=dataset)
