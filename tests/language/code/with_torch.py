"""Run exported PyTorch scripts with PyTorch, which is not among the test requirements.

``CHAINRULE_TORCH_PYTHON`` names a Python that has ``torch`` and ``numpy``. From the top of the
checkout::

    python -m tests.language.code.with_torch          # compare 2,000 random programs at edges
    python -m tests.language.code.with_torch 500 7    # 500 of them, from seed 7 on
    python -m tests.language.code.with_torch record   # write tests/data/torch_scripts.json anew

The comparison is with the gradients of the tape. What is recorded is each script with what PyTorch
printed, so that the suite, which has no PyTorch, sees a script that changes or prints otherwise.
"""

import json
import sys
from pathlib import Path

from app.language import read_program
from app.language.code import write_torch
from app.language.program import Program
from tests.language.code.edge_programs import EDGES, edge_program, edge_programs
from tests.language.code.running import assert_same, print_scripts, read_printed, tape_gradients
from tests.torch_python import require_torch

RECORDED = Path(__file__).parents[2] / "data" / "torch_scripts.json"
RANDOM = 40
"""How many random programs are recorded beside the named ones."""


def recorded_programs() -> list[Program]:
    """Return the programs of the file."""
    return [*map(read_program, EDGES), *edge_programs(RANDOM)]


def printed_by_torch(scripts: list[str]) -> list[str]:
    """Return what PyTorch prints for each script."""
    return print_scripts(scripts, require_torch(), "default")


def record() -> None:
    """Write the file, once every script prints what it should."""
    programs = recorded_programs()
    scripts = [write_torch(program) for program in programs]
    entries = []
    for program, script, out in zip(programs, scripts, printed_by_torch(scripts), strict=True):
        assert_same(read_printed(out), tape_gradients(program))
        entry = {"program": program.text, "script": script, "printed": out}
        entries.append(json.dumps(entry, ensure_ascii=False))
    RECORDED.write_text("[\n" + ",\n".join(entries) + "\n]\n", "utf-8")


def compare(count: int, first: int) -> int:
    """Print every program whose script prints other gradients than the tape has."""
    programs = [edge_program(seed) for seed in range(first, first + count)]
    differing = 0
    printed = printed_by_torch([write_torch(program) for program in programs])
    for program, out in zip(programs, printed, strict=True):
        try:
            assert_same(read_printed(out), tape_gradients(program))
        except AssertionError as error:
            differing += 1
            print(f"{program.text}\n{error}\n")
    print(f"{differing} of {count} programs print other gradients")
    return differing


if __name__ == "__main__":
    words = sys.argv[1:]
    if words == ["record"]:
        record()
    else:
        many, start = [*map(int, words), *(2_000, 0)[len(words) :]]
        sys.exit(min(compare(many, start), 1))
