"""Exercises: a backward pass that is written by hand, checked line by line against the engine's."""

from .by_line import check_by_line
from .checking import Checked, Verdict, check_backward
from .exercise import Exercise
from .files import read_exercise
from .hints import Hint, hint_for
from .kinds import KINDS, Kind, Mark, Question

__all__ = [
    "KINDS",
    "Checked",
    "Exercise",
    "Hint",
    "Kind",
    "Mark",
    "Question",
    "Verdict",
    "check_backward",
    "check_by_line",
    "hint_for",
    "read_exercise",
]
