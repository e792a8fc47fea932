"""``POST /api/v1/numbers``."""

from typing import Annotated

from fastapi import APIRouter, Body, Request, Response

from ...stories import Structure, numbers_json
from ...trace import Trace
from ..dependencies import TheServices
from ..models.common import CIRCUITS
from ..models.numbers import NumbersAnswer, NumbersAsk
from ..reading import JsonRoute

router = APIRouter(route_class=JsonRoute, tags=["programs"])

Asked = Annotated[
    NumbersAsk,
    Body(openapi_examples={**CIRCUITS}),
]


@router.post("/numbers", response_model=NumbersAnswer, summary="Compute a program's numbers")
async def numbers(request: Request, ask: Asked, services: TheServices) -> Response:
    """Run a program whose trace is known with other numbers.

    The answer has every number of the trace that is asked for with the same body, and the sentences
    that hold some: a tenth of its bytes, for what changes while a number is dragged. All else of a
    trace follows from the program alone, but where a number decides on the graph, as a label does
    that is opened into smaller gates: then ask for the trace.
    """

    def write(_: Structure, story: Trace) -> bytes:
        return numbers_json(story)

    body = await services.answer(
        request, ask, write, placed=False, digits=ask.digits, told=ask.steps
    )
    return Response(body, media_type="application/json")
