"""``shape(60000, 784)``: a leaf with a shape and no numbers."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings

from app.drawing import Fit, draw_svg, place
from app.engine.graph import Kind, Limits
from app.language import Level, ProgramError, ReadLimits, read_program
from app.trace import ShapeOnly, prepare
from tests.language.programs import programs

MOST_BYTES = 20_000_000
"""A single array of 60,000 by 784 numbers has 376 MB."""
NETWORK = """\
X = const(shape(60000, 784)); Y = const(shape(60000, 10))
W1 = shape(784, 17); b1 = zeros(17)
W2 = shape(17, 10); b2 = shape(10)
rate = 2; scaled = rate * 3
def layer(x, W, b): return sigmoid(x @ W + b)
A1 = layer(X, W1, b1)
A2 = layer(A1, W2, b2)
L = bce(A2, Y) * scaled
"""


def test_a_leaf_is_an_input_or_a_constant_with_a_shape() -> None:
    program = read_program(NETWORK)
    nodes = program.graph.nodes
    leaves = {**program.inputs, **program.constants}
    told = {
        name: (nodes[k].kind, nodes[k].shape, nodes[k].shape_only) for name, k in leaves.items()
    }
    assert told == {
        "W1": (Kind.INPUT, (784, 17), True),
        "b1": (Kind.INPUT, (17,), False),
        "W2": (Kind.INPUT, (17, 10), True),
        "b2": (Kind.INPUT, (10,), True),
        "rate": (Kind.INPUT, (), False),
        "X": (Kind.CONSTANT, (60_000, 784), True),
        "Y": (Kind.CONSTANT, (60_000, 10), True),
    }
    assert program.graph.elements == 17 + 2


@pytest.mark.parametrize("level", list(Level)[:3])
def test_a_story_tells_shapes_at_every_level(level: Level) -> None:
    story = prepare(read_program(NETWORK), level).trace()
    by_name = {node.name: node for node in story.nodes}
    assert (by_name["L"].shape, by_name["L"].value) == ([], None)
    assert (by_name["A1"].shape, by_name["A1"].value) == ([60_000, 17], None)
    assert by_name["scaled"].value == 6.0
    assert by_name["A1"].gradient == ShapeOnly([60_000, 17])
    assert by_name["scaled"].gradient == ShapeOnly([])
    assert by_name["X"].gradient is None
    assert story.gradients == {
        "W1": ShapeOnly([784, 17]),
        "b1": ShapeOnly([17]),
        "W2": ShapeOnly([17, 10]),
        "b2": ShapeOnly([10]),
        "rate": ShapeOnly([]),
    }
    assert story.steps[-1].phase == "backward"
    assert "nan" not in " ".join(step.sentence for step in story.steps)
    assert not story.warnings


def test_no_array_is_made() -> None:
    tracemalloc.start()
    for level in list(Level)[:3]:
        prepared = prepare(read_program(NETWORK), level)
        story = prepared.trace()
        prepared.trace(mode="forward", wrt="W1")
        draw_svg(story, place(prepared, fit=Fit(1280, 500, 21.34)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MOST_BYTES


def test_forward_mode_carries_shapes() -> None:
    story = prepare(read_program(NETWORK)).trace(mode="forward", wrt="W1")
    by_name = {node.name: node for node in story.nodes}
    assert by_name["A2"].tangent == ShapeOnly([60_000, 10])
    assert by_name["scaled"].tangent == 0.0
    assert story.tangents is not None
    assert story.tangents["L"] == ShapeOnly([])


def test_scalars_open_as_far_as_there_is_room() -> None:
    text = "X = const(shape(2, 3)); w = shape(3); y = const([0, 1])\nL = mse(X @ w, y)"
    story = prepare(read_program(text), Level.SCALARS).trace()
    assert story.gradients == {"w": ShapeOnly([3])}
    assert all(node.value is None for node in story.nodes if node.name == "L")
    with pytest.raises(ProgramError, match="more than 20,000 nodes"):
        prepare(read_program(NETWORK), Level.SCALARS)
    labels = "z = randn(3, 4); y = const(shape(3))\nL = softmax_cross_entropy(z, y)"
    with pytest.raises(ProgramError, match="y has the shape") as found:
        prepare(read_program(labels), Level.SCALARS)
    assert (found.value.kind, found.value.line) == ("no-numbers", 2)


def test_numbers_from_outside_take_the_place_of_a_shape() -> None:
    text = "x = shape(3)\ny = sum(x * x)"
    story = prepare(read_program(text, {"x": [1, 2, 3]})).trace()
    assert story.gradients == {"x": [2.0, 4.0, 6.0]}
    other = prepare(read_program(text, {"x": [[1, 2], [3, 4]]})).trace()
    assert other.nodes[-1].value == 30.0
    program = read_program("x = [1, 2]\ny = x * k", shapes={"x": (60_000, 2), "k": ()})
    assert program.graph.nodes[program.output].shape == (60_000, 2)
    assert program.graph.nodes[program.output].shape_only


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("x = shape(3, 0)", "cannot have a size of 0"),
        ("x = shape(1.5)", "a whole number"),
        ("x = shape(2**30, 2**30)", "more than 2⁵³ elements"),
        ("x = [shape(3), shape(3)]", "a list holds numbers, not shape(...)"),
        ("x = zeros(shape(3))", "must be a number"),
        ("x = onehot(shape(3), classes=3)", "takes written labels"),
        ("k = shape(); x = zeros(k)", "not a computed value"),
        ("x = reshape(ones(3), shape=shape(2))", "shape"),
        ("x = shape(3, seed=1)", "no argument seed"),
    ],
)
def test_a_wrong_shape_leaf_is_told(line: str, said: str) -> None:
    with pytest.raises(ProgramError) as found:
        read_program(f"{line}\ny = x * 2")
    assert said in found.value.message
    assert found.value.line == 1
    assert found.value.hint


def test_a_shape_is_no_array_of_the_limits() -> None:
    limits = ReadLimits(graph=Limits(array_elements=10, total_elements=20))
    read_program("X = shape(60000, 784)\ny = sum(X * 2)", limits=limits)
    with pytest.raises(ProgramError, match="more than the 10 allowed"):
        read_program("X = zeros(11)", limits=limits)


@given(programs())
@settings(max_examples=60, deadline=None)
def test_every_gate_infers_what_it_computes(text: str) -> None:
    """Whatever the program: with shapes for its inputs every shape is what it is with numbers."""
    program = read_program(text)
    nodes = program.graph.nodes
    shapes = {name: nodes[leaf].shape for name, leaf in program.inputs.items()}
    bare = read_program(text, output=program.output_name, shapes=shapes)
    computed, inferred = prepare(program).trace(), prepare(bare).trace()
    for one, other in zip(computed.nodes, inferred.nodes, strict=True):
        assert one.shape == other.shape == list(np.array(one.value, dtype=object).shape)
        assert (other.value is None) == bare.graph.nodes[other.id].shape_only
        assert other.value is None or other.value == one.value
        assert (one.gradient is None) == (other.gradient is None)
        assert other.gradient in (None, one.gradient, ShapeOnly(one.shape))
    assert [step.node for step in computed.steps] == [step.node for step in inferred.steps]
