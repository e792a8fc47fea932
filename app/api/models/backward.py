"""``POST /api/v1/backward``: a backward pass that was written by hand, checked."""

from typing import Literal, TypeAlias

from pydantic import Field

from .common import Answer, Number, ProgramAsk
from .common import Span as Place

LINES = "dq = z * df\ndz = q * df\ndx = -dq"
"""The lines of the examples, of the first circuit: the last has a mistake."""
Status: TypeAlias = Literal["right", "rounded", "chance", "part", "own", "wrong", "error"]


class BackwardAsk(ProgramAsk):
    """A program, and the lines of its backward pass."""

    lines: str = Field(
        description="Lines `dq = z * df` or `dx += dq`, in the program's own language: `dq` is the "
        "gradient of the output with respect to `q`. That of the output is 1 from the start.",
        examples=[LINES],
    )
    tolerance: float = Field(
        default=0.01,
        ge=0,
        le=0.5,
        description="How far a number that is written out may be off, relative to the largest "
        "element of its gradient.",
    )
    by_line: bool = Field(
        default=False,
        description="Whether a line that cannot be read is a line in error; otherwise it is the "
        "answer, as a problem.",
    )
    hint: str | None = Field(
        default=None, max_length=200, description="A gradient to give a hint for.", examples=["dq"]
    )


class ReasonAnswer(Answer):
    """What is wrong with a line, found by trying what would make it right."""

    code: str = Field(
        description="`sign`, `factor`, `transpose`, `order`, `product`, `sum-missing`, "
        "`sum-wrong`, `sum-axis`, `sum-keepdims`, `sum-mean`, `other-value`, `local-missing`, "
        "`upstream-missing`, `overwritten`, `shape`, `chance`, `unknown`, or, of a line in error "
        "that is right but for how it is spelled, `spelling`.",
        examples=["sign"],
    )
    text: str = Field(description="The same as a sentence, which does not give the line away.")


class FaultAnswer(Answer):
    """Why a line means nothing."""

    detail: str = Field(description="What is wrong.")
    hint: str | None = Field(description="What to try.")
    place: Place | None = Field(description="Where in the lines.")


class LineVerdict(Answer):
    """What is said of one line."""

    target: str = Field(
        description="The name that the line gives a value; empty where it cannot be read."
    )
    place: Place = Field(description="Where in the lines it stands.")
    status: Status = Field(
        description="`right`; `rounded`: a number that is right but for rounding; `chance`: right "
        "at these numbers and not at others; `part`: what comes back one way, and others are to be "
        "added; `own`: a name that is no gradient; `wrong`; `error`: it cannot be worked out."
    )
    value: Number | None = Field(
        description="What the name is worth after this line, by the lines above; null in error."
    )
    reason: ReasonAnswer | None = Field(description="What is wrong; null where nothing is.")
    fault: FaultAnswer | None = Field(description="Why it means nothing; null but in error.")
    said: str = Field(
        description="Both in sentences, as they are read; empty where there is nothing to say."
    )


class HintAnswer(Answer):
    """Three steps towards a line, each of which gives away more."""

    target: str = Field(description="The gradient.")
    rule: str = Field(description="What the gates that the value goes into do to a gradient.")
    operands: str = Field(description="Which names the line reads.")
    line: str | None = Field(description="The line; null where there is no short one.")


class BackwardAnswer(Answer):
    """What is said of a backward pass."""

    verdicts: list[LineVerdict] = Field(description="Line by line.")
    right: list[str] = Field(description="The gradients that are right at the end.")
    missing: list[str] = Field(
        description="The gradients of named values that no line gives; not all are needed."
    )
    asked: list[str] = Field(
        description="The gradients of the inputs: the backward pass is whole with these."
    )
    hint: HintAnswer | None = Field(description="The hint that was asked for, if there is one.")
