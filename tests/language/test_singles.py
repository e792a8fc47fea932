"""One sample over single numbers has the values and the gradients of the whole program."""

from collections.abc import Iterator
from random import Random

import numpy as np
import pytest

from app.building.network import ACTIVATIONS, CONVENTIONS, HEADS, Layer, Network
from app.building.writing import write_network
from app.engine.errors import ArgumentError, EngineError, LimitError
from app.engine.graph import Kind
from app.engine.tape import Tape
from app.examples import all_examples
from app.language import Program, Run, read_program
from app.language.levels.singles import Singles, singles_of

MOST = 600
NEAR = 1e-10
PRESETS = {
    "feedforward-3-4-4-1": ("out", [0]),
    "xor-batch": ("A2", [1]),
    "multiclass-head": ("P", [0, 1, 2]),
    "two-hidden-layers": ("ŷ", [0]),
    "neurons-side-by-side": (None, None),
    "eleven-lines": ("l2", [2]),
}
XOR = next(one for one in all_examples() if one.id == "xor-batch").program


def require_same(program: Program, singles: Singles) -> int:
    """Compare every number that has a counterpart; return how many inner ones there are."""
    whole = Tape(program.graph, [program.output])
    whole.forward()
    whole.backward()
    run = Run(singles.view)
    run.forward()
    run.backward(singles.seeds)
    inner = 0
    for cell, (node, element, is_inner) in enumerate(singles.owners):
        if is_inner:
            inner += 1
            continue
        assert element is not None
        value = whole.values[node].ravel()[element]
        assert abs(run.tape.values[cell] - value) <= NEAR * max(1, abs(value))
        if program.graph.nodes[node].kind is Kind.GATE:
            gradient, back = whole.gradients[node], run.tape.gradients[cell]
            expected = 0.0 if gradient is None else gradient.ravel()[element]
            found = 0.0 if back is None else float(back)
            assert abs(found - expected) <= NEAR * max(1, abs(expected)), (node, element)
    return inner


def networks() -> Iterator[Network]:
    random = Random(16)
    for convention in CONVENTIONS:
        for head, row in HEADS.items():
            layers = tuple(
                Layer(random.randint(1, 4), random.choice(ACTIVATIONS))
                for _ in range(random.randint(0, 2))
            )
            yield Network(
                inputs=random.randint(1, 4),
                layers=layers,
                outputs=random.randint(row.fewest, 3),
                head=head,
                convention=convention,
                bias=random.random() < 0.7,
                samples=random.randint(1, 4),
                seed=random.randint(0, 999),
            )


NETWORKS = list(networks())


@pytest.mark.parametrize("network", NETWORKS, ids=lambda one: f"{one.convention} {one.head}")
def test_every_number_of_a_network_is_that_of_its_array(network: Network) -> None:
    program = read_program(write_network(network))
    last = f"Z{network.depth}"
    node = program.graph.names[last]
    for sample in range(network.samples):
        units = range(network.outputs)
        rows = CONVENTIONS[network.convention].rows
        elements = [
            sample * network.outputs + unit if rows else unit * network.samples + sample
            for unit in units
        ]
        singles = singles_of(program, node, elements, None, MOST)
        inner = require_same(program, singles)
        assert inner >= sum((before - 1) * units for before, units, _ in network.steps())


@pytest.mark.parametrize("example", PRESETS)
def test_every_number_of_a_preset_is_that_of_its_array(example: str) -> None:
    found = next(one for one in all_examples() if one.id == example)
    program = read_program(found.program)
    name, elements = PRESETS[example]
    node = program.output if name is None else program.graph.names[name]
    size = int(np.prod(program.graph.nodes[node].shape))
    singles = singles_of(program, node, range(size) if elements is None else elements, None, MOST)
    assert require_same(program, singles) > 0


def test_the_shares_of_the_samples_add_up_to_the_gradient_of_a_weight() -> None:
    program = read_program(XOR)
    whole = Tape(program.graph, [program.output])
    whole.forward()
    whole.backward()
    weights = program.inputs["W1"]
    total = np.zeros(6)
    for sample in range(4):
        singles = singles_of(program, program.graph.names["A2"], [sample], None, MOST)
        run = Run(singles.view)
        run.forward()
        run.backward(singles.seeds)
        for cell, (node, element, _) in enumerate(singles.owners):
            if node == weights and element is not None:
                total[element] += float(run.tape.gradients[cell] or 0)
    gradient = whole.gradients[weights]
    assert gradient is not None
    assert np.allclose(total, gradient.ravel(), rtol=0, atol=NEAR)


def test_another_sample_is_left_out() -> None:
    program = read_program(XOR)
    singles = singles_of(program, program.graph.names["A2"], [1], None, MOST)
    samples = {o.element for o in singles.owners if o.node == program.inputs["X"]}
    assert samples == {2, 3}, "the second row of X, which has two columns"


@pytest.mark.parametrize(
    ("text", "elements", "error", "words"),
    [
        ("X = randn(3, 400); W = randn(400, 2); Y = X @ W", [0], LimitError, "1,599 scalars"),
        ("X = randn(3, 784); W = randn(784, 10); Y = X @ W", [0], LimitError, "about 57,202"),
        ("X = randn(3, 2); W = randn(2, 2); Y = X @ W", [6], ArgumentError, "no element 6"),
        ("X = randn(3, 2); W = randn(2, 2); Y = X @ W", [], ArgumentError, "no element is asked"),
        ("X = shape(3, 2); W = shape(2, 2); Y = X @ W", [0], EngineError, "no numbers"),
    ],
)
def test_what_cannot_be_drawn_is_said(
    text: str, elements: list[int], error: type[EngineError], words: str
) -> None:
    program = read_program(text)
    with pytest.raises(error) as raised:
        singles_of(program, program.output, elements, None, MOST)
    assert words in str(raised.value)
