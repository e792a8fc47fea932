"""Foreign names of what is done to arrays: sums, norms, products, shapes."""

from . import shaped
from .row import PAIR, Foreign

_SPREAD = "x, axis=None, *, keepdims=None, ddof=None, correction=None"
_TORCH_SPREAD = "x, axis=None, unbiased=None, keepdims=None, *, correction=None"
_NO_NAN = "where no value is nan"
_KEYED = "x, axis=None, *, keepdims=None"
_SOLVING = "no gate inverts or factors a matrix; products are written with @"
_PICKING = "indices cannot be computed; write x[0], or pick(x, label) for one element of each row"
_ORDER = "no gate sorts or ranks; amax(x) and amin(x) are the extremes"
_SPREADING = "shapes that fit are spread by themselves: just add or multiply"

ROWS = (
    # -- reductions
    Foreign(
        "np:max np:amax jax:max",
        "x, axis=None, keepdims=None",
        "amax(x, axis=axis, keepdims=keepdims)",
    ),
    Foreign(
        "np:min np:amin jax:min",
        "x, axis=None, keepdims=None",
        "amin(x, axis=axis, keepdims=keepdims)",
    ),
    Foreign("nanmax", _KEYED, "amax(x, axis=axis, keepdims=keepdims)", _NO_NAN),
    Foreign("nanmin", _KEYED, "amin(x, axis=axis, keepdims=keepdims)", _NO_NAN),
    Foreign("nansum", _KEYED, "sum(x, axis=axis, keepdims=keepdims)", _NO_NAN),
    Foreign("nanmean", _KEYED, "mean(x, axis=axis, keepdims=keepdims)", _NO_NAN),
    Foreign("torch:max", "x", "amax(x)"),
    Foreign("torch:min", "x", "amin(x)"),
    Foreign("torch:max", "x, axis, keepdims=None", "amax(x, axis=axis, keepdims=keepdims)", PAIR),
    Foreign("torch:min", "x, axis, keepdims=None", "amin(x, axis=axis, keepdims=keepdims)", PAIR),
    Foreign("torch:max", "x, y", "max(x, y)"),
    Foreign("torch:min", "x, y", "min(x, y)"),
    Foreign("reduce_max", "x, axis=None, keepdims=None", "amax(x, axis=axis, keepdims=keepdims)"),
    Foreign("reduce_min", "x, axis=None, keepdims=None", "amin(x, axis=axis, keepdims=keepdims)"),
    Foreign(
        "reduce_sum fsum",
        "x, axis=None, keepdims=None",
        "sum(x, axis=axis, keepdims=keepdims)",
    ),
    Foreign(
        "reduce_mean average avg",
        "x, axis=None, *, keepdims=None",
        "mean(x, axis=axis, keepdims=keepdims)",
    ),
    Foreign("average", "x, axis=None, weights=None, *, keepdims=None", shaped.weighted),
    Foreign("np:std jax:std std stdev pstdev", _SPREAD, shaped.deviation(0)),
    Foreign("np:var jax:var var variance", _SPREAD, shaped.variance(0)),
    Foreign("torch:std", _TORCH_SPREAD, shaped.deviation(1)),
    Foreign("torch:var", _TORCH_SPREAD, shaped.variance(1)),
    Foreign("torch:std", "x, unbiased, *, axis=None, keepdims=None", shaped.deviation(1)),
    Foreign("torch:var", "x, unbiased, *, axis=None, keepdims=None", shaped.variance(1)),
    Foreign("reduce_std", "x, axis=None, keepdims=None", shaped.deviation(0)),
    Foreign("reduce_variance", "x, axis=None, keepdims=None", shaped.variance(0)),
    Foreign("norm vector_norm", "x, ord=None, axis=None, keepdims=None", shaped.norm),
    Foreign("ptp", "x, axis=None", "amax(x, axis=axis) - amin(x, axis=axis)"),
    Foreign("rms", "x", "sqrt(mean(x**2))"),
    Foreign(
        "torch:logsumexp tf:reduce_logsumexp jax:logsumexp", "x, axis", "logsumexp(x, axis=axis)"
    ),
    Foreign("torch:logsumexp", "x, axis, keepdims", "logsumexp(x, axis=axis, keepdims=keepdims)"),
    Foreign(
        "tf:reduce_logsumexp reduce_logsumexp scipy:logsumexp jax:logsumexp",
        "x",
        "logsumexp(flatten(x))",
    ),
    Foreign(
        "scipy:logsumexp", "x, axis, *, keepdims=None", "logsumexp(x, axis=axis, keepdims=keepdims)"
    ),
    Foreign("scipy:softmax", "x", shaped.whole_softmax),
    Foreign("scipy:softmax", "x, axis", "softmax(x, axis=axis)"),
    Foreign("scipy:log_softmax", "x", shaped.whole_log_softmax),
    Foreign("scipy:log_softmax", "x, axis", "log_softmax(x, axis=axis)"),
    Foreign("torch:softmax", "x", shaped.implicit("softmax(x")),
    Foreign("torch:softmax", "x, axis", "softmax(x, axis=axis)"),
    Foreign("torch:log_softmax", "x", shaped.implicit("log_softmax(x")),
    Foreign("torch:log_softmax", "x, axis", "log_softmax(x, axis=axis)"),
    Foreign("softmin", "x", shaped.implicit("softmax(-x")),
    Foreign("softmin", "x, axis", "softmax(-x, axis=axis)"),
    Foreign("normalize", "x, ord=2, axis=None, eps=1e-12", shaped.normalized),
    Foreign("tf:l2_normalize", "x, axis, epsilon: 1e-12 = 1e-12", shaped.normalized),
    Foreign("prod product reduce_prod", "x, axis=None", shaped.product),
    Foreign("prod product reduce_prod cumprod", words="write the product out: x[0] * x[1] * x[2]"),
    Foreign("cumsum", "x, axis=None", shaped.running_sum),
    Foreign("cumsum", words="write each sum out: x[0], x[0] + x[1], x[0] + x[1] + x[2]"),
    Foreign(
        "median nanmedian quantile percentile mode sort argsort topk kthvalue unique", words=_ORDER
    ),
    Foreign("argmax argmin", words="an index has no gradient; amax(x) and amin(x) are the values"),
    Foreign("count_nonzero nonzero bincount histogram", words="a count has no gradient"),
    Foreign("diff", "x, n=1, axis=-1", shaped.differences),
    Foreign("cov corrcoef", words="write it out with mean and @"),
    # -- products
    Foreign("dot", "x, y", "dot(x, y)"),
    Foreign("vdot", "x, y", "sum(x * y)"),
    Foreign("matmul", "a, b", "matmul(a, b)"),
    Foreign("matmul", "a, b, transpose_a: True, transpose_b=False", "a.T @ b"),
    Foreign("matmul", "a, b, transpose_a=False, *, transpose_b: True", "a @ b.T"),
    Foreign("inner", "x, y", "x @ y.T"),
    Foreign("mm mv bmm", "x, y", "matmul(x, y)"),
    Foreign("ger", "x, y", "outer(x, y)"),
    Foreign("addmm addmv", "b, x, y", "b + x @ y"),
    Foreign("addmm addmv", "b, x, y, *, beta=1, alpha=1", "beta * b + alpha * (x @ y)"),
    Foreign("cosine_similarity", "x, y, axis=None, eps=1e-8", shaped.similarity),
    Foreign(
        "pairwise_distance",
        "x, y, ord: 2, eps=1e-06, keepdims=None",
        "sqrt(sum((x - y + eps)**2, axis=-1, keepdims=keepdims))",
    ),
    Foreign(
        "pairwise_distance",
        "x, y, *, ord=2, eps=1e-06, keepdims=None",
        "sqrt(sum((x - y + eps)**2, axis=-1, keepdims=keepdims))",
    ),
    Foreign(
        "einsum tensordot kron cross", words="write the sum with @, * and sum: X @ W, sum(x * y)"
    ),
    Foreign(
        "inv pinv solve det slogdet eig eigh svd qr cholesky lstsq matrix_power expm",
        words=_SOLVING,
    ),
    Foreign("trace", "x", shaped.trace),
    Foreign("diag diagonal", "x", shaped.diagonal),
    Foreign("tril", "x", shaped.lower),
    Foreign("triu", "x", shaped.upper),
    # -- shapes
    Foreign("reshape", "x, shape, order='C'", "reshape(x, shape)"),
    Foreign("reshape view", "x, *shape", "reshape(x, shape)"),
    Foreign("reshape", "x, shape, order: 'F'", shaped.reshaped_by_columns),
    Foreign("ravel np:flatten", "x, order='C'", "flatten(x)"),
    Foreign("ravel np:flatten", "x, order: 'F'", "flatten(x.T)"),
    Foreign("torch:flatten flat", "x", "flatten(x)"),
    Foreign("torch:flatten", "x, start=0, end=-1", shaped.flattened_from),
    Foreign("transpose", "x", "transpose(x)"),
    Foreign("transpose permute", "x, *axes", "transpose(x, axes)"),
    Foreign("t adjoint matrix_transpose", "x", "transpose(x)"),
    Foreign("torch:transpose swapaxes swapdims", "x, axis0, axis1", shaped.swapped),
    Foreign("concatenate concat cat", "parts, axis=0", "concat(parts, axis=axis)"),
    Foreign("concatenate concat cat", "parts, axis: None", shaped.joined_flat),
    Foreign("append", "x, y, axis: None", "concat(flatten(x), flatten(y))"),
    Foreign("append", "x, y", "concat(flatten(x), flatten(y))"),
    Foreign("append", "x, y, axis", "concat(x, y, axis=axis)"),
    Foreign("vstack row_stack", "parts", shaped.under),
    Foreign("hstack", "parts", shaped.beside),
    Foreign("column_stack", "parts", shaped.columns),
    Foreign(
        "concatenate concat cat stack vstack row_stack hstack column_stack",
        words="write the arrays one by one in a list: np.stack([x, y])",
    ),
    Foreign("dstack", words="join arrays with concat(x, y, axis=0)"),
    Foreign("unsqueeze expand_dims", "x, axis", shaped.widened),
    Foreign(
        "split chunk array_split hsplit vsplit unbind tensor_split",
        words="take parts by indexing: x[:2], x[2:]",
    ),
    Foreign("take gather index_select take_along_axis masked_select", words=_PICKING),
    Foreign("flip", "x, axis=None", shaped.flipped),
    Foreign("flipud", "x", "x[::-1]"),
    Foreign("fliplr", "x", "x[:, ::-1]"),
    Foreign("roll", words="for a roll by 1 write concat(x[-1:], x[:-1])"),
    Foreign("pad rot90", words="write it with concat and indexing: concat(x[1:], x[:1])"),
    Foreign("repeat tile expand expand_as repeat_interleave", words=_SPREADING),
    Foreign(
        "map filter reduce zip enumerate sorted reversed",
        words="write sums with arrays: sum(w * x)",
    ),
)
"""Functions of arrays of NumPy, PyTorch, JAX and TensorFlow."""
