"""``POST /api/v1/train``."""

from collections.abc import Callable
from time import perf_counter
from typing import Annotated

from fastapi import APIRouter, Body, Request, Response
from pydantic_core import to_json

from app.api.dependencies import TheStudio
from app.api.live.telling import data_fields, named_parameters
from app.api.live.views import cells
from app.api.models.training import TrainAnswer, TrainAsk, TrainGridAsk
from app.api.problems import Refusal
from app.api.reading import JsonRoute
from app.api.runs import configure, points_of, within
from app.api.workshop import Deadline
from app.engine.errors import DeadlineError
from app.settings import Settings
from app.training.features import feature_matrix
from app.training.forward import Forward
from app.training.reading import to_json as plain
from app.training.recording import Record
from app.training.trainer import Trainer

router = APIRouter(route_class=JsonRoute, tags=["training"])

CHUNK = 100
"""Updates between two looks at the clock."""
ROWS = 100
"""Rows of a history when nobody says."""

Asked = Annotated[
    TrainAsk,
    Body(
        openapi_examples={
            "spiral": {"summary": "The default network", "value": {"updates": 300}},
            "exclusive or": {
                "summary": "Four hidden units, and the plane",
                "value": {
                    "config": {
                        "dataset": {"name": "xor", "test_fraction": 0.2},
                        "layers": [{"units": 4, "activation": "tanh"}],
                    },
                    "updates": 300,
                    "record_every": 100,
                    "grid": {"size": 4},
                },
            },
        }
    ),
]


@router.post("/train", response_model=TrainAnswer, summary="Train a network on the plane")
async def train(request: Request, ask: Asked, studio: TheStudio) -> Response:
    """Train for some updates and tell how it went.

    The same configuration gives the same numbers. A run that takes longer than one request may is
    not answered; the problem then says how many updates fit.
    """

    def work(deadline: Deadline) -> bytes:
        return train_network(ask, studio.settings, deadline)

    body = await studio.workshop.run(request, work)
    return Response(body, media_type="application/json")


def train_network(
    ask: TrainAsk, settings: Settings, deadline: Callable[[], object] = bool
) -> bytes:
    """Train, and write the answer.

    Raises:
        Refusal: more is asked for than the settings allow.
        ConfigError: the configuration is wrong.
        DeadlineError: it takes too long.
    """
    every = ask.record_every or max(1, ask.updates // ROWS)
    _check(ask, every, settings)
    with within("/config"):
        config = configure(ask.config, settings)
        data = points_of(config, settings)
    trainer, record = Trainer(config, data), Record()
    record.add(0, 0.0, trainer.evaluate())
    started = perf_counter()
    while trainer.update < ask.updates and trainer.can_advance:
        row = min(ask.updates, (trainer.update // every + 1) * every)
        trainer.advance(min(CHUNK, row - trainer.update))
        try:
            deadline()
        except DeadlineError as error:
            raise DeadlineError(
                f"{trainer.update:,} of {ask.updates:,} updates fit into the time of a request",
                hint="ask for fewer, or train live over /api/v1/train/live",
            ) from error
        if trainer.update == row or trainer.diverged:
            record.add(trainer.update, trainer.epoch, trainer.evaluate())
    seconds = perf_counter() - started
    answer = {
        "config": plain(config),
        "history": record.rows,
        "parameters": named_parameters(trainer.network, trainer.parameters),
        "grid": None if ask.grid is None else _grid(trainer, ask.grid),
        "data": data_fields(data),
        "diverged": trainer.diverged,
        "updates_per_second": trainer.update / max(seconds, 1e-9),
    }
    return to_json(answer, inf_nan_mode="strings")


def _check(ask: TrainAsk, every: int, settings: Settings) -> None:
    rows = ask.updates // every + 1
    size = 0 if ask.grid is None else ask.grid.size
    for asked, most, where, noun in (
        (ask.updates, settings.train_updates, "/updates", "updates"),
        (rows, settings.train_records, "/record_every", "rows of history"),
        (size, settings.grid_size, "/grid/size", "cells along a side"),
    ):
        if asked > most:
            detail = f"{asked:,} {noun} are more than the {most:,} allowed"
            raise Refusal("invalid-request", detail, errors=[(where, detail)])


def _grid(trainer: Trainer, ask: TrainGridAsk) -> dict[str, object]:
    extent = trainer.data.extent if ask.extent is None else ask.extent
    points = feature_matrix(trainer.config.features, cells(ask.size, extent))
    forward = Forward(trainer.network, points)
    forward.run(trainer.parameters)
    values = forward.outputs.reshape(-1, ask.size, ask.size)
    return {"size": ask.size, "extent": extent, "values": values.tolist()}
