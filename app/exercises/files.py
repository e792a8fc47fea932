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
from dataclasses import replace

from .exercise import LARGEST_TOLERANCE, Exercise
from .kinds import KINDS

SETTING = re.compile(r"#\s*(\w+)\s*:\s*(\S+)\s*")
MEANT = re.compile(r"#\s*(kind|seed|tolerance|hints)\s*:(.*)")
"""A line that is meant as a setting, whatever follows."""
NAMES = ("kind", "seed", "tolerance", "hints")
"""Of the settings, in the order in which they are written; a seed only where it matters."""


def exercise_text(exercise: Exercise) -> str:
    """Write an exercise as a file."""
    values = {
        "kind": exercise.kind,
        "seed": exercise.seed or None,
        "tolerance": f"{exercise.tolerance:g}",
        "hints": "on" if exercise.hints else "off",
    }
    told = [f"# {name}: {values[name]}" for name in NAMES if values[name] is not None]
    return "\n".join([*told, bare_program(exercise.program), ""])


def bare_program(text: str) -> str:
    """Return a program without the settings that its first remarks hold."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    while lines:
        found = SETTING.fullmatch(lines[0].strip())
        if lines[0].strip() and not (found and found[1] in NAMES):
            break
        lines.pop(0)
    return "\n".join(lines).rstrip()


def read_exercise(text: str) -> Exercise:
    """Read a file; a remark that is no setting is the program's own.

    Raises:
        ValueError: a setting has a value that it cannot have, or something beside its value.
    """
    text = text.removeprefix("\ufeff")
    exercise = Exercise(text)
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            break
        found = MEANT.fullmatch(line.strip())
        if found:
            try:
                exercise = _with(exercise, found[1], _only_word(found[1], found[2]))
            except ValueError as error:
                raise ValueError(f"line {number}: {error}") from None
    return exercise


def _only_word(name: str, rest: str) -> str:
    words = rest.split()
    if len(words) == 1:
        return words[0]
    found = f"“{' '.join(words)[:40]}”" if words else "nothing"
    raise ValueError(f"expected one value after {name}: and nothing else, not {found}")


def _with(exercise: Exercise, name: str, value: str) -> Exercise:
    if name == "kind":
        if value not in KINDS:
            raise ValueError(f"there is no kind of exercise {value}; use {', '.join(KINDS)}")
        return replace(exercise, kind=value)
    if name == "seed":
        if re.fullmatch(r"[0-9]{1,9}|10{9}", value) is None:
            raise ValueError(
                f"the seed is a whole number from 0 to 1,000,000,000, not {value[:20]}"
            )
        return replace(exercise, seed=int(value))
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
