"""``POST /api/v1/trace``: a program's whole story."""

from typing import Literal

from pydantic import Field

from app.api.models.common import (
    Answer,
    Detail,
    Formula,
    Number,
    Numbers,
    ProgramAsk,
    Span,
)
from app.trace.model import Mode, Phase
from app.trace.numbers import SENTENCE_DIGITS


class StoryAsk(ProgramAsk):
    """How to run a program, forward and backward."""

    seed: Numbers | None = Field(
        default=None,
        description=(
            "The gradient that arrives at the output (forward mode: the tangent of `wrt`), a "
            "number or a nested list; ones when left out."
        ),
        examples=[1.0],
    )
    mode: Mode = Field(
        default="reverse",
        description="`reverse`: one gradient per input; `forward`: one tangent per node.",
    )
    wrt: str | None = Field(
        default=None,
        description=(
            "Forward mode: the input whose tangent is seeded, all others being zero. "
            "May be left out where there is only one."
        ),
        examples=["x"],
    )
    detail: Detail = Field(
        default="gates",
        description=(
            "How far the program is opened: `blocks` folds every call of a function of your own, "
            "`gates` shows each gate, `elementary` opens activations and losses, `scalars` opens "
            "arrays too. The gradients of the inputs are the same at each."
        ),
    )
    closed: list[str] = Field(
        default_factory=list,
        description=(
            "At detail `gates`: calls that are folded into one node each, by the keys that "
            "`parts` of the answer lists. The gradients of the inputs stay the same."
        ),
        examples=[["neuron#1"]],
    )
    opened: list[str] = Field(
        default_factory=list,
        description=(
            "At detail `gates`: activations, losses and the like that are opened into smaller "
            "gates, by the keys that `parts` lists."
        ),
        examples=[["s", "layer#1/sigmoid#2"]],
    )


class TraceAsk(StoryAsk):
    """What to trace."""

    layout: bool = Field(default=True, description="Whether to place the graph for drawing.")
    digits: int = Field(
        default=SENTENCE_DIGITS,
        ge=0,
        le=12,
        description="Decimals of the numbers in the sentences, at most; all others are exact.",
    )
    full: bool = Field(
        default=False,
        description="Whether to list arrays of any size instead of summarizing large ones.",
    )


class NodeAnswer(Answer):
    """One value of the graph."""

    id: int = Field(description="The node's number; the order of numbers is topological.")
    name: str | None = Field(description="The name it is bound to, primed when bound again.")
    op: str | None = Field(description="The gate's name in the catalogue; null for a leaf.")
    glyph: str = Field(description="What is drawn inside the gate.")
    kind: Literal["input", "constant", "gate"] = Field(description="What the node is.")
    inputs: list[int] = Field(description="Ids in operand order, duplicates kept.")
    shape: list[int] = Field(description="The value's shape; empty for a number.")
    value: Number = Field(description="The value.")
    gradient: Number | None = Field(
        description="The gradient; null where the output does not depend on it."
    )
    tangent: Number | None = Field(description="The tangent; null in reverse mode.")
    group: list[str] = Field(description="The calls it was made in, outermost first.")
    source: Span | None = Field(description="Where it was written.")
    formula: Formula = Field(description="The value in terms of the operands.")


class EdgeAnswer(Answer):
    """One use of a value by a gate."""

    id: int = Field(description="The edge's number.")
    source: int = Field(description="The node whose value is used.")
    target: int = Field(description="The gate that uses it.")
    slot: int = Field(description="Which operand it is, literals counted.")
    local: Number | None = Field(
        description="The local derivative; null where the gate is not elementwise."
    )
    formula: Formula = Field(description="The formula of the local derivative.")
    contribution: Number | None = Field(
        description=(
            "Reverse mode: what flows back through this wire, upstream × local; those out of a "
            "node sum to its gradient. Forward mode: local × tangent. Null where nothing flows."
        )
    )


class StepAnswer(Answer):
    """One thing that happens."""

    phase: Phase = Field(description="The sweep it belongs to.")
    node: int = Field(description="The gate that works.")
    edge: int | None = Field(
        description="Backward: the wire that the gradient takes; null for the seed."
    )
    sentence: str = Field(description="What happens, in one sentence.")


class CautionAnswer(Answer):
    """Something that the reader of the numbers should know."""

    kind: str = Field(description="What it is about, such as `non-finite`.")
    node: int | None = Field(description="Where it first appears.")
    message: str = Field(description="What it is, in one sentence.")


class PartAnswer(Answer):
    """A call or a gate that can be opened or closed by itself."""

    key: str = Field(description="What it goes by in `closed` (a call) or `opened` (a gate).")
    kind: Literal["call", "gate"] = Field(
        description="`call`: of a function of your own; `gate`: one made of smaller gates."
    )
    label: str = Field(description="The name of the function or of the gate.")
    open: bool = Field(description="Whether its gates are shown, and not one node.")
    node: int | None = Field(description="The node that it is; null where it is open.")
    group: list[str] = Field(description="The `group` of the gates that it is made of.")


class NodePlaceAnswer(Answer):
    """Where a node is drawn."""

    id: int = Field(description="The node.")
    x: float = Field(description="Its centre, in px from the left.")
    y: float = Field(description="Its centre, in px from the top.")
    width: float = Field(description="Its footprint, in px.")
    height: float = Field(description="Its footprint, in px.")


class EdgePlaceAnswer(Answer):
    """Where an edge is drawn."""

    id: int = Field(description="The edge.")
    path: str = Field(description="SVG path data.")
    value_at: tuple[float, float] = Field(
        description="The middle of the baseline of the value above the wire.", strict=False
    )
    gradient_at: tuple[float, float] = Field(
        description="The middle of the baseline of the gradient below the wire.", strict=False
    )


class LayoutAnswer(Answer):
    """The placed graph; the same for every value of the inputs."""

    width: float = Field(description="The drawing's width, in px.")
    height: float = Field(description="The drawing's height, in px.")
    nodes: list[NodePlaceAnswer] = Field(description="Where each node is.")
    edges: list[EdgePlaceAnswer] = Field(description="Where each edge runs.")
    ports: list[EdgePlaceAnswer] = Field(
        description="The wires that leave the outputs to the right, in the order of `outputs`."
    )


class TraceAnswer(Answer):
    """The story of one program."""

    output: str | None = Field(description="The output's name; null for a bare expression.")
    outputs: list[int] = Field(
        description="The output's nodes: one, but for an array opened into scalars."
    )
    mode: Mode = Field(description="The mode that was asked for.")
    detail: Detail = Field(description="The level of detail that was asked for.")
    gradients: dict[str, Number | None] | None = Field(
        description="Reverse mode: every input's gradient, by the input's name."
    )
    tangents: dict[str, Number] | None = Field(
        description="Forward mode: every named node's tangent."
    )
    nodes: list[NodeAnswer] = Field(description="The values, in topological order.")
    edges: list[EdgeAnswer] = Field(description="The uses of values, by target and slot.")
    steps: list[StepAnswer] = Field(description="What happens, in playing order.")
    parts: list[PartAnswer] = Field(
        description=(
            "What can be opened or closed by itself, as far as it is shown; none at detail "
            "`scalars`. At `blocks` and `elementary` it says what `closed` and `opened` at detail "
            "`gates` would show the same."
        )
    )
    warnings: list[CautionAnswer] = Field(description="What to know about the numbers.")
    layout: LayoutAnswer | None = Field(description="Where everything is; null if not asked for.")
