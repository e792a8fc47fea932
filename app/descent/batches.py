"""Mini-batches of any program: rows of its data, and the same text read with these alone.

The data are the constants that have their first axis in common (see ``rows_of``). A batch is a
program of its own: the text, with B of the N rows. What its loss has to do with the whole loss is
found out once, at the numbers that the descent begins with: where every row is in equally many
batches, the mean of their losses is the whole loss (a mean over rows, a penalty may stand beside
it), or N/B times that is (a sum over rows). Else the loss has no mini-batches.
"""

from dataclasses import dataclass
from math import gcd

import numpy as np
from numpy.typing import NDArray

from ..engine.errors import ArgumentError, DeadlineError, EngineError
from ..engine.ops.op import Array
from ..engine.stopping import may_go_on
from ..language import Program, ProgramError, ReadLimits, read_program
from ..training.batches import epoch_order
from .parameters import Parameters, parameters_of
from .passes import Passes
from .stochastic import Stochastic

AGREES = 1e-6
"""How near loss and gradient of all batches have to come to the whole ones, of their size."""
MOVED = 0.1
"""How far from the start they are compared a second time, where the first may be too special."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The data of a program, and how an update takes some of their rows."""

    names: tuple[str, ...]
    """The leaves that have the rows."""
    count: int
    """How many there are, N."""
    batch: int
    """How many an update takes, B."""
    seed: int

    @property
    def an_epoch(self) -> int:
        """How many batches an epoch has; rows that are left over wait for the next one."""
        return self.count // self.batch

    def of(self, update: int) -> NDArray[np.intp]:
        """Return which rows the update after ``update`` others is made from."""
        epoch, number = divmod(update, self.an_epoch)
        order = epoch_order(self.seed, epoch, self.count)
        return order[number * self.batch : (number + 1) * self.batch]


class Batches:
    """A program that is read with some rows of its data, and its gradient.

    Raises:
        ArgumentError: the program has no rows of data, not so many, or a loss that is neither a
            mean nor a sum over them.
    """

    def __init__(
        self,
        program: Program,
        parameters: Parameters,
        values: Array,
        whole: Passes,
        stochastic: Stochastic,
    ) -> None:

        assert stochastic.batch is not None
        self.rows = rows_of(program, parameters, stochastic)
        self.program = with_rows(program, self.rows)
        names = [block.name for block in parameters.blocks]
        self._parameters = parameters_of(self.program, names)
        self._passes = Passes(self.program, self._parameters, values, np.zeros(parameters.size))
        small = leaves_of(self.program)
        self._data = [
            (program.graph.values[leaf], self._passes.tape.values[small[name]])
            for name, leaf in leaves_of(program).items()
            if name in self.rows.names
        ]
        self.scale = self._found_scale(values, whole)

    def gradient(self, update: int) -> Array:
        """Return what the update after ``update`` others takes for the gradient, flat and lent."""
        self._take(self.rows.of(update))
        gradient = self._passes.gradient
        if self.scale != 1.0:
            gradient *= self.scale
        return gradient

    def _take(self, rows: NDArray[np.intp]) -> None:
        """Compute loss and gradient of these rows alone."""
        for whole, part in self._data:
            np.take(whole, rows, axis=0, out=part)
        self._passes.forward()
        self._passes.backward()

    def _found_scale(self, values: Array, whole: Passes) -> float:
        """Return 1 for a mean over rows, N/B for a sum; ``values`` are as they were afterwards."""
        scales = {1.0, self.rows.count / self.rows.batch}
        away = MOVED * np.random.default_rng(0).standard_normal(values.size)
        start, seen = values.copy(), 0
        try:
            for place in (start, start + away):
                np.copyto(values, place)
                compared = self._compared(whole)
                if compared is not None:
                    seen += 1
                    scales = {scale for scale in scales if _agree(*compared, scale)}
        finally:
            np.copyto(values, start)
        some = f"the {self.rows.count} rows of {', '.join(self.rows.names)}"
        if not seen:
            raise ArgumentError(
                f"the loss has no finite gradient at the start, so it cannot be split into {some}",
                hint="start from other numbers",
            )
        if not scales:
            raise ArgumentError(
                f"the loss is neither a mean nor a sum over {some}, so it has no mini-batches",
                hint="write it as a mean over the rows, as in mean(...) + 0.01*sum(W*W)",
            )
        return min(scales)

    def _compared(self, passes: Passes) -> tuple[Array, Array] | None:
        """Return gradient and loss of all rows, and their means over batches.

        Every row is in equally many of these. Nothing where they are not finite, or a gate cannot
        work on such numbers.
        """
        count, batch = self.rows.count, self.rows.batch
        with np.errstate(all="ignore"):
            try:
                passes.forward()
                passes.backward()
                whole = np.append(passes.gradient, passes.loss)
                mean, windows = np.zeros_like(whole), count // gcd(count, batch)
                for k in range(windows):
                    may_go_on()
                    self._take((k * batch + np.arange(batch)) % count)
                    mean += np.append(self._passes.gradient, self._passes.loss) / windows
            except DeadlineError:
                raise
            except EngineError:
                return None
        return (whole, mean) if np.isfinite(whole).all() and np.isfinite(mean).all() else None


def _agree(whole: Array, mean: Array, scale: float) -> bool:
    size = max(float(np.abs(whole).max()), float(np.abs(mean).max()) * scale)
    return bool((np.abs(scale * mean - whole) <= AGREES * size).all())


def rows_of(program: Program, parameters: Parameters, stochastic: Stochastic) -> Rows:
    """Find the rows of a program's data.

    They are those of the constants with the longest first axis; of inputs that do not learn, where
    no constant is a list. Whatever else does not learn and has as many rows goes with them.

    Raises:
        ArgumentError: there are none, or not as many as are asked for.
    """
    batch, learn = stochastic.batch or 1, {block.name for block in parameters.blocks}
    lengths = {name: _length(program, leaf) for name, leaf in program.constants.items()}
    others = {
        name: _length(program, leaf) for name, leaf in program.inputs.items() if name not in learn
    }
    count = max(max(lengths.values(), default=1), 1)
    if count == 1:
        count = max(max(others.values(), default=1), 1)
    names = tuple(name for name, length in {**others, **lengths}.items() if length == count)
    if count == 1:
        raise ArgumentError(
            "there are no rows to choose a mini-batch from: no list stays as it is",
            hint="write the data as constants, as in x = const([1, 2, 3])",
        )
    if batch > count:
        raise ArgumentError(
            f"a mini-batch of {batch:,} rows is more than the {count:,} rows of {', '.join(names)}",
            hint=f"take from 1 to {count:,}",
        )
    return Rows(names, count, batch, stochastic.seed)


def _length(program: Program, leaf: int) -> int:
    shape = program.graph.nodes[leaf].shape
    return shape[0] if shape else 1


def with_rows(program: Program, rows: Rows) -> Program:
    """Read a program again with the first rows of its data, as many as a batch has.

    Raises:
        ArgumentError: the text needs all rows.
    """
    given = {name: program.graph.values[leaf] for name, leaf in leaves_of(program).items()}
    given |= {name: given[name][: rows.batch] for name in rows.names}
    limits = ReadLimits(graph=program.graph.limits)
    try:
        return read_program(program.text, given, program.output_name, limits)
    except (ProgramError, EngineError) as error:
        some = ", ".join(rows.names)
        raise ArgumentError(
            f"the program cannot be read with {rows.batch} of the {rows.count} rows of {some}: "
            f"{error}",
            hint="let every line work with any number of rows, and every row have one sample",
        ) from None


def leaves_of(program: Program) -> dict[str, int]:
    """Return the leaf of every name that is bound to numbers, and not to a shape alone."""
    nodes = program.graph.nodes
    leaves = {**program.inputs, **program.constants}
    return {name: leaf for name, leaf in leaves.items() if not nodes[leaf].shape_only}
