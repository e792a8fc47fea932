"""What a kind of exercise gives: questions, and a mark for each answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from ...language import ReadLimits
from ..exercise import Exercise

Form: TypeAlias = Literal["lines", "line", "number", "array", "shape", "choice", "choices", "order"]
"""How a question is answered. ``lines``: a backward pass. ``line``: an expression of the program's
language. ``array``: numbers as the language writes them. ``shape``: as ``(2, 3)``. ``choice``: one
of the options. ``choices``: any of them, and ``order``: all of them, separated by commas."""
Status: TypeAlias = Literal["right", "rounded", "part", "wrong", "missing", "error"]
"""``rounded``: right but for rounding. ``part``: not all of it. ``error``: it cannot be read."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked; an answer is a text under its ``key``."""

    key: str
    asks: str
    form: Form
    options: tuple[str, ...] = ()
    node: int | None = None
    """The node of the graph that it is about, if it is about one."""
    line: int | None = None
    """The line of the program, from 1."""
    edge: int | None = None
    """The wire of the graph that it is about, if it is about one."""
    shown: str = ""
    """What goes with the question: lines that are to be read, or what is known already."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said of one thing that was asked."""

    key: str
    status: Status
    reason: str = ""
    """Why it is wrong, in a sentence; empty where there is nothing to say."""


class Kind(Protocol):
    """A kind of exercise. Nothing of an answer is ever run as Python."""

    name: str
    title: str
    """What the student does, as a heading."""
    task: str
    """The same as a sentence or two, as the page tells it before the first answer."""

    def questions(self, exercise: Exercise, limits: ReadLimits) -> tuple[Question, ...]:
        """Ask.

        Raises:
            ProgramError: the program cannot be read, or nothing of this kind can be asked of it.
        """

    def marks(
        self, exercise: Exercise, answers: Mapping[str, str], limits: ReadLimits
    ) -> tuple[Mark, ...]:
        """Mark answers by the keys of the questions; what is not answered is ``missing``.

        Raises:
            ProgramError: as ``questions`` does, or an answer is longer than a program may be.
        """

    def hints(self, exercise: Exercise, key: str, limits: ReadLimits) -> tuple[str, ...]:
        """Give the steps towards the answer of a question: which rule, on what, and the answer.

        A step that there is nothing to say for is left out from the end; of no such question there
        are none.

        Raises:
            ProgramError: as ``questions`` does.
        """
