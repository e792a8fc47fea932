"""``POST /api/v1/numbers``: what of a story follows from the values, and nothing else."""

from pydantic import Field

from .common import Answer, Number
from .trace import CautionAnswer, ToldAsk

MOST_STEPS = 64
"""How many steps a request may name."""


class NumbersAsk(ToldAsk):
    """Whose numbers to compute."""

    steps: list[int] | None = Field(
        default=None,
        max_length=MOST_STEPS,
        description=(
            "The steps of the trace, from 1, whose sentences are asked for; all when left out. "
            "Sentences take a third of the time."
        ),
        examples=[[7]],
    )


class NodeNumbersAnswer(Answer):
    """The numbers of a node."""

    value: Number | None = Field(description="The value, as in a trace.")
    gradient: Number | None = Field(description="The gradient, as in a trace.")
    tangent: Number | None = Field(description="The tangent; null in reverse mode.")
    active: int | None = Field(description="How many margins are positive, as in a trace.")


class EdgeNumbersAnswer(Answer):
    """The numbers of an edge."""

    local: Number | None = Field(description="The local derivative, as in a trace.")
    contribution: Number | None = Field(description="What flows through it, as in a trace.")
    sent: str | None = Field(description="What flows back, in words, as in a trace.")


class NumbersAnswer(Answer):
    """The numbers of a story. With the texts of its trace they are the whole story."""

    gradients: dict[str, Number | None] | None = Field(
        description="Reverse mode: every input's gradient, by the input's name."
    )
    tangents: dict[str, Number] | None = Field(
        description="Forward mode: the tangent of every name of the program."
    )
    nodes: list[NodeNumbersAnswer] = Field(description="By id, as the `nodes` of the trace.")
    edges: list[EdgeNumbersAnswer] = Field(description="By id, as the `edges` of the trace.")
    sentences: list[str] = Field(
        description="Those of the `steps` of the trace, in their order; empty where not asked for."
    )
    warnings: list[CautionAnswer] = Field(description="What to know about the numbers.")
