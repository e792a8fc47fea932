"""A descent written down: losses, parameters and gradients at every so many updates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..engine.errors import ArgumentError, DeadlineError, shorten
from ..engine.ops.op import Array
from ..engine.tape import require_numbers
from ..language import Program
from ..language.names import nearest, normal
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
    watched: dict[str, list[Array]] = field(default_factory=dict)
    """The values of what is watched, by its name."""
    diverged: Diverged | None = None
    rested: bool = False
    """Whether it ended because nothing moved any more."""

    def look(self, learner: Learner, watch: Mapping[str, int]) -> None:
        """Write down how it stands, once; ``watch`` are nodes by their names."""
        if self.updates[-1:] != [learner.updates]:
            self.updates.append(learner.updates)
            self.losses.append(learner.loss)
            self.values.append(learner.values.copy())
            self.gradients.append(learner.look().copy())
            self.rates.append(learner.rate)
            if self.memory is not None:
                self.memory.append(learner.remembered())
            for name, node in watch.items():
                self.watched.setdefault(name, []).append(learner.value(node).copy())


def watched_nodes(program: Program, names: Sequence[str]) -> dict[str, int]:
    """Find the nodes that names of a program stand for at its end.

    Raises:
        ArgumentError: the program has no such name.
        NumbersError: a shape is all that it stands for.
    """
    known = {**program.constants, **program.inputs, **program.graph.names}
    found = {normal(name): known.get(normal(name)) for name in names}
    for name, node in found.items():
        if node is None:
            close = nearest(name, known)
            raise ArgumentError(
                f"the program has no {shorten(name)} to watch",
                hint=f"did you mean {close}?" if close else "give names that it binds",
            )
    watched = {name: node for name, node in found.items() if node is not None}
    require_numbers(program.graph, list(watched.values()))
    return watched


def descend(
    learner: Learner,
    updates: int,
    every: int = 1,
    tolerance: float | None = None,
    watch: Sequence[str] = (),
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
        watch: names of the program whose values are written down too.
        explain: whether to write down what the rule remembers, too.

    Raises:
        ArgumentError: the program has no such name to watch.
        DeadlineError: it takes longer than it may; what it says is how many fit.
        EngineError: a gate met data it cannot work on.
    """
    history = History(memory=[] if explain else None)
    nodes = watched_nodes(learner.program, watch)
    history.look(learner, nodes)
    first = made = learner.updates
    try:
        for made in learner.run(updates, tolerance):
            if (made - first) % every == 0:
                history.look(learner, nodes)
    except DeadlineError as error:
        raise DeadlineError(
            f"{made - first:,} of {updates:,} updates fit into the time of a request",
            hint="ask for fewer, and go on from the parameters where they end",
        ) from error
    history.look(learner, nodes)
    history.diverged = learner.diverged
    history.rested = learner.diverged is None and made - first < updates
    return history
