"""What a trace is made of: plain data, ready to be written as JSON.

A *number or array* is a float, a nested list of floats, or, for arrays of more elements than the
caller allows, a summary. Non-finite floats stay floats here; the JSON writer turns them to strings.
The three classes that are made by the thousand are not frozen, which makes building them three
times as fast; nobody writes to them.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ..choices import Mode
from ..engine.graph import Span
from ..language.update import Update

Relation: TypeAlias = Literal["=", "+="]
"""What stands between the sides of a formula: ``+=`` where several gradients are added."""
Phase: TypeAlias = Literal["forward", "backward"]
CautionKind: TypeAlias = Literal[
    "blocked-gradient",
    "saturated",
    "kink",
    "non-finite",
    "clamped",
    "not-a-probability",
    "opened",
]


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
    raster: list[float]
    """The array as rows of its last axis, on a coarser raster; row by row."""
    summary: Literal[True] = True


@dataclass(frozen=True, slots=True)
class ShapeOnly:
    """What is told of an array that has a shape and no numbers."""

    shape: list[int]
    shape_only: Literal[True] = True


Nodes: TypeAlias = int | list["Nodes"]
"""A node's id; of an array that is opened into scalars, those of its elements in its shape."""
Number: TypeAlias = float | list["Number"] | Summary | ShapeOnly


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula, to be read by a program and by a browser."""

    text: str
    mathml: str


@dataclass(frozen=True, slots=True)
class Spread:
    """The axes of an array that one value was spread along."""

    axes: list[int]
    words: str
    """Such as ``the 2 rows`` or ``all 6 elements``."""
    each: str
    """The same one by one: ``each of the 2 rows``."""
    short: str
    """Such as ``rows``, to stand under a Σ; empty for all elements."""


@dataclass(slots=True)
class NodeStory:
    """One value of the graph and what the output thinks of it."""

    id: int
    name: str | None
    label: str | None
    """What the picture prints at it: its name, or the label that it was given to be spoken of."""
    op: str | None
    """The gate's name in the catalogue; ``None`` for a leaf."""
    glyph: str
    kind: Literal["input", "constant", "gate"]
    inputs: list[int]
    """Ids in operand order, duplicates kept."""
    shape: list[int]
    value: Number | None
    """``None`` where it has a shape and no numbers."""
    gradient: Number | None
    """``None`` where the output does not depend on it, for constants, and in forward mode."""
    tangent: Number | None
    """Forward mode only."""
    group: list[str]
    source: Span | None
    symbol: Formula
    """What it is called: its label, else a short expression. The MathML is without its ``math``
    element."""
    formula: Formula
    """The gate's value in terms of its operands."""
    worked: str | None = None
    """The same in MathML, without its ``math`` element, with a place for each number, and the
    shapes of arrays: see ``worked.py``."""
    active: int | None = None
    """Of a gate that an opened hinge cuts its margins off with: how many of them are positive."""
    moves: list[int] | None = None
    """Of a gate that only moves elements: for each of its elements which of its operands' it is."""
    joins: list[int] | None = None
    """Of a convolution or a linear layer: of each product the elements it is of: ``moves.py``."""
    deed: str | None = None
    """What a gate does to the gradient, in words: ``multiply swaps its inputs``."""


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
    """The local derivative, ``∂q/∂x = y``, or, where ``whole``, the gradient that flows back:
    ``dX = dY @ Wᵀ``, with ``+=`` where several are added."""
    left: Formula
    """The formula's left side. The MathML of all its parts is without the ``math`` element."""
    sign: Relation
    right: Formula | None
    """The right side; ``None`` of a block, whose derivative has a name and nothing else."""
    factor: Formula
    """The right side, in brackets where it needs some as a factor; of a block the left side."""
    derivative: Formula
    """What the local derivative is called, ``∂q/∂x``, also where the formula is ``whole``."""
    constant: float | None
    """The right side, where it is one number whatever the values are: 1 of a sum, 0 of a step."""
    flips: bool
    """Whether a minus sign stands before all of the local derivative."""
    is_vjp: bool
    """Whether the gate is not elementwise, so that the formula is a vector-Jacobian product."""
    is_sum: bool
    """Whether what flows back is summed over axes that broadcasting spread it along: ``summed``."""
    whole: bool
    """Whether the formula has the upstream gradient in it: it ``is_vjp`` or ``is_sum``."""
    summed: Spread | None
    """The axes of the target that the source was spread along by broadcasting: what flows back is
    summed over them."""
    spread: Spread | None
    """The axes of the source that the upstream gradient is spread along, as behind a sum."""
    worked: str | None
    """Where ``whole``, the formula with the shapes of its arrays, ``3×4 = 3×2 @ 2×4``."""
    reads: list[int]
    """The nodes whose values the formula's right side holds."""
    contribution: Number | None
    """Reverse mode: upstream × local, in the source's shape. Forward mode: local × tangent, in the
    target's shape. ``None`` where nothing flows."""
    sent: str | None
    """Reverse mode, where arrays flow back: what that is, in words, ``upstream × 1 summed over the
    2 rows``."""


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

    kind: CautionKind
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
    """Forward mode: for every name of the program, outside its functions, of what it is bound to at
    the end, in its own shape at every level of detail."""
    names: dict[str, Nodes]
    """What these names are bound to."""
    nodes: list[NodeStory]
    edges: list[EdgeStory]
    steps: list[Step]
    warnings: list[Caution] = field(default_factory=list)
    update: Update | None = None
    """What the program says of how it learns."""
