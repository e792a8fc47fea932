"""A descent written down: losses, parameters and gradients at every so many updates."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..engine.errors import DeadlineError
from ..engine.ops.op import Array
from .learner import Diverged, Learner


@dataclass(slots=True)
class History:
    """What was seen on the way, the start first and the end last."""

    updates: list[int] = field(default_factory=list)
    losses: list[float] = field(default_factory=list)
    values: list[Array] = field(default_factory=list)
    """The parameters, flat."""
    gradients: list[Array] = field(default_factory=list)
    """The gradient of the loss there, flat."""
    rates: list[float] = field(default_factory=list)
    """The learning rate of the update that follows."""
    memory: list[Mapping[str, Array]] | None = None
    """What the update before made on its way, by symbol; ``None`` where nobody wants to know."""
    diverged: Diverged | None = None
    rested: bool = False
    """Whether it ended because nothing moved any more."""

    def look(self, learner: Learner) -> None:
        """Write down how it stands, once."""
        if self.updates[-1:] != [learner.updates]:
            self.updates.append(learner.updates)
            self.losses.append(learner.loss)
            self.values.append(learner.values.copy())
            self.gradients.append(learner.look().copy())
            self.rates.append(learner.rate)
            if self.memory is not None:
                self.memory.append(learner.remembered())


def descend(
    learner: Learner,
    updates: int,
    every: int = 1,
    tolerance: float | None = None,
    *,
    explain: bool = False,
) -> History:
    """Make updates and write down the start, every so many, and the end.

    Args:
        learner: what learns; it is left at the end.
        updates: how many to make at most.
        every: updates between two rows.
        tolerance: the descent rests, and ends, once no parameter moved by more than this times
            max(1, |p|); ``None`` goes on.
        explain: whether to write down what the rule remembers, too.

    Raises:
        DeadlineError: it takes longer than it may; what it says is how many fit.
        EngineError: a gate met data it cannot work on.
    """
    history = History(memory=[] if explain else None)
    history.look(learner)
    first = made = learner.updates
    try:
        for made in learner.run(updates, tolerance):
            if (made - first) % every == 0:
                history.look(learner)
    except DeadlineError as error:
        raise DeadlineError(
            f"{made - first:,} of {updates:,} updates fit into the time of a request",
            hint="ask for fewer, and go on from the parameters where they end",
        ) from error
    history.look(learner)
    history.diverged = learner.diverged
    history.rested = learner.diverged is None and made - first < updates
    return history
