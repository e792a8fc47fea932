"""Every kind of exercise, of every preset of the page: what the engine says is right, is right."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

import numpy as np
import pytest

from app.api.routes.exercises_page import presets
from app.engine.ops.op import Array
from app.engine.tape import Tape
from app.exercises import KINDS, Exercise, Question
from app.exercises.kinds.answers import NONE
from app.exercises.kinds.desk import Desk
from app.exercises.kinds.sheet import Item, Sheet
from app.language import Program, ProgramError, ReadLimits, read_program

LIMITS = ReadLimits()
SHEETS = [name for name, kind in KINDS.items() if isinstance(kind, Sheet)]
APPLICABLE = 150
"""Of the kinds and presets, how many pairs go together, at least."""


class Engine:
    """The answers to questions about a program by its tape, and by nothing of the exercises."""

    def __init__(self, text: str) -> None:
        self.program: Program = read_program(text)
        self.graph = self.program.graph
        self.tape = Tape(self.graph, [self.program.output])
        self.tape.forward()
        self.tape.backward()

    def gradient(self, name: str) -> Array:
        found = self.tape.gradients[self.graph.names[name]]
        assert found is not None
        return found

    def predict(self, question: Question) -> str:
        names = self.graph.names
        value = (
            self.gradient(question.key[1:])
            if question.asks.startswith(f"{question.key} = ∂")
            else self.tape.values[names[question.key]]
        )
        return repr(value.tolist())

    def order(self, question: Question) -> str:
        names = self.graph.names
        return ", ".join(sorted(question.options, key=lambda one: -names[one[1:]]))


def asked(kind: str, text: str, seed: int = 0) -> tuple[Exercise, tuple[Question, ...]]:
    exercise = Exercise(text, kind, seed=seed)
    return exercise, KINDS[kind].questions(exercise, LIMITS)


def marked(exercise: Exercise, answers: dict[str, str]) -> dict[str, tuple[str, str]]:
    marks = KINDS[exercise.kind].marks(exercise, answers, LIMITS)
    return {mark.key: (mark.status, mark.reason) for mark in marks}


def refusal(kind: str, text: str) -> ProgramError | None:
    try:
        asked(kind, text)
    except ProgramError as error:
        return error
    return None


def pairs(kinds: list[str]) -> Iterator[tuple[str, str, tuple[Question, ...], Exercise]]:
    for preset in presets():
        for kind in kinds:
            refused = refusal(kind, preset.program)
            if refused is None:
                exercise, questions = asked(kind, preset.program)
                yield preset.id, kind, questions, exercise
            else:
                assert (refused.kind, bool(refused.hint)) == ("no-exercise", True)


def test_what_the_tape_says_is_right_of_every_preset() -> None:
    """Numbers, orders and zeros, found here by the tape alone."""
    for name, kind, questions, exercise in pairs(["predict", "order", "route"]):
        engine = Engine(exercise.program)
        if kind == "route":
            answers = {q.key: zeros(engine, q) for q in questions}
        else:
            answers = {q.key: getattr(engine, kind)(q) for q in questions}
        wrong = {k: one for k, one in marked(exercise, answers).items() if one[0] != "right"}
        assert wrong == {}, (name, kind)


def zeros(engine: Engine, question: Question) -> str:
    assert question.node is not None
    edges = [e for e in engine.graph.edges if e.target == question.node]
    back = [engine.tape.contributions[e.id] for e in edges]
    flat = np.concatenate([one.ravel() for one in back if one is not None])
    assert len(flat) == len(question.options) - 1
    pairs = zip(question.options, flat, strict=False)
    return ", ".join(option for option, value in pairs if value == 0) or NONE


def sheets() -> Iterator[tuple[str, Sequence[Item]]]:
    for preset in presets():
        for name in SHEETS:
            sheet = KINDS[name]
            assert isinstance(sheet, Sheet)
            with suppress(ProgramError):
                exercise = Exercise(preset.program, name)
                desk = Desk(exercise, LIMITS, needs_numbers=sheet.needs_numbers)
                yield f"{preset.id} {name}", sheet.items(desk)


def test_the_answers_that_hints_end_with_are_right() -> None:
    """Of every kind and preset that go together, and hardly a question has none."""
    count, lacking, whole = 0, 0, 0
    for name, items in sheets():
        count += 1
        keys = [item.question.key for item in items]
        assert len(keys) == len(set(keys)), name
        for item in items:
            steps = item.hints()
            answer = answer_in(steps[2], item.question) if len(steps) == 3 else ""
            whole += 1
            lacking += answer == ""
            if answer:
                assert item.judge(answer)[0] in OK, (name, item.question.key, answer)
    assert count >= APPLICABLE
    assert lacking * 20 < whole


OK = ("right", "rounded")


def answer_in(step: str, question: Question) -> str:
    """Take the answer out of the sentence in which the last step of a hint has it."""
    if question.form in ("number", "array"):
        return step.rpartition("= ")[2].rpartition("together: ")[2]
    if question.form == "shape":
        return step.rpartition(": ")[2]
    if question.form == "choices":
        text = step.rpartition("to: ")[2].rstrip(".")
        return NONE if text.startswith(NONE) else text
    if question.form == "choice":
        at = step.partition(": " if step.startswith("Line") else " = ")[2]
        return at if question.options and at in question.options else ""
    return "" if step.startswith("an array") else step


def test_the_factors_of_a_chain_multiply_to_the_gradient() -> None:
    """Of scalars: the answers that are taken for right come to the derivative by differences."""
    text = "x = 0.7; w = 1.3; b = -0.4\nz = w * x + b\np = sigmoid(z)\nL = (p - 1)**2"
    for seed in range(3):
        exercise, questions = asked("derive", text, seed)
        factors = [q for q in questions if q.key.startswith("factor")]
        answers = {q.key: KINDS["derive"].hints(exercise, q.key, LIMITS)[2] for q in factors}
        assert all(one[0] == "right" for one in list(marked(exercise, answers).values())[:-1])
        name = questions[-1].key[1:]
        tape = Engine(text).tape
        values = dict(zip(("x", "w", "b"), (0.7, 1.3, -0.4), strict=True))
        known = {n: tape.values[k] for n, k in read_program(text).graph.names.items()}
        made = 1.0
        for answer in answers.values():
            made *= float(worth(answer, known))
        step = 1e-6
        high, low = (_loss({**values, name: values[name] + sign * step}) for sign in (1, -1))
        assert made == pytest.approx((high - low) / (2 * step), rel=1e-6)


def worth(text: str, known: dict[str, Array]) -> Array:
    program = read_program(f"{' + 0 * '.join(['r = ' + text, *known])}", known)
    tape = Tape(program.graph, [program.output])
    tape.forward()
    return tape.values[program.output]


def _loss(v: dict[str, float]) -> float:
    return float((1 / (1 + np.exp(-(v["w"] * v["x"] + v["b"]))) - 1) ** 2)


def test_a_long_chain_is_derived_where_there_is_no_short_one() -> None:
    steps = "\n".join(f"a{k + 1} = sin(a{k})" for k in range(25))
    exercise, questions = asked("derive", f"a0 = 0.5\n{steps}")
    assert [q.key for q in questions] == [*(f"factor{k}" for k in reversed(range(25))), "da0"]
    factors = {q.key: f"cos(a{q.key[6:]})" for q in questions[:-1]}
    assert {one[0] for one in list(marked(exercise, factors).values())[:-1]} == {"right"}
    short = f"a0 = 0.5; w = 2\n{steps}\nL = a25 * w * w"
    assert len(asked("derive", short)[1]) < 25, "an input with a short chain is asked about first"
    steps = "\n".join(f"a{k + 1} = sin(a{k})" for k in range(61))
    with pytest.raises(ProgramError, match="2 to 60 factors"):
        asked("derive", f"a0 = 0.5\n{steps}")
