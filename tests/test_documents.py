"""What documents for developers name is there; their pictures are what the program draws."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.__main__ import parts

ROOT = Path(__file__).resolve().parent.parent
GITHUB = ROOT / ".github"
DOCUMENTS = (ROOT / "README.md", GITHUB / "ARCHITECTURE.md", GITHUB / "CONTRIBUTING.md")
PATH = re.compile(r"`((?:app|static|templates|tests|\.github)/[\w/.]+)`")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_file_that_is_named_is_there(document: Path) -> None:
    named = PATH.findall(document.read_text(encoding="utf-8"))
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_part_of_the_tests_that_is_named_is_one() -> None:
    text = "".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    named = set(re.findall(r"`\.venv/bin/python -m tests (\w+)", text))
    assert {"engine", "lint"} <= named <= set(parts())


@pytest.mark.parametrize(
    ("program", "picture"),
    [
        ("x = -2; y = 5; z = -4\nq = x + y\nf = q * z\n", "program.svg"),
        ((GITHUB / "training.txt").read_text(encoding="utf-8"), "training.svg"),
    ],
)
def test_the_pictures_are_what_is_drawn(program: str, picture: str) -> None:
    """Where one is out of date, ``chainrule trace FILE --svg PICTURE`` draws it anew."""
    drawn = subprocess.run(
        [sys.executable, "-m", "app", "trace", "-", "--svg", "-"],
        input=program,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
    )
    assert drawn.stdout.strip() == (GITHUB / picture).read_text(encoding="utf-8").strip()
