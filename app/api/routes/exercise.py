"""``POST /api/v1/exercise`` and ``POST /api/v1/exercise/marks``."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Body, Request, Response
from pydantic_core import to_json

from ...bounds import read_limits
from ...exercises import KINDS, Exercise, Kind, renumbered
from ...exercises.listings import all_listings
from ...language import Program, ReadLimits
from ..dependencies import TheServices
from ..models.common import XYZ, ProgramAsk
from ..models.exercise import ExerciseAnswer, ExerciseAsk, MarksAnswer, MarksAsk
from ..problems import Refusal
from ..reading import JsonRoute
from ..services import Services
from .backward import read_often

router = APIRouter(route_class=JsonRoute, tags=["programs"])

BLANKS = "blanks"
Asked = Annotated[
    ExerciseAsk,
    Body(
        openapi_examples={
            "predict": {
                "summary": "Predict numbers of the first circuit",
                "value": {"program": XYZ, "kind": "predict"},
            },
            "mistake": {
                "summary": "Find the wrong line of its backward pass",
                "value": {"program": XYZ, "kind": "mistake", "seed": 2},
            },
            "numbers": {
                "summary": "Predict the same with other numbers",
                "value": {"program": XYZ, "kind": "predict", "numbers": 7},
            },
        }
    ),
]
Answered = Annotated[
    MarksAsk,
    Body(
        openapi_examples={
            "predict": {
                "summary": "A value that is right, and a gradient with the wrong sign",
                "value": {
                    "program": XYZ,
                    "kind": "predict",
                    "answers": {"q": "3", "dq": "4"},
                    "hint": {"key": "dq", "level": 1},
                },
            }
        }
    ),
]


@router.post("/exercise", response_model=ExerciseAnswer, summary="Ask questions about a program")
async def exercise(request: Request, ask: Asked, services: TheServices) -> Response:
    """Make an exercise of a program: questions, and never their answers.

    A program that a kind has nothing to ask of is a problem whose hint says what suits.
    """
    return await _answer(request, ask, services, lambda limits: questions(ask, limits))


@router.post("/exercise/marks", response_model=MarksAnswer, summary="Mark answers to an exercise")
async def marks(request: Request, ask: Answered, services: TheServices) -> Response:
    """Mark answers, each with a reason where it is wrong, and give a hint where one is wanted.

    The questions are those of the same program, kind and seed. Nothing of an answer is run as
    Python.
    """
    return await _answer(request, ask, services, lambda limits: marked(ask, limits))


async def _answer(
    request: Request,
    ask: ExerciseAsk,
    services: Services,
    work: Callable[[ReadLimits], bytes],
) -> Response:
    limits = read_limits(services.settings)

    def finish(_: Program) -> bytes:
        return work(limits)

    if ask.kind == BLANKS:
        known_listing(ask.program)
        body = await services.pool.run(request, lambda: work(limits), heavy=False)
    else:
        body = await services.read(request, ProgramAsk(program=ask.program), finish, read_often)
    return Response(body, media_type="application/json")


def known_listing(program: str) -> None:
    """Take the names of the listings that there are; one that is written out is for files.

    Raises:
        Refusal: there is none of that name.
    """
    names = [one.id for one in all_listings()]
    if program.strip() not in names:
        message = "with blanks the program is the name of a listing"
        hint = f"there are {', '.join(names)}"
        raise Refusal("invalid-request", message, hint=hint, errors=[("/program", message)])


def questions(ask: ExerciseAsk, limits: ReadLimits) -> bytes:
    """Ask, and write the answer."""
    kind, exercise = _exercise(ask, limits)
    asked = [asdict(question) for question in kind.questions(exercise, limits)]
    told = {"kind": kind.name, "title": kind.title, "program": exercise.program}
    return to_json({**told, "questions": asked})


def marked(ask: MarksAsk, limits: ReadLimits) -> bytes:
    """Mark, and write the answer."""
    kind, exercise = _exercise(ask, limits)
    said = [asdict(mark) for mark in kind.marks(exercise, ask.answers, limits)]
    steps: tuple[str, ...] = ()
    hint = None
    if ask.hint is not None:
        steps = kind.hints(exercise, ask.hint.key, limits)
        hint = steps[ask.hint.level - 1] if ask.hint.level <= len(steps) else None
    return to_json({"marks": said, "hint": hint, "steps": len(steps)})


def _exercise(ask: ExerciseAsk, limits: ReadLimits) -> tuple[Kind, Exercise]:
    program = ask.program
    if ask.numbers:
        if ask.kind == BLANKS:
            message = "a listing with blanks has no numbers to draw: expected 0"
            raise Refusal("invalid-request", message, errors=[("/numbers", message)])
        program = renumbered(program, ask.numbers, limits)
    return KINDS[ask.kind], Exercise(program, ask.kind, ask.tolerance, seed=ask.seed)
