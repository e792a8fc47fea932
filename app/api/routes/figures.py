"""``POST`` and ``GET`` of ``/api/v1/film.svg``, ``/api/v1/graph.tex`` and ``/api/v1/graph.pdf``."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request, Response

from ...drawing import Document, Film, Placement, draw_film, draw_pdf, draw_tikz
from ...trace import Trace
from ..dependencies import TheServices
from ..models.common import XYZ
from ..models.picture import DocumentAsk, DocumentQuery, DrawAsk, FilmAsk, FilmQuery, PictureQuery
from ..reading import JsonRoute
from ..security import POLICY, STYLED
from ..services import Services
from .picture import MEDIA_TYPE, asked_by, drawn, kept, options_of

router = APIRouter(route_class=JsonRoute, tags=["programs"])


def _answers(media_type: str, said: str, **schema: str) -> dict[int | str, dict[str, Any]]:
    content = {media_type: {"schema": {"type": "string", **schema}}}
    return {200: {"description": said, "content": content}}


FILM = _answers(MEDIA_TYPE, "The film: an animated SVG without a script, for an image.")
TEX_TYPE = "text/plain"
TEX = _answers(TEX_TYPE, "A LaTeX document of one picture, in ASCII.")
PDF_TYPE = "application/pdf"
PDF = _answers(PDF_TYPE, "The document.", format="binary")

_whole = {"summary": "The whole story", "value": {"program": XYZ}}
_forward = {"summary": "The forward pass", "value": {"program": XYZ, "step": 2}}
_EXAMPLES: dict[str, Any] = {"whole": _whole, "forward": _forward}
_AT_STEP: dict[str, Any] = {
    "end": {"summary": "Every gradient computed", "value": {"program": XYZ}},
    "step": {"summary": "After the forward pass", "value": {"program": XYZ, "step": 2}},
}

Filmed = Annotated[FilmAsk, Body(openapi_examples=_EXAMPLES)]
Drawn = Annotated[DrawAsk, Body(openapi_examples=_AT_STEP)]
Printed = Annotated[DocumentAsk, Body(openapi_examples=_AT_STEP)]


@router.post("/film.svg", responses=FILM, response_class=Response, summary="Film a program")
async def post_film(request: Request, ask: Filmed, services: TheServices) -> Response:
    """Draw a program's story as an animated SVG, which loops and plays inside an image."""
    return await _film(request, ask, services)


@router.get("/film.svg", responses=FILM, response_class=Response, summary="A program's film")
async def get_film(
    request: Request, query: Annotated[FilmQuery, Query()], services: TheServices
) -> Response:
    """Film a program whose text is in the address, so that the film can be an image's source."""
    return kept(await _film(request, asked_by(query, FilmAsk), services))


@router.post("/graph.tex", responses=TEX, response_class=Response, summary="Write TikZ")
async def post_tikz(request: Request, ask: Drawn, services: TheServices) -> Response:
    """Draw a program at a step of its story as TikZ, in a document that pdflatex compiles."""
    return await _tikz(request, ask, services)


@router.get("/graph.tex", responses=TEX, response_class=Response, summary="A program's TikZ")
async def get_tikz(
    request: Request, query: Annotated[PictureQuery, Query()], services: TheServices
) -> Response:
    """Write as TikZ a program whose text is in the address."""
    return kept(await _tikz(request, asked_by(query, DrawAsk), services))


@router.post("/graph.pdf", responses=PDF, response_class=Response, summary="Print a program")
async def post_pdf(request: Request, ask: Printed, services: TheServices) -> Response:
    """Draw a program's story as a PDF with a page for each step, or one step on one page."""
    return await _pdf(request, ask, services)


@router.get("/graph.pdf", responses=PDF, response_class=Response, summary="A program's PDF")
async def get_pdf(
    request: Request, query: Annotated[DocumentQuery, Query()], services: TheServices
) -> Response:
    """Print a program whose text is in the address."""
    return kept(await _pdf(request, asked_by(query, DocumentAsk), services))


async def _film(request: Request, ask: FilmAsk, services: Services) -> Response:
    film = Film(options_of(ask), ask.by, ask.pace, ask.words)

    def draw(story: Trace, placement: Placement) -> bytes:
        return draw_film(story, placement, film).encode()

    return await drawn(request, ask, services, draw, MEDIA_TYPE, {POLICY: STYLED}, at_length=True)


async def _tikz(request: Request, ask: DrawAsk, services: Services) -> Response:
    options = options_of(ask)

    def draw(story: Trace, placement: Placement) -> bytes:
        return draw_tikz(story, placement, options).encode()

    return await drawn(request, ask, services, draw, TEX_TYPE, at_length=True)


async def _pdf(request: Request, ask: DocumentAsk, services: Services) -> Response:
    document = Document(options_of(ask), ask.by, ask.words)

    def draw(story: Trace, placement: Placement) -> bytes:
        return draw_pdf(story, placement, document)

    return await drawn(request, ask, services, draw, PDF_TYPE, at_length=True)
