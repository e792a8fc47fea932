"""``chainrule grade`` writes a row for each answer."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import pytest

from app.cli import main
from app.exercises import KINDS, Exercise, Mark, Question, codes_in, same_code, short_code
from app.language import ReadLimits

XYZ = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z\n"
RIGHT = "dz = q * df\ndx = z * df\ndy = z * df\n"


def written(folder: Path, **texts: str) -> list[str]:
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, "utf-8")
        paths.append(str(path))
    return paths


def result(program: str = XYZ, **more: object) -> str:
    """Write the file that the page saves."""
    exercise = {"program": program, "kind": "backward", "tolerance": 0.01, "hints": True, "seed": 0}
    told = {"chainrule": 1, "exercise": exercise, "answers": {"lines": RIGHT}, "hints": 2}
    return json.dumps({**told, **more})


def rows(capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(capsys.readouterr().out.splitlines()))


def test_each_file_has_a_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exercise, ada, ben, empty = written(
        tmp_path,
        exercise=XYZ,
        ada=RIGHT,
        ben="dq = z * df\ndz = -q * df\ndx = dq +\n",
        empty="",
    )
    assert main(["grade", exercise, ada, ben, empty]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head == "file,right,asked,hints,wrong,code"
    told = [line.rpartition(",")[0] for line in lines]
    assert told == [
        f"{ada},3,3,,",
        f"{ben},0,3,,dz: line 2: The sign is wrong.; line 3: something is missing after +: "
        "finish the expression.",
        f"{empty},0,3,,",
    ]
    assert lines[0].rpartition(",")[2] == short_code(Exercise(XYZ), {"lines": RIGHT}, 3, 3, None)


def test_a_part_that_nobody_adds_to_is_not_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exercise, half, whole = written(
        tmp_path,
        exercise="a = 3\nL = a * a + a",
        half="da = dL",
        whole="da = dL\nda += 2 * a * dL",
    )
    assert main(["grade", exercise, half, whole]) == 0
    first, second = rows(capsys)
    assert (first["right"], first["wrong"][:27]) == ("0", "da: line 1: a is used 3 tim")
    assert (second["right"], second["wrong"]) == ("1", "")


def test_the_tolerance_is_that_of_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loose, exact, answer = written(
        tmp_path,
        loose=f"# tolerance: 0.3\n{XYZ}",
        exact=f"# tolerance: 0\n{XYZ}",
        answer="dx = -4.5; dy = -4; dz = 3",
    )
    for exercise, right in ((loose, "3"), (exact, "2")):
        assert main(["grade", exercise, answer]) == 0
        assert rows(capsys)[0]["right"] == right


def test_a_folder_is_gone_through_and_what_is_bad_is_a_row_that_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (exercise,) = written(tmp_path, exercise=XYZ)
    folder = tmp_path / "answers"
    folder.mkdir()
    answers: dict[str, bytes] = {
        "a.json": result().encode(),
        "b.json": result(program="x = 1; y = x").encode(),
        "c.json": b'{"chainrule": 1, ',
        "d.json": ("{" * 50_000).encode(),
        "e.json": result(answers={"lines": 3}).encode(),
        "f.json": result(hints=-1).encode(),
        "g.json": b'{"chainrule": 2}',
        "h.py": RIGHT.encode(),
        "i.txt": b"\xff\xfe",
        "j.txt": ("dx = z\n" * 4_000).encode(),
        "k.txt": b"dx = 1 / 0\ndy = z ** 9999999999\ndz = zeros(99999999)",
        "l.txt": b"x" * 2_000_001,
        "notes.docx": b"",
    }
    for name, text in answers.items():
        (folder / name).write_bytes(text)
    (folder / "more.txt").mkdir()
    assert main(["grade", exercise, str(folder), str(tmp_path / "none.txt")]) == 2
    told = capsys.readouterr()
    read = list(csv.DictReader(told.out.splitlines()))
    assert [Path(row["file"]).name for row in read] == [*sorted(answers)[:-1], "none.txt"]
    found = {Path(row["file"]).name: row for row in read}
    assert (found["a.json"]["right"], found["a.json"]["hints"]) == ("3", "2")
    assert found["h.py"]["right"] == "3"
    said = {
        "b.json": "another exercise",
        "c.json": "looks like JSON",
        "d.json": "looks like JSON",
        "e.json": "not texts",
        "f.json": "not a whole number",
        "g.json": "not a result file",
        "i.txt": "UTF-8",
        "j.txt": "characters",
        "l.txt": "bytes",
        "none.txt": "No such file",
    }
    for name, why in said.items():
        assert why in found[name]["wrong"], name
        assert (found[name]["right"], found[name]["code"]) == ("0", "")
    assert found["k.txt"]["right"] == "0"
    for name in ("notes.docx", "more.txt"):
        assert f"{name}: skipped" in told.err


def test_the_exercise_that_cannot_be_read_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right, wrong, empty = written(tmp_path, right=RIGHT, wrong=f"# hints: maybe\n{XYZ}", empty="")
    assert main(["grade", str(tmp_path / "none.txt"), right]) == 2
    assert "none.txt" in capsys.readouterr().err
    assert main(["grade", wrong, right]) == 2
    assert "hints are on or off" in capsys.readouterr().err
    assert main(["grade", empty, right]) == 2
    assert main(["grade", right, right, "--codes", str(tmp_path / "no-codes.txt")]) == 2
    told = capsys.readouterr()
    assert told.out == ""


def test_no_cell_is_a_formula(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (exercise,) = written(tmp_path, exercise=XYZ)
    names = ["=1+1.txt", "+2.txt", "-3.txt", "@x.txt", '=cmd|"x"!A1.txt']
    for name in names:
        (tmp_path / name).write_text("@SUM(1)\n=2")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        assert main(["grade", exercise, "--", *names]) == 0
    told = rows(capsys)
    assert [row["file"] for row in told] == [f"'{name}" for name in names]
    for row in told:
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_codes_are_held_to_the_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (exercise, plain) = written(tmp_path, exercise=XYZ, plain=f"{RIGHT}\r\n\r\n")
    code = short_code(Exercise(XYZ), {"lines": RIGHT}, 3, 3, 2)
    honest, forged = tmp_path / "honest.json", tmp_path / "forged.json"
    honest.write_text(result(code=code))
    forged.write_text(result(answers={"lines": "dz = q * df"}, code=code))
    codes = tmp_path / "codes.txt"
    codes.write_text(f"Ada: {code}, thanks\nBen {code[:-1]}0 {code}")
    asked = ["grade", exercise, plain, str(honest), str(forged), "--codes", str(codes)]
    assert main(asked) == 3
    told = capsys.readouterr()
    first, second, third = csv.DictReader(told.out.splitlines())
    assert [row["given"] for row in (first, second, third)] == ["yes", "yes", "no"]
    assert second["code"] == code
    assert first["code"] == code.replace("-h2", ""), "how lines end does not matter"
    assert "not the code of its answers" in third["wrong"]
    assert f"{code[:-1]}0 belongs to none" in told.err
    codes.write_text(code)
    assert main([*asked, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [row["given"] for row in answer["rows"]] == [True, True, False]
    marks = [mark["status"] for mark in answer["rows"][2]["marks"]]
    assert marks == ["missing", "missing", "right"]
    assert answer["unmatched"] == []


def test_a_code_tells_another_exercise_and_other_answers_apart() -> None:
    answers = {"lines": RIGHT}
    one = short_code(Exercise(f"# tolerance: 0.2\n{XYZ}"), answers, 3, 3, 0)
    assert one == short_code(Exercise(XYZ.replace("\n", "\r\n")), {**answers, "b": " "}, 3, 3, 0)
    others = [
        short_code(Exercise(XYZ.replace("5", "6")), answers, 3, 3, 0),
        short_code(Exercise(XYZ, seed=1), answers, 3, 3, 0),
        short_code(Exercise(XYZ, kind="order"), answers, 3, 3, 0),
        short_code(Exercise(XYZ), {"lines": RIGHT.replace("z", "q")}, 3, 3, 0),
        short_code(Exercise(XYZ), {"line": RIGHT}, 3, 3, 0),
    ]
    assert len({one, *others}) == 6
    assert codes_in(f"x{one}, {one}; {others[0]}.") == [one, others[0]]
    assert not same_code(one, one.replace("-h0", "-h1"))
    assert not same_code("", one)


class Colours:
    """A kind that asks two things, none of them lines."""

    name = "colours"
    title = "Name the colours"

    def questions(self, exercise: Exercise, limits: ReadLimits) -> tuple[Question, ...]:
        return (Question("sky", "What is the sky?", "line"), Question("sea", "And it?", "line"))

    def marks(
        self, exercise: Exercise, answers: Mapping[str, str], limits: ReadLimits
    ) -> tuple[Mark, ...]:
        return tuple(Mark(key, _colour(answers.get(key))) for key in ("sky", "sea"))

    def hints(self, exercise: Exercise, key: str, limits: ReadLimits) -> tuple[str, ...]:
        return ()


def _colour(answer: str | None) -> Literal["right", "wrong", "missing"]:
    return "missing" if answer is None else "right" if answer == "blue" else "wrong"


def test_any_kind_is_graded_by_its_marks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(KINDS, "colours", Colours())
    exercise, lines = written(tmp_path, exercise=f"# kind: colours\n{XYZ}", lines=RIGHT)
    answer = tmp_path / "answer.json"
    asked = {"program": XYZ, "kind": "colours"}
    answer.write_text(result(exercise=asked, answers={"sky": "blue", "sea": "=1"}))
    assert main(["grade", exercise, str(answer), lines]) == 2
    first, second = rows(capsys)
    assert (first["right"], first["asked"], first["wrong"]) == ("1", "2", "sea: wrong")
    assert "hand in the JSON file" in second["wrong"]
