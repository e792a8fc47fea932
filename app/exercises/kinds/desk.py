"""What the kinds read of a program: its numbers, its names, and what chance gives them."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np

from ...engine.graph import Edge
from ...engine.ops.op import Array
from ...engine.tape import Tape
from ...language import Program, ProgramError, ReadLimits, read_program
from ..composing import Composer
from ..exercise import Exercise
from ..filling import Unwritten
from ..worlds import World, worlds_of

T = TypeVar("T")

MOST_ELEMENTS = 12
"""Of an array that is asked for in numbers."""
LONGEST_NAME = 24
"""Characters of an expression that a value without a name is called by."""
MOST_NAMES = 400
"""Named values of a program that anybody is asked about."""


class Desk:
    """One exercise, read and run forward and back.

    Raises:
        ProgramError: the program cannot be read, or it ``needs_numbers`` and has a shape only.
    """

    def __init__(
        self, exercise: Exercise, limits: ReadLimits, *, needs_numbers: bool = True
    ) -> None:
        self.exercise, self.limits = exercise, limits
        self.program: Program = read_program(exercise.program, limits=limits)
        self.graph = self.program.graph
        if len(self.graph.names) > MOST_NAMES:
            raise self.refused(
                f"the program names more than {MOST_NAMES} values",
                "choose a program that can be done by hand",
            )
        self.has_numbers = not any(node.shape_only for node in self.graph.nodes)
        if needs_numbers and not self.has_numbers:
            raise self.refused(
                "this program has shapes without numbers, and these questions are about numbers",
                "choose to fill in its shapes, or a program with numbers",
            )
        self.tape = Tape(self.graph, [self.program.output], shapes_do=True)
        self.tape.forward()
        self.tape.backward()
        self.worlds: tuple[World, ...] = worlds_of(self.program) if self.has_numbers else ()
        world = self.worlds[0] if self.worlds else None
        self.composer = Composer(self.program, world, limits)
        self.known = [self.composer.known(one) for one in self.worlds]
        """All that a line may read, in each world; there is none where there are no numbers."""
        self.output = self.program.output_name or "out"
        kind = int.from_bytes(exercise.kind.encode()[:6])
        self._chance = np.random.default_rng([kind, exercise.seed])

    # -- what there is ----------------------------------------------------------------------------

    def named(self) -> Iterator[tuple[str, int]]:
        """Yield the values with a name that a gradient flows back to, in the order of the graph."""
        for node in self.graph.nodes:
            name = self.composer.called(node.id)
            if name is not None and self.tape.gradients[node.id] is not None:
                yield name, node.id

    def asked(self) -> list[tuple[str, int]]:
        """List those whose gradients are not given: all but the output."""
        return [(name, node) for name, node in self.named() if node != self.program.output]

    def gradient(self, node: int) -> Array:
        """Return the gradient of the output with respect to a node of ``named``."""
        found = self.tape.gradients[node]
        assert found is not None
        return found

    def flows(self) -> list[Edge]:
        """List the wires along which a gradient comes back, from the output on."""
        wires = [e for e in self.graph.edges if self.tape.contributions[e.id] is not None]
        return sorted(wires, key=lambda edge: (-edge.target, edge.slot))

    def called(self, node: int) -> str:
        """Name a node by its name, or by what the program has for it."""
        name = self.composer.called(node)
        if name is not None:
            return name
        if node == self.program.output:
            return self.output
        try:
            text = self.composer.value(node)
        except Unwritten:
            text = ""
        op = self.graph.nodes[node].op
        return f"({text})" if 0 < len(text) <= LONGEST_NAME else f"{op.name if op else 'n'}{node}"

    def line(self, node: int) -> int | None:
        """Return the line of the program that a node stands in."""
        source = self.graph.nodes[node].source
        return None if source is None else source.line

    # -- chance -----------------------------------------------------------------------------------

    def some(self, many: Sequence[T], most: int) -> list[T]:
        """Choose at most so many, in the order in which they are."""
        if len(many) <= most:
            return list(many)
        chosen = sorted(int(k) for k in self._chance.permutation(len(many))[:most])
        return [many[k] for k in chosen]

    def shuffled(self, many: Sequence[T]) -> list[T]:
        """Return them in another order, where there is one."""
        order = [int(k) for k in self._chance.permutation(len(many))]
        if order == sorted(order):
            order = order[1:] + order[:1]
        return [many[k] for k in order]

    def refused(self, message: str, hint: str) -> ProgramError:
        """Make the error of a program that nothing of a kind can be asked of."""
        return ProgramError("no-exercise", message, hint=hint)
