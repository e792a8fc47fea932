"""How numbers are shown to people: a true minus sign, integers whole, a fixed count of decimals."""

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from itertools import islice

from app.engine.ops.op import Array
from app.trace.model import Number, Summary

NOTHING = "\N{EN DASH}"
"""What stands in a table where there is no number."""
PREVIEW = 8
"""How many elements a summary lists."""


def show_number(value: float, digits: int = 2) -> str:
    """Write a number for the picture: ``−12``, ``0.37``, ``1.50``, ``6.1e−16``.

    Whole numbers have no decimals, so that an exact 1 and a rounded 1.00 look different. Numbers
    that ``digits`` decimals would round to nothing, and those from a million up, are written with
    an exponent.
    """
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    size = abs(value)
    if value == int(value) and size < 1e6:
        text = str(int(value))
    elif size >= 1e6 or size < 0.5 * 10.0**-digits:
        significant = max(digits, 1)
        rounded = Context(significant, ROUND_HALF_UP).create_decimal(value)
        mantissa, _, exponent = f"{rounded:.{significant - 1}e}".partition("e")
        text = f"{mantissa}e{int(exponent)}"
    else:
        if size * 2 ** (digits + 1) % 2 == 1:  # just half way: up, as at school, and as scripts do
            value = math.nextafter(value, math.copysign(math.inf, value))
        text = f"{value:.{digits}f}"
    return text.replace("-", "−")


SENTENCE_DIGITS = 4
"""Decimals of the numbers in a sentence, at most."""


@lru_cache(maxsize=8192)
def show_exactly(value: float, digits: int = SENTENCE_DIGITS) -> str:
    """Write a number for a sentence: at most so many decimals, no trailing zeros.

    The same numbers come again all through a story, as a value, an operand and an upstream.
    """
    text = show_number(value, digits)
    mantissa, e, exponent = text.partition("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return mantissa + e + exponent


def show_in_full(number: Number | None) -> str:
    """Write a number, a nested list or a summary exactly, for a table: ``−0.19661193324148185``.

    Floats are written with the fewest digits that give them back, as JavaScript writes them.
    """
    if number is None:
        return NOTHING
    if isinstance(number, list):
        return f"[{', '.join(map(show_in_full, number))}]"
    if isinstance(number, Summary):
        return f"{show_shape(number.shape)}: norm {show_in_full(number.norm)}"
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "−Infinity"
    size = abs(number)
    text = repr(number + 0.0 if number else 0.0)
    if 1e-6 <= size < 1e21:
        text = format(Decimal(text), "f")
    if "." in text and "e" not in text:
        text = text.rstrip("0").rstrip(".")
    mantissa, e, exponent = text.partition("e")
    if e:
        text = f"{mantissa}e{int(exponent):+d}"
    return text.replace("-", "−")


def show_shape(shape: Sequence[int]) -> str:
    """Write a shape: ``4×3``; a vector of five is ``(5,)``, which cannot be taken for a value."""
    return f"({shape[0]},)" if len(shape) == 1 else "×".join(map(str, shape))


def to_number(array: Array, limit: int | None) -> Number:
    """Turn an array into a float, a nested list, or, past ``limit`` elements, a summary."""
    if limit is None or array.size <= limit:
        number: Number = array.tolist()
        return number
    return Summary(
        shape=list(array.shape),
        min=float(array.min()),
        max=float(array.max()),
        mean=float(array.mean()),
        norm=float((array.ravel() @ array.ravel()) ** 0.5),
        preview=[float(x) for x in islice(array.flat, PREVIEW)],
    )
