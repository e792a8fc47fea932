"""Foreign names of the layers of networks, as functions and as what holds weights of its own."""

from collections.abc import Mapping

from ...engine.ops.op import Shape
from . import shaped
from .row import Foreign, Given

_WINDOWS = "stride=None, padding=None, dilation=None, groups=None"
_CONVOLVED = "x, W, b=b, stride=stride, padding=padding, dilation=dilation, groups=groups"
_WHOLE = "ceil_mode: False = False"
_MAKER = "a layer's weights are inputs here: write"
_LAST = "channels come before height and width here: write"


def _layer_norm(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write a normalization along the last axes, which have to be those of x."""
    sizes = tuple(map(shaped.whole, getattr(given["sizes"], "elts", [given["sizes"]])))
    if not sizes or sizes != shapes["x"][-len(sizes) :]:
        return None
    options = {"gamma": "W", "beta": "b", "eps": "eps"}
    written = "".join(f", {k}={v}" for k, v in options.items() if v in given)
    return f"layer_norm(x{written}{f', normalized_shape={sizes}' if len(sizes) > 1 else ''})"


def _attention(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    causal = getattr(given.get("is_causal"), "value", False)
    if not isinstance(causal, bool):
        return None
    mask = ", mask" if "mask" in given else ""
    return f"attention(q, k, v{mask}{', is_causal=True' if causal else ''})"


def _global(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write an average over all of each picture, whose last two axes stay, with one element."""
    sizes = getattr(given["sizes"], "elts", [given["sizes"]])
    deep = len(shapes["x"])
    if any(shaped.whole(size) != 1 for size in sizes) or deep < 2:
        return None
    return f"global_avg_pool(x)[{':, ' * (deep - 2)}None, None]"


def _squeezed(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write what drops axes of one element; PyTorch leaves an axis that has more."""
    shape, axis = shapes["x"], shaped.whole(given.get("axis"))
    if axis is None:
        return None if "axis" in given else "squeeze(x)"
    if not -len(shape) <= axis < len(shape):
        return None
    return "squeeze(x, axis=axis)" if shape[axis] == 1 else "x"


ROWS = (
    Foreign("linear", "x, W, b=None", "linear(x, W, b=b)"),
    Foreign("torch:conv1d", f"x, W, b=None, {_WINDOWS}", f"conv1d({_CONVOLVED})"),
    Foreign("torch:conv2d", f"x, W, b=None, {_WINDOWS}", f"conv2d({_CONVOLVED})"),
    Foreign(
        "torch:max_pool2d",
        f"x, size, stride=None, padding=None, dilation: 1 = 1, {_WHOLE}, "
        "return_indices: False = False",
        "max_pool2d(x, size, stride=stride, padding=padding)",
    ),
    Foreign(
        "torch:avg_pool2d",
        f"x, size, stride=None, padding=None, {_WHOLE}, count_include_pad: True = True",
        "avg_pool2d(x, size, stride=stride, padding=padding)",
    ),
    Foreign("adaptive_avg_pool2d", "x, sizes", _global),
    Foreign("torch:layer_norm", "x, sizes, W=None, b=None, eps=None", _layer_norm),
    Foreign(
        "scaled_dot_product_attention",
        "q, k, v, mask=None, dropout_p: 0.0 = 0.0, is_causal=None, *, enable_gqa: False = False",
        _attention,
    ),
    Foreign("broadcast_to", "x, shape", "broadcast_to(x, shape)"),
    Foreign("torch:squeeze", "x, axis=None", _squeezed),
    Foreign("squeeze", "x, axis=None", "squeeze(x, axis=axis)"),
    Foreign("stack", "parts, axis=0", "stack(parts, axis=axis)"),
    # -- what has no form
    Foreign(
        "dropout alpha_dropout feature_dropout",
        words="write dropout(x, p=0.5, seed=0): the seed decides what is left out",
    ),
    Foreign("Dropout Dropout1d Dropout2d", words="write h = dropout(h, p=0.5, seed=0)"),
    Foreign(
        "layer_norm LayerNorm LayerNormalization", words=f"{_MAKER} layer_norm(x, gamma, beta)"
    ),
    Foreign(
        "batch_norm BatchNorm1d BatchNorm2d BatchNormalization",
        words=f"{_MAKER} batch_norm(x, gamma, beta), of the batch as in training",
    ),
    Foreign(
        "instance_norm group_norm GroupNorm", words="reshape x such that layer_norm(x) does it"
    ),
    Foreign("Conv1d Conv1D", words=f"{_MAKER} conv1d(x, W, b, padding=1)"),
    Foreign("Conv2d Conv2D", words=f"{_MAKER} conv2d(x, W, b, padding=1)"),
    Foreign("tf:conv2d tf:conv1d", words=f"{_LAST} conv2d(x, W, b), with W filters × channels × …"),
    Foreign("tf:max_pool2d tf:max_pool MaxPooling2D", words=f"{_LAST} max_pool2d(x, 2)"),
    Foreign("tf:avg_pool2d tf:avg_pool AveragePooling2D", words=f"{_LAST} avg_pool2d(x, 2)"),
    Foreign("GlobalAveragePooling2D", words=f"{_LAST} global_avg_pool(x)"),
    Foreign(
        "conv3d conv_transpose2d", words="there are conv1d and conv2d, and no other convolution"
    ),
    Foreign("convolve correlate", words="write conv1d(x, W): it turns no filter round"),
    Foreign("conv1d conv2d", words="write conv2d(x, W, b, stride=1, padding=0)"),
    Foreign(
        "max_pool2d avg_pool2d",
        words="a window has no gaps, lies whole over the padded input and counts its zeros: write "
        "size, stride and padding",
    ),
    Foreign("max_pool1d avg_pool1d", words="write max_pool2d(x[..., None, :], (1, 2))[..., 0, :]"),
    Foreign("MaxPool2d AvgPool2d", words="write max_pool2d(x, 2)"),
    Foreign("unfold", words="conv2d and max_pool2d lay out their windows themselves"),
    Foreign("attention", words="write attention(q, k, v, mask), or is_causal=True for the mask"),
)
"""Layers of PyTorch, TensorFlow, Keras and JAX."""
