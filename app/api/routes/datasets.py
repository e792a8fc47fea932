"""``GET /api/v1/datasets``."""

from fastapi import APIRouter

from app.api.models.training import DatasetAnswer, DatasetsAnswer
from app.training.datasets import DATASETS
from app.training.datasets.row import DataSet

router = APIRouter(prefix="/datasets", tags=["training"])


@router.get("", summary="Every data set of the plane")
async def list_datasets() -> DatasetsAnswer:
    """List the data sets that a network can be trained on, each with what it reads."""
    return DatasetsAnswer(datasets=[describe(row) for row in DATASETS.values()])


def describe(row: DataSet) -> DatasetAnswer:
    """Turn a row of the table into an answer."""
    return DatasetAnswer(
        name=row.name,
        title=row.title,
        help=row.help,
        classes=row.classes,
        most_classes=row.most_classes,
        samples=row.samples,
        fixed=row.fixed,
        noise=row.noise,
        variants=[variant for variant in row.variants if variant],
        names=list(row.axes),
        extent=row.extent,
        parameters=_parameters(row),
    )


def _parameters(row: DataSet) -> list[str]:
    own = row.name == "custom"
    read = {
        "samples": row.fixed is None and not own,
        "noise": bool(row.noise),
        "seed": True,
        "test_fraction": True,
        "classes": row.most_classes > row.classes and not own,
        "variant": bool(row.variants[0]),
        "function": row.name == "curve",
        "points": own,
    }
    return [name for name, reads in read.items() if reads]
