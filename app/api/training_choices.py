"""What can be chosen of a run: the tables of the training room, as page and API list them."""

from dataclasses import fields
from functools import cache
from typing import Any

import numpy as np

from ..engine.ops import OPS
from ..examples.lab import all_presets
from ..training.config import (
    ACTIVATIONS,
    OUTPUT_GATED,
    SCHEDULES,
    SCHEMES,
    Bounds,
    Config,
    DatasetConfig,
    OptimizerConfig,
    ScheduleConfig,
)
from ..training.datasets import DATASETS, make_data
from ..training.datasets.row import DataSet, Source
from ..training.features import FEATURES, feature_matrix
from ..training.heads import HEADS
from ..training.optimizers import OPTIMIZERS
from ..training.reading import to_json
from ..training.schedules import OPTIONS
from .live.views import cells

THUMBNAIL = 48
"""Points of the small picture of a data set."""
MAP = 12
"""Cells along a side of the small picture of a feature."""
MAP_EXTENT = 6.0
"""Half of the width of the plane that it shows."""


@cache
def choices(bounds: Bounds) -> dict[str, Any]:
    """Return every table as JSON."""
    return {
        "datasets": [
            {**dataset_fields(row), "thumbnail": _thumbnail(row.name)} for row in DATASETS.values()
        ],
        "features": list(FEATURES),
        "feature_maps": {name: _feature_map(name) for name in FEATURES},
        "activations": [{"name": name, "title": _title(name)} for name in ACTIVATIONS],
        "losses": [
            {"name": h.name, "title": h.title, "help": h.help, "classifies": h.classifies}
            | {"gated": h.name in OUTPUT_GATED}
            for h in HEADS.values()
        ],
        "schemes": [
            {"name": name, "help": help, "drawn": name != "given"} for name, help in SCHEMES.items()
        ],
        "schedules": [
            {"name": name, "help": help, "options": list(OPTIONS[name])}
            for name, help in SCHEDULES.items()
        ],
        "optimizers": [
            {
                "name": o.name,
                "title": o.title,
                "formula": o.formula,
                "options": list(o.options),
                "rate": o.rate,
            }
            for o in OPTIMIZERS.values()
        ],
        "options": _options(OptimizerConfig),
        "schedule_options": _options(ScheduleConfig),
        "presets": [
            {"id": p.id, "title": p.title, "topic": p.topic, "note": p.note, "source": p.source}
            | {"config": p.config, "compare": p.compare, "code": p.code, "chart": p.chart}
            for p in all_presets()
        ],
        "config": to_json(Config()),
        "layers": bounds.layers,
        "units": bounds.units,
    }


def _options(kind: type[OptimizerConfig | ScheduleConfig]) -> dict[str, Any]:
    """Return the numbers of a part, each with its default, bounds and help."""
    return {
        f.name: {"default": f.default, **f.metadata} for f in fields(kind) if "low" in f.metadata
    }


def _title(activation: str) -> str:
    return OPS[activation].glyph if activation in OPS else activation


def dataset_fields(row: DataSet) -> dict[str, Any]:
    """Return what is told of a data set."""
    return {
        "name": row.name,
        "title": row.title,
        "help": row.help,
        "classes": row.classes,
        "most_classes": row.most_classes,
        "samples": row.samples,
        "fixed": row.fixed,
        "noise": row.noise,
        "variants": [variant for variant in row.variants if variant],
        "names": list(row.axes),
        "class_names": list(row.class_names),
        "middle": list(row.middle),
        "extent": row.extent,
        "source": row.source.value,
        "parameters": _parameters(row),
    }


def _parameters(row: DataSet) -> list[str]:
    """Return which fields of ``dataset`` a data set reads, beside its name."""
    own = row.source is Source.POINTS
    read = {
        "samples": row.fixed is None and not own,
        "noise": bool(row.noise),
        "seed": True,
        "test_fraction": True,
        "classes": row.most_classes > row.classes and not own,
        "variant": bool(row.variants[0]),
        "function": row.source is Source.FUNCTION,
        "points": own,
    }
    return [name for name, reads in read.items() if reads]


def _feature_map(name: str) -> list[int]:
    """Return a feature over the plane, row by row from the top left, in percent of its largest."""
    values = feature_matrix([name], cells(MAP, MAP_EXTENT).astype(np.float64))[0]
    return [round(100 * float(value)) for value in values / np.abs(values).max()]


def _thumbnail(name: str) -> list[list[float]]:
    """Return some points, their coordinates from −1 to 1, each with its label."""
    config = DatasetConfig(name=name, samples=THUMBNAIL, noise=0.05, points=())
    data = make_data(config, curve=lambda x: x**3 - x)
    scaled = ((data.inputs.T - data.middle) / data.extent).round(2).T
    return [
        [float(x1), float(x2), round(float(label), 2)]
        for x1, x2, label in zip(*scaled, data.labels, strict=True)
    ]
