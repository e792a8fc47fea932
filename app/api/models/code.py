"""``POST /api/v1/code``: a program in other notations."""

from pydantic import Field

from app.api.models.common import Answer, Numbers, ProgramAsk


class CodeAsk(ProgramAsk):
    """Which program to write out."""

    seed: Numbers | None = Field(
        default=None,
        description="The gradient that arrives at the output, a number or a nested list; ones when "
        "left out.",
        examples=[1.0],
    )


class LinesAnswer(Answer):
    """Which line of a script does what; lines count from 1, ids are those of detail `gates`."""

    forward_lines: dict[int, int] = Field(
        description="The line that makes the value of each leaf and gate, by node id."
    )
    backward_lines: dict[int, int] = Field(
        description="The line that sends a contribution back, by edge id, for every edge that "
        "carries one. In PyTorch one line does it all."
    )
    seed_line: int | None = Field(
        description="The line that starts the backward pass; null where no gradient flows."
    )


class CodeAnswer(Answer):
    """The program as scripts that run as they stand and print the same gradients."""

    numpy: str = Field(description="Staged NumPy with a backward pass written by hand.")
    torch: str = Field(description="PyTorch, which finds the gradients itself.")
    numpy_lines: LinesAnswer = Field(description="The lines of the NumPy script.")
    torch_lines: LinesAnswer = Field(description="The lines of the PyTorch script.")
