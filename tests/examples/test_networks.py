"""The large networks: what PyTorch has of each, and the counts that are published."""

import json
import tracemalloc
from math import prod
from typing import Any

import numpy as np
import pytest

from app.counts import Counts, count
from app.examples import DECKS, NETWORKS, Example, all_examples, all_networks, catalogue
from app.language import Level, read_program
from app.trace import ShapeOnly, prepare
from tests.examples.networks_with_torch import NAMES, RECORDED, SMALL

SHAPES: dict[str, Any] = json.loads(RECORDED.read_text("utf-8"))
PUBLISHED = {
    "alexnet": 60_965_224,  # Krizhevsky and others, 2012, in two groups; Caffe's bvlc_alexnet
    "vgg16": 138_357_544,  # torchvision's vgg16, and Keras'
    "googlenet": 6_998_552,  # Caffe's bvlc_googlenet as it is deployed, without auxiliary heads
    "resnet18": 11_689_512,  # torchvision's resnet18
    "gpt2": 124_439_808,  # the model gpt2 of Hugging Face
    "recurrent": 128 * 65 + 128 * 128 + 128 + 65 * 128 + 65,
}
MULTIPLY_ADDS = {
    "alexnet": 724_406_816,
    "vgg16": 15_470_264_320,
    "googlenet": 1_582_671_872,
    "resnet18": 1_814_073_344,
}
"""Of one picture, as tools that profile networks print them: 0.72, 15.47, 1.58 and 1.81 G."""
LONGEST = 60
"""Lines of a page."""
NETWORKS_BY_ID = {network.id: network for network in all_networks()}
each = pytest.mark.parametrize("network", all_networks(), ids=list(NETWORKS_BY_ID))
each_large = pytest.mark.parametrize("network", [NETWORKS_BY_ID[name] for name in NAMES], ids=NAMES)


def close(found: object, expected: object) -> None:
    np.testing.assert_allclose(np.array(found), np.array(expected), rtol=1e-10, atol=1e-10)


def counted(network: Example) -> Counts:
    return count(prepare(read_program(network.program)))


def test_every_network_is_recorded_and_in_the_menu_after_the_examples() -> None:
    assert set(NETWORKS_BY_ID) == {*NAMES, *SMALL} == set(SHAPES)
    assert set(NAMES) == set(PUBLISHED)
    assert len(all_networks()) == len(list(NETWORKS.glob("*.toml")))
    assert catalogue() == (*all_examples(), *all_networks())
    assert len({one.id for one in catalogue()}) == len(catalogue())
    assert len({one.title for one in catalogue()}) == len(catalogue())
    orders = [one.order for one in catalogue()]
    assert orders == sorted(set(orders))


@each
def test_a_network_is_a_page_with_a_note_and_rows(network: Example) -> None:
    assert network.program.strip().count("\n") < LONGEST
    assert max(map(len, network.program.splitlines())) <= 80
    assert 120 <= len(network.note) <= 600
    assert "\n" not in network.note
    assert network.note[-1] in ".?"
    assert network.rows
    assert set(network.source) <= set(DECKS.values())


@each_large
def test_parameters_are_those_of_pytorch_and_as_many_as_published(network: Example) -> None:
    counts = counted(network)
    shapes = sorted(list(leaf.shape) for leaf in counts.parameters)
    assert shapes == SHAPES[network.id]["parameters"]
    assert counts.total == sum(map(prod, shapes)) == PUBLISHED[network.id]


@pytest.mark.parametrize("name", ["alexnet", "vgg16", "googlenet", "resnet18"])
def test_multiply_adds_are_those_of_pytorch_and_as_many_as_published(name: str) -> None:
    gates = counted(NETWORKS_BY_ID[name]).gates
    rows = 32 if name == "resnet18" else 1
    found = sum(gate.products for gate in gates if gate.name != "L")
    assert found == SHAPES[name]["multiply_adds"]
    assert found == rows * MULTIPLY_ADDS[name]
    first = next(gate for gate in gates if gate.products)
    assert first.products_back == first.products  # no gradient flows to the pictures
    last = [gate for gate in gates if gate.products][-1]
    assert last.products_back == 2 * last.products


@each_large
def test_the_shape_of_every_layer_is_that_of_pytorch(network: Example) -> None:
    nodes = read_program(network.program).graph.nodes
    found = {node.name: list(node.shape) for node in nodes if node.op is not None}
    layers = SHAPES[network.id]["layers"]
    assert {name: found[name] for name in layers} == layers


@each_large
def test_numbers_in_a_note_are_counted(network: Example) -> None:
    if network.id != "recurrent":
        assert f"{PUBLISHED[network.id]:,}" in network.note
    parts = {
        "alexnet": "4096·9216",
        "vgg16": f"{25_088 * 4096 + 4096:,}",
        "gpt2": f"{blocks_of_gpt2()[0]:,}",
        "recurrent": f"{PUBLISHED['recurrent']:,}",
    }
    assert parts.get(network.id, "") in network.note


def blocks_of_gpt2() -> list[int]:
    """Return how many parameters each block has."""
    sums: dict[str, int] = {}
    for leaf in counted(NETWORKS_BY_ID["gpt2"]).parameters:
        path = leaf.name.split(".")
        if path[0].startswith("four"):
            block = ".".join(path[:2])
            sums[block] = sums.get(block, 0) + leaf.count
    return list(sums.values())


@pytest.mark.parametrize("name", SMALL)
def test_a_small_network_has_the_numbers_of_pytorch(name: str) -> None:
    story = prepare(read_program(NETWORKS_BY_ID[name].program)).trace()
    found = {node.name: node.value for node in story.nodes}
    recorded = SHAPES[name]
    for value, expected in recorded["values"].items():
        close(found[value], expected)
    assert story.gradients is not None
    assert story.gradients.keys() == recorded["gradients"].keys()
    for leaf, expected in recorded["gradients"].items():
        close(story.gradients[leaf], expected)


def test_gradients_add_where_branches_begin_and_concat_cuts_them() -> None:
    """What the notes of the small networks say."""
    story = prepare(read_program(NETWORKS_BY_ID["inception-module"].program)).trace()
    ids = {node.name: node.id for node in story.nodes}
    into = [edge for edge in story.edges if edge.target == ids["y"]]
    pieces = [np.array(edge.contribution) for edge in into]
    np.testing.assert_array_equal(np.concatenate(pieces), story.nodes[ids["y"]].gradient)
    assert [len(piece) for piece in pieces] == [1, 1, 2]
    for name, branches in (("inception-module", 3), ("residual-block", 2)):
        story = prepare(read_program(NETWORKS_BY_ID[name].program)).trace()
        fork = next(node for node in story.nodes if node.name == "x")
        sent = [np.array(edge.contribution) for edge in story.edges if edge.source == fork.id]
        assert len(sent) == branches
        close(sum(sent), fork.gradient)


def test_a_block_of_gpt2() -> None:
    assert blocks_of_gpt2() == [7_087_872] * 12


def test_layers_are_folded_with_their_parameters() -> None:
    program = read_program(NETWORKS_BY_ID["alexnet"].program)
    story = prepare(program, Level.BLOCKS).trace()
    assert [node.name for node in story.nodes if node.op is None] == ["image", "label"]
    layers = ["c1", "p1", "c2", "p2", "c3", "c4", "c5", "p5", "f5", "f6", "f7", "scores", "L"]
    assert [node.name for node in story.nodes if node.op is not None] == layers
    back = [node for node in story.nodes if node.gradient is not None]
    assert [node.name for node in back] == layers
    assert all(node.gradient == ShapeOnly(node.shape) for node in back)
    counts = counted(NETWORKS_BY_ID["alexnet"])
    written = [layer.written for layer in counts.layers if layer.is_call]
    assert written[0] == "96·3·11·11 + 96 = 34,944"
    assert written[1] == "256·48·5·5 + 256 = 307,456"
    assert written[5:] == [
        "4096·9216 + 4096 = 37,752,832",
        "4096·4096 + 4096 = 16,781,312",
        "1000·4096 + 1000 = 4,097,000",
    ]


@each_large
def test_a_network_opens_at_the_end_of_its_forward_pass(network: Example) -> None:
    story = prepare(read_program(network.program), Level(network.detail)).trace()
    assert [step.phase for step in story.steps].count("forward") == network.start_step
    assert story.steps[network.start_step].phase == "backward"


def test_a_network_takes_no_memory_for_what_it_has_no_numbers_of() -> None:
    network = NETWORKS_BY_ID["gpt2"]
    tracemalloc.start()
    prepare(read_program(network.program), Level.BLOCKS).trace()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000
