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
