"""``POST /api/v1/jacobian``: the Jacobian of a gate beside what replaces it."""

from pydantic import Field

from .common import Answer, Detail, Keys, NonFinite, Numbers, ProgramAsk


class JacobianAsk(ProgramAsk):
    """Which gate's Jacobians to write out."""

    node: int = Field(
        ge=0,
        description="Id of a node of the program's trace with the same `detail`, `closed` and "
        "`opened`.",
        examples=[1],
    )
    seed: Numbers | None = Field(
        default=None,
        description="The gradient that arrives at the output, a number or a nested list; ones when "
        "left out.",
        examples=[1.0],
    )
    detail: Detail = Field(default="gates", description="The detail of the trace.")
    closed: Keys = Field(default_factory=list, description="As in a trace: calls that are folded.")
    opened: Keys = Field(default_factory=list, description="As in a trace: gates that are opened.")


class ProductAnswer(Answer):
    """What flows back through a wire, found in two ways; all lists are flat, row by row."""

    upstream: list[float | NonFinite] = Field(description="The gradient that arrives at the gate.")
    explicit: list[float | NonFinite] = Field(
        description="The transposed Jacobian times the upstream gradient."
    )
    vjp: list[float | NonFinite] = Field(
        description="The vector-Jacobian product of the backward sweep, which forms no Jacobian."
    )
    difference: float | NonFinite = Field(description="The largest difference of the two.")


class FactorAnswer(Answer):
    """The Jacobian by one operand."""

    edge: int = Field(description="The wire from the operand to the gate.")
    source: int = Field(description="The operand.")
    rows: int = Field(description="Its rows: the outputs of the gate.")
    columns: int = Field(description="Its columns: the elements of the operand.")
    entries: list[list[float | NonFinite]] | None = Field(
        description="Row by row; null of one with more than 16,384 entries."
    )
    product: ProductAnswer | None = Field(
        description="What flows back; null where nothing does, and where `entries` is."
    )


class JacobianAnswer(Answer):
    """The Jacobians of a gate; of an input or a constant none."""

    node: int = Field(description="The node that was asked for.")
    factors: list[FactorAnswer] = Field(description="In the order of its operands.")
