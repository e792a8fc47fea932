"""Answers that are no answers: each is told, and none stops the others or runs on."""

from pathlib import Path

import pytest

from app import grading
from app.exercises import KINDS, Exercise, check_by_line
from app.exercises.kinds.answers import read_expression
from app.language import ReadLimits, read_program
from app.settings import Settings

XYZ = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z"
LIMITS = ReadLimits()
BAD_LABELS = (
    "hinge([1, 2, 3, 4], q)",
    "hinge([1, 2], 7)",
    "pick([1, 2], q)",
    "cross_entropy([0.5, 0.5], q)",
    "softmax_cross_entropy([1, 2], q)",
)


def status(program: str, line: str) -> str:
    (verdict,) = check_by_line(read_program(program), line).verdicts
    return verdict.status


@pytest.mark.parametrize("line", ["dx = *z", "dx = (*z,)", "dx = float(*z)", "dx = -(*z)"])
def test_a_star_before_a_factor_is_told(line: str) -> None:
    assert status(XYZ, line) == "error"


@pytest.mark.parametrize("line", ["dx = yield z", "dx = lambda: z", "dx = (a := z)"])
def test_what_is_no_expression_of_numbers_is_told(line: str) -> None:
    assert status(XYZ, line) == "error"


@pytest.mark.parametrize("made", BAD_LABELS)
def test_numbers_that_a_gate_refuses_are_the_lines_own_mistake(made: str) -> None:
    program = read_program(XYZ)
    found = check_by_line(program, f"dx = {made}\ndq = z * df")
    assert [verdict.status for verdict in found.verdicts] == ["error", "right"]
    assert found.verdicts[0].span.line == 1


@pytest.mark.parametrize("kind", ["derive", "mistake"])
@pytest.mark.parametrize("answer", ["*q", *BAD_LABELS])
def test_a_sheet_marks_what_cannot_be_worked_out(kind: str, answer: str) -> None:
    exercise = Exercise(XYZ, kind)
    keys = [question.key for question in KINDS[kind].questions(exercise, LIMITS)]
    marks = KINDS[kind].marks(exercise, dict.fromkeys(keys, answer), LIMITS)
    assert all(mark.status in ("error", "wrong") for mark in marks)


@pytest.mark.parametrize("answer", ["*self.y", "float(*dz)", "self.y * *dz"])
def test_a_star_in_a_blank_is_told(answer: str) -> None:
    exercise = Exercise("multiply-gate", "blanks")
    keys = [question.key for question in KINDS["blanks"].questions(exercise, LIMITS)]
    marks = KINDS["blanks"].marks(exercise, dict.fromkeys(keys, answer), LIMITS)
    assert {mark.status for mark in marks} <= {"error", "wrong"}


def test_near_infinity_is_nothing_but_infinity() -> None:
    assert status("x = 2; y = x / 0", "dx = 5") == "wrong"
    logs = "x = [1, 2, 0]\ny = sum(log(x))"
    assert status(logs, "dx = [5, 6, 7]") == "wrong"
    assert status(logs, "dx = dy / x") == "right"


def test_a_name_is_cut_off_only_at_the_beginning() -> None:
    assert read_expression("db = sum(dz, axis=0)", LIMITS).expression == "sum(dz, axis=0)"
    found = read_expression("sum(dz, keepdims=True, axis=0)", LIMITS)
    assert found.expression == "sum(dz, keepdims=True, axis=0)"


def test_a_function_may_be_called_as_that_of_numpy() -> None:
    layer = "X = [[1, 2], [3, 4]]; b = [1, 2]\nz = X + b\nL = sum(z)"
    found = check_by_line(read_program(layer), "dz = np.ones((2, 2)) * dL\ndb = np.sum(dz, axis=0)")
    assert [verdict.status for verdict in found.verdicts] == ["right", "right"]


def test_route_asks_nothing_where_nothing_comes_from_above() -> None:
    exercise = Exercise("x = 1; y = 2\nm = max(x, y)\nf = relu(-m)", "route")
    (question,) = KINDS["route"].questions(exercise, LIMITS)
    assert "relu" in question.asks


def test_a_batch_that_is_not_there_is_refused() -> None:
    exercise = Exercise("# batch: 7 = 60000\nX = [[1, 2], [3, 4]]\nL = sum(X)", "shapes")
    with pytest.raises(Exception, match="no array has an axis of 7"):
        KINDS["shapes"].questions(exercise, LIMITS)


def test_one_answer_that_takes_long_leaves_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(grading, "SECONDS", 0.05)
    exercise, slow, quick = (tmp_path / name for name in ("ex.txt", "a.txt", "b.txt"))
    exercise.write_text(XYZ)
    quick.write_text("dq = z * df")
    slow.write_text("".join(f"dx = {' + '.join(['q * z'] * 60)}\n" for _ in range(40)))
    assert grading.grade(str(exercise), [str(slow), str(quick)], Settings(), None, False) == 2
    rows = capsys.readouterr().out.splitlines()
    assert "takes more than" in rows[1]
    assert rows[2].startswith(f"{quick},0,3")


def test_what_is_no_file_is_a_row_that_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exercise = tmp_path / "ex.txt"
    exercise.write_text(XYZ)
    assert grading.grade(str(exercise), ["/dev/zero"], Settings(), None, False) == 2
    assert "it is not a file" in capsys.readouterr().out
