"""First weights, from a seed alone: the same seed begins the same run."""

from collections.abc import Callable, Sequence
from math import sqrt
from typing import Protocol

import numpy as np

from ..engine.ops.op import Array
from .config import InitConfig


class Shaped(Protocol):
    """What is asked of a block of parameters."""

    @property
    def units(self) -> int:
        """How many units."""

    @property
    def inputs(self) -> int:
        """How many inputs each has."""

    @property
    def size(self) -> int:
        """How many parameters."""

    def weights(self, flat: Array) -> Array:
        """Return the block's weights in a flat vector: units × inputs."""


Draw = Callable[[np.random.Generator, int, int], Array]

DRAWS: dict[str, Draw] = {
    "xavier": lambda rng, units, inputs: rng.normal(0, sqrt(2 / (inputs + units)), (units, inputs)),
    "he": lambda rng, units, inputs: rng.normal(0, sqrt(2 / inputs), (units, inputs)),
    "normal": lambda rng, units, inputs: rng.normal(0, sqrt(1 / inputs), (units, inputs)),
    "uniform": lambda rng, units, inputs: rng.uniform(-0.5, 0.5, (units, inputs)),
    "zeros": lambda rng, units, inputs: np.zeros((units, inputs)),
}
"""Weights of one block, units × inputs; ``xavier`` after Glorot and Bengio 2010, ``he`` after He et
al. 2015."""


def initialize(init: InitConfig, blocks: Sequence[Shaped]) -> Array:
    """Return all parameters, flat, with biases of zero where they are not given.

    ``legacy_uniform`` is 2·random() − 1 of NumPy's first generator, layer by layer and input by
    input, as the eleven-line network draws its weights.
    """
    scheme, seed = init.scheme, init.seed
    if scheme == "given":
        return np.array(init.parameters)
    flat = np.zeros(sum(block.size for block in blocks))
    if scheme == "legacy_uniform":
        legacy = np.random.RandomState(seed)
        for block in blocks:
            block.weights(flat)[:] = (2 * legacy.random_sample((block.inputs, block.units)) - 1).T
        return flat
    rng = np.random.default_rng(seed)
    for block in blocks:
        block.weights(flat)[:] = DRAWS[scheme](rng, block.units, block.inputs)
    return flat
