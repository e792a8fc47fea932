"""The points of every data set: seeded, shared out, inside the plane."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.training.config import DatasetConfig
from app.training.datasets import DATASETS, Data, make_data
from app.training.features import FEATURES, feature_matrix

OWN = ((1.0, 2.0, 0.0), (-1.0, 0.5, 2.0))


def made(name: str, **changes: Any) -> Data:
    config = DatasetConfig(name=name, points=OWN if name == "custom" else None)
    return make_data(replace(config, **changes), curve=lambda x: x**3 - x)


@pytest.mark.parametrize("name", DATASETS)
def test_the_same_seed_makes_the_same_points(name: str) -> None:
    first, second = made(name, test_fraction=0.3), made(name, test_fraction=0.3)
    np.testing.assert_array_equal(first.points, second.points)
    np.testing.assert_array_equal(first.labels, second.labels)
    np.testing.assert_array_equal(first.test, second.test)


@pytest.mark.parametrize("name", DATASETS)
@pytest.mark.parametrize("samples", [0, 1, 2, 7, 200])
def test_there_are_as_many_points_as_asked_for(name: str, samples: int) -> None:
    row, data = DATASETS[name], made(name, samples=samples)
    count = 2 if name == "custom" else row.fixed or samples
    assert data.points.shape == (2, count)
    assert data.labels.shape == data.test.shape == (count,)
    assert np.isfinite(data.points).all()


@pytest.mark.parametrize("name", DATASETS)
def test_labels_are_classes_or_values(name: str) -> None:
    data = made(name)
    if data.classes:
        assert set(data.labels.tolist()) <= set(range(data.classes))
    else:
        assert len(set(data.labels.tolist())) > 5


@pytest.mark.parametrize("name", ["spirals3", "blobs"])
@pytest.mark.parametrize("classes", [3, 4, 5])
def test_several_classes_are_shared_out_evenly(name: str, classes: int) -> None:
    data = made(name, classes=classes, samples=100)
    counts = np.bincount(data.labels.astype(int))
    assert data.classes == len(counts) == classes
    assert counts.max() - counts.min() <= 1


@pytest.mark.parametrize("name", sorted(set(DATASETS) - {"custom", "gaussian", "simple", "random"}))
def test_without_noise_points_stand_where_they_belong(name: str) -> None:
    quiet, loud = made(name, noise=0.0), made(name, noise=0.5)
    same_points = np.array_equal(quiet.points, loud.points)
    assert not (same_points and np.array_equal(quiet.labels, loud.labels))
    assert quiet.fits


def test_the_spiral_is_that_of_the_demo() -> None:
    data = made("spiral", noise=0.0)
    first, second = data.points[:, :100], data.points[:, 100:]
    along = np.arange(100) / 100
    np.testing.assert_allclose(np.hypot(*first), 5 * along, atol=1e-12)
    np.testing.assert_allclose(second, -first, atol=1e-12)
    np.testing.assert_allclose(first[0], 5 * along * np.sin(2.5 * np.pi * along), atol=1e-12)


def test_exclusive_or_is_the_sign_of_the_product() -> None:
    data = made("xor", noise=0.0)
    np.testing.assert_array_equal(data.labels, (data.points[0] * data.points[1] > 0).astype(float))


def test_points_above_the_curve_are_of_class_one() -> None:
    data = made("curve", noise=0.0)
    x1, x2 = data.points
    np.testing.assert_array_equal(data.labels, (x2 > x1**3 - x1).astype(float))


def test_own_points_give_their_classes_and_widen_the_plane() -> None:
    assert made("custom").classes == 3
    assert made("custom", points=((30.0, 1.0, 0.0),)).extent >= 30


def test_the_test_share_is_of_all_points() -> None:
    assert made("spiral", test_fraction=0.25).test.sum() == 50


@pytest.mark.parametrize(
    ("farthest", "extent"),
    [(0.0, 5.0), (0.5, 0.6), (1.0, 1.5), (5.2, 6.0), (9.9, 15.0), (1e6, 1.5e6), (1e-9, 1.5e-9)],
)
def test_the_plane_of_ones_own_points_is_as_large_as_they_need(
    farthest: float, extent: float
) -> None:
    assert made("custom", points=((-farthest, 0.0, 0.0),)).extent == extent


@pytest.mark.parametrize("share", [0.1, 0.3, 0.9])
def test_points_that_come_or_go_leave_the_others_in_their_part(share: float) -> None:
    rows = made("blobs", samples=300)
    points = [
        (float(a), float(b), float(c)) for a, b, c in zip(*rows.points, rows.labels, strict=True)
    ]
    asked = {"test_fraction": share}
    before = made("custom", points=tuple(points), **asked).test
    more = made("custom", points=(*points, (0.5, 0.25, 1.0)), **asked).test
    fewer = made("custom", points=tuple(points[1:]), **asked).test
    assert np.sum(before != more[:-1]) <= 1
    assert np.sum(before[1:] != fewer) <= 1


def test_features_are_rows_over_the_points() -> None:
    points: Any = np.array([[0.5, -2.0], [3.0, 1.0]], np.float32)
    rows = feature_matrix(list(FEATURES), points)
    assert rows.dtype == np.float32
    x1, x2 = points
    expected = [x1, x2, x1**2, x2**2, x1 * x2, np.sin(x1), np.sin(x2), np.ones(2)]
    np.testing.assert_allclose(rows, expected, rtol=1e-6)


@pytest.mark.parametrize(
    ("labels", "classes"),
    [([], 2), ([0.0, 0.0], 2), ([0.0, 3.0], 4), ([0.5, 1.0], 0), ([-1.0, 1.0], 0), ([0.0, 1e9], 0)],
)
def test_labels_of_ones_own_are_classes_or_values(labels: list[float], classes: int) -> None:
    points = tuple((0.0, 1.0, label) for label in labels)
    assert make_data(DatasetConfig(name="custom", points=points)).classes == classes
