"""``POST /api/v1/gradcheck``."""

from typing import Annotated

from fastapi import APIRouter, Body, Request, Response
from pydantic_core import to_json

from ...engine.comparing import Verdict
from ...engine.gradcheck import Result, check_gradients, worst_verdict
from ...engine.tape import Tape
from ...language import Program
from ...language.levels.inside import tape_inside
from ...language.supplied import to_array
from ...settings import Settings
from ...trace.numbers import to_number
from ..dependencies import TheServices
from ..models.common import XYZ
from ..models.gradcheck import GradcheckAnswer, GradcheckAsk
from ..reading import JsonRoute

router = APIRouter(route_class=JsonRoute, tags=["programs"])

Asked = Annotated[
    GradcheckAsk,
    Body(
        openapi_examples={
            "circuit": {"summary": "The first circuit", "value": {"program": XYZ}},
            "kink": {
                "summary": "At a kink there is nothing to compare with",
                "value": {"program": "x = 0\ny = relu(x)", "h": 1e-4},
            },
        }
    ),
]


@router.post("/gradcheck", response_model=GradcheckAnswer, summary="Check gradients")
async def gradcheck(request: Request, ask: Asked, services: TheServices) -> Response:
    """Compare every input's gradient with difference quotients, and say the verdict."""

    def check(program: Program) -> bytes:
        return check_program(program, ask, services.settings)

    body = await services.read(request, ask, check)
    return Response(body, media_type="application/json")


def check_program(program: Program, ask: GradcheckAsk, settings: Settings) -> bytes:
    """Check a program's gradients and write the answer."""
    tape = Tape(program.graph, [program.output])
    seed = None if ask.seed is None else to_array("seed", ask.seed, settings.array_elements)
    results = check_gradients(
        tape,
        list(program.inputs.values()),
        seeds=None if seed is None else {program.output: seed},
        h=ask.h,
        scheme=ask.scheme,
        entries_limit=settings.gradcheck_entries,
        opener=tape_inside,
    )
    limit = settings.array_in_json
    answer = {
        "verdict": worst_verdict(results),
        "output": program.output_name,
        "scheme": ask.scheme,
        "h": ask.h,
        "inputs": {
            name: _told(result, limit) for name, result in zip(program.inputs, results, strict=True)
        },
    }
    return to_json(answer, inf_nan_mode="strings")


def _told(result: Result, limit: int) -> dict[str, object]:
    known = result.verdict is not Verdict.NO_GRADIENT
    return {
        "verdict": result.verdict,
        "relative_error": result.relative_error,
        "analytic": to_number(result.analytic, limit) if known else None,
        "numeric": to_number(result.numeric, limit) if known else None,
        "uncertainty": result.doubt,
        "cause": result.cause,
        "step": result.step,
        "label": result.label,
        "worst": None if result.worst is None else list(result.worst),
        "checked": result.checked,
        "total": result.total,
    }
