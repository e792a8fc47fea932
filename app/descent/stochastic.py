"""What makes a descent a stochastic one: noise in its gradient, or a few rows of its data."""

from dataclasses import dataclass

import numpy as np

from ..engine.ops.op import Array


@dataclass(frozen=True, slots=True)
class Stochastic:
    """How the gradient of an update differs from that of the whole loss; by default not at all."""

    noise: float = 0.0
    """σ: to every element a number from N(0, σ²) is added, drawn anew for each update."""
    batch: int | None = None
    """How many rows of the data an update is made from; ``None`` is all of them."""
    seed: int = 1
    """Of the noise, and of the order of the rows."""


EXACT = Stochastic()
"""From the gradient of the whole loss."""


class Noise:
    """Numbers that are added to a gradient: ``g + σ·z`` with z from N(0, 1).

    It is the noise of Langevin dynamics with a free σ: Welling and Teh, *Bayesian learning via
    stochastic gradient Langevin dynamics*, 2011.
    """

    def __init__(self, stochastic: Stochastic) -> None:
        self.sigma = stochastic.noise
        self._random = np.random.default_rng(stochastic.seed)

    def add_to(self, gradient: Array) -> None:
        """Add the next numbers, in the order of the flat vector."""
        if self.sigma:
            gradient += self.sigma * self._random.standard_normal(gradient.size)
