"""What the reader's machine works on: values, instructions, functions and calls under way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias

from ..engine.graph import Literal, Span
from ..engine.ops.op import Array

if TYPE_CHECKING:
    from .machine import Machine


@dataclass(frozen=True, slots=True)
class Data:
    """Numbers that are not a node yet: a list, what a maker made, ``const(...)``."""

    array: Array
    constant: bool = False
    shape_only: bool = False
    """Whether only the shape of the array counts, which has no numbers: ``shape(60000, 784)``."""


@dataclass(frozen=True, slots=True)
class Plain:
    """What only an option can be: True, None, a text, a tuple of whole numbers."""

    value: object


Value: TypeAlias = int | Literal | Data | Plain
"""A node's id, a number, numbers that are not a node yet, or what only an option can be."""


class Instruction(Protocol):
    """One step of the machine; ``span`` is the place that an error points at."""

    @property
    def span(self) -> Span:
        """Where the instruction was written."""

    def run(self, machine: "Machine") -> None:
        """Do it."""


Code: TypeAlias = Sequence[Instruction]


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the program: how it was written, and where it sees outer names."""

    name: str
    parameters: tuple[str, ...]
    code: Code
    span: Span
    defaults: tuple[Value, ...] = ()
    home: "Frame | None" = None


@dataclass(slots=True)
class Frame:
    """One call under way, or the program itself."""

    code: Code
    home: "Frame | None" = None
    """The frame whose names are seen from here."""
    caller: "Frame | None" = None
    function: Function | None = None
    path: tuple[str, ...] | None = None
    """The group of its nodes; settled when the first of them is made."""
    call: Span | None = None
    given: Mapping[str, Value] = field(default_factory=dict)
    """What the call gave to each parameter."""
    position: int = 0
    depth: int = 0
    values: dict[str, Value] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    bindings: dict[str, int] = field(default_factory=dict)
    """How often each name was bound: which tells the number of its next node."""


def show_plain(value: object) -> str:
    """Return how an option's value is called in an error."""
    if isinstance(value, Plain):
        if isinstance(value.value, str):
            return "a text in quotes"
        if isinstance(value.value, tuple):
            return "a group of values in parentheses"
        return str(value.value)
    return "a value"
