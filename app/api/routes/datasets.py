"""``GET /api/v1/datasets``."""

from fastapi import APIRouter

from ...training.datasets import DATASETS
from ..models.training import DatasetAnswer, DatasetsAnswer
from ..training_choices import dataset_fields

router = APIRouter(prefix="/datasets", tags=["training"])


@router.get("", summary="Every data set of the plane")
async def list_datasets() -> DatasetsAnswer:
    """List the data sets that a network can be trained on, each with what it reads."""
    return DatasetsAnswer(datasets=[describe(name) for name in DATASETS])


def describe(name: str) -> DatasetAnswer:
    """Turn a row of the table into an answer."""
    return DatasetAnswer(**dataset_fields(DATASETS[name]))
