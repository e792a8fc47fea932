"""``POST /api/v1/grade``."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request, Response
from pydantic_core import to_json

from ...bounds import read_limits
from ...engine.errors import DeadlineError
from ...engine.stopping import question
from ...exercises import (
    KINDS,
    Exercise,
    HandedIn,
    HandedInError,
    Marked,
    Marker,
    Verdict,
    as_csv,
    as_fields,
    check_by_line,
    read_exercise,
    read_handed_in,
)
from ...language import ProgramError, ReadLimits, read_program
from ..dependencies import TheServices
from ..models.common import XYZ, ProgramAsk
from ..models.grade import AnswerAsk, GradeAnswer, GradeAsk
from ..negotiating import best_of
from ..problems import Refusal
from ..reading import JsonRoute
from .backward import read_often
from .exercise import BLANKS, known_listing

router = APIRouter(route_class=JsonRoute, tags=["programs"])

JSON, CSV = "application/json", "text/csv"
OVER = "not marked, since the time of one request was over: send it again with fewer answers"
CLASS: dict[str, Any] = {
    "program": XYZ,
    "answers": [
        {"name": "ada", "answer": "dq = z * df\ndz = q * df\ndx = dq\ndy = dq", "hints": 0},
        {"name": "ben", "answer": "dz = -q * df\ndx = z * df", "hints": 2},
    ],
}
TABLE: dict[int | str, dict[str, Any]] = {
    200: {"content": {CSV: {"schema": {"type": "string"}}}, "description": "Everybody's marks."}
}
Asked = Annotated[
    GradeAsk,
    Body(
        openapi_examples={
            "class": {"summary": "A class, of which one has a mistake", "value": CLASS},
            "one": {
                "summary": "One answer, line by line",
                "value": {"program": XYZ, "answer": "dq = z * df\ndz = -q * df"},
            },
        }
    ),
]


@dataclass(frozen=True, slots=True)
class Graded:
    """Everybody's marks."""

    keys: tuple[str, ...]
    rows: tuple[Marked, ...]
    lines: list[dict[str, object]] | None

    def as_json(self) -> bytes:
        """Write them as JSON."""
        rows = [as_fields(row) for row in self.rows]
        return to_json({"asked": self.keys, "rows": rows, "lines": self.lines})

    def as_table(self) -> bytes:
        """Write them as CSV."""
        return as_csv(self.rows).encode()


@router.post(
    "/grade", response_model=GradeAnswer, responses=TABLE, summary="Mark the answers of a class"
)
async def grade(request: Request, ask: Asked, services: TheServices) -> Response:
    """Mark what was handed in to an exercise; with `Accept: text/csv` the answer is a table.

    Nothing is kept, and nothing of an answer is run as Python. An answer that cannot be read is a
    row that says why. A short code tells which answers it belongs to; it is no proof against
    somebody who sets out to forge one.
    """
    exercise = exercise_of(ask)
    limits = read_limits(services.settings)
    wants_csv = best_of(request.headers.get("accept", ""), (JSON, CSV)) == CSV

    def work() -> bytes:
        found = graded(ask, exercise, limits)
        return found.as_table() if wants_csv else found.as_json()

    if exercise.kind == BLANKS:
        known_listing(exercise.program)
        body = await services.pool.run(request, work, heavy=len(ask.answers) > 1)
    else:
        program, several = ProgramAsk(program=exercise.program), len(ask.answers) > 1
        body = await services.read(
            request, program, lambda _: work(), read_often, at_length=several
        )
    media_type = "text/csv; charset=utf-8" if wants_csv else JSON
    return Response(body, media_type=media_type, headers={"Vary": "Accept"})


def exercise_of(ask: GradeAsk) -> Exercise:
    """Return the exercise that is asked about.

    Raises:
        Refusal: it is none, or said twice.
    """
    if (ask.program is None) == (ask.exercise is None):
        raise _refused("/program", "expected a program, or an exercise, and not both")
    if ask.answer is not None and ask.answers:
        raise _refused("/answers", "expected one answer, or answers, and not both")
    if ask.exercise is not None:
        try:
            return read_exercise(ask.exercise)
        except ValueError as error:
            raise _refused("/exercise", str(error)) from None
    if ask.kind not in KINDS:
        message = f"there is no kind of exercise {ask.kind}; use {', '.join(KINDS)}"
        raise _refused("/kind", message)
    return Exercise(ask.program or "", ask.kind, ask.tolerance, seed=ask.seed)


def graded(ask: GradeAsk, exercise: Exercise, limits: ReadLimits) -> Graded:
    """Mark everything that was handed in."""
    marker = Marker(exercise, limits)
    handed_in = ask.answers or ([] if ask.answer is None else [AnswerAsk(answer=ask.answer)])
    rows: list[Marked] = []
    try:
        rows.extend(_row(one, marker) for one in handed_in)  # those that were in time are kept
        return Graded(marker.keys, tuple(rows), _lines(ask.answer, marker))
    except DeadlineError:
        if not rows:
            raise
    left = [marker.unmarked(one.name, OVER) for one in handed_in[len(rows) :]]
    return Graded(marker.keys, (*rows, *left), None)


def _row(ask: AnswerAsk, marker: Marker) -> Marked:
    question()()
    try:
        return marker.marked(ask.name, _given(ask, marker))
    except HandedInError as error:
        return marker.unmarked(ask.name, str(error))
    except ProgramError as error:
        return marker.unmarked(ask.name, error.message)


def _given(ask: AnswerAsk, marker: Marker) -> HandedIn:
    """Return an answer as it is marked; what is said beside a result file goes before the file."""
    if (ask.answer is None) == (ask.answers is None):
        raise HandedInError("expected either an answer or answers, and not both or neither")
    if ask.answers is not None:
        return HandedIn(ask.answers, ask.hints, ask.code)
    given = read_handed_in(ask.answer or "", marker.exercise, marker.limits)
    hints = given.hints if ask.hints is None else ask.hints
    return HandedIn(given.answers, hints, ask.code or given.code)


def _lines(answer: str | None, marker: Marker) -> list[dict[str, object]] | None:
    """Tell each line of an answer that is a backward pass."""
    exercise, limits = marker.exercise, marker.limits
    (question, *more) = marker.questions
    if answer is None or more or question.form != "lines":
        return None
    try:
        lines = read_handed_in(answer, exercise, limits).answers.get(question.key, "")
        program = read_program(exercise.program, limits=limits)
        found = check_by_line(program, lines, tolerance=exercise.tolerance, limits=limits)
    except (HandedInError, ProgramError):
        return None
    return [_told(verdict) for verdict in found.verdicts]


def _told(verdict: Verdict) -> dict[str, object]:
    good = {"right": "exact", "rounded": "rounding", "own": None}
    if verdict.status == "part" and not verdict.said:
        good["part"] = "exact"
    return {
        "line": verdict.span.line,
        "target": verdict.target,
        "verdict": good.get(verdict.status, "wrong"),
        "reason": verdict.said,
    }


def _refused(where: str, message: str) -> Refusal:
    return Refusal("invalid-request", message, errors=[(where, message)])
