"""Arguments that usually change no number, where what they are given does change one."""

import ast
import re

from .fitting import Asked
from .modules import Modules

_WHOLE = re.compile(r"\b(?:u?int(?:\d+|_|p|c)?|u?long|u?short|u?byte|[iu][1248]?)\b")
_TRUTH = re.compile(r"\bbool_?\b")
_NO_NUMBERS = re.compile(r"\b(?:complex\w*|cfloat|cdouble|object|str)\b")
_COUNTED = frozenset(
    {"zeros", "ones", "empty", "eye", "identity", "zeros_like", "ones_like", "empty_like"}
)
"""Makers of zeros and ones, which every kind of numbers holds."""
_KEEPING = frozenset(
    {"array", "asarray", "ascontiguousarray", "tensor", "Tensor", "as_tensor", "constant"}
    | {"convert_to_tensor", "Variable", "full", "full_like", "fill", "arange", "range"}
    | {"cast", "astype", "to"}
)
"""What makes arrays of the very numbers that it is given."""
_HINT = "all values are float64; write the numbers that this kind would make of them"


def changed(modules: Modules, asked: Asked, kind: ast.expr | None) -> str | None:
    """Return what to say of an argument that would change a number; ``None``: there is none.

    ``kind`` is the kind of numbers, where it was given without its name.
    """
    for word in asked.node.keywords:
        value = word.value
        plain = value.value if isinstance(value, ast.Constant) else value
        if word.arg == "inplace" and plain not in (False, 0, None):
            return "no value changes in place; leave inplace out and name the result: x = relu(x)"
        if word.arg == "dtype":
            kind = value
    if kind is not None and not _holds(modules, kind, asked):
        return _HINT
    return None


def is_whole(modules: Modules, arguments: tuple[ast.expr, ...]) -> bool:
    """Tell whether arguments are whole numbers, written out here or under a name."""
    numbers = _numbers(modules, arguments)
    return numbers is not None and all(float(number).is_integer() for number in numbers)


def _holds(modules: Modules, kind: ast.expr, asked: Asked) -> bool:
    """Tell whether a kind of numbers leaves the numbers of a call as they are."""
    if isinstance(kind, ast.Name):
        kind = modules.value(kind.id) or kind
    text = ast.unparse(kind)
    if _NO_NUMBERS.search(text):
        return False
    if not _WHOLE.search(text) and not _TRUTH.search(text):
        return True
    if asked.name in _COUNTED:
        return True
    if asked.name not in _KEEPING:
        return False
    if _TRUTH.search(text):
        numbers = _numbers(modules, asked.arguments)
        return numbers is not None and all(number in (0, 1) for number in numbers)
    return is_whole(modules, asked.arguments)


def _numbers(modules: Modules, arguments: tuple[ast.expr, ...]) -> list[int | float] | None:
    """Return the numbers that arguments consist of; ``None`` where something is computed."""
    numbers: list[int | float] = []
    pending = list(arguments)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.List | ast.Tuple):
            pending += node.elts
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
            pending.append(node.operand)
        elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            numbers.append(node.value)
        elif isinstance(node, ast.Name) and (value := modules.value(node.id)) is not None:
            if len(numbers) + len(pending) > 10_000 or not isinstance(
                value, ast.List | ast.Tuple | ast.Constant | ast.UnaryOp
            ):
                return None
            pending.append(value)
        else:
            return None
    return numbers
