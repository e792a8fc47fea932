"""The short code of a result: ``CR-5/7-h2-3f2a9c``.

It says how many were right of how many, how many hints were taken, and six digits that belong to
the exercise and the answers, so that whoever has the answers can tell whether a code is theirs. It
proves nothing against somebody who sets out to forge one: anybody can work it out.
"""

import hashlib
import json
import re
from collections.abc import Mapping

from .exercise import Exercise
from .files import bare_program

DIGITS = 6
CODE = re.compile(r"\bCR-(\d{1,4}/\d{1,4})(?:-h(\d{1,4}))?-([0-9a-f]{6})\b")
"""With what is right of what, the hints and the digits."""


def short_code(
    exercise: Exercise, answers: Mapping[str, str], right: int, asked: int, hints: int | None
) -> str:
    """Write the code; ``hints`` is left out where nobody counted them."""
    taken = "" if hints is None else f"-h{hints}"
    return f"CR-{right}/{asked}{taken}-{digest(exercise, answers)}"


def digest(exercise: Exercise, answers: Mapping[str, str]) -> str:
    """Return the digits that belong to answers; how lines end and what is empty does not matter."""
    given = sorted((key, tidy(text)) for key, text in answers.items() if text.strip())
    told = [exercise.kind, exercise.seed, tidy(bare_program(exercise.program)), given]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:DIGITS]


def tidy(text: str) -> str:
    """Return a text without empty lines and without blanks at the end of lines."""
    lines = (line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def codes_in(text: str) -> list[str]:
    """Find the codes in a text, such as a list with names beside them."""
    return list(dict.fromkeys(found[0] for found in CODE.finditer(text)))


def same_code(one: str, other: str) -> bool:
    """Tell whether two codes agree; hints may be told by one of them only."""
    first, second = CODE.fullmatch(one), CODE.fullmatch(other)
    if first is None or second is None or first.group(1, 3) != second.group(1, 3):
        return False
    return None in (first[2], second[2]) or first[2] == second[2]
