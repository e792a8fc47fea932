"""Numbers and arrays as text that Python reads back to the same values."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from typing import Any

import numpy as np

from ...engine.lazily import lazily
from ...engine.ops.op import Array, Shape
from ..errors import ProgramError
from ..modules import Modules
from ..pasted import Read, read_call
from ..python_tree import module_of

WIDTH = 96
"""Where lines of numbers are broken, in characters."""
PLAIN = 8
"""Up to so many elements an array is listed even where ``zeros`` or its like would do."""
SMALL = 64
"""Up to so many elements an array is listed even where it could be drawn from its seed."""
MOST_LISTED = 20_000
"""How many elements the arrays of one script may list."""
MOST_CALLS = 2_000
MOST_DRAWS = 100
"""How many calls of random makers are looked through."""


def number_text(number: float) -> str:
    """Write a number inside an expression: ``2``, ``0.1``, ``1e+300``."""
    if not isfinite(number):
        return f'float("{number}")'
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return repr(number)


def list_text(array: Array, indent: str = "") -> str:
    """Write an array as nested lists, one row to a line where one line is not enough."""
    flat = _flat(array.tolist())
    if len(indent) + len(flat) <= WIDTH:
        return flat
    inner = indent + "    "
    if array.ndim > 1:
        rows = [f"{inner}{list_text(row, inner)},\n" for row in array]
    else:
        rows = [f"{line},\n" for line in _wrapped(map(_flat, array.tolist()), inner)]
    return f"[\n{''.join(rows)}{indent}]"


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_flat, value))}]"
    return repr(value) if isfinite(value) else number_text(value)


def _wrapped(words: Iterator[str], indent: str) -> Iterator[str]:
    line = ""
    for word in words:
        if line and len(indent) + len(line) + len(word) + 3 > WIDTH:
            yield indent + line
            line = word
        else:
            line = f"{line}, {word}" if line else word
    yield indent + line


@dataclass(frozen=True, slots=True)
class Draw:
    """A call of NumPy's random generator."""

    seed: int
    method: str
    arguments: tuple[float | Shape, ...]
    shape: Shape

    @property
    def text(self) -> str:
        """The call as NumPy takes it."""
        listed = ", ".join(map(repr, self.arguments))
        return f"np.random.default_rng({self.seed}).{self.method}({listed})"

    def make(self) -> Array:
        """Draw the numbers."""
        return np.asarray(getattr(np.random.default_rng(self.seed), self.method)(*self.arguments))


class ArrayTexts:
    """Writes the arrays of one program: listed, or by the call that makes them.

    ``module`` is ``np`` or ``torch``; random numbers are NumPy's in both, and ``draws_used`` tells
    whether there were any.
    """

    def __init__(self, program: str, module: str) -> None:
        self._program = program
        self._module = module
        self._left = MOST_LISTED
        self.draws_used = False

    def write(self, array: Array, what: str) -> tuple[str, bool]:
        """Return an expression, and whether it is nested lists rather than an array.

        Raises:
            ProgramError: there are too many numbers to list, and no call makes them.
        """
        made = self._regular(array) if array.size > PLAIN else None
        if made is None and array.size > SMALL:
            made = self._random(array)
        if made is not None:
            return made, False
        self._left -= array.size
        if self._left < 0:
            raise ProgramError(
                "too-large",
                f"{what} has {array.size:,} numbers, too many to write them all into a script",
                hint="make it with zeros, ones, randn or uniform, or make it smaller",
            )
        return list_text(array), True

    def _regular(self, array: Array) -> str | None:
        module, shape, first = self._module, array.shape, float(array.flat[0])
        if np.all(array == first):
            if first in (0.0, 1.0):
                return f"{module}.{'ones' if first else 'zeros'}({shape})"
            return f"{module}.full({shape}, {_flat(first)})"
        if array.ndim == 1 and np.array_equal(array, np.arange(float(array.size))):
            return f"{module}.arange({float(array.size)})"
        if array.ndim == 2 and np.array_equal(array, np.eye(*shape)):
            return f"{module}.eye({shape[0]}, {shape[1]})"
        return None

    def _random(self, array: Array) -> str | None:
        for draw in self._draws:
            if draw.shape != array.shape:
                continue
            drawn = draw.make()
            scale = round(float(array.flat[0] / drawn.flat[0]), 12)
            if np.array_equal(scale * drawn, array):
                self.draws_used = True
                return draw.text if scale == 1 else f"{number_text(scale)} * {draw.text}"
        return None

    @lazily
    def _draws(self) -> list[Draw]:
        """The program's calls of ``randn`` and ``uniform``."""
        tree = module_of(self._program)
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        calls.sort(key=lambda call: (call.lineno, call.col_offset))
        modules = Modules(tree)
        said = [read_call(modules, call) or call for call in calls[:MOST_CALLS]]
        found = [call.node if isinstance(call, Read) else call for call in said]
        draws = [_draw(call) for call in found if isinstance(call, ast.Call)]
        return [draw for draw in draws if draw is not None][:MOST_DRAWS]


def _draw(call: ast.Call) -> Draw | None:
    """Read one call of a random maker; ``None`` where it is none, or not plainly written."""
    maker = call.func.id if isinstance(call.func, ast.Name) else ""
    if maker not in ("randn", "uniform"):
        return None
    try:
        sizes = [ast.literal_eval(argument) for argument in call.args]
        options = {word.arg: ast.literal_eval(word.value) for word in call.keywords}
    except ValueError:
        return None
    if len(sizes) == 1 and isinstance(sizes[0], list | tuple):
        sizes = list(sizes[0])
    shape = tuple(int(size) for size in sizes)
    seed = int(options.get("seed", 0))
    if maker == "randn":
        return Draw(seed, "standard_normal", (shape,), shape)
    bounds = float(options.get("low", 0.0)), float(options.get("high", 1.0))
    return Draw(seed, "uniform", (*bounds, shape), shape)
