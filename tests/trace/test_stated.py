"""What is printed of a wire is true of its own numbers and shapes."""

import tomllib
from importlib.resources import files
from random import Random
from typing import Any

import numpy as np
import pytest

from app.language import Level, read_program
from app.trace import Trace, prepare
from tests.trace.reading import run, stated
from tests.trace.test_golden_story import PROGRAMS, story

SHAPES = [(), (3,), (1,), (2, 3), (2, 1), (1, 3), (4, 2, 3), (4, 1, 1)]
TEXTS = ["a + b", "a - b", "a * b", "a / b", "a ** b", "max(a, b)", "min(a, b)"]
TEXTS += ["squared_error(a, b)", "half_squared_error(a, b)", "mse(a, b)"]


def tell(program: str, **options: Any) -> Trace:
    return prepare(read_program(program)).trace(**options)


def literal(random: Random, shape: tuple[int, ...]) -> str:
    array = np.array([round(random.uniform(0.5, 3), 6) for _ in range(int(np.prod(shape)))])
    return str(array.reshape(shape).tolist())


def broadcast_program(number: int) -> str:
    """Write a program of two operands of random shapes that fit together, and a third."""
    random = Random(number)
    while True:
        left, right = random.choice(SHAPES), random.choice(SHAPES)
        try:
            np.broadcast_shapes(left, right)
        except ValueError:
            continue
        break
    text = random.choice(TEXTS)
    a, b = literal(random, left), literal(random, right)
    return f"a = {a}; b = {b}\ny = {text}\nz = y * a\nL = sum(z)"


@pytest.mark.parametrize("number", range(150))
def test_a_broadcast_step_states_what_it_computes(number: int) -> None:
    program = broadcast_program(number)
    seed = 1.0 + number % 3
    trace = tell(program, seed=seed)
    for edge in trace.edges:
        carried = np.array(edge.contribution)
        said = stated(trace, edge)
        assert said.shape == carried.shape, (program, edge.formula.text)
        np.testing.assert_allclose(said, carried, 1e-12, err_msg=edge.formula.text)
        narrow = trace.nodes[edge.source].shape != trace.nodes[edge.target].shape
        if edge.whole and edge.summed:
            step = next(step for step in trace.steps if step.edge == edge.id)
            assert f"summed over {edge.summed.words}" in step.sentence
        elif narrow:
            assert edge.spread is not None or trace.nodes[edge.target].shape == []


WHOLE = ["a @ b", "a @ v", "u @ a", "u @ u", "dot(v, v)", "outer(u, v)", "a.T", "sum(a)"]
WHOLE += ["sum(a, axis=0)", "sum(a, axis=1)", "sum(a, axis=-1, keepdims=True)", "mean(a)"]
WHOLE += ["mean(a, axis=0)", "amax(a)", "amin(a, axis=1)", "mean(v)", "sum(v, keepdims=True)"]
WHOLE += ["softmax(v)", "softmax(a)", "softmax(a, axis=0)", "log_softmax(a)", "logsumexp(a)"]
WHOLE += ["logsumexp(a, axis=0)"]


@pytest.mark.parametrize("text", WHOLE)
def test_a_step_of_whole_arrays_states_what_it_computes(text: str) -> None:
    leaves = "a = [[1, 2, 3], [4, 6, 5]]; b = [[1, 2], [0, 3], [2, 5]]; u = [3, 2]; v = [1, 4, 2]"
    trace = tell(f"{leaves}\ny = {text}\ns = y * y\nL = sum(s)", seed=2)
    y = next(node for node in trace.nodes if node.name == "y")
    values = {str(node.name): np.array(node.value) for node in trace.nodes}
    if not text.startswith(("dot", "log")):  # their formulas are other ways to write them
        value = run(y.formula.text.partition(" = ")[2], values)
        np.testing.assert_allclose(value.reshape(y.shape), np.array(y.value), 1e-12)
    for edge in trace.edges:
        if edge.contribution is None:
            continue
        carried = np.array(edge.contribution)
        said = stated(trace, edge)
        assert said.shape == carried.shape, edge.formula.text
        np.testing.assert_allclose(said, carried, 1e-12, err_msg=edge.formula.text)


def test_the_rows_that_a_bias_was_spread_over_are_named() -> None:
    trace = tell("X = [[1, 2], [3, 4]]; b = [1, 1]\nY = X + b\nL = sum(Y**2)")
    edge = trace.edges[1]
    assert edge.formula.text == "db = Σ_rows(dY)"
    assert edge.summed is not None
    assert (edge.summed.axes, edge.summed.words) == ([0], "the 2 rows")
    assert trace.steps[-1].sentence == (
        "add hands the gradient on: b receives upstream summed over the 2 rows = (12, 16)"
    )


def test_a_scalar_against_an_array_is_summed_over_all_elements() -> None:
    trace = tell("X = [1, 2, 4]; s = 2\nY = X / s\nL = sum(Y)")
    assert trace.edges[1].formula.text == "ds = Σ(dY · (−X/s²))"
    assert trace.steps[-1].sentence.endswith("summed over all 3 elements = −1.75")


def test_in_forward_mode_nothing_is_summed() -> None:
    text = "X = [[1, 2], [3, 4]]; b = [1, 1]\nY = X + b\nL = mse(Y, 2)"
    trace = tell(text, mode="forward", wrt="b")
    assert trace.edges[1].formula.text == "∂Y/∂b = 1"
    assert [edge.summed or edge.spread for edge in trace.edges] == [None] * 3


def test_a_gate_that_only_moves_elements_spreads_nothing() -> None:
    trace = tell("a = [1, 2]; b = [3]\ny = concat(a, b)\nL = sum(y * y)")
    assert [edge.spread for edge in trace.edges[:2]] == [None, None]


def test_at_a_fork_a_formula_adds_and_does_not_equate() -> None:
    trace = tell("W = [[1, 2], [3, 4]]; x = [1, 1]\ny = W @ x\nz = W @ y\nL = sum(z)")
    formulas = [edge.formula.text for edge in trace.edges]
    assert formulas[0] == "dW += outer(dy, x)"
    assert formulas[1] == "dx = Wᵀ @ dy"


def test_what_arrives_with_a_seed_is_not_the_derivative_of_the_output() -> None:
    text = "X = [[1, 2]]; W = [[1, 2], [3, 4]]\nY = X @ W"
    trace = tell(text, seed=[[2, 3]])
    assert [edge.formula.text for edge in trace.edges] == ["dX = dY @ Wᵀ", "dW = Xᵀ @ dY"]
    assert not any("∂Y/∂Y" in step.sentence for step in trace.steps)
    mean = tell("x = [1, 2, 3]\nL = mean(x)", seed=6)
    assert mean.steps[-1].sentence == (
        "mean hands the gradient on: x receives upstream/3 for each of the 3 elements = (2, 2, 2)"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3 * x", "multiply scales"),
        ("x * -1", "multiply flips the sign"),
        ("x * k", "multiply swaps"),
    ],
)
def test_only_a_product_of_two_values_swaps_them(text: str, said: str) -> None:
    trace = tell(f"x = 2; k = 5\ny = {text}")
    assert any(step.sentence.startswith(said) for step in trace.steps)


def test_a_sum_at_a_fork_is_complete_with_its_last_part() -> None:
    trace = tell("x = 3\ny = x * x\nz = x + y\n")
    said = [step.sentence for step in trace.steps if "fork" in step.sentence]
    assert [text.partition("fork, ")[2] for text in said] == ["so far 4", "in all 7"]


def test_a_sum_begins_with_the_seed_of_an_output() -> None:
    program = read_program("x = [1, 2]\ny = concat(x, x[0:1] * 3)")
    trace = prepare(program, Level.SCALARS).trace(seed=[1, 1, 1])
    last = [step for step in trace.steps if step.edge is not None][-1]
    assert last.sentence.endswith("gradients add at the fork, in all 4")
    assert trace.gradients == {"x": [4.0, 1.0]}


def test_no_function_looks_like_a_value_of_the_program() -> None:
    trace = tell("e = 1; n = 2\ny = exp(n) * e")
    assert "<mi>e</mi></mrow><mrow><mi>n</mi>" not in "".join(n.formula.mathml for n in trace.nodes)
    assert tell("σ = 1\ny = sigmoid(σ)").nodes[1].formula.text == "y = sigmoid(σ)"
    assert tell("x = 1\ny = sigmoid(x)").nodes[1].formula.text == "y = σ(x)"


def test_the_number_of_a_binding_is_no_power() -> None:
    trace = tell("w = 3; w = w**2; w = w**2")
    assert [node.formula.text for node in trace.nodes[1:]] == ["w⁽²⁾ = w²", "w⁽³⁾ = (w⁽²⁾)²"]


def test_no_sentence_writes_a_shape_as_python_does() -> None:
    directory = files("app.examples").joinpath("graphs")
    for preset in directory.iterdir():
        program = read_program(tomllib.loads(preset.read_text("utf-8"))["program"])
        for step in prepare(program).trace().steps:
            assert ",)" not in step.sentence


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_wire_says_what_its_formula_is_made_of(name: str) -> None:
    for edge in story(name).edges:
        sides = [edge.left.text] if edge.right is None else [edge.left.text, edge.right.text]
        assert edge.formula.text == f" {edge.sign} ".join(sides)
        assert edge.formula.mathml.startswith(("<math><mrow>" + edge.left.mathml, "<math><mfrac>"))
        assert edge.whole == (edge.is_vjp or edge.is_sum)
        assert edge.is_sum == (edge.summed is not None)
        assert edge.whole or edge.left == edge.derivative
        assert (edge.constant is not None) == (
            edge.factor.text.strip("()").replace("−", "").replace(".", "").isdigit()
        )


def test_a_sign_before_a_derivative_is_told() -> None:
    trace = tell("x = 2; y = 3\nf = x - y")
    assert [(edge.constant, edge.flips) for edge in trace.edges] == [(1.0, False), (-1.0, True)]
    assert [edge.factor.text for edge in trace.edges] == ["1", "(−1)"]


def test_the_kinds_of_backward_rules_are_told_apart() -> None:
    trace = tell("X = [[1, 2], [3, 4]]; W = [[1, 0], [0, 1]]; b = [1, 1]\nL = sum(X @ W + b)")
    told = {(trace.nodes[e.source].symbol.text, e.is_vjp, e.is_sum) for e in trace.edges}
    assert told == {
        ("X", True, False),
        ("W", True, False),
        ("X @ W", False, False),
        ("b", False, True),
        ("X @ W + b", True, False),
    }
