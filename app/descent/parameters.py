"""Which of a program's inputs learn, as one flat vector that an update rule works on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from ..engine.activity import find_active
from ..engine.errors import ArgumentError, ShapeError, shorten
from ..engine.ops.op import Array, Shape, describe_shape
from ..engine.tape import require_numbers
from ..language import Program
from ..language.names import normal

MOST_NAMED = 8
"""How many inputs a hint lists."""


@dataclass(frozen=True, slots=True)
class Block:
    """One input that learns, and where it lies in the flat vector."""

    name: str
    leaf: int
    shape: Shape
    start: int

    @property
    def stop(self) -> int:
        """Where the next one begins."""
        return self.start + prod(self.shape)

    def view(self, flat: Array) -> Array:
        """Return this part of a flat vector, in its own shape."""
        return flat[self.start : self.stop].reshape(self.shape)

    def element(self, index: int) -> str:
        """Return what one place of the flat vector is called: ``W[0,2]``."""
        place = np.unravel_index(index - self.start, self.shape)
        return f"{self.name}[{','.join(map(str, place))}]" if self.shape else self.name


@dataclass(frozen=True, slots=True)
class Parameters:
    """The inputs that learn, in the order of the program."""

    blocks: tuple[Block, ...]

    @property
    def size(self) -> int:
        """How many numbers they are together."""
        return self.blocks[-1].stop if self.blocks else 0

    def views(self, flat: Array) -> dict[int, Array]:
        """Return the parts of a flat vector by their leaves."""
        return {block.leaf: block.view(flat) for block in self.blocks}

    def named(self, flat: Array) -> dict[str, Array]:
        """Return copies of the parts of a flat vector by their names."""
        return {block.name: block.view(flat).copy() for block in self.blocks}

    def flat(self, values: Mapping[int, Array]) -> Array:
        """Return the values of leaves as one vector."""
        return np.concatenate([values[block.leaf].ravel() for block in self.blocks])

    def element(self, index: int) -> str:
        """Return what one place of the flat vector is called."""
        return next(b for b in self.blocks if index < b.stop).element(index)


def parameters_of(program: Program, names: Sequence[str] | None = None) -> Parameters:
    """Return the inputs of these names, or all that a gradient flows back to.

    Raises:
        ArgumentError: there is no such input, or no gradient flows back to it.
        ShapeError: the output is not one number.
    """
    require_loss(program)
    chosen = learnable(program) if names is None else named_parameters(program, names)
    if not chosen:
        raise ArgumentError(
            "nothing in this program can learn: no gradient flows back to an input",
            hint="bind a name to a number, as in w = 1, and use it in the loss",
        )
    blocks, start = [], 0
    for name in chosen:
        leaf = program.inputs[name]
        blocks.append(Block(name, leaf, program.graph.nodes[leaf].shape, start))
        start = blocks[-1].stop
    return Parameters(tuple(blocks))


def require_loss(program: Program) -> None:
    """Refuse a program whose output is not one number, for there is nothing to make smaller.

    Raises:
        ShapeError: it is an array.
        NumbersError: it has no numbers.
    """
    require_numbers(program.graph, [program.output])
    shape = program.graph.nodes[program.output].shape
    if prod(shape) != 1:
        name = program.output_name
        raise ShapeError(
            f"{name or 'the output'} has shape {describe_shape(shape)}; a loss is one number",
            hint=f"end with sum({name or '…'}) or mean({name or '…'})",
        )


def learnable(program: Program) -> list[str]:
    """Return the names of the inputs that a gradient flows back to, in order."""
    active = find_active(program.graph, (program.output,))
    return [name for name, leaf in program.inputs.items() if active[leaf]]


def named_parameters(program: Program, names: Sequence[str]) -> list[str]:
    """Return the names that were asked for, each once and in the order of the program.

    Raises:
        ArgumentError: there is no such input, no gradient flows back to it, or no name at all.
    """
    able = learnable(program)
    wanted = {normal(name): name for name in names}
    for name, asked in wanted.items():
        if name in able:
            continue
        some = ", ".join(able[:MOST_NAMED]) + ", …" * (len(able) > MOST_NAMED)
        hint = f"{some} can learn" if able else "no input of this program can learn"
        if name in program.inputs:
            raise ArgumentError(f"no gradient flows back to {shorten(asked)}", hint=hint)
        kind = "is a constant" if name in program.constants else "is no input of the program"
        raise ArgumentError(f"{shorten(asked)} {kind}", hint=hint)
    if not wanted:
        raise ArgumentError("no parameter is named", hint="leave the list out for all of them")
    return [name for name in able if name in wanted]
