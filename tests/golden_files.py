"""How golden files are written, so that a change of one shows as the lines that it changes."""

import json
from typing import Any

WIDTH = 1500
"""A part that is written in so many characters, as a node, a wire or a step is, has one line."""


def lined(part: Any) -> str:
    """Write a part as JSON: one line for a record, and a line for each part of what is longer."""
    short = json.dumps(part, ensure_ascii=False)
    if len(short) <= WIDTH or not isinstance(part, dict | list):
        return short
    if isinstance(part, dict):
        lines = [
            f"{json.dumps(name, ensure_ascii=False)}: {lined(one)}" for name, one in part.items()
        ]
        return "{\n" + ",\n".join(lines) + "\n}"
    return "[\n" + ",\n".join([lined(one) for one in part]) + "\n]"


def rounded(part: Any) -> Any:
    """Return a part of a golden file without the last digits, which NumPy's versions differ in."""
    if isinstance(part, dict):
        return {name: rounded(one) for name, one in part.items()}
    if isinstance(part, (list, tuple)):
        return [rounded(one) for one in part]
    return float(f"{part:.14g}") if isinstance(part, float) else part
