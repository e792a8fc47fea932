"""The loop of a program that learns, which a script puts around its passes."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...engine.graph import Graph
from ..program import Program
from .identifiers import Identifiers

COUNTER, OPTIMIZER = "update", "optimizer"


@dataclass(frozen=True, slots=True)
class MiniBatches:
    """Rows of the data that the updates of a loop are made from; the loss is that of all rows."""

    program: Program
    """The program with the rows of a batch: its nodes are those of the program with all rows."""
    leaves: tuple[int, ...]
    """The data, by node id."""
    rows: int
    """How many there are."""
    size: int
    """How many a batch has."""
    seed: int
    scale: float
    """What the gradient of a batch is multiplied by."""


@dataclass(frozen=True, slots=True)
class Varying:
    """What differs from update to update; by default nothing."""

    rate: float = 0.0
    """The learning rate that a factor is of."""
    factor: str = ""
    """The factor, with a hole for the ``update``; empty where the rate is always the same."""
    in_gradient: bool = False
    """Whether PyTorch's optimiser has to get the factor with the gradient, as for a velocity that
    keeps the rates that it was made with."""
    noise: float = 0.0
    """The standard deviation of what is added to the gradient, from ``seed``."""
    seed: int = 1
    batches: MiniBatches | None = None


STEADY = Varying()


@dataclass(frozen=True, slots=True)
class Loop:
    """So many updates of some leaves, by the lines of one rule."""

    leaves: tuple[int, ...]
    """The parameters, by node id."""
    updates: int
    slots: tuple[str, ...]
    """What the rule keeps of each parameter; it begins at 0."""
    lines: tuple[str, ...]
    """The step of one parameter in NumPy, with holes: ``p``, its gradient ``g``, the slots, and
    ``k``, how many updates there are with this one, and ``r``, the rate, where it varies."""
    torch: str
    """PyTorch's optimiser, with a hole for the parameters: ``SGD({parameters}, lr=0.1)``."""
    varying: Varying = STEADY

    def begin(self, counter: str) -> str:
        """Return the line that the loop begins with; its last round only prints the loss."""
        return f"for {counter} in range({self.updates + 1}):"


class Steps:
    """The NumPy lines of a loop: what is kept of each parameter, and its step."""

    def __init__(self, loop: Loop, names: Identifiers, graph: Graph) -> None:
        self._loop, self._graph = loop, graph
        self.counter = names.another(COUNTER)
        self._rate = names.another("rate") if loop.varying.factor else ""
        self._random = names.another("random") if loop.varying.noise else ""
        self._holes: dict[int, dict[str, str]] = {}
        for leaf in loop.leaves:
            p = names.values[leaf]
            kept = {slot: names.another(f"{p}_{slot}") for slot in loop.slots}
            own = {"p": p, "g": names.gradients[leaf], "k": f"({self.counter} + 1)"}
            own["r"] = self._rate
            self._holes[leaf] = own | kept

    def kept(self) -> Iterator[str]:
        """Yield the lines before the loop."""
        for holes in self._holes.values():
            if self._loop.slots:
                yield " = ".join(holes[slot] for slot in self._loop.slots) + " = 0.0"
        if self._random:
            yield f"{self._random} = np.random.default_rng({self._loop.varying.seed})"

    def before(self) -> Iterator[str]:
        """Yield the lines before the steps of an update."""
        varying = self._loop.varying
        if varying.factor:
            yield f"{self._rate} = {varying.rate} * ({varying.factor.format(update=self.counter)})"

    def of(self, leaf: int) -> list[str]:
        """Return the lines of one parameter's step."""
        lines = [line.format(**self._holes[leaf]) for line in self._loop.lines]
        if not self._random:
            return lines
        return [f"{self._holes[leaf]['g']} = {self._noisy(leaf)}", *lines]

    def _noisy(self, leaf: int) -> str:
        g, sigma = self._holes[leaf]["g"], self._loop.varying.noise
        return f"{g} + {sigma} * {drawn(self._random, self._graph, leaf)}"


def drawn(random: str, graph: Graph, leaf: int) -> str:
    """Write numbers of a standard normal distribution in the shape of a leaf."""
    shape = graph.nodes[leaf].shape
    return f"{random}.standard_normal({shape or ''})"
