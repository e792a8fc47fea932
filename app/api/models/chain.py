"""``POST /api/v1/chain``: how the gradient of one value is made."""

from typing import Literal

from pydantic import Field

from .common import Answer, Detail, Formula, Keys, Names, NonFinite, Number, Numbers, ProgramAsk


class ChainAsk(ProgramAsk):
    """Whose gradient to derive."""

    of: str | None = Field(
        default=None,
        description="A name of the program: an input, or what one of its lines binds; when left "
        "out the parameter that is farthest from the output.",
        examples=["x"],
    )
    parameters: list[str] | None = Field(
        default=None,
        max_length=1_000,
        description="The inputs that learn, whose gradients are counted together; all of them when "
        "left out.",
        examples=[["x"]],
    )
    seed: Numbers | None = Field(
        default=None,
        description="The gradient that arrives at the output; ones when left out.",
        examples=[1.0],
    )
    detail: Detail = Field(
        default="gates",
        description="The detail of the trace by whose nodes and edges the answer speaks. The chain "
        "itself is always that of the gates.",
    )
    closed: Keys = Field(default_factory=list, description="As in a trace: calls that are folded.")
    opened: Keys = Field(default_factory=list, description="As in a trace: gates that are opened.")
    names: Names = Field(
        default="plain", description="How a name that ends in a number is written, as in a trace."
    )


class TargetAnswer(Answer):
    """A value whose gradient can be derived."""

    name: str = Field(description="Its name.")
    kind: Literal["input", "gate"] = Field(description="What it is.")
    symbol: Formula = Field(description="How it is written; the MathML is without `math`.")
    layer: int | None = Field(
        description="Of an input: by how many activations lie between it and the output; 1 is the "
        "layer that is farthest from it."
    )
    factors: int = Field(description="How many factors its chain has.")


class LinkAnswer(Answer):
    """One factor: a gate that the gradient goes back through."""

    node: int | None = Field(description="The gate in the trace; null at detail `scalars`.")
    edge: int | None = Field(
        description="The wire in the trace; null where it is not seen, as inside a block."
    )
    gate: Formula = Field(description="The value of the gate.")
    local: Formula = Field(
        description="The local derivative, or the vector-Jacobian product of the gate."
    )
    left: Formula = Field(description="The gradient that has been reached: `∂E/∂z`.")
    product: Formula = Field(
        description="The product of the factors so far. In the MathML the one of link k has the "
        "class `factor-k`. A long product goes on from what it has come to."
    )
    simple: Formula | None = Field(
        description="The same with what cancels left out and the rest put together; null where "
        "that is the same."
    )
    shapes: str | None = Field(
        description="The shape of the gradient and of what it is made: `1×3 = (4×1)ᵀ @ 4×3`; null "
        "of numbers."
    )
    notes: list[str] = Field(description="What there is to be said, such as over what is summed.")
    part: list[int] = Field(
        description="Which of the gradients that add up at the value this is, from 1, and of how "
        "many.",
        min_length=2,
        max_length=2,
    )
    value: Number = Field(
        description="What the gradient comes to: the sum so far, where several add up."
    )
    norm: float | NonFinite = Field(description="Its Euclidean norm.")
    shape: list[int] = Field(description="Its shape.")
    earlier: str | None = Field(
        description="The parameter for whose gradient this was already computed; null if it is new."
    )
    products: int = Field(
        description="Products of two numbers that the factor takes, once its upstream is known."
    )


class ForwardAnswer(Answer):
    """One line of what a layer computes."""

    formula: Formula = Field(description="The value, with unnamed gates written out.")
    shapes: str | None = Field(description="The same with shapes; null of numbers.")
    spread: list[str] = Field(description="What is used for each of several rows or columns.")


class CountAnswer(Answer):
    """Products of two numbers for the gradients of some parameters."""

    parameters: list[str] = Field(
        description="Whose: those that the backward sweep has computed once it is here, in order."
    )
    reused: int = Field(description="Each wire gone through once, as backpropagation does.")
    anew: int = Field(
        description="Each number of each gradient by itself, as the sum over all ways from it to "
        "the output."
    )


class ChainAnswer(Answer):
    """The chain from the output to one value."""

    of: str = Field(description="Whose gradient it is.")
    output: str | None = Field(description="The output's name; null for a bare expression.")
    targets: list[TargetAnswer] = Field(description="What can be asked for, 120 names at most.")
    layers: int = Field(description="How many layers the inputs are of.")
    links: list[LinkAnswer] = Field(
        description="The factors from the output on, 400 at most; the value of the last one is the "
        "gradient."
    )
    is_whole: bool = Field(description="Whether these are all factors.")
    forward: list[ForwardAnswer] = Field(description="What the layer of the value computes.")
    products: CountAnswer = Field(description="What it takes, with reuse and without.")
