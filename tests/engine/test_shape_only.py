"""Leaves that have a shape and no numbers: every gate infers the shape, and nothing is computed."""

import tracemalloc

import numpy as np
import pytest

from app.engine.errors import LimitError, NumbersError
from app.engine.forward_mode import carry_tangents
from app.engine.graph import Graph, Kind
from app.engine.ops import BY_NAME
from app.engine.tape import Tape, require_numbers
from tests.engine.cases import Case, all_cases, build

MOST_BYTES = 1_000_000


def shape_only(case: Case) -> tuple[Graph, list[int], int]:
    """Build a case over leaves without numbers."""
    graph = Graph()
    leaves = [
        graph.leaf(Kind.INPUT, np.broadcast_to(0.0, shape), shape_only=True)
        for shape in case.shapes
    ]
    return graph, leaves, graph.gate(case.op, leaves, case.params)


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_a_gate_infers_the_shape_that_it_computes(case: Case) -> None:
    built = build(case, np.random.default_rng(0))
    graph, leaves, output = shape_only(case)
    assert graph.nodes[output].shape == built.tape.values[built.output].shape
    tape = Tape(graph, [output], shapes_do=True)
    tape.forward()
    tape.backward()
    assert tape.values[output].shape == built.tape.values[built.output].shape
    for own, leaf in zip(leaves, built.leaves, strict=True):
        gradients = tape.gradients[own], built.tape.gradients[leaf]
        inferred, computed = (None if one is None else one.shape for one in gradients)
        assert inferred == computed


def test_an_inner_array_takes_no_room() -> None:
    graph = Graph()
    shapes = (9**8, 1), (1, 9**8)
    p, y = (graph.leaf(Kind.INPUT, np.broadcast_to(0.0, s), shape_only=True) for s in shapes)
    loss = graph.gate(BY_NAME["squared_error"], [p, y])
    assert graph.nodes[loss].shape == ()
    assert graph.elements == 0


def test_what_does_not_depend_on_a_shape_has_numbers() -> None:
    graph = Graph()
    x = graph.leaf(Kind.INPUT, np.broadcast_to(0.0, (60_000, 784)), shape_only=True)
    w, k = graph.leaf(Kind.INPUT, np.ones((784, 3))), graph.leaf(Kind.INPUT, 2.0)
    z = graph.gate(BY_NAME["matmul"], [x, w])
    square = graph.gate(BY_NAME["multiply"], [k, k])
    total = graph.gate(BY_NAME["add"], [graph.gate(BY_NAME["sum"], [z]), square])
    tracemalloc.start()
    tape = Tape(graph, [total], shapes_do=True)
    tape.forward()
    tape.backward()
    tangents, arrivals = carry_tangents(tape, {k: 1.0})
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MOST_BYTES
    assert tape.values[square] == 4.0
    assert [one.shape for one in tape.gradients if one is not None] == [
        *((60_000, 784), (784, 3), (), (60_000, 3), (), (), ())
    ]
    assert tangents[square] == 4.0
    assert arrivals[-1] is not None
    assert [node.shape_only for node in graph.nodes] == [
        True,
        False,
        False,
        True,
        False,
        True,
        True,
    ]
    alone = Tape(graph, [square])
    alone.forward()
    alone.backward()
    assert alone.gradients[k] == 4.0


def test_numbers_are_refused_of_what_has_none() -> None:
    graph = Graph()
    x = graph.leaf(Kind.INPUT, np.broadcast_to(0.0, (3, 2)), name="X", shape_only=True)
    y = graph.gate(BY_NAME["exp"], [x])
    with pytest.raises(NumbersError, match=r"X has the shape \(3×2\) and no numbers") as found:
        Tape(graph, [y])
    assert found.value.node == x
    assert found.value.hint == "give it some, as in X = randn(3, 2), in smaller sizes if need be"
    require_numbers(graph, [])


def test_a_shape_that_nobody_could_count_is_refused() -> None:
    graph = Graph()
    graph.leaf(Kind.INPUT, np.broadcast_to(0.0, (2**53,)), shape_only=True)
    with pytest.raises(LimitError, match="more than 2⁵³ elements"):
        graph.leaf(Kind.INPUT, np.broadcast_to(0.0, (2**54,)), shape_only=True)
