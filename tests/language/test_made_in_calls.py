"""Shapes that get a name in a function: parameters of each call."""

import pytest

from app.counts import count
from app.engine.errors import ArgumentError
from app.engine.graph import Kind
from app.language import Level, ProgramError, at_level, read_program
from app.language.regrouping import closing_of, inline_call, make_block
from app.trace import ShapeOnly, prepare

TWO = """\
def layer(x, n, m):
    W = shape(n, m)
    b = shape(m)
    return relu(linear(x, W.T, b))

def pair(x):
    return layer(layer(x, 4, 5), 5, 6)

X = const(shape(8, 3))
H = layer(X, 3, 4)
S = pair(H)
L = mean(S)
"""
NAMES = ["layer1.W", "layer1.b", *(f"pair1.layer{k}.{name}" for k in (1, 2) for name in "Wb")]
SHAPES = [(3, 4), (4,), (4, 5), (5,), (5, 6), (6,)]


def test_they_go_by_the_calls_that_make_them() -> None:
    program = read_program(TWO)
    nodes = program.graph.nodes
    assert list(program.inputs) == NAMES
    assert [nodes[leaf].shape for leaf in program.inputs.values()] == SHAPES
    assert {nodes[leaf].kind for leaf in program.inputs.values()} == {Kind.INPUT}
    assert [nodes[leaf].name for leaf in program.inputs.values()] == ["W", "b"] * 3
    assert nodes[program.inputs["pair1.layer2.W"]].group == ("pair#1", "layer#2")


def test_no_two_have_the_same_name() -> None:
    lines = ["def f1(x):", "    w = shape(2); w = shape(2)", "    return x * w"]
    lines += ["def f(x):", "    w = shape(2)", "    return x * w", "x = shape(2)"]
    text = "\n".join([*lines, "y = f1(x)", *["y = f(y)"] * 11, "L = sum(y)"])
    program = read_program(text)
    assert len(program.inputs) == 1 + 2 + 11
    assert {"f1_1.w", "f1_1.w⁽²⁾", "f1.w", "f11.w"} <= program.inputs.keys()


def test_what_is_no_shape_stays_a_constant_of_its_call() -> None:
    text = """\
def f(x):
    a = zeros(2); c = const(shape(2)); k = 3; _ = shape(2)
    return x * a + c * k + _
x = shape(2)
L = sum(f(x))
"""
    program = read_program(text)
    assert list(program.inputs) == ["x"]
    assert program.constants == {}
    made = [node.kind for node in program.graph.nodes if node.group and node.op is None]
    assert set(made) == {Kind.CONSTANT}


def test_counts_see_them() -> None:
    counts = count(prepare(read_program(TWO)))
    assert counts.written == "3·4 + 4 + 4·5 + 5 + 5·6 + 6 = 77"
    assert [(layer.name, layer.written) for layer in counts.layers if layer.is_call] == [
        ("layer#1", "3·4 + 4 = 16"),
        ("pair#1", "4·5 + 5 + 5·6 + 6 = 61"),
    ]
    assert count(prepare(read_program(TWO)), ["pair1.layer2.b"]).total == 6


@pytest.mark.parametrize("level", [Level.GATES, Level.ELEMENTARY, Level.SCALARS])
def test_each_has_a_gradient_of_its_shape(level: Level) -> None:
    story = prepare(read_program(TWO), level).trace()
    wanted = {n: ShapeOnly(list(s)) for n, s in zip(NAMES, SHAPES, strict=True)}
    assert story.gradients == wanted


def test_a_folded_call_hides_them_and_is_on_the_way_back_even_so() -> None:
    prepared = prepare(read_program(TWO), Level.BLOCKS)
    story = prepared.trace()
    assert [node.name for node in story.nodes] == ["X", "H", "S", "L"]
    assert [node.gradient is None for node in story.nodes] == [True, False, False, False]
    assert story.gradients == {}
    with pytest.raises(ArgumentError, match=r"layer1\.W lies inside layer#1, which is closed"):
        prepared.trace(mode="forward", wrt="layer1.W")
    view = at_level(read_program(TWO), Level.GATES, closed=["pair#1"])
    assert list(view.leaves) == ["layer1.W", "layer1.b", "X"]
    other = prepare(read_program(TWO), Level.GATES).trace(mode="forward", wrt="layer1.W")
    assert other.nodes[-1].tangent == ShapeOnly([])


def test_a_folded_call_whose_parameters_reach_nothing_is_not_on_the_way_back() -> None:
    body = "    w = shape(3)\n    return x * detach(w)"
    text = f"def f(x):\n{body}\nX = const(shape(3))\nL = sum(f(X))"
    story = prepare(read_program(text), Level.BLOCKS).trace()
    assert all(node.gradient is None for node in story.nodes)


@pytest.mark.parametrize("maker", ["shape(2)", "[1, 2]"])
def test_a_call_may_have_nothing_but_what_it_makes(maker: str) -> None:
    text = f"def table():\n    V = {maker}\n    return V * 2\nx = [3, 4]\nL = sum(table() * x)"
    for level in Level:
        story = prepare(read_program(text), level).trace()
        assert story.gradients is not None
        assert "x" in story.gradients


def test_errors_point_into_the_function() -> None:
    with pytest.raises(ProgramError) as found:
        read_program(TWO.replace("S = pair(H)", "S = layer(H, 5, 6)"))
    assert (found.value.kind, found.value.line) == ("shape-mismatch", 4)
    with pytest.raises(ProgramError, match="cannot have a size of 0") as found:
        read_program(TWO.replace("3, 4)", "3, 0)"))
    assert found.value.line == 2


def test_calls_with_parameters_are_grouped_and_ungrouped() -> None:
    program = read_program(TWO)
    apart = inline_call(program, "layer#1")
    assert "W = shape(3, 4)\nb = shape(4)\nH = relu(linear(X, W.T, b))" in apart.text
    assert count(prepare(apart)).total == 77
    gates = [n.id for n in program.graph.nodes if n.op is not None and n.name != "L"]
    made = make_block(program, closing_of(program, gates), "both")
    assert list(made.program.inputs) == [f"both1.{name}" for name in NAMES]


def test_a_table_that_is_huge_is_not_written_out_to_compare() -> None:
    text = "def f(x):\n    w = shape(2**40)\n    return sum(w) * x\nx = shape()\nL = f(x) * 2"
    assert "w = shape(2**40)" in inline_call(read_program(text), "f#1").text
