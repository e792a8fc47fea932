"""Networks as programs: written, read back, counted, and held to PyTorch's numbers."""

import json
from typing import Any

import pytest

from app.building.counting import count
from app.building.network import CONVENTIONS, Layer, Network
from app.building.reading import Change, Reading, read_network
from app.building.writing import write_network
from app.training.errors import ConfigError
from tests.building.with_torch import RECORDED, assert_same, networks

TWO = Network(2, (Layer(4, "tanh"),), 3, "softmax", samples=5)
WRITTEN = """\
# 2-layer network, 1 hidden layer: 2-4-3; samples are rows
X = const(randn(5, 2, seed=1))
y = const([0, 1, 2, 0, 1])
W1 = 0.71 * randn(4, 2, seed=2); b1 = zeros(4)
W2 = 0.5 * randn(3, 4, seed=3); b2 = zeros(3)
Z1 = X @ W1.T + b1
A1 = tanh(Z1)
Z2 = A1 @ W2.T + b2
A2 = softmax(Z2)
loss = cross_entropy(A2, y)
"""


def test_every_network_has_pytorchs_loss_and_gradients() -> None:
    told = json.loads(RECORDED.read_text())
    for network, one in zip(networks(), told, strict=True):
        assert_same(network, one)


def test_every_network_is_read_back() -> None:
    for network in networks():
        assert read_network(write_network(network)) == Reading(network, None)


def test_a_network_is_written_layer_by_layer() -> None:
    assert write_network(TWO) == WRITTEN


def test_the_four_conventions_are_those_of_the_lectures() -> None:
    sums = {}
    for name in CONVENTIONS:
        lines = write_network(Network(2, (), 1, "regression", name, samples=3)).split("\n")
        sums[name] = lines[1:]
    assert sums["X @ W"][2:4] == [
        "W1 = 0.71 * randn(2, 1, seed=2); b1 = zeros(1)",
        "Z1 = X @ W1 + b1",
    ]
    assert sums["X @ W.T"][3] == "Z1 = X @ W1.T + b1"
    assert sums["W @ X"][3] == "Z1 = W1 @ X + b1"
    assert sums["W.T @ X"][0] == "X = const(randn(2, 3, seed=1))"
    assert sums["W.T @ X"][2:4] == [
        "W1 = 0.71 * randn(2, 1, seed=2); b1 = zeros(1, 1)",
        "Z1 = W1.T @ X + b1",
    ]


def test_a_layer_more_leaves_those_before_it_alone() -> None:
    one = write_network(Network(layers=(Layer(4, "tanh"),))).split("\n")
    two = write_network(Network(layers=(Layer(4, "tanh"), Layer(3, "relu")))).split("\n")
    same = ["X = ", "Y = ", "W1 = ", "Z1 = ", "A1 = "]
    assert all(
        [line for line in one if line.startswith(name)]
        == [line for line in two if line.startswith(name)]
        for name in same
    )


def test_a_word_that_is_changed_by_hand_is_another_network() -> None:
    reading = read_network(WRITTEN.replace("tanh", "relu").replace("samples are rows", "mine"))
    assert reading == Reading(Network(2, (Layer(4, "relu"),), 3, "softmax", samples=5), None)


@pytest.mark.parametrize(
    ("was", "now", "change"),
    [
        ("tanh(Z1)", "tanh(2 * Z1)", Change(7, "A1 = tanh(2 * Z1)", "A1 = tanh(Z1)")),
        ("A1 = tanh(Z1)\n", "", Change(7, "Z2 = A1 @ W2.T + b2", "A1 = identity(Z1)")),
        (
            "= zeros(4)",
            "= ones(4)",
            Change(
                4,
                "W1 = 0.71 * randn(4, 2, seed=2); b1 = ones(4)",
                "W1 = 0.71 * randn(4, 2, seed=2); b1 = zeros(4)",
            ),
        ),
        ("y)\n", "y)\n\nmore = 2 * loss", Change(12, "more = 2 * loss", "")),
        ("tanh(Z1)", "sin(Z1)", Change(7, "A1 = sin(Z1)", "A1 = identity(Z1)")),
    ],
)
def test_what_was_changed_by_hand_is_told_with_its_line(was: str, now: str, change: Change) -> None:
    reading = read_network(WRITTEN.replace(was, now))
    assert reading.network is not None
    assert reading.change == change


def test_a_missing_last_line_is_told_after_the_last() -> None:
    text = WRITTEN.replace("Z2 = A1 @ W2.T + b2\nA2 = softmax(Z2)\nloss", "\nloss")
    assert read_network(text).change == Change(
        9, "loss = cross_entropy(A2, y)", "Z2 = A1 @ W2.T + b2"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a remark",
        "x = 2; y = x * x",
        WRITTEN.replace("(5, 2,", "(9999999, 2,"),
        "=\n" * 9_000,
        WRITTEN.replace("loss", "cost"),
    ],
)
def test_what_is_no_network_of_ours_is_none(text: str) -> None:
    assert read_network(text) == Reading(None, None)


def test_parameters_are_counted_with_their_arithmetic() -> None:
    mnist = count(Network(784, (Layer(17, "relu"),), 10, "softmax"))
    assert mnist.parameter_sum == "17·784 + 17 + 10·17 + 10 = 13,525"
    assert (mnist.parameters, mnist.weights, mnist.biases, mnist.neurons) == (
        13_525,
        13_498,
        27,
        27,
    )
    small = count(Network(3, (Layer(4, "relu"),), 2, "softmax"))
    assert (small.title, small.deep) == ("2-layer network, 1 hidden layer", False)
    assert (small.neurons, small.parameters) == (6, 26)
    deeper = count(Network(3, (Layer(4, "relu"), Layer(4, "relu")), 1))
    assert (deeper.title, deeper.deep) == ("3-layer network, 2 hidden layers", True)
    assert (deeper.neuron_sum, deeper.parameters) == ("4 + 4 + 1 = 9", 41)
    linear = count(Network(3, (), 1, bias=False))
    assert (linear.title, linear.neuron_sum) == ("1-layer network, no hidden layer", "1")
    assert linear.parameter_sum == "1·3 = 3"


@pytest.mark.parametrize(
    ("parts", "where", "message"),
    [
        ({"inputs": 0}, "/inputs", "inputs cannot be 0"),
        ({"head": "softmax", "outputs": 1}, "/outputs", "outputs cannot be 1"),
        ({"head": "relu"}, "/head", "there is no head relu"),
        ({"convention": "XW"}, "/convention", "there is no convention XW"),
        ({"layers": (Layer(4, "tahn"),)}, "/layers/0/activation", "there is no activation tahn"),
        ({"layers": (Layer(4, "tanh"), Layer(0, "tanh"))}, "/layers/1/units", "units cannot be 0"),
        ({"layers": (Layer(1, "tanh"),) * 13}, "/layers", "13 hidden layers are asked for"),
        ({"samples": 513}, "/samples", "samples cannot be 513"),
        ({"seed": -1}, "/seed", "seed cannot be -1"),
    ],
)
def test_what_cannot_be_chosen_is_told_with_its_place(
    parts: dict[str, Any], where: str, message: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        Network(**parts)
    assert (caught.value.where, caught.value.message) == (where, message)
    assert caught.value.hint
