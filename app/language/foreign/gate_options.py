"""What other tools call options and operands of gates of this language, and what has none here."""

RENAMED = {
    "strides": "stride",
    "subsample": "stride",
    "dilations": "dilation",
    "dilation_rate": "dilation",
    "rate": "p",
    "group": "groups",
    "feature_group_count": "groups",
    "pad": "padding",
    "pads": "padding",
    "kernel_size": "size",
    "pool_size": "size",
    "window_shape": "size",
    "weight": "W",
    "weights": "W",
    "kernel": "W",
    "filters": "W",
    "bias": "b",
    "query": "q",
    "key": "k",
    "value": "v",
    "attn_mask": "mask",
    "causal": "is_causal",
    "use_causal_mask": "is_causal",
    "epsilon": "eps",
    "scale": "gamma",
    "offset": "beta",
    "center": "beta",
}
"""The same thing under another name, of every gate that has an argument of the second one."""

_SIZES = "the sizes are those of the arrays; leave it out"
_FIRST = "channels come before height and width; transpose x where they are last"
_STATISTICS = "mean and variance are those of the batch itself, as in training; leave it out"
_LEARNED = "gamma is 1 and beta 0 unless they are given; leave it out"
_CONVOLUTIONS = ("conv1d", "conv2d")
_POOLS = ("max_pool2d", "avg_pool2d")

ABOUT: dict[tuple[str, str], str] = {
    **{
        (gate, name): words
        for gate in _CONVOLUTIONS
        for name, words in {
            "kernel_size": "the window is as large as the last axes of W; leave it out",
            "in_channels": _SIZES,
            "out_channels": _SIZES,
            "padding_mode": "zeros lie around x, as padding_mode='zeros' says; leave it out, or "
            "put another edge around x with concat",
            "data_format": _FIRST,
            "output_padding": "there is no transposed convolution here",
        }.items()
    },
    **{
        (gate, name): words
        for gate in _POOLS
        for name, words in {
            "ceil_mode": "windows that reach over the edge are left out, as ceil_mode=False says; "
            "leave it out, or write a padding",
            "dilation": "a window of a pooling has no gaps, as dilation=1 says; leave it out",
            "return_indices": "the value is all there is; leave it out",
            "data_format": _FIRST,
        }.items()
    },
    ("avg_pool2d", "count_include_pad"): "zeros of the padding count in the mean, as "
    "count_include_pad=True says; leave it out",
    ("avg_pool2d", "divisor_override"): "the mean is over the window; multiply by a number for "
    "another",
    **{("linear", name): _SIZES for name in ("in_features", "out_features", "units", "features")},
    **{
        ("batch_norm", name): _STATISTICS
        for name in (
            *("momentum", "training", "running_mean", "running_var", "track_running_stats"),
            *("use_input_stats", "num_features"),
        )
    },
    ("batch_norm", "affine"): _LEARNED,
    ("layer_norm", "elementwise_affine"): _LEARNED,
    ("layer_norm", "axis"): "it goes along the last axes: write normalized_shape with their sizes",
    ("dropout", "training"): "it is as in training; leave the line out to predict",
    ("dropout", "inplace"): "every value stays; leave it out",
    ("attention", "dropout_p"): "nothing is left out, as dropout_p=0 says; leave it out",
    ("attention", "scale"): "scores are divided by √d, d the size of a query; multiply q for more",
}
"""What to say of an option that a gate has not, by the gate and the name."""


def option_hint(gate: str, name: str, names: list[str]) -> str | None:
    """Say what to write for an option of another tool; ``None`` where nothing is known of it."""
    about = ABOUT.get((gate, name))
    if about is not None:
        return about
    renamed = RENAMED.get(name)
    return f"write {renamed}: here it is called so" if renamed in names else None
