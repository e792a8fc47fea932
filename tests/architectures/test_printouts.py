"""Printouts of PyTorch's models: as many parameters as PyTorch counts, and every fault told."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from app.architectures import Found, ModelError, read_printout
from app.counts import count
from app.engine.errors import EngineError
from app.engine.graph import Node
from app.language import Level, Program, ProgramError, at_level, read_program
from app.trace import prepare

DATA = Path(__file__).resolve().parent.parent / "data"
RECORDED: dict[str, dict[str, Any]] = json.loads((DATA / "printouts.json").read_text())


def read(text: str, *shape: int) -> tuple[Found, Program]:
    found = read_printout(text, shape or None)
    program = read_program(found.text)
    assert found.layers
    return found, program


def node_of(program: Program, name: str) -> Node:
    """Return a value by its name, behind that of the call it was made in."""
    graph = program.graph
    call, _, local = name.rpartition(".")
    if not call:
        return graph.nodes[graph.names[name]]
    group = graph.nodes[graph.names[call]].group
    return next(node for node in graph.nodes if node.group == group and node.name == local)


def shapes(found: Found) -> dict[str, tuple[int, ...]]:
    return {layer.path: layer.shape for layer in found.layers}


@pytest.mark.parametrize("name", RECORDED)
def test_as_many_parameters_as_pytorch_counts(name: str) -> None:
    found, program = read(RECORDED[name]["text"])
    counts = count(prepare(program))
    assert counts.total == RECORDED[name]["parameters"]
    assert sum(layer.parameters for layer in found.layers) == counts.total
    for layer in found.layers:
        assert node_of(program, layer.name).shape == layer.shape
        line = found.text.split("\n")[layer.program_line - 1]
        assert line.strip().startswith(f"{layer.name.rpartition('.')[2]} = ")
        assert layer.line is not None
        assert layer.kind in RECORDED[name]["text"].split("\n")[layer.line - 1]
    assert [each.line for each in found.unread] == ([4] if name == "lenet-functional" else [])
    assert found.guessed


def test_shapes_of_alexnet() -> None:
    found, _ = read(RECORDED["alexnet"]["text"])
    told = shapes(found)
    assert found.input == (1, 3, 224, 224)
    assert told["features.0"] == (1, 64, 55, 55)
    assert told["features.2"] == (1, 64, 27, 27)
    assert told["features.12"] == (1, 256, 6, 6)
    assert told["classifier.6"] == (1, 1000)
    assert any("flatten" in note for note in found.notes)
    assert "as in Sequential" in found.notes[0]


def test_branches_of_blocks_that_are_known() -> None:
    found, program = read(RECORDED["resnet18"]["text"], 2, 3, 64, 64)
    nodes = program.graph.nodes
    sums = [node for node in nodes if node.op is not None and node.op.name == "add"]
    assert len(sums) == 8
    assert shapes(found)["layer4.0.downsample.0"] == (2, 512, 2, 2)
    assert shapes(found)["fc"] == (2, 1000)
    _, program = read(RECORDED["transformer"]["text"])
    kinds = [node.op.name for node in program.graph.nodes if node.op is not None]
    assert (kinds.count("attention"), kinds.count("add"), kinds.count("relu")) == (3, 7, 3)


def test_blocks_that_stand_there_several_times_are_functions() -> None:
    found, program = read(RECORDED["resnet50"]["text"])
    calls = dict.fromkeys(node.group[0] for node in program.graph.nodes if node.group)
    assert len(calls) == 16
    assert found.text.count("def bottleneck") == 8, "one for each shape"
    assert "layer1_1 = bottleneck2(layer1_0)\nlayer1_2 = bottleneck2(layer1_1)" in found.text
    folded = at_level(program, Level.BLOCKS)
    gates = [node for node in folded.graph.nodes if node.op is not None]
    assert len(gates) == 16 + 8, "a picture that is read: 16 blocks, what is before and behind"
    assert count(prepare(program)).total == RECORDED["resnet50"]["parameters"]
    found, program = read(RECORDED["transformer"]["text"])
    assert found.text.count("def transformer_encoder_layer") == 1
    assert found.text.count(" = transformer_encoder_layer(") == 3
    block = "(lin): Linear(in_features=4, out_features=4)\n(act): ReLU()"
    found, program = read(f"Net(\n  (layers): ModuleList(\n(0-11): 12 x Block(\n{block}\n)\n)\n)")
    assert found.text.count("def block(x):") == 1
    assert "layers_11 = block(layers_10)" in found.text
    assert count(prepare(program)).total == 12 * 20


def test_options_that_gates_have_are_read() -> None:
    found, _ = read("Net(\n  (a): Conv2d(3, 4, kernel_size=(2, 2), padding=same)\n)", 1, 3, 5, 6)
    assert 'padding="same"' in found.text
    assert found.layers[0].shape == (1, 4, 5, 6)
    found, program = read("Net(\n  (a): LayerNorm((4, 6), eps=1e-05)\n)")
    assert found.input == (1, 4, 6)
    assert count(prepare(program)).total == 48


def test_what_does_not_fit_begins_a_part_of_its_own() -> None:
    found, program = read(RECORDED["lenet-functional"]["text"])
    (told,) = found.unread
    assert told.line == 4
    assert "rows of 400 numbers; what comes is (1×16×20×20)" in told.message
    assert "F.max_pool2d" in told.hint
    assert "x2 = const(shape(1, 400))" in found.text
    assert program.graph.nodes[program.output].shape == (16 * 20 * 20 + 10,)


def test_the_input_can_be_said() -> None:
    text = "Sequential(\n  (0): Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1))\n)"
    assert read(text)[0].input == (1, 3, 224, 224)
    found, _ = read(text, 4, 3, 9, 11)
    assert (found.guessed, found.layers[0].shape) == (False, (4, 8, 7, 9))
    tokens = "S(\n(0): Embedding(10, 4)\n(1): Linear(in_features=4, out_features=2, bias=True)\n)"
    assert read(tokens, 2, 5)[0].layers[-1].shape == (2, 5, 2)


def test_modules_that_are_printed_as_one() -> None:
    block = "(lin): Linear(in_features=4, out_features=4, bias=True)\n(act): Tanh()"
    found, _ = read(f"Net(\n  (layers): ModuleList(\n(0-2): 3 x Block(\n{block}\n)\n)\n)")
    assert [layer.path for layer in found.layers] == [
        f"layers.{k}.{name}" for k in range(3) for name in ("lin", "act")
    ]


def test_it_reads_however_it_was_pasted() -> None:
    text = RECORDED["mlp"]["text"]
    plain = read_printout(text).text
    for other in (
        text.replace("  ", ""),
        text.replace("\n", "\r\n"),
        text.replace("\n", "\n\n"),
        f">>> print(model)\n{text}",
        f"```\n{text}\n```",
        "\n".join(text.split("\n")[1:-1]),
    ):
        assert read_printout(other).text.split("\n")[1:] == plain.split("\n")[1:]


BROKEN = {
    "": "there is no module in this text",
    "hello": "there is no module",
    ")": "there is no module",
    "Sequential()": "no module of Sequential can be read",
    "Net(\n  (rnn): LSTM(3, 4)\n)": "LSTM (rnn) is not read",
    "Net(\n  (a): Liner(in_features=1, out_features=1)\n)": "Liner is not read",
    "Net(\n  (a): Linear()\n)": "Linear needs in_features",
    "Net(\n  (a): Linear(in_features=0, out_features=2)\n)": "Linear needs in_features",
    "Net(\n  (a): Linear(in_features=x y, out_features=2)\n)": "arguments of Linear cannot be read",
    "Net(\n  (a): Linear(in_features=2, out_features=True)\n)": "Linear needs out_features",
    "Net(\n  (a): Conv2d(3, 4)\n)": "Conv2d needs kernel_size",
    "Net(\n  (a): Conv2d(3, 4, kernel_size=(3,))\n)": "Conv2d needs kernel_size, 2 numbers",
    "Net(\n  (a): Conv2d(3, 4, kernel_size=0)\n)": "cannot have 3 channels",
    "Net(\n  (a): Conv2d(3, 4, kernel_size=3, groups=2)\n)": "3 channels in 2 groups",
    "Net(\n  (a): Conv2d(3, 4, kernel_size=3, stride=0)\n)": "stride",
    "Net(\n  (a): Conv2d(3, 4, kernel_size=3, padding=-1)\n)": "padding",
    "Net(\n  (a): Conv2d(3, 4, kernel_size=999)\n)": "999",
    "Net(\n  (a): Dropout(p=2)\n)": "p",
    "Net(\n  (a): Flatten(start_dim=9)\n)": "",
    "Net(\n  (a): Softmax(dim=7)\n)": "",
    "Net(\n  (a): MSELoss()\n)": "MSELoss is not read",
    "Net(\n  (a): ReLU(((((((((1)))))))))\n)": "arguments of ReLU cannot be read",
    "Net(\n  (0-9): 3 x ReLU()\n": "",
    "Net(\n  (0-99999999): 100000000 x ReLU()\n)": "more than 2,000 modules",
    "A(\n" * 60: "nested more than 40 deep",
    "A(\n" + "(b): ReLU()\n" * 6_000 + ")": "lines; at most 5,000 are read",
    "Net(\n  (a): MultiheadAttention(\n (out_proj): Linear(in_features=x)\n)\n)": "in_features",
    "Net(\n  (a): Embedding(99999999999, 99999999999)\n)": "more than 2⁵³",
    "Net(\n  (a): LayerNorm((2, 0), eps=1e-05)\n)": "the sizes of the last axes",
    "Net(\n  (a): MaxPool2d(kernel_size=2, dilation=2)\n)": "dilation",
}
"""Texts of which nothing can be read, and a part of what is said of each."""


def told(text: str) -> list[tuple[str, str | None]]:
    """Return what is said of a text that is no whole printout, each with its hint."""
    try:
        found = read_printout(text)
    except (ModelError, EngineError) as error:
        return [(error.message, error.hint)]
    return [(each.message, each.hint) for each in found.unread if each.line]


@pytest.mark.parametrize(("text", "said"), BROKEN.items(), ids=range(len(BROKEN)))
def test_a_broken_printout_is_told(text: str, said: str) -> None:
    assert any(said in message and hint for message, hint in told(text)), told(text)


def test_the_rest_goes_on() -> None:
    text = """\
Net(
  (a): Linear(in_features=4, out_features=3, bias=True)
  what is this
  (b): GRU(3, 3)
  (c): ReLU(
  )
  (d): Linear(in_features=3, out_features=2, bias=False)
)
)"""
    found, program = read(text)
    assert [(each.line, each.message) for each in found.unread] == [
        (3, "this is no line of a printout"),
        (9, "there is no module that this bracket closes"),
        (
            4,
            "GRU (b) is not read, and was left out with the weights it has: it goes through a "
            "sequence step by step, which no gate here does",
        ),
    ]
    assert count(prepare(program)).written == "3·4 + 3 + 2·3 = 21"


def test_no_text_does_more_than_be_told() -> None:
    """Printouts cut and mixed at random are read or refused, and what is read is a program."""
    drawn = random.Random(5)
    lines = [line for one in RECORDED.values() for line in one["text"].split("\n")]
    signs = "()=,x0123456789 -\n:"
    for _ in range(150):
        text = "\n".join(drawn.choices(lines, k=drawn.randint(1, 12)))
        for _ in range(drawn.randint(0, 6)):
            place = drawn.randrange(len(text) + 1)
            text = text[:place] + drawn.choice(signs) + text[place + drawn.randint(0, 2) :]
        try:
            found = read_printout(text)
        except (ModelError, EngineError):
            continue
        read_program(found.text)


def test_a_printout_as_a_program_is_told() -> None:
    for text in (RECORDED["mlp"]["text"], "\n  (0): ReLU()\n", ">>> print(m)\nNet(\n  (a): B(\n"):
        with pytest.raises(ProgramError) as error:
            read_program(text)
        assert error.value.kind == "printed-model"
        assert error.value.hint
    assert read_program("relu(\n(1)\n)").graph.nodes
