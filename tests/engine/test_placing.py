"""A tape works where its user wants its arrays to be."""

from typing import Any

import numpy as np
import pytest

from app.engine.compiled.fusing import fuse
from app.engine.compiled.placing import Placing, Workspace
from app.engine.graph import Graph, Kind
from app.engine.ops import OPS
from app.engine.ops.op import Array
from app.engine.tape import Tape
from tests.engine.test_fusing import network


def square_and_more(uses: int) -> tuple[Graph, int, int]:
    """Build x² + x·x + … of one leaf of three numbers, summed."""
    graph = Graph()
    x = graph.leaf(Kind.INPUT, [1.0, 2.0, 3.0])
    value = graph.gate(OPS["square"], (x,))
    for _ in range(uses - 1):
        value = graph.gate(OPS["add"], (value, graph.gate(OPS["square"], (x,))))
    return graph, x, graph.gate(OPS["sum"], (value,))


def test_a_placed_value_is_read_where_it_is() -> None:
    graph, x, total = square_and_more(1)
    place = np.array([1.0, 0.0, 0.0])
    tape = Tape(graph, [total], Placing(values={x: place}))
    tape.forward()
    assert tape.values[total] == 1.0
    place[1] = 2.0
    tape.forward()
    assert tape.values[total] == 5.0


@pytest.mark.parametrize("uses", [1, 2, 3])
def test_a_gradient_is_written_into_its_place(uses: int) -> None:
    graph, x, total = square_and_more(uses)
    flat = np.zeros(5)
    tape = Tape(graph, [total], Placing(gradients={x: flat[1:4]}))
    tape.forward()
    tape.backward()
    np.testing.assert_array_equal(flat, [0, *(2.0 * uses * np.array([1, 2, 3])), 0])


def test_a_gradient_that_is_passed_on_is_copied_into_its_place() -> None:
    graph = Graph()
    x = graph.leaf(Kind.INPUT, [1.0, 2.0])
    total = graph.gate(OPS["add"], (x, graph.leaf(Kind.CONSTANT, [0.0, 0.0])))
    place = np.zeros(2)
    tape = Tape(graph, [total], Placing(gradients={x: place}))
    tape.forward()
    tape.backward({total: [3.0, 4.0]})
    np.testing.assert_array_equal(place, [3.0, 4.0])


def gradients(tape: Tape) -> list[Array]:
    tape.forward()
    for call in tape.backward_calls():
        call()
    return [g.copy() for g in tape.gradients if g is not None]


@pytest.mark.parametrize("loss", ["softmax_cross_entropy", "hinge"])
def test_what_is_saved_for_training_changes_no_gradient(loss: str) -> None:
    net = network(["tanh", "relu", "tanh", "sigmoid", "sigmoid"], loss)
    fused = fuse(net.graph)
    output = fused.nodes[net.loss]
    plain = gradients(Tape(fused.graph, [output]))
    saving = Placing(unit_seed=True, share_slopes=True, without_values=True)
    lean = gradients(Tape(fused.graph, [output], saving))
    for expected, found in zip(plain, lean, strict=True):
        np.testing.assert_array_equal(found, expected)


def test_tapes_of_one_shape_share_a_workspace() -> None:
    net = network(["tanh"])
    fused = fuse(net.graph)
    output, workspace = fused.nodes[net.loss], Workspace()
    tapes = []
    for _ in range(2):
        workspace.rewind()
        tapes.append(Tape(fused.graph, [output], Placing(workspace=workspace)))
    first, second = (gradients(tape) for tape in tapes)
    for a, b in zip(first, second, strict=True):
        np.testing.assert_array_equal(a, b)
    assert tapes[0].values[output] is tapes[1].values[output]


def test_a_tape_in_float32_stays_in_float32() -> None:
    net = network(["tanh", "sigmoid", "elu", "max"])
    fused = fuse(net.graph)
    leaves: dict[int, Any] = {
        leaf: value.astype(np.float32) for leaf, value in fused.graph.values.items()
    }
    tape = Tape(fused.graph, [fused.nodes[net.loss]], Placing(values=leaves, dtype=np.float32))
    tape.forward()
    assert {value.dtype for value in tape.values} == {np.dtype(np.float32)}


def test_a_value_is_written_into_the_one_that_extends_it() -> None:
    net = network(["tanh"])
    fused = fuse(net.graph)
    tape = Tape(fused.graph, [fused.nodes[net.loss]])
    tape.forward()
    extended = next(n for n in fused.graph.nodes if n.op is not None and n.op.extends)
    hidden, whole = tape.values[extended.inputs[0]], tape.values[extended.id]
    assert np.may_share_memory(hidden, whole)
    np.testing.assert_array_equal(whole, np.vstack((hidden, np.ones((1, hidden.shape[1])))))


def test_slopes_of_like_gates_are_made_in_one_pass() -> None:
    net = network(["tanh", "tanh", "tanh"])
    fused = fuse(net.graph)
    calls = [
        len(
            Tape(fused.graph, [fused.nodes[net.loss]], Placing(share_slopes=share)).backward_calls()
        )
        for share in (False, True)
    ]
    assert calls[0] - calls[1] == 2 * 2


def test_what_another_tape_knows_counts_and_what_this_one_makes_is_kept() -> None:
    graph = Graph()
    x = graph.leaf(Kind.INPUT, [1.0, 2.0])
    square = graph.gate(OPS["square"], [x])
    output = graph.gate(OPS["sum"], [square])
    known, known_gradient = np.array([1.5, 4.5]), np.array([7.0, 8.0])
    placing = Placing(known={square: known}, known_gradients={square: known_gradient})
    tape = Tape(graph, [output], placing)
    for _ in range(2):
        tape.forward()
        tape.backward()
        assert tape.values[output] == 6.0
        np.testing.assert_array_equal(tape.own[square], [1, 4])
        np.testing.assert_array_equal(tape.values[square], [1.5, 4.5])
        (into_square, into_sum) = graph.edges
        np.testing.assert_array_equal(tape.contributions[into_sum.id], [1, 1])
        np.testing.assert_array_equal(tape.contributions[into_square.id], [14, 32])
        np.testing.assert_array_equal(tape.gradients[x], [14, 32])
