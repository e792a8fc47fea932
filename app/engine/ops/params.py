"""Options of gates: what they are called and what may be written for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, Literal, TypeAlias

from ..errors import ArgumentError

ParamValue: TypeAlias = Any
Params: TypeAlias = Mapping[str, ParamValue]
ParamKind: TypeAlias = Literal[
    "number", "flag", "axis", "axes", "shape", "index", "reduction", "whole", "sizes", "padding"
]

REDUCTIONS = ("sum", "mean", "none")


@dataclass(frozen=True, slots=True)
class Param:
    """An option of a gate, given by keyword: ``axis=1``.

    A value is, by kind: a finite number; a bool; a whole number, or ``None`` where that is the
    default (axis); a tuple of whole numbers or ``None`` (axes); a tuple of whole numbers, one of
    which may be −1 (shape); a tuple as ``app.engine.ops.indexing`` describes it (index); one of
    ``REDUCTIONS``; a whole number (whole); a whole number, a tuple of several, or ``None``
    where that is the default (sizes); one of these or ``"same"`` (padding).
    """

    name: str
    default: ParamValue
    kind: ParamKind
    """What the language lets be written there."""
    help: str

    def settle(self, value: ParamValue, gate: str) -> ParamValue:
        """Return the value in the form that kernels take it.

        Raises:
            ArgumentError: the value is of the wrong kind.
        """
        match self.kind:
            case "number" if _is_number(value):
                return float(value)
            case "flag" if isinstance(value, bool):
                return value
            case "axis" if _is_whole(value) or (value is None and self.default is None):
                return value
            case "axes" if value is None or _are_whole(value):
                return None if value is None else tuple(value)
            case "shape" if _are_whole(value):
                return tuple(value)
            case "whole" if _is_whole(value):
                return value
            case "sizes" if value is None and self.default is None:
                return None
            case "sizes" if _is_whole(value):
                return value
            case "sizes" if _are_whole(value) and value:
                return value[0] if len(value) == 1 else tuple(value)
            case "padding" if value == "same":
                return value
            case "padding" if value == "valid":
                return 0
            case "padding" if _is_whole(value):
                return value
            case "padding" if _are_whole(value) and value:
                return value[0] if len(value) == 1 else tuple(value)
            case "shape" if _is_whole(value):
                return (value,)
            case "index":
                return tuple(_item(item) for item in value)
            case "reduction" if value in REDUCTIONS:
                return value
        expected = _EXPECTED[self.kind]
        if self.kind == "axis" and self.default is None:
            expected += " or None"
        raise ArgumentError(
            f"{gate}: {self.name} cannot be {value!r}", hint=f"{self.name} is {expected}"
        )


_EXPECTED: dict[ParamKind, str] = {
    "number": "a finite number",
    "flag": "True or False",
    "axis": "a whole number",
    "axes": "a list of whole numbers",
    "shape": "a list of whole numbers",
    "whole": "a whole number",
    "sizes": "a whole number, or one for each axis: (2, 1)",
    "padding": 'a whole number, one for each axis: (2, 1), or "same"',
    "reduction": 'one of "sum", "mean" and "none"',
}


def _item(item: ParamValue) -> ParamValue:
    """Return one item of an index, a slice as its parts, which unlike it can be hashed."""
    return (item.start, item.stop, item.step) if isinstance(item, slice) else item


def _is_number(value: ParamValue) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _is_whole(value: ParamValue) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _are_whole(value: ParamValue) -> bool:
    return isinstance(value, list | tuple) and all(_is_whole(item) for item in value)
