"""Networks with published sizes, counted from their shapes: programs in ``tests/data/networks``."""

import time
from pathlib import Path

import pytest

from app.counts import Counts, count, rows_of, with_batch
from app.language import Level, Program, ReadLimits, read_program
from app.trace import prepare

FOLDER = Path(__file__).resolve().parents[1] / "data" / "networks"
ALEXNET = {
    "conv1": (34_944, (55, 55, 96)),
    "pool1": (0, (27, 27, 96)),
    "conv2": (307_456, (27, 27, 256)),
    "pool2": (0, (13, 13, 256)),
    "conv3": (885_120, (13, 13, 384)),
    "conv4": (663_936, (13, 13, 384)),
    "conv5": (442_624, (13, 13, 256)),
    "pool5": (0, (6, 6, 256)),
    "fc6": (37_752_832, (4096,)),
    "fc7": (16_781_312, (4096,)),
    "fc8": (4_097_000, (1000,)),
}
"""Parameters and the shape of an image, its channels last, as the curriculum has them."""
VGG_CONVOLUTIONS = 14_714_688
QUICK = 1.0


def program(name: str) -> Program:
    return read_program((FOLDER / f"{name}.txt").read_text("utf-8"))


def products(counts: Counts) -> int:
    return sum(gate.products for gate in counts.gates)


def test_alexnet_in_two_groups() -> None:
    read = program("alexnet")
    counts = count(prepare(read))
    assert counts.total == 60_965_224
    layers = {layer.name: layer for layer in counts.layers}
    for name, (parameters, shape) in ALEXNET.items():
        assert sum(leaf.count for leaf in layers[name].parameters) == parameters
        images, channels, *places = read.graph.nodes[read.graph.names[name]].shape
        assert (images, (*places, channels)) == (128, shape)
    assert sum(gate.products for gate in layers["conv1"].gates) == 128 * 105_415_200
    assert sum(gate.products for gate in layers["conv2"].gates) == 128 * 223_948_800
    assert counts.rows is not None
    assert (counts.rows.size, list(counts.rows.shapes)) == (128, ["X", "y"])


def test_vgg_16() -> None:
    counts = count(prepare(program("vgg-16")))
    assert counts.total == 138_357_544
    convolutions = [layer for layer in counts.layers if layer.name.startswith("conv#")]
    assert len(convolutions) == 13
    learnt = sum(leaf.count for layer in convolutions for leaf in layer.parameters)
    assert learnt == VGG_CONVOLUTIONS
    assert products(counts) == 15_470_264_320  # the 15.5 billion multiply-adds of an image


def test_what_a_batch_costs_is_what_an_image_costs_that_often() -> None:
    read = program("alexnet")
    one = count(prepare(with_batch(read, rows_of(prepare(read)), 2, ReadLimits())))
    assert 64 * products(one) == products(count(prepare(read)))


@pytest.mark.parametrize("name", ["alexnet", "vgg-16"])
def test_a_large_network_is_told_at_once(name: str) -> None:
    read = program(name)
    for level in (Level.BLOCKS, Level.GATES):
        begun = time.process_time()
        story = prepare(read, level).trace()
        assert time.process_time() - begun < QUICK
        assert story.nodes[-1].value is None
        assert story.gradients is not None
        assert all(one is not None for one in story.gradients.values())


def test_other_layers_of_networks_are_counted() -> None:
    text = """\
x = const(shape(4, 8, 16)); Wq = shape(16, 16); g = shape(16); b = shape(16)
q = layer_norm(x, g, b) @ Wq
A = attention(q, x, x)
D = dropout(A, 0.5)
y = const(shape(4))
W = shape(10, 16)
L = softmax_cross_entropy(linear(mean(D, axis=1), W), y)
"""
    counts = count(prepare(read_program(text)))
    assert counts.total == 16 * 16 + 16 + 16 + 10 * 16
    found = {gate.name: gate for gate in counts.gates}
    assert found["A"].products == 4 * 8 * 8 * (16 + 16)
    assert found["q"].products == 4 * 8 * 16 * 16
    assert (found["q"].kept, found["D"].kept) == (4 * 8 * 16, 0)
