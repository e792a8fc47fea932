"""What was found in a model."""

from dataclasses import dataclass, field
from typing import NamedTuple

from ..engine.ops.op import Shape


class Value(NamedTuple):
    """A value of the program that is being written."""

    name: str
    node: int
    shape: Shape


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of the model, and the line of the program that it became."""

    path: str
    """``features.0`` of a module, the name of a node of an ONNX file."""
    kind: str
    """``Conv2d``."""
    line: int | None
    """Its line in the printout; none in a file."""
    name: str
    """What its value is called in the program."""
    program_line: int
    shape: Shape
    parameters: int


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that was left out or does not fit, with what to do about it."""

    line: int | None
    text: str
    message: str
    hint: str


@dataclass(slots=True)
class Found:
    """A model as a program."""

    title: str
    text: str
    input: Shape
    guessed: bool
    """Whether the shape of the input was guessed."""
    layers: list[Layer] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What to know of how it was read."""
