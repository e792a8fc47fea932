"""The batch of a program: which of its data have the samples as rows, and the same with others."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..drawing.batch import find_batch
from ..engine.errors import ArgumentError, EngineError
from ..engine.ops.op import Shape
from ..language import Program, ProgramError, ReadLimits, read_program
from ..trace import Prepared


@dataclass(frozen=True, slots=True)
class Rows:
    """How many samples a program has, and the data that hold them."""

    size: int
    shapes: Mapping[str, Shape]
    """The data by name, each with its own shape: the first axis is that of the samples."""


def rows_of(prepared: Prepared) -> Rows | None:
    """Return the samples of a program at detail gates; ``None`` where it does not show any.

    Data are leaves with a name: of constants those that have as many rows, of inputs those that
    the samples are seen to run through.
    """
    batch = find_batch(prepared.trace(told=()))
    if batch is None:
        return None
    program = prepared.program
    nodes = program.graph.nodes
    found = {
        name: nodes[leaf].shape
        for name, leaf in {**program.inputs, **program.constants}.items()
        if leaf in batch.nodes
        or (name in program.constants and nodes[leaf].shape[:1] == (batch.size,))
    }
    return Rows(batch.size, found)


def with_batch(program: Program, rows: Rows | None, size: int, limits: ReadLimits) -> Program:
    """Read a program again with as many rows of its data, which are shapes then.

    ``rows`` are those that it has.

    Raises:
        ArgumentError: it has none, or a line needs as many as there are.
    """
    if rows is None or not rows.shapes:
        raise ArgumentError(
            "it does not show in this program which of its data are rows of samples",
            hint="put samples in rows, and add a bias or a loss of rows to them",
        )
    if size == rows.size:
        return program
    shapes = {name: (size, *shape[1:]) for name, shape in rows.shapes.items()}
    graph = program.graph
    given = {
        name: graph.values[leaf]
        for name, leaf in program.inputs.items()
        if graph.nodes[leaf].source is None and name not in shapes
    }
    try:
        return read_program(program.text, given, program.output_name, limits, shapes)
    except (ProgramError, EngineError) as error:
        raise ArgumentError(
            f"the program cannot be read with {size:,} rows of {', '.join(shapes)}: {error}",
            hint="let every line work with any number of rows: write −1 for it in a reshape",
        ) from None
