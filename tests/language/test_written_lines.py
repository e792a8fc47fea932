"""The backward lines that gates of networks have in the program language give their gradients."""

import numpy as np
import pytest

from app.engine.graph import Graph, Kind
from app.engine.ops import OPS
from app.engine.ops.op import Array
from app.engine.tape import Tape
from app.language import read_program
from tests.engine.layer_cases import Row, layer_rows
from tests.engine.with_torch import key, operands_of, seed_of

ROWS = [row for row in layer_rows() if OPS[row[0]].written is not None]


def computed(line: str, values: dict[str, Array]) -> Array:
    given = "\n".join(f"{name} = {value.tolist()}" for name, value in values.items())
    program = read_program(f"{given}\nback_ = {line}")
    tape = Tape(program.graph, [program.output])
    tape.forward()
    return tape.values[program.output]


@pytest.mark.parametrize("row", ROWS, ids=map(key, ROWS))
def test_a_line_gives_the_gradient(row: Row) -> None:
    name, shapes, options = row
    op, numbers, graph = OPS[name], operands_of(row)[: len(row[1])], Graph()
    leaves = [graph.leaf(Kind.INPUT, number) for number in numbers]
    output = graph.gate(op, leaves, options)
    tape = Tape(graph, [output])
    tape.forward()
    g = seed_of(row, tape.values[output].shape)
    tape.backward({output: g})
    values = dict(zip(op.names(len(shapes)), numbers, strict=True))
    values |= {"g": g, "y": tape.values[output]}
    for slot, leaf in enumerate(leaves):
        assert op.written is not None
        line = op.written(slot, shapes, **graph.nodes[output].params)
        expected = tape.gradients[leaf]
        if line is not None and expected is not None:
            found = np.broadcast_to(computed(line, values), expected.shape)
            np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-10)


def test_the_usual_ones_have_lines() -> None:
    plain = {"conv2d": ((4, 4), (3, 3), ()), "linear": ((4, 3), (2, 3), (2,))}
    for name, shapes in plain.items():
        written = OPS[name].written
        assert written is not None
        options = OPS[name].settled({})
        assert all(written(slot, shapes, **options) for slot in range(3))
