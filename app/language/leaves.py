"""The makers of leaves: ``zeros``, ``randn``, ``onehot``, ``const`` and their like.

Sizes are checked before anything is allocated. Random numbers come from NumPy's ``default_rng``, so
a seed gives the same numbers everywhere; the seed is 0 unless it is given.
"""

from collections.abc import Callable
from dataclasses import replace
from math import ceil, isfinite, prod

import numpy as np

from ..engine.graph import Literal, Span, check_countable, no_numbers
from ..engine.ops.op import Array
from .calls import Call
from .errors import ProgramError
from .machine import Machine
from .names import nearest
from .values import Data, Plain, Value


def make(machine: Machine, call: Call, values: list[Value]) -> Data:
    """Return what a maker makes.

    Raises:
        ProgramError: an argument is wrong, or the array would be too large.
    """
    rule, options, usage = _RULES[call.name]
    arguments = _Arguments(machine, call, values, options, usage)
    made = rule(arguments)
    return made if isinstance(made, Data) else Data(made)


class _Arguments:
    """The arguments of one call of a maker, checked as they are taken."""

    def __init__(
        self,
        machine: Machine,
        call: Call,
        values: list[Value],
        options: tuple[str, ...],
        usage: str,
    ) -> None:
        self.machine = machine
        self.call = call
        self.usage = usage
        self.positional = values[: call.positional]
        self.named: dict[str, tuple[Value, Span]] = {}
        for name, value, place in zip(
            call.keywords,
            values[call.positional :],
            call.places[call.positional :],
            strict=True,
        ):
            if name not in options:
                close = nearest(name, options)
                raise self.wrong(
                    f"{call.name} has no argument {name}",
                    place,
                    f"did you mean {close}?" if close else f"it is {usage}, without {name}",
                )
            if name in self.named:
                raise self.wrong(f"{name} is given twice", place)
            self.named[name] = (value, place)

    def wrong(
        self, message: str, place: Span | None = None, hint: str | None = None
    ) -> ProgramError:
        """Return the error of a wrong argument."""
        return self.machine.source.error(
            "wrong-arguments", message, place or self.call.span, hint or f"write {self.usage}"
        )

    def number(self, value: Value, place: Span, what: str) -> float:
        """Return a value that must be a written number."""
        if isinstance(value, Literal) and isfinite(value.value):
            return value.value
        what = f"{what} of {self.call.name}"
        if isinstance(value, int):
            raise self._computed(value, place, f"{what} must be a written number")
        raise self.wrong(f"{what} must be a number", place)

    def _computed(self, node: int, place: Span, message: str) -> ProgramError:
        """Return the error of a value that is no written number, though it may stand for one."""
        array = self.machine.graph.values.get(node)
        if array is None or array.shape or self.machine.graph.nodes[node].shape_only:
            return self.wrong(f"{message}, not a computed value", place)
        number = f"{float(array):.17g}"
        return self.machine.source.error(
            "wrong-arguments", f"{message}, not a name", place, f"write {number}", number
        )

    def whole(self, value: Value, place: Span, what: str) -> int:
        """Return a value that must be a written whole number."""
        number = self.number(value, place, what)
        if not number.is_integer():
            raise self.wrong(f"{what} of {self.call.name} must be a whole number", place)
        return int(number)

    def option(self, name: str, default: float) -> float:
        """Return an option that is a number."""
        if name not in self.named:
            return default
        return self.number(*self.named[name], name)

    def expect(self, least: int, most: int) -> None:
        """Check how many arguments there are."""
        found = self.call.positional
        if found > most:
            raise self.wrong(f"{self.call.name} has too many arguments", self.call.places[most])
        if found < least:
            raise self.wrong(f"{self.call.name} has too few arguments")

    def sizes(self) -> tuple[int, ...]:
        """Return the shape that the arguments without a name give, checked to be allowed."""
        values = list(zip(self.positional, self.call.places, strict=False))
        if len(values) == 1:
            (value, place), sizes = values[0], None
            if isinstance(value, Plain) and isinstance(value.value, tuple):
                sizes = value.value
            elif isinstance(value, Data) and value.array.ndim == 1 and not value.shape_only:
                sizes = tuple(value.array.tolist())
            if sizes is not None:
                values = [(Literal(s) if isinstance(s, float) else Plain(s), place) for s in sizes]
        return self.allowed(tuple(self.whole(v, place, "a size") for v, place in values))

    def allowed(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        """Check a shape before it is allocated, and return it."""
        if len(shape) > 32:
            raise self.wrong("an array has at most 32 axes")
        for size in shape:
            if size < 1:
                raise self.wrong(
                    f"{self.call.name} cannot have a size of {size}",
                    hint="every axis needs at least one element",
                )
        if self.call.name == "shape":
            check_countable(shape)
        else:
            self.machine.allocate(prod(shape), self.call.span)
        return shape

    def seed(self) -> np.random.Generator:
        """Return the generator of random numbers for the seed."""
        seed = self.option("seed", 0.0)
        if not seed.is_integer() or not 0 <= seed <= 2**53:
            raise self.wrong("seed must be a whole number from 0", self.named["seed"][1])
        return np.random.default_rng(int(seed))


def _const(a: _Arguments) -> Data:
    a.expect(1, 1)
    value = a.positional[0]
    if isinstance(value, Literal):
        return Data(np.array(value.value), constant=True)
    if isinstance(value, Data):
        return replace(value, constant=True)
    raise a.wrong(
        "const takes numbers, not a computed value"
        if isinstance(value, int)
        else "const takes numbers",
        a.call.places[0],
        "write the numbers in it: y = const([0, 1])",
    )


def _eye(a: _Arguments) -> Array:
    a.expect(1, 2)
    sizes = [
        a.whole(value, place, "a size")
        for value, place in zip(a.positional, a.call.places, strict=False)
    ]
    rows, columns = a.allowed((sizes[0], sizes[-1]))
    return np.eye(rows, columns)


def _uniform(a: _Arguments) -> Array:
    low, high = a.option("low", 0.0), a.option("high", 1.0)
    if not (low <= high and isfinite(high - low)):
        raise a.wrong("low must not be above high")
    return a.seed().uniform(low, high, a.sizes())


def _arange(a: _Arguments) -> Array:
    a.expect(1, 3)
    numbers = [
        a.number(value, place, "a bound")
        for value, place in zip(a.positional, a.call.places, strict=False)
    ]
    start, stop, step = 0.0, numbers[0], 1.0
    if len(numbers) > 1:
        start, stop = numbers[:2]
    if len(numbers) > 2:
        step = numbers[2]
    span = (stop - start) / step if step else float("inf")
    count = ceil(span) if isfinite(span) else 0
    if count < 1:
        raise a.wrong("arange of these bounds has no elements")
    a.allowed((count,))
    return start + step * np.arange(count, dtype=np.float64)


def _onehot(a: _Arguments) -> Array:
    a.expect(1, 2)
    value = a.positional[0]
    if isinstance(value, Literal):
        labels = np.array(value.value)
    elif isinstance(value, Data) and not value.shape_only:
        labels = value.array
    else:
        raise a.wrong("onehot takes written labels", a.call.places[0])
    if not np.all((labels >= 0) & (labels == np.floor(labels)) & (labels < 2**31)):
        raise a.wrong("labels of onehot must be whole numbers from 0", a.call.places[0])
    most = int(labels.max()) + 1
    if call_classes := a.positional[1:]:
        classes = a.whole(call_classes[0], a.call.places[1], "classes")
    elif "classes" in a.named:
        classes = a.whole(*a.named["classes"], "classes")
    else:
        classes = most
    if classes < most:
        raise a.wrong(
            f"the label {most - 1} does not fit into {classes} classes",
            a.call.places[0],
            f"labels count from 0; write classes={most}",
        )
    shape = a.allowed((*labels.shape, classes))
    table = np.zeros((labels.size, classes))
    table[np.arange(labels.size), labels.astype(np.intp).reshape(-1)] = 1.0
    return table.reshape(shape)


def _shape(a: _Arguments) -> Data:
    return Data(no_numbers(a.sizes()), shape_only=True)


_Rule = Callable[[_Arguments], Array | Data]
_RULES: dict[str, tuple[_Rule, tuple[str, ...], str]] = {
    "const": (_const, (), "const([0, 1])"),
    "zeros": (lambda a: np.zeros(a.sizes()), (), "zeros(2, 3)"),
    "ones": (lambda a: np.ones(a.sizes()), (), "ones(2, 3)"),
    "eye": (_eye, (), "eye(3)"),
    "randn": (
        lambda a: np.asarray(a.seed().standard_normal(a.sizes())),
        ("seed",),
        "randn(2, 3, seed=0)",
    ),
    "uniform": (_uniform, ("low", "high", "seed"), "uniform(2, 3, low=0, high=1, seed=0)"),
    "arange": (_arange, (), "arange(5)"),
    "onehot": (_onehot, ("classes",), "onehot([2, 0], classes=3)"),
    "shape": (_shape, (), "shape(60000, 784)"),
}
"""What each maker does, the options it has, and how it is written."""

_SUMMARIES = {
    "const": "Numbers that get no gradient, such as labels.",
    "zeros": "Zeros of a shape.",
    "ones": "Ones of a shape.",
    "eye": "The identity matrix.",
    "randn": "Random numbers from a normal distribution, the same for the same seed.",
    "uniform": "Random numbers between low and high, the same for the same seed.",
    "arange": "The numbers 0, 1, 2 and so on; or start, stop, step.",
    "onehot": "A row for each label: 1 at its class, 0 elsewhere.",
    "shape": "A shape without numbers, of any size: what depends on it has a shape only. Named in"
    " a function, it is a parameter of each call.",
}


def described_makers() -> list[tuple[str, str, str]]:
    """Return of every maker its name, how it is written, and what it makes."""
    return [(name, usage, _SUMMARIES[name]) for name, (_, _, usage) in _RULES.items()]
