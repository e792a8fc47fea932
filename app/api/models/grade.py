"""``POST /api/v1/grade``: the answers of a class, marked."""

from typing import Annotated, Literal, TypeAlias

from pydantic import FailFast, Field, StringConstraints

from .common import XYZ, Answer, Ask
from .exercise import LONGEST_ANSWER, Key, MarkAnswer
from .exercise import MOST_ANSWERS as MOST_QUESTIONS

MOST_ANSWERS = 100
"""Of one request."""
LONGEST_NAME = 200
LineStatus: TypeAlias = Literal["exact", "rounding", "wrong"]


class AnswerAsk(Ask):
    """What one student hands in."""

    name: str = Field(
        default="", max_length=LONGEST_NAME, description="What its row is called.", examples=["ada"]
    )
    answer: str | None = Field(
        default=None,
        description="The lines of a backward pass, or the text of a result file, as the page "
        "saves it.",
        examples=["dz = q * df"],
    )
    answers: dict[Key, Annotated[str, StringConstraints(max_length=LONGEST_ANSWER)]] | None = Field(
        default=None,
        max_length=MOST_QUESTIONS,
        description="Instead: an answer for each question, by its key.",
    )
    hints: int | None = Field(
        default=None, ge=0, le=9_999, description="How many steps of hints were taken."
    )
    code: str | None = Field(
        default=None, max_length=40, description="The short code that came with it."
    )


class GradeAsk(Ask):
    """An exercise, and what was handed in."""

    program: str | None = Field(default=None, description="The exercise's program.", examples=[XYZ])
    exercise: str | None = Field(
        default=None,
        description="Instead: the exercise as a file, whose first remarks hold its settings.",
    )
    kind: str = Field(
        default="backward", max_length=40, description="What is asked of the program."
    )
    tolerance: float = Field(
        default=0.01,
        ge=0,
        le=0.5,
        description="How far a number that is written out may be off, relative to the largest "
        "element of what it stands for.",
    )
    seed: int = Field(default=0, ge=0, le=10**9, description="Of what the kind leaves to chance.")
    answer: str | None = Field(
        default=None,
        description="One answer, of which each line is told too.",
        examples=["dq = z * df"],
    )
    answers: Annotated[list[AnswerAsk], Field(max_length=MOST_ANSWERS), FailFast()] = Field(
        default_factory=list, description="What a class handed in."
    )


class RowAnswer(Answer):
    """What is said of one student's answers."""

    name: str = Field(description="What it was called.")
    right: int = Field(description="How much of what was asked is right.")
    asked: int = Field(description="How much was asked.")
    hints: int | None = Field(description="How many steps of hints were taken; null if unknown.")
    code: str | None = Field(
        description="Its short code: right of asked, hints, and digits that belong to the "
        "exercise and the answers. Anybody can work one out. Null where it was not marked."
    )
    marks: list[MarkAnswer] = Field(description="Each thing that was asked.")
    fault: str | None = Field(description="Why it was not marked; null where it was.")
    doubt: str | None = Field(
        description="What is said against the code that came with it; null where there is nothing."
    )


class GradedLine(Answer):
    """What is said of one line of a backward pass."""

    line: int = Field(description="Its line, from 1.")
    target: str = Field(description="The name that it gives a value; empty if it cannot be read.")
    verdict: LineStatus | None = Field(
        description="`exact`, `rounding`: right but for that, or `wrong`; null of a line that is "
        "no gradient, but a name of the student's own."
    )
    reason: str = Field(description="Why it is wrong; empty where it is not.")


class GradeAnswer(Answer):
    """Everybody's marks."""

    asked: list[str] = Field(description="The keys of what is asked.")
    rows: list[RowAnswer] = Field(description="A row for each that was handed in.")
    lines: list[GradedLine] | None = Field(
        description="The lines of `answer`, where it is the lines of a backward pass."
    )
