"""What every row of the table of foreign names is tried on, and what NumPy makes of the same."""

import math
from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

PRELUDE = """x = [0.3, 0.75, 0.45]
y = [0.6, 0.25, 0.9]
z = [0.5, -1.5, 2.0]
v = [-4.0, 0.0, 7.5]
M = [[0.5, -1.0, 2.0], [3.0, 0.25, -0.75]]
S = [[2.0, -1.0], [0.5, 3.0]]
C = [[1.0], [2.0]]
"""

x = np.array([0.3, 0.75, 0.45])
y = np.array([0.6, 0.25, 0.9])
z = np.array([0.5, -1.5, 2.0])
v = np.array([-4.0, 0.0, 7.5])
M = np.array([[0.5, -1.0, 2.0], [3.0, 0.25, -0.75]])
S = np.array([[2.0, -1.0], [0.5, 3.0]])
C = np.array([[1.0], [2.0]])

Floats: TypeAlias = NDArray[np.float64]
Reference: TypeAlias = Callable[[], Floats | np.float64 | float | int]


def sigmoid(a: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-a)))


def softmax(a: Floats, axis: int = -1) -> Floats:
    e = np.exp(a - a.max(axis=axis, keepdims=True))
    return np.asarray(e / e.sum(axis=axis, keepdims=True))


def softplus(a: Floats) -> Floats:
    return np.asarray(np.log1p(np.exp(a)))


def elu(a: Floats, alpha: float = 1.0) -> Floats:
    return np.asarray(np.where(a > 0, a, alpha * np.expm1(a)))


def erf(a: Floats) -> Floats:
    return np.array([math.erf(k) for k in a])


def tanh_gelu() -> Floats:
    return np.asarray(0.5 * v * (1 + np.tanh(np.sqrt(2 / np.pi) * (v + 0.044715 * v**3))))


def bces() -> Floats:
    return np.asarray(-(y * np.log(x) + (1 - y) * np.log(1 - x)))


def logit_bces() -> Floats:
    return np.asarray(-(y * np.log(sigmoid(z)) + (1 - y) * np.log(1 - sigmoid(z))))


def row_losses() -> Floats:
    return np.asarray(-np.log(softmax(M))[[0, 1], [2, 0]])


def huber(delta: float = 1.0) -> Floats:
    d = np.abs(v - y)
    return np.asarray(np.where(d < delta, 0.5 * d**2, delta * (d - 0.5 * delta)))


def convolved() -> Floats:
    wide = np.pad(M, ((0, 0), (1, 1)))
    return np.array([[[np.sum(wide[:, k : k + 2] * S) for k in range(4)]]])


def normalized(a: Floats, axis: int, eps: float) -> Floats:
    centred = a - a.mean(axis=axis, keepdims=True)
    return np.asarray(centred / np.sqrt(a.var(axis=axis, keepdims=True) + eps))


def gelu() -> Floats:
    return np.asarray(v * (1 + erf(v / np.sqrt(2))) / 2)


CASES: dict[str, tuple[str, Reference]] = {
    # elementwise
    "absolute(x)": ("v", lambda: np.abs(v)),
    "ln(x)": ("x", lambda: np.log(x)),
    "math:log(x)": ("x", lambda: np.log(x)),
    "math:log(x, base)": ("x, 2", lambda: np.log2(x)),
    "pow(x, n)": ("x, 3", lambda: x**3),
    "add(x, y, *, alpha=1)": ("x, y", lambda: x + y),
    "sub(x, y, *, alpha=1)": ("x, y", lambda: x - y),
    "mul(x, y)": ("x, y", lambda: x * y),
    "div(x, y)": ("x, y", lambda: x / y),
    "neg(x)": ("x", lambda: -x),
    "sqr(x)": ("x", lambda: x * x),
    "recip(x)": ("x", lambda: 1 / x),
    "expit(x)": ("v", lambda: sigmoid(v)),
    "fmax(x, y)": ("x, y", lambda: np.maximum(x, y)),
    "fmin(x, y)": ("x, y", lambda: np.minimum(x, y)),
    "exp2(x)": ("v", lambda: np.exp2(v)),
    "exp10(x)": ("x", lambda: 10**x),
    "expm1(x)": ("v", lambda: np.expm1(v)),
    "log1p(x)": ("x", lambda: np.log1p(x)),
    "log2(x)": ("x", lambda: np.log2(x)),
    "log10(x)": ("x", lambda: np.log10(x)),
    "logaddexp(x, y)": ("v, y", lambda: np.logaddexp(v, y)),
    "xlogy(x, y)": ("v, y", lambda: v * np.log(y)),
    "cube(x)": ("v", lambda: v**3),
    "rsqrt(x)": ("x", lambda: x**-0.5),
    "cbrt(x)": ("v", lambda: np.cbrt(v)),
    "hypot(x, y)": ("v, y", lambda: np.hypot(v, y)),
    "tan(x)": ("v", lambda: np.tan(v)),
    "cot(x)": ("x", lambda: 1 / np.tan(x)),
    "sec(x)": ("x", lambda: 1 / np.cos(x)),
    "csc(x)": ("x", lambda: 1 / np.sin(x)),
    "sinh(x)": ("v", lambda: np.sinh(v)),
    "cosh(x)": ("v", lambda: np.cosh(v)),
    "arcsinh(x)": ("v", lambda: np.arcsinh(v)),
    "arccosh(x)": ("x + 1", lambda: np.arccosh(x + 1)),
    "arctanh(x)": ("x", lambda: np.arctanh(x)),
    "sinc(x)": ("x", lambda: np.sinc(x)),
    "deg2rad(x)": ("v", lambda: np.deg2rad(v)),
    "rad2deg(x)": ("v", lambda: np.rad2deg(v)),
    "erfc(x)": ("v", lambda: 1 - erf(v)),
    "sign(x)": ("v", lambda: np.sign(v)),
    "heaviside(x, at0: 1)": ("v, 1", lambda: np.heaviside(v, 1)),
    "clip(x, lo, hi)": ("v, -1, 2", lambda: np.clip(v, -1, 2)),
    "clip(x, lo, hi: None = None)": ("v, min=-1", lambda: np.clip(v, -1, None)),
    "clip(x, lo: None = None, hi=None)": ("v, max=2", lambda: np.clip(v, None, 2)),
    "clamp_min(x, lo)": ("v, -1", lambda: np.maximum(v, -1)),
    "clamp_max(x, hi)": ("v, 2", lambda: np.minimum(v, 2)),
    "lerp(x, y, t)": ("x, y, 0.25", lambda: x + 0.25 * (y - x)),
    "where(c, x, y)": ("step(z), x, y", lambda: np.where(z >= 0, x, y)),
    "relu6(x)": ("v", lambda: np.clip(v, 0, 6)),
    "hardtanh(x, lo=-1, hi=1)": ("v", lambda: np.clip(v, -1, 1)),
    "hardsigmoid(x)": ("v", lambda: np.clip(v + 3, 0, 6) / 6),
    "hardswish(x)": ("v", lambda: v * np.clip(v + 3, 0, 6) / 6),
    "silu(x)": ("v", lambda: v * sigmoid(v)),
    "mish(x)": ("v", lambda: v * np.tanh(softplus(v))),
    "logsigmoid(x)": ("v", lambda: np.log(sigmoid(v))),
    "softsign(x)": ("v", lambda: v / (1 + np.abs(v))),
    "tanhshrink(x)": ("v", lambda: v - np.tanh(v)),
    "softshrink(x, lambd=0.5)": ("v", lambda: np.sign(v) * np.maximum(np.abs(v) - 0.5, 0)),
    "celu(x, alpha=1)": ("v", lambda: elu(v)),
    "celu(x, alpha)": ("v, alpha=2", lambda: np.where(v > 0, v, 2 * np.expm1(v / 2))),
    "logit(x)": ("x", lambda: np.log(x / (1 - x))),
    "prelu(x, W)": ("v, 0.25", lambda: np.where(v > 0, v, 0.25 * v)),
    "jax:gelu(x, approximate=True)": ("v", tanh_gelu),
    "torch:gelu(x, *, approximate='none')": ("v", lambda: v * (1 + erf(v / np.sqrt(2))) / 2),
    "torch:gelu(x, *, approximate: 'tanh')": ('v, approximate="tanh"', tanh_gelu),
    "gelu_tanh(x)": ("v", tanh_gelu),
    "torch:leaky_relu(x)": ("v", lambda: np.where(v > 0, v, 0.01 * v)),
    "tf:leaky_relu(x)": ("v", lambda: np.where(v > 0, v, 0.2 * v)),
    "torch:leaky_relu(x, slope)": ("v, 0.3", lambda: np.where(v > 0, v, 0.3 * v)),
    "lrelu(x)": ("v", lambda: np.where(v > 0, v, 0.1 * v)),
    # reductions
    "np:max(x, axis=None, keepdims=None)": ("M, axis=1", lambda: M.max(axis=1)),
    "np:min(x, axis=None, keepdims=None)": ("M, axis=0", lambda: M.min(axis=0)),
    "torch:max(x)": ("M", lambda: M.max()),
    "torch:min(x)": ("M", lambda: M.min()),
    "torch:max(x, axis, keepdims=None)": ("M, dim=1", lambda: M.max(axis=1)),
    "torch:min(x, axis, keepdims=None)": (
        "M, 1, keepdim=True",
        lambda: M.min(axis=1, keepdims=True),
    ),
    "torch:max(x, y)": ("x, y", lambda: np.maximum(x, y)),
    "torch:min(x, y)": ("x, y", lambda: np.minimum(x, y)),
    "reduce_max(x, axis=None, keepdims=None)": ("M, 1", lambda: M.max(axis=1)),
    "reduce_min(x, axis=None, keepdims=None)": ("M", lambda: M.min()),
    "reduce_sum(x, axis=None, keepdims=None)": ("M, axis=0", lambda: M.sum(axis=0)),
    "reduce_mean(x, axis=None, *, keepdims=None)": ("M, axis=1", lambda: M.mean(axis=1)),
    "np:std(x, axis=None, *, keepdims=None, ddof=None, correction=None)": (
        "M, axis=1",
        lambda: M.std(axis=1),
    ),
    "np:var(x, axis=None, *, keepdims=None, ddof=None, correction=None)": (
        "M",
        lambda: M.var(),
    ),
    "torch:std(x, axis=None, unbiased=None, keepdims=None, *, correction=None)": (
        "M, dim=1",
        lambda: M.std(axis=1, ddof=1),
    ),
    "torch:var(x, axis=None, unbiased=None, keepdims=None, *, correction=None)": (
        "M",
        lambda: M.var(ddof=1),
    ),
    "reduce_std(x, axis=None, keepdims=None)": ("M, 1", lambda: M.std(axis=1)),
    "reduce_variance(x, axis=None, keepdims=None)": ("M", lambda: M.var()),
    "norm(x, ord=None, axis=None, keepdims=None)": ("M, axis=1", lambda: np.linalg.norm(M, axis=1)),
    "ptp(x, axis=None)": ("M, axis=0", lambda: np.ptp(M, axis=0)),
    "rms(x)": ("v", lambda: np.sqrt(np.mean(v**2))),
    "torch:logsumexp(x, axis)": ("M, 1", lambda: np.log(np.exp(M).sum(axis=1))),
    "torch:logsumexp(x, axis, keepdims)": (
        "M, 1, keepdim=True",
        lambda: np.log(np.exp(M).sum(axis=1, keepdims=True)),
    ),
    "tf:reduce_logsumexp(x)": ("M", lambda: np.log(np.exp(M).sum())),
    "scipy:logsumexp(x, axis, *, keepdims=None)": (
        "M, axis=0",
        lambda: np.log(np.exp(M).sum(axis=0)),
    ),
    "scipy:softmax(x)": ("M", lambda: np.exp(M) / np.exp(M).sum()),
    "scipy:softmax(x, axis)": ("M, axis=0", lambda: softmax(M, 0)),
    "scipy:log_softmax(x)": ("M", lambda: np.log(np.exp(M) / np.exp(M).sum())),
    "scipy:log_softmax(x, axis)": ("M, axis=0", lambda: np.log(softmax(M, 0))),
    "softmin(x, axis)": ("M, dim=1", lambda: softmax(-M, 1)),
    "tf:l2_normalize(x, axis, epsilon: 1e-12 = 1e-12)": (
        "M, 0",
        lambda: M / np.linalg.norm(M, axis=0, keepdims=True),
    ),
    "normalize(x, ord=2, axis=None, eps=1e-12)": (
        "M, p=2, dim=1",
        lambda: M / np.linalg.norm(M, axis=1, keepdims=True),
    ),
    "prod(x, axis=None)": ("x", lambda: x.prod()),
    "cumsum(x, axis=None)": ("v, 0", lambda: v.cumsum()),
    "diff(x, n=1, axis=-1)": ("v", lambda: np.diff(v)),
    # products
    "dot(x, y)": ("x, y", lambda: x @ y),
    "inner(x, y)": ("M, x", lambda: np.inner(M, x)),
    "mm(x, y)": ("S, M", lambda: S @ M),
    "ger(x, y)": ("x, y", lambda: np.outer(x, y)),
    "addmm(b, x, y)": ("x, S, M", lambda: x + S @ M),
    "cosine_similarity(x, y, axis=None, eps=1e-8)": (
        "x, y",
        lambda: x @ y / np.linalg.norm(x) / np.linalg.norm(y),
    ),
    "pairwise_distance(x, y, *, ord=2, eps=1e-06, keepdims=None)": (
        "M, x",
        lambda: np.linalg.norm(M - x + 1e-6, axis=1),
    ),
    "trace(x)": ("S", lambda: np.trace(S)),
    "diag(x)": ("S", lambda: np.diag(S)),
    "tril(x)": ("S", lambda: np.tril(S)),
    "triu(x)": ("S", lambda: np.triu(S)),
    # shapes
    "reshape(x, *shape)": ("M, 3, 2", lambda: M.reshape(3, 2)),
    "ravel(x, order='C')": ("M", lambda: M.ravel()),
    "torch:flatten(x)": ("M", lambda: M.ravel()),
    "torch:flatten(x, start=0, end=-1)": ("M, 1", lambda: M),
    "transpose(x, *axes)": ("M, 1, 0", lambda: M.T),
    "t(x)": ("M", lambda: M.T),
    "torch:transpose(x, axis0, axis1)": ("M, 0, 1", lambda: M.T),
    "concatenate(parts, axis=0)": ("[M, S], axis=1", lambda: np.concatenate([M, S], axis=1)),
    "append(x, y)": ("x, y", lambda: np.append(x, y)),
    "linear(x, W, b=None)": ("x, M, [1, 2]", lambda: M @ x + np.array([1, 2])),
    "torch:conv1d(x, W, b=None, stride=None, padding=None, dilation=None, groups=None)": (
        "M[None], M[None, :, :2], stride=1",
        lambda: np.array([[[np.sum(M[:, k : k + 2] * M[:, :2]) for k in range(2)]]]),
    ),
    "torch:conv2d(x, W, b=None, stride=None, padding=None, dilation=None, groups=None)": (
        "M[None], S[None, None], [1], padding=(0, 1)",
        lambda: convolved() + 1,
    ),
    "torch:max_pool2d(x, size, stride=None, padding=None, dilation: 1 = 1, "
    "ceil_mode: False = False, return_indices: False = False)": (
        "M[None], (2, 1)",
        lambda: M.max(axis=0)[None, None],
    ),
    "torch:avg_pool2d(x, size, stride=None, padding=None, ceil_mode: False = False, "
    "count_include_pad: True = True)": (
        "M[None], kernel_size=(1, 2), stride=1",
        lambda: (M[:, 1:] + M[:, :-1])[None] / 2,
    ),
    "adaptive_avg_pool2d(x, sizes)": ("M[None], 1", lambda: M.mean().reshape(1, 1, 1)),
    "torch:layer_norm(x, sizes, W=None, b=None, eps=None)": (
        "M, [3], weight=x, bias=y, eps=0.5",
        lambda: normalized(M, 1, 0.5) * x + y,
    ),
    "scaled_dot_product_attention(q, k, v, mask=None, dropout_p: 0.0 = 0.0, is_causal=None, *, "
    "enable_gqa: False = False)": (
        "S, S, M, attn_mask=[[0, -1], [0, 0]]",
        lambda: softmax(S @ S.T / np.sqrt(2) + np.array([[0, -1], [0, 0]])) @ M,
    ),
    "broadcast_to(x, shape)": ("x, (2, 3)", lambda: np.broadcast_to(x, (2, 3))),
    "torch:squeeze(x, axis=None)": ("C, 1", lambda: C.squeeze(1)),
    "stack(parts, axis=0)": ("[x, y], axis=1", lambda: np.stack([x, y], axis=1)),
    "vstack(parts)": ("(x, y)", lambda: np.vstack([x, y])),
    "hstack(parts)": ("(M, S)", lambda: np.hstack([M, S])),
    "column_stack(parts)": ("[x, y]", lambda: np.column_stack([x, y])),
    "squeeze(x, axis=None)": ("C", lambda: C.squeeze()),
    "unsqueeze(x, axis)": ("x, -1", lambda: x[:, None]),
    "flip(x, axis=None)": ("M, 1", lambda: M[:, ::-1]),
    "flipud(x)": ("M", lambda: np.flipud(M)),
    "fliplr(x)": ("M", lambda: np.fliplr(M)),
    # losses
    "mse_loss(p, y, *, reduction=None)": ('x, y, reduction="sum"', lambda: ((x - y) ** 2).sum()),
    "mean_squared_error(y, p)": ("y, x", lambda: ((x - y) ** 2).mean()),
    "tf:mse(y, p)": (
        "M, [[1, 2, 3], [4, 5, 6]]",
        lambda: ((M - np.arange(1, 7).reshape(2, 3)) ** 2).mean(axis=-1),
    ),
    "l1_loss(p, y, *, reduction='mean')": ("x, y", lambda: np.abs(x - y).mean()),
    "mean_absolute_error(y, p)": ("y, x", lambda: np.abs(x - y).mean()),
    "smooth_l1_loss(p, y, *, beta=1, reduction='mean')": ("v, y", lambda: huber().mean()),
    "binary_cross_entropy(p, y)": ("x, y", lambda: bces().mean()),
    "binary_cross_entropy(p, y, *, reduction)": ('x, y, reduction="sum"', lambda: bces().sum()),
    "binary_crossentropy(y, p)": ("y, x", lambda: bces().mean()),
    "binary_cross_entropy_with_logits(z, y)": ("z, y", lambda: logit_bces().mean()),
    "binary_cross_entropy_with_logits(z, y, *, reduction)": ('z, y, reduction="none"', logit_bces),
    "jax:sigmoid_binary_cross_entropy(z, y)": ("z, y", logit_bces),
    "tf:sigmoid_cross_entropy_with_logits(*, y, z)": ("labels=y, logits=z", logit_bces),
    "torch:cross_entropy(z, y, *, reduction=None, label_smoothing=0, ignore_index=-100)": (
        "M, const([2, 0])",
        lambda: row_losses().mean(),
    ),
    "tf:softmax_cross_entropy_with_logits(*, y, z, axis=-1)": (
        "labels=const([2, 0]), logits=M",
        row_losses,
    ),
    "categorical_crossentropy(y, p, from_logits=False, axis=-1)": (
        "const([2, 0]), softmax(M)",
        row_losses,
    ),
    "nll_loss(q, y, *, reduction='mean', ignore_index: -100 = -100)": (
        "log_softmax(M), const([2, 0])",
        lambda: row_losses().mean(),
    ),
    "kl_div(q, p, *, reduction='mean', log_target: False = False)": (
        "log(x), y",
        lambda: (y * (np.log(y) - np.log(x))).mean(),
    ),
    "tf:hinge(y, p)": ("v, z", lambda: np.maximum(0, 1 - v * z).mean()),
    "tf:softmax_cross_entropy(y, z)": ("const([2, 0]), M", lambda: row_losses().mean()),
    "squared_difference(x, y)": ("x, y", lambda: (x - y) ** 2),
    "tf:l2_loss(w)": ("v", lambda: (v**2).sum() / 2),
    # makers
    "array(x, dtype=None, *, order=None)": (
        "[[1.0, 2], [3, 4]]",
        lambda: np.array([[1.0, 2], [3, 4]]),
    ),
    "zeros(*shape)": ("2, 3", lambda: np.zeros((2, 3))),
    "ones(*shape)": ("(2, 3)", lambda: np.ones((2, 3))),
    "eye(n, m=None)": ("3", lambda: np.eye(3)),
    "zeros_like(x)": ("M", lambda: np.zeros((2, 3))),
    "ones_like(x)": ("M", lambda: np.ones((2, 3))),
    "full(shape, value, dtype=None, order=None)": ("(2, 2), 7", lambda: np.full((2, 2), 7.0)),
    "linspace(a, b, n=50, endpoint=True)": ("1, 3, 5", lambda: np.linspace(1, 3, 5)),
    "torch:range(a, b)": ("1, 4", lambda: np.arange(1.0, 5)),
    "torch:range(a, b, step)": ("1, 7, 2", lambda: np.arange(1.0, 8, 2)),
    "range(n)": ("4", lambda: np.arange(4.0)),
    "range(a, b, step=None)": ("1, 7, 2", lambda: np.arange(1.0, 7, 2)),
    "randn()": ("", lambda: np.random.default_rng(0).standard_normal()),
    "rand()": ("", lambda: np.random.default_rng(0).uniform()),
    "randn(*shape)": ("2, 3", lambda: np.random.default_rng(0).standard_normal((2, 3))),
    "rand(*shape)": ("2, 3", lambda: np.random.default_rng(0).uniform(0, 1, (2, 3))),
    "np:random(*shape)": ("(2, 3)", lambda: np.random.default_rng(0).uniform(0, 1, (2, 3))),
    "np:uniform(a, b, shape)": (
        "-1, 1, (2, 3)",
        lambda: np.random.default_rng(0).uniform(-1, 1, (2, 3)),
    ),
    "np:uniform(a=0, b=1, *, shape)": ("size=3", lambda: np.random.default_rng(0).uniform(0, 1, 3)),
    "tf:uniform(shape, a=0, b=1)": (
        "(2, 3)",
        lambda: np.random.default_rng(0).uniform(0, 1, (2, 3)),
    ),
    "jax:uniform(key, shape, dtype=None, a=0, b=1)": (
        "key, (2, 3)",
        lambda: np.random.default_rng(0).uniform(0, 1, (2, 3)),
    ),
    "rand_like(x)": ("M", lambda: np.random.default_rng(0).uniform(0, 1, (2, 3))),
    "randn_like(x)": ("M", lambda: np.random.default_rng(0).standard_normal((2, 3))),
    "standard_normal(*shape)": ("3", lambda: np.random.default_rng(0).standard_normal(3)),
    "np:normal(a, b, shape)": (
        "1, 0.5, (2, 3)",
        lambda: 1 + 0.5 * np.random.default_rng(0).standard_normal((2, 3)),
    ),
    "np:normal(*, shape)": (
        "size=(2, 3)",
        lambda: np.random.default_rng(0).standard_normal((2, 3)),
    ),
    "torch:normal(a, b, shape)": (
        "0, 2, size=(2, 3)",
        lambda: 2 * np.random.default_rng(0).standard_normal((2, 3)),
    ),
    "tf:normal(shape)": ("(2, 3)", lambda: np.random.default_rng(0).standard_normal((2, 3))),
    "jax:normal(key, shape, dtype=None)": (
        "key, (2, 3)",
        lambda: np.random.default_rng(0).standard_normal((2, 3)),
    ),
    "one_hot(y, classes=None, *, axis=-1)": ("[2, 0], num_classes=3", lambda: np.eye(3)[[2, 0]]),
    # what leaves an array as it is, or tells its size
    "cast(x, to=None)": ("v", lambda: v),
    "detach(x)": ("v", lambda: v),
    "float(x)": ("C[:1]", lambda: 1.0),
    "tolist(x)": ("v", lambda: v),
    "len(x)": ("M", lambda: 2),
    "size(x, axis=None)": ("M, 1", lambda: 3),
    "numel(x)": ("M", lambda: 6),
    "dim(x)": ("M", lambda: 2),
    # with options that change the result
    "add(x, y, *, alpha)": ("x, y, alpha=2", lambda: x + 2 * y),
    "sub(x, y, *, alpha)": ("x, y, alpha=2", lambda: x - 2 * y),
    "softplus(x, beta=1, threshold=20)": ("v, beta=1", lambda: softplus(v)),
    "softplus(x, beta, threshold=20)": ("v, beta=3", lambda: softplus(3 * v) / 3),
    "hardshrink(x, lambd=0.5)": ("v", lambda: np.where(np.abs(v) > 0.5, v, 0)),
    "threshold(x, least, value)": ("v, 0.5, 9", lambda: np.where(v > 0.5, v, 9)),
    "logit(x, eps)": (
        "x, eps=0.4",
        lambda: np.log(np.clip(x, 0.4, 0.6) / (1 - np.clip(x, 0.4, 0.6))),
    ),
    "jax:gelu(x, approximate: False)": ("v, approximate=False", gelu),
    "tf:gelu(x, approximate=False)": ("v", gelu),
    "tf:gelu(x, approximate: True)": ("v, True", tanh_gelu),
    "nanmax(x, axis=None, *, keepdims=None)": ("M, axis=1", lambda: M.max(axis=1)),
    "nanmin(x, axis=None, *, keepdims=None)": ("M", lambda: M.min()),
    "nansum(x, axis=None, *, keepdims=None)": ("M, 0", lambda: M.sum(axis=0)),
    "nanmean(x, axis=None, *, keepdims=None)": ("M, axis=1", lambda: M.mean(axis=1)),
    "average(x, axis=None, weights=None, *, keepdims=None)": (
        "M, axis=0, weights=[1, 3]",
        lambda: np.average(M, axis=0, weights=[1, 3]),
    ),
    "torch:std(x, unbiased, *, axis=None, keepdims=None)": ("M, False", lambda: M.std()),
    "torch:var(x, unbiased, *, axis=None, keepdims=None)": ("M, unbiased=False", lambda: M.var()),
    "torch:softmax(x)": ("M", lambda: softmax(M, 1)),
    "torch:softmax(x, axis)": ("M, dim=0", lambda: softmax(M, 0)),
    "torch:log_softmax(x, axis)": ("M, 0", lambda: np.log(softmax(M, 0))),
    "torch:log_softmax(x)": ("M", lambda: np.log(softmax(M, 1))),
    "softmin(x)": ("M", lambda: softmax(-M, 1)),
    "vdot(x, y)": ("M, M", lambda: np.vdot(M, M)),
    "matmul(a, b)": ("S, M", lambda: S @ M),
    "matmul(a, b, transpose_a: True, transpose_b=False)": (
        "S, M, transpose_a=True",
        lambda: S.T @ M,
    ),
    "matmul(a, b, transpose_a=False, *, transpose_b: True)": (
        "M, M, transpose_b=True",
        lambda: M @ M.T,
    ),
    "addmm(b, x, y, *, beta=1, alpha=1)": (
        "x, S, M, beta=2, alpha=0.5",
        lambda: 2 * x + 0.5 * S @ M,
    ),
    "pairwise_distance(x, y, ord: 2, eps=1e-06, keepdims=None)": (
        "M, x, 2, eps=0.5",
        lambda: np.linalg.norm(M - x + 0.5, axis=1),
    ),
    "reshape(x, shape, order='C')": ("M, (3, 2)", lambda: M.reshape(3, 2)),
    "reshape(x, shape, order: 'F')": ("M, (3, 2), order='F'", lambda: M.reshape(3, 2, order="F")),
    "ravel(x, order: 'F')": ("M, 'F'", lambda: M.ravel("F")),
    "transpose(x)": ("M", lambda: M.T),
    "append(x, y, axis)": ("M, S, axis=1", lambda: np.append(M, S, axis=1)),
    "append(x, y, axis: None)": ("M, S, None", lambda: np.append(M, S)),
    "concatenate(parts, axis: None)": (
        "[M, S], axis=None",
        lambda: np.concatenate([M, S], axis=None),
    ),
    "mse_loss(p, y, *, weight, reduction='mean')": (
        "x, y, weight=z",
        lambda: (z * (x - y) ** 2).mean(),
    ),
    "l1_loss(p, y, *, weight, reduction='mean')": (
        'x, y, weight=z, reduction="sum"',
        lambda: (z * np.abs(x - y)).sum(),
    ),
    "tf:mean_absolute_error(y, p)": (
        "S, [[1, 2], [3, 4]]",
        lambda: np.abs(S - [[1, 2], [3, 4]]).mean(axis=1),
    ),
    "huber_loss(p, y, *, delta=1, reduction='mean')": ("v, y, delta=2", lambda: huber(2).mean()),
    "tf:huber(y, p, delta=1)": ("y, v, 2", lambda: huber(2).mean()),
    "binary_cross_entropy(p, y, weight, *, reduction='mean')": (
        "x, y, weight=z",
        lambda: (z * bces()).mean(),
    ),
    "tf:binary_crossentropy(y, p, from_logits=False)": ("y, x", lambda: bces().mean()),
    "tf:binary_crossentropy(y, z, from_logits: True)": (
        "y, z, from_logits=True",
        lambda: logit_bces().mean(),
    ),
    "binary_cross_entropy_with_logits(z, y, weight, *, reduction='mean')": (
        'z, y, weight=x, reduction="sum"',
        lambda: (x * logit_bces()).sum(),
    ),
    "binary_cross_entropy_with_logits(z, y, *, pos_weight, reduction='mean')": (
        "z, y, pos_weight=x",
        lambda: -(x * y * np.log(sigmoid(z)) + (1 - y) * np.log(1 - sigmoid(z))).mean(),
    ),
    "torch:cross_entropy(z, y, *, reduction='mean', label_smoothing, ignore_index: -100 = -100)": (
        "M, const([2, 0]), label_smoothing=0.1",
        lambda: (0.9 * row_losses() - 0.1 * np.log(softmax(M)).mean(axis=1)).mean(),
    ),
    "torch:cross_entropy(z, y, weight, *, reduction='mean', "
    "label_smoothing: 0 = 0, ignore_index: -100 = -100)": (
        "M, const([2, 0]), weight=x",
        lambda: (x[[2, 0]] * row_losses()).sum() / x[[2, 0]].sum(),
    ),
    "categorical_crossentropy(y, z, from_logits: True, axis=-1)": (
        "const([2, 0]), M, from_logits=True",
        row_losses,
    ),
    "kl_div(q, p, *, reduction='mean', log_target: True)": (
        "log(x), log(y), log_target=True",
        lambda: (y * (np.log(y) - np.log(x))).mean(),
    ),
    "kl_div(q, p, *, reduction: 'batchmean', log_target: False = False)": (
        'log(x), y, reduction="batchmean"',
        lambda: (y * (np.log(y) - np.log(x))).mean(),
    ),
    "zeros(shape, dtype, order=None)": ("(2, 3), int", lambda: np.zeros((2, 3))),
    "ones(shape, dtype, order=None)": ("3, np.float32", lambda: np.ones(3)),
    "tf:called_MeanSquaredError(y, p)": ("y, x", lambda: ((x - y) ** 2).mean()),
    "tf:called_MeanAbsoluteError(y, p)": ("y, x", lambda: np.abs(x - y).mean()),
    "tf:called_BinaryCrossentropy(y, p, *, from_logits=False)": ("y, x", lambda: bces().mean()),
    "tf:called_BinaryCrossentropy(y, z, *, from_logits: True)": (
        "y, z, from_logits=True",
        lambda: logit_bces().mean(),
    ),
    "tf:called_CategoricalCrossentropy(y, p, *, from_logits=False)": (
        "const([2, 0]), softmax(M)",
        lambda: row_losses().mean(),
    ),
    "tf:called_CategoricalCrossentropy(y, z, *, from_logits: True)": (
        "const([2, 0]), M, from_logits=True",
        lambda: row_losses().mean(),
    ),
    "full_like(x, value)": ("M, 7", lambda: np.full_like(M, 7)),
    "linspace(a, b, n, endpoint: False)": (
        "1, 3, 5, endpoint=False",
        lambda: np.linspace(1, 3, 5, endpoint=False),
    ),
    "arange(n)": ("4", lambda: np.arange(4.0)),
    "arange(a, b, step=None)": ("1, 7, 2", lambda: np.arange(1.0, 7, 2)),
    "np:normal(*, b, shape)": (
        "scale=0.5, size=3",
        lambda: 0.5 * np.random.default_rng(0).standard_normal(3),
    ),
    "np:normal(a, b=1, *, shape)": (
        "loc=2, size=3",
        lambda: 2 + np.random.default_rng(0).standard_normal(3),
    ),
    "tf:normal(shape, a=0, b=1)": (
        "(2, 3), stddev=0.5",
        lambda: 0.5 * np.random.default_rng(0).standard_normal((2, 3)),
    ),
}
"""By the first name of a row and what it takes: the arguments, and the value."""
