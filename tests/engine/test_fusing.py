"""Rewriting keeps every value and every gradient, and leaves what it does not understand."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pytest

from app.engine.compiled.fusing import Fused, fuse
from app.engine.compiled.placing import Placing
from app.engine.graph import Graph, Kind
from app.engine.ops import OPS
from app.engine.ops.op import Array
from app.engine.tape import Tape

BATCH, CLASSES = 5, 3
ACTIVATIONS = ("tanh", "sigmoid", "relu", "elu", "softplus", "gelu", "max")


class Net(NamedTuple):
    graph: Graph
    affines: list[tuple[int, int]]
    scores: int
    loss: int


def affine(graph: Graph, rng: np.random.Generator, units: int, x: int) -> tuple[int, int, int]:
    inputs = graph.nodes[x].shape[0]
    w = graph.leaf(Kind.INPUT, rng.normal(size=(units, inputs)), name="W")
    b = graph.leaf(Kind.INPUT, rng.normal(size=(units, 1)), name="b")
    return w, b, graph.gate(OPS["add"], (graph.gate(OPS["matmul"], (w, x)), b))


def network(
    activations: Sequence[str], loss: str = "softmax_cross_entropy", reduction: str = "sum"
) -> Net:
    rng = np.random.default_rng(len(activations))
    graph = Graph()
    value = graph.leaf(Kind.CONSTANT, rng.normal(size=(2, BATCH)), name="X")
    affines = []
    for activation in activations:
        pieces = []
        for _ in range(2 if activation == "max" else 1):
            w, b, piece = affine(graph, rng, 4, value)
            affines.append((w, b))
            pieces.append(piece)
        value = graph.gate(OPS[activation], pieces)
    w, b, scores = affine(graph, rng, CLASSES, value)
    affines.append((w, b))
    labels = graph.leaf(Kind.CONSTANT, rng.integers(0, CLASSES, BATCH))
    rows = graph.gate(OPS["transpose"], (scores,))
    return Net(
        graph, affines, scores, graph.gate(OPS[loss], (rows, labels), {"reduction": reduction})
    )


def run(graph: Graph, output: int, placing: Placing | None = None) -> Tape:
    tape = Tape(graph, [output], placing)
    tape.forward()
    tape.backward()
    return tape


def gradient(tape: Tape, node: int | None) -> Array:
    assert node is not None
    found = tape.gradients[node]
    assert found is not None
    return found


def gates(graph: Graph) -> list[str]:
    return [node.op.name for node in graph.nodes if node.op is not None]


@pytest.mark.parametrize("loss", ["softmax_cross_entropy", "hinge"])
@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("shift", [True, False])
def test_values_and_gradients_stay(activation: str, loss: str, shift: bool) -> None:
    net = network(["tanh", activation], loss)
    fused = fuse(net.graph, shift=shift)
    plain, quick = run(net.graph, net.loss), run(fused.graph, fused.nodes[net.loss])
    for old in (net.scores, net.loss):
        np.testing.assert_allclose(
            quick.values[fused.nodes[old]], plain.values[old], rtol=1e-12, atol=1e-14
        )
    for w, b in net.affines:
        expected = np.hstack((gradient(plain, w), gradient(plain, b)))
        found = gradient(quick, fused.leaf_from(w, b))
        np.testing.assert_allclose(found, expected, rtol=1e-11, atol=1e-13)


def test_biases_and_rows_are_gone() -> None:
    fused = fuse(network(["tanh", "tanh"]).graph)
    assert gates(fused.graph).count("matmul") == 3
    assert not {"add", "transpose", "softmax_cross_entropy"} & set(gates(fused.graph))


def test_two_pieces_read_one_row_of_ones() -> None:
    fused = fuse(network(["tanh", "max"]).graph)
    assert gates(fused.graph).count("ones_row") == 2


def same(fused: Fused, graph: Graph) -> bool:
    return gates(fused.graph) == gates(graph)


def test_weights_that_are_used_twice_keep_their_product() -> None:
    graph = Graph()
    x = graph.leaf(Kind.CONSTANT, np.ones((2, 3)))
    w = graph.leaf(Kind.INPUT, np.eye(2))
    b = graph.leaf(Kind.INPUT, np.ones((2, 1)))
    first = graph.gate(OPS["add"], (graph.gate(OPS["matmul"], (w, x)), b))
    graph.gate(OPS["matmul"], (w, first))
    assert same(fuse(graph), graph)


@pytest.mark.parametrize("shape", [(2, 3), (1, 3), (3,)])
def test_only_a_column_is_a_bias(shape: tuple[int, ...]) -> None:
    graph = Graph()
    x = graph.leaf(Kind.CONSTANT, np.ones((2, 3)))
    w = graph.leaf(Kind.INPUT, np.eye(2))
    b = graph.leaf(Kind.INPUT, np.ones(shape))
    graph.gate(OPS["add"], (graph.gate(OPS["matmul"], (w, x)), b))
    assert same(fuse(graph), graph)


def test_only_summed_losses_run_over_columns() -> None:
    net = network(["tanh"], reduction="mean")
    assert "transpose" in gates(fuse(net.graph).graph)


@pytest.mark.parametrize("size", [800.0, -800.0])
def test_the_shift_keeps_large_logits_finite(size: float) -> None:
    net = network([])
    w, b = net.affines[0]
    fused = fuse(net.graph)
    leaf = fused.leaf_from(w, b)
    assert leaf is not None
    tape = Tape(fused.graph, [fused.nodes[net.loss]])
    tape.set(leaf, np.full((CLASSES, 3), size))
    tape.forward()
    tape.backward()
    assert np.isfinite(gradient(tape, leaf)).all()
    np.testing.assert_allclose(tape.values[fused.nodes[net.loss]], BATCH * np.log(CLASSES))
