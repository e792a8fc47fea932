import math

import numpy as np
import pytest

from app.trace.model import Summary
from app.trace.numbers import (
    show_array_exactly,
    show_exactly,
    show_in_table,
    show_number,
    to_number,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1.0, "1"),
        (-12.0, "−12"),
        (0.3679, "0.37"),
        (0.99999, "1.00"),
        (-0.5, "−0.50"),
        (0.045, "0.045"),
        (0.04512, "0.045"),
        (0.0061, "0.0061"),
        (0.004, "0.004"),
        (0.0039999, "0.0040"),
        (0.0009, "9.0e−4"),
        (0.0999, "0.0999"),
        (0.09991, "0.10"),
        (-0.125, "−0.125"),
        (-0.1251, "−0.13"),
        (12.35, "12.35"),
        (1.005, "1.005"),
        (1.0051, "1.01"),
        (1_250_000.0, "1.25e6"),
        (1_251_000.0, "1.3e6"),
        (6.1e-16, "6.1e−16"),
        (0.07, "0.07"),
        (0.07 + 1e-17, "0.07"),
        (0.07 * (1 + 9e-13), "0.07"),
        (0.07 * (1 + 2e-12), "0.070"),
        (-0.1 - 0.2, "−0.30"),
        (0.7 * 0.0001, "7.0e−5"),
        (1 - 1e-15, "1.00"),
        (123456.7891, "123456.79"),
        (1234567.0, "1.2e6"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "NaN"),
    ],
)
def test_a_number_has_two_decimals_that_say_something_unless_it_is_whole(
    value: float, text: str
) -> None:
    assert show_number(value) == text


def test_more_digits_can_be_asked_for() -> None:
    assert show_number(0.36788, 3) == "0.368"
    assert show_number(0.0123456, 4) == "0.01235"


def test_a_sentence_has_no_trailing_zeros() -> None:
    assert show_exactly(0.5) == "0.5"


def test_a_large_array_is_summarised() -> None:
    summary = to_number(np.arange(10.0), 9)
    assert isinstance(summary, Summary)
    assert (summary.shape, summary.min, summary.max, summary.mean) == ([10], 0.0, 9.0, 4.5)
    assert summary.norm == pytest.approx(math.sqrt(285))
    assert summary.preview == [0, 1, 2, 3, 4, 5, 6, 7]


def test_no_limit_lists_everything() -> None:
    assert to_number(np.arange(10.0), None) == list(range(10))


def test_a_sentence_and_a_table_write_an_array_alike() -> None:
    assert show_array_exactly([0.5, 0.0312]) == ["0.5000", "0.0312"]
    assert show_array_exactly([0.5, 0.25]) == ["0.50", "0.25"]
    assert show_in_table([[0.5, 2.0], [0.0312, -1.25]]) == "[[0.5000, 2], [0.0312, −1.2500]]"
    assert show_in_table(0.19661193324148185) == "0.19661193324148185"
