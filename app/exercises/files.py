"""An exercise as a text file: a program, whose first remarks may hold settings.

::

    # kind: backward
    # tolerance: 0.05
    # hints: off
    x = -2; y = 5; z = -4
    q = x + y
    f = q * z
"""

import re
from dataclasses import dataclass, replace

from .checking import ROUNDED

KINDS = ("backward",)
"""What can be asked: to write the backward pass."""
LARGEST_TOLERANCE = 0.5
SETTING = re.compile(r"#\s*(\w+)\s*:\s*(\S+)\s*")


@dataclass(frozen=True, slots=True)
class Exercise:
    """What is asked, and how it is judged."""

    program: str
    kind: str = "backward"
    tolerance: float = ROUNDED
    hints: bool = True


def read_exercise(text: str) -> Exercise:
    """Read a file; a remark that is no setting is the program's own.

    Raises:
        ValueError: a setting has a value that it cannot have.
    """
    exercise = Exercise(text)
    for line in text.split("\n"):
        if line.strip() and not line.lstrip().startswith("#"):
            break
        found = SETTING.fullmatch(line.strip())
        if found:
            exercise = _with(exercise, found[1], found[2])
    return exercise


def _with(exercise: Exercise, name: str, value: str) -> Exercise:
    if name == "kind":
        if value not in KINDS:
            raise ValueError(f"there is no kind of exercise {value}; use {', '.join(KINDS)}")
        return replace(exercise, kind=value)
    if name == "hints":
        if value not in ("on", "off"):
            raise ValueError(f"hints are on or off, not {value}")
        return replace(exercise, hints=value == "on")
    if name == "tolerance":
        try:
            share = float(value)
        except ValueError:
            share = -1.0
        if not 0 <= share <= LARGEST_TOLERANCE:
            raise ValueError(f"the tolerance is from 0 to {LARGEST_TOLERANCE}, not {value}")
        return replace(exercise, tolerance=share)
    return exercise
