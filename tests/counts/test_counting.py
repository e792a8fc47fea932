"""Counts: against the sizes that the lectures give, and against counts by hand."""

import tracemalloc
from itertools import pairwise

import pytest

from app.counts import Counts, count, rows_of, sum_text, with_batch
from app.engine.errors import ArgumentError, LimitError
from app.language import ReadLimits, read_program
from app.trace import prepare

MNIST = """\
images = const(shape(60000, 28, 28)); Y = const(shape(60000, 10))
W1 = shape(17, 784); b1 = shape(17, 1)
W2 = shape(10, 17); b2 = shape(10, 1)
A0 = reshape(images, (-1, 784))
A1 = sigmoid(A0 @ W1.T + b1.T)
A2 = sigmoid(A1 @ W2.T + b2.T)
L = bce(A2, Y)
"""
NETS = {
    "2-layer 3-4-2": ([3, 4, 2], 26),
    "3-layer 3-4-4-1": ([3, 4, 4, 1], 41),
    "2-3-3-1": ([2, 3, 3, 1], 25),
    "2-6-2-2": ([2, 6, 2, 2], 38),
    "784-17-10": ([784, 17, 10], 13_525),
}


def counted(text: str, *parameters: str) -> Counts:
    return count(prepare(read_program(text)), parameters or None)


def kept(counts: Counts) -> int:
    return sum(gate.kept for gate in counts.gates)


def test_a_classifier_of_all_digits() -> None:
    counts = counted(MNIST)
    assert counts.total == 13_525
    assert counts.written == "17·784 + 17 + 10·17 + 10 = 13,525"
    assert [(leaf.name, leaf.count) for leaf in counts.data] == [
        ("images", 47_040_000),
        ("Y", 600_000),
    ]
    layers = {layer.name: layer for layer in counts.layers}
    assert layers["A1"].written == "17·784 + 17 = 13,345"
    assert layers["A2"].written == "10·17 + 10 = 180"
    assert [gate.products for gate in layers["A1"].gates if gate.products] == [60_000 * 784 * 17]
    assert sum(gate.products_back for gate in layers["A2"].gates) == 2 * 60_000 * 17 * 10
    # the derivative of a sigmoid and the gradient of W2 read A1; A2 is read by its own and the loss
    assert kept(counts) == 60_000 * (17 + 10)


def test_all_of_it_takes_no_memory() -> None:
    tracemalloc.start()
    counted(MNIST)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


@pytest.mark.parametrize("name", NETS)
def test_small_networks(name: str) -> None:
    units, total = NETS[name]
    lines = [f"A0 = const(shape({units[0]}, 8))"]
    for k, (before, after) in enumerate(pairwise(units), 1):
        lines += [f"W{k} = shape({after}, {before}); b{k} = shape({after}, 1)"]
        lines += [f"A{k} = sigmoid(W{k} @ A{k - 1} + b{k})"]
    counts = counted("\n".join([*lines, f"L = sum(A{len(units) - 1})"]))
    assert counts.total == total
    assert counts.written.endswith(f"= {total:,}")


def test_without_a_bias_and_of_scores() -> None:
    assert counted("X = const(ones(4, 3)); W0 = ones(3, 4); W1 = ones(4, 1)\n"
                   "L = sum(sigmoid(sigmoid(X @ W0) @ W1))").total == 16  # fmt: skip
    scores = "x = const(shape(3072)); W1 = shape(100, 3072); W2 = shape(10, 100)\n"
    counts = counted(f"{scores}f = W2 @ relu(W1 @ x)\nL = sum(f)")
    assert counts.total == 308_200
    assert sum(gate.products for gate in counts.gates) == 308_200


@pytest.mark.parametrize("batch", [1, 100])
def test_the_jacobian_of_a_relu(batch: int) -> None:
    text = f"X = const(shape({batch}, 4096)); b = shape(4096)\nH = relu(X + b)\nL = sum(H)"
    gate = next(gate for gate in counted(text).gates if gate.name == "H")
    assert (gate.rows, gate.columns) == (4096 * batch, 4096 * batch)
    entries = gate.rows * gate.columns
    assert entries == {1: 16_777_216, 100: 167_772_160_000}[batch]
    assert 4 * entries == {1: 67_108_864, 100: 671_088_640_000}[batch]
    assert gate.stored == 4096 * batch


def test_data_are_seen_and_parameters_can_be_named() -> None:
    text = "X = shape(60000, 784); W = shape(784, 10); b = shape(10)\nL = sum(X @ W + b)"
    assert [leaf.name for leaf in counted(text).parameters] == ["W", "b"]
    assert [leaf.name for leaf in counted(text, "b", "X").parameters] == ["X", "b"]
    assert [leaf.name for leaf in counted(f"{text}\nW -= 0.1 * grad(W)").parameters] == ["W"]
    with pytest.raises(ArgumentError, match="Y is no input"):
        counted(text, "Y")


def test_layers_are_calls_or_lines() -> None:
    text = """\
X = shape(8, 3); W1 = shape(3, 4); b1 = shape(4); W2 = shape(4, 2); b2 = shape(2)
def layer(x, W, b):
    return relu(x @ W + b)
H = layer(X, W1, b1)
S = layer(H, W2, b2)
L = mean(S)
"""
    layers = counted(text).layers
    assert [(layer.name, layer.line, layer.is_call, layer.written) for layer in layers] == [
        ("layer#1", 4, True, "3·4 + 4 = 16"),
        ("layer#2", 5, True, "4·2 + 2 = 10"),
        ("L", 6, False, "0"),
    ]


def test_a_batch_of_any_size() -> None:
    program = read_program(MNIST)
    rows = rows_of(prepare(program))
    assert rows is not None
    assert (rows.size, list(rows.shapes)) == (60_000, ["images", "Y"])
    whole = count(prepare(program))
    for size in (1, 100, 1_000_000_000):
        other = count(prepare(with_batch(program, rows, size, ReadLimits())))
        assert other.total == whole.total
        assert kept(other) == size * (17 + 10)
        if size > 1:  # a batch of one shows no samples
            assert other.rows is not None
            assert other.rows.size == size


def test_a_batch_of_numbers_becomes_a_batch_of_shapes() -> None:
    text = (
        "X = const(randn(6, 4)); w = randn(4, 2); b = zeros(2); k = 3\nL = sum(tanh(X @ w + b)) * k"
    )
    program = read_program(text)
    other = with_batch(program, rows_of(prepare(program)), 50, ReadLimits())
    assert kept(count(prepare(other))) - kept(count(prepare(program))) == 2 * (50 - 6)


def test_a_batch_that_cannot_be_another_is_told() -> None:
    fixed = read_program(MNIST.replace("(-1, 784)", "(60000, 784)"))
    rows = rows_of(prepare(fixed))
    with pytest.raises(ArgumentError, match="cannot be read with 100 rows of images, Y: line 4"):
        with_batch(fixed, rows, 100, ReadLimits())
    alone = read_program("w = 2; x = const(3)\nL = w * x")
    with pytest.raises(ArgumentError, match="does not show in this program"):
        with_batch(alone, rows_of(prepare(alone)), 100, ReadLimits())


def test_scalars_are_counted_too() -> None:
    counts = counted("x = const(2); w = -1; b = 3\ny = sigmoid(w * x + b)")
    assert (counts.total, counts.written) == (2, "1 + 1 = 2")
    assert [gate.products for gate in counts.gates] == [1, 0, 0]
    assert counted("x = const(2)\ny = x * 3").written == "0"


def test_an_input_that_is_the_output_is_of_no_layer() -> None:
    found = count(prepare(read_program("x = 3")))
    assert (found.total, found.layers, [leaf.layer for leaf in found.parameters]) == (1, [], [None])


def test_a_long_sum_is_cut_and_a_large_count_refused() -> None:
    lines = [f"w{k} = shape(2)" for k in range(70)]
    text = "\n".join([*lines, f"L = sum({' + '.join(f'w{k}' for k in range(70))})"])
    assert counted(text).written.endswith("+ 2 + 10 more = 140")
    with pytest.raises(LimitError, match="larger than 2⁵³"):
        counted("A = shape(90000000, 90000000)\nL = sum(A @ A)")


@pytest.mark.parametrize(
    ("line", "forward", "back"),
    [
        ("L = sum(linear(x, w, b))", 8 * 3 * 4, 2 * 8 * 3 * 4),
        ("L = sum(linear(x, w))", 8 * 3 * 4, 2 * 8 * 3 * 4),
        ("L = sum(linear(detach(x), w, b))", 8 * 3 * 4, 8 * 3 * 4),
        ("L = sum(conv2d(x, w))", 6 * 12, 2 * 6 * 12),
        ("L = sum(conv2d(p, f, padding=1))", 2 * 6 * 5 * 5 * 4 * 9, 2 * 2 * 6 * 5 * 5 * 4 * 9),
        ("L = sum(conv2d(p, h, groups=2))", 2 * 6 * 3 * 3 * 2 * 9, 2 * 2 * 6 * 3 * 3 * 2 * 9),
        ("L = sum(attention(q, k, v))", 7 * 5 * (4 + 2), 2 * 7 * 5 * (4 + 2)),
        ("L = sum(attention(q, k, v, m))", 7 * 5 * (4 + 2), 2 * 7 * 5 * (4 + 2)),
        ("L = sum(attention(detach(q), detach(k), v))", 7 * 5 * (4 + 2), 7 * 5 * (4 + 2)),
    ],
)
def test_multiply_adds_of_layers(line: str, forward: int, back: int) -> None:
    """Biases and masks are added, so that nothing is multiplied for their gradients."""
    leaves = {"x": "8, 4", "w": "3, 4", "b": "3", "p": "2, 4, 5, 5", "f": "6, 4, 3, 3"}
    leaves |= {"h": "6, 2, 3, 3", "q": "7, 4", "k": "5, 4", "v": "5, 2", "m": "7, 5"}
    used = [f"{name} = shape({size})" for name, size in leaves.items()]
    gates = counted("\n".join([*used, line])).gates
    assert sum(gate.products for gate in gates) == forward
    assert sum(gate.products_back for gate in gates) == back


def test_a_single_number_is_no_sum() -> None:
    program = read_program("x = const(shape(5, 1200))\nb = shape(1200)\nL = sum(x + b)")
    assert count(prepare(program)).written == "1,200"
    assert sum_text(["1200"], 1200) == "1,200"
    assert sum_text([], 0) == "0"
    assert sum_text(["17·784", "17"], 13_345) == "17·784 + 17 = 13,345"
