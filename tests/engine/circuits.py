"""Small graphs to test on."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from app.engine.graph import Graph, Kind, Literal
from app.engine.ops import BY_NAME
from app.engine.ops.op import Array
from app.engine.tape import Tape


class Circuit:
    """A graph grown by name: ``c.gate("multiply", x, 2.0)``; floats are literals."""

    def __init__(self, graph: Graph | None = None) -> None:
        self.graph = Graph() if graph is None else graph

    def input(self, value: object, name: str | None = None) -> int:
        return self.graph.leaf(Kind.INPUT, value, name=name)

    def constant(self, value: object) -> int:
        return self.graph.leaf(Kind.CONSTANT, value)

    def gate(self, gate: str, *operands: int | float, **params: Any) -> int:
        slots = [Literal(o) if isinstance(o, float) else o for o in operands]
        return self.graph.gate(BY_NAME[gate], slots, params)

    def run(self, *outputs: int, seeds: Mapping[int, object] | None = None) -> Tape:
        tape = Tape(self.graph, outputs)
        tape.forward()
        tape.backward(seeds)
        return tape


def gradient(tape: Tape, node: int) -> Array:
    """Return a gradient that has to be there."""
    found = tape.gradients[node]
    assert found is not None
    return found


def apply(gate: str, *operands: object, **params: Any) -> tuple[Array, list[Array | None]]:
    """Return the value of one gate and the gradients of its operands, from a seed of ones."""
    circuit = Circuit()
    leaves = [circuit.input(operand) for operand in operands]
    output = circuit.gate(gate, *leaves, **params)
    tape = circuit.run(output)
    return tape.values[output], [tape.gradients[leaf] for leaf in leaves]


def slope(gate: str, x: object, **params: Any) -> Array:
    """Return the derivative of a gate of one argument."""
    (found,) = apply(gate, x, **params)[1]
    assert found is not None
    return found


def sigmoid_neuron(values: Sequence[float] = (2, -1, -3, -2, -3)) -> tuple[Circuit, list[int], int]:
    """Return 1/(1 + exp(−(w0·x0 + w1·x1 + w2))) in single gates, its leaves and its output."""
    c = Circuit()
    w0, x0, w1, x1, w2 = leaves = [c.input(float(v)) for v in values]
    dot = c.gate("add", c.gate("multiply", w0, x0), c.gate("multiply", w1, x1))
    power = c.gate("exp", c.gate("multiply", c.gate("add", dot, w2), -1.0))
    return c, leaves, c.gate("divide", 1.0, c.gate("add", power, 1.0))


def close(found: Any, expected: Any, tolerance: float = 1e-12) -> None:
    """Assert that two arrays agree, NaN with NaN."""
    np.testing.assert_allclose(found, expected, rtol=tolerance, atol=tolerance)
