"""``GET /api/v1/datasets``."""

from fastapi import APIRouter

from app.api.models.training import DatasetAnswer, DatasetsAnswer
from app.api.training_choices import dataset_fields
from app.training.datasets import DATASETS

router = APIRouter(prefix="/datasets", tags=["training"])


@router.get("", summary="Every data set of the plane")
async def list_datasets() -> DatasetsAnswer:
    """List the data sets that a network can be trained on, each with what it reads."""
    return DatasetsAnswer(datasets=[describe(name) for name in DATASETS])


def describe(name: str) -> DatasetAnswer:
    """Turn a row of the table into an answer."""
    return DatasetAnswer(**dataset_fields(DATASETS[name]))
