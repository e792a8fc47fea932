"""What was handed in, marked: how much of it is right, why the rest is not, and its code."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..language import ReadLimits
from .codes import same_code, short_code
from .exercise import Exercise
from .handed_in import HandedIn
from .kinds import KINDS, Mark

HEAD = ("file", "right", "asked", "hints", "wrong", "code")
RIGHT = ("right", "rounded")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would take for a formula."""
UNNAMED = "?"
"""The key of what has no name, such as a line that cannot be read."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One row: what is said of one file."""

    name: str
    right: int
    asked: int
    hints: int | None
    code: str
    marks: tuple[Mark, ...] = ()
    fault: str = ""
    """Why it was not marked; empty where it was."""
    doubt: str = ""
    """What is said against the code that came with it; empty where there is nothing."""

    @property
    def wrong(self) -> str:
        """What is wrong, with the reasons."""
        told = [self.fault] if self.fault else []
        for mark in self.marks:
            if mark.reason and mark.key == UNNAMED:
                told.append(mark.reason)
            elif mark.status not in (*RIGHT, "missing"):
                told.append(f"{mark.key}: {mark.reason or mark.status}")
        told += [self.doubt] if self.doubt else []
        return "; ".join(told)


class Marker:
    """Marks answers to one exercise; what is asked is found once."""

    def __init__(self, exercise: Exercise, limits: ReadLimits) -> None:
        """Read the exercise.

        Raises:
            ProgramError: its program cannot be read, or nothing of its kind can be asked of it.
        """
        self.exercise, self.limits = exercise, limits
        self.kind = KINDS[exercise.kind]
        self.questions = self.kind.questions(exercise, limits)
        self.keys = tuple(mark.key for mark in self.kind.marks(exercise, {}, limits))
        """What is asked: all that is missing where nothing is answered."""

    def marked(self, name: str, given: HandedIn) -> Marked:
        """Mark what one student handed in.

        Raises:
            ProgramError: an answer is too long.
        """
        marks = self.kind.marks(self.exercise, given.answers, self.limits)
        good = {mark.key for mark in marks if mark.status in RIGHT}
        right = sum(key in good for key in self.keys)
        asked = len(self.keys)
        code = short_code(self.exercise, given.answers, right, asked, given.hints)
        doubt = ""
        if given.code is not None and not same_code(given.code, code):
            doubt = f"the file says {given.code}, which is not the code of its answers"
        return Marked(name, right, asked, given.hints, code, marks, doubt=doubt)

    def unmarked(self, name: str, fault: str) -> Marked:
        """Make the row of what cannot be marked."""
        return Marked(name, 0, len(self.keys), None, "", fault=fault)


def as_csv(rows: Iterable[Marked], given: Sequence[str] | None = None) -> str:
    """Write rows as CSV; with codes that were given, a column says whether a row's is one."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow([*HEAD, *([] if given is None else ["given"])])
    for row in rows:
        cells = (row.name, row.right, row.asked, row.hints, row.wrong, row.code)
        last = [] if given is None else ["yes" if is_given(row, given) else "no"]
        table.writerow([*map(guarded, cells), *last])
    return text.getvalue()


def guarded(cell: str | int | None) -> str:
    """Write a cell so that no spreadsheet takes it for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def is_given(row: Marked, codes: Iterable[str]) -> bool:
    """Tell whether the code of a row is among those that were given."""
    return bool(row.code) and any(same_code(row.code, code) for code in codes)


def as_fields(row: Marked) -> Mapping[str, object]:
    """Return a row as JSON has it."""
    return {
        "name": row.name,
        "right": row.right,
        "asked": row.asked,
        "hints": row.hints,
        "code": row.code or None,
        "marks": [
            {"key": mark.key, "status": mark.status, "reason": mark.reason} for mark in row.marks
        ],
        "fault": row.fault or None,
        "doubt": row.doubt or None,
    }
