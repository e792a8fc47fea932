"""Options of functions of NumPy, PyTorch, JAX and TensorFlow, each with a value that matters.

Those of NumPy are found in NumPy's own signatures. Of the others these are what their manuals list,
with what they compute in NumPy; ``None`` where no line of the language computes it.
"""

import numpy as np

from tests.language.foreign_cases import (
    Floats,
    M,
    Reference,
    S,
    bces,
    elu,
    huber,
    softmax,
    softplus,
    tanh_gelu,
    v,
    x,
    y,
    z,
)

P = np.log(softmax(M, 1))


def smoothed() -> Floats:
    return np.asarray(-0.8 * P[[0, 1], [2, 0]] - 0.2 * P.mean(1))


def chosen() -> Floats:
    return np.asarray(-x[[2, 0]] * P[[0, 1], [2, 0]])


def weighted(ones: Floats | int) -> Floats:
    return np.asarray(ones * y * softplus(-z) + (1 - y) * softplus(z))


VALUES: dict[str, tuple[str, ...]] = {
    "axis": ("0", "1", "-1", "None"),
    "keepdims": ("True",),
    "ddof": ("1",),
    "correction": ("1",),
    "weights": ("[[1, 2, 3], [4, 5, 6]]",),
    "initial": ("5",),
    "where": ("[[1, 0, 1], [1, 1, 0]]",),
    "dtype": ("int", "bool", "complex", "'int32'"),
    "order": ("'F'",),
    "ord": ("1", "2", "np.inf", "'nuc'", "'fro'"),
    "n": ("2",),
    "k": ("1",),
    "offset": ("1",),
    "endpoint": ("False",),
    "num": ("4",),
    "returned": ("True",),
    "prepend": ("0",),
    "append": ("1",),
    "M": ("4",),
    "mean": ("2",),
    "decimals": ("1",),
    "axis1": ("1",),
    "axis2": ("0",),
}
"""What is given to an option of NumPy."""

CALLS: dict[str, Reference | None] = {
    "F.softplus(v, beta=2)": lambda: softplus(2 * v) / 2,
    "F.softplus(v, 3)": lambda: softplus(3 * v) / 3,
    "F.softplus(v, threshold=1)": None,
    "softplus(v, beta=2)": lambda: softplus(2 * v) / 2,
    "torch.add(x, y, alpha=3)": lambda: x + 3 * y,
    "x.sub(y, alpha=3)": lambda: x - 3 * y,
    "torch.div(x, y, rounding_mode='floor')": None,
    "torch.addmm(x, S, M, beta=3, alpha=2)": lambda: 3 * x + 2 * S @ M,
    "tf.matmul(M, M, transpose_b=True)": lambda: M @ M.T,
    "tf.matmul(S, M, transpose_a=True)": lambda: S.T @ M,
    "tf.linalg.matmul(S, S, adjoint_a=True)": None,
    "torch.std(M, dim=1, unbiased=False)": lambda: M.std(axis=1),
    "torch.std(M, 1, False)": lambda: M.std(axis=1),
    "torch.var(M, dim=0, correction=0, keepdim=True)": lambda: M.var(axis=0, keepdims=True),
    "F.mse_loss(x, y, reduction='sum')": lambda: ((x - y) ** 2).sum(),
    "F.mse_loss(x, y, reduction='none')": lambda: (x - y) ** 2,
    "F.mse_loss(x, y, False)": None,
    "F.l1_loss(x, y, reduction='sum')": lambda: np.abs(x - y).sum(),
    "F.l1_loss(x, y, reduction='none')": lambda: np.abs(x - y),
    "F.huber_loss(v, y, delta=2)": lambda: huber(2).mean(),
    "F.huber_loss(v, y, reduction='sum', delta=0.5)": lambda: huber(0.5).sum(),
    "F.smooth_l1_loss(v, y, beta=2)": lambda: huber(2).mean() / 2,
    "F.binary_cross_entropy(x, y, weight=z)": lambda: (z * bces()).mean(),
    "F.binary_cross_entropy_with_logits(z, y, pos_weight=x, reduction='sum')": lambda: weighted(
        x
    ).sum(),
    "F.binary_cross_entropy_with_logits(z, y, pos_weight=x, weight=x)": None,
    "F.cross_entropy(M, t, reduction='sum')": lambda: -P[[0, 1], [2, 0]].sum(),
    "F.cross_entropy(M, t, label_smoothing=0.2)": lambda: smoothed().mean(),
    "F.cross_entropy(M, t, label_smoothing=0.2, reduction='sum')": lambda: smoothed().sum(),
    "F.cross_entropy(M, t, weight=x)": lambda: (
        -(x[[2, 0]] * P[[0, 1], [2, 0]]).sum() / x[[2, 0]].sum()
    ),
    "F.cross_entropy(M, t, x, reduction='sum')": lambda: chosen().sum(),
    "F.cross_entropy(M, t, ignore_index=0)": None,
    "F.cross_entropy(M, t, weight=x, label_smoothing=0.2)": None,
    "nn.CrossEntropyLoss(label_smoothing=0.2)(M, t)": lambda: smoothed().mean(),
    "nn.CrossEntropyLoss(ignore_index=0)(M, t)": None,
    "nn.BCEWithLogitsLoss(pos_weight=torch.tensor([2.]))(z, y)": lambda: weighted(2).mean(),
    "nn.HuberLoss(delta=2)(v, y)": lambda: huber(2).mean(),
    "nn.Softplus(beta=2)(v)": lambda: softplus(2 * v) / 2,
    "nn.LeakyReLU(0.3)(v)": lambda: np.where(v > 0, v, 0.3 * v),
    "F.nll_loss(M, t, reduction='sum')": lambda: -M[[0, 1], [2, 0]].sum(),
    "F.nll_loss(M, t, weight=x)": None,
    "F.kl_div(M, M * M, reduction='batchmean')": lambda: (M**2 * (np.log(M**2) - M)).sum() / 2,
    "F.kl_div(M, M, log_target=True, reduction='sum')": lambda: (np.exp(M) * (M - M)).sum(),
    "F.kl_div(M, M, log_target=True, reduction='batchmean')": None,
    "F.normalize(M, p=1, dim=1)": None,
    "F.normalize(M, dim=0)": lambda: M / np.linalg.norm(M, axis=0, keepdims=True),
    "F.cosine_similarity(M, M, dim=1, eps=2)": None,
    "F.pairwise_distance(M, x, p=1)": None,
    "F.pairwise_distance(M, x, keepdim=True)": lambda: np.linalg.norm(M - x + 1e-6, axis=1)[
        :, None
    ],
    "F.gelu(v, approximate='tanh')": lambda: tanh_gelu(),
    "jax.nn.gelu(v)": lambda: tanh_gelu(),
    "F.hardtanh(v, -2, 3)": lambda: np.clip(v, -2, 3),
    "F.softshrink(v, 2)": lambda: np.sign(v) * np.maximum(np.abs(v) - 2, 0),
    "F.celu(v, alpha=2)": lambda: np.where(v > 0, v, 2 * np.expm1(v / 2)),
    "F.elu(v, 2)": lambda: elu(v, 2),
    "F.leaky_relu(v, 0.3)": lambda: np.where(v > 0, v, 0.3 * v),
    "F.relu(v, True)": None,
    "F.softmax(M)": lambda: np.exp(P),
    "torch.norm(M, p=1, dim=1)": lambda: np.abs(M).sum(1),
    "torch.flatten(M, end_dim=0)": lambda: M,
    "torch.transpose(M, 0, 0)": lambda: M,
    "torch.sum(M, dim=1, keepdim=True)": lambda: M.sum(1, keepdims=True),
    "torch.logsumexp(M, 1, True)": lambda: np.log(np.exp(M).sum(1, keepdims=True)),
    "scipy.special.logsumexp(M, 1, M)": None,
    "scipy.special.logsumexp(M, axis=1, b=M)": None,
    "torch.full_like(M, 3)": lambda: np.full((2, 3), 3.0),
    "torch.cumsum(M, dim=1)": lambda: M.cumsum(1),
    "torch.prod(M, 1)": lambda: M.prod(1),
    "tf.keras.losses.MSE(S, M[:, :2])": lambda: ((S - M[:, :2]) ** 2).mean(-1),
    "tf.keras.losses.binary_crossentropy(y, z, from_logits=True)": lambda: weighted(1).mean(),
    "tf.keras.losses.binary_crossentropy(y, x, label_smoothing=0.2)": None,
    "tf.keras.losses.huber(y, v, delta=2)": lambda: huber(2).mean(),
}
"""Calls, and what they compute."""
