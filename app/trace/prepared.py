"""A program at one level of detail, ready to be told again and again with other numbers.

Everything that follows from the structure is made once; telling runs a tape and puts the numbers
in. One ``Prepared`` may serve many threads: each telling works on a tape of its own.
"""

from collections.abc import Collection, Mapping
from copy import copy
from dataclasses import replace
from math import prod

import numpy as np

from ..choices import Mode, Names
from ..engine.errors import ArgumentError, ShapeError, shorten
from ..engine.graph import Graph
from ..engine.ops.op import Array
from ..engine.tape import Tape
from ..language import Ids, Level, Program, Run, View, at_level
from ..language.levels.parts import gates_inside
from .model import Trace
from .numbers import SENTENCE_DIGITS, show_shape
from .skeleton import Skeleton
from .telling import Telling

KEPT_ELEMENTS = 100_000
"""A tape over more elements than this is not kept for the next telling."""
MOST_NAMED = 8
"""How many inputs a hint lists."""


def prepare(
    program: Program,
    level: Level = Level.GATES,
    closed: Collection[str] = (),
    opened: Collection[str] = (),
    names: Names = "plain",
) -> "Prepared":
    """Open or fold a program to a level and make all that does not depend on values.

    ``names`` says how a name that ends in a number is written.

    Raises:
        ProgramError: the level needs more nodes than the limits allow, or the program has no such
            call to fold or gate to open.
        ArgumentError: calls are closed or gates opened at another level than gates.
    """
    return Prepared(program, at_level(program, level, closed, opened), names)


class Prepared:
    """See the module's docstring; made by :func:`prepare`."""

    def __init__(self, program: Program, view: View, names: Names = "plain") -> None:
        self.names: Names = names
        self.program = program
        self.view = view
        graph: Graph = view.graph
        self.outputs: list[int] = list(dict.fromkeys(view.outputs.ravel().tolist()))
        self.elements = sum(prod(node.shape) for node in graph.nodes if not node.shape_only)
        margins = gates_inside(program.graph, graph, "hinge", "max")
        self.skeleton = Skeleton(graph, self.outputs, margins, names)
        self._leaves = {**program.inputs, **program.constants}
        nodes = program.graph.nodes
        self._known_as = {
            nodes[leaf].name: name for name, leaf in self._leaves.items() if not nodes[leaf].group
        }
        self._idle: dict[Mode, list[Run]] = {"reverse": [], "forward": []}
        """By mode: a tape that once ran backward still holds the gradients of other numbers."""

    def trace(
        self,
        values: Mapping[str, object] | None = None,
        seed: object = None,
        mode: Mode = "reverse",
        wrt: str | None = None,
        array_limit: int | None = 4096,
        digits: int = SENTENCE_DIGITS,
        told: Collection[int] | None = None,
    ) -> Trace:
        """Run the program and return its story.

        Args:
            values: new numbers for inputs and constants by name, each in the shape it was read in.
            seed: reverse mode: the upstream gradient of the output; forward mode: the tangent of
                ``wrt``. A number or an array of its shape; default ones.
            mode: ``reverse`` or ``forward``.
            wrt: forward mode: the input whose tangent is seeded, all others being zero. May be left
                out where there is only one.
            array_limit: arrays of more elements are summarised; ``None`` lists all.
            digits: decimals of the numbers in sentences, at most.
            told: the steps, from 1, whose sentences are made; all when left out.

        Raises:
            ArgumentError: ``values`` or ``wrt`` names what the program does not have.
            ShapeError: a value or the seed has the wrong shape.
            EngineError: a gate met data it cannot work on.
        """
        given = self._checked(values or {})
        if any(
            not np.array_equal(given[n], self._default(n)) for n in self.view.fixed & given.keys()
        ):
            other = prepare(self.program_with(given), self.view.level, names=self.names)
            return other.trace(given, seed, mode, wrt, array_limit, digits, told)
        run = self._free_run(mode)
        self._set_leaves(run.tape, given)
        with np.errstate(all="ignore"):  # what is not finite is told, not warned of
            run.forward()
            how = array_limit, digits, told
            telling = Telling(self.program, self.view, self.skeleton, run, *how)
            if mode == "reverse":
                run.backward(self._checked_seed(seed))
                trace = telling.reverse()
            else:
                trace = telling.forward(*self._tangent(wrt, seed))
        if self.elements <= KEPT_ELEMENTS:
            self._idle[mode].append(run)
        return trace

    def _free_run(self, mode: Mode) -> Run:
        """Return a run that no other thread works on: other threads take theirs meanwhile."""
        try:
            return self._idle[mode].pop()
        except IndexError:
            return Run(self.view)

    def _checked(self, values: Mapping[str, object]) -> dict[str, Array]:
        """Return the values as arrays, each of the shape that its name was read in."""
        checked = {}
        for given, value in values.items():
            name = given if given in self._leaves else self._known_as.get(given, given)
            if name not in self._leaves:
                raise ArgumentError(
                    f"the program has no input {shorten(name)}",
                    hint=f"its inputs are {self._some_inputs() or 'none'}",
                )
            if self.program.graph.nodes[self._leaves[name]].shape_only:
                raise ArgumentError(
                    f"{name} was read as a shape without numbers, and so was what depends on it",
                    hint="read the program anew, with its numbers",
                )
            array = np.asarray(value, dtype=np.float64)
            shape = self._default(name).shape
            if array.shape != shape:
                raise ShapeError(
                    f"{name} has shape {show_shape(shape) or 'of a number'}, "
                    f"the new value {show_shape(array.shape) or 'of a number'}"
                )
            checked[name] = array
        return checked

    def _default(self, name: str) -> Array:
        return self.program.graph.values[self._leaves[name]]

    def _some_inputs(self) -> str:
        names = list(self.program.inputs)
        more = ", …" if len(names) > MOST_NAMED else ""
        return ", ".join(names[:MOST_NAMED]) + more

    def program_with(self, values: Mapping[str, Array]) -> Program:
        """Return the program with other numbers by name, each in the shape it was read in."""
        graph = copy(self.program.graph)
        graph.values = {**graph.values, **{self._leaves[n]: a for n, a in values.items()}}
        return replace(self.program, graph=graph)

    def _set_leaves(self, tape: Tape, values: Mapping[str, Array]) -> None:
        nodes = self.view.graph.nodes
        for leaf, default in self.view.graph.values.items():
            if not nodes[leaf].shape_only:
                np.copyto(tape.values[leaf], default)
        for name, array in values.items():
            ids = self.view.leaves[name]
            if not ids.shape:
                np.copyto(tape.values[int(ids)], array)
                continue
            for part, element in zip(ids.ravel().tolist(), array.ravel(), strict=True):
                np.copyto(tape.values[part], element)

    def _checked_seed(self, seed: object) -> Array | None:
        if seed is None:
            return None
        return spread_seed(seed, self.program.graph.nodes[self.program.output].shape, "the output")

    def input_moved(self, wrt: str | None) -> int:
        """Return the leaf of the program that moves in forward mode.

        Raises:
            ArgumentError: there is no such input, or none was named of several.
        """
        return self.program.inputs[self._moved(wrt)]

    def _moved(self, wrt: str | None) -> str:
        inputs = self.program.inputs
        if wrt is None and len(inputs) == 1:
            wrt = next(iter(inputs))
        if wrt is not None and wrt not in inputs:
            wrt = self._known_as.get(wrt, wrt)  # the picture may number the one input of a name
        if wrt is None or wrt not in inputs:
            found = "no input was named" if wrt is None else f"there is no input {shorten(wrt)}"
            some = self._some_inputs()
            raise ArgumentError(
                f"forward mode carries the tangent of one input, and {found}",
                hint=f"set wrt to one of {some}" if some else "bind an input first",
            )
        return wrt

    def _tangent(self, wrt: str | None, seed: object) -> tuple[Ids, Array]:
        """Return the nodes of the input that is moved, and how it is moved."""
        wrt = self._moved(wrt)
        if wrt not in self.view.leaves:
            call = "/".join(self.program.graph.nodes[self.program.inputs[wrt]].group)
            raise ArgumentError(
                f"{wrt} lies inside {call}, which is closed",
                hint=f"open {call}, or show the program at detail gates",
            )
        ids = self.view.leaves[wrt]
        shape = ids.shape or self.view.graph.nodes[int(ids)].shape
        return ids, spread_seed(1.0 if seed is None else seed, shape, wrt)


def spread_seed(value: object, shape: tuple[int, ...], what: str) -> Array:
    """Return a seed in the shape of what it is given to.

    Raises:
        ShapeError: it does not fit.
    """
    array = np.asarray(value, dtype=np.float64)
    try:
        return np.broadcast_to(array, shape)
    except ValueError:
        raise ShapeError(
            f"the seed has shape {show_shape(array.shape)}, "
            f"{what} {show_shape(shape) or 'is a number'}",
            hint="give a number, or an array of the same shape",
        ) from None
