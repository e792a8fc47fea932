"""ONNX files: what the package onnx says of them, and bytes that are none."""

import json
import random
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.architectures import MOST_FILE_BYTES, Found, ModelError, read_onnx
from app.architectures.operators import OPERATORS
from app.architectures.unbuilt import why_unbuilt
from app.counts import count
from app.engine.errors import EngineError
from app.language import Program, read_program
from app.trace import prepare
from tests.architectures.test_printouts import node_of

DATA = Path(__file__).resolve().parent.parent / "data" / "onnx"
RECORDED: dict[str, dict[str, Any]] = json.loads((DATA / "record.json").read_text())


def file(name: str) -> bytes:
    return (DATA / f"{name}.onnx").read_bytes()


def read(data: bytes, *shape: int) -> tuple[Found, Program]:
    found = read_onnx(data, shape or None)
    return found, read_program(found.text)


def operators(program: Program) -> list[str]:
    return [node.op.name for node in program.graph.nodes if node.op is not None]


@pytest.mark.parametrize("name", RECORDED)
def test_parameters_and_shapes_are_those_of_the_file(name: str) -> None:
    found, program = read(file(name))
    assert count(prepare(program)).total == RECORDED[name]["parameters"]
    nodes = program.graph.nodes
    assert list(nodes[program.output].shape) == RECORDED[name]["shape"]
    for layer in found.layers:
        assert node_of(program, layer.name).shape == layer.shape
        assert layer.line is None
    assert sum(layer.parameters for layer in found.layers) == RECORDED[name]["parameters"]


def test_operators_become_gates() -> None:
    found, program = read(file("residual"))
    assert operators(program) == [
        *("conv2d", "batch_norm", "relu", "conv2d", "multiply", "add", "relu", "concat"),
        *("global_avg_pool", "reshape", "reshape", "matmul", "add"),
    ]
    assert "conv1 = conv2d(x, conv1_W, padding=1)" in found.text
    assert "conv2 = conv2d(relu1, conv2_W, padding=1, groups=2)" in found.text
    assert "product1 = conv2 * 0.5" in found.text
    assert any("running" in note for note in found.notes)
    found, _ = read(file("attention"))
    assert "turned1 = transpose(fc2, axes=(0, 2, 1))" in found.text
    found, _ = read(file("lenet"))
    assert any("Dropout" in note for note in found.notes)
    assert "pool1 = max_pool2d(relu1, size=2)" in found.text


def test_weights_need_not_be_in_the_file_and_no_other_one_is_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = file("perceptron")
    assert b"/etc/passwd" in data

    def refused(*args: object, **options: object) -> None:
        raise AssertionError("a file was opened")

    monkeypatch.setattr("builtins.open", refused)
    found = read_onnx(data)
    assert "fc1_W = shape(784, 4)" in found.text
    assert "passwd" not in found.text


def test_another_input() -> None:
    found, program = read(file("residual"), 7, 3, 20, 24)
    assert found.input == (7, 3, 20, 24)
    assert program.graph.nodes[program.output].shape == (7, 10)
    found, _ = read(file("lenet"), 1, 1, 14, 14)
    (told,) = found.unread
    assert told.text.startswith("Gemm")
    assert told.hint


def test_an_unknown_operator_is_named_and_the_rest_goes_on() -> None:
    found, program = read(file("dynamic"))
    (told,) = found.unread
    assert told.text == "HardSwish /hard"
    assert "HardSwish is no operator that is read" in told.message
    assert "Conv, Gemm" in told.hint
    assert operators(program) == ["reshape", "linear"]
    foreign = file("lenet").replace(b"MaxPool", b"MaxPuul")
    found, program = read(foreign)
    assert "did you mean MaxPool?" in found.unread[0].hint
    assert "x2 = const(shape(1, 6, 14, 14))" in found.text
    assert count(prepare(program)).total == RECORDED["lenet"]["parameters"]
    assert {"Conv", "Gemm", "Reshape", "LayerNormalization"} <= OPERATORS.keys()


def field(number: int, value: bytes | int) -> bytes:
    """Write a field of a message."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def varint(whole: int) -> bytes:
    found = b""
    while whole > 0x7F:
        found, whole = found + bytes([whole & 0x7F | 0x80]), whole >> 7
    return found + bytes([whole])


def named(name: bytes, *sizes: int) -> bytes:
    dims = b"".join(field(1, field(1, size)) for size in sizes)
    return field(1, name) + field(2, field(1, field(1, 1) + field(2, dims)))


def operator(kind: bytes, *inputs: bytes, options: bytes = b"") -> bytes:
    return b"".join(field(1, one) for one in inputs) + field(2, b"y") + field(4, kind) + options


def graph(*parts: bytes) -> bytes:
    return field(7, b"".join(parts))


def relu(*sizes: int) -> bytes:
    return graph(field(11, named(b"x", *sizes)), field(1, operator(b"Relu", b"x")))


def test_the_smallest_file() -> None:
    assert operators(read(relu(2, 3))[1]) == ["relu"]


def wholes(name: bytes, *numbers: int) -> bytes:
    packed = b"".join(varint(number) for number in numbers)
    return field(5, field(1, name) + field(8, packed))


def conv(*options: bytes, sizes: tuple[int, ...] = (1, 2, 8, 8)) -> bytes:
    weight = b"".join(field(1, size) for size in (4, 2, 3, 3)) + field(2, 1) + field(8, b"w")
    node = operator(b"Conv", b"x", b"w", options=b"".join(options))
    return graph(field(11, named(b"x", *sizes)), field(5, weight), field(1, node))


HOSTILE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "no graph"),
    "text": (b"Sequential(\n  (0): ReLU()\n)", "no ONNX file"),
    "zeros": (b"\0" * 1_000, ""),
    "high bits": (b"\xff" * 1_000, "does not end"),
    "a field that ends beyond the file": (varint(7 << 3 | 2) + varint(2**40) + b"x", "ends within"),
    "a number of 10 bytes": (b"\x08" + b"\xff" * 9 + b"\x01", "no graph"),
    "no operators": (graph(field(11, named(b"x", 2))), "no graph with operators"),
    "an open size": (relu(1, 0, 3), "leaves sizes of its input x open"),
    "a size beyond all": (relu(1, 2**41), "a shape that no array has"),
    "too many elements": (relu(2**30, 2**30), "more than 2⁵³"),
    "too many axes": (relu(*[1] * 40), "a shape that no array has"),
    "what nothing makes": (graph(field(1, operator(b"Relu", b"z"))), "which nothing before it"),
    "no operand": (graph(field(1, operator(b"Relu"))), "has no operand 1"),
    "too many operators": (graph(field(1, operator(b"Relu", b"x")) * 4_100), "4,000 operators"),
    "too many fields": (graph(field(9, b"") * 210_000), "200,000 fields"),
    "too many bytes": (b"\0" * (MOST_FILE_BYTES + 1), "at most 1,500,000"),
    "a stride of 0": (conv(wholes(b"strides", 0, 0)), "strides and dilations"),
    "a pad below 0": (conv(wholes(b"pads", *[2**64 - 1] * 4)), "padding"),
    "a large pad": (conv(wholes(b"pads", *[2**61] * 4)), "2⁵³"),
    "uneven pads": (conv(wholes(b"pads", 0, 0, 1, 1)), "pads [0, 0] on one side"),
    "three strides": (conv(wholes(b"strides", 1, 1, 1)), "strides [1, 1, 1]"),
    "groups of none": (conv(field(5, field(1, b"group") + field(3, 0))), "group"),
    "rows in place of pictures": (conv(sizes=(5, 2)), "conv1d and conv2d"),
    "a small picture": (conv(sizes=(1, 2, 1, 1)), ""),
}


def refusal(data: bytes) -> ModelError | EngineError | None:
    """Return why a file is refused; nothing where it is read, and as a program too."""
    try:
        found = read_onnx(data)
    except (ModelError, EngineError) as error:
        return error
    read_program(found.text)
    return None


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bytes_are_told(name: str) -> None:
    data, said = HOSTILE[name]
    error = refusal(data)
    assert error is not None
    assert said in f"{error.message} {error.hint}"
    assert error.hint


def broken(data: bytes, drawn: random.Random) -> Iterator[bytes]:
    """Give a file cut off, and with some of its bytes changed."""
    for _ in range(60):
        yield data[: drawn.randrange(len(data))]
        other = bytearray(data)
        for _ in range(drawn.randint(1, 5)):
            other[drawn.randrange(len(other))] = drawn.randrange(256)
        yield bytes(other)


@pytest.mark.parametrize("name", RECORDED)
def test_no_bytes_do_more_than_be_told(name: str) -> None:
    for data in broken(file(name), random.Random(7)):
        refusal(data)


def test_numbers_of_constants_in_each_of_their_fields() -> None:
    """A file may hold the sizes of a Reshape as bytes, packed, or one by one."""
    raw = struct.pack("<2q", 3, 2)
    for held in (field(9, raw), field(7, varint(3) + varint(2)), field(7, 3) + field(7, 2)):
        tensor = field(1, 2) + field(2, 7) + field(8, b"s") + held
        data = graph(
            field(11, named(b"x", 1, 6)),
            field(5, tensor),
            field(1, operator(b"Reshape", b"x", b"s")),
        )
        assert read(data)[0].layers[0].shape == (3, 2)


def test_what_follows_itself_is_a_function() -> None:
    found, program = read(file("repeated"))
    assert found.text.count("def block(x):") == 1
    assert found.text.count(" = block(") == 6
    assert "block_out2 = block(block_out)" in found.text
    nodes = program.graph.nodes
    assert nodes[program.output].shape == (1, 4, 3)
    assert [layer.kind for layer in found.layers].count("LayerNormalization") == 6
    assert found.layers[-1].name == found.text.rstrip().rpartition("\n")[2].partition(" = ")[0]


def test_operators_that_no_gate_computes_say_why() -> None:
    for kind, why in {"LSTM": "step by step", "ConvTranspose": "transposed convolution"}.items():
        assert why in (why_unbuilt(kind) or ("", ""))[0]
