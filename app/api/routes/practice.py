"""``GET /api/v1/practice``."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic_core import to_json

from ...exercises import exercise_text, practice
from ..dependencies import TheServices
from ..models.practice import PracticeAnswer, PracticeQuery
from .picture import kept

router = APIRouter(tags=["programs"])


@router.get("/practice", response_model=PracticeAnswer, summary="Make a random exercise")
async def make_practice(
    request: Request, query: Annotated[PracticeQuery, Query()], services: TheServices
) -> Response:
    """Make an exercise of small numbers, which can be worked out in one's head.

    The same level and seed make the same exercise. Values and gradients have at most two decimals,
    and none stands on a kink.
    """
    body = await services.pool.run(request, lambda: to_json(made(query)))
    return kept(Response(body, media_type="application/json"))


def made(query: PracticeQuery) -> PracticeAnswer:
    """Make the exercise."""
    exercise = practice(query.level, query.seed)
    return PracticeAnswer(
        level=query.level,
        seed=query.seed,
        kind=exercise.kind,
        tolerance=exercise.tolerance,
        hints=exercise.hints,
        program=exercise.program,
        text=exercise_text(exercise),
    )
