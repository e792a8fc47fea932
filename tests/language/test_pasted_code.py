"""What people paste first: read as it stands, or one step away from a program that works."""

import re
from random import Random

import numpy as np
import pytest

from app.engine.graph import Kind
from app.engine.tape import Tape
from app.language import Program, ProgramError, print_program, read_program
from tests.language.following import followed
from tests.language.helpers import summary


def run(text: str) -> tuple[Program, Tape]:
    program = read_program(text)
    tape = Tape(program.graph, [program.output])
    tape.forward()
    tape.backward()
    return program, tape


READ: list[tuple[str, object]] = [
    ("x = 2\ny = x * x\nz = x * y.detach()", 8),
    ("import numpy as np\nx = np.array([1., 2.])\ny = np.exp(x)", np.exp([1, 2])),
    ("import numpy\nx = numpy.asarray([1, 2], dtype=numpy.float64)\ny = math.sin(2) * x", None),
    ("from math import exp, pi\nx = 2\ny = exp(x) * pi", np.exp(2) * np.pi),
    ("from numpy import (\n    exp,  # a\n    array as A,\n)\nx = A([1])\ny = exp(x)", None),
    ("from torch import tensor\nx = tensor([1.0, 2.0], requires_grad=True)\ny = x.sum()", 3),
    ("import jax.numpy as jnp\nx = jnp.array([1.0, 2.0])\ny = jnp.tanh(x)", np.tanh([1, 2])),
    ("import tensorflow as tf\nx = tf.Variable([1.0, 2.0])\ny = tf.reduce_sum(tf.square(x))", 5),
    ("import torch.nn.functional as G\nx = torch.tensor([[2.]])\ny = G.softmax(x, dim=1)", [[1]]),
    ("x = torch.tensor([-1., 2.])\ny = torch.nn.functional.relu(x)", [0, 2]),
    ("x = torch.tensor([-1., 2.])\ny = F.leaky_relu(x, negative_slope=0.2)", [-0.2, 2]),
    ("x = [-1, 2]\ny = leaky_relu(x, negative_slope=0.2)", [-0.2, 2]),
    ("x = [[1, 2], [3, 4]]\ny = sum(x, dim=1, keepdim=True)", [[3], [7]]),
    ("x = [[1, 2], [3, 4]]\ny = x.sum(axis=0)", [4, 6]),
    ("x = [[1, 2], [3, 4]]\ny = x.T.mean(0)", [1.5, 3.5]),
    ("x = [[1, 2], [3, 4]]\ny = x.max(axis=1) + x.min()", [3, 5]),
    ("x = [[1, 2], [3, 4]]\ny = np.max(x, axis=1, keepdims=True)", [[2], [4]]),
    ("x = [[1, 2], [3, 4]]\ny = x.reshape(4).pow(2)", [1, 4, 9, 16]),
    ("x = [[1, 2], [3, 4]]\ny = x.reshape((4, 1)).view(-1)", [1, 2, 3, 4]),
    ("x = [1, 2]; w = [3, 4]\ny = x.dot(w)", 11),
    ("x = [1, 2]\ny = x.exp().log().sqrt().abs().square()", [1, 2]),
    ("x = [[1, 2]]\ny = x.transpose() @ x.t().T", [[1, 2], [2, 4]]),
    ("x = 2 * np.pi\ny = x * math.e", 2 * np.pi * np.e),
    ("x = [1, 2]\ny = x[:, np.newaxis]", [[1], [2]]),
    ("x = np.zeros((2, 3)) + np.ones(3)\ny = x", np.ones((2, 3))),
    ("N, D = 2, 3\nx = np.eye(3)\ny = np.dot(x, np.array([1, 2, 3]))", [1, 2, 3]),
    ("x = [1, 2]\ny = np.concatenate([x, np.array([3])])", [1, 2, 3]),
    ("x = [1, 2]\ny = torch.cat((x, x), dim=0)", [1, 2, 1, 2]),
    ("x = [1, -2]\ny = np.maximum(0, x)", [1, 0]),
    ('"""A script."""\nx = 2\n"""Of two lines."""\ny = x * x', 4),
    ("x = 2\ny = x * x\nprint(y)", 4),
    ("x = 2; print('x is', x); y = x * x; print(f'{y.data:.4f}')", 4),
    ('x = 2\ny = x * x\nprint("%.2f" % y.item(), x.grad, y)  # a comment', 4),
    ("x = 2\ny = x * x\ny.backward()\nprint(x.grad)", 4),
    ("x = 2\nL = x * x\nz = 3 * L\nL.backward()", 4),
    ("x = 2\nx.requires_grad = True\ny = x.clone().float() * x\ny.retain_grad()", 4),
    ("def f(x):\n    '''Twice.'''\n    print(x)\n    return 2 * x\nx = 2\ny = f(x)", 4),
    ("def relu(x): return 7 * x\nx = 2\ny = torch.relu(x) + relu(x)", 16),
    ("a = Value(2.0, label='a')\ny = a * a; y.label = 'y'", 4),
    ("x = tensor([1.0, 2.0])\ny = x.sum()", 3),
    ("d = torch.float\np = torch.device('cpu')\nx = torch.ones(2, dtype=d, device=p)", [1, 1]),
    ("def f(x: torch.Tensor, k: float = 3.0) -> torch.Tensor:\n    return k * x\ny = f(2)", 6),
    ("x = [[1, 2]]\ny = tf.transpose(tf.cast(x, tf.float32), perm=[1, 0])", [[1], [2]]),
    ("x = [1, 2]\ny = concat([x, x], axis=0)", [1, 2, 1, 2]),
    ("x: float = 2\ny = x * x", 4),
    ("w = [-1, 2]\ny = w.sum()\ny.backward(retain_graph=True)\nw.grad.zero_()", 1),
    ("x = [-1, 2]\ny = F.relu(x, inplace=False)", [0, 2]),
    ("x = [[1, 2]]\ny = np.ravel(x, order='C')", [1, 2]),
    ("x = torch.tensor([1., 2], dtype=torch.long)\ny = 2 * x", [2, 4]),
    ("x = [0, 1]\ny = np.heaviside(x, 1)", [1, 1]),
    ("np = 3; F = [[1, 2]]\ny = np * F.T", [[3], [6]]),
    ("c = nn.MSELoss()\nx = [1, 2]\ny = c(x, torch.zeros(2))", 2.5),
    ("c = nn.MSELoss(reduction='sum')\nx = [1, 2]\ny = c(x, torch.zeros(2))", 5),
    ("c = nn.CrossEntropyLoss()\nz = [[1, 2]]\ny = c(z, const([1]))", np.log(1 + np.exp(-1))),
    ("act = nn.LeakyReLU(0.2)\nx = [-1, 2]\ny = act(x)", [-0.2, 2]),
    ("y = nn.MSELoss()(torch.tensor([1.]), torch.tensor([3.]))", 4),
    ("N, D = 3, 4\nx = torch.ones(N, D)\ny = x.sum() / N", 4),
    ("N = 2; K = 3\nX = np.zeros((N*K, 2), dtype='uint8')\ny = X.sum() + K", 3),
    ("shape = (2, 3,)\nx = torch.ones(shape)\ny = x + np.zeros(shape)", np.ones((2, 3))),
    ("k = 1\nx = [[1, 2]]\ny = np.sum(x, axis=k)", [3]),
    ("N = 2\nx = np.ones(N)\ny = x * 2", [2, 2]),
    (
        "rng = np.random.default_rng(7)\nx = rng.normal(size=3)\ny = 1 * x",
        np.random.default_rng(7).normal(size=3),
    ),
    ("key = jax.random.PRNGKey(0)\nx = 0 * jax.random.normal(key, (3,))\ny = x", np.zeros(3)),
    ("g = torch.Generator().manual_seed(1)\ny = 0 * torch.randn(2, generator=g)", [0, 0]),
    ("@jax.jit\ndef f(x): return 2 * x\ny = f(2)", 4),
    ("from jax import jit\ndef f(x): return 2 * x\ng = jit(f)\ny = g(2)", 4),
    ("x = 2\ny = x * x\nz = 3 * y\ntorch.autograd.backward(y.sum())", 4),
    ("x = 2\ny = x * x\nz = 3 * y\ng, = torch.autograd.grad(y, x)\nprint(g)", 4),
    ("x = 2\ny = x * x\nz = 3 * y\ng = tape.gradient(y, x)\nprint(g)", 4),
    ("x = [1, 2]\ny = 2 * x\ny.backward(torch.ones_like(y))", [2, 4]),
    ("y = [1, 2]\nx = np.array(y, dtype=int)\nz = 2 * x", [2, 4]),
    ("x = [[1], [3]]\ny = x.squeeze()", [1, 3]),
    ("x = [1, 2]\ny = np.stack([x, x])", [[1, 2], [1, 2]]),
    ("x = [1, 2]\ny = np.broadcast_to(x, (2, 2))", [[1, 2], [1, 2]]),
    ("x = [[1, 2]]\ny = F.linear(x, torch.tensor([[3., 4.]]), bias=5)", [[16]]),
    ("x = torch.eye(2)[None, None]\ny = F.conv2d(x, weight=2 * x, padding=1)[0, 0, 1, 1]", 4),
    ("x = [[1, 2], [3, 4]]\ny = F.max_pool2d(x, kernel_size=(1, 2))", [[2], [4]]),
    ("from numpy import exp as power_of_e\nx = 0\ny = power_of_e(x)", 1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READ)
def test_what_can_be_read_as_it_stands_is_read(text: str, expected: object) -> None:
    program, tape = run(text)
    if expected is not None:
        np.testing.assert_allclose(tape.values[program.output], np.asarray(expected), rtol=1e-12)
    lines = text.split("\n")
    for node in program.graph.nodes:
        span = node.source
        assert span is not None
        assert 0 <= span.column <= len(lines[span.line - 1])
        assert lines[span.end_line - 1][: span.end_column].strip()
    printed = print_program(program)
    again = read_program(printed)
    assert summary(again.graph) == summary(program.graph), printed


def test_micrograds_own_example_gives_its_own_numbers() -> None:
    program, tape = run(
        """from micrograd.engine import Value

a = Value(-4.0)
b = Value(2.0)
c = a + b
d = a * b + b**3
c += c + 1
c += 1 + c + (-a)
d += d * 2 + (b + a).relu()
d += 3 * d + (b - a).relu()
e = c - d
f = e**2
g = f / 2.0
g += 10.0 / f
print(f'{g.data:.4f}') # prints 24.7041, the outcome of this forward pass
g.backward()
print(f'{a.grad:.4f}') # prints 138.8338, i.e. the numerical value of dg/da
print(f'{b.grad:.4f}') # prints 645.5773, i.e. the numerical value of dg/db
"""
    )
    assert program.output_name == "g"
    np.testing.assert_allclose(tape.values[program.output], 24.7041, atol=5e-5)
    for name, printed in (("a", 138.8338), ("b", 645.5773)):
        gradient = tape.gradients[program.inputs[name]]
        assert gradient is not None
        np.testing.assert_allclose(gradient, printed, atol=5e-5)


def test_a_two_layer_network_in_numpy_is_read() -> None:
    program, tape = run(
        """import numpy as np
# a batch, and a network with one hidden layer
X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
y = np.array([0, 1, 1, 0])
W1 = 0.5 * np.random.randn(3, 4)
b1 = np.zeros((1, 4))
W2 = 0.5 * np.random.randn(4, 2)
hidden = np.maximum(0, np.dot(X, W1) + b1)
scores = hidden.dot(W2)
exp_scores = np.exp(scores)
probs = exp_scores / np.sum(exp_scores, axis=1, keepdims=True)
reg_loss = 0.5 * 0.001 * np.sum(W1 * W1) + 0.5 * 0.001 * np.sum(W2 * W2)
"""
    )
    W1 = 0.5 * np.random.default_rng(0).standard_normal((3, 4))
    W2 = 0.5 * np.random.default_rng(1).standard_normal((4, 2))
    np.testing.assert_allclose(
        tape.values[program.output], 0.0005 * (np.sum(W1**2) + np.sum(W2**2)), rtol=1e-12
    )


def test_each_random_array_is_drawn_from_a_seed_of_its_own() -> None:
    program = read_program("V = np.random.randn(3, 2)\nW = np.random.randn(3, 2)\ny = V * W")
    values = [program.graph.values[leaf] for leaf in program.inputs.values()]
    assert not np.any(values[0] == values[1])
    again = read_program("V = np.random.randn(3, 2)\nW = np.random.randn(3, 2)\ny = V * W")
    assert np.array_equal(again.graph.values[again.inputs["W"]], values[1])


def test_what_needs_no_gradient_is_a_constant() -> None:
    program = read_program("t = torch.tensor([1., 0.], requires_grad=False)\nx = 2\ny = x * t")
    assert program.graph.nodes[program.constants["t"]].kind is Kind.CONSTANT


STEP: list[tuple[str, str, object]] = [
    # a program, a part of the hint, the value after one step
    ("x = [3, 4]\ny = np.linalg.norm(x)", "write sqrt(sum(x**2))", 5),
    ("x = [[3, 4]]\ny = 2 / np.linalg.norm(x, axis=1)", "sqrt(sum(x**2, axis=1))", [0.4]),
    ("x = [3, 4]\ny = np.linalg.norm(x, 1)", "sum(abs(x))", 7),
    ("x = [1, 3]\ny = 2 * x.std()", "sqrt(mean((x - mean(x))**2))", 2),
    ("import torch\nx = torch.tensor([1., 3.])\ny = x.var()", "/ (2 - 1)", 2),
    ("x = [1, 3]\ny = x.unsqueeze(1)", "write x[:, None]", [[1], [3]]),
    ("x = torch.tensor([[1., 3.]])\ny = x.max(dim=1)[0]", "amax(x, axis=1)", [3]),
    ("x = torch.tensor([[1., 3.]])\ny = torch.max(x, 1).values", "amax(x, axis=1)", [3]),
    ("X = [[1, 2, 3]]\ny = X.sum() / X.shape[1]", "write 3", 2),
    ("X = [[1, 2, 3]]\ny = X / len(X)", "write 1", [[1, 2, 3]]),
    ("X = [[1, 2, 3]]\nN, D = X.shape\ny = N * X", "write (1, 3)", [[1, 2, 3]]),
    ("x = 2\ny = x * x\nz = 3 * y.item()", "write detach(y)", 12),
    ("x = 2\ny = x * x\ny.backward()\nx = x - 0.1 * x.grad", "leave out what follows", 4),
    ("x = 2\ny = x * x\nx.grad\nz = 3 * y", "leave the line out", 12),
    ("x = 2\nopt = torch.optim.SGD([x], lr=0.1)\ny = x * x", "leave the line out", 4),
    ("np.random.seed(0)\nx = 2\ny = x * x", "leave the line out", 4),
    ("x = 2\nplt.plot(x)\ny = x * x", "leave the line out", 4),
    ("import matplotlib.pyplot as plt\nx = 2\nplt.plot(x)\ny = x * x", "leave the line out", 4),
    ('x = 2\ny = x * x\ns = f"{y}"', "leave the line out", 4),
    ("%matplotlib inline\nx = 2\ny = x * x", "leave the line out", 4),
    ("x = 2\nprint(x * 3)", "give the value a name", 6),
    ("x==2\ny = x * x", "write =", 4),
    ("let x = 2\ny = x * x", "without let", 4),
    ("const x = 2;\nvar_1 = x * x;", "without const", 4),
    ("x = 2 // comment\ny = x * x", "# before a comment", 4),
    ("// a comment\nx = 2\ny = x * x", "# before a comment", 4),
    ("x = 2 // the first number\ny = x * x", "# before a comment", 4),
    ("x = 6\nn = 4\ny = x // n", "write / to divide", 1.5),
    ("x = 6\ny = x // 4", "write / to divide", 1.5),
    ("x = 2\ny = 3 * tanh'(x)", "write 1 - tanh(x)**2", 3 * (1 - np.tanh(2) ** 2)),
    ("x = 2\ny = 3 / log'(x + 1)", "write 1 / (x + 1)", 9),
    ("x = 2\ny = sigmoid\u2032(x)", "sigmoid(x) * (1 - sigmoid(x))", None),
    ("def f(x): return x**3\nx = 2\ny = f'(x)", "gradients are computed for you", 8),
    ("x = 2\nfor k in range(3):\n    x = x * 2\n    x += k", "3 turns", 20),
    ("x = 2; w = 3\nfor epoch in range(100):\n    y = x * w\n    L = y**2", "without for", 36),
    ("x = 2\nwith tf.GradientTape() as tape:\n    y = x * x", "without with", 4),
    ("x = 2\nif __name__ == '__main__':\n    y = x * x", "without if", 4),
    ("f = lambda x: x**2\nx = 3\ny = f(x)", "write def f(x): return x**2", 9),
    (">>> x = 2\n>>> y = x * x", "prompts", 4),
    ("x = [1, -2]\ny = np.where(x > 0, x, 0)", "write relu(x)", [1, 0]),
    ("x = [1, -2]\ny = 2 * np.where(x >= 0, x, 0.1 * x)", "step(x)", [2, -0.4]),
    ("x = [1, -2]\ny = 6 / np.where(x > 3, x, 2)", "step(3 - x)", [3, 3]),
    ("x = [1, -2]\ny = torch.where(x < 0, 5, x)", "step(x)", [1, 5]),
    ("x = [1, -2]\ny = x * (x > 0)", "1 - step(-x)", [1, 0]),
    ("x = [1, -2]\ny = 3 * (x <= 1)", "step(1 - x)", [3, 3]),
    ("x = 3\ny = x^2", "x**2", 9),
    ("x = 3\ny = x²", "x**2", 9),
    ("x = 3\ny = x × 2", "write *", 6),
    ("x = 3\ny = sqrt x", "sqrt(x)", np.sqrt(3)),
    ("x = [[1, 2], [3, 4]]\ny = np.ravel(x, order='F')", "flatten(x.T)", [1, 3, 2, 4]),
    ("x = [[1, 2], [3, 4]]\ny = x.reshape(4, order='F')", "x.T", [1, 3, 2, 4]),
    ("x = [[1, 2], [3, 4]]\ny = np.reshape(x, (4,), 'F')", "x.T", [1, 3, 2, 4]),
    ("p = [[0.1, 0.9], [0.7, 0.3]]\nz = p[range(2), [1, 0]]", "write pick(p, [1, 0])", [0.9, 0.7]),
    ("p = [[0.1, 0.9]]\ny = [1]\nz = p[np.arange(1), y]", "write pick(p, y)", [0.9]),
    ("D = [[1, 2, 3]]\ny = D * np.ones(*D.shape)", "write (1, 3)", [[1, 2, 3]]),
    ("x = [1, 3]\ny = 2 / x.std(ddof=1)", "/ (2 - 1)", np.sqrt(2)),
    ("x = torch.tensor([1., 3.])\ny = x.var(unbiased=False)", "write mean((", 1),
    ("x = [1, 3]\ny = max(x)", "write amax", 3),
    ("x = 2\ny = x * x\nassert y == 4", "leave the line out", 4),
    ("f(x) = x**2\ny = f(3)", "write def f(x): return x**2", 9),
    ("X = [[1, 2]]; W = [[3], [4]]\nY = X W", "write X @ W", [[11]]),
    ("x <- 2\ny = x * x", "write =", 4),
    ("x = 2\nL = x * x\nwith torch.no_grad():\n    x -= x.grad", "leave the block out", 4),
    ("from micrograd.engine import Value\nx = Value(2.0)\ny = x * x\ndraw_dot(y)", "line out", 4),
    ("c = nn.HuberLoss(delta=2)\nx = [3, 4]\ny = c(x, torch.zeros(2))", "mean(", 5),
    ("x = [1, 2]\nwith torch.no_grad():\n    y = x * 2\nz = x * y", "with detach", [2, 8]),
    ("x = torch.tensor([[1., 3.]])\nv, i = x.max(dim=1)\ny = 2 * v", "v = amax(x, axis=1)", [6]),
    ("x = [[1, 3]]\nv, i = x.max(dim=1)\ny = 2 * v", "v = amax(x, axis=1)", [6]),
    ("from jax import grad\ndef f(x): return x**2\nprint(grad(f)(3.0))", "write f(3.0)", 9),
    ("def f(x): return x**2\ng = jax.grad(f)\ny = g(3.0)", "write f(3.0)", 9),
    ("x = [-1, 2]\nF.relu_(x)\ny = x.sum()", "x = F.relu(x)", 2),
    ("x = [-1, 2]\nx.add_(5)", "x = x.add(5)", [4, 7]),
    ("x = (1, 2)\ny = 2 * x", "write a list: [1, 2]", [2, 4]),
    ("x = [[1, 2]]\ny = torch.full_like(x, 2) * x", "2 * ones(1, 2)", [[2, 4]]),
    ("w = 2\nn = 3 * w\ny = [w * n, n]", "concat(", [12, 6]),
    ("x = 2.0\ny = np.array([x])", "write x[None]", [2]),
    ("x = 2\ny = 3 * float(x * x)", "detach(x * x)", 12),
    ("x = [2]\ny = 3 * x.data", "detach(x)", [6]),
    ("x = [[2]]\ny = 3 * x.item()", "detach(x[0, 0])", 6),
    ("x = [2, 3]\ny = 3 * x.tolist()", "detach(x)", [6, 9]),
    ("x = 2\nfor t in range(500):\n    y = x * x\n    print(t, y)", "without for", 4),
    ("y = F.softmax(\n    [[1, 1]],  # a row\n) * 2", "axis=1", [[1, 1]]),
    ("x = [0.5, 0.25]\ny = binary_cross_entropy(x, x)", 'bce(x, x, reduction=', None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "hint", "expected"), STEP)
def test_one_step_leads_to_a_program_that_works(text: str, hint: str, expected: object) -> None:
    with pytest.raises(ProgramError) as caught:
        read_program(text)
    error = caught.value
    assert hint in (error.hint or ""), str(error)
    assert len(error.hint or "") <= 120
    assert len(error.message) <= 80
    assert error.line is not None
    after = followed(text, error)
    assert after is not None, str(error)
    program, tape = run(after)
    if expected is not None:
        np.testing.assert_allclose(
            tape.values[program.output], np.asarray(expected), rtol=1e-12, err_msg=after
        )


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("for x in [1, 2]:\n    y = 2 * x", "write the steps out"),
        ("x = 1\nfor k in range(0):\n    x = 2 * k", "write the steps out"),
        ("x = 1\nwhile x < 5:\n    x = 2 * x", "write the steps out"),
        ("x = [1.5]; y = x.astype(int)", "truncates"),
        ("x = [1.5]; y = np.stack(x)", "in a list"),
        ("y = np * 2", "np is a module"),
        ("x = 2; y = x * x; z = 3 * dy", "gradients are computed for you"),
        ("criterion = nn.MSELoss()", "write the loss itself"),
        ("x = 2; y = F.dropout(x, 0.5)", "write dropout(x, p=0.5, seed=0)"),
        ("x = [1, 2]; y = np.einsum('i,i', x, x)", "with @, * and sum"),
        ("x = [1, 2]; y = x.argmax()", "an index has no gradient"),
        ("x = [1, 2]; y = np.random.uniform(0, 1)", "uniform(shape, low=a, high=b)"),
        ("x = 2; y = self.relu(x)", "self"),
        ("x = 2; y' = x", "d"),
        ("x = [1, 2]\nQ = 3 * x\nQ.backward(gradient=x)", "seed field"),
        ("x = [1, 2]\nQ = 3 * x\nQ.backward(torch.tensor([1., 5.]))", "seed field"),
        ("x = [-1, 2]\nx.zero_()\ny = x.sum()", "bind the name again"),
        ("x = [-1, 2]\nx.relu_()\ny = x.sum()", "bind the name again"),
        ("x = [-1, 2]\ny = F.relu_(x)", "bind the name again"),
        ("x = [-1, 2]\ny = F.relu(x, inplace=True)\nz = x.sum()", "x = relu(x)"),
        ("x = np.array([1.7, 2], dtype=int)\ny = 2 * x", "float64"),
        ("x = torch.tensor([1.5, 2], dtype=torch.int64)\ny = 2 * x", "float64"),
        ("x = np.array([2, 1], dtype=bool)\ny = 2 * x", "float64"),
        ("x = [0, 1]\ny = np.heaviside(x, 0)", "1 at 0"),
        ("x = [1.7, 2]\ny = np.array(x, dtype=int)", "float64"),
        ("x = [1, 2]\nz = 2 * x\ny = torch.tensor(z, dtype=torch.long)", "float64"),
        ("y = np.linspace(1, 3, 5, dtype=int)", "float64"),
        ("x = 1,5", "1.5"),
        ("x = [[1, 2]]\n_, i = torch.max(x, 1)\ny = i", "an index has no gradient"),
        ("x = [1, -2]\ny = np.where(x > 0, np.log(x), 0)", "finite"),
        ("x = [1, 2]\ny = np.max(x, initial=5)", "no initial here"),
        ("x = [1, 2]\ny = softplus(x, gamma=5)", "write out what gamma does"),
    ],
)
def test_what_has_no_line_of_its_own_is_told_in_words(text: str, hint: str) -> None:
    with pytest.raises(ProgramError) as caught:
        read_program(text)
    assert hint in (caught.value.hint or ""), str(caught.value)


def test_broken_pasted_code_gets_an_error_that_can_be_followed_and_never_a_crash() -> None:
    random = Random(11)
    texts = [text for text, *_ in READ] + [text for text, *_ in STEP]
    pieces = [piece for text in texts for piece in re.findall(r"\w+|\s+|.", text)]
    told = 0
    for _ in range(1_500):
        words = re.findall(r"\w+|\s+|.", random.choice(texts))
        for _ in range(random.randint(1, 3)):
            place = random.randrange(len(words) + 1)
            words[place : place + random.randint(0, 2)] = random.choices(pieces, k=2)
        text = "".join(words)
        error = refusal(text)
        if error is not None:
            told += 1
            assert followed(text, error) != text, str(error)
    assert told > 700


def refusal(text: str) -> ProgramError | None:
    try:
        read_program(text)
    except ProgramError as error:
        return error
    return None


def test_nothing_is_evaluated() -> None:
    for text in (
        "import os\nx = os.system('true')",
        "from os import system\nx = system('true')",
        "import numpy\nx = numpy.__builtins__.eval('1')",
        "x = np.lib.utils.os.getcwd()",
        "x = (1).__class__.__bases__",
    ):
        with pytest.raises(ProgramError):
            read_program(text)


@pytest.mark.parametrize("text", ["x = 2\nprint(x", "x = 2\nprint('x)", "x = 2\nprint(x))"])
def test_a_print_that_is_not_finished_is_told_where(text: str) -> None:
    with pytest.raises(ProgramError) as caught:
        read_program(text)
    assert (caught.value.kind, caught.value.line) == ("syntax", 2)
