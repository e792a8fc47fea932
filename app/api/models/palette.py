"""``GET /api/v1/palette`` and ``POST /api/v1/palette/insert``: programs by presses."""

from typing import Annotated, Literal, TypeAlias

from pydantic import FailFast, Field

from .common import Answer, Detail, Formula, Keys, ProgramAsk

MOST_TAKEN = 300
"""Nodes that a request may name."""

PieceKind: TypeAlias = Literal["gate", "block", "input", "function"]


class PaletteItemAnswer(Answer):
    """One piece of the palette."""

    kind: Literal["gate", "block", "input"] = Field(description="What it is.")
    name: str = Field(description="What it goes by.")
    title: str = Field(description="What it is called.")
    glyph: str = Field(description="What stands on it in the picture.")
    summary: str = Field(description="What it does, to a gradient too, in one sentence.")
    takes: str | None = Field(description="What a block is given, in words; null of others.")
    forward: list[Formula] = Field(description="Its value, in steps.")
    backward: list[Formula] = Field(
        description="What flows back: of an elementwise gate its local derivatives, of others the "
        "gradients of the output L from the upstream gradient g."
    )


class PaletteGroupAnswer(Answer):
    """Pieces under one heading."""

    title: str = Field(description="The heading.")
    items: list[PaletteItemAnswer] = Field(description="Its pieces.")


class PaletteAnswer(Answer):
    """The palette."""

    groups: list[PaletteGroupAnswer] = Field(description="Inputs, blocks, and gates by kind.")


class InsertAsk(ProgramAsk):
    """What is put into which program."""

    program: str = Field(
        description="The program's text; it may be empty.", examples=["x = [0.5, -1, 2]"]
    )
    kind: PieceKind = Field(
        description="What is put in; a `function` is one of the program's own.", examples=["block"]
    )
    name: str = Field(max_length=200, description="Its name.", examples=["dense"])
    nodes: Annotated[list[int], Field(max_length=MOST_TAKEN), FailFast()] = Field(
        default_factory=list,
        description="Ids of nodes of the program's trace with the same `detail`, `closed` and "
        "`opened`, which it takes in this order; when left out, the last result.",
        examples=[[0]],
    )
    detail: Detail = Field(
        default="gates", description="The detail of the trace that has the nodes."
    )
    closed: Keys = Field(default_factory=list, description="As in a trace: calls that are folded.")
    opened: Keys = Field(default_factory=list, description="As in a trace: gates that are opened.")


class InsertAnswer(Answer):
    """The program with a piece more."""

    program: str = Field(description="Its text.")
    name: str = Field(description="What the new value is called.")
    node: int = Field(description="Its id in the trace at detail `gates`.")
    line: int = Field(description="The line that binds it, from 1.")
    lines: list[str] = Field(description="The new lines, without that of a function.")
