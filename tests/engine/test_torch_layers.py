"""Values, gradients and tangents of the gates of networks are those that PyTorch recorded."""

import json
from typing import Any

import numpy as np
import pytest

from app.engine.forward_mode import carry_tangents
from app.engine.graph import Graph, Kind
from app.engine.ops import OPS
from app.engine.tape import Tape
from tests.engine.layer_cases import Row
from tests.engine.with_torch import RECORDED, key, operands_of, recorded_rows, seed_of

TOLERANCE = 1e-10
ROWS = list(recorded_rows())


@pytest.fixture(scope="module")
def recorded() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(RECORDED.read_text("utf-8"))
    return found


def close(found: Any, expected: list[float]) -> None:
    np.testing.assert_allclose(np.reshape(found, -1), expected, rtol=TOLERANCE, atol=TOLERANCE)


@pytest.mark.parametrize("row", ROWS, ids=map(key, ROWS))
def test_a_gate_computes_what_pytorch_does(row: Row, recorded: dict[str, Any]) -> None:
    name, shapes, options = row
    entry, numbers, graph = recorded[key(row)], operands_of(row), Graph()
    leaves = [graph.leaf(Kind.INPUT, a) for a in numbers[: len(shapes)]]
    output = graph.gate(OPS[name], leaves, options)
    tape = Tape(graph, [output])
    tape.forward()
    close(tape.values[output], entry["value"])
    tape.backward({output: seed_of(row, tape.values[output].shape)})
    for leaf, expected in zip(leaves, entry["gradients"], strict=True):
        close(tape.gradients[leaf], expected)
    tangents, _ = carry_tangents(tape, dict(zip(leaves, numbers[len(shapes) :], strict=True)))
    close(tangents[output], entry["tangent"])
