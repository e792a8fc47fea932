"""``POST /api/v1/descend``."""

from math import prod
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Body, Request, Response
from pydantic_core import to_json

from ...descent.history import descend, watched_nodes
from ...descent.learner import Learner
from ...descent.parameters import Parameters, parameters_of
from ...engine.errors import LimitError
from ...engine.ops.op import Array
from ...language import Program
from ...settings import Settings
from ...stories import story_json
from ...trace import prepare
from ...trace.numbers import to_number
from ...training.reading import read_optimizer
from ...training.reading import to_json as plain
from ..dependencies import TheServices
from ..memory import BYTES_PER_LISTED
from ..models.descend import DescendAnswer, DescendAsk
from ..problems import require_at_most
from ..reading import JsonRoute
from ..services import BYTES_PER_NUMBER_TOLD

router = APIRouter(route_class=JsonRoute, tags=["programs"])

ROWS = 100
"""Rows when nobody says."""
TOLD_OF_EACH = 2
"""Numbers that a row tells of each parameter: its value and its gradient."""

BOWL = "w0 = 1; w1 = 1\nE = w0**2 + 3*w1**2"

Asked = Annotated[
    DescendAsk,
    Body(
        openapi_examples={
            "bowl": {
                "summary": "Down a bowl, three steps",
                "value": {
                    "program": BOWL,
                    "optimizer": {"name": "sgd", "learning_rate": 0.1},
                    "updates": 3,
                    "record_every": 1,
                    "trace": False,
                },
            },
            "rest": {
                "summary": "Adam, until it rests",
                "value": {
                    "program": BOWL,
                    "optimizer": {"name": "adam", "learning_rate": 0.1},
                    "updates": 2_000,
                    "tolerance": 1e-6,
                },
            },
        }
    ),
]


@router.post("/descend", response_model=DescendAnswer, summary="Let a program learn")
async def descend_program(request: Request, ask: Asked, services: TheServices) -> Response:
    """Take the output for a loss, and make it smaller by an update rule.

    The same request gives the same numbers. A descent that takes longer than one request may is not
    answered; the problem then says how many updates fit.
    """

    def work(program: Program) -> bytes:
        return learn(program, ask, services.settings)

    def takes(program: Program) -> int:
        parameters = parameters_of(program, ask.parameters)
        return BYTES_PER_LISTED * _check(ask, parameters, _watched(program, ask), services.settings)

    body = await services.read(request, ask, work, takes)
    return Response(body, media_type="application/json")


def learn(program: Program, ask: DescendAsk, settings: Settings) -> bytes:
    """Let a program learn, and write the answer.

    Raises:
        ConfigError: the update rule is wrong.
        EngineError: a parameter cannot learn, or a gate met data it cannot work on.
    """
    optimizer = read_optimizer(ask.optimizer, "/optimizer")
    learner = Learner(program, optimizer, ask.parameters)
    history = descend(learner, ask.updates, _every(ask), ask.tolerance, ask.watch)
    answer = {
        "output": program.output_name,
        "optimizer": plain(optimizer),
        "updates": history.updates,
        "losses": history.losses,
        "parameters": _columns(learner.parameters, history.values, settings),
        "gradients": _columns(learner.parameters, history.gradients, settings),
        "watched": {
            name: _column(np.stack(rows), settings) for name, rows in history.watched.items()
        },
        "diverged": history.diverged,
        "rested": history.rested,
    }
    written = to_json(answer, inf_nan_mode="strings")
    return b'%b,"trace":%b}' % (written[:-1], _story(program, learner, ask, settings))


def _columns(
    parameters: Parameters, rows: list[Array], settings: Settings
) -> dict[str, list[object]]:
    """Return the rows by parameter; a large array is summarized in each."""
    table = np.stack(rows)
    return {
        block.name: _column(
            table[:, block.start : block.stop].reshape(len(rows), *block.shape), settings
        )
        for block in parameters.blocks
    }


def _column(rows: Array, settings: Settings) -> list[object]:
    """Return the values of one name, a row each; a large array is summarized in each."""
    limit = settings.array_in_json
    if rows[0].size <= limit:
        listed: list[object] = rows.tolist()
        return listed
    return [to_number(row, limit) for row in rows]


def _watched(program: Program, ask: DescendAsk) -> list[int]:
    """Return how many numbers each name that is watched has."""
    nodes = watched_nodes(program, ask.watch).values()
    return [prod(program.graph.nodes[node].shape) for node in nodes]


def _story(program: Program, learner: Learner, ask: DescendAsk, settings: Settings) -> bytes:
    if not ask.trace:
        return b"null"
    prepared = prepare(program)
    story = prepared.trace(learner.named(), array_limit=settings.array_in_json)
    return story_json(story, None, prepared.view.parts)


def _every(ask: DescendAsk) -> int:
    return ask.record_every or max(1, ask.updates // ROWS)


def _rows(ask: DescendAsk) -> int:
    return ask.updates // _every(ask) + 2


def _check(ask: DescendAsk, parameters: Parameters, watched: list[int], settings: Settings) -> int:
    """Return how many numbers are kept; refuse more than the settings allow before any is made."""
    require_at_most(ask.updates, settings.train_updates, "/updates", "updates")
    require_at_most(_rows(ask) - 1, settings.train_records, "/record_every", "rows")
    limit = settings.array_in_json
    listed = TOLD_OF_EACH * min(parameters.size, limit * len(parameters.blocks))
    numbers = (listed + sum(min(size, limit) for size in watched)) * _rows(ask)
    most = settings.answer_bytes // BYTES_PER_NUMBER_TOLD
    if numbers > most:
        raise LimitError(
            f"the answer would have about {numbers:,} numbers, more than the {most:,} that are "
            "sent at once",
            hint="record fewer rows, or let fewer parameters learn",
        )
    return (TOLD_OF_EACH * parameters.size + sum(watched)) * _rows(ask)
