"""``POST /api/v1/gradcheck``: gradients against difference quotients."""

from pydantic import Field

from app.api.models.common import Answer, NonFinite, Number, Numbers, ProgramAsk
from app.engine.gradcheck import Scheme, Verdict


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
        description="The step; 6e-6 × max(1, |x|) for each entry x when left out.",
        examples=[1e-5],
    )
    scheme: Scheme = Field(
        default="central",
        description="`central`: (f(x+h) − f(x−h)) / 2h; `forward`: (f(x+h) − f(x)) / h.",
    )


class CheckAnswer(Answer):
    """One input, checked."""

    verdict: Verdict = Field(
        description="`ok`; `mismatch`; `kink`: the slopes to the left and to the right differ, so "
        "that there is no gradient to compare with; `non-finite`; `no-gradient`: the output does "
        "not depend on it."
    )
    relative_error: float | NonFinite = Field(
        description="|analytic − numeric| / max(|analytic|, |numeric|, 1e-8) at the worst entry."
    )
    analytic: Number | None = Field(description="The gradient of the backward pass.")
    numeric: Number | None = Field(
        description="The difference quotient of each entry; NaN where none was computed."
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
