"""``chainrule trace``: a program's story without a server."""

import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.cli import LEVELS, main
from app.language import Level

PROGRAM = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z\n"


@pytest.fixture
def program(tmp_path: Path) -> str:
    file = tmp_path / "program.txt"
    file.write_text(PROGRAM, "utf-8")
    return str(file)


def test_the_table_shows_every_value_and_gradient(
    program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", program]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "node       value  gradient",
        "input x       -2        -4",
        "input y        5        -4",
        "input z       -4         3",
        "q = x + y      3        -4",
        "f = q · z    -12         1",
    ]


def test_a_program_comes_from_standard_input_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("w = [1, 2]\nsum(w * w)"))
    assert main(["trace", "-"]) == 0
    assert "[2, 4]" in capsys.readouterr().out


def test_json_is_what_the_api_answers(program: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", program, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["gradients"] == {"x": -4, "y": -4, "z": 3}
    assert len(answer["layout"]["nodes"]) == 5


def test_another_output_can_be_asked_for(program: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", program, "--json", "--output", "q"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["output"], answer["gradients"]["x"]) == ("q", 1)


def test_the_picture_is_written_beside_the_table(
    program: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "picture.svg"
    assert main(["trace", program, "--svg", str(picture)]) == 0
    assert ElementTree.parse(picture).getroot().tag.endswith("svg")
    assert capsys.readouterr().out.startswith("node")


def test_the_picture_can_be_printed(program: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", program, "--svg", "-"]) == 0
    assert capsys.readouterr().out.startswith("<svg")


def test_a_bad_program_is_shown_with_a_caret_and_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bad.txt"
    file.write_text("x = 1\nf = x + yy", "utf-8")
    assert main(["trace", str(file)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "f = x + yy\n        ^^" in shown.err


def test_a_file_that_cannot_be_read_is_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "missing.txt"
    assert main(["trace", str(missing)]) == 2
    assert capsys.readouterr().err == f"chainrule: {missing}: No such file or directory\n"
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"\xff\xfe")
    assert main(["trace", str(binary)]) == 2
    assert capsys.readouterr().err == f"chainrule: {binary} is not text in UTF-8\n"


def test_the_command_knows_every_level_of_detail() -> None:
    assert list(LEVELS) == [level.value for level in Level]
