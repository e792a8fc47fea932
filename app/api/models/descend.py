"""``POST /api/v1/descend``: a program that learns."""

from pydantic import Field

from .common import Answer, NonFinite, Number, ProgramAsk
from .configuration import OptimizerOptions, WholeOptimizerOptions
from .stochastic import StochasticAsk
from .trace import TraceAnswer


class DescendAsk(StochasticAsk, ProgramAsk):
    """What is to learn, by which rule, and for how long."""

    parameters: list[str] | None = Field(
        default=None,
        max_length=20_000,
        description="The inputs that learn, by name; when left out those that the program lets "
        "take a step, `w -= 0.1 * grad(w)`, or all that a gradient flows back to. The "
        "others keep their numbers.",
        examples=[["w0", "w1"]],
    )
    optimizer: OptimizerOptions | None = Field(
        default=None,
        description="The update rule and its options: when left out that of the program's update, "
        "or `sgd`. A learning rate that is left out is the one that the rule begins with in "
        "`GET /api/v1/training`.",
        examples=[{"name": "sgd", "learning_rate": 0.1}],
    )
    updates: int | None = Field(
        default=None,
        ge=0,
        description="How many updates to make, at most; when left out as many turns as the "
        "program's loop of updates has, or 1.",
    )
    record_every: int | None = Field(
        default=None,
        ge=1,
        description="Updates between two rows; a hundredth of all when left out.",
    )
    tolerance: float | None = Field(
        default=None,
        gt=0,
        description="End once no parameter p moved by more than this times max(1, |p|).",
        examples=[1e-6],
    )
    watch: list[str] = Field(
        default_factory=list,
        max_length=100,
        description="Other names of the program whose values are told in every row.",
        examples=[["q"]],
    )
    trace: bool = Field(default=True, description="Whether to tell the story of the end.")
    explain: bool = Field(
        default=False, description="Whether to tell the lines of the rule with what stands in them."
    )


class DescendDivergedAnswer(Answer):
    """Where a descent left the numbers; that update is taken back."""

    update: int = Field(description="After this update something was no longer finite.")
    parameter: str | None = Field(
        description="Which element; null where it is the loss.", examples=["W1[0,2]"]
    )


class DescendRuleAnswer(Answer):
    """The update rule line by line: p is the parameter, g its gradient, t the update, from 1."""

    lines: list[str] = Field(
        description="As they are computed.", examples=[["v ← μ·v − η·g", "p ← p + v"]]
    )
    options: dict[str, float] = Field(
        description="The numbers of its options, by their symbols; η is before any schedule.",
        examples=[{"η": 0.02, "μ": 0.9}],
    )
    memory: dict[str, dict[str, list[Number]]] = Field(
        description="By the symbols on the left, and by parameter: what the update before each row "
        "made of them; 0 at the start."
    )


class BatchesAnswer(Answer):
    """The rows that mini-batches are taken from."""

    names: list[str] = Field(description="The data that have them.", examples=[["X", "y"]])
    rows: int = Field(description="How many there are.")
    epoch: int = Field(description="Updates of an epoch.")
    scale: float = Field(
        description="What the gradient of a mini-batch is multiplied by to stand for that of all "
        "rows: 1 where the loss is a mean over the rows, rows / batch size where it is a sum."
    )


class DescendAnswer(Answer):
    """How it went. All lists have a row for each recorded update, the start first, the end last."""

    output: str | None = Field(description="The name of the loss; null for a bare expression.")
    optimizer: WholeOptimizerOptions = Field(description="The update rule with all its options.")
    updates: list[int] = Field(description="Updates made.")
    losses: list[float | NonFinite] = Field(description="The loss.")
    parameters: dict[str, list[Number]] = Field(
        description="The values of every parameter, by its name."
    )
    gradients: dict[str, list[Number]] = Field(
        description="The gradient of the loss there, by the parameter's name: the next update is "
        "made from it, if there is neither noise nor a mini-batch."
    )
    rates: list[float] = Field(description="The learning rate of the next update.")
    batches: BatchesAnswer | None = Field(
        description="Which rows the mini-batches were taken from; null without them."
    )
    watched: dict[str, list[Number]] = Field(
        description="The values of what was to be watched, by its name."
    )
    diverged: DescendDivergedAnswer | None = Field(
        description="Where it had to stop, if it had: the last row is the one before."
    )
    rested: bool = Field(
        description="Whether it ended early because nothing moved by more than the tolerance."
    )
    rule: DescendRuleAnswer | None = Field(
        description="How the rule comes from the gradient to the step; null if not asked for."
    )
    trace: TraceAnswer | None = Field(
        description="The story of the program at the end, at detail `gates` and without a layout, "
        "as `POST /api/v1/trace` tells it; null if not asked for."
    )
