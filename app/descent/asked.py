"""A descent as it is asked for: what a request leaves out is as the program's own update says."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..language import Program
from ..training.config import OptimizerConfig
from ..training.reading import Json, read_optimizer
from .stochastic import EXACT, Stochastic


@dataclass(frozen=True, slots=True)
class Descent:
    """By which rule what is to learn, and for how long."""

    options: OptimizerConfig
    parameters: Sequence[str] | None
    """By name; ``None`` is all that a gradient flows back to."""
    updates: int
    stochastic: Stochastic = EXACT


def descent_of(
    program: Program,
    optimizer: Json = None,
    parameters: Sequence[str] | None = None,
    updates: int | None = None,
    where: str = "",
    stochastic: Stochastic = EXACT,
) -> Descent:
    """Return a descent; of what is ``None``, that which the text of the program says.

    ``optimizer`` is the update rule as JSON, which stands at ``where`` in a request. Where it names
    no other rule than the text does, it adds to the text's. Without either it is one update of the
    plain rule.

    Raises:
        ConfigError: the rule is not known, or one of its options is not what it takes.
    """
    written, given = program.update, optimizer or {}
    if written is None:
        times = 1 if updates is None else updates
        return Descent(read_optimizer(given, where), parameters, times, stochastic)
    if given.get("name", written.rule) == written.rule:
        given = {"name": written.rule, "learning_rate": written.rate, **given}
    return Descent(
        read_optimizer(given, where),
        written.parameters if parameters is None else parameters,
        written.times if updates is None else updates,
        stochastic,
    )
