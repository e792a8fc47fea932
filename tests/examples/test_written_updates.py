"""The presets whose text says how they learn end where their notes say."""

import pytest

from app.descent.asked import descent_of
from app.descent.history import descend
from app.descent.learner import Learner
from app.examples import all_examples
from app.language import Program, read_program

PROGRAMS = {example.id: example.program for example in all_examples()}


def losses(program: Program, updates: int | None = None) -> dict[int, float]:
    asked = descent_of(program, updates=updates)
    history = descend(Learner(program, asked.options, asked.parameters), asked.updates)
    return dict(zip(history.updates, history.losses, strict=True))


def test_gradient_descent_in_three_lines() -> None:
    program = read_program(PROGRAMS["gradient-descent"])
    made = losses(program)
    assert [made[k] for k in (0, 1, 2)] == pytest.approx([4, 1.12, 0.4864])
    assert made[10] == min(made.values()) == pytest.approx(0.0115, abs=5e-5)
    text = PROGRAMS["gradient-descent"]
    slow = losses(read_program(text.replace("0.1 *", "0.3 *")), 40)
    assert slow[40] < 0.01 < slow[8]
    lost = losses(read_program(text.replace("0.1 *", "0.34 *")), 40)
    assert lost[40] > lost[0]


def test_the_loop_over_epochs() -> None:
    program = read_program(PROGRAMS["xor-loop"])
    made = losses(program)
    assert made[0] == pytest.approx(2.8261, abs=5e-5)
    assert made[1] == pytest.approx(2.8091, abs=5e-5)
    assert max(made) == 1_000
    assert made[1_000] == pytest.approx(1.5286, abs=5e-5)
    assert losses(program, 20_000)[20_000] == pytest.approx(0.00669, abs=5e-6)
