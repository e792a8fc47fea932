import math

import numpy as np
import pytest

from app.trace.model import Summary
from app.trace.numbers import show_exactly, show_number, to_number


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
        (0.004, "4.0e−3"),
        (0.125, "0.13"),
        (1_250_000.0, "1.3e6"),
        (6.1e-16, "6.1e−16"),
        (123456.789, "123456.79"),
        (1234567.0, "1.2e6"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "NaN"),
    ],
)
def test_a_number_is_shown_with_two_decimals_unless_it_is_whole(value: float, text: str) -> None:
    assert show_number(value) == text


def test_more_digits_can_be_asked_for() -> None:
    assert show_number(0.3679, 3) == "0.368"


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
