"""``POST /api/v1/descend``."""

from collections.abc import Callable
from functools import partial
from math import prod
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Body, Request, Response
from pydantic_core import to_json

from ...descent.asked import Descent, descent_of
from ...descent.batches import Batches, leaves_of
from ...descent.history import History, descend, watched_nodes
from ...descent.learner import Learner
from ...descent.parameters import Parameters, parameters_of
from ...descent.remembered import spelled_rule, symbols_of
from ...engine.errors import LimitError
from ...engine.ops.op import Array
from ...language import Program
from ...settings import Settings
from ...stories import story_json
from ...trace import Prepared, prepare
from ...trace.numbers import to_number
from ...training.reading import to_json as plain
from ..dependencies import TheServices
from ..memory import BYTES_PER_LISTED, cost
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
LEARNS = "x = 2; y = 1; w = 3\nL = (w*x - y)**2\nfor step in range(10):\n    w -= 0.1 * grad(w)"

LINE = "x = const([0, 1, 2, 3]); y = const([1, 3, 5, 7])\nw = 0; b = 0\nE = mse(w*x + b, y)"

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
            "written": {
                "summary": "The update stands in the program",
                "value": {"program": LEARNS},
            },
            "batches": {
                "summary": "Mini-batches of two rows",
                "value": {
                    "program": LINE,
                    "optimizer": {"name": "sgd", "learning_rate": 0.1},
                    "updates": 6,
                    "batch_size": 2,
                    "trace": False,
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
        return learn(program, ask, services.settings, partial(services.prepared, ask))

    def takes(program: Program) -> int:
        descent = _asked(program, ask)
        parameters = parameters_of(program, descent.parameters)
        watched = _watched(program, ask)
        listed = BYTES_PER_LISTED * _check(ask, descent, parameters, watched, services.settings)
        graph = program.graph
        return listed + (cost(len(graph), graph.elements) if ask.batch_size else 0)

    body = await services.read(request, ask, work, takes)
    return Response(body, media_type="application/json")


def learn(
    program: Program,
    ask: DescendAsk,
    settings: Settings,
    prepared: Callable[[Program], Prepared] = prepare,
) -> bytes:
    """Let a program learn, and write the answer; the end is told by the ``prepared`` program.

    Raises:
        ConfigError: the update rule is wrong.
        EngineError: a parameter cannot learn, or a gate met data it cannot work on.
    """
    descent = _asked(program, ask)
    learner = Learner(program, descent.options, descent.parameters, descent.stochastic)
    every = _every(ask, descent)
    history = descend(
        learner, descent.updates, every, ask.tolerance, ask.watch, explain=ask.explain
    )
    answer = {
        "output": program.output_name,
        "optimizer": plain(descent.options),
        "updates": history.updates,
        "losses": history.losses,
        "parameters": _columns(learner.parameters, history.values, settings),
        "gradients": _columns(learner.parameters, history.gradients, settings),
        "rates": history.rates,
        "batches": _batches(learner.batches),
        "watched": {
            name: _column(np.stack(rows), settings) for name, rows in history.watched.items()
        },
        "diverged": history.diverged,
        "rested": history.rested,
        "rule": _rule(learner.parameters, descent, history, settings),
    }
    written = to_json(answer, inf_nan_mode="strings")
    if not ask.trace:
        return b'%b,"trace":null}' % written[:-1]
    return b'%b,"trace":%b}' % (written[:-1], _story(prepared(program), learner, settings))


def _batches(batches: Batches | None) -> dict[str, object] | None:
    if batches is None:
        return None
    rows = batches.rows
    return {
        "names": rows.names,
        "rows": rows.count,
        "epoch": rows.an_epoch,
        "scale": batches.scale,
    }


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


def _rule(
    parameters: Parameters, descent: Descent, history: History, settings: Settings
) -> dict[str, object] | None:
    """Return the rule that was used, with the numbers of its lines, if they were written down."""
    if history.memory is None:
        return None
    rule = spelled_rule(descent.options)
    memory = {
        symbol: _columns(parameters, [row[symbol] for row in history.memory], settings)
        for symbol in symbols_of(descent.options.name)
    }
    return {"lines": rule.lines, "options": rule.options, "memory": memory}


def _story(prepared: Prepared, learner: Learner, settings: Settings) -> bytes:
    program = learner.program
    own = {name: program.graph.values[leaf] for name, leaf in leaves_of(program).items()}
    story = prepared.trace({**own, **learner.named()}, array_limit=settings.array_in_json)
    return story_json(story, None, prepared.view.parts)


def _asked(program: Program, ask: DescendAsk) -> Descent:
    return descent_of(
        program, ask.optimizer, ask.parameters, ask.updates, "/optimizer", ask.stochastic()
    )


def _told(ask: DescendAsk, descent: Descent) -> int:
    """Return how many numbers a row tells of each parameter's number."""
    return TOLD_OF_EACH + (len(symbols_of(descent.options.name)) if ask.explain else 0)


def _every(ask: DescendAsk, descent: Descent) -> int:
    return ask.record_every or max(1, descent.updates // ROWS)


def _rows(ask: DescendAsk, descent: Descent) -> int:
    return descent.updates // _every(ask, descent) + 2


def _check(
    ask: DescendAsk,
    descent: Descent,
    parameters: Parameters,
    watched: list[int],
    settings: Settings,
) -> int:
    """Return how many numbers are kept; refuse more than the settings allow before any is made."""
    rows = _rows(ask, descent)
    require_at_most(descent.updates, settings.train_updates, "/updates", "updates")
    require_at_most(rows - 1, settings.train_records, "/record_every", "rows")
    limit = settings.array_in_json
    listed = _told(ask, descent) * min(parameters.size, limit * len(parameters.blocks))
    numbers = (listed + sum(min(size, limit) for size in watched)) * rows
    most = settings.answer_bytes // BYTES_PER_NUMBER_TOLD
    if numbers > most:
        raise LimitError(
            f"the answer would have about {numbers:,} numbers, more than the {most:,} that are "
            "sent at once",
            hint="record fewer rows, or let fewer parameters learn",
        )
    return (_told(ask, descent) * parameters.size + sum(watched)) * rows
