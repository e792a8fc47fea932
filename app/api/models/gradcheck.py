"""``POST /api/v1/gradcheck``: gradients against difference quotients."""

from pydantic import Field

from ...engine.comparing import Cause, Verdict
from ...engine.quotients import Scheme
from .common import Answer, NonFinite, Number, Numbers, ProgramAsk


class GradcheckAsk(ProgramAsk):
    """What to check."""

    seed: Numbers | None = Field(
        default=None,
        description="The gradient that arrives at the output; ones when left out.",
        examples=[1.0],
    )
    h: float | None = Field(
        default=None,
        gt=0,
        allow_inf_nan=False,
        description="The step. When left out each entry x has its own: 6e-6 × max(1, |x|), or "
        "shorter where the function bends too much for that, or longer where rounding hides it.",
        examples=[1e-5],
    )
    scheme: Scheme = Field(
        default="central",
        description="`central`: (f(x+h) − f(x−h)) / 2h; `forward`: (f(x+h) − f(x)) / h.",
    )


class CheckAnswer(Answer):
    """One input, checked."""

    verdict: Verdict = Field(
        description="`ok`; `mismatch`; `kink`: a gate stands on a kink, or has one within the "
        "step, so that there is no one slope to compare with; `clamp`: a clamp rules, and what "
        "flows back is the gate's convention; `cannot-tell`: the "
        "difference quotient itself is too uncertain, by rounding or by too long a step, to tell a "
        "right gradient from a wrong one; `non-finite`; `no-gradient`: no gradient flows back to "
        "it, since the output does not depend on it or reads it as a class label only."
    )
    relative_error: float | NonFinite = Field(
        description="|analytic − numeric| / max(|analytic|, |numeric|, 1e-8) at the worst entry."
    )
    analytic: Number | None = Field(description="The gradient of the backward pass.")
    numeric: Number | None = Field(
        description="The difference quotient of each entry; NaN where none was computed."
    )
    uncertainty: float | NonFinite = Field(
        description="How far the difference quotient of the worst entry, freed of most of its "
        "truncation, may be off: relative to the larger of the two numbers. `ok` needs 1e-3, and "
        "with an `h` of your own the quotient itself as close as that."
    )
    cause: Cause | None = Field(
        description="Of `cannot-tell`: `truncation`, the step h is too large, or `rounding`, it is "
        "too small; null for other verdicts."
    )
    step: float | None = Field(description="The step taken at the worst entry.")
    label: bool = Field(
        description="Whether it is read as a class label. A label cannot be moved a little: it "
        "stayed as it is, and what was compared is what flows back through its other uses."
    )
    worst: list[int] | None = Field(description="The index of the entry that decided.")
    checked: int = Field(description="How many entries were compared, evenly spread.")
    total: int = Field(description="How many entries the input has.")


class GradcheckAnswer(Answer):
    """Every input, checked."""

    verdict: Verdict = Field(description="The worst verdict of all inputs.")
    output: str | None = Field(description="The output's name; null for a bare expression.")
    scheme: Scheme = Field(description="The scheme that was asked for.")
    h: float | None = Field(description="The step that was asked for; null for the default.")
    inputs: dict[str, CheckAnswer] = Field(description="Each input, by its name.")
