"""Difference quotients: one entry of a leaf is moved, and what the outputs do is measured."""

import math
from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .graph import Node
from .held import hold
from .kinks import Kinks, Opener
from .ops.op import Array, Pattern
from .tape import Tape

Scheme: TypeAlias = Literal["central", "forward"]

EPSILON = float(np.finfo(np.float64).eps)

_ROUNDING = 4 * EPSILON
"""The rounding of a difference of two runs, relative to what ``_Sizes`` adds up."""


_EXACT = ("routes", "moves", "flips", "blocks")
"""What gates do that round nothing: they hand numbers on, or steps of 0 and 1."""

_CUTTING = ("routes", "blocks")
"""What gates do that can hand nothing on of an operand, exactly: of a loser, or of any."""

_FOLDING = (Pattern.REDUCTION, Pattern.PRODUCT, Pattern.BLOCK)


class Slopes(NamedTuple):
    """Difference quotients at one entry and one step."""

    left: float
    right: float
    central: float

    @property
    def gap(self) -> float:
        """How far the slopes to both sides are apart."""
        return abs(self.right - self.left)

    def by(self, scheme: Scheme) -> float:
        """Return the quotient of a scheme."""
        return self.central if scheme == "central" else self.right


class Prober:
    """Moves one entry at a time and measures what the outputs do.

    It runs a tape that holds what no gradient flows through, so a class label that is a number too
    can be moved. The given tape has run forward and backward and is left as it is.
    """

    def __init__(
        self,
        tape: Tape,
        scheme: Scheme,
        opener: Opener | None,
    ) -> None:
        self.scheme = scheme
        self._seeds = [tape.seed(output).copy() for output in tape.outputs]
        self._sizes = _Sizes(tape)
        self._size = 0.0
        self._tape, self._shift = hold(tape)
        self._here = self._values()
        self._kinks = Kinks(self._tape, opener)

    def entries(self, leaf: int) -> Array:
        """Return the entries of a leaf of the given tape, to be moved next, as a flat view."""
        self._size = self._sizes.of(leaf)
        return self._tape.values[leaf + self._shift].reshape(-1)

    def rounding(self, h: float) -> float:
        """Return by how much rounding may falsify a quotient of these entries with this step."""
        return _ROUNDING * self._size / h

    def is_finite(self) -> bool:
        """Tell whether the outputs are finite where nothing is moved."""
        return all(bool(np.isfinite(value).all()) for value in self._here)

    def leaves_kink(self, entries: Array, place: int, h: float) -> bool:
        """Tell whether moving an entry moves a gate off a kink that the gate stands on."""
        return self._at_either_end(entries, place, h, self._kinks.left)

    def crosses_kink(self, entries: Array, place: int, h: float) -> bool:
        """Tell whether moving an entry takes a gate off a kink, or to another side of one."""
        return self._at_either_end(entries, place, h, self._kinks.crossed)

    def strains(self, entries: Array, place: int, h: float) -> bool:
        """Tell whether moving an entry moves what a clamp holds fast."""
        return self._at_either_end(entries, place, h, self._kinks.strained)

    def is_cut_off(self, entries: Array, place: int, h: float) -> bool:
        """Tell whether moving an entry changes nothing past gates that lose it exactly.

        A change that an addition rounds away is lost too, and is no proof: there is a slope.
        """
        self._run()
        before = [value.copy() for value in self._tape.values]

        def goes_on() -> bool:
            moved = [a != b for a, b in zip(before, self._tape.values, strict=True)]
            changed = [bool(np.any(where)) for where in moved]
            return any(changed[output] for output in self._tape.outputs) or any(
                changed[k] and not changed[node.id] and not self._loses(node, moved[k])
                for node in self._tape.graph.nodes
                for k in node.inputs
            )

        return not self._at_either_end(entries, place, h, goes_on)

    def _loses(self, node: Node, moved: NDArray[np.bool_]) -> bool:
        """Tell whether a gate can hand nothing on of an operand that moves, without rounding."""
        assert node.op is not None
        value = self._tape.values[node.id]
        is_shut = node.op.behaviour == "gates" and value.shape == moved.shape
        return node.op.behaviour in _CUTTING or (is_shut and not np.any(value[moved]))

    def slopes(self, entries: Array, place: int, h: float) -> Slopes:
        """Measure at one entry of a leaf; the steps taken are those that floats can take."""
        x = float(entries[place])
        try:
            entries[place] = x + h
            up, above = float(entries[place]) - x, self._run()
            entries[place] = x - h
            down, below = x - float(entries[place]), self._run()
        finally:
            entries[place] = x
        if up <= 0.0 or down <= 0.0:
            return Slopes(np.nan, np.nan, np.nan)
        return Slopes(
            self._change(below, self._here) / down,
            self._change(self._here, above) / up,
            self._change(below, above) / (up + down),
        )

    def restore(self) -> None:
        """Run once more with every entry where it was."""
        self._tape.forward()

    def _at_either_end(
        self, entries: Array, place: int, h: float, holds: Callable[[], bool]
    ) -> bool:
        x = float(entries[place])
        try:
            for moved in (x + h, x - h):
                entries[place] = moved
                self._run()
                if holds():
                    return True
        finally:
            entries[place] = x
        return False

    def _run(self) -> list[Array]:
        self._tape.forward()
        return self._values()

    def _values(self) -> list[Array]:
        return [self._tape.values[output].copy() for output in self._tape.outputs]

    def _change(self, before: list[Array], after: list[Array]) -> float:
        with np.errstate(all="ignore"):
            return sum(
                float(np.sum(seed * (b - a)))
                for seed, a, b in zip(self._seeds, before, after, strict=True)
            )


class _Sizes:
    """How far rounding can put the outputs off, relative to that of one number.

    With a relative rounding error at each gate that depends on what is moved, the outputs are off
    by gradient × value × that error (Higham, *Accuracy and Stability of Numerical Algorithms*,
    chapter 3). The errors are as good as independent, so their squares add up. A gate that adds
    many numbers up, or that stands for many gates, rounds on the way too: there what it reads
    counts as well.
    """

    def __init__(self, tape: Tape) -> None:
        nodes = tape.graph.nodes
        self._inputs = [node.inputs for node in nodes]
        self._squares = [0.0] * len(nodes)
        with np.errstate(all="ignore"):
            for node in nodes:
                gradient = tape.gradients[node.id]
                if node.op is not None and node.op.behaviour not in _EXACT and gradient is not None:
                    self._add(node.id, gradient, tape.values[node.id])
            for edge in tape.graph.edges:
                op, contribution = nodes[edge.target].op, tape.contributions[edge.id]
                if op is not None and op.pattern in _FOLDING and contribution is not None:
                    self._add(edge.target, contribution, tape.values[edge.source])

    def _add(self, node: int, slope: Array, value: Array) -> None:
        square = float(np.sum(np.square(slope * value)))
        self._squares[node] += square if np.isfinite(square) else 0.0

    def of(self, leaf: int) -> float:
        """Return the size of what the gates that depend on a leaf make."""
        depends = [False] * len(self._inputs)
        depends[leaf] = True
        for node in range(leaf + 1, len(depends)):
            depends[node] = any(depends[k] for k in self._inputs[node])
        total = sum(s for s, counts in zip(self._squares, depends, strict=True) if counts)
        return math.sqrt(total)
