"""Growing graphs: order, edges, limits, and what a gate refuses."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import (
    BroadcastableShapes,
    basic_indices,
    mutually_broadcastable_shapes,
)

from app.engine.errors import ArgumentError, LimitError, ShapeError
from app.engine.graph import Graph, Limits
from tests.engine.circuits import Circuit, apply


def test_both_edges_of_x_times_x_are_kept() -> None:
    c = Circuit()
    x = c.input(3.0)
    square = c.gate("multiply", x, x)
    assert [(e.source, e.target, e.slot) for e in c.graph.edges] == [(x, square, 0), (x, square, 1)]


def test_a_literal_has_no_edge_but_counts_as_a_slot() -> None:
    c = Circuit()
    x = c.input(3.0)
    c.gate("divide", 1.0, x)
    assert [edge.slot for edge in c.graph.edges] == [1]


def test_uses_and_edges_into_list_the_same_edges() -> None:
    c = Circuit()
    x = c.input(3.0)
    y = c.gate("multiply", x, x)
    c.gate("add", x, y)
    uses, into = c.graph.uses(), c.graph.edges_into()
    assert sorted(e for row in uses for e in row) == sorted(e for row in into for e in row)
    assert [edge.target for edge in uses[x]] == [y, y, y + 1]


def test_a_gate_keeps_all_its_options() -> None:
    c = Circuit()
    node = c.gate("sum", c.input([[1.0]]), keepdims=True)
    assert c.graph.nodes[node].params == {"axis": None, "keepdims": True}


def test_a_slice_becomes_something_that_can_be_hashed() -> None:
    c = Circuit()
    node = c.gate("index", c.input([1.0, 2.0]), key=(slice(0, 1), None))
    assert hash(c.graph.nodes[node].params["key"]) == hash(((0, 1, None), None))


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(nodes=2), "more than 2 nodes"),
        (Limits(array_elements=2), r"shape \(3\) has 3 elements, more than the 2 allowed"),
        (Limits(total_elements=4), "more than 4 elements"),
    ],
)
def test_a_graph_stops_at_its_limits(limits: Limits, message: str) -> None:
    c = Circuit(Graph(limits))
    with pytest.raises(LimitError, match=message):
        c.gate("exp", c.gate("exp", c.input([1.0, 2.0, 3.0])))


def test_a_gate_may_not_outgrow_the_limits_by_broadcasting() -> None:
    c = Circuit(Graph(Limits(array_elements=99)))
    column, row = c.input(np.zeros((10, 1))), c.input(np.zeros(10))
    with pytest.raises(LimitError):
        c.gate("add", column, row)


def test_a_loss_may_not_outgrow_the_limits_inside() -> None:
    c = Circuit(Graph(Limits(array_elements=99)))
    column, row = c.input(np.zeros((10, 1))), c.input(np.zeros(10))
    with pytest.raises(LimitError):
        c.gate("mse", column, row)


def test_an_empty_array_is_refused() -> None:
    with pytest.raises(ShapeError, match="has no elements"):
        apply("index", [1.0, 2.0], key=(slice(2, 2),))


@pytest.mark.parametrize(
    ("gate", "operands", "params", "message"),
    [
        ("add", ([1.0, 2.0], [1.0, 2.0, 3.0]), {}, r"add cannot broadcast shapes \(2\) and \(3\)"),
        ("matmul", ([[1.0, 2.0]], [[1.0, 2.0]]), {}, "the inner sizes 2 and 1 differ"),
        ("matmul", (2.0, [1.0]), {}, "not a scalar"),
        ("matmul", ([[[1.0]]] * 2, [[[1.0]]] * 3), {}, "stacks of matrices do not broadcast"),
        ("dot", (2.0, [1.0]), {}, "not a scalar"),
        ("dot", ([[[1.0]]], [1.0]), {}, "takes vectors and matrices"),
        ("outer", ([[1.0]], [1.0]), {}, "outer takes two vectors"),
        ("sum", ([1.0],), {"axis": 1}, r"shape \(1\) has no axis 1"),
        ("sum", (1.0,), {"axis": 0}, "a scalar has no axis 0"),
        ("softmax", (1.0,), {}, "a scalar has no axis -1"),
        ("reshape", ([1.0, 2.0],), {"shape": (3,)}, r"cannot make shape \(3\) of \(2\)"),
        ("reshape", ([1.0, 2.0],), {"shape": (-1, -1)}, "cannot make shape"),
        ("reshape", ([1.0, 2.0],), {"shape": (-2,)}, "cannot make shape"),
        ("reshape", ([1.0, 2.0],), {"shape": (0, -1)}, "cannot make shape"),
        ("transpose", ([[1.0]],), {"axes": (0, 0)}, "do not name every axis"),
        ("index", ([1.0],), {"key": (1,)}, r"\[1\] does not fit shape \(1\)"),
        ("index", ([1.0],), {"key": (0, 0)}, r"\[0, 0\] does not fit shape \(1\)"),
        ("index", ([1.0],), {"key": ((None, None, 0),)}, "does not fit"),
        ("concat", ([1.0], [[1.0]]), {}, "concat cannot join shapes"),
    ],
)
def test_shapes_that_do_not_fit_are_explained(
    gate: str, operands: tuple[object, ...], params: dict[str, object], message: str
) -> None:
    with pytest.raises(ShapeError, match=message):
        apply(gate, *operands, **params)


@pytest.mark.parametrize(
    ("left", "right", "hint"),
    [
        ((3, 2), (4, 2), "write .T behind the right one: (3×2) @ (2×4) fits"),
        ((2, 3), (2, 4), "write .T behind the left one: (3×2) @ (2×4) fits"),
        ((2, 3), (4, 2), "write .T behind both of them: (3×2) @ (2×4) fits"),
        ((2, 3), (4, 5), "the last axis of the left must match the rows of the right"),
        ((2, 3), (2,), "the last axis of the left must match the rows of the right"),
    ],
)
def test_a_product_that_does_not_fit_says_how_it_would(
    left: tuple[int, ...], right: tuple[int, ...], hint: str
) -> None:
    with pytest.raises(ShapeError, match="cannot multiply shapes") as caught:
        apply("matmul", np.zeros(left), np.zeros(right))
    assert (caught.value.hint or "").startswith(hint)


@pytest.mark.parametrize("gate", ["matmul", "dot"])
def test_a_product_with_a_number_names_both_shapes(gate: str) -> None:
    with pytest.raises(ShapeError, match=r"the shapes are \(2×3\) and scalar"):
        apply(gate, np.zeros((2, 3)), 2.0)


@pytest.mark.parametrize(
    ("gate", "operands", "params", "message"),
    [
        ("exp", (1.0,), {"base": 2}, "exp has no option base"),
        ("exp", (1.0, 2.0), {}, "exp takes 1 argument, not 2"),
        ("max", (1.0,), {}, "max takes at least 2 arguments, not 1"),
        ("max", (1.0,) * 257, {}, "at most 256 arguments, not 257"),
        ("elu", (1.0,), {"alpha": np.inf}, "alpha cannot be inf"),
        ("elu", (1.0,), {"alpha": True}, "alpha cannot be True"),
        ("sum", ([1.0],), {"axis": 0.5}, "axis cannot be 0.5"),
        ("sum", ([1.0],), {"keepdims": 1}, "keepdims cannot be 1"),
        ("softmax", ([1.0],), {"axis": None}, "axis cannot be None"),
        ("transpose", ([1.0],), {"axes": "01"}, "axes cannot be '01'"),
        ("reshape", ([1.0],), {"shape": (1.0,)}, "shape cannot be"),
    ],
)
def test_arguments_and_options_that_do_not_fit_are_explained(
    gate: str, operands: tuple[object, ...], params: dict[str, object], message: str
) -> None:
    with pytest.raises(ArgumentError, match=message):
        apply(gate, *operands, **params)


@settings(max_examples=60, deadline=None)
@given(mutually_broadcastable_shapes(num_shapes=2, min_side=1, max_dims=4, max_side=3))
def test_broadcasting_is_undone_by_summing(shapes: BroadcastableShapes) -> None:
    (a, b), result = shapes
    value, (by_a, by_b) = apply("add", np.zeros(a), np.zeros(b))
    assert value.shape == result
    assert by_a is not None
    assert by_b is not None
    assert np.all(by_a == value.size // by_a.size)
    assert np.all(by_b == value.size // by_b.size)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_an_index_takes_what_numpy_takes(data: st.DataObject) -> None:
    x = np.arange(24.0).reshape(2, 3, 4)
    key = data.draw(basic_indices(x.shape, allow_newaxis=True))
    key = key if isinstance(key, tuple) else (key,)
    expected = np.asarray(x[key])
    if expected.size:
        value, (gradient,) = apply("index", x, key=key)
        np.testing.assert_array_equal(value, expected)
        np.testing.assert_array_equal(gradient, np.isin(x, expected))
