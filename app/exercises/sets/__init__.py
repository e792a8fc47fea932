"""Sets of exercises: a folder each, and in it a text file for each exercise.

A file is what ``files.py`` reads, and its first remarks say a title and an order too::

    # title: The multiply gate
    # order: 2
    # kind: backward
    x = 3; y = -4
    ...
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..exercise import Exercise
from ..files import bare_program, read_exercise

FOLDER = Path(__file__).parent
TITLES = {
    "lectures": "Lecture exercises",
    "ninja": "Backprop ninja",
    "attention": "Attention",
}
"""What each folder is called, in the order of the menu."""
TOLD = re.compile(r"^# (title|order): (.+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SetExercise:
    """One exercise of a set."""

    id: str
    """What links call it: its set and the name of its file."""
    title: str
    topic: str
    """The title of its set."""
    order: int
    """Its place in the set, from 1."""
    exercise: Exercise


@cache
def set_exercises() -> tuple[SetExercise, ...]:
    """Return the exercises of all sets, in order."""
    return tuple(one for folder in TITLES for one in _read(folder))


def _read(folder: str) -> list[SetExercise]:
    found = []
    for file in (FOLDER / folder).glob("*.txt"):
        text = file.read_text("utf-8")
        told = dict(TOLD.findall(text))
        asked = read_exercise(TOLD.sub("", text))
        program = bare_program(asked.program)
        exercise = Exercise(program, asked.kind, asked.tolerance, asked.hints, asked.seed)
        order = int(told["order"])
        id = f"{folder}-{file.stem}"
        found.append(SetExercise(id, told["title"], TITLES[folder], order, exercise))
    return sorted(found, key=lambda one: one.order)
