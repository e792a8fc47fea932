"""The curves that the page draws beside a gate, held to the gates themselves.

``python -m tests.drawing.test_page_curves`` writes the file anew that the page's scripts are
tested on.
"""

import json
from pathlib import Path

import numpy as np

from app.drawing.curves import has_curve, value_of
from app.engine.ops import BY_NAME
from tests.golden_files import lined, rounded

FILE = Path(__file__).resolve().parents[1] / "data" / "curves.json"
GATES = (
    *("sigmoid", "tanh", "exp", "expm1", "log", "log1p", "sqrt", "square", "reciprocal", "abs"),
    *("sin", "cos", "softplus"),
)
PLACES = [-3.5, -1.25, -0.5, 0.0, 0.75, 1.0, 2.5, 6.0]


def curves() -> dict[str, list[list[float | None]]]:
    """Give each gate's values at some places; ``None`` where it has none that is finite."""
    found = {}
    for name in GATES:
        assert has_curve(BY_NAME[name])
        with np.errstate(all="ignore"):
            values = value_of(BY_NAME[name])(np.array(PLACES))
        found[name] = [
            [x, float(y) if np.isfinite(y) else None] for x, y in zip(PLACES, values, strict=True)
        ]
    return found


def test_the_curves_are_what_the_gates_compute() -> None:
    assert rounded(curves()) == rounded(json.loads(FILE.read_text(encoding="utf-8")))


if __name__ == "__main__":
    FILE.write_text(lined(curves()) + "\n", encoding="utf-8")
