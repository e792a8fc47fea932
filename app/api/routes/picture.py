"""``POST`` and ``GET /api/v1/graph.svg``."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request, Response

from app.api.dependencies import TheStudio
from app.api.models.common import XYZ
from app.api.models.picture import PictureAsk, PictureQuery
from app.api.problems import Refusal
from app.api.reading import JsonRoute, parse_json
from app.api.structures import Structure
from app.api.studio import Studio
from app.drawing import Options, draw_svg
from app.trace import Trace

router = APIRouter(route_class=JsonRoute, tags=["programs"])

MEDIA_TYPE = "image/svg+xml"
HEADERS = {
    # An SVG that is opened by itself is a document: it may style itself, and nothing else.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
}
SVG: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The picture, which stands alone: no script, no outside font.",
        "content": {MEDIA_TYPE: {"schema": {"type": "string"}}},
    }
}

Asked = Annotated[
    PictureAsk,
    Body(
        openapi_examples={
            "end": {"summary": "Every gradient computed", "value": {"program": XYZ}},
            "step": {
                "summary": "After the forward pass, for a dark slide",
                "value": {"program": XYZ, "step": 2, "theme": "dark"},
            },
        }
    ),
]


@router.post("/graph.svg", responses=SVG, response_class=Response, summary="Draw a program")
async def post_picture(request: Request, ask: Asked, studio: TheStudio) -> Response:
    """Draw a program at a step of its story, for slides and documents."""
    return await _picture(request, ask, studio)


@router.get("/graph.svg", responses=SVG, response_class=Response, summary="A program's picture")
async def get_picture(
    request: Request, query: Annotated[PictureQuery, Query()], studio: TheStudio
) -> Response:
    """Draw a program whose text is in the address, so that a picture can be an image's source.

    Addresses have at most about 60,000 bytes; longer programs are posted.
    """
    fields = query.model_dump(exclude={"inputs", "seed"})
    inputs = {} if query.inputs is None else parse_json(query.inputs)
    if not isinstance(inputs, dict):
        message = "expected a JSON object of numbers by name"
        raise Refusal("invalid-request", f"?inputs: {message}", errors=[("?inputs", message)])
    seed = None if query.seed is None else parse_json(query.seed)
    response = await _picture(request, PictureAsk(**fields, inputs=inputs, seed=seed), studio)
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


async def _picture(request: Request, ask: PictureAsk, studio: Studio) -> Response:
    options = Options(
        step=ask.step,
        theme=ask.theme,
        palette=ask.palette,
        digits=ask.digits,
        standalone=ask.standalone,
        title=ask.title,
    )

    def draw(structure: Structure, story: Trace) -> bytes:
        return draw_svg(story, structure.placement, options).encode()

    body = await studio.tell(request, ask, draw, placed=True)
    return Response(body, media_type=MEDIA_TYPE, headers=HEADERS)
