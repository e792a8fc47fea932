"""What a trace is made of: plain data, ready to be written as JSON.

A *number or array* is a float, a nested list of floats, or, for arrays of more elements than the
caller allows, a summary. Non-finite floats stay floats here; the JSON writer turns them to strings.
The three classes that are made by the thousand are not frozen, which makes building them three
times as fast; nobody writes to them.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from app.engine.graph import Span

Phase: TypeAlias = Literal["forward", "backward"]
Mode: TypeAlias = Literal["reverse", "forward"]


@dataclass(frozen=True, slots=True)
class Summary:
    """What is told of an array too large to list."""

    shape: list[int]
    min: float
    max: float
    mean: float
    norm: float
    """The Euclidean norm of all elements."""
    preview: list[float]
    """The first elements in row-major order."""
    summary: Literal[True] = True


Number: TypeAlias = float | list["Number"] | Summary


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula, to be read by a program and by a browser."""

    text: str
    mathml: str


@dataclass(slots=True)
class NodeStory:
    """One value of the graph and what the output thinks of it."""

    id: int
    name: str | None
    op: str | None
    """The gate's name in the catalogue; ``None`` for a leaf."""
    glyph: str
    kind: Literal["input", "constant", "gate"]
    inputs: list[int]
    """Ids in operand order, duplicates kept."""
    shape: list[int]
    value: Number
    gradient: Number | None
    """``None`` where the output does not depend on it, for constants, and in forward mode."""
    tangent: Number | None
    """Forward mode only."""
    group: list[str]
    source: Span | None
    formula: Formula
    """The gate's value in terms of its operands."""


@dataclass(slots=True)
class EdgeStory:
    """One use of a value by a gate."""

    id: int
    source: int
    target: int
    slot: int
    local: Number | None
    """The local derivative; ``None`` where the gate is not elementwise."""
    formula: Formula
    contribution: Number | None
    """Reverse mode: upstream × local, in the source's shape. Forward mode: local × tangent, in the
    target's shape. ``None`` where nothing flows."""


@dataclass(slots=True)
class Step:
    """One thing that happens, in one plain sentence."""

    phase: Phase
    node: int
    edge: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Caution:
    """Something the reader of the numbers should know."""

    kind: Literal["blocked-gradient", "saturated", "kink", "non-finite"]
    node: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Trace:
    """The ordered story of one program, forward and backward."""

    output: str | None
    """The output's name; ``None`` when the program ends in a bare expression."""
    outputs: list[int]
    """The node ids of the output: one, but for an array output opened into scalars."""
    mode: Mode
    detail: str
    gradients: dict[str, Number | None] | None
    """Reverse mode: for every input, in its own shape at every level of detail."""
    tangents: dict[str, Number] | None
    """Forward mode: for every named node."""
    nodes: list[NodeStory]
    edges: list[EdgeStory]
    steps: list[Step]
    warnings: list[Caution] = field(default_factory=list)
