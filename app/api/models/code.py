"""``POST /api/v1/code``: a program in other notations."""

from pydantic import Field

from app.api.models.common import Answer, ProgramAsk


class CodeAsk(ProgramAsk):
    """Which program to write out."""


class CodeAnswer(Answer):
    """The program as scripts that run as they stand and print the same gradients."""

    numpy: str = Field(description="Staged NumPy with a backward pass written by hand.")
    torch: str = Field(description="PyTorch, which finds the gradients itself.")
