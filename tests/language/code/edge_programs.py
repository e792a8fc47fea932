"""Programs that stand on kinks and at edges: named ones, and random ones that hit them often."""

import random
from collections.abc import Iterator

from app.engine.errors import EngineError
from app.engine.tape import Tape
from app.language import ProgramError, read_program
from app.language.program import Program

EDGES = (
    # infinities, numbers taken for arrays, outputs that are leaves, negative literals
    "x = 0; f = 1 / x",
    "x = 0; f = log(x) + sqrt(x)",
    "x = -2; f = x ** 0.5",
    "x = 1e200; f = x * x",
    "x = 1e200; y = 2; f = y / x",
    "x = 1e-200; y = 1e-200; f = y / x",
    "x = 1e-160; f = x * x",
    "x = inf; f = x * 2",
    "x = [1000, -1000, 0]; f = sigmoid(x)",
    "x = 3; y = x[None]; f = sum(y)",
    "x = 3; f = x.T",
    "x = 3",
    "x = [1, 2, 3]",
    "1 + 2",
    "x = const([1, 2]); f = sum(x)",
    "x = 2; y = const(3); f = y * 2",
    "z = [-1, -2]; x = -1 * z; f = -2 / x - -3 * x ** -2",
    "x = -3; f = (-2.5) * x - (-2.5) + x / (-2) + 2 ** x",
    # powers
    "x = 0; f = x ** 0",
    "x = [0, 1, -2]; f = sum(x ** 0)",
    "x = 0; f = 2 * x ** 0 + 3 * x ** 1 + 4 * x ** 2",
    "x = 0; f = 0 ** x",
    "x = [0, 1, 2]; f = 0 ** x",
    "x = -1; f = 0 ** x",
    *(f"x = 0; n = {n}; f = x ** n" for n in (0, 0.5, 1, 2, -1)),
    *(f"x = 0; n = const({n}); f = x ** n" for n in (0, 0.5, 1, 2, -1)),
    *(f"x = 0; f = x ** {n}" for n in (0.5, 1, 2, -1)),
    "x = 0; f = x ** x",
    "x = [0, 1, 2]; n = [[0], [1], [2]]; f = x ** n",
    "x = 3; n = [0, 1, 2]; f = x ** n",
    "x = -8; n = 0.5; f = x ** n",
    "x = inf; n = 0; f = x ** n",
    "x = [-1, 0]; z = -x; f = z ** 0.5",
    "x = -inf; f = x ** 0.5",
    "x = 1; n = relu(x - 2); f = sqrt(0 ** n - 1)",
    # what is shut, before and behind an infinite slope
    "x = 0; f = relu(x) + abs(x) + leaky_relu(x) + elu(x) + step(x)",
    "x = [-1, 0, 4]; f = sum(sqrt(relu(x)))",
    "x = [-1, 0, 4]; f = sum(log(relu(x)))",
    "x = [0, 1]; f = relu(log(x))",
    "x = [0, 1]; f = sqrt(x * 0)",
    "x = [0, 1, 4]; f = sqrt(x)[1]",
    "x = [0, 1, 4]; f = sqrt(x[0])",
    "x = [-1, 0, 4]; f = sqrt(max(x, 0))",
    "x = [-1, 0, 4]; f = sqrt(max(0, x))",
    "x = [0, 1, 4]; f = 1 / amin(x)",
    "x = [[0, 1], [4, 0]]; f = log(amin(x, axis=1))",
    "x = [-1, 0]; f = sqrt(leaky_relu(x, slope=2))",
    "x = [0, 0]; f = sqrt(sum(x ** 2))",
    "x = 0; f = x / x",
    # ties
    "x = 1; f = max(1, 2, x)",
    "x = [1, 1]; y = [1, 1]; f = sum(max(x, y, 1) + min(x, y))",
    "x = [1, 1, 1]; f = amax(x) + amin(x)",
    "x = [[1, 1], [0, 0]]; f = sum(amax(x, axis=0) + amin(x, axis=1))",
    "x = 0; y = 0; d = x / y; f = max(d, 2) + max(2, d) + min(d, d)",
    # choices among many
    "x = 1; y = 1; f = max(x, 0, 1, y, 1, x, 1, 1, 1, 1)",
    "x = 1; f = max(2, 1, x) * min(0, 3, x, 1)",
    "x = [1, 2, 0]; y = 1; f = sum(min(3, x, y, x, y, x, 2, 1, x, y) * max(x, y, x))",
    "x = 0; d = x / x; f = max(1, 1, 1, 1, x, 2, d, 3, d, x) + min(x, d, 1)",
    "x = 0; y = 0; f = sqrt(max(x, y, x, y, x, y, x, y, x, y, x))",
    # activations
    *(f"x = 0; f = leaky_relu(x, slope={a}) + elu(x, alpha={a})" for a in (0, 0.2, 2)),
    "x = [-1000, -6, -1, 0, 1000]; f = gelu(x)",
    "x = -1000; f = 1 / gelu(x)",
    "x = [-1000, 0, 1000]; f = tanh(x) + softplus(x) + sigmoid(x)",
    # normalizers and masks
    "x = [1, 2, 3]; m = const([0, -inf, 0]); f = softmax(x + m)",
    "x = [1, 2, 3]; m = const([0, -inf, 0]); f = log_softmax(x + m)[0] + logsumexp(x + m)",
    "x = [1, 2, 3]; m = const([0, -inf, 0]); f = softmax_cross_entropy(x + m, 2)",
    "x = [0, inf, 0]; f = log_softmax(x)",
    "x = [0, 1e200, 1e200]; f = softmax(x)[1]",
    "x = [1000, 1001, 0]; f = softmax_cross_entropy(x, 1)",
    # losses
    "p = [0, 1]; f = cross_entropy(p, const([0, 1]))",
    "p = [0, 1]; f = cross_entropy(p, [0, 1])",
    "p = [0, 1]; y = [0, 1]; f = cross_entropy(p, y)",
    "p = [[0, 1], [0.5, 0.5]]; y = const([[0, 1], [1, 0]]); f = cross_entropy(p, y)",
    "p = [0, 1]; f = cross_entropy(p, 0)",
    "p = [1, 1]; f = sqrt(cross_entropy(p, 0))",
    "z = [1000, 0]; f = sqrt(softmax_cross_entropy(z, 0))",
    *(f"p = {p}; y = {y}; f = bce(p, y)" for p in (0, 1, 1e-13, 1.5) for y in (0, 1, 0.5)),
    "p = [-1, 0, 1, 2]; f = bce(p, 1)",
    "y = [0, 1, 2]; f = bce(y[1], y)",
    "x = 30; f = bce(sigmoid(x), 0)",
    "z = [inf, -inf, 40]; f = bce_with_logits(z, 0.5)",
    *(f"s = [1, 2, 0]; f = hinge(s, 1, margin={m})" for m in (0, 1, 2)),
    "s = [1, inf, 0]; f = hinge(s, 1)",
    # layers
    "x = [[1, 2, 0], [0, 1, 3]]; W = [[1, -1]]; f = conv2d(x, W)",
    "x = [[1, 2, 0], [0, 1, 3]]; W = [[1, -1]]; b = 2; "
    "f = sum(conv2d(x, W, b, padding=(0, 1)) ** 2)",
    "x = randn(2, 4, 5, 5, seed=1); W = randn(6, 2, 3, 3, seed=2); b = [1, 0, 2, 0, 1, 0]; "
    "f = sum(conv2d(x, W, b, stride=2, padding=1, groups=2) ** 2)",
    "x = randn(2, 3, 7, seed=1); W = randn(2, 3, 3, seed=2); b = [1, 2]; "
    "f = sum(conv1d(x, W, b, dilation=2) ** 2)",
    "x = [[1, 1, 0, 2], [1, 0, 2, 2]]; f = sum(max_pool2d(x) ** 2)",
    "x = randn(1, 2, 5, 5, seed=3); f = sum(max_pool2d(x, 3, stride=2, padding=1) ** 2)",
    "x = randn(1, 2, 5, 5, seed=3); f = sum(avg_pool2d(x, (3, 2), stride=2, padding=1) ** 2)",
    "x = randn(2, 2, 3, 3, seed=4); f = sum(global_avg_pool(x) ** 2)",
    "x = [[1, 2], [0, 3]]; W = [[1, -1], [2, 0], [1, 1]]; b = [1, 0, 2]; "
    "f = sum(linear(x, W, b) ** 2)",
    "x = [1, 2]; W = [[1, -1], [2, 0], [1, 1]]; f = sum(linear(x, W) ** 2)",
    "x = [[1, 2, 4], [0, 3, 3]]; g = [1, 2, 3]; b = [0, 1, 0]; f = sum(layer_norm(x, g, b) ** 2)",
    "x = [1, 1, 1]; f = sum(layer_norm(x, 2, 1) ** 2)",
    "x = [[1, 2], [0, 3], [5, 1]]; g = [1, 2]; f = sum(batch_norm(x, g, eps=0.1) ** 2)",
    "x = randn(2, 3, 2, 2, seed=5); g = [1, 2, 3]; b = [1, 0, 1]; "
    "f = sum(batch_norm(x, g, b) ** 3)",
    "q = [[1, 2]]; k = [[1, 0], [0, 1]]; v = [[1, 2], [3, 4]]; f = sum(attention(q, k, v) ** 2)",
    "q = randn(3, 2, seed=6); m = const([[0, -1e9, -1e9], [0, 0, -1e9], [0, 0, 0]]); "
    "f = sum(attention(q, q, q, m) ** 2)",
    "q = randn(3, 2, seed=6); f = sum(attention(q, q, q, is_causal=True) ** 2)",
    "q = randn(2, 3, 2, seed=6); k = randn(4, 2, seed=7); "
    "f = sum(attention(q, k, k, is_causal=True) ** 2)",
    "q = randn(3, 2, seed=6); m = 2; f = sum(attention(q, q, q, m, is_causal=True) ** 2)",
    "x = randn(1, 2, 3, 3, seed=1); w = randn(2, 2, 2, 3, seed=2); b = [1, 2]; "
    'f = sum(conv2d(x, w, b, padding="same") ** 2)',
    'x = [1, 2, 3, 5]; f = sum(conv1d(x, [1, 0, 2, 1], padding="same") ** 2)',
    "x = randn(2, 3, 2, seed=5); f = sum(layer_norm(x, normalized_shape=(3, 2)) ** 3)",
    "x = randn(2, 3, 2, seed=5); g = randn(3, 2, seed=6); f = sum(layer_norm(x, g, 1) ** 3)",
    "q = [[1000, 0]]; k = [[900, 1], [899, 3]]; v = [[1], [2]]; f = sum(attention(q, k, v))",
    "x = [1, 2, 3, 4]; f = sum(dropout(x, p=0.4, seed=3) ** 2)",
    "x = [1, 2]; y = [3, 4]; f = sum(stack(x, y, x, axis=1) * [[1, 2, 3], [4, 5, 6]])",
    "x = [[1, 2]]; f = sum(squeeze(x) ** 2) + sum(broadcast_to(x, (3, 2)) * [[1], [2], [3]])",
)
"""Every kink and edge that the conventions of the gates name, and numbers out of range."""

TAME = ("0", "0", "0", "1", "1", "-1", "2", "0.5", "-2", "0.3", "1000", "-1000")
LEAVES = (
    "{v}", "{v}", "[{v}, {v}, {v}]", "[[{v}, {v}, {v}], [{v}, {v}, {v}]]", "[[{v}], [{v}]]",
    "const({v})", "const([{v}, {v}, {v}])", "const([[{v}, {v}, {v}], [{v}, {v}, {v}]])",
)  # fmt: skip
UNARY = (
    "exp({a})", "log({a})", "sqrt({a})", "abs({a})", "relu({a})", "leaky_relu({a}, slope=0.2)",
    "leaky_relu({a}, slope=2)", "elu({a}, alpha=2)", "elu({a})", "step({a})", "softplus({a})",
    "gelu({a})", "sigmoid({a})", "tanh({a})", "square({a})", "-{a}", "1 / {a}", "reciprocal({a})",
    "{a} ** 0", "{a} ** 1", "{a} ** 2", "{a} ** 0.5", "{a} ** -1", "0 ** {a}", "1 ** {a}",
    "2 ** {a}", "(-1) ** {a}", "sum({a})", "mean({a})", "sum({a}, axis=0)", "mean({a}, axis=-1)",
    "amax({a})", "amin({a})", "amax({a}, axis=0)", "amin({a}, axis=-1, keepdims=True)",
    "softmax({a})", "log_softmax({a})", "logsumexp({a})", "softmax({a}, axis=0)", "max({a}, 0)",
    "min({a}, 0)", "max({a}, 1, -1)", "max(0, {a})", "{a}.T", "{a}[0]", "{a}[:, 1:]",
    "flatten({a})", "l2({a})", "hinge({a}, 1)", "hinge({a}, [0, 1])", "hinge({a}, 1, margin=0)",
    "cross_entropy({a}, 1)", "cross_entropy({a}, [1, 0])", "softmax_cross_entropy({a}, [1, 0])",
    "softmax_cross_entropy({a}, 2)", "sqrt(relu({a}))", "log(relu({a}))", "relu(log({a}))",
    "sum({a} ** 0)", "sqrt(sum({a} ** 2))", "bce({a}, 1)", "bce({a}, 0)", "bce(1, {a})",
    "bce_with_logits({a}, 1)", "0 * {a}", "max({a}, {a})",
)  # fmt: skip
BINARY = (
    "{a} + {b}", "{a} - {b}", "{a} * {b}", "{a} / {b}", "{a} ** {b}", "max({a}, {b})",
    "min({a}, {b})", "max({a}, {b}, {c})", "{a} @ {b}", "dot({a}, {b})", "bce({a}, {b})",
    "bce(sigmoid({a}), {b})", "bce_with_logits({a}, {b})", "squared_error({a}, {b})",
    "mse({a}, {b})", "cross_entropy({a}, {b})", "cross_entropy(softmax({a}), {b})",
    "softmax_cross_entropy({a}, {b})", "concat({a}, {b})", "outer({a}, {b})",
    "softmax({a} + {b})", "relu({a}) ** {b}", "{a} ** relu({b})",
)  # fmt: skip


def edge_program(seed: int, statements: int = 4) -> Program:
    """Return a random program of zeros, ones and ties; the same seed gives the same one."""
    rng = random.Random(seed)
    lines: list[str] = []
    while True:
        names = [f"{'uvwxyz'[k % 6]}{k}" for k in range(len(lines) + 1)]
        if len(lines) < 2:
            text = rng.choice(LEAVES)
            while "{v}" in text:
                text = text.replace("{v}", rng.choice(TAME), 1)
        else:
            a, b, c = (rng.choice(names[:-1]) for _ in range(3))
            text = rng.choice(UNARY if rng.random() < 0.55 else BINARY).format(a=a, b=b, c=c)
        try:
            program = read_program("\n".join([*lines, f"{names[-1]} = {text}"]))
            Tape(program.graph, [program.output]).forward()
        except (ProgramError, EngineError):
            continue
        lines.append(f"{names[-1]} = {text}")
        if len(lines) == statements:
            return program


def edge_programs(count: int, first: int = 0) -> Iterator[Program]:
    """Yield several random programs."""
    for seed in range(first, first + count):
        yield edge_program(seed)
