"""``chainrule grade`` writes a row for each answer."""

from pathlib import Path

import pytest

from app.cli import main

XYZ = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z\n"


def written(folder: Path, **texts: str) -> list[str]:
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, "utf-8")
        paths.append(str(path))
    return paths


def test_each_file_has_a_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exercise, ada, ben, empty = written(
        tmp_path,
        exercise=XYZ,
        ada="dz = q * df\ndx = z * df\ndy = z * df\n",
        ben="dq = z * df\ndz = -q * df\ndx = dq +\n",
        empty="",
    )
    assert main(["grade", exercise, ada, ben, empty]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "file,right,asked,wrong",
        f"{ada},3,3,",
        f"{ben},0,3,2: The sign is wrong.; 3: something is missing after +",
        f"{empty},0,3,",
    ]


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
    _, first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f'{half},0,1,"1: a is used 3 times')
    assert second == f"{whole},1,1,"


def test_the_tolerance_is_that_of_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loose, exact, answer = written(
        tmp_path,
        loose=f"# tolerance: 0.3\n{XYZ}",
        exact=f"# tolerance: 0\n{XYZ}",
        answer="dx = -4.5; dy = -4; dz = 3",
    )
    assert main(["grade", loose, answer]) == 0
    assert f"{answer},3,3," in capsys.readouterr().out
    assert main(["grade", exact, answer]) == 0
    assert f"{answer},2,3,1: " in capsys.readouterr().out


def test_what_cannot_be_read_is_said_and_the_others_are_graded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exercise, right = written(tmp_path, exercise=XYZ, right="dz = q * df")
    assert main(["grade", exercise, str(tmp_path / "none.txt"), right]) == 2
    told = capsys.readouterr()
    assert f"{right},1,3," in told.out
    assert "none.txt" in told.err
    assert main(["grade", str(tmp_path / "none.txt"), right]) == 2
    (wrong,) = written(tmp_path, wrong=f"# hints: maybe\n{XYZ}")
    assert main(["grade", wrong, right]) == 2
    assert "hints are on or off" in capsys.readouterr().err
