"""The story of a part of a program, over single numbers."""

import numpy as np

from ..choices import Mode, Names
from ..engine.ops.op import Array
from ..language import Ids, Program, Run
from ..language.levels.singles import Singles
from .model import Trace
from .prepared import Prepared, spread_seed
from .telling import Telling

ALL = 4096
"""As many elements of an array are listed; here every array is a number."""


def tell_part(
    program: Program, singles: Singles, mode: Mode, wrt: str | None, seed: object, names: Names
) -> tuple[Prepared, Trace]:
    """Run the part of a program and tell its numbers; its steps have no sentences.

    Raises:
        ArgumentError: ``wrt`` is no input.
        ShapeError: the seed does not fit.
        EngineError: a gate met data that it cannot work on.
    """
    prepared = Prepared(program, singles.view, names)
    run = Run(singles.view)
    with np.errstate(all="ignore"):
        run.forward()
        telling = Telling(program, singles.view, prepared.skeleton, run, ALL, 0, ())
        if mode == "reverse":
            run.backward(singles.seeds)
            return prepared, telling.reverse()
        return prepared, telling.forward(*_tangent(prepared, singles, wrt, seed))


def _tangent(
    prepared: Prepared, singles: Singles, wrt: str | None, seed: object
) -> tuple[Ids, Array]:
    """Return what of the input that is moved is kept, and how it is moved."""
    leaf = prepared.input_moved(wrt)
    shape = prepared.program.graph.nodes[leaf].shape
    moving = spread_seed(1.0 if seed is None else seed, shape, wrt or "the input").ravel()
    cells = np.array(singles.leaves[leaf], np.intp)
    return cells[cells >= 0], moving[cells >= 0]
