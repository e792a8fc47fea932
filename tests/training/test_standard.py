"""Data at their own scales: learnt from in standard units, and shown as far as they go."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.training.config import Config, DatasetConfig
from app.training.datasets import Data, make_data, settled
from app.training.export import program
from app.training.torch_code import torch_code
from app.training.trainer import Trainer

PEOPLE = tuple(
    (height, income, float(height > 170))
    for height, income in zip(
        np.linspace(150, 190, 40).tolist(), np.linspace(900, 5_000, 40)[::-1].tolist(), strict=True
    )
)


def of(points: tuple[tuple[float, float, float], ...], **fields: Any) -> DatasetConfig:
    return replace(DatasetConfig(name="custom", points=points), **fields)


def ranges(data: Data) -> list[list[float]]:
    """Return what the plane shows, in the data's own units."""
    ends = np.array([-data.extent, data.extent])
    inside = np.array(data.middle)[:, None] + ends
    shown: list[list[float]] = (
        np.array(data.standard.center)[:, None] + np.array(data.standard.scale)[:, None] * inside
    ).tolist()
    return shown


def test_columns_that_spread_differently_are_standardised_and_others_are_not() -> None:
    data = make_data(of(PEOPLE))
    assert data.inputs.mean(axis=1) == pytest.approx([0, 0], abs=1e-3)
    assert data.inputs.std(axis=1) == pytest.approx([1, 1], rel=1e-3)
    alike = make_data(of(((1.0, 2.0, 0.0), (3.0, 5.0, 1.0))))
    assert np.array_equal(alike.inputs, alike.points)


def test_standard_units_are_those_of_the_training_points() -> None:
    data = make_data(of(PEOPLE, test_fraction=0.5))
    assert data.inputs[:, ~data.test].mean(axis=1) == pytest.approx([0, 0], abs=5e-3)
    assert data.inputs.mean(axis=1) != pytest.approx([0, 0], abs=5e-3)


def test_it_can_be_asked_for_or_not() -> None:
    assert make_data(of(PEOPLE, standardize=False)).standard.scale == (1, 1)
    spiral = make_data(DatasetConfig(standardize=True))
    assert spiral.inputs.std() == pytest.approx(1, rel=1e-3)
    same = make_data(of(((1.0, 2.0, 0.0), (1.0, 5.0, 1.0)), standardize=True))
    assert same.standard.scale[0] == 1


def test_what_was_found_is_told_and_stays_while_points_change() -> None:
    data = make_data(of(PEOPLE))
    told = settled(of(PEOPLE), data)
    assert (told.standardize, told.center) == (True, data.standard.center)
    assert make_data(of((*PEOPLE, (500.0, 0.0, 1.0)), center=told.center, scale=told.scale,
                        standardize=True)).standard == data.standard  # fmt: skip
    plain = settled(DatasetConfig(), make_data(DatasetConfig()))
    assert (plain.standardize, plain.center, plain.scale) == (False, None, None)


@pytest.mark.parametrize(
    ("points", "low"),
    [
        (PEOPLE, [140, 0]),
        (tuple((a / 100, b / 1_000, label) for a, b, label in PEOPLE), [0, 0]),
        (((0.0, 0.0, 0.0), (10.0, 1.0, 1.0), (4.0, 9.0, 1.0)), [0, 0]),
        (((-1.0, 0.0, 0.0), (10.0, 1.0, 1.0)), [-11, -11]),
        (((100.0, 200.0, 0.0), (110.0, 205.0, 1.0)), [99, 197]),
        (((30.0, 1.0, 0.0),), [-40, -40]),
    ],
)
def test_the_plane_shows_all_points_and_little_that_none_can_be_in(
    points: tuple[tuple[float, float, float], ...], low: list[float]
) -> None:
    data = make_data(of(points))
    assert data.fits
    (first, _), (second, _) = ranges(data)
    assert first >= low[0] - 1e-6
    assert second >= low[1] - 1e-6


def test_students_attend_no_negative_number_of_lectures() -> None:
    assert ranges(make_data(DatasetConfig(name="pass_class"))) == [[0, 10], [0, 10]]


def test_the_network_and_what_is_exported_of_it_see_standard_units() -> None:
    config = Config(dataset=of(PEOPLE))
    trainer = Trainer(config, make_data(config.dataset))
    trainer.advance(20)
    center, scale = (
        np.array(part) for part in (trainer.data.standard.center, trainer.data.standard.scale)
    )
    expected = (trainer.data.points[:, 3] - center) / scale
    assert f"x = const([{expected[0].item()!r}, {expected[1].item()!r}])" in program(trainer, 3)
    code = torch_code(trainer)
    assert f"center = torch.tensor({center.tolist()})" in code
    assert "points = (points - center) / scale" in code
    assert trainer.config.dataset.standardize
