"""Exercises: what is asked of a program, answers that are checked against the engine, marks."""

from .by_line import check_by_line
from .checking import Checked, Verdict, check_backward
from .codes import codes_in, same_code, short_code
from .exercise import Exercise
from .files import bare_program, exercise_text, read_exercise
from .handed_in import HandedIn, HandedInError, lines_as_answer, read_handed_in
from .hints import Hint, hint_for
from .kinds import KINDS, Kind, Mark, Question
from .marking import Marked, Marker, as_csv, as_fields, is_given
from .practice import practice
from .renumbering import renumbered
from .sets import SetExercise, set_exercises

__all__ = [
    "KINDS",
    "Checked",
    "Exercise",
    "HandedIn",
    "HandedInError",
    "Hint",
    "Kind",
    "Mark",
    "Marked",
    "Marker",
    "Question",
    "SetExercise",
    "Verdict",
    "as_csv",
    "as_fields",
    "bare_program",
    "check_backward",
    "check_by_line",
    "codes_in",
    "exercise_text",
    "hint_for",
    "is_given",
    "lines_as_answer",
    "practice",
    "read_exercise",
    "read_handed_in",
    "renumbered",
    "same_code",
    "set_exercises",
    "short_code",
]
