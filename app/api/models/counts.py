"""``POST /api/v1/counts``: what a program costs, counted from its shapes."""

from typing import Annotated, Literal

from pydantic import Field

from .common import Answer, ProgramAsk

MOST_ROWS = 1_000_000_000
"""The largest batch that is counted."""
MOST_PARAMETERS = 1_000
"""How many names a request may give."""


class CountsAsk(ProgramAsk):
    """What to count."""

    parameters: Annotated[list[str], Field(max_length=MOST_PARAMETERS)] | None = Field(
        default=None,
        description="The inputs that learn, by name. When left out, those that the program's text "
        "lets learn, or else all that a gradient flows back to and that hold no samples.",
        examples=[["W", "b"]],
    )
    batch: int | None = Field(
        default=None,
        ge=1,
        le=MOST_ROWS,
        description="Count for so many samples: the rows of the data are as many then.",
        examples=[100],
    )


class LeafCountAnswer(Answer):
    """A leaf of the program."""

    name: str = Field(description="Its name.")
    node: int = Field(description="Its id in the trace at detail `gates`.")
    shape: list[int] = Field(description="Its shape; empty for a number.")
    count: int = Field(description="How many numbers it has.")
    written: str = Field(description="The same as a product, `17·784`; sizes of 1 are left out.")
    layer: int | None = Field(
        description="Its place in `layers`; null of data, and of an output that is an input."
    )


class LayerCountAnswer(Answer):
    """A call of a function of the program, or a line of it."""

    name: str = Field(description="`layer#1` of a call; of a line the last name that it binds.")
    kind: Literal["call", "line"] = Field(description="Which of the two.")
    line: int | None = Field(description="Where it is written, from 1.")
    parameters: int = Field(description="How many numbers learn that it is the first to use.")
    written: str = Field(description="The same as a sum, `17·784 + 17 = 13,345`.")
    multiply_adds: int = Field(description="On the way forward.")
    multiply_adds_back: int = Field(description="On the way back.")
    kept: int = Field(description="Numbers that it computes and that are kept for the way back.")


class JacobianCountAnswer(Answer):
    """The size of a gate's largest Jacobian, which nobody forms."""

    rows: int = Field(description="Elements of the gate's value.")
    columns: int = Field(description="Elements of the operand.")
    entries: float = Field(description="Rows times columns.")
    stored: int = Field(description="How many numbers the way back reads in place of all these.")


class GateCountAnswer(Answer):
    """One gate."""

    node: int = Field(description="Its id in the trace at detail `gates`.")
    name: str = Field(description="What it is called, as its `symbol` in the trace.")
    layer: int = Field(description="Its place in `layers`.")
    multiply_adds: int = Field(description="On the way forward.")
    multiply_adds_back: int = Field(description="On the way back, to all its operands together.")
    kept: int = Field(
        description="Elements of its value, where the way back reads them: of a sigmoid its value, "
        "of a product the other operand. 0 where nothing does."
    )
    jacobian: JacobianCountAnswer | None = Field(
        description="By its largest operand; null of gates that only move elements, and where no "
        "gradient flows."
    )


class BytesAnswer(Answer):
    """Memory, by the size of a number."""

    float32: int = Field(description="Four bytes a number.")
    float64: int = Field(description="Eight bytes a number.")


class BatchCountAnswer(Answer):
    """The samples of the program."""

    size: int = Field(description="How many samples it was counted for.")
    own: int = Field(description="How many the program itself has.")
    data: list[str] = Field(description="The leaves that hold them, a sample a row.")


class CountsAnswer(Answer):
    """What a program costs; of numbers, a multiply-add is one product that is added to a sum."""

    parameters: list[LeafCountAnswer] = Field(description="The leaves that learn.")
    data: list[LeafCountAnswer] = Field(description="The leaves that do not, with their names.")
    total: int = Field(description="How many numbers learn.")
    written: str = Field(
        description="The same with the arithmetic, `17·784 + 17 + 10·17 + 10 = 13,525`."
    )
    layers: list[LayerCountAnswer] = Field(description="In the order of the program.")
    gates: list[GateCountAnswer] = Field(description="In the order of the trace.")
    multiply_adds: int = Field(
        description="All on the way forward: of products of arrays and of values with each other."
    )
    multiply_adds_back: int = Field(description="All on the way back.")
    kept: int = Field(
        description="How many numbers of gates are kept for the way back, leaves not counted."
    )
    kept_bytes: BytesAnswer = Field(description="The memory that these take.")
    batch: BatchCountAnswer | None = Field(
        description="The samples; null where the program does not show which axis is theirs."
    )
