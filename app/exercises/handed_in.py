"""What a student hands in: lines as plain text, or the JSON file that the page saves.

::

    {"chainrule": 1, "exercise": {"program": "…", "kind": "backward", …},
     "answers": {"lines": "dq = z * df"}, "hints": 2, "marks": […], "code": "CR-3/3-h2-…"}

Of the file's own marks nothing is believed: answers are marked anew.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..language import ReadLimits
from .codes import CODE, tidy
from .exercise import Exercise
from .files import bare_program
from .kinds import KINDS

VERSION = 1
MOST_ANSWERS = 1_000
MOST_HINTS = 9_999


class HandedInError(ValueError):
    """It is no answer to the exercise, and why."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Answers by the keys of the questions, and what was told with them."""

    answers: Mapping[str, str]
    hints: int | None = None
    """How many steps of hints were taken; ``None`` where nobody counted."""
    code: str | None = None


def read_handed_in(text: str, exercise: Exercise, limits: ReadLimits) -> HandedIn:
    """Read what a file holds.

    Raises:
        HandedInError: it cannot be read, or answers another exercise.
        ProgramError: the exercise cannot be read.
    """
    if text.lstrip().startswith("{"):
        return _result(text, exercise)
    return lines_as_answer(text, exercise, limits)


def lines_as_answer(text: str, exercise: Exercise, limits: ReadLimits) -> HandedIn:
    """Take plain text as the answer of an exercise that asks for nothing but lines.

    Raises:
        HandedInError: more is asked.
        ProgramError: the exercise cannot be read.
    """
    questions = KINDS[exercise.kind].questions(exercise, limits)
    if len(questions) != 1 or questions[0].form != "lines":
        raise HandedInError("plain lines answer none of its questions: hand in the JSON file")
    return HandedIn({questions[0].key: text})


def _result(text: str, exercise: Exercise) -> HandedIn:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise HandedInError("it looks like JSON but cannot be read as JSON") from None
    if not isinstance(found, dict) or found.get("chainrule") != VERSION:
        raise HandedInError('it is not a result file, which begins with {"chainrule": 1')
    _require_same(found.get("exercise"), exercise)
    answers, hints, code = found.get("answers"), found.get("hints"), found.get("code")
    if not isinstance(answers, dict) or not _are_texts(answers):
        raise HandedInError("its answers are not texts, one for each key")
    if hints is not None and not _is_count(hints):
        raise HandedInError(f"its hints are not a whole number up to {MOST_HINTS:,}")
    told = code if isinstance(code, str) and CODE.fullmatch(code) else None
    return HandedIn(answers, hints, told)


def _require_same(found: Any, exercise: Exercise) -> None:
    if not isinstance(found, dict) or not isinstance(found.get("program"), str):
        raise HandedInError("it does not say which exercise it answers")
    kind, seed = found.get("kind", exercise.kind), found.get("seed", 0)
    if tidy(bare_program(found["program"])) != tidy(bare_program(exercise.program)):
        raise HandedInError("it answers another exercise: its program is different")
    if kind != exercise.kind:
        raise HandedInError("it answers another exercise: its kind is different")
    if seed != exercise.seed:
        raise HandedInError("it answers another exercise: its seed is different")


def _are_texts(found: dict[str, Any]) -> bool:
    return len(found) <= MOST_ANSWERS and all(isinstance(text, str) for text in found.values())


def _is_count(found: Any) -> bool:
    return isinstance(found, int) and not isinstance(found, bool) and 0 <= found <= MOST_HINTS
