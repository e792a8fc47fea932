"""The pages. What a page shows is rendered on the server, so that it is there without scripts."""

from dataclasses import asdict
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request, Response
from markupsafe import Markup
from pydantic import BaseModel

from ...choices import FIT_FIGURE
from ...drawing import Fit, Options, draw_svg
from ...drawing.themes import page_stylesheet
from ...engine.errors import ChainruleError
from ...examples import Example, all_examples, catalogue, under_topics
from ...language import Level
from ...stories import Structure
from ...trace import Trace
from ..dependencies import TheServices
from ..kinds import BUSY
from ..models.trace import StoryAsk
from ..problems import Refusal
from ..services import Services
from ..static_files import CHECKED
from ..templating import HEADERS, LEVELS, TEMPLATES, link_bounds

router = APIRouter(include_in_schema=False)

FEWEST_ROWS = 7
BROUGHT = ("output", "seed", "mode", "wrt")
LEARNED = ("rule", "rate", "learners")
"""What an example brings along beside its program and its level of detail."""
FIRST_FIT = Fit(940, 500, FIT_FIGURE)
"""The box of a page's first picture: the stage of a window of 1280×720 with the program beside it.
Where the stage is another, the page's script asks for a picture of its own."""
PATIENCE = 2.0
"""Seconds that a page waits for its picture. It comes without it then: its script asks again."""


class Shown(NamedTuple):
    """What the server shows of a program: its story and its picture, or what is wrong with it.

    Nothing of it where the server is busy.
    """

    trace: Trace | None = None
    svg: str = ""
    problem: dict[str, str] | None = None


class PageQuery(BaseModel):
    """What the address of the graph page says; anything else in it is left to the scripts."""

    example: str = ""
    program: str | None = None
    detail: str = ""


@router.get("/", name="graph_page")
async def graph_page(
    request: Request, query: Annotated[PageQuery, Query()], services: TheServices
) -> Response:
    """Show a program's graph: an example's, one's own, or the first example."""
    examples = catalogue()
    chosen = None if query.program is not None else _chosen(examples, query.example)
    program = (query.program if chosen is None else chosen.program) or ""
    program = program.replace("\r\n", "\n").rstrip("\n")
    detail = query.detail or (chosen.detail if chosen else Level.GATES.value)
    shown = await _show(request, services, program, detail, chosen)
    page = TEMPLATES.get_template("graph.html").render(
        request=request,
        example=chosen,
        shared=chosen if chosen and chosen.id == query.example else None,
        topics=under_topics(examples),
        program=program,
        rows=max(FEWEST_ROWS, program.count("\n") + 1),
        levels=LEVELS,
        detail=detail,
        start=_start(chosen),
        bounds=link_bounds(services.settings),
        fit=asdict(FIRST_FIT),
        mode=shown.trace.mode if shown.trace else "reverse",
        trace=shown.trace,
        svg=Markup(shown.svg),  # drawn by us, with every text escaped
        problem=shown.problem,
        busy=shown == Shown(),
    )
    status = 200 if shown.problem is None else 422
    return Response(page, status, HEADERS, "text/html")


@router.get("/picture.css", name="picture_styles")
async def picture_styles() -> Response:
    """Give the pictures inside the pages their colours and rules."""
    return Response(page_stylesheet(), headers={"Cache-Control": CHECKED}, media_type="text/css")


def first_ask() -> StoryAsk:
    """Return what the page shows to who brings no program."""
    first = all_examples()[0]
    return _ask(first.program.rstrip("\n"), first.detail or Level.GATES.value, first)


async def _show(
    request: Request, services: Services, program: str, detail: str, example: Example | None
) -> Shown:
    def draw(structure: Structure, story: Trace) -> Shown:
        return Shown(
            story, draw_svg(story, structure.placement(FIRST_FIT), Options(standalone=False))
        )

    try:
        if detail not in LEVELS:
            message = f"there is no level of detail {detail}"
            raise Refusal("invalid-request", message, hint=f"use one of {', '.join(LEVELS)}")
        ask = _ask(program, detail, example)
        return await services.answer(
            request, ask, draw, placed=True, fit=FIRST_FIT, patience=PATIENCE
        )
    except (ChainruleError, Refusal) as error:
        if isinstance(error, Refusal) and error.kind is BUSY:
            return Shown()
        line = getattr(error, "line", None)
        message = error.message if isinstance(error, ChainruleError) else error.detail
        return Shown(
            problem={
                "detail": f"Line {line}: {message}" if line else message,
                "snippet": getattr(error, "snippet", ""),
                "hint": error.hint or "",
            }
        )


def _ask(program: str, detail: str, example: Example | None) -> StoryAsk:
    brought = {} if example is None else {name: getattr(example, name) for name in BROUGHT}
    return StoryAsk.model_validate({"program": program, "detail": detail, **brought})


def _start(example: Example | None) -> dict[str, object]:
    """Return the state that the scripts begin with, beside what is in the page."""
    if example is None:
        return {}
    brought = {name: getattr(example, name) for name in (*BROUGHT, *LEARNED)}
    return {**brought, "step": example.start_step}


def _chosen(examples: tuple[Example, ...], name: str) -> Example:
    return next((example for example in examples if example.id == name), examples[0])
