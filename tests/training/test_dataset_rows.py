"""What a row of the data sets says of it is true."""

from importlib import import_module
from pkgutil import iter_modules

import numpy as np
import pytest

from app.settings import Settings
from app.training import datasets
from app.training.datasets import DATASETS
from app.training.datasets.row import DataSet, Source
from tests.training.test_datasets import made

EVERY = pytest.mark.parametrize("row", DATASETS.values(), ids=list(DATASETS))


def test_every_row_of_every_file_is_a_data_set_of_its_own_name() -> None:
    files = [
        import_module(f"{datasets.__name__}.{m.name}") for m in iter_modules(datasets.__path__)
    ]
    rows = [row for file in files for row in getattr(file, "ROWS", ())]
    assert sorted(row.name for row in rows) == sorted(DATASETS), (
        "a name stands twice, or datasets/__init__.py does not name a file of rows"
    )
    assert len({row.title for row in rows}) == len(rows)


@EVERY
def test_a_row_is_named_and_told(row: DataSet) -> None:
    assert row.name.isidentifier()
    assert row.name == row.name.lower()
    assert row.help
    for told in filter(None, (row.help, row.noise)):
        assert told[0].isupper()
        assert told[-1] in ".:"
    assert row.samples <= Settings().train_points


@EVERY
def test_noise_is_told_where_it_does_something_and_only_there(row: DataSet) -> None:
    still, loud = made(row.name, noise=0.0), made(row.name, noise=0.5)
    same = np.array_equal(still.points, loud.points) and np.array_equal(still.labels, loud.labels)
    assert same == (not row.noise)


@EVERY
def test_there_are_the_classes_that_the_row_says(row: DataSet) -> None:
    assert row.most_classes >= row.classes
    assert (row.most_classes == 0) == (row.classes == 0)
    for classes in range(row.classes, row.most_classes + 1) if row.source is Source.MADE else ():
        data = made(row.name, classes=classes)
        assert classes == 0 or len(set(data.labels.tolist())) == classes


@EVERY
def test_the_points_take_up_the_plane_and_every_variant_is_another(row: DataSet) -> None:
    data = made(row.name, noise=0.0)
    assert np.abs(data.points).max() >= 0.35 * data.extent
    assert data.labels.dtype == np.float64
    kinds = [made(row.name, variant=variant) for variant in row.variants]
    assert len({kind.points.tobytes() + kind.labels.tobytes() for kind in kinds}) == len(kinds)
