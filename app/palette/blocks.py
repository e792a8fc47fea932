"""Blocks: small functions of gates that nets are assembled from, with what flows back through them.

A block is put into a program as a function and a call of it, so that each call folds and opens. How
its function reads depends on the shape that it is given; what it needs besides is made to fit.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ..engine.ops.op import Shape
from .leaves import CLASSES, Leaf

UNITS = 4


@dataclass(frozen=True, slots=True)
class Variant:
    """A block for values of some ranks."""

    ranks: tuple[int, ...]
    body: tuple[str, ...]
    """The lines of its function; ``x`` is what it is given."""
    leaves: Callable[[Shape], tuple[Leaf, ...]]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the palette.

    The formulas are those of its first variant. They are lines of the program language, so that
    they can be computed: ``backward`` gives the gradients from the upstream gradient ``g``, and its
    lines that name no argument are steps on the way.
    """

    name: str
    title: str
    glyph: str
    result: str
    takes: str
    """What it is given, in words."""
    summary: str
    variants: tuple[Variant, ...]
    forward: tuple[tuple[str, str], ...]
    backward: tuple[tuple[str, str], ...]

    def variant(self, rank: int) -> Variant | None:
        """Return how it is written for a value of a rank; ``None``: it is not."""
        return next((one for one in self.variants if rank in one.ranks), None)


def _weights(*shape: int, name: str = "W", fan_in: int | None = None) -> Leaf:
    return Leaf(name, shape, fan_in=shape[-1] if fan_in is None else fan_in)


def _kernel(name: str, into: int, out: int) -> Leaf:
    return Leaf(name, (out, into, 3, 3), fan_in=9 * into)


def _bias(*shape: int, name: str = "b") -> Leaf:
    return Leaf(name, shape, "zero")


def _head(features: int, batch: Shape) -> tuple[Leaf, ...]:
    """Return what a head of three classes learns of a batch, with a label for each sample."""
    weights = _weights(features, CLASSES, fan_in=features)
    return weights, _bias(CLASSES), Leaf("y", batch, "labels")


def _head_of_one(x: Shape) -> tuple[Leaf, ...]:
    """Return what a head of three classes learns of one sample, which stands as a vector."""
    return _weights(CLASSES, x[0]), _bias(CLASSES), Leaf("y", (), "labels")


def _squares(*names: str) -> Callable[[Shape], tuple[Leaf, ...]]:
    def leaves(x: Shape) -> tuple[Leaf, ...]:
        return tuple(_weights(x[-1], x[-1], name=name) for name in names)

    return leaves


NEURON = Block(
    "neuron",
    "Neuron",
    "σ(w·x+b)",
    "a",
    "a number or a vector",
    "Weighs its inputs, adds a bias and squashes the sum: the gradient is scaled by a(1 − a).",
    (
        Variant(
            (1,), ("return sigmoid(dot(w, x) + b)",), lambda x: (Leaf("w", x, fan_in=x[0]), _bias())
        ),
        Variant((0,), ("return sigmoid(w * x + b)",), lambda x: (Leaf("w", ()), _bias())),
    ),
    (("a", "sigmoid(dot(w, x) + b)"),),
    (
        ("dz", "g * a * (1 - a)"),
        ("w", "dz * x"),
        ("b", "dz"),
        ("x", "dz * w"),
    ),
)

DENSE = Block(
    "dense",
    "Dense layer",
    "ReLU(Wx+b)",
    "h",
    "a vector, or a batch with a sample a row",
    "A matrix product, a bias and ReLU: only units that are on pass a gradient back.",
    (
        Variant((1,), ("return relu(W @ x + b)",), lambda x: (_weights(UNITS, x[0]), _bias(UNITS))),
        Variant(
            (2, 3),
            ("return relu(x @ W + b)",),
            lambda x: (_weights(x[-1], UNITS, fan_in=x[-1]), _bias(UNITS)),
        ),
        Variant(
            (0,), ("return relu(W * x + b)",), lambda x: (_weights(UNITS, fan_in=1), _bias(UNITS))
        ),
    ),
    (("z", "W @ x + b"), ("h", "relu(z)")),
    (
        ("dz", "g * step(z)"),
        ("W", "outer(dz, x)"),
        ("b", "dz"),
        ("x", "W.T @ dz"),
    ),
)

CONVOLUTION = Block(
    "conv_block",
    "Conv + ReLU + pool",
    "✲ ReLU max▦",
    "h",
    "images × channels × height × width",
    "Slides a window over the image, keeps what is positive and the largest of each 2 × 2: a "
    "gradient goes back to the winners alone.",
    (
        Variant(
            (3, 4),
            ("return max_pool2d(relu(conv2d(x, W, b, padding=1)), 2)",),
            lambda x: (_kernel("W", x[-3], UNITS), _bias(UNITS)),
        ),
    ),
    (("z", "conv2d(x, W, b, padding=1)"), ("h", "max_pool2d(relu(z), 2)")),
    (
        ("dz", "max_unpool2d(g) * step(z)"),
        ("W", "conv2d(x, dz)"),
        ("b", "sum(dz)"),
        ("x", "conv_transpose2d(dz, W)"),
    ),
)

RESIDUAL = Block(
    "residual",
    "Residual block",
    "x+F(x)",
    "r",
    "a vector, a batch, or images × channels × height × width",
    "Adds what two layers make of x to x itself: the upstream gradient also comes back as it is.",
    (
        Variant(
            (1,),
            ("h = relu(W1 @ x + b1)", "return x + W2 @ h + b2"),
            lambda x: (
                _weights(UNITS, x[0], name="W1"),
                _bias(UNITS, name="b1"),
                _weights(x[0], UNITS, name="W2"),
                _bias(x[0], name="b2"),
            ),
        ),
        Variant(
            (2, 3),
            ("h = relu(x @ W1 + b1)", "return x + h @ W2 + b2"),
            lambda x: (
                _weights(x[-1], UNITS, name="W1", fan_in=x[-1]),
                _bias(UNITS, name="b1"),
                _weights(UNITS, x[-1], name="W2", fan_in=UNITS),
                _bias(x[-1], name="b2"),
            ),
        ),
        Variant(
            (4,),
            (
                "h = relu(conv2d(x, W1, b1, padding=1))",
                "return relu(x + conv2d(h, W2, b2, padding=1))",
            ),
            lambda x: (
                _kernel("W1", x[1], x[1]),
                _bias(x[1], name="b1"),
                _kernel("W2", x[1], x[1]),
                _bias(x[1], name="b2"),
            ),
        ),
    ),
    (("z", "W1 @ x + b1"), ("h", "relu(z)"), ("r", "x + W2 @ h + b2")),
    (
        ("dz", "step(z) * (W2.T @ g)"),
        ("x", "g + W1.T @ dz"),
        ("W1", "outer(dz, x)"),
        ("b1", "dz"),
        ("W2", "outer(g, h)"),
        ("b2", "g"),
    ),
)

ATTENTION = Block(
    "self_attention",
    "Self-attention",
    "attn",
    "c",
    "a sequence, a place a row",
    "Each place takes a mean of all places, weighed by how well its query fits their keys: the "
    "gradient goes back to queries, keys and values.",
    (Variant((2, 3), ("return attention(x @ Wq, x @ Wk, x @ Wv)",), _squares("Wq", "Wk", "Wv")),),
    (
        ("q", "x @ Wq"),
        ("k", "x @ Wk"),
        ("v", "x @ Wv"),
        ("A", "softmax(q @ k.T / sqrt(d))"),
        ("c", "A @ v"),
    ),
    (
        ("dA", "g @ v.T"),
        ("dS", "A * (dA - sum(A * dA, axis=1, keepdims=True)) / sqrt(d)"),
        ("Wq", "x.T @ (dS @ k)"),
        ("Wk", "x.T @ (dS.T @ q)"),
        ("Wv", "x.T @ (A.T @ g)"),
        ("x", "dS @ k @ Wq.T + dS.T @ q @ Wk.T + A.T @ g @ Wv.T"),
    ),
)

TRANSFORMER = Block(
    "transformer",
    "Transformer block",
    "attn+MLP",
    "t",
    "a sequence, a place a row",
    "Attention and a small network, each normalised before and added to what came in: two ways "
    "on which the gradient comes back as it is.",
    (
        Variant(
            (2, 3),
            (
                "n = layer_norm(x, gamma1, beta1)",
                "a = x + attention(n @ Wq, n @ Wk, n @ Wv)",
                "return a + relu(layer_norm(a, gamma2, beta2) @ W1) @ W2",
            ),
            lambda x: (
                Leaf("gamma1", x[-1:], "one"),
                _bias(x[-1], name="beta1"),
                *_squares("Wq", "Wk", "Wv")(x),
                Leaf("gamma2", x[-1:], "one"),
                _bias(x[-1], name="beta2"),
                _weights(x[-1], 2 * x[-1], name="W1", fan_in=x[-1]),
                _weights(2 * x[-1], x[-1], name="W2", fan_in=2 * x[-1]),
            ),
        ),
    ),
    (
        ("n", "layer_norm(x)"),
        ("a", "x + attention(n @ Wq, n @ Wk, n @ Wv)"),
        ("m", "layer_norm(a)"),
        ("t", "a + relu(m @ W1) @ W2"),
    ),
    (
        ("W2", "relu(m @ W1).T @ g"),
        ("W1", "m.T @ (step(m @ W1) * (g @ W2.T))"),
        ("dm", "(step(m @ W1) * (g @ W2.T)) @ W1.T"),
    ),
)

SOFTMAX = Block(
    "softmax_head",
    "Softmax + cross-entropy",
    "softmax CE",
    "loss",
    "features of one sample, a batch of them, or images",
    "Scores of three classes, their probabilities and the loss of the right class: the gradient "
    "of the scores is p − y.",
    (
        Variant(
            (2,),
            ("return softmax_cross_entropy(x @ W + b, y)",),
            lambda x: _head(x[-1], x[:1]),
        ),
        Variant(
            (1,),
            ("return softmax_cross_entropy(W @ x + b, y)",),
            _head_of_one,
        ),
        Variant(
            (4,),
            ("return softmax_cross_entropy(global_avg_pool(x) @ W + b, y)",),
            lambda x: _head(x[1], x[:1]),
        ),
    ),
    (("P", "softmax(x @ W + b)"), ("loss", "mean(-log(pick(P, y)))")),
    (
        ("dS", "g * (P - onehot(y)) / n"),
        ("W", "x.T @ dS"),
        ("b", "sum(dS, axis=0)"),
        ("x", "dS @ W.T"),
    ),
)

REGRESSION = Block(
    "regression_head",
    "Regression head",
    "(y−p)²",
    "loss",
    "features of one sample, or a batch of them",
    "One number a sample, and the mean squared error: the gradient grows with the error.",
    (
        Variant(
            (2,),
            ("return mse(x @ w + b, y)",),
            lambda x: (
                _weights(x[-1], name="w", fan_in=x[-1]),
                _bias(),
                Leaf("y", x[:1], "target"),
            ),
        ),
        Variant(
            (1,),
            ("return mse(dot(w, x) + b, y)",),
            lambda x: (Leaf("w", x, fan_in=x[0]), _bias(), Leaf("y", (), "target")),
        ),
    ),
    (("p", "x @ w + b"), ("loss", "mean((p - y)**2)")),
    (
        ("dp", "g * 2 * (p - y) / n"),
        ("w", "x.T @ dp"),
        ("b", "sum(dp)"),
        ("x", "outer(dp, w)"),
    ),
)

SVM = Block(
    "svm_head",
    "SVM head",
    "hinge",
    "loss",
    "features of one sample, or a batch of them",
    "Scores of three classes and the hinge loss: only classes inside the margin send a gradient.",
    (
        Variant(
            (2,),
            ("return hinge(x @ W + b, y)",),
            lambda x: _head(x[-1], x[:1]),
        ),
        Variant(
            (1,),
            ("return hinge(W @ x + b, y)",),
            _head_of_one,
        ),
    ),
    (
        ("s", "x @ W + b"),
        ("M", "step(s - pick(s, y)[:, None] + 1) * (1 - onehot(y))"),
        ("loss", "sum(M * (s - pick(s, y)[:, None] + 1)) / n"),
    ),
    (
        ("dS", "g * (M - sum(M, axis=1, keepdims=True) * onehot(y)) / n"),
        ("W", "x.T @ dS"),
        ("b", "sum(dS, axis=0)"),
        ("x", "dS @ W.T"),
    ),
)

BLOCKS = {
    block.name: block
    for block in (
        *(NEURON, DENSE, CONVOLUTION, RESIDUAL, ATTENTION, TRANSFORMER),
        *(SOFTMAX, REGRESSION, SVM),
    )
}
