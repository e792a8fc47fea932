"""The stories that the pages' scripts are tested on, made here and read by both.

``python -m tests.trace.test_golden_story`` writes the file anew.
"""

import json
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from app.drawing.labels import Moment
from app.language import Level, read_program
from app.trace import Trace, prepare
from app.trace.numbers import show_exactly, show_in_full, show_number

FILE = Path(__file__).resolve().parents[1] / "data" / "stories.json"

PROGRAMS: dict[str, tuple[str, Level, dict[str, Any]]] = {
    "circuit": ("x = -2; y = 5; z = -4\nq = x + y\nf = q * z", Level.GATES, {}),
    "fork": ("x = 3; y = 1\nf = 2*x + x*x + max(x, y)", Level.GATES, {}),
    "tangents": (
        "a = 2; b = 1\nf = (a + b) * (b + 1)",
        Level.GATES,
        {"mode": "forward", "wrt": "b"},
    ),
    "arrays": ("W = [[1, 2], [3, 4]]; x = [0, 1]\nf = sum(relu(W @ x - 3))", Level.GATES, {}),
    "opened": ("x = [1, -1]\nf = sigmoid(x)", Level.SCALARS, {"seed": [1, 0]}),
    "constant": ("k = const(3); x = 2; u = 7\nf = k * x", Level.GATES, {}),
    "not finite": ("x = 0\nf = 1 / x", Level.GATES, {}),
}
NUMBERS = json.loads("""
[0.0, -0.0, 1.0, -12.0, 0.37, 0.99999, -0.5, 0.004, 0.00612, 6.1e-16, 999999.0, 123456.789, 1e6,
 1234567.0, -2.5e8, 1e100, 5e-324, 0.125, -0.375, 2.675, 10.235, 1.25e6, 1.35e7, 0.03125, 0.015625,
 1e21, 1.5e-7, 1e-6, 123456789012345680000.0, -0.19661193324148185]
""")


def story(name: str) -> Trace:
    program, level, options = PROGRAMS[name]
    return prepare(read_program(program), level).tell(**options)


def labels(trace: Trace, step: int) -> dict[str, list[list[Any]]]:
    moment = Moment(trace, step, 2)
    return {
        "values": [[*label(moment.value(node.id))] for node in trace.nodes],
        "backs": [[*label(moment.back(edge.id))] for edge in trace.edges],
        "totals": [[*label(moment.total(node.id))] for node in trace.nodes],
    }


def label(found: Any) -> tuple[str, bool]:
    return found.text, found.zero


def golden() -> dict[str, Any]:
    told = {
        name: {
            "trace": json.loads(to_json(trace := story(name), inf_nan_mode="strings")),
            "moments": [labels(trace, step) for step in range(len(trace.steps) + 1)],
        }
        for name in PROGRAMS
    }
    shown = [
        [x, show_number(x), show_number(x, 4), show_exactly(x), show_in_full(x)] for x in NUMBERS
    ]
    return {"stories": told, "numbers": shown}


def test_the_stories_are_what_they_were() -> None:
    assert golden() == json.loads(FILE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    FILE.write_text(json.dumps(golden(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
