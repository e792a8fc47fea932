"""``POST /api/v1/classify``."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Request, Response
from pydantic_core import to_json

from ...classifier.moments import Moment, follow
from ...classifier.program import write_program
from ...classifier.setting import Setting
from ...descent.parameters import parameters_of
from ...engine.errors import LimitError
from ...engine.ops.op import Array
from ...language import Program
from ...settings import Settings
from ...training.reading import read_optimizer
from ...training.reading import to_json as plain
from ..dependencies import TheServices
from ..memory import BYTES_PER_LISTED
from ..models.classify import ClassifyAnswer, ClassifyAsk
from ..models.common import ProgramAsk
from ..problems import require_at_most
from ..reading import JsonRoute
from ..services import BYTES_PER_NUMBER_TOLD

router = APIRouter(route_class=JsonRoute, tags=["programs"])

BIRD_OR_CAR = {
    "data": [[3, 2]],
    "labels": [0],
    "weights": [[-2, -1], [1, -5]],
    "classes": ["bird", "car"],
    "optimizer": {"name": "sgd", "learning_rate": 1},
}
"""Course deck 001: two pixels, two classes, one update."""
Asked = Annotated[
    ClassifyAsk,
    Body(
        openapi_examples={
            "bird or car": {"summary": "One image, one update", "value": BIRD_OR_CAR},
            "scores": {
                "summary": "The loss of scores alone",
                "value": {
                    "scores": [[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]],
                    "labels": [0, 1, 2],
                    "updates": 0,
                },
            },
        }
    ),
]


@router.post("/classify", response_model=ClassifyAnswer, summary="Let a linear classifier learn")
async def classify(request: Request, ask: Asked, services: TheServices) -> Response:
    """Write a linear classifier as a program, and let it learn.

    Every number on the way is told: scores, the terms of the loss, the loss of each row, data loss
    and penalty, and the gradients, before the first update and after each.
    """
    setting = setting_of(ask)
    written = ProgramAsk(program=write_program(setting))

    def work(program: Program) -> bytes:
        return classify_setting(program, ask)

    def takes(program: Program) -> int:
        return BYTES_PER_LISTED * _check(ask, setting, program, services.settings)

    body = await services.read(request, written, work, takes)
    return Response(body, media_type="application/json")


def setting_of(ask: ClassifyAsk) -> Setting:
    """Return what is asked about.

    Raises:
        ConfigError: its parts do not fit together.
    """
    return Setting(
        labels=ask.labels,
        data=ask.data,
        weights=ask.weights,
        biases=ask.biases,
        scores=ask.scores,
        classes=ask.classes,
        loss=ask.loss,
        margin=ask.margin,
        strength=ask.strength,
        half=ask.half,
    )


def classify_setting(program: Program, ask: ClassifyAsk) -> bytes:
    """Let the program of a setting learn, and write the answer.

    Raises:
        ConfigError: the update rule is wrong.
        EngineError: a gate met data it cannot work on.
    """
    optimizer = read_optimizer(ask.optimizer, "/optimizer")
    course = follow(program, ask.loss, optimizer, ask.updates, ask.since)
    answer = {
        "program": program.text,
        "optimizer": plain(optimizer),
        "moments": [_told(moment) for moment in course.moments],
        "updates": course.updates,
        "losses": course.losses,
        "diverged": course.diverged,
    }
    return to_json(answer, inf_nan_mode="strings")


def _told(moment: Moment) -> dict[str, Any]:
    return {
        "update": moment.update,
        "weights": _listed(moment.parameters.get("W")),
        "biases": _listed(moment.parameters.get("b")),
        "scores": moment.scores.tolist(),
        "weight_gradients": _listed(moment.gradients.get("W")),
        "bias_gradients": _listed(moment.gradients.get("b")),
        "score_gradients": moment.score_gradients.tolist(),
        "terms": moment.terms.tolist(),
        "active": moment.active.tolist(),
        "losses": moment.losses.tolist(),
        "data_loss": moment.data_loss,
        "penalty": moment.penalty,
        "loss": moment.loss,
        "predicted": moment.predicted,
    }


def _listed(array: Array | None) -> object:
    return None if array is None else array.tolist()


def _check(ask: ClassifyAsk, setting: Setting, program: Program, settings: Settings) -> int:
    """Return how many numbers the answer has; refuse more than the settings allow."""
    moments = max(ask.updates - ask.since, 0) + 1
    require_at_most(ask.updates, settings.train_updates, "/updates", "updates")
    require_at_most(moments, settings.train_records, "/since", "moments")
    rows, classes = len(setting.labels), setting.count
    numbers = moments * (2 * parameters_of(program).size + 4 * rows * classes + 2 * rows + 4)
    most = settings.answer_bytes // BYTES_PER_NUMBER_TOLD
    if numbers > most:
        raise LimitError(
            f"the answer would have about {numbers:,} numbers, more than the {most:,} that are "
            "sent at once",
            hint="ask for fewer moments: set since closer to updates",
        )
    return numbers
