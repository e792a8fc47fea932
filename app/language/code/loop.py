"""The loop of a program that learns, which a script puts around its passes."""

from collections.abc import Iterator
from dataclasses import dataclass

from .identifiers import Identifiers

COUNTER, OPTIMIZER = "update", "optimizer"


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
    ``k``, how many updates there are with this one."""
    torch: str
    """PyTorch's optimiser, with a hole for the parameters: ``SGD({parameters}, lr=0.1)``."""

    def begin(self, counter: str) -> str:
        """Return the line that the loop begins with; its last round only prints the loss."""
        return f"for {counter} in range({self.updates + 1}):"


class Steps:
    """The NumPy lines of a loop: what is kept of each parameter, and its step."""

    def __init__(self, loop: Loop, names: Identifiers) -> None:
        self._loop = loop
        self.counter = names.another(COUNTER)
        self._holes: dict[int, dict[str, str]] = {}
        for leaf in loop.leaves:
            p = names.values[leaf]
            kept = {slot: names.another(f"{p}_{slot}") for slot in loop.slots}
            own = {"p": p, "g": names.gradients[leaf], "k": f"({self.counter} + 1)"}
            self._holes[leaf] = own | kept

    def kept(self) -> Iterator[str]:
        """Yield the lines before the loop."""
        for holes in self._holes.values():
            if self._loop.slots:
                yield " = ".join(holes[slot] for slot in self._loop.slots) + " = 0.0"

    def of(self, leaf: int) -> list[str]:
        """Return the lines of one parameter's step."""
        return [line.format(**self._holes[leaf]) for line in self._loop.lines]
