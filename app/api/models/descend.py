"""``POST /api/v1/descend``: a program that learns."""

from pydantic import Field

from .common import Answer, NonFinite, Number, ProgramAsk
from .configuration import OptimizerOptions, WholeOptimizerOptions
from .trace import TraceAnswer


class DescendAsk(ProgramAsk):
    """What is to learn, by which rule, and for how long."""

    parameters: list[str] | None = Field(
        default=None,
        max_length=20_000,
        description="The inputs that learn, by name; all that a gradient flows back to when left "
        "out. The others keep their numbers.",
        examples=[["w0", "w1"]],
    )
    optimizer: OptimizerOptions = Field(
        default_factory=dict,
        description="The update rule, `sgd` when left out, and its options; a learning rate that "
        "is left out is the one that the rule begins with in `GET /api/v1/training`.",
        examples=[{"name": "sgd", "learning_rate": 0.1}],
    )
    updates: int = Field(default=1, ge=0, description="How many updates to make, at most.")
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


class DescendDivergedAnswer(Answer):
    """Where a descent left the numbers; that update is taken back."""

    update: int = Field(description="After this update something was no longer finite.")
    parameter: str | None = Field(
        description="Which element; null where it is the loss.", examples=["W1[0,2]"]
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
        "made from it."
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
    trace: TraceAnswer | None = Field(
        description="The story of the program at the end, at detail `gates` and without a layout, "
        "as `POST /api/v1/trace` tells it; null if not asked for."
    )
