"""``POST /api/v1/train``."""

from time import perf_counter
from typing import Annotated

from fastapi import APIRouter, Body, Request, Response
from pydantic_core import to_json

from ...engine.errors import DeadlineError
from ...engine.stopping import may_go_on
from ...settings import Settings
from ...training.features import feature_matrix
from ...training.footprint import trainer_bytes
from ...training.forward import InPieces
from ...training.networks import Network
from ...training.reading import to_json as plain
from ...training.recording import row_of
from ...training.trainer import Trainer
from ..compute_pool import make_room
from ..dependencies import TheServices
from ..live.player import updates
from ..live.telling import data_fields, named_parameters
from ..live.views import cells
from ..memory import BYTES_PER_LISTED, READING, Room
from ..models.training import TrainAnswer, TrainAsk, TrainGridAsk
from ..problems import Refusal
from ..reading import JsonRoute
from ..runs import configure, points_of, within

router = APIRouter(route_class=JsonRoute, tags=["training"])

LOOKS = 50
"""How often the clock is looked at, at least, while the time of a request is used up."""
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
async def train(request: Request, ask: Asked, services: TheServices) -> Response:
    """Train for some updates and tell how it went.

    The same configuration gives the same numbers. A run that takes longer than one request may is
    not answered; the problem then says how many updates fit.
    """

    def work() -> bytes:
        with services.room() as room:
            return train_network(ask, services.settings, room)

    body = await services.pool.run(request, work)
    return Response(body, media_type="application/json")


def train_network(ask: TrainAsk, settings: Settings, room: Room | None = None) -> bytes:
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
    if room is not None:
        network = Network(config, len(config.features), data.classes)
        plane = 0 if ask.grid is None else network.classes * ask.grid.size**2
        told = BYTES_PER_LISTED * (network.size + plane)
        make_room(room, READING + trainer_bytes(config, network, data) + told)
    trainer = Trainer(config, data)
    history = [row_of(trainer)]
    started = now = perf_counter()
    chunk = 1
    try:
        while trainer.update < ask.updates and trainer.can_advance:
            row = min(ask.updates, (trainer.update // every + 1) * every)
            made = trainer.advance(min(chunk, row - trainer.update))
            updates.add(made)
            before, now = now, perf_counter()
            fitting = made * settings.compute_seconds / LOOKS / max(now - before, 1e-9)
            chunk = max(1, min(int(fitting), 2 * chunk))
            may_go_on()
            if trainer.update == row or trainer.diverged:
                history.append(row_of(trainer))
    except DeadlineError as error:
        raise DeadlineError(
            f"{trainer.update:,} of {ask.updates:,} updates fit into the time of a request",
            hint="ask for fewer, or train live over /api/v1/train/live",
        ) from error
    seconds = perf_counter() - started
    answer = {
        "config": plain(trainer.config),
        "history": history,
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
    points = cells(ask.size, extent, trainer.data.middle)
    seen = feature_matrix(trainer.config.features, points)
    plane = InPieces(trainer.network, seen)
    outputs = plane.run(trainer.parameters, lambda forward: forward.outputs)
    values = outputs.reshape(-1, ask.size, ask.size)
    return {"size": ask.size, "extent": extent, "values": values.tolist()}
