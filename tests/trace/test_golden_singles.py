"""A sample over single numbers, and the trace that it is of, for the tests of the pages' scripts.

``python -m tests.trace.test_golden_singles`` writes the file anew.
"""

import json
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from app.examples import all_examples
from app.language import read_program
from app.language.levels.singles import singles_of
from app.trace import prepare
from app.trace.parts_told import tell_part
from tests.golden_files import lined, rounded

FILE = Path(__file__).resolve().parents[1] / "data" / "singles.json"
SAMPLE = 1


def golden() -> dict[str, Any]:
    text = next(one for one in all_examples() if one.id == "xor-batch").program
    program = read_program(text)
    singles = singles_of(program, program.graph.names["A2"], [SAMPLE], None, 600)
    _, story = tell_part(program, singles, "reverse", None, None, "plain")
    owners = [{"node": o.node, "element": o.element, "inner": o.is_inner} for o in singles.owners]
    told = {"whole": prepare(program).trace(), "singles": story, "of": owners}
    return {name: json.loads(to_json(one, inf_nan_mode="strings")) for name, one in told.items()}


def test_the_singles_are_what_they_were() -> None:
    assert rounded(golden()) == rounded(json.loads(FILE.read_text(encoding="utf-8")))


if __name__ == "__main__":
    FILE.write_text(lined(golden()) + "\n", encoding="utf-8")
