"""``POST /api/v1/derivation``: how a local derivative is found."""

from pydantic import Field

from .common import Answer, Detail, Formula, Keys, ProgramAsk


class DerivationAsk(ProgramAsk):
    """Which gate's, or block's, derivation to tell."""

    node: int = Field(
        ge=0,
        description="Id of a node of the program's trace with the same `detail`, `closed` and "
        "`opened`: a gate, a block, or a gate inside an open block.",
        examples=[2],
    )
    detail: Detail = Field(default="gates", description="The detail of the trace.")
    closed: Keys = Field(default_factory=list, description="As in a trace: calls that are folded.")
    opened: Keys = Field(default_factory=list, description="As in a trace: gates that are opened.")


class LineAnswer(Answer):
    """One line of a derivation: the derivative in other words than before."""

    formula: Formula = Field(description="The derivative.")
    worked: str | None = Field(
        description="The same with the numbers at this input; null of arrays, and where one is not "
        "finite."
    )
    why: str = Field(description="What was done since the line before.")


class DerivationAnswer(Answer):
    """The derivation, line by line; none where the node is no known gate and computes none."""

    gate: str | None = Field(description="The gate whose derivative it is; null without one.")
    name: str | None = Field(description="The gate, or the block that computes the same.")
    lines: list[LineAnswer] = Field(description="Line by line, simpler each time.")
