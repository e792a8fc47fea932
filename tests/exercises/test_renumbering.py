"""Other numbers for the inputs of a program: short, finite, in the same shapes, and repeatable."""

import numpy as np
import pytest

from app.api.routes.exercises_page import QUIZ, presets
from app.engine.graph import Kind
from app.engine.tape import Tape
from app.examples import Example
from app.exercises import bare_program, renumbered
from app.language import Program, ProgramError, read_program

SEEDS = (1, 2)


def run(program: Program) -> Tape:
    tape = Tape(program.graph, [program.output])
    tape.forward()
    tape.backward()
    return tape


@pytest.mark.parametrize("preset", [one for one in presets() if one.id != QUIZ], ids=lambda o: o.id)
def test_every_exercise_has_other_numbers(preset: Example) -> None:
    text = bare_program(preset.program)
    before = read_program(text)
    own = run(before)
    for seed in SEEDS:
        other = renumbered(text, seed)
        assert other != text
        assert other == renumbered(text, seed)
        after = read_program(other)
        found = run(after)
        assert [n.shape for n in after.graph.nodes] == [n.shape for n in before.graph.nodes]
        for node in after.graph.nodes:
            if node.kind is Kind.CONSTANT:
                assert np.array_equal(found.values[node.id], own.values[node.id])
            gradient = found.gradients[node.id]
            assert np.isfinite(found.values[node.id]).all()
            assert gradient is None or np.isfinite(gradient).all()


def test_whole_numbers_stay_whole_and_others_have_one_decimal() -> None:
    text = renumbered("w = [[2, -3], [1, 4]]  # é\nx = 0.25; y = const(1)\nL = sum(w * x) - y", 5)
    program = read_program(text)
    w, x = (program.graph.values[program.inputs[name]] for name in ("w", "x"))
    assert np.array_equal(w, np.round(w))
    assert np.abs(w).max() <= 5
    assert np.all(w != 0)
    assert float(x) == round(float(x), 1) != 0
    assert "# é" in text
    assert "y = const(1)" in text


def test_a_logarithm_keeps_its_argument_positive_and_labels_stay() -> None:
    text = (
        "z = [2, 1, 3]; k = 1; hot = [0, 1, 0]\np = log(z)\nL = softmax_cross_entropy(p * hot, k)"
    )
    for seed in range(12):
        other = renumbered(text, seed)
        assert "k = 1; hot = [0, 1, 0]" in other
        assert np.isfinite(run(read_program(other)).values[-1])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("X = randn(2, 2, seed=1)\nL = sum(X)", "no inputs whose numbers"),
        ("x = const(2)\ny = 3 * x", "no inputs whose numbers"),
        ("x = 1000\ny = exp(x - 1000) / relu(x - 999.5)", "no other short numbers"),
    ],
)
def test_where_no_others_suit_it_is_said(text: str, said: str) -> None:
    with pytest.raises(ProgramError, match=said) as raised:
        renumbered(text, 1)
    assert raised.value.hint
