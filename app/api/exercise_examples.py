"""What the routes on exercises answer to their own examples, for the documentation."""

from pydantic_core import to_json

from ..language import ReadLimits, read_program
from ..settings import Settings
from .models.backward import LINES, BackwardAsk
from .models.blanks import ANSWERS, LISTING, BlanksAsk
from .models.common import XYZ
from .models.exercise import ExerciseAsk, HintAsk, MarksAsk
from .models.grade import GradeAsk
from .models.practice import PracticeQuery
from .routes.backward import checked
from .routes.blanks import told as told_blanks
from .routes.exercise import marked, questions
from .routes.grade import CLASS, exercise_of, graded
from .routes.practice import made

GRADED = GradeAsk.model_validate(CLASS)


def exercise_answers(api: str) -> dict[tuple[str, str], bytes]:
    """Answer each route's own example, by method and path; ``api``: what the paths begin with."""
    return {
        ("post", f"{api}/backward"): checked(
            read_program(XYZ), BackwardAsk(program=XYZ, lines=LINES), ReadLimits(), Settings()
        ),
        ("post", f"{api}/exercise"): questions(
            ExerciseAsk(program=XYZ, kind="predict"), ReadLimits()
        ),
        ("post", f"{api}/exercise/marks"): marked(
            MarksAsk(
                program=XYZ,
                kind="predict",
                answers={"q": "3", "dq": "4"},
                hint=HintAsk(key="dq", level=1),
            ),
            ReadLimits(),
        ),
        ("post", f"{api}/grade"): graded(GRADED, exercise_of(GRADED), ReadLimits()).as_json(),
        ("get", f"{api}/practice"): to_json(made(PracticeQuery(level=2, seed=7))),
        ("post", f"{api}/blanks"): told_blanks(
            BlanksAsk(listing=LISTING, answers=ANSWERS), ReadLimits(), Settings()
        ),
    }
