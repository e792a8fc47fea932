"""The cells of a table: numbers as they are written in many places, and what stands for none."""

import re
from math import isinf

MISSING = frozenset(
    {"", "na", "n/a", "#n/a", "nan", "null", "none", "-", "\u2013", "\u2014", "?", "."}
)
"""What is written where there is no value, in small letters."""
LARGEST = 1e9
"""Coordinates are no larger."""

_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_COMMA = re.compile(r"[+-]?\d*,\d+(?:[eE][+-]?\d+)?")
_THOUSANDS_POINT = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d*")
_THOUSANDS_COMMA = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+\.\d*")
_ALIKE = str.maketrans({"−": "-", "\u00a0": "", "\u202f": "", "\u2009": "", "'": "", "\u2019": ""})
"""Other signs for minus, and what stands between thousands."""


def is_missing(cell: str) -> bool:
    """Tell whether nothing is known."""
    return cell.lower() in MISSING


def number_of(cell: str) -> float | None:
    """Return the number that is written, with a decimal point or a decimal comma."""
    number = _written(cell.translate(_ALIKE))
    return None if number is None or isinf(number) else number


def _written(text: str) -> float | None:
    if _PLAIN.fullmatch(text):
        return float(text)
    if _COMMA.fullmatch(text):
        return float(text.replace(",", "."))
    if _THOUSANDS_POINT.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    if _THOUSANDS_COMMA.fullmatch(text):
        return float(text.replace(",", ""))
    return None
