import math

import numpy as np
import pytest

from app.trace.model import Summary
from app.trace.numbers import show_cell, to_number
from app.trace.raster import raster_of


def test_a_raster_holds_the_largest_of_each_block_with_its_sign() -> None:
    array = np.zeros((16, 24))
    array[0, 0], array[1, 2] = 1.0, -3.0  # one block of 2 by 3
    array[15, 23] = 2.0
    raster = raster_of(array, 24)
    assert raster[0] == -3.0
    assert raster[63] == 2.0
    assert raster[1:63] == [0.0] * 62, "a cell is zero where all of its elements are"


def test_a_small_array_is_its_own_raster() -> None:
    assert raster_of([1.0, 2.0, 3.0, 4.0], 2) == [1.0, 2.0, 3.0, 4.0]
    assert raster_of([], 0) == []


def test_every_element_is_in_one_block() -> None:
    for rows, columns in ((9, 1), (17, 13), (8, 9), (1, 784)):
        for k in range(rows * columns):
            numbers = [0.0] * (rows * columns)
            numbers[k] = -1.0
            assert sum(raster_of(numbers, columns)) == -1.0


def test_what_is_no_number_is_not_lost() -> None:
    assert any(math.isnan(x) for x in raster_of([1.0, *[math.nan] * 2, *[5.0] * 13], 16))


def test_a_summary_brings_its_raster() -> None:
    summary = to_number(np.arange(-50.0, 50.0).reshape(10, 10), 99)
    assert isinstance(summary, Summary)
    assert summary.raster == raster_of(np.arange(-50.0, 50.0), 10)
    assert len(summary.raster) == 64


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.125, 2, "0.13"),
        (-0.0528, 2, "−0.053"),
        (0.45, 2, "0.45"),
        (3.0, 2, "3"),
        (0.00612, 2, "0.0061"),
        (1.5, 0, "1.5"),
        (6.12e-9, 2, "6.12e−9"),
        (-math.inf, 2, "−∞"),
    ],
)
def test_a_cell_has_no_digit_more_than_the_picture(value: float, digits: int, text: str) -> None:
    assert show_cell(value, digits) == text
