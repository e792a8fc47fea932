"""``POST`` and ``GET /api/v1/graph.svg``."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Body, Query, Request, Response

from ...drawing import SKETCHED_FROM, Options, Placement, draw_sketch, draw_svg, read_fit
from ...engine.errors import ArgumentError
from ...stories import Structure
from ...trace import Trace
from ..dependencies import TheServices
from ..models.common import XYZ
from ..models.fit import FitAsk
from ..models.picture import DrawAsk, PictureAsk, PictureQuery
from ..problems import Refusal
from ..reading import JsonRoute, parse_json
from ..security import POLICY, STYLED
from ..services import Services

router = APIRouter(route_class=JsonRoute, tags=["programs"])

MEDIA_TYPE = "image/svg+xml"
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
async def post_picture(request: Request, ask: Asked, services: TheServices) -> Response:
    """Draw a program at a step of its story, for slides and documents."""
    return await _picture(request, ask, services)


@router.get("/graph.svg", responses=SVG, response_class=Response, summary="A program's picture")
async def get_picture(
    request: Request, query: Annotated[PictureQuery, Query()], services: TheServices
) -> Response:
    """Draw a program whose text is in the address, so that a picture can be an image's source.

    Addresses have at most about 60,000 bytes; longer programs are posted.
    """
    return kept(await _picture(request, asked_by(query, PictureAsk), services))


DrawAskT = TypeVar("DrawAskT", bound=DrawAsk)


def asked_by(query: PictureQuery, kind: type[DrawAskT]) -> DrawAskT:
    """Read the parameters that are JSON.

    Raises:
        Refusal: one is not, the inputs are no object, or the box is none.
    """
    fields = query.model_dump(exclude={"inputs", "seed", "fit"})
    inputs = {} if query.inputs is None else _parsed("inputs", query.inputs)
    if not isinstance(inputs, dict):
        message = "expected a JSON object of numbers by name"
        raise Refusal("invalid-request", f"?inputs: {message}", errors=[("?inputs", message)])
    seed = None if query.seed is None else _parsed("seed", query.seed)
    fit = None if query.fit is None else _fit(query.fit)
    return kind(**fields, inputs=inputs, seed=seed, fit=fit)


def _fit(text: str) -> FitAsk:
    try:
        fit = read_fit(text)
    except ArgumentError as error:
        message = f"?fit: {error.message}"
        errors = [("?fit", error.message)]
        raise Refusal("invalid-request", message, hint=error.hint, errors=errors) from None
    return FitAsk(width=fit.width, height=fit.height, figure=fit.figure)


def _parsed(name: str, text: str) -> Any:
    try:
        return parse_json(text)
    except Refusal as refusal:  # of several parameters one is wrong
        refusal.errors = [(f"?{name}", refusal.detail)]
        refusal.detail = f"?{name}: {refusal.detail}"
        raise


def options_of(ask: DrawAsk) -> Options:
    """Return how to draw what is asked for."""
    return Options(
        step=ask.step,
        theme=ask.theme,
        palette=ask.palette,
        digits=ask.digits,
        title=ask.title,
        batch=ask.batch,
        shapes=ask.shapes,
    )


async def _picture(request: Request, ask: PictureAsk, services: Services) -> Response:
    options = replace(options_of(ask), standalone=ask.standalone)

    def draw(story: Trace, placement: Placement) -> bytes:
        return draw_svg(story, placement, options).encode()

    def sketch(structure: Structure) -> bytes | None:
        if structure.nodes <= SKETCHED_FROM:
            return None
        fit = None if ask.fit is None else ask.fit.box()
        return draw_sketch(structure.prepared, structure.placement(fit), ask.mode).encode()

    may = ask.sketch and not (ask.standalone or ask.shapes) and ask.labels == "numbers"
    how = MEDIA_TYPE, {POLICY: STYLED}
    return await drawn(request, ask, services, draw, *how, untold=sketch if may else None)


async def drawn(
    request: Request,
    ask: DrawAsk,
    services: Services,
    draw: Callable[[Trace, Placement], bytes],
    media_type: str,
    headers: dict[str, str] | None = None,
    *,
    at_length: bool = False,
    untold: Callable[[Structure], bytes | None] | None = None,
) -> Response:
    """Answer with what is drawn of a story; ``at_length`` says that drawing it takes long.

    ``untold`` draws it without one, where it can.
    """
    fit = None if ask.fit is None else ask.fit.box()

    def finish(structure: Structure, story: Trace) -> bytes:
        return draw(story, structure.placement(fit))

    body = await services.answer(
        request, ask, finish, placed=True, fit=fit, at_length=at_length, untold=untold
    )
    return Response(body, media_type=media_type, headers=headers)


def kept(response: Response) -> Response:
    """Let what an address draws be kept for an hour."""
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
