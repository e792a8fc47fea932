"""A printed program reads in again to the same graph, and looks like what a person would write."""

import numpy as np
import pytest

from app.language import ProgramError, print_program, read_program
from tests.language.helpers import summary
from tests.language.tangled import tangled_program


def test_a_program_in_plain_style_prints_as_it_was_written() -> None:
    text = """x = -2
y = 5
W = [[0.5, -1], [2, 0.25]]
t = const([1, 0])
q = x + y
def neuron(a, b):
    s = a * b + 1
    return sigmoid(s)
h = neuron(q, x)
h = neuron(h, y) ** 2
v = W.T @ (W[:, 0] - t) * (1 - x)
loss = -sum(v * log(h), axis=0, keepdims=True)[0] / 2
"""
    assert print_program(read_program(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "x = 2; d = x; x = x + 1; f = x * d",
        "c = 1; c = c + 1; k = c; c = c * 2; f = c + k",
        "x = 1; y = x; y = y + 1",
        "x = 1; f = x + 1; g = x * 2; f",
        "x = 1; f = x + 1; g = f\ng",
        "x = 1; x * 2 + 1",
        "x = 1; y = x; x = 2; y - x",
        "x = 1; _ = x * 3; f = x + 1",
        "x = -0.0; y = 1e-320; z = 0.1; f = x + y + z + -0.0",
        "x = [1, inf, -inf]; f = x * inf - 1e300",
        "x = [1, 2]; f = (-2) ** x ** -1 / -x - (x - -1) * (x @ x)",
        "x = [[1, 2]]; f = (x + 1).T[0, ::-1] + x[None, 0, -1:]",
        "x = 1; f = x - (x - (x - x)) - x / (x / x) * (x * x)",
        "def f(a): return a * a\nx = 1; g = f(x + 1) - f(f(x))",
        "def f(a): return a * [1, 2]\nx = 1; g = f(x) + f([3, 4])",
        "def f(a): return 2 * a\ng = f([1, 2])",
        "def f(a, b): return b - a\nx = 1; g = f(x * 2, x * 3)",
        "def f(a):\n    y = a * 2\n    return a\nx = 1; g = f(x) + 1",
        "def f(a):\n    a = a * 2\n    a = a + 1\n    return a\nx = 1; g = f(x); g = f(g)",
        "def f(a):\n    def g(b): return a * b\n    return g(a) + g(2)\nx = 1; y = f(f(x))",
        "def f(a): return a * 2\nx = 1; y = f(x)\ndef f(a): return a * 3\nz = f(x)",
        "def sigmoid(x): return 1 / (1 + exp(-x))\nx = 1; y = sigmoid(x)",
        "def k(): return [1, 2] * [3, 4]\nx = k() + k()",
        "x = 3; f = x * sqrt(2) - max(1, 2)",
        "def neuron(w, x): return w * x\nf = neuron(2, 3)",
        "def neuron(w, x, b=1): return sigmoid(w * x + b)\nf = neuron(2, 3)",
        "def p(x, n): return x**n\nx = 2; f = p(x, 3) * p(2, 3)",
        "def g(x): return x + 1\ndef f(x): return 2 * g(x) - g(5)\nx = 1; y = f(3) + f(x)",
        "s = [1, 2, 3]; f = hinge(s, 2, margin=0.5) + softmax_cross_entropy(s, label)\n"
        .replace("label", "[0, 1, 0]"),
        "W = randn(9, 9, seed=3); x = ones(40); y = zeros(2, 20); f = sum(W) + sum(x) + sum(y)",
        "x = eye(7) * 2; f = sum(x)",
    ],
)  # fmt: skip
def test_a_program_reads_back_to_the_same_graph(text: str) -> None:
    program = read_program(text)
    again = read_program(print_program(program))
    assert summary(again.graph) == summary(program.graph)
    assert again.output_name == program.output_name
    assert again.inputs.keys() == program.inputs.keys()
    assert again.constants.keys() == program.constants.keys()


def test_large_arrays_print_as_the_makers_they_came_from() -> None:
    text = "W = randn(300, 300, seed=3)\nf = sum(W)\n"
    assert print_program(read_program(text)) == text


def test_values_that_were_supplied_are_printed() -> None:
    program = read_program("W = randn(7, 7); f = sum(W) * k", {"W": [[0.1] * 7] * 7, "k": 3})
    again = read_program(print_program(program))
    assert summary(again.graph) == summary(program.graph)
    assert np.all(again.graph.values[again.inputs["W"]] == 0.1)


def test_tangled_programs_read_back_to_the_same_graph() -> None:
    read = 0
    for seed in range(250):
        try:
            program = read_program(tangled_program(seed))
        except ProgramError:
            continue
        read += 1
        printed = print_program(program)
        again = read_program(printed)
        assert summary(again.graph) == summary(program.graph), printed
        assert again.output_name == program.output_name
    assert read > 200
