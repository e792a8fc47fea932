"""Values of inputs that come from outside the text: checked, and turned into arrays."""

from collections.abc import Mapping
from itertools import chain

import numpy as np

from ..engine.errors import shorten
from ..engine.graph import Limits
from ..engine.ops.op import Array, describe_shape
from .errors import ProgramError
from .names import normal

SPECIAL = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}
"""How JSON, which has no such numbers, writes them."""

MOST_AXES = 32
_EXPECTED = "give a number, or a nested list of numbers: [[1, 2], [3, 4]]"


def check_inputs(inputs: Mapping[str, object], limits: Limits) -> dict[str, Array]:
    """Return every value as an array, by its name as Python compares it.

    Raises:
        ProgramError: a value is not a number or an even nested list of numbers, or too large.
    """
    arrays: dict[str, Array] = {}
    total = 0
    for name, value in inputs.items():
        key = normal(name)
        if key in arrays:
            raise _error(f"the input {shorten(key)} is given twice", "leave one of them out")
        array = to_array(name, value, limits.array_elements)
        total += array.size
        if total > limits.total_elements:
            raise ProgramError(
                "too-large",
                f"the inputs together have more than {limits.total_elements:,} elements",
                hint="make the arrays smaller",
            )
        arrays[key] = array
    return arrays


def to_array(name: str, value: object, most: int) -> Array:
    """Return one value as an array of float64.

    Raises:
        ProgramError: it is not a number or an even nested list of numbers, or it is too large.
    """
    if isinstance(value, np.ndarray) and value.dtype.kind in "fiu" and 0 < value.size <= most:
        return value.astype(np.float64)
    name = shorten(name)
    flat: list[object] = [value.tolist() if isinstance(value, np.ndarray) else value]
    shape: list[int] = []
    while any(isinstance(item, list | tuple) for item in flat):
        rows = [item for item in flat if isinstance(item, list | tuple)]
        size = len(rows[0])
        if len(rows) < len(flat) or any(len(row) != size for row in rows):
            raise _error(
                f"the value of {name} is ragged: its lists have different lengths or depths",
                "give every row the same length",
            )
        if not size:
            raise _error(f"the value of {name} has an empty list", _EXPECTED)
        shape.append(size)
        if len(shape) > MOST_AXES:
            raise _error(f"the value of {name} is nested more than {MOST_AXES} deep", _EXPECTED)
        if len(flat) * size > most:
            raise ProgramError(
                "too-large",
                f"the value of {name} has more than {most:,} elements",
                hint="make the array smaller",
            )
        flat = list(chain.from_iterable(rows))
    if not all(type(item) is float or type(item) is int for item in flat):
        flat = [_number(name, item) for item in flat]
    try:
        return np.array(flat, dtype=np.float64).reshape(shape)
    except OverflowError:
        raise _error(
            f"a number in {name}, of shape {describe_shape(tuple(shape))}, is too large",
            "numbers go up to about 1.8e308",
        ) from None


def _number(name: str, item: object) -> float | int:
    if isinstance(item, bool | np.bool_):
        raise _error(f"{str(item).lower()} in {name} is not a number", "write 1 or 0")
    if isinstance(item, int | float | np.integer | np.floating):
        return float(item) if isinstance(item, np.generic) else item
    if isinstance(item, str) and item in SPECIAL:
        return SPECIAL[item]
    if isinstance(item, str):
        raise _error(f'the text "{shorten(item)}" in {name} is not a number', _EXPECTED)
    what = "null" if item is None else f"a value of type {type(item).__name__}"
    raise _error(f"{what} in {name} is not a number", _EXPECTED)


def _error(message: str, hint: str) -> ProgramError:
    return ProgramError("bad-input", message, hint=hint)
