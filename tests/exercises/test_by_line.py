"""Lines that cannot be read, and exercises as files."""

import pytest

from app.exercises import Exercise, check_by_line, read_exercise
from app.language import ProgramError, read_program

XYZ = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z"


def test_a_line_that_cannot_be_read_leaves_the_others() -> None:
    found = check_by_line(read_program(XYZ), "dq = z *\ndz = q * df\nimport os\ndx = -z * df")
    told = [(verdict.span.line, verdict.target, verdict.status) for verdict in found.verdicts]
    assert told == [(1, "", "error"), (2, "dz", "right"), (3, "", "error"), (4, "dx", "wrong")]
    assert found.asked == ("dx", "dy", "dz")
    assert found.missing == ("dy", "dq")


def test_a_text_that_is_too_long_is_none() -> None:
    with pytest.raises(ProgramError):
        check_by_line(read_program(XYZ), "dq = z * df\n" * 10_000)


def test_only_so_many_lines_are_passed_over() -> None:
    with pytest.raises(ProgramError):
        check_by_line(read_program(XYZ), "dq = (\n" * 60)


def test_a_file_has_settings_in_its_first_remarks() -> None:
    text = f"# kind: backward\n# tolerance: 0.05\n# hints: off\n{XYZ}\n# hints: on"
    assert read_exercise(text) == Exercise(text, "backward", 0.05, hints=False)
    assert read_exercise(f"# About: circuits\n{XYZ}").hints


@pytest.mark.parametrize("setting", ["tolerance: 1", "tolerance: much", "kind: maze", "hints: no"])
def test_a_setting_that_cannot_be_is_said(setting: str) -> None:
    with pytest.raises(ValueError, match=r"kind|tolerance|hints"):
        read_exercise(f"# {setting}\n{XYZ}")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("kind: predict # easy", r"line 2: expected one value after kind: .*“predict # easy”"),
        ("hints:", r"line 2: expected one value after hints: .*, not nothing"),
        ("tolerance: 0.1 of it", r"line 2: expected one value after tolerance:"),
        ("seed: -1", r"line 2: the seed is a whole number from 0"),
    ],
)
def test_what_else_stands_on_a_settings_line_is_said(line: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_exercise(f"# About: circuits\n# {line}\n{XYZ}")


MENDED = (
    ("dq = z df", "write z * df for a product"),
    ("dq = z^1 * df", "^ is not a power here"),
    ("dq = (z * df", "never closed"),
    ("dq = z · df)", "the sign · of a slide"),
    ("df/dq = z", "only a name can be given a value"),
    ("dq := z * df", ":="),
    ("dq = z * dff", "did you mean df?"),
    ("dq = z.T() * df", ".T"),
)
LAYER = "X = [[1, 2], [3, 4], [5, 6]]; W = [[1, 2, 3], [1, 1, 1]]\nS = X @ W\nL = sum(S)"


@pytest.mark.parametrize(("line", "said"), MENDED)
def test_a_line_that_is_right_but_for_its_spelling_is_told_so(line: str, said: str) -> None:
    (verdict,) = check_by_line(read_program(XYZ), line).verdicts
    assert verdict.status == "error"
    assert verdict.reason is not None
    assert verdict.reason.code == "spelling"
    assert said in verdict.said
    assert verdict.said.endswith("Otherwise the line is right.")


@pytest.mark.parametrize(
    "line", ["dq = q df", "dq = (x * df", "dq = 2z * df", "dzz = z df", "dq =", "dq = z * df +"]
)
def test_one_that_is_wrong_beside_its_spelling_is_not(line: str) -> None:
    (verdict,) = check_by_line(read_program(XYZ), line).verdicts
    assert verdict.status == "error"
    assert verdict.reason is None
    assert "Otherwise" not in verdict.said


@pytest.mark.parametrize(
    ("line", "code"),
    [("dW = X' @ dS", "spelling"), ("dW = X.T dS", "product"), ("dW = (dS @ X", "order")],
)
def test_of_a_layer_what_is_wrong_is_found_behind_the_spelling(line: str, code: str) -> None:
    verdict = check_by_line(read_program(LAYER), f"dS = ones(3, 3) * dL\n{line}").verdicts[-1]
    assert verdict.status == "error"
    assert verdict.reason is not None
    assert verdict.reason.code == code


def test_of_a_text_that_is_none_only_so_many_lines_are_mended() -> None:
    found = check_by_line(read_program(XYZ), "dq = (z * df\n" * 12).verdicts
    assert [(one.span.line, one.status) for one in found] == [(k, "error") for k in range(1, 13)]
    assert sum(one.reason is not None for one in found) == 8


@pytest.mark.parametrize("line", ["dq = z df", "dq = (z * df", "df/dq = z", "dq := q"])
def test_a_line_in_error_is_told_once(line: str) -> None:
    first, second = check_by_line(read_program(XYZ), f"{line}\ndx = dq").verdicts
    assert (first.status, second.status) == ("error", "right")
    (alone,) = check_by_line(read_program(XYZ), "dx = dq").verdicts
    assert alone.status == "error", "nothing gives dq"


def test_a_bracket_that_is_left_open_takes_no_other_line_with_it() -> None:
    lines = "dq = (z * df\ndz = q * df\ndx = dq\ndy = (dq  # (\n)"
    found = check_by_line(read_program(XYZ), lines).verdicts
    told = [(one.span.line, one.target, one.status) for one in found]
    assert told == [(1, "", "error"), (2, "dz", "right"), (3, "dx", "right"), (4, "dy", "right")]
    assert "never closed" in found[0].said
