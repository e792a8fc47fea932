"""``POST /api/v1/backward``."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Body, Request, Response
from pydantic_core import to_json

from ...bounds import read_limits
from ...exercises import Verdict, check_backward, check_by_line, hint_for
from ...language import Program, ProgramError, ReadLimits
from ...settings import Settings
from ...trace.numbers import to_number
from ..dependencies import TheServices
from ..memory import cost
from ..models.backward import LINES, BackwardAnswer, BackwardAsk
from ..models.common import XYZ
from ..reading import JsonRoute

router = APIRouter(route_class=JsonRoute, tags=["programs"])

WORLDS = 8
"""How often the numbers of a program are held: forward and back, at its own and at others."""

Asked = Annotated[
    BackwardAsk,
    Body(
        openapi_examples={
            "circuit": {
                "summary": "The first circuit, with a mistake",
                "value": {"program": XYZ, "lines": LINES},
            }
        }
    ),
]


@router.post(
    "/backward", response_model=BackwardAnswer, summary="Check a backward pass written by hand"
)
async def backward(request: Request, ask: Asked, services: TheServices) -> Response:
    """Hold each line of a backward pass to the gradient that it names, and say what is wrong.

    A line is judged by itself, with true gradients for those that it reads, at the program's own
    numbers and at others, so that one mistake is told once and chance is no proof. Nothing of the
    lines is run as Python.
    """
    limits = read_limits(services.settings)

    def check(program: Program) -> bytes:
        return checked(program, ask, limits, services.settings)

    body = await services.read(request, ask, check, read_often)
    return Response(body, media_type="application/json")


def read_often(program: Program) -> int:
    """Return the bytes that a program takes whose numbers are held several times."""
    return cost(len(program.graph), WORLDS * program.graph.elements)


def checked(program: Program, ask: BackwardAsk, limits: ReadLimits, settings: Settings) -> bytes:
    """Check lines and write the answer."""
    check = check_by_line if ask.by_line else check_backward
    try:
        found = check(program, ask.lines, tolerance=ask.tolerance, limits=limits)
    except ProgramError as error:
        error.field = "/lines"
        raise
    hint = None if ask.hint is None else hint_for(program, ask.hint, limits)
    answer = {
        "verdicts": [_told(verdict, settings.array_in_json) for verdict in found.verdicts],
        "right": found.right,
        "missing": found.missing,
        "asked": found.asked,
        "hint": hint and asdict(hint),
    }
    return to_json(answer, inf_nan_mode="strings")


def _told(verdict: Verdict, limit: int) -> dict[str, object]:
    reason, error = verdict.reason, verdict.error
    return {
        "target": verdict.target,
        "place": asdict(verdict.span),
        "status": verdict.status,
        "value": None if verdict.value is None else to_number(verdict.value, limit),
        "reason": reason and {"code": reason.code, "text": reason.text},
        "fault": error
        and {
            "detail": error.message,
            "hint": error.hint,
            "place": error.span and asdict(error.span),
        },
        "said": verdict.said,
    }
