"""Server messages: what is told of a run in JSON."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic_core import to_json

from ...settings import Settings
from ...training.config import Config
from ...training.datasets import Data
from ...training.export import program
from ...training.keeping import write_state
from ...training.log import Entry
from ...training.networks import Network
from ...training.predicting import predictions
from ...training.probing import probe
from ...training.reading import to_json as plain
from ...training.recording import Record
from ...training.run import Run
from ...training.torch_code import torch_code
from .messages import Pace
from .views import Views


def message(kind: str, **fields: object) -> str:
    """Write one message; numbers that are not finite become texts."""
    return to_json({"type": kind, **fields}, inf_nan_mode="strings").decode()


def data_fields(data: Data) -> dict[str, object]:
    """Return what is told of the points."""
    return {
        "points": data.points.T.tolist(),
        "labels": data.labels.tolist(),
        "test": data.test.tolist(),
        "classes": data.classes,
        "names": list(data.names),
        "class_names": list(data.class_names),
        "center": list(data.standard.center),
        "scale": list(data.standard.scale),
        "middle": list(data.middle),
        "extent": data.extent,
    }


def network_fields(config: Config, network: Network) -> dict[str, object]:
    """Return what is told of the structure."""
    return {
        "features": list(config.features),
        "layers": [{"units": row.units, "activation": row.activation} for row in network.layers],
        "blocks": [
            {
                "name": block.name,
                "layer": block.layer,
                "piece": block.piece,
                "units": block.units,
                "inputs": block.inputs,
                "offset": block.offset,
                "bias": block.bias,
            }
            for block in network.blocks
        ],
        "size": network.size,
    }


def history_fields(run: Run) -> dict[str, int]:
    """Return from where to where the run can be gone through."""
    return {"first": run.first, "last": run.last}


def grid_fields(views: Views) -> dict[str, object]:
    """Return how finely the plane is looked at."""
    sizes = views.sizes
    return {
        "size": sizes.size,
        "extent": views.extent,
        "neurons": sizes.neurons,
        "warp": sizes.warp,
    }


def limits_fields(settings: Settings) -> dict[str, int]:
    """Return the bounds that a client can run into."""
    return {
        "layers": settings.train_layers,
        "units": settings.train_units,
        "points": settings.train_points,
        "classes": settings.train_classes,
        "grid": settings.grid_size,
        "frames_per_second": settings.frames_per_second,
        "message_bytes": settings.message_bytes,
        "frame_bytes": settings.frame_bytes,
    }


def ready_message(
    run: Run, views: Views, pace: Pace | None, settings: Settings, *, with_data: bool
) -> str:
    """Tell all of a run that stays as it is until something is changed."""
    trainer = run.trainer
    fields: dict[str, object] = {
        "config": plain(trainer.config),
        "network": network_fields(trainer.config, trainer.network),
        "grid": grid_fields(views),
        "history": history_fields(run),
        "limits": limits_fields(settings),
        "pace": pace and pace.model_dump(exclude_none=True),
        "update": run.update,
    }
    if with_data:
        fields["data"] = data_fields(trainer.data)
    return message("ready", **fields)


def data_message(run: Run, views: Views) -> str:
    """Tell the points, and what else follows from them."""
    trainer = run.trainer
    return message(
        "data",
        **data_fields(trainer.data),
        config=plain(trainer.config),
        grid=grid_fields(views),
        history=history_fields(run),
        update=run.update,
    )


def probed_message(run: Run, x: list[float]) -> str:
    """Tell what every layer says of a point."""
    trainer = run.trainer
    inputs = trainer.data.standard.of(np.array([x]).T)[:, 0].tolist()
    seen = probe(trainer.network, trainer.config.features, trainer.parameters, inputs)
    layers = [
        {
            "before": _numbers(layer.before[0])
            if len(layer.before) == 1
            else [_numbers(piece) for piece in layer.before],
            "after": _numbers(layer.after),
        }
        for layer in seen.layers
    ]
    return message(
        "probed",
        x=x,
        features=_numbers(seen.features),
        layers=layers,
        outputs=_numbers(seen.outputs),
        update=run.update,
    )


def graph_message(run: Run, sample: int | str) -> str:
    """Tell the network of this moment as a program."""
    text = program(run.trainer, sample)
    return message("graph", program=text, detail="gates", update=run.update)


def logged_message(kept: int, entries: Sequence[Entry] | None, config: Config | None = None) -> str:
    """Tell what is new in the log; the configuration where a run has begun with it."""
    fields: dict[str, object] = {} if config is None else {"config": plain(config)}
    log = None if entries is None else [entry.plain for entry in entries]
    return message("logged", kept=kept, log=log, **fields)


def state_message(run: Run) -> str:
    """Tell this moment."""
    changes = run.log.before(run.update) if run.log.whole else None
    state = write_state(run.trainer, changes)
    return message("state", update=run.update, changes=changes, state=state)


def export_message(run: Run, record: Record) -> str:
    """Tell all of the run."""
    trainer = run.trainer
    return message(
        "export",
        config=plain(trainer.config),
        parameters=named_parameters(trainer.network, trainer.parameters),
        torch=torch_code(trainer),
        predictions=predictions(trainer),
        history=record.rows,
        update=run.update,
    )


def named_parameters(network: Network, parameters: NDArray[Any]) -> dict[str, Any]:
    """Return the parameters by name: weights as units × inputs, biases as units."""
    named: dict[str, Any] = {}
    for block in network.blocks:
        named[block.symbol("W")] = block.weights(parameters).tolist()
        if block.bias:
            named[block.symbol("b")] = block.biases(parameters)[:, 0].tolist()
    return named


def _numbers(values: NDArray[Any]) -> list[float]:
    numbers: list[float] = values.tolist()
    return numbers
