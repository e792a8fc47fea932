"""Each line of a derivation is the derivative, and a block has that of the gate it computes."""

import numpy as np
import pytest

from app.engine.ops import OPS
from app.language import Level, at_level, read_program
from app.language.python_tree import expression_of
from app.trace.derivations import Derivation, derivation_of, value_of

DERIVED = [op for op in OPS.values() if op.derivation]
SQUASH = "def squash(x):\n    return {}\nw = 2; v = -1\nt = w * v + 3\nf = squash(t)"


def derived(text: str, node: int = -1, closed: tuple[str, ...] = ()) -> Derivation | None:
    program = read_program(text)
    view = at_level(program, Level.GATES, closed)
    return derivation_of(program, view, node % len(view.graph))


@pytest.mark.parametrize("gate", DERIVED, ids=lambda gate: gate.name)
@pytest.mark.parametrize("x", [-3.0, -0.5, 0.0, 0.3, 1.0, 2.5])
def test_every_line_is_the_derivative(gate: object, x: float) -> None:
    op = next(op for op in DERIVED if op is gate)
    y = np.empty(())
    op.forward(np.array(x), out=y)
    wanted = value_of(expression_of(op.derivatives[0]), {"x": x, "y": float(y)})
    for formula, why in op.derivation:
        found = value_of(expression_of(formula), {"x": x, "y": float(y)})
        assert found == pytest.approx(wanted, rel=1e-12, abs=1e-15), formula
        assert why


def test_the_sigmoid_unfolds_with_its_numbers() -> None:
    found = derived("x = 1\nf = sigmoid(x)")
    assert found is not None
    assert (found.gate, found.name) == ("sigmoid", "sigmoid")
    assert [line.formula.text for line in found.lines][::3] == [
        "∂f/∂x = exp(−x)/(1 + exp(−x))²",
        "∂f/∂x = (1 − f) · f",
    ]
    assert found.lines[0].worked == "0.37/(1 + 0.37)² = 0.37/1.37² = 0.20"
    assert found.lines[-1].worked == "(1 − 0.73) · 0.73 = 0.27 · 0.73 = 0.20"


@pytest.mark.parametrize(
    "written", ["1 / (1 + exp(-1 * x))", "exp(x) / (exp(x) + 1)", "0.5 + 0.5 * tanh(x / 2)"]
)
@pytest.mark.parametrize("closed", [("squash#1",), ()])
def test_a_block_that_is_a_sigmoid_has_its_derivation(
    written: str, closed: tuple[str, ...]
) -> None:
    found = derived(SQUASH.format(written), closed=closed)
    assert found is not None
    assert (found.gate, found.name) == ("sigmoid", "squash")
    assert found.lines[-1].formula.text == "∂f/∂t = (1 − f) · f"
    assert found.lines[-1].worked == "(1 − 0.73) · 0.73 = 0.27 · 0.73 = 0.20"


@pytest.mark.parametrize("written", ["1 / (1 + exp(x))", "exp(x)", "1 / (1.001 + exp(-x))"])
def test_another_block_has_none(written: str) -> None:
    assert derived(SQUASH.format(written), closed=("squash#1",)) is None


@pytest.mark.parametrize("text", ["x = 1\nf = exp(x)", "x = 1; y = 2\nf = x * y"])
def test_a_gate_without_one_has_none(text: str) -> None:
    assert derived(text) is None
    assert derived(text, 0) is None


def test_of_arrays_and_of_what_overflows_no_numbers_are_written() -> None:
    arrays = derived("x = [1, 2]\ny = sigmoid(x)\nf = sum(y)", 1)
    assert arrays is not None
    assert all(line.worked is None for line in arrays.lines)
    huge = derived("x = -800\nf = sigmoid(x)")
    assert huge is not None
    assert huge.lines[0].worked is None
    assert huge.lines[-1].worked == "(1 − 0) · 0 = 1 · 0 = 0"
