"""Features that are typed: a formula in the program language over x1 and x2, run on the engine."""

import re
from collections.abc import Iterator

import numpy as np

from ..engine.errors import EngineError
from ..engine.graph import Graph, Limits
from ..engine.ops.op import Array
from ..engine.tape import Tape
from ..language import ProgramError, ReadLimits, read_program
from ..language.code.templates import fill, holes
from ..language.program import Program
from .errors import ConfigError

PIECE = 4_096
"""Points that are computed together, which bounds the memory of a formula."""
LIMITS = ReadLimits(
    characters=200, nesting=30, steps=1_000, graph=Limits(50, 100, 2 * PIECE, 50 * PIECE)
)
"""How large a formula may be."""
LARGEST = 1e30
"""Beyond this, and where it is not a number, a feature counts as 0."""
TRIED = np.array([[0.5, -1.5, 2.25], [-0.75, 1.25, 0.5]])
"""Points that tell whether a formula works point by point."""
INPUTS = ("x1", "x2")


def formula(text: str, points: Array) -> Array:
    """Return a formula's value at each point, 2 × points; 0 where it is no usable number."""
    wide = points.astype(np.float64)
    count = wide.shape[1]
    pieces = [_values(text, wide[:, start : start + PIECE]) for start in range(0, count, PIECE)]
    values = np.concatenate([*pieces, np.empty(0)])
    return np.where(np.abs(values) <= LARGEST, values, 0.0)


def check_formula(text: str, where: str) -> None:
    """Check that a formula can be read and gives one number for each point.

    Raises:
        ProgramError: it cannot be read; the error points into the text.
        ConfigError: it is no formula over the points.
    """
    if "\n" in text.strip():
        raise ConfigError(where, "a formula is one line", hint="write it as x1**2 + x2")
    try:
        together = _values(text, TRIED)
        alone = [_values(text, TRIED[:, k : k + 1]) for k in range(TRIED.shape[1])]
    except ProgramError as error:
        error.field = where
        if error.kind == "unknown-name":
            error.hint = "a feature is a formula over x1 and x2"
        raise
    except EngineError as error:
        raise ConfigError(where, error.message, hint=error.hint) from None
    if not np.array_equal(together, np.concatenate(alone), equal_nan=True):
        raise ConfigError(
            where,
            f"{text} does not look at each point alone",
            hint="write it element by element: x1**2 + x2",
        )


def torch_lines(text: str, prefix: str) -> Iterator[str]:
    """Write a formula as PyTorch over x1 and x2; the last line names its value ``prefix``."""
    program = _read(text, TRIED)
    graph: Graph = program.graph
    names = [f"{prefix}_{node.id}" for node in graph.nodes]
    for name, leaf in program.inputs.items():
        if name in INPUTS:
            names[leaf] = name
    for node in graph.nodes:
        if node.op is not None:
            template = node.op.torch_line(graph.operand_shapes(node), node.params)
            yield f"{names[node.id]} = {fill(template, holes(graph, node, names))}"
        elif names[node.id] not in INPUTS:
            yield f"{names[node.id]} = torch.tensor({graph.values[node.id].tolist()})"
    value = names[program.output]
    yield f"{prefix} = torch.where({value}.abs() <= {LARGEST}, {value}, 0.0).expand_as(x1)"


def _read(text: str, points: Array) -> Program:
    used = {name: row for name, row in zip(INPUTS, points, strict=True) if _mentions(text, name)}
    return read_program(text, used, limits=LIMITS)


def _mentions(text: str, name: str) -> bool:
    return re.search(rf"\b{name}\b", text) is not None


def _values(text: str, points: Array) -> Array:
    """Return one number a point, whatever it is."""
    program = _read(text, points)
    tape = Tape(program.graph, [program.output])
    tape.forward()
    value = tape.values[program.output]
    count = points.shape[1]
    if value.shape not in ((), (count,)):
        raise EngineError(
            f"{text} does not give one number for each point",
            hint="write it element by element: x1**2 + x2",
        )
    return np.broadcast_to(value, (count,))
