"""``POST /api/v1/blanks``."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Body, Request, Response
from pydantic_core import to_json

from ...bounds import read_limits
from ...engine.ops.op import Array
from ...exercises.listings import Row, Stage, all_listings, mark_blank, run_stage
from ...exercises.listings.listing import BLANK
from ...language import ReadLimits
from ...settings import Settings
from ...trace.numbers import to_number
from ..dependencies import TheServices
from ..models.blanks import ANSWERS, LISTING, BlanksAnswer, BlanksAsk
from ..problems import Refusal
from ..reading import JsonRoute

router = APIRouter(route_class=JsonRoute, tags=["programs"])

WIDEST = 42
"""Characters of the field of a blank."""

Asked = Annotated[
    BlanksAsk,
    Body(
        openapi_examples={
            "gate": {
                "summary": "The multiply gate, with a mistake",
                "value": {"listing": LISTING, "answers": ANSWERS},
            }
        }
    ),
]


@router.post("/blanks", response_model=BlanksAnswer, summary="Check the blanks of a listing")
async def blanks(request: Request, ask: Asked, services: TheServices) -> Response:
    """Tell a stage of a listing, mark what was written in its blanks, and run it once it is full.

    A blank is checked by what it means, at several sets of numbers: `x.T.dot(d)`, `x.T @ d` and
    `np.dot(x.T, d)` are one answer. Nothing of the answers is run as Python. The run holds every
    line to the engine, and the gradients of inputs to difference quotients.
    """
    limits = read_limits(services.settings)

    def work() -> bytes:
        return told(ask, limits, services.settings)

    body = await services.pool.run(request, work, heavy=False)
    return Response(body, media_type="application/json")


def told(ask: BlanksAsk, limits: ReadLimits, settings: Settings) -> bytes:
    """Mark and run what is asked, and write the answer.

    Raises:
        Refusal: there is no such listing, stage or blank.
    """
    listings = {one.id: one for one in all_listings()}
    listing = listings.get(ask.listing)
    if listing is None:
        names = ", ".join(listings)
        raise _refused("/listing", f"there is no listing {ask.listing}", f"there are {names}")
    if ask.stage > len(listing.stages):
        count = len(listing.stages)
        message = f"this listing has no stage {ask.stage}"
        raise _refused("/stage", message, f"there are {count}")
    stage = listing.stages[ask.stage - 1]
    solutions = {blank.key: blank.solution for blank in stage.blanks}
    if ask.show is not None and ask.show not in solutions:
        raise _refused(
            "/show", f"this stage has no blank {ask.show}", f"there are {', '.join(solutions)}"
        )
    answers = {key: ask.answers.get(key, "") for key in solutions}
    marks = [mark_blank(stage, blank, answers[blank.key], limits) for blank in stage.blanks]
    is_full = all(answer.strip() for answer in answers.values())
    run = run_stage(stage, answers, forget=ask.forget, limits=limits) if is_full else None
    most = settings.array_in_json
    answer = {
        "title": listing.title,
        "stages": [
            {"title": one.title, "blanks": [blank.key for blank in one.blanks]}
            for one in listing.stages
        ],
        "stage": ask.stage,
        "says": stage.says,
        "lines": list(_lines(stage)),
        "marks": [
            {"key": mark.key, "status": mark.status, "reason": mark.reason} for mark in marks
        ],
        "shown": None if ask.show is None else solutions[ask.show],
        "run": run
        and {
            "rows": [_row(row, most) for row in run.rows],
            "kept": [asdict(one) for one in run.kept],
            "forgotten": run.forgotten,
            "agrees": run.agrees,
        },
    }
    return to_json(answer, inf_nan_mode="strings")


def _refused(field: str, message: str, hint: str) -> Refusal:
    return Refusal("invalid-request", message, hint=hint, errors=[(field, message)])


def _lines(stage: Stage) -> Iterator[list[dict[str, object]]]:
    blanks = iter(stage.blanks)
    for line in stage.code.split("\n"):
        pieces: list[dict[str, object]] = []
        at = 0
        for found in BLANK.finditer(line):
            pieces.append(_text(line[at : found.start()]))
            blank = next(blanks)
            width = min(max(len(blank.solution) + 2, 10), WIDEST)
            pieces.append({"text": "", "blank": blank.key, "width": width})
            at = found.end()
        pieces.append(_text(line[at:]))
        yield [piece for piece in pieces if piece["text"] or piece["blank"]]


def _text(text: str) -> dict[str, object]:
    return {"text": text, "blank": None, "width": 0}


def _row(row: Row, most: int) -> dict[str, object]:
    def number(value: Array | None) -> object:
        return None if value is None else to_number(value, most)

    return {
        "name": row.name,
        "line": row.line,
        "is_gradient": row.is_gradient,
        "own": number(row.own),
        "engine": number(row.engine),
        "quotient": number(row.quotient),
        "agrees": row.agrees,
        "failure": row.failure,
    }
