"""``GET /api/v1/datasets`` and ``POST /api/v1/datasets/read``."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Body, Request

from ...settings import Settings
from ...training.datasets import DATASETS
from ...training.tables import TableError, Wanted, read_points
from ..dependencies import TheServices
from ..models.datasets import ReadAnswer, ReadAsk, SkippedAnswer
from ..models.training import DatasetAnswer, DatasetsAnswer
from ..problems import Refusal
from ..reading import JsonRoute
from ..training_choices import dataset_fields

router = APIRouter(prefix="/datasets", tags=["training"], route_class=JsonRoute)

MOST_TOLD = 50
"""Skipped rows that are told one by one; all are counted."""
Asked = Annotated[
    ReadAsk,
    Body(
        openapi_examples={
            "spreadsheet": {
                "summary": "Semicolons, decimal commas and a missing value",
                "value": {"text": "cm;kg;who\n170,5;60;a\n181;;b\n175;72,5;b"},
            },
        }
    ),
]


@router.get("", summary="Every data set of the plane")
async def list_datasets() -> DatasetsAnswer:
    """List the data sets that a network can be trained on, each with what it reads."""
    return DatasetsAnswer(datasets=[describe(name) for name in DATASETS])


def describe(name: str) -> DatasetAnswer:
    """Turn a row of the table into an answer."""
    return DatasetAnswer(**dataset_fields(DATASETS[name]))


@router.post("/read", summary="Read points from the text of a table")
async def read(request: Request, ask: Asked, services: TheServices) -> ReadAnswer:
    """Read two columns of numbers and one of labels from what a spreadsheet writes.

    What parts the cells is found: tabs, semicolons, bars, commas or blanks; numbers have a decimal
    point or a decimal comma. Lines that begin with `#` are remarks. A row in which a value is
    missing or is no number is left out and told.
    """
    return await services.pool.run(request, lambda: read_table(ask, services.settings))


def read_table(ask: ReadAsk, settings: Settings) -> ReadAnswer:
    """Read a table, within the bounds of a training.

    Raises:
        Refusal: it is no such table, or too large.
    """
    columns = None if ask.columns is None else (ask.columns[0], ask.columns[1])
    wanted = Wanted(columns, ask.label, ask.header, ask.values)
    most, classes = settings.train_points, settings.train_classes
    try:
        found = read_points(ask.text, wanted, most=most, classes=classes)
    except TableError as error:
        errors = [(error.where, error.message)]
        raise Refusal("invalid-request", error.message, hint=error.hint, errors=errors) from None
    return ReadAnswer(
        points=[list(point) for point in found.points],
        columns=list(found.columns),
        label=found.label,
        class_names=found.class_names,
        values=found.values,
        header=found.header,
        names=found.names,
        skipped=[SkippedAnswer(**asdict(row)) for row in found.skipped[:MOST_TOLD]],
        skipped_rows=len(found.skipped),
    )
