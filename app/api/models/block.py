"""``POST /api/v1/block`` and ``POST /api/v1/ungroup``: blocks by hand."""

from typing import Annotated

from pydantic import FailFast, Field

from .common import Answer, Detail, Keys, ProgramAsk

CIRCUIT = "w = 2; x = -1\nt = w * x + 3\nf = 1 / (1 + exp(-1 * t))"
"""The program of the examples: the last four gates of a neuron."""


class BlockAsk(ProgramAsk):
    """Which gates of a program are to be a block."""

    nodes: Annotated[list[int], Field(max_length=20_000), FailFast()] = Field(
        description="Ids of nodes of the program's trace with the same `detail`, `closed` and "
        "`opened`. Inputs do not count: they stay outside.",
        examples=[[4, 5, 6, 7]],
    )
    name: str | None = Field(
        default=None,
        description="The name of the block; `block`, or that with a number, when left out.",
        examples=["squash"],
    )
    detail: Detail = Field(
        default="gates", description="The detail of the trace; `scalars` has no blocks."
    )
    closed: Keys = Field(default_factory=list, description="As in a trace: calls that are folded.")
    opened: Keys = Field(default_factory=list, description="As in a trace: gates that are opened.")


class PartsAnswer(Answer):
    """What of a program can be folded and opened."""

    calls: list[str] = Field(description="The keys of its calls, for `closed`.")
    gates: list[str] = Field(description="The keys of its gates that open, for `opened`.")


class BlockAnswer(PartsAnswer):
    """The program with a block more, or what closes the selection first."""

    program: str | None = Field(
        description="The program with the block; null where the selection is not closed."
    )
    name: str = Field(description="The name of the block, or one that is free.")
    key: str | None = Field(description="What its call goes by, for `closed`; null without one.")
    why: str | None = Field(description="Why the selection is no block as it is; null if it is.")
    adds: list[int] = Field(description="The nodes that close it, by their ids in the trace.")
    result: int = Field(description="The node whose value leaves the block.")
    operands: list[int] = Field(description="The nodes outside that the block reads.")


class UngroupAsk(ProgramAsk):
    """Which call of a program is to be written out."""

    key: str = Field(description="What the call goes by.", examples=["squash#1"])


class UngroupAnswer(PartsAnswer):
    """The program with the gates of a block in the place of its call."""

    program: str = Field(description="The program without the block.")
