"""``POST /api/v1/model``: a model of another tool as a program."""

from typing import Annotated, Literal

from pydantic import Field

from .common import Answer, Ask

LONGEST_PRINTOUT = 200_000
LONGEST_FILE = 2_000_000
"""Characters of base64, four for three bytes of a file."""
LARGEST_SIZE = 2**40
MOST_AXES = 8


class ModelAsk(Ask):
    """A model: the text of a printout, or the bytes of a file."""

    text: str | None = Field(
        default=None,
        max_length=LONGEST_PRINTOUT,
        description="What `print(model)` shows of a PyTorch module. Either this or `file`.",
        examples=["Sequential(\n  (0): Linear(in_features=784, out_features=10, bias=True)\n)"],
    )
    file: str | None = Field(
        default=None,
        max_length=LONGEST_FILE,
        description="The bytes of an ONNX file as base64. The numbers of its weights are not read, "
        "so they may be missing, or be said to be in another file, which is not looked for.",
    )
    input: (
        Annotated[
            list[Annotated[int, Field(ge=1, le=LARGEST_SIZE)]],
            Field(min_length=1, max_length=MOST_AXES),
        ]
        | None
    ) = Field(
        default=None,
        description="The shape of the input, the samples first. When left out, a file says it "
        "itself, and of a printout it is guessed from the first layer, such that as much as can be "
        "fits. Of tokens, which an Embedding takes, a row is as long as there are different ones; "
        "that last size may be left out.",
        examples=[[1, 3, 224, 224]],
    )


class ModelLayerAnswer(Answer):
    """A layer of the model."""

    path: str = Field(description="Where it is in the model, `features.0`; a node of a file.")
    kind: str = Field(description="What it is called there: `Conv2d`, `Gemm`.")
    line: int | None = Field(description="Its line in the printout, from 1; null of a file.")
    name: str = Field(
        description="The name of its value in the program; of one that is made in a call behind "
        "the name of what the call gives, `layer1_0.conv1`."
    )
    program_line: int = Field(description="The line of the program, from 1.")
    shape: list[int] = Field(description="The shape of its value.")
    parameters: int = Field(description="How many numbers of it learn.")


class UnreadAnswer(Answer):
    """Something that could not be read, or does not fit what comes before."""

    line: int | None = Field(description="The line of the printout, from 1; null of a file.")
    text: str = Field(description="What stands there.")
    message: str = Field(description="What is wrong with it.")
    hint: str = Field(description="What was expected, or what to try.")


class ModelAnswer(Answer):
    """A model as a program over leaves that are shapes."""

    kind: Literal["printout", "onnx"] = Field(description="What it was read from.")
    title: str = Field(description="What the model is called.")
    program: str = Field(description="The program.")
    folded: bool = Field(
        description="Whether blocks of it are functions, which detail `blocks` shows as one node."
    )
    input: list[int] = Field(description="The shape of the input.")
    guessed: bool = Field(description="Whether the shape of the input was guessed.")
    layers: list[ModelLayerAnswer] = Field(description="In the order of the program.")
    total: int = Field(description="How many numbers of the program learn.")
    written: str = Field(description="The same with the arithmetic, `10·784 + 10 = 7,850`.")
    unread: list[UnreadAnswer] = Field(
        description="What was left out, or begins anew because it does not fit. Empty where all "
        "was read."
    )
    notes: list[str] = Field(description="What to know of how it was read.")
