"""The whole story of the first circuit, word for word."""

import json
from pathlib import Path

import pytest

from app.cli import main

GOLDEN = Path(__file__).parent / "golden" / "xyz.json"
PROGRAM = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z\n"
RENEW = (
    "if the new story is the better one, renew it and read its diff: "
    r"printf 'x = -2; y = 5; z = -4\nq = x + y\nf = q * z\n' | python -m app trace - --json "
    "| python -m json.tool --no-ensure-ascii > tests/trace/golden/xyz.json"
)


def test_the_first_circuit_is_told_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "xyz.txt"
    file.write_text(PROGRAM, "utf-8")
    assert main(["trace", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(GOLDEN.read_text("utf-8")), RENEW
