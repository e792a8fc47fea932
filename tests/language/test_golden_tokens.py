"""The tokens of all presets as Python's own tokenizer reads them, and what their names are to the
language: the editor is held to both.

``python -m tests.language.test_golden_tokens`` writes the file anew.
"""

import io
import tokenize
from pathlib import Path

from app.examples import all_examples
from app.language import read_program
from tests.golden_files import lined

FILE = Path(__file__).resolve().parents[1] / "data" / "tokens.json"

KINDS = {
    tokenize.NAME: "word",
    tokenize.NUMBER: "number",
    tokenize.OP: "sign",
    tokenize.STRING: "string",
    tokenize.COMMENT: "remark",
}


EDGES = [
    "x = 0x1F + 1_000.5e-3j + 0b1_0 + 0o17 + 5. + .5 + 1e5 + 2E+3 - 0.5J",
    "σ, ŷ = 1., .5\n\U0001d6fc_1 = σ**2  # Größe, 漢字, 😀",
    "s = 'it\\'s' + r\"a\\b\" + b'' + \"# no remark\" # one",
    "a //= 2 ** -b; c = a != b <= d >> e << 1 ^ f & g | ~h",
    "@f\ndef g(x: int, *, y=-1) -> float: return x[..., :-1].T @ {y}",
    "x = [1,\n\t2]\\\n  + 3\nif (n := 2) > 1: pass",
]
"""What no preset has."""


def rows(program: str) -> list[str]:
    """Return for each line its tokens, spaces left out: kind, and columns in characters."""
    found: list[list[str]] = [[] for _ in program.split("\n")]
    for kind, _, start, end, _ in tokenize.generate_tokens(io.StringIO(program).readline):
        if kind in KINDS:
            found[start[0] - 1].append(f"{KINDS[kind]} {start[1]}-{end[1]}")
    return [", ".join(row) for row in found]


def names(program: str) -> dict[str, list[str]]:
    """Return the names that are bound to numbers last, and those that are computed."""
    read = read_program(program)
    leaves = read.inputs | read.constants
    bound = read.graph.names.items()
    return {
        "leaves": sorted(name for name, node in bound if leaves.get(name) == node),
        "computed": sorted(name for name, node in bound if node not in leaves.values()),
    }


def golden() -> str:
    presets = [example.program for example in all_examples()]
    read = [{"program": one, "rows": rows(one), **names(one)} for one in presets]
    read += [{"program": one, "rows": rows(one)} for one in EDGES]
    return lined(read) + "\n"


def test_the_file_is_what_python_reads() -> None:
    assert FILE.read_text(encoding="utf-8") == golden()


if __name__ == "__main__":
    FILE.write_text(golden(), encoding="utf-8")
