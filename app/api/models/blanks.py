"""``POST /api/v1/blanks``: a listing with blanks, marked and run."""

from typing import Literal

from pydantic import Field

from .common import Answer, Ask, Number

LISTING = "multiply-gate"
ANSWERS = {
    "1.z": "x * y",
    "1.self.x": "x",
    "1.self.y": "y",
    "1.dx": "self.y * dz",
    "1.dy": "self.y * dz",
}
"""What is filled in by the examples: the last has a mistake."""


class BlanksAsk(Ask):
    """A stage of a listing, and what was written in its blanks."""

    listing: str = Field(max_length=100, description="The name of a listing.", examples=[LISTING])
    stage: int = Field(default=1, ge=1, le=100, description="Which stage of it, from 1.")
    answers: dict[str, str] = Field(
        default={},
        max_length=100,
        description="Expressions of Python by the keys of the blanks. They are read and never run.",
        examples=[ANSWERS],
    )
    forget: bool = Field(
        default=False,
        description="Lose what the forward pass has kept before the backward pass begins.",
    )
    show: str | None = Field(
        default=None, max_length=200, description="The key of a blank whose answer is to be told."
    )


class StageAnswer(Answer):
    """A stage of a listing."""

    title: str = Field(description="What it is about; empty where there is only one.")
    blanks: list[str] = Field(description="The keys of its blanks.")


class PieceAnswer(Answer):
    """Text of a line, or a blank in it."""

    text: str = Field(description="The code; empty of a blank.")
    blank: str | None = Field(description="The key of the blank; null of text.")
    width: int = Field(description="The characters that a blank has room for; 0 of text.")


class BlankMark(Answer):
    """What is said of one blank."""

    key: str = Field(description="The key of the blank.")
    status: Literal["right", "wrong", "missing", "error"] = Field(
        description="`error`: it means nothing."
    )
    reason: str = Field(description="What is wrong; empty where nothing is.")


class RunRow(Answer):
    """One number of the finished listing beside the engine's."""

    name: str = Field(description="As the code writes it.")
    line: int = Field(description="Of the stage's code, from 1.")
    is_gradient: bool = Field(description="Whether it is a gradient, or a value.")
    own: Number | None = Field(description="What the listing came to; null where a line failed.")
    engine: Number = Field(description="The engine's number.")
    quotient: Number | None = Field(description="The difference quotient of an input, else null.")
    agrees: bool = Field(description="Whether these are the same.")
    failure: str = Field(description="Why a line failed; empty where it did not.")


class KeptAnswer(Answer):
    """What the forward pass keeps because the backward pass reads it."""

    name: str = Field(description="As the code writes it.")
    numbers: int = Field(description="How many numbers these are.")
    read_by: list[int] = Field(description="The lines of the backward pass that read it.")


class RunAnswer(Answer):
    """The finished listing, worked out line by line."""

    rows: list[RunRow] = Field(description="In the order in which the lines run.")
    kept: list[KeptAnswer] = Field(description="What is kept between the two passes.")
    forgotten: bool = Field(description="Whether it was lost.")
    agrees: bool = Field(description="Whether all rows agree.")


class BlanksAnswer(Answer):
    """A stage with its blanks, what is said of them, and the run once all are filled in."""

    title: str = Field(description="Of the listing.")
    stages: list[StageAnswer] = Field(description="All of them.")
    stage: int = Field(description="The one that is told, from 1.")
    says: str = Field(description="A sentence about it.")
    lines: list[list[PieceAnswer]] = Field(description="The code, line by line.")
    marks: list[BlankMark] = Field(description="One for each blank of the stage.")
    shown: str | None = Field(description="The answer that was asked for.")
    run: RunAnswer | None = Field(description="Null until every blank is filled in.")
