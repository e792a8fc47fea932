import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.examples import Example, all_examples
from app.language import Level, ProgramError, read_program
from app.trace import Prepared, ShapeOnly, Trace, prepare
from tests.examples import with_numbers
from tests.examples.with_torch import MOST_LISTED
from tests.language.helpers import same

EXAMPLES = {example.id: example for example in all_examples()}
EXPECTED: dict[str, Any] = json.loads(
    (Path(__file__).parent / "expected.json").read_text(encoding="utf-8")
)
"""Values and gradients of every preset: the golden cases where there is one, PyTorch elsewhere.

``python -m tests.examples.with_torch PRESET`` prints the line of a new or changed preset.
"""

CAUTIONS = {"step-neuron": ["blocked-gradient"], "saturated-sigmoid": ["saturated"]}
"""The presets whose point is a warning."""
CURRICULUM: dict[str, dict[str, Any]] = {
    "four-primitives": {"e": 0.37, "d": 1.37, "f": 0.73, "dx": 0.20},
    "branch-three": {"dx": 9.0, "dy": 0.0},
    "staged-rational": {"f": 1.5456, "dx": 2.0596, "dy": 1.5922},
    "maxout": {"m": 0.25, "dw1": [0.5, 1.5], "dw2": [0.0, 0.0]},
    "linear-collapse": {"W": [[4.0, 1.5], [-6.0, -0.5]], "difference": [0.0, 0.0]},
    "bce-true": {"E": 2.3026, "dp": -10.0},
    "bce-false": {"E": 0.1054, "dp": 1.1111},
    "bce-logits": {"E": 40.0, "dz": 1.0},
    "softmax-cross-entropy": {"E": 0.3567, "dz": [0.1, -0.3, 0.2]},
    "softmax-large": {"dz": [0.0900, 0.2447, -0.3348]},
    "half-squared-error": {"E": 0.045, "dp": -0.3},
    "squared-error": {"E": 0.09, "dp": -0.6},
    "birdcar-after": {"s_bird": 5.0, "s_car": -20.0, "loss": 0.0, "dw11": 0.0, "dp2": 0.0},
    "birdcar-regularised": {"data": 2.0, "L": 33.0, "dW": [[-7.0, -4.0], [5.0, -8.0]]},
    "cat-car-frog": {"Li": [2.9, 0.0, 12.9], "L": 5.2667},
    "svm-staged": {"data_loss": 0.5833, "reg_loss": 0.2375, "loss": 0.8208},
    "bowl": {"E": 4.0, "dw0": 2.0, "dw1": 6.0},
    "logistic-regression": {"z": 0.85, "p": 0.7006},
    "one-hidden-layer": {"E": 0.5955, "dw2": [-0.3190, -0.3096, -0.1297]},
    "backprop-demo": {
        "ŷ": 0.0380,
        "E": 0.9255,
        "dw1": -0.1166,
        "dw2": 0.1411,
        "dw3": 0.2333,
        "dw4": -0.2822,
        "dw5": -1.1287,
        "dw6": -0.8188,
    },
    "two-layer-scores": {"f": [6.0, -2.0]},
    "three-layer-scores": {"f": [6.0, -12.0]},
    "feedforward-3-4-4-1": {"out": [[1.4051]]},
    "three-layer-net": {"ŷ": [0.4705]},
    "xor-batch": {"L": 2.8261},
    "xor-loop": {"L": 2.8261},
    "gradient-descent": {"E": 4.0, "dw0": 2.0, "dw1": 6.0},
}
"""Numbers as the curriculum prints them, rounded; ``dx`` is the gradient of ``x``."""


@cache
def prepared(preset: str, level: Level) -> Prepared:
    """Read and open a preset once."""
    return prepare(read_program(EXAMPLES[preset].program), level)


def told(example: Example) -> Trace:
    """Tell a preset as it opens."""
    story = prepared(example.id, Level(example.detail))
    return story.trace(seed=example.seed, mode=example.mode, wrt=example.wrt)


def gradients(example: Example, level: Level) -> dict[str, Any]:
    """Return the gradient of every input in reverse mode."""
    seed = example.seed if example.mode == "reverse" else None
    found = prepared(example.id, level).trace(seed=seed, array_limit=None).gradients
    assert found is not None
    return found


def named(example: Example) -> dict[str, Any]:
    """Return the value of every named node at the level of gates."""
    nodes = prepared(example.id, Level.GATES).trace(array_limit=None).nodes
    return {node.name: node.value for node in nodes if node.name is not None}


each = pytest.mark.parametrize("example", EXAMPLES.values(), ids=list(EXAMPLES))
NUMBERS = with_numbers()
each_with_numbers = pytest.mark.parametrize("example", NUMBERS, ids=[one.id for one in NUMBERS])
SHAPES = [example for example in EXAMPLES.values() if example not in NUMBERS]


def test_no_numbers_are_of_a_preset_that_is_gone() -> None:
    assert EXPECTED.keys() <= EXAMPLES.keys()


@each_with_numbers
def test_every_number_is_expected(example: Example) -> None:
    """Of arrays that are not too large to be listed."""
    graph = read_program(example.program).graph  # names at the top, none inside a function
    values = named(example)
    computed = [name for name, node in graph.names.items() if graph.nodes[node].op is not None]
    small = {name for name in computed if np.size(values[name]) < MOST_LISTED}
    assert small <= EXPECTED[example.id]["values"].keys()
    found = gradients(example, Level.GATES)
    small = {name for name, gradient in found.items() if np.size(gradient) < MOST_LISTED}
    assert small <= EXPECTED[example.id]["gradients"].keys()


@each_with_numbers
def test_the_numbers_are_the_expected_ones(example: Example) -> None:
    assert example.id in EXPECTED, (
        f"expected.json has no numbers of {example.id}: what to add to it is printed by"
        f" python -m tests.examples.with_torch {example.id}"
    )
    expected = EXPECTED[example.id]
    values, found = named(example), gradients(example, Level.GATES)
    assert expected["values"]
    assert expected["gradients"]
    for name, value in expected["values"].items():
        np.testing.assert_allclose(values[name], value, rtol=1e-9, atol=1e-9, err_msg=name)
    for name, gradient in expected["gradients"].items():
        np.testing.assert_allclose(found[name], gradient, rtol=1e-9, atol=1e-9, err_msg=name)


@pytest.mark.parametrize("preset", CURRICULUM)
def test_the_numbers_are_those_of_the_curriculum(preset: str) -> None:
    example = EXAMPLES[preset]
    found = named(example)
    found |= {f"d{name}": g for name, g in gradients(example, Level.GATES).items()}
    places = 2 if preset == "four-primitives" else 4
    for name, number in CURRICULUM[preset].items():
        np.testing.assert_allclose(found[name], number, atol=0.51 * 10**-places, err_msg=name)


def test_forward_mode_seeds_one_input() -> None:
    assert told(EXAMPLES["forward-mode"]).tangents == {
        "a": 0.0,
        "b": 1.0,
        "c": 1.0,
        "d": 1.0,
        "e": 5.0,
    }


@each
def test_a_preset_opens_where_its_lecture_begins(example: Example) -> None:
    """At the start, or where the forward pass is done and the gradients are still to come."""
    forward = sum(step.phase == "forward" for step in told(example).steps)
    assert example.start_step in (0, forward)


@pytest.mark.parametrize("example", SHAPES, ids=[example.id for example in SHAPES])
def test_the_shapes_are_those_that_pytorch_infers(example: Example) -> None:
    expected = EXPECTED[example.id]
    for level in (Level.BLOCKS, Level.GATES, Level.ELEMENTARY):
        story = prepared(example.id, level).trace()
        nodes = {name: node for name, node in story.names.items() if isinstance(node, int)}
        shapes = {name: story.nodes[node].shape for name, node in nodes.items()}
        assert shapes == expected["shapes"]
        folded = "." if level is Level.BLOCKS else None  # what a call makes itself is inside of it
        assert story.gradients == {
            name: ShapeOnly(shape)
            for name, shape in expected["gradients"].items()
            if folded is None or folded not in name
        }
    with pytest.raises(ProgramError, match="20,000 nodes"):
        prepared(example.id, Level.SCALARS)


@each_with_numbers
def test_every_level_of_detail_gives_the_same_gradients(example: Example) -> None:
    expected = gradients(example, Level.GATES)
    for level in Level:
        found = gradients(example, level)
        assert list(found) == list(expected)
        for name, gradient in expected.items():
            same(found[name], gradient, name)


@each
def test_there_is_a_warning_only_where_it_is_the_point(example: Example) -> None:
    assert [caution.kind for caution in told(example).warnings] == CAUTIONS.get(example.id, [])


@each
def test_it_is_small_enough_to_be_told_in_a_lecture(example: Example) -> None:
    graph = prepared(example.id, Level(example.detail)).view.graph
    assert len(graph) <= 30
    assert sum(node.op is not None for node in graph.nodes) <= 25
