"""``POST /api/v1/scalars``: what some elements of a value are made of."""

from pydantic import Field

from .common import Answer
from .fit import FitAsk
from .trace import StoryAsk, TraceAnswer

MOST_ELEMENTS = 4_096


class ScalarsAsk(StoryAsk):
    """Which elements to open, and how to draw what they are made of."""

    node: int = Field(
        ge=0,
        description="Id of a node of the program's trace with the same `detail`, `closed` and "
        "`opened`.",
        examples=[4],
    )
    elements: list[int] = Field(
        min_length=1,
        max_length=MOST_ELEMENTS,
        description="Which of its elements, row by row: those of one sample of a batch, or all.",
        examples=[[0]],
    )
    fit: FitAsk | None = Field(
        default=None, description="The box that the picture is to fit; natural size when left out."
    )


class ScalarOwnerAnswer(Answer):
    """What a single number is of."""

    node: int = Field(description="Id of a node of the program's trace, as it was asked for.")
    element: int | None = Field(
        description="Which of its elements, row by row; null inside a gate that had to be opened, "
        "as a softmax."
    )
    inner: bool = Field(
        description="Whether it is not the element itself, but a product or a sum on the way to it."
    )


class ScalarsAnswer(Answer):
    """The scalars that some elements are made of, and what is made of them alone."""

    of: list[ScalarOwnerAnswer] = Field(description="For every node of the story, what it is of.")
    story: TraceAnswer = Field(
        description="Their story. Values and gradients are those of the whole program; a leaf that "
        "other samples use too has the share of this one in its gradient. No step has a sentence."
    )
    svg: str = Field(description="Their picture, as `graph.svg` with `standalone` false.")
