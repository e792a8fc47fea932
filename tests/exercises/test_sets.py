"""The sets: each exercise can be done by hand, has a right answer, and hints that lead there."""

import numpy as np
import pytest

from app.engine.comparing import Verdict
from app.engine.gradcheck import check_gradients, worst_verdict
from app.engine.tape import Tape
from app.exercises import (
    KINDS,
    HandedIn,
    Marker,
    SetExercise,
    check_backward,
    hint_for,
    set_exercises,
)
from app.language import ReadLimits, read_program
from tests.exercises.model_answers import MODEL_ANSWERS

MOST_GRADIENTS = 16
MOST_ELEMENTS = 12
EACH = pytest.mark.parametrize("one", set_exercises(), ids=lambda one: one.id)
LOSSES = {
    "lectures-circuit": -12,
    "lectures-sigmoid-neuron": 0.73106,
    "lectures-rational": 1.54564,
    "lectures-demo-network": 0.92549,
    "lectures-svm": 0.82083,
}
"""Of the lectures' own numbers."""


def test_sets_are_whole_and_every_exercise_has_a_model_answer() -> None:
    rows = set_exercises()
    assert {row.id for row in rows} == MODEL_ANSWERS.keys()
    assert len({row.title for row in rows}) == len(rows)
    for topic in ("Lecture exercises", "Backprop ninja", "Attention"):
        orders = [row.order for row in rows if row.topic == topic]
        assert orders == list(range(1, len(orders) + 1))
        assert len(orders) >= 4


@EACH
def test_it_can_be_written_by_hand(one: SetExercise) -> None:
    assert one.exercise.kind in KINDS
    assert not one.exercise.program.startswith("#")
    program = read_program(one.exercise.program)
    tape = Tape(program.graph, [program.output])
    tape.forward()
    tape.backward()
    named = [tape.gradients[node] is not None for node in program.graph.names.values()]
    assert 3 <= sum(named) <= MOST_GRADIENTS
    assert max(value.size for value in tape.values) <= MOST_ELEMENTS
    assert tape.values[program.output].shape == ()
    if one.id in LOSSES:
        assert float(tape.values[program.output]) == pytest.approx(LOSSES[one.id], abs=1e-5)


@EACH
def test_its_gradients_are_those_of_finite_differences(one: SetExercise) -> None:
    program = read_program(one.exercise.program)
    tape = Tape(program.graph, [program.output])
    results = check_gradients(tape, list(program.inputs.values()))
    assert worst_verdict(results) == Verdict.OK
    for result in results:
        assert np.allclose(result.analytic, result.numeric, rtol=1e-4, atol=1e-7)


@EACH
def test_the_model_answer_is_right_line_by_line(one: SetExercise) -> None:
    answer = MODEL_ANSWERS[one.id]
    found = check_backward(read_program(one.exercise.program), answer, tolerance=0)
    assert {verdict.status for verdict in found.verdicts} <= {"right", "part"}, found.verdicts
    assert set(found.asked) <= set(found.right)
    marker = Marker(one.exercise, ReadLimits())
    row = marker.marked("ada", HandedIn({"lines": answer}))
    assert (row.right, row.wrong) == (row.asked, "")


@EACH
def test_three_steps_of_hints_lead_to_each_line(one: SetExercise) -> None:
    program = read_program(one.exercise.program)
    lines = []
    for name in reversed(program.graph.names):
        hint = hint_for(program, f"d{name}")
        if hint is None:
            continue
        assert hint.line is not None, hint
        lines.append(hint.line)
    found = check_backward(program, "\n".join(lines), tolerance=0)
    assert {verdict.status for verdict in found.verdicts} == {"right"}
