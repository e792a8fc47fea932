"""How numbers are shown to people: a true minus sign, integers whole, at least two digits."""

import math
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import islice

from ..engine.ops.op import Array
from .model import Number, ShapeOnly, Summary
from .raster import raster_of

NOTHING = "\N{EN DASH}"
"""What stands in a table where there is no number."""
PREVIEW = 8
"""How many elements a summary lists."""


WRITTEN_OUT = 4
"""Vectors of up to so many elements are written out in the picture and in sentences."""


def show_number(value: float, digits: int = 2, significant: int | None = None) -> str:
    """Write a number for the picture: ``−12``, ``0.37``, ``1.50``, ``0.045``, ``6.1e−16``.

    It has ``digits`` decimals, and at least ``significant`` digits that are (two, or ``digits`` of
    them), so that 0.04512 is 0.045 and not 0.05. What ends one digit later is written out: 0.125
    stays 0.125, as a text beside the picture has it. So nothing is ever just half way, and scripts,
    which round halves otherwise, write the same. Whole numbers have no decimals, so that an exact 1
    and a rounded 1.00 look different. A decimal that the computer missed by its own rounding only,
    0.07000000000000001, is written as the decimal that it is, 0.07. The smallest
    numbers, and those from a million up, are written with an exponent.
    """
    if math.isnan(value):
        return "NaN"
    sign = "−" if value < 0 else ""
    size = abs(value)
    if math.isinf(size):
        return f"{sign}∞"
    if size < LARGE and size == int(size):
        return f"{sign}{int(size)}"
    size = _without_noise(size)
    smallest = SMALL if digits < SENTENCE_DIGITS else SMALL / 10
    significant = significant or max(digits, SIGNIFICANT)
    if smallest <= size < LARGE:
        return sign + _in_decimals(size, digits, significant)
    return sign + _with_exponent(size, significant)


NOISE = 1e-12
"""By so much of its size at most a float differs from the decimal that it stands for."""
SHORT = 8
"""Significant digits of a decimal that a float may stand for."""
SIGNIFICANT = 2
"""Significant digits that a number has at least."""
SMALL = 1e-3
"""Smaller numbers are written with an exponent; in a sentence those ten times smaller."""
LARGE = 1e6
"""Numbers from here up are written with an exponent."""


def _without_noise(size: float) -> float:
    """Return the short decimal that a number stands for, else the number; 1 is never meant."""
    short = float(f"{size:.{SHORT}g}")
    meant = abs(short - size) <= NOISE * size and not short.is_integer()
    return short if meant else size


def _in_decimals(size: float, digits: int, significant: int) -> str:
    """Write a number that is no whole one: ``1.50``, ``0.045``."""
    whole, _, decimals = repr(size).partition(".")
    zeros = len(decimals) - len(decimals.lstrip("0")) if whole == "0" else -len(whole)
    places = max(digits, zeros + significant)
    if len(decimals) <= places + 1:
        return f"{whole}.{decimals:0<{digits}}"
    text = f"{size:.{places}f}"
    # 0.0999 is 0.10: a digit came in front
    carried = places > digits and zeros > 0 and text[zeros + 1] != "0"
    return text[:-1] if carried else text


def _with_exponent(size: float, significant: int) -> str:
    """Write a number in scientific notation: ``6.1e−16``."""
    exact = Decimal(repr(size)).normalize()
    count = len(exact.as_tuple().digits)
    if count > significant + 1:
        mantissa, _, exponent = f"{size:.{significant - 1}e}".partition("e")
    else:
        mantissa, _, exponent = f"{exact:.{max(count, significant) - 1}e}".partition("e")
    return f"{mantissa}e{int(exponent)}".replace("-", "−")


SENTENCE_DIGITS = 4
"""Decimals of the numbers in a sentence."""


@lru_cache(maxsize=8192)
def show_exactly(value: float, digits: int = SENTENCE_DIGITS) -> str:
    """Write a number for a sentence: as in the picture, finer, without trailing zeros.

    The same numbers come again all through a story, as a value, an operand and an upstream.
    """
    return _trimmed(show_number(value, digits))


@lru_cache(maxsize=8192)
def reads_as(value: float, digits: int = SENTENCE_DIGITS) -> float:
    """Return the number that the reader of a sentence sees."""
    return float(show_exactly(value, digits).replace("−", "-").replace("∞", "inf"))


def product_sign(first: float, second: float, product: float, digits: int) -> str:
    """Return what stands before a product: two numbers as they are shown may make another one."""
    one, other = reads_as(first, digits), reads_as(second, digits)
    if one == first and other == second:
        return "="
    made = show_exactly(one * other, digits)
    return "=" if made == show_exactly(product, digits) else "≈"


def _trimmed(text: str) -> str:
    mantissa, e, exponent = text.partition("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return mantissa + e + exponent


def show_cell(value: float, digits: int = 2, significant: int = SIGNIFICANT) -> str:
    """Write a number for a narrow cell: as in the picture, and never with a digit more."""
    text = show_number(value, digits, significant)
    whole, point, decimals = text.removeprefix("−").partition(".")
    if not point or "e" in text:
        return text
    zeros = len(decimals) - len(decimals.lstrip("0")) if whole == "0" else -len(whole)
    places = max(digits, zeros + significant)
    return text if len(decimals) <= places else _rounded(value, text, places)


def show_array_exactly(values: Sequence[float], digits: int = SENTENCE_DIGITS) -> list[str]:
    """Write the elements of one array for a sentence: finer, no zeros that all of them end in."""
    return _in_step(values, [_trimmed(show_number(value, digits, SIGNIFICANT)) for value in values])


def written_out(shape: Sequence[int]) -> bool:
    """Tell whether an array is small enough to be listed in the picture and in sentences."""
    return len(shape) == 1 and shape[0] <= WRITTEN_OUT


def _in_step(values: Sequence[float], texts: list[str]) -> list[str]:
    """Give numbers that were each written alone the same count of decimals."""
    places = max((_decimals(text) for text in texts), default=0)
    return [
        text if _decimals(text) == places or _is_plain(value) else _rounded(value, text, places)
        for value, text in zip(values, texts, strict=True)
    ]


def _decimals(text: str) -> int:
    return len(text.partition("e")[0].partition(".")[2])


def _is_plain(value: float) -> bool:
    """Tell whether a number is never written with decimals."""
    return not math.isfinite(value) or (abs(value) < LARGE and value == int(value))


def _rounded(value: float, text: str, places: int) -> str:
    """Write a number with so many decimals; halves go up, as they do in scripts."""
    size = Decimal(_without_noise(abs(value)))
    power = size.adjusted() if "e" in text else 0
    size = size.quantize(Decimal(1).scaleb(power - places), ROUND_HALF_UP)
    sign = "−" if value < 0 else ""
    if "e" not in text:
        return f"{sign}{size:.{places}f}"
    mantissa, _, exponent = f"{size:.{places}e}".partition("e")
    return f"{sign}{mantissa}e{int(exponent)}".replace("-", "−")


def show_apart(first: float, second: float) -> tuple[str, str]:
    """Write two numbers that are not the same with so many digits that they look different."""
    for digits in range(4, 18):
        texts = tuple(_significant(value, digits) for value in (first, second))
        if texts[0] != texts[1]:
            break
    return texts[0], texts[1]


def _significant(value: float, digits: int) -> str:
    if not math.isfinite(value):
        return show_number(value)
    return f"{value:.{digits}g}".replace("e-0", "e-").replace("e+", "e").replace("-", "−")


def show_in_table(number: Number | None, digits: int = SENTENCE_DIGITS) -> str:
    """Write a number exactly, and an array so that it can be read, as sentences have it."""
    if not isinstance(number, list):
        return show_in_full(number)
    return _nested(number, iter(show_array_exactly(list(elements_of(number)), digits)))


def _nested(number: Number, texts: Iterator[str]) -> str:
    if isinstance(number, list):
        return f"[{', '.join([_nested(part, texts) for part in number])}]"
    return next(texts)


def elements_of(number: Number) -> Iterator[float]:
    """Give the elements of a nested list in row-major order; what is no list of them has none."""
    if isinstance(number, list):
        for part in number:
            yield from elements_of(part)
    elif not isinstance(number, Summary | ShapeOnly):
        yield number


def show_in_full(number: Number | None) -> str:
    """Write a number, a nested list or a summary exactly: ``−0.19661193324148185``.

    Floats are written with the fewest digits that give them back, as JavaScript writes them.
    """
    if number is None:
        return NOTHING
    if isinstance(number, list):
        return f"[{', '.join(map(show_in_full, number))}]"
    if isinstance(number, Summary):
        return f"{show_shape(number.shape)}: norm {show_in_full(number.norm)}"
    if isinstance(number, ShapeOnly):
        return show_shape(number.shape) or NOTHING
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


def say_shape(shape: Sequence[int]) -> str:
    """Say a shape in a sentence: ``a number``, ``a vector of 3``, ``a 2×3 array``."""
    if not shape:
        return "a number"
    if len(shape) == 1:
        return f"a vector of {shape[0]}"
    article = "an" if shape[0] in {11, 18} or str(shape[0])[0] == "8" else "a"
    return f"{article} {show_shape(shape)} array"


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
        raster=raster_of(array, array.shape[-1]),
    )
