"""``POST /api/v1/gradcheck``."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Request, Response
from pydantic_core import to_json

from app.api.dependencies import TheStudio
from app.api.models.common import XYZ
from app.api.models.gradcheck import GradcheckAnswer, GradcheckAsk
from app.api.reading import JsonRoute
from app.api.workshop import Deadline
from app.engine.gradcheck import Result, Verdict, check_gradients, worst_verdict
from app.engine.tape import Tape
from app.language import Program
from app.language.levels.inside import tape_inside
from app.language.supplied import to_array
from app.settings import Settings
from app.trace.numbers import to_number

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
async def gradcheck(request: Request, ask: Asked, studio: TheStudio) -> Response:
    """Compare every input's gradient with difference quotients, and say the verdict."""

    def check(program: Program, deadline: Deadline) -> bytes:
        return check_program(program, ask, studio.settings, deadline)

    body = await studio.read(request, ask, check)
    return Response(body, media_type="application/json")


def check_program(
    program: Program,
    ask: GradcheckAsk,
    settings: Settings,
    check: Callable[[], object] | None = None,
) -> bytes:
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
        check=check,
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
        "worst": None if result.worst is None else list(result.worst),
        "checked": result.checked,
        "total": result.total,
    }
