"""``POST /api/v1/trace``: a program's whole story."""

from typing import Literal

from pydantic import Field

from ...trace.model import Phase, Relation
from ...trace.numbers import SENTENCE_DIGITS
from .common import (
    Answer,
    Detail,
    Formula,
    Keys,
    Labels,
    Mode,
    Names,
    NestedIds,
    NonFinite,
    Number,
    Numbers,
    ProgramAsk,
    Span,
)
from .fit import FitAsk
from .layout import LayoutAnswer


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
    closed: Keys = Field(
        default_factory=list,
        description=(
            "At detail `gates`: calls that are folded into one node each, by the keys that "
            "`parts` of the answer lists. The gradients of the inputs stay the same."
        ),
        examples=[["neuron#1"]],
    )
    opened: Keys = Field(
        default_factory=list,
        description=(
            "At detail `gates`: activations, losses and the like that are opened into smaller "
            "gates, by the keys that `parts` lists."
        ),
        examples=[["s", "layer#1/sigmoid#2"]],
    )
    names: Names = Field(
        default="plain",
        description=(
            "How symbols, labels and sentences write a name that ends in a number: `plain` as it "
            "is (`W1`), `layers` with the layer in raised brackets (`W[1]` in plain text). Every "
            "`name` stays as the program has it."
        ),
    )
    labels: Labels = Field(
        default="numbers",
        description=(
            "What stands on the wires of the picture, which the layout keeps room for: `numbers`, "
            "`symbols` such as `∂f/∂x = z·1`, or `both`, `∂f/∂x = −4`; as far as there is room."
        ),
    )


class ToldAsk(StoryAsk):
    """What to tell of."""

    digits: int = Field(
        default=SENTENCE_DIGITS,
        ge=0,
        le=12,
        description="Decimals of the numbers in the sentences, at most; all others are exact.",
    )


class TraceAsk(ToldAsk):
    """What to trace."""

    layout: bool = Field(default=True, description="Whether to place the graph for drawing.")
    plain: bool = Field(
        default=False,
        description="Write formulas as text only, with `mathml` blank and `worked` null: of a "
        "large graph that is half of the answer.",
    )
    fit: FitAsk | None = Field(
        default=None, description="The box that the places are for; natural size when left out."
    )
    full: bool = Field(
        default=False,
        description="Whether to list arrays of any size instead of summarizing large ones.",
    )


class SpreadAnswer(Answer):
    """The axes of an array that one value was spread along."""

    axes: list[int] = Field(description="The axes, from 0.")
    words: str = Field(description="The same in words, such as `the 2 rows`.")
    each: str = Field(description="The same one by one, such as `each of the 2 rows`.")
    short: str = Field(description="One word to stand under a Σ; empty for all elements.")


class NodeAnswer(Answer):
    """One value of the graph."""

    id: int = Field(description="The node's number; the order of numbers is topological.")
    name: str | None = Field(
        description="The name it is bound to; bound again it is numbered: `c⁽²⁾`."
    )
    label: str | None = Field(
        description=(
            "What the picture prints at it: its name, or, where it has none and no short "
            "expression says what it is, a label such as `u₁`."
        )
    )
    op: str | None = Field(description="The gate's name in the catalogue; null for a leaf.")
    glyph: str = Field(description="What is drawn inside the gate.")
    kind: Literal["input", "constant", "gate"] = Field(description="What the node is.")
    inputs: list[int] = Field(description="Ids in operand order, duplicates kept.")
    shape: list[int] = Field(description="The value's shape; empty for a number.")
    value: Number | None = Field(
        description="The value; null where it has a shape and no numbers, as `shape(60000, 784)`."
    )
    gradient: Number | None = Field(
        description=(
            "The gradient; null where the output does not depend on it. Where the output is a "
            "shape without numbers, so is every gradient."
        )
    )
    tangent: Number | None = Field(description="The tangent; null in reverse mode.")
    group: list[str] = Field(description="The calls it was made in, outermost first.")
    source: Span | None = Field(description="Where it was written.")
    symbol: Formula = Field(
        description=(
            "What it is called: its label, else a short expression. The MathML is without its "
            "`math` element."
        )
    )
    formula: Formula = Field(description="The value in terms of the operands.")
    worked: str | None = Field(
        description=(
            "The formula in MathML, without its `math` element, with an empty `mn` for each number "
            "and the shape of each array, `▢ = ▢ + ▢` and `3×2 = 3×4 @ 4×2`; null where it would "
            "be long. Those of operand k have `data-slot` k, that of the value `data-result`. "
            "`data-brackets` are left out around a number without a minus."
        )
    )
    active: int | None = Field(
        description=(
            "Where an opened hinge cuts its margins off at 0: how many of them are positive, and "
            "pass a gradient on. Null elsewhere."
        )
    )
    moves: list[int] | None = Field(
        description=(
            "Of a gate that only moves elements, such as `reshape`: for each element of its value, "
            "row by row, which element it is of all its operands', counted through from 0. Null of "
            "other gates and of more than 256 elements."
        )
    )
    joins: list[int] | None = Field(
        description=(
            "Of a convolution or a linear layer, whose value is sums of products: three numbers "
            "for each product, the element of the value, that of the first operand and that of the "
            "second, row by row. Null of other gates and of more than 1,024 products."
        )
    )
    deed: str | None = Field(
        description=(
            "What the gate does to the gradient that goes back through it, in words, such as "
            "`multiply swaps its inputs`; null of a leaf."
        )
    )


class EdgeAnswer(Answer):
    """One use of a value by a gate."""

    id: int = Field(description="The edge's number.")
    source: int = Field(description="The node whose value is used.")
    target: int = Field(description="The gate that uses it.")
    slot: int = Field(description="Which operand it is, literals counted.")
    local: Number | None = Field(
        description="The local derivative; null where the gate is not elementwise."
    )
    formula: Formula = Field(
        description=(
            "The local derivative, `∂q/∂x = y`, or, where `whole`, what flows back, "
            "`dX = dY @ Wᵀ`, with `+=` where several gradients are added."
        )
    )
    left: Formula = Field(
        description=(
            "The left side of the formula. The MathML of all its parts is without the `math` "
            "element."
        )
    )
    sign: Relation = Field(
        description="What stands between its sides: `+=` where several gradients are added."
    )
    right: Formula | None = Field(
        description=(
            "The right side; null of a block, whose derivative has a name and nothing else."
        )
    )
    factor: Formula = Field(
        description=(
            "The right side of the formula, in brackets where it needs some as a factor; of a "
            "block the left side."
        )
    )
    derivative: Formula = Field(
        description=(
            "What the local derivative is called, `∂q/∂x`, also where the formula is `whole`."
        )
    )
    constant: float | NonFinite | None = Field(
        description=(
            "The right side, where it is one number whatever the values are, as 1 of a sum and 0 "
            "of a step; else null."
        )
    )
    flips: bool = Field(
        description="Whether a minus sign stands before all of the local derivative."
    )
    is_vjp: bool = Field(
        description=(
            "Whether the gate is not elementwise, so that the formula is a vector-Jacobian product."
        )
    )
    is_sum: bool = Field(
        description=(
            "Reverse mode: whether what flows back is summed over the axes that broadcasting "
            "spread it along; `summed` says which."
        )
    )
    whole: bool = Field(
        description=(
            "Whether the formula has the upstream gradient in it: it `is_vjp` or `is_sum`."
        )
    )
    summed: SpreadAnswer | None = Field(
        description=(
            "Reverse mode: the axes of the target that the source was spread along by "
            "broadcasting; what flows back is summed over them."
        )
    )
    spread: SpreadAnswer | None = Field(
        description="The axes of the source that the upstream gradient is spread along."
    )
    worked: str | None = Field(
        description=(
            "Where `whole`, the formula with the shapes of its arrays, `3×4 = 3×2 @ 2×4`, in "
            "MathML as that of a node; null where it would be long. The upstream gradient has "
            "`data-upstream`, the gate's value `data-made`."
        )
    )
    reads: list[int] = Field(description="The nodes whose values the formula's right side holds.")
    contribution: Number | None = Field(
        description=(
            "Reverse mode: what flows back through this wire, upstream × local; those out of a "
            "node sum to its gradient, but where a warning `opened` says otherwise. Forward mode: "
            "local × tangent. Null where nothing flows."
        )
    )
    sent: str | None = Field(
        description=(
            "Reverse mode, where arrays flow back: what that is, in words, such as `upstream × 1 "
            "summed over the 2 rows`. Null of numbers, and where nothing flows."
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

    kind: str = Field(
        description=(
            "What it is about: `non-finite`; `blocked-gradient`, `saturated`, `kink`: a gate lets "
            "nothing through, or stands where a convention rules; `clamped`, `not-a-probability`: "
            "what a loss was given; `opened`: the smaller gates of an opened gate make another "
            "number than the gate, whose number counts."
        )
    )
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
    inside: list[str] = Field(
        description="The keys of all calls inside, where it is a call and closed. In `closed` too, "
        "they stay closed when it is opened."
    )


class UpdateAnswer(Answer):
    """What the lines after the loss say: `for step in range(10): w -= 0.1 * grad(w)`."""

    rule: str = Field(description="The update rule.", examples=["sgd"])
    rate: float = Field(description="The step size.", examples=[0.1])
    parameters: list[str] = Field(description="The inputs that learn, as they are written.")
    places: list[Span] = Field(description="Where each of them takes its step: its name there.")
    times: int = Field(description="How many updates there are to be.")
    source: Span = Field(description="Where all of it stands.")


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
        description="Forward mode: the tangent of every name of the program, as `names` has them."
    )
    names: dict[str, NestedIds] = Field(
        description=(
            "What every name of the program, outside its functions, is bound to at its end: a "
            "node's id; of an array opened into scalars, nested lists of its elements' ids."
        )
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
    update: UpdateAnswer | None = Field(
        description="How the program learns, where its text says so; null where it does not. It is "
        "no part of the graph: `POST /api/v1/descend` makes these updates."
    )
    layout: LayoutAnswer | None = Field(description="Where everything is; null if not asked for.")
