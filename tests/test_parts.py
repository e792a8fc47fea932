"""``python -m tests PART`` runs a part, and tells which there are."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.__main__ import STEPS, STEPS_OF, WITHOUT_PYTEST, parts

ROOT = Path(__file__).resolve().parent.parent


def told_by(*words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "tests", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_every_folder_with_tests_is_a_part() -> None:
    folders = {path.parent.relative_to(ROOT / "tests") for path in ROOT.glob("tests/**/test_*.py")}
    assert {folder.parts[0] for folder in folders if folder.parts} <= set(parts())
    assert {*STEPS_OF, *WITHOUT_PYTEST} <= set(parts())
    assert {name for steps in STEPS_OF.values() for name in steps} <= set(STEPS)


def test_a_part_hands_what_follows_to_pytest() -> None:
    """Nothing is of this name, which is a failure, so that a word misspelt is no success."""
    done = told_by("settings", "-k", "nothing_of_this_name", "-n", "1")
    assert (done.returncode, "no tests ran" in done.stdout) == (1, True), done.stdout


@pytest.mark.parametrize(("words", "status"), [(("--help",), 0), (("enigne",), 2)])
def test_the_parts_are_told(words: tuple[str, ...], status: int) -> None:
    done = told_by(*words)
    assert done.returncode == status
    assert "engine" in done.stdout
