"""A kind whose questions are marked one by one: each knows how it is judged, and its hints."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ...language import ProgramError, ReadLimits
from ..checking import sentence
from ..exercise import Exercise
from .desk import Desk
from .kind import Mark, Question, Status

Judged: TypeAlias = tuple[Status, str]

RIGHT: Judged = ("right", "")


@dataclass(frozen=True, slots=True)
class Item:
    """A question, what is said of an answer, and what leads to the right one."""

    question: Question
    judge: Callable[[str], Judged]
    """May raise a ``ProgramError``, which says why the answer cannot be read."""
    hints: Callable[[], Sequence[str]]


class Sheet:
    """A kind of exercise that says what its items are."""

    name: str
    title: str
    task: str
    needs_numbers = True
    """Whether it asks of a program with numbers only, and of none of shapes alone."""

    def items(self, desk: Desk) -> Sequence[Item]:
        """Ask.

        Raises:
            ProgramError: nothing of this kind can be asked of the program.
        """
        raise NotImplementedError

    def questions(self, exercise: Exercise, limits: ReadLimits) -> tuple[Question, ...]:
        """Ask."""
        return tuple(item.question for item in self._asked(exercise, limits))

    def marks(
        self, exercise: Exercise, answers: Mapping[str, str], limits: ReadLimits
    ) -> tuple[Mark, ...]:
        """Mark each answer by itself."""
        items = self._asked(exercise, limits)
        return tuple(_mark(item, answers.get(item.question.key, "")) for item in items)

    def hints(self, exercise: Exercise, key: str, limits: ReadLimits) -> tuple[str, ...]:
        """Lead to the answer of one question."""
        for item in self._asked(exercise, limits):
            if item.question.key == key:
                return tuple(item.hints())
        return ()

    def _asked(self, exercise: Exercise, limits: ReadLimits) -> Sequence[Item]:
        return self.items(Desk(exercise, limits, needs_numbers=self.needs_numbers))


def _mark(item: Item, answer: str) -> Mark:
    key = item.question.key
    if not answer.strip():
        return Mark(key, "missing")
    try:
        status, reason = item.judge(answer)
    except ProgramError as error:
        return Mark(key, "error", sentence(error))
    return Mark(key, status, reason)
