"""The sentences of the contract's section on the language, one test each."""

import numpy as np
import pytest

from app.engine.graph import Kind, Literal, Node, Span
from app.engine.ops import BY_NAME
from app.engine.tape import Tape
from app.language import Level, Program, ProgramError, at_level, print_program, read_program
from tests.language.helpers import outside, same, summary


def values(program: Program) -> dict[str, object]:
    tape = Tape(program.graph, [program.output])
    tape.forward()
    return {name: tape.values[node].tolist() for name, node in program.graph.names.items()}


def result(text: str) -> object:
    program = read_program(text)
    tape = Tape(program.graph, [program.output])
    tape.forward()
    return tape.values[program.output].tolist()


def named(program: Program, name: str) -> Node:
    return program.graph.nodes[program.graph.names[name]]


def ops(program: Program) -> list[str]:
    return [node.op.name for node in program.graph.nodes if node.op is not None]


def test_statements_end_at_a_newline_or_a_semicolon() -> None:
    program = read_program("x = -2; y = 5; z = -4  # inputs\nq = x + y\n\nf = q * z")
    assert values(program) == {"x": -2.0, "y": 5.0, "z": -4.0, "q": 3.0, "f": -12.0}
    assert program.output_name == "f"
    assert program.inputs == {"x": 0, "y": 1, "z": 2}


def test_unicode_names_are_one_name_however_they_are_typed() -> None:
    program = read_program("σ = 2; y\u0302 = 3; ﬁt = 4\nf = σ * ŷ * fit", {"ŷ": 7})
    assert program.inputs.keys() == {"σ", "ŷ", "fit"}
    assert values(program)["f"] == 56.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", 3.0),
        ("-2.5e-3", -0.0025),
        ("2 * 3 + 1", 7.0),
        ("1 / 3", 1 / 3),
        ("-2 ** 2", -4.0),
        ("0x10", 16.0),
        ("1_000", 1000.0),
        ("-inf", float("-inf")),
        ("[1, -2.5, 1/4]", [1.0, -2.5, 0.25]),
        ("[[1, 2], [3, 4]]", [[1.0, 2.0], [3.0, 4.0]]),
        ("zeros(2, 3)", [[0.0] * 3] * 2),
        ("zeros((2, 3))", [[0.0] * 3] * 2),
        ("ones([2])", [1.0, 1.0]),
        ("eye(2)", [[1.0, 0.0], [0.0, 1.0]]),
        ("arange(3)", [0.0, 1.0, 2.0]),
        ("arange(1, 2, 0.5)", [1.0, 1.5]),
        ("onehot([2, 0], classes=3)", [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]),
        ("onehot(1)", [0.0, 1.0]),
        ("randn(3, seed=4)", np.random.default_rng(4).standard_normal(3).tolist()),
        ("randn(2)", np.random.default_rng(0).standard_normal(2).tolist()),
        (
            "uniform(3, low=-1, high=2, seed=4)",
            np.random.default_rng(4).uniform(-1, 2, 3).tolist(),
        ),
        ("0.1 * ones(2)", [0.1, 0.1]),
        ("-[1, 2]", [-1.0, -2.0]),
    ],
)
def test_a_name_bound_to_numbers_is_an_input(text: str, expected: object) -> None:
    program = read_program(f"x = {text}")
    assert program.inputs == {"x": 0}
    assert program.graph.nodes[0].kind is Kind.INPUT
    assert program.graph.values[0].tolist() == expected


def test_a_constant_gets_no_gradient() -> None:
    program = read_program("y = const([1, 0]); x = [0.5, 0.25]; f = sum(x * y * const(2))")
    assert program.inputs.keys() == {"x"}
    assert program.constants == {"y": 0}
    _, gradients = outside(program, Level.GATES)
    assert {name: g.tolist() for name, g in gradients.items()} == {"x": [2.0, 0.0]}


def test_an_unbound_name_comes_from_the_inputs_and_inputs_override() -> None:
    text = "def f(a): return a * k\nx = 2; y = const(3)\nz = f(x) + w * y"
    program = read_program(text, {"w": 5, "k": 7, "x": 11, "y": [1, 2]})
    assert values(program)["z"] == [82.0, 87.0]
    assert list(program.inputs) == ["x", "k", "w"]
    assert program.constants.keys() == {"y"}
    assert named(program, "k").group == ()


def test_inputs_may_hold_what_json_writes_as_text() -> None:
    program = read_program("f = x + y", {"x": "-Infinity", "y": ["NaN", 1]})
    assert program.graph.values[0] == float("-inf")
    assert np.isnan(program.graph.values[1][0])


def test_literals_live_inside_their_gate() -> None:
    program = read_program(
        "x = 4; a = 1/x; b = 2*x; c = x**2; d = x + 1; e = -1*x; f = -x; g = x - 2"
    )
    operands = [node.operands for node in program.graph.nodes[1:]]
    assert operands == [
        (Literal(1.0), 0),
        (Literal(2.0), 0),
        (0, Literal(2.0)),
        (0, Literal(1.0)),
        (Literal(-1.0), 0),
        (0,),
        (0, Literal(2.0)),
    ]
    assert ops(program) == [
        "divide", "multiply", "power", "add", "multiply", "negate", "subtract"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "gates", "value"),
    [
        ("f = sigmoid(0)", ["sigmoid"], 0.5),
        ("f = max(1, 2 * 3, -1)", ["max"], 6.0),
        ("f = -sqrt(4) * 3", ["sqrt", "negate", "multiply"], -6.0),
        ("def neuron(w, x): return w * x\nf = neuron(2, 3)", ["multiply"], 6.0),
        ("def cube(x, n=3): return x**n\nf = cube(2)", ["power"], 8.0),
        ("def g(x): return x + 1\ndef f(x): return 2 * g(x)\nf(3)", ["add", "multiply"], 8.0),
    ],
)
def test_calls_on_written_numbers_are_gates_over_constants(
    text: str, gates: list[str], value: float
) -> None:
    program = read_program(text)
    assert program.inputs == {}
    assert ops(program) == gates
    assert {node.kind for node in program.graph.nodes if node.op is None} == {Kind.CONSTANT}
    assert result(text) == value
    for level in Level:
        np.testing.assert_allclose(outside(program, level)[0], value)


def test_calls_make_arrays_and_options_of_written_numbers() -> None:
    text = "def he(n, m): return (2 / n) ** 0.5 * ones(n, m)\nW = he(2, 3)\n"
    text += "def leaky(x, slope): return leaky_relu(x, slope=slope)\nf = sum(W) * leaky(-1, 0.5)"
    program = read_program(text)
    assert list(program.inputs) == ["W"]
    assert ops(program) == ["sum", "leaky_relu", "multiply"]
    assert result(text) == -3.0


def test_a_function_that_ignores_its_numbers_leaves_nothing_behind() -> None:
    program = read_program("def three(x): return 3\nf = three(2)")
    assert program.inputs == {"f": 0}
    assert len(program.graph) == 1


def test_each_binding_is_a_new_node_and_numbers_the_name() -> None:
    program = read_program("c = 1\nc = c + 1\nc += 1\nc *= 2\nc -= 1\nc /= 2\nc **= 2")
    names = [node.name for node in program.graph.nodes]
    assert names == ["c", "c⁽²⁾", "c⁽³⁾", "c⁽⁴⁾", "c⁽⁵⁾", "c⁽⁶⁾", "c⁽⁷⁾"]
    assert values(program)["c"] == 6.25
    assert program.inputs == {"c": 0}
    for output in ("c⁽²⁾", "c′"):  # older links hold primes
        assert read_program("c = 1\nc = c + 1", output=output).output == 1


def test_an_input_bound_twice_has_two_leaves() -> None:
    program = read_program("x = 2; y = x * 3; x = 5; f = x * y", {"x": 4})
    assert program.inputs.keys() == {"x", "x⁽²⁾"}
    assert values(program)["f"] == 60.0


def test_an_alias_is_another_name_of_the_same_node() -> None:
    program = read_program("x = 2; y = x; f = x * y")
    assert program.graph.names == {"x": 0, "y": 0, "f": 1}
    assert program.graph.nodes[1].operands == (0, 0)


def test_several_names_are_bound_at_once() -> None:
    program = read_program("a, b = 1, 2\na, b = b, a * b\nc = d = 3\nf = a + b + c + d")
    assert values(program)["f"] == 10.0
    assert program.inputs.keys() == {"a", "b", "c", "d"}


def test_the_last_assignment_or_a_bare_last_expression_is_the_output() -> None:
    assert read_program("x = 1; f = x + 1; g = x + 2").output_name == "g"
    assert read_program("x = 1; f = x + 1; g = x + 2; f").output_name == "f"
    bare = read_program("x = 1\nx * 3")
    assert (bare.output_name, bare.output) == (None, 1)
    assert read_program("x = 1; f = x + 1; g = x + 2", output="f").output == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x + y", [4.0, 6.0]),
        ("x - y", [-2.0, -2.0]),
        ("x * y", [3.0, 8.0]),
        ("y / x", [3.0, 2.0]),
        ("x ** y", [1.0, 16.0]),
        ("x @ y", 11.0),
        ("-x", [-1.0, -2.0]),
        ("+x", [1.0, 2.0]),
        ("x[1]", 2.0),
        ("x[-1]", 2.0),
        ("X[:, 0]", [1.0, 3.0]),
        ("X[1, 1:]", [4.0]),
        ("X[::-1, 0]", [3.0, 1.0]),
        ("x[:, None]", [[1.0], [2.0]]),
        ("X.T", [[1.0, 3.0], [2.0, 4.0]]),
        ("X.T @ x", [7.0, 10.0]),
        ("sum(X)", 10.0),
        ("sum(X, 0)", [4.0, 6.0]),
        ("sum(X, axis=-1, keepdims=True)", [[3.0], [7.0]]),
        ("reshape(X, 4)", [1.0, 2.0, 3.0, 4.0]),
        ("reshape(X, 1, -1)", [[1.0, 2.0, 3.0, 4.0]]),
        ("reshape(X, [4, 1])[0]", [1.0]),
        ("transpose(X, (1, 0))", [[1.0, 3.0], [2.0, 4.0]]),
        ("transpose(X, 1, 0)", [[1.0, 3.0], [2.0, 4.0]]),
        ("concat(x, y)", [1.0, 2.0, 3.0, 4.0]),
        ("concat(X, X, axis=1)[0]", [1.0, 2.0, 1.0, 2.0]),
        ("max(x, 1.5, y - 3)", [1.5, 2.0]),
        ("maximum(x, 1.5)", [1.5, 2.0]),
        ("minimum(x, 1.5)", [1.0, 1.5]),
        ("amax(X, axis=0)", [3.0, 4.0]),
        ("leaky_relu(-x, 0.5)", [-0.5, -1.0]),
        ("leaky_relu(-x, slope=0.5)", [-0.5, -1.0]),
        ("leaky_relu(slope=0.5, x=-x)", [-0.5, -1.0]),
        ('squared_error(x, y, reduction="none")', [4.0, 4.0]),
        ("squared_error(x, y)", 8.0),
        ("hinge(X, [1, 0])", 1.0),
        ("hinge(x, 0)", 2.0),
        ("hinge(x, label=0, margin=2)", 3.0),
        ("mse(x, [1, 4])", 2.0),
    ],
)
def test_operators_and_gates_compute_what_they_say(text: str, expected: object) -> None:
    given = "x = [1, 2]; y = [3, 4]; X = [[1, 2], [3, 4]]\n"
    assert result(given + text) == pytest.approx(np.array(expected))
    program = read_program(given + f"f = {text}")
    again = read_program(print_program(program))
    assert summary(again.graph) == summary(program.graph)


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_every_gate_of_the_table_can_be_called_by_name(name: str) -> None:
    op = BY_NAME[name]
    arguments = ["x", "label" if op.labels else "y", "x"][: len(op.arguments)]
    if name == "matmul" or name == "dot":
        arguments = ["x", "y"]
    if any(param.kind == "index" for param in op.params):
        with pytest.raises(ProgramError) as caught:
            read_program("x = [1, 2]; f = index(x, 1)")
        assert "x[1]" in (caught.value.hint or "")
        return
    given = "x = [0.25, 0.5]; y = [0.5, 0.25]; label = const(1)\n"
    for place, (own, shape) in enumerate(zip(op.arguments, op.sample, strict=False)):
        sizes = ", ".join(map(str, shape))
        given += f"{own} = {f'randn({sizes}, seed={place})' if shape else '0.5'}\n"
    if op.sample:
        arguments = [*op.arguments, *(f"{key}={at}" for key, at in op.sample_params.items())]
    program = read_program(given + f"f = {name}({', '.join(arguments)})")
    assert ops(program) == [op.name]
    value, gradients = outside(program, Level.GATES)
    for level in Level:
        other, others = outside(program, level)
        same(other, value)
        for key, gradient in others.items():
            same(gradient, gradients[key], key)


def test_every_call_of_a_function_is_a_group() -> None:
    text = """
def neuron(w, x, b=0):
    "A docstring is fine."
    s = w * x + b
    return sigmoid(s)
def layer(x):
    h = neuron(w, x)
    return neuron(x=h, w=w, b=1)
w = 2; x = 3
y = layer(x)
z = neuron(1.5, layer(y))
"""
    program = read_program(text)
    groups = [node.group for node in program.graph.nodes if node.op and node.op.name == "sigmoid"]
    assert groups == [
        ("layer#1", "neuron#1"),
        ("layer#1", "neuron#2"),
        ("layer#2", "neuron#1"),
        ("layer#2", "neuron#2"),
        ("neuron#1",),
    ]
    assert named(program, "z").name == "z"
    assert named(program, "y").group == ("layer#1", "neuron#2")
    assert [node.name for node in program.graph.nodes][2:5] == [None, "s", "h"]
    assert program.calls[("neuron#1",)].line == 11
    source = named(program, "z").source
    assert source is not None
    assert source.line == 5


def test_functions_may_shadow_gates_nest_and_see_outer_names() -> None:
    text = """
def sigmoid(x): return 1 / (1 + exp(-x * k))
def outer_one(a):
    def inner(b): return a * b
    return inner(2) + inner(3)
k = 2; x = 0.5
f = sigmoid(x) + outer_one(x)
"""
    program = read_program(text)
    assert "sigmoid" not in ops(program)
    assert values(program)["f"] == pytest.approx(1 / (1 + np.exp(-1)) + 2.5)


def test_numbers_named_inside_a_function_are_literals() -> None:
    program = read_program("def f(x):\n    k = 3\n    return k * x\nx = 2\ny = f(x)")
    assert program.graph.nodes[1].operands == (Literal(3.0), 0)
    assert program.inputs.keys() == {"x"}


def test_a_scratch_name_names_nothing() -> None:
    program = read_program("x = 2\n_1 = x * 3\n_ = x + 1\nf = _1 * x")
    assert [node.name for node in program.graph.nodes] == ["x", None, None, "f"]
    assert program.graph.names.keys() == {"x", "f"}


def test_conventions_hold_at_every_level_of_detail() -> None:
    for gate, expected in (("relu", 0.0), ("leaky_relu", 0.1), ("elu", 1.0)):
        program = read_program(f"x = 0; f = {gate}(x)")
        for level in Level:
            _, gradients = outside(program, level)
            assert gradients["x"] == expected, (gate, level)


def test_blocks_are_single_nodes() -> None:
    text = "def neuron(w, x): return sigmoid(w * x)\n"
    text += "w = 2; x = 3; y = neuron(w, neuron(w, x)); f = y + 1"
    view = at_level(read_program(text), Level.BLOCKS)
    assert [node.op.name for node in view.graph.nodes if node.op] == ["neuron", "neuron", "add"]
    assert view.graph.nodes[3].name == "y"
    assert [node.group for node in view.graph.nodes] == [()] * 5
    assert view.graph.nodes[2].source == Span(2, 28, 2, 40)


def test_elementary_opens_activations_and_losses_into_groups() -> None:
    view = at_level(read_program("x = 2; f = sigmoid(x) + sigmoid(x)"), Level.ELEMENTARY)
    assert [node.op.name for node in view.graph.nodes if node.op] == [
        "negate", "exp", "add", "divide", "negate", "exp", "add", "divide", "add",
    ]  # fmt: skip
    assert {node.group for node in view.graph.nodes} == {(), ("sigmoid#1",), ("sigmoid#2",)}
    assert view.graph.nodes[1].source == Span(1, 11, 1, 21)


def test_scalars_open_arrays_element_by_element() -> None:
    view = at_level(read_program("w = [1, 2]; x = [[3, 4]]; f = x @ w"), Level.SCALARS)
    names = [node.name for node in view.graph.nodes]
    assert names == ["w[0]", "w[1]", "x[0,0]", "x[0,1]", None, None, "f[0]"]
    assert view.leaves["x"].shape == (1, 2)
    assert view.outputs.tolist() == [6]


def test_labels_decide_how_scalars_look_and_the_view_says_so() -> None:
    program = read_program("s = [1, 2, 3]; y = const(2); f = hinge(s, y)")
    assert at_level(program, Level.SCALARS).fixed == {"y"}
    assert at_level(program, Level.ELEMENTARY).fixed == frozenset()


def test_at_level_elementary_a_program_still_prints() -> None:
    program = read_program("x = [1, 2]; f = sum(softmax(x) * x) + sigmoid(x[0])")
    view = at_level(program, Level.ELEMENTARY)
    opened = Program("", view.graph, int(view.outputs), "f", {"x": 0}, {})
    assert summary(read_program(print_program(opened)).graph) == summary(view.graph)
