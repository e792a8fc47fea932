"""How the numbers of one array are written in cells of one width, all in the same way.

As in the picture, ``−0.45``, where all of them fit. Where one does not, none has a zero before its
point, ``−.018``, and one decimal less where digits are left, ``−12.5``. An array that is small or
large throughout is told in a power of ten, ``−6.80`` in 10⁻³; in one where small numbers stand
beside larger ones they have one significant digit, ``−.007`` beside ``.63``. What is not zero never
reads zero. Who has asked for more decimals gets them, if in smaller type.
static/js/trace/cell_numbers.js does the same, and one golden file holds both to it.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .numbers import SIGNIFICANT, show_cell

CELL_WIDTH = 335
"""Width of a cell, in hundredths of the size of a figure that is told in it."""
USUAL = 2
"""Decimals in the picture until others are chosen."""
SMALL_TO = -2
"""An array whose largest number has this power of ten, or a smaller one, is small throughout."""
LARGE_FROM = 3
"""One that has such a number, or a larger one, is large."""
APART = 3
"""Powers of ten that its numbers are apart at most: in its unit a smaller one is hard to read."""
POWER_MOST = 300
"""The largest power of ten that is told."""

_WIDTHS = {"−": 84, ".": 38}
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Writing:
    """A way to write the numbers of an array."""

    power: int
    """They are told in units of ten to it."""
    digits: int
    significant: int
    bare: bool
    """Whether there is no zero before a point."""

    def write(self, value: float) -> str:
        """Write one of the numbers."""
        text = show_cell(_shifted(value, -self.power), self.digits, self.significant)
        return text.replace("0.", ".") if self.bare and text.lstrip("−")[:2] == "0." else text

    @property
    def unit(self) -> str:
        """What the numbers are told in: ``10⁻³``, or nothing."""
        return f"10{str(self.power).translate(_RAISED)}" if self.power else ""


def writing_of(values: Sequence[float], digits: int = USUAL) -> Writing:
    """Return the most telling way to write some numbers that fits them all; else the shortest."""

    def widest(writing: Writing) -> int:
        return max((hundredths(writing.write(value)) for value in values), default=0)

    ways = list(_ways(values, digits))
    found = next((way for way in ways if widest(way) <= CELL_WIDTH), None)
    return found or min(ways, key=widest)


def show_vector(values: Sequence[float], digits: int = USUAL) -> str:
    """Write a short vector in a line, as its cells have it: ``[−6.80 10.74] · 10⁻³``."""
    writing = writing_of(values, digits)
    text = f"[{' '.join(map(writing.write, values))}]"
    return f"{text} · {writing.unit}" if writing.unit else text


def hundredths(text: str) -> int:
    """Return how wide a figure is, in hundredths of its size, where figures are wide and bold."""
    return sum(_WIDTHS.get(character, 70) for character in text)


def _ways(values: Sequence[float], digits: int) -> Iterator[Writing]:
    """Give the ways to write some numbers, the most telling first."""
    is_usual = digits <= USUAL
    units = dict.fromkeys((0, _power(values)))
    for significant in (SIGNIFICANT, 1) if is_usual else (SIGNIFICANT,):
        for unit in units:
            for places in (digits, min(digits, USUAL - 1)) if is_usual else (digits,):
                for bare in (False, True):
                    yield Writing(unit, places, significant, bare)


def _power(values: Sequence[float]) -> int:
    """Return the power of a thousand in which numbers are told that are small, or large; else 0."""
    sizes = [value for value in values if value and math.isfinite(value)]
    powers = [Decimal(repr(value)).adjusted() for value in sizes]
    power = max(powers, default=0)
    if SMALL_TO < power < LARGE_FROM or min(powers) < power - APART or abs(power) > POWER_MOST:
        return 0
    return 3 * round(power / 3)


def _shifted(value: float, power: int) -> float:
    """Move the point of a number; of two exact factors scripts make the same product."""
    if not power:
        return value
    ten = float(f"1e{abs(power)}")
    return value * ten if power > 0 else value / ten
