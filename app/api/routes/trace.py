"""``POST /api/v1/trace``."""

from typing import Annotated

from fastapi import APIRouter, Body, Query, Request, Response

from ...stories import Structure, story_json
from ...trace import Trace
from ..dependencies import TheServices
from ..models.common import CIRCUITS, XYZ
from ..models.trace import TraceAnswer, TraceAsk
from ..reading import JsonRoute

router = APIRouter(route_class=JsonRoute, tags=["programs"])

Asked = Annotated[
    TraceAsk,
    Body(
        openapi_examples={
            **CIRCUITS,
            "forward": {
                "summary": "Forward mode: how everything moves with x",
                "value": {"program": XYZ, "mode": "forward", "wrt": "x", "layout": False},
            },
            "arrays": {
                "summary": "Arrays, opened into scalar gates",
                "value": {
                    "program": "p = softmax(W @ x)\nL = -log(p[0])",
                    "inputs": {"W": [[1, 2], [3, 4]], "x": [0.5, -1]},
                    "detail": "scalars",
                },
            },
        }
    ),
]


Full = Annotated[bool, Query(description="The same as `full` in the body.")]


@router.post("/trace", response_model=TraceAnswer, summary="Trace a program")
async def trace(
    request: Request, ask: Asked, services: TheServices, full: Full = False
) -> Response:
    """Run a program forward and backward and tell the story.

    The answer holds every value and gradient, every local derivative, the steps in playing order
    with a sentence each, and where to draw it all.
    """
    fit = None if ask.fit is None else ask.fit.box()

    def write(structure: Structure, story: Trace) -> bytes:
        layout = structure.layout_json(fit) if ask.layout else None
        return story_json(story, layout, structure.prepared.view.parts, ask.plain)

    body = await services.answer(
        request,
        ask,
        write,
        placed=ask.layout,
        fit=fit,
        full=full or ask.full,
        digits=ask.digits,
    )
    return Response(body, media_type="application/json")
