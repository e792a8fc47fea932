"""What an ONNX file says of a model, without its weights: operators, shapes, small constants."""

from dataclasses import dataclass, field
from math import prod
from struct import unpack

from ..engine.ops.op import Shape
from .errors import ModelError
from .wire import Field, Wire, broken, floating, packed, text

MOST_NODES = 4_000
MOST_TENSORS = 8_000
MOST_AXES = 16
MOST_NUMBERS = 64
"""Numbers of a constant that are read, at most: shapes and axes have few."""
FLOAT, INT32, INT64 = 1, 6, 7
LONGEST_SIZE = 2**40


@dataclass(slots=True)
class Tensor:
    """A constant of the file: its shape, and its numbers where they are few."""

    name: str = ""
    shape: Shape = ()
    kind: int = FLOAT
    numbers: list[float] = field(default_factory=list)
    """Empty where there are many, or where they are in another file."""

    @property
    def whole(self) -> list[int] | None:
        """The numbers, of a tensor of whole numbers."""
        if self.kind in {INT32, INT64} and len(self.numbers) == prod(self.shape):
            return [int(number) for number in self.numbers]
        return None


@dataclass(slots=True)
class Attribute:
    """An option of an operator."""

    name: str = ""
    number: float = 0.0
    whole: int = 0
    word: str = ""
    wholes: list[int] = field(default_factory=list)
    tensor: Tensor | None = None


@dataclass(slots=True)
class Operator:
    """A node of the file."""

    kind: str = ""
    name: str = ""
    domain: str = ""
    inputs: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    options: dict[str, Attribute] = field(default_factory=dict)


@dataclass(slots=True)
class Named:
    """A value with the shape that the file gives it: 0 where an axis is open."""

    name: str = ""
    shape: Shape | None = None
    kind: int = FLOAT


@dataclass(slots=True)
class Model:
    """A file."""

    name: str = ""
    opset: int = 13
    operators: list[Operator] = field(default_factory=list)
    tensors: dict[str, Tensor] = field(default_factory=dict)
    inputs: list[Named] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    shapes: dict[str, Named] = field(default_factory=dict)


def parse_onnx(data: bytes) -> Model:
    """Read the bytes of a file.

    Raises:
        ModelError: they are no model, or it is too large.
    """
    reading = _Reading()
    reading.model_of(memoryview(data))
    model = reading.model
    if not model.operators:
        raise broken("it has no graph with operators")
    return model


class _Reading:
    def __init__(self) -> None:
        self.wire = Wire()
        self.model = Model()

    def model_of(self, data: memoryview) -> None:
        for part in self.wire.fields(data):
            if part.number == 7:
                self.graph(part.raw)
            elif part.number == 8:
                said = {each.number: each for each in self.wire.fields(part.raw)}
                domain = said.get(1)
                if 2 in said and (domain is None or not domain.raw):
                    self.model.opset = said[2].whole

    def graph(self, data: memoryview) -> None:
        model = self.model
        for part in self.wire.fields(data):
            match part.number:
                case 1:
                    model.operators.append(self.operator(part.raw))
                case 2:
                    model.name = text(part.raw)
                case 5:
                    tensor = self.tensor(part.raw)
                    model.tensors[tensor.name] = tensor
                case 11:
                    model.inputs.append(self.named(part.raw))
                case 12:
                    named = self.named(part.raw)
                    model.outputs.append(named.name)
                    model.shapes[named.name] = named
                case 13:
                    named = self.named(part.raw)
                    model.shapes[named.name] = named
            for found, most, what in (
                (len(model.operators), MOST_NODES, "operators"),
                (len(model.tensors) + len(model.shapes), MOST_TENSORS, "tensors"),
            ):
                if found > most:
                    raise ModelError(
                        f"the model has more than {most:,} {what}",
                        hint="export one block of the model",
                    )

    def operator(self, data: memoryview) -> Operator:
        found = Operator()
        for part in self.wire.fields(data):
            match part.number:
                case 1:
                    found.inputs.append(text(part.raw))
                case 2:
                    found.outputs.append(text(part.raw))
                case 3:
                    found.name = text(part.raw)
                case 4:
                    found.kind = text(part.raw)
                case 5:
                    option = self.attribute(part.raw)
                    found.options[option.name] = option
                case 7:
                    found.domain = text(part.raw)
        return found

    def attribute(self, data: memoryview) -> Attribute:
        found = Attribute()
        for part in self.wire.fields(data):
            match part.number:
                case 1:
                    found.name = text(part.raw)
                case 2:
                    found.number = floating(part.raw)
                case 3:
                    found.whole = part.whole
                case 4:
                    found.word = text(part.raw)
                case 5:
                    found.tensor = self.tensor(part.raw)
                case 8 if len(found.wholes) < MOST_NUMBERS:
                    found.wholes += packed(part, MOST_NUMBERS)
        return found

    def tensor(self, data: memoryview) -> Tensor:
        found, parts, sizes = Tensor(), list[Field](), list[int]()
        for part in self.wire.fields(data):
            match part.number:
                case 1:
                    sizes += packed(part, MOST_AXES)
                case 2:
                    found.kind = part.whole
                case 8:
                    found.name = text(part.raw)
                case 4 | 5 | 7 | 9 if len(parts) < MOST_NUMBERS:
                    parts.append(part)
        found.shape = _shape(sizes)
        if prod(found.shape) <= MOST_NUMBERS:
            found.numbers = _numbers(found.kind, parts)
        return found

    def named(self, data: memoryview) -> Named:
        found = Named()
        for part in self.wire.fields(data):
            if part.number == 1:
                found.name = text(part.raw)
            elif part.number == 2:
                for kind in self.wire.fields(part.raw):
                    if kind.number == 1:
                        self.typed(found, kind.raw)
        return found

    def typed(self, found: Named, data: memoryview) -> None:
        for part in self.wire.fields(data):
            if part.number == 1:
                found.kind = part.whole
            elif part.number == 2:
                sizes = []
                for dim in self.wire.fields(part.raw):
                    said = [each.whole for each in self.wire.fields(dim.raw) if each.number == 1]
                    sizes.append(max(said[0], 0) if said else 0)
                found.shape = _shape(sizes)


def _shape(sizes: list[int]) -> Shape:
    if len(sizes) > MOST_AXES or any(not 0 <= size <= LONGEST_SIZE for size in sizes):
        raise broken("a tensor has a shape that no array has")
    return tuple(sizes)


def _numbers(kind: int, parts: list[Field]) -> list[float]:
    """Return the numbers of a small tensor, in whichever of its fields they are."""
    ways = {FLOAT: ("f", 4), INT32: ("i", 4), INT64: ("q", 8)}
    if kind not in ways:
        return []
    letter, size = ways[kind]
    found: list[float] = []
    for part in parts:
        if part.number in {5, 7}:
            found += packed(part, MOST_NUMBERS)
        elif part.raw and len(part.raw) % size == 0 and len(part.raw) <= size * MOST_NUMBERS:
            found += unpack(f"<{len(part.raw) // size}{letter}", part.raw)
    return found
