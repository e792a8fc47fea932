"""A program with other numbers: its inputs drawn anew, so that the same can be asked again.

What is drawn is short, whole numbers for whole numbers and one decimal for others, has the shapes
that were there, and is looked at: every value and every gradient is finite and not far larger than
it was, no gate stands on a kink that did not, and no fewer inputs have a gradient. Labels, marks of
0 and 1, constants and what a maker makes stay as they are.
"""

import ast
from collections.abc import Mapping
from random import Random

import numpy as np

from ..engine.errors import EngineError
from ..engine.kinks import Kinks
from ..engine.ops.op import Array
from ..engine.stopping import may_go_on
from ..engine.tape import Tape
from ..language import Program, ProgramError, ReadLimits, read_program
from ..language.python_tree import expression_of
from ..language.reader import DEFAULT_LIMITS
from .worlds import moving

TRIES = 120
WHOLE = 5
"""The largest whole number that is drawn."""
TENTHS = 20
"""The largest number with one decimal that is drawn, in tenths."""
LARGEST = 100
FARTHER = 10
"""By how much numbers may be larger than those that were there, if not at most ``LARGEST``."""


def renumbered(text: str, seed: int, limits: ReadLimits = DEFAULT_LIMITS) -> str:
    """Return a program with other numbers for its inputs; a seed always draws the same.

    Raises:
        ProgramError: the program cannot be read, has no numbers to draw, or no others suit it.
    """
    program = read_program(text, limits=limits)
    places = _places(program)
    if not places or any(node.shape_only for node in program.graph.nodes):
        raise ProgramError(
            "no-exercise",
            "this program has no inputs whose numbers could be drawn anew",
            hint="write numbers for an input, as in x = 2, or X = [[1, 2], [3, 4]]",
        )
    own = _Run(program)
    random = Random(f"chainrule numbers {seed}")
    for attempt in range(TRIES):
        may_go_on()
        drawn = {
            leaf: _drawn(random, own.values[leaf], keeps_sign=attempt >= TRIES // 3)
            for leaf in places
        }
        if all(np.array_equal(drawn[leaf], own.values[leaf]) for leaf in places):
            continue
        if own.suits(drawn):
            return _written(program, drawn)
    raise ProgramError(
        "no-exercise",
        "no other short numbers suit this program: its values would be infinite, or far too large",
        hint="change the numbers of its inputs by hand",
    )


def _places(program: Program) -> list[int]:
    """List the inputs whose numbers are written in the program, and may be others."""
    return [leaf for leaf in moving(program) if _literal(program, leaf) is not None]


def _literal(program: Program, leaf: int) -> str | None:
    """Return the numbers of an input as the program has them, where it has them on one line."""
    place = program.graph.nodes[leaf].source
    if place is None or place.line != place.end_line:
        return None
    text = program.text.split("\n")[place.line - 1][place.column : place.end_column]
    try:
        found = expression_of(text)
    except SyntaxError:
        return None
    return text if _is_numbers(found) else None


def _is_numbers(tree: ast.expr) -> bool:
    if isinstance(tree, ast.List | ast.Tuple):
        return all(map(_is_numbers, tree.elts))
    if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub | ast.UAdd):
        tree = tree.operand
    return isinstance(tree, ast.Constant) and type(tree.value) in (int, float)


def _drawn(random: Random, old: Array, *, keeps_sign: bool) -> Array:
    """Draw numbers like those of an array, in its shape, none of them 0."""
    is_whole = bool(np.all(old == np.round(old)))
    most, unit = (WHOLE, 1.0) if is_whole else (TENTHS, 10.0)
    signs = [float(np.sign(one)) or 1.0 for one in old.flat] if keeps_sign else []
    found = [random.randint(1, most) * random.choice((-1, 1)) / unit for _ in range(old.size)]
    if keeps_sign:
        found = [sign * abs(one) for sign, one in zip(signs, found, strict=True)]
    return np.array(found, dtype=float).reshape(old.shape)


class _Run:
    """A program run forward and back at its own numbers, and at others."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.tape = Tape(program.graph, [program.output])
        self.tape.forward()
        self.tape.backward()
        self.values = [value.copy() for value in self.tape.values]
        self.largest, self.alive = self._largest(), self._alive()
        self.kinked = Kinks(self.tape).nodes

    def suits(self, drawn: Mapping[int, Array]) -> bool:
        """Tell whether numbers are as good to work with as the program's own."""
        for leaf, value in drawn.items():
            self.tape.set(leaf, value)
        try:
            self.tape.forward()
        except EngineError:
            return False
        self.tape.backward()
        largest = self._largest()
        return (
            np.isfinite(largest)
            and largest <= max(LARGEST, FARTHER * self.largest)
            and self._alive() >= self.alive
            and Kinks(self.tape).nodes <= self.kinked
        )

    def _largest(self) -> float:
        gradients = (one for one in self.tape.gradients if one is not None)
        arrays = (*self.tape.values, *gradients)
        if not all(np.isfinite(one).all() for one in arrays):
            return np.inf
        return max(float(np.max(np.abs(one), initial=0.0)) for one in arrays)

    def _alive(self) -> int:
        """Count the inputs with a gradient that is not zero."""
        found = (self.tape.gradients[leaf] for leaf in self.program.inputs.values())
        return sum(one is not None and bool(np.any(one)) for one in found)


def _written(program: Program, drawn: Mapping[int, Array]) -> str:
    """Write numbers into the text of a program, where those before them stood."""
    lines = program.text.split("\n")
    nodes = program.graph.nodes
    for leaf in sorted(drawn, key=lambda one: -_column(program, one)):
        place = nodes[leaf].source
        assert place is not None
        line = lines[place.line - 1]
        told = _listed(drawn[leaf])
        lines[place.line - 1] = line[: place.column] + told + line[place.end_column :]
    return "\n".join(lines)


def _column(program: Program, leaf: int) -> int:
    place = program.graph.nodes[leaf].source
    return 0 if place is None else place.column


def _listed(value: Array) -> str:
    if value.shape:
        return f"[{', '.join(_listed(part) for part in value)}]"
    one = float(value)
    return str(int(one)) if one.is_integer() else repr(one)
