"""What makes a descent a stochastic one, in the requests that have one."""

from pydantic import Field

from ...descent.stochastic import Stochastic
from .common import Ask


class StochasticAsk(Ask):
    """Noise in the gradient, or a few rows of the data."""

    noise: float = Field(
        default=0.0,
        ge=0,
        le=1e9,
        description="σ of the noise: to every element of the gradient a number drawn from the "
        "normal distribution N(0, σ²) is added before the rule gets it, anew for each update.",
    )
    batch_size: int | None = Field(
        default=None,
        ge=1,
        description="Mini-batches: how many rows of the data each update is made from, all when "
        "left out. The data are the constants with the longest first axis, and what else has as "
        "many rows and does not learn; the loss has to be a mean or a sum over the rows. Every "
        "epoch goes through them in another order; those that are left over wait for the next. "
        "Losses and gradients of the answer are those of all rows.",
        examples=[2],
    )
    stochastic_seed: int = Field(
        default=1, ge=0, lt=2**32, description="Of the noise, and of the order of the rows."
    )

    def stochastic(self) -> Stochastic:
        """Return it as the descent takes it."""
        return Stochastic(self.noise, self.batch_size, self.stochastic_seed)
