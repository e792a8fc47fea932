"""One table of foreign names: what NumPy, PyTorch, JAX, TensorFlow, Keras and Python call things.

A new name is one row in one of the family files; :mod:`app.language.pasted` reads and advises by
it, and each row is tested.
"""

from collections.abc import Iterator

from . import arrays, elementwise, layers, others
from .row import (
    FAMILIES,
    JAX,
    MATH,
    NUMPY,
    SCIPY,
    TENSORFLOW,
    TORCH,
    Foreign,
)

__all__ = ["FAMILIES", "JAX", "MATH", "NUMPY", "SCIPY", "TENSORFLOW", "TORCH", "Foreign"]

ROWS: tuple[Foreign, ...] = (
    *elementwise.ROWS,
    *layers.ROWS,
    *arrays.ROWS,
    *others.ROWS,
)

METHOD = "method"

MODULES: dict[str, str] = {
    **dict.fromkeys(("np", "numpy", "jnp", "onp", "anp", "cp", "cupy", "random"), NUMPY),
    "autograd": NUMPY,
    **dict.fromkeys(("torch", "F", "nn", "micrograd"), TORCH),
    **dict.fromkeys(("tf", "tensorflow", "keras"), TENSORFLOW),
    "jax": JAX,
    "math": MATH,
    "scipy": SCIPY,
    "special": SCIPY,
    **dict.fromkeys(("plt", "sns", "optim"), ""),
}
"""Names of modules, where the program gives them no value, and the family of each, if any."""

CONSTANTS = {
    "pi": 3.141592653589793,
    "e": 2.718281828459045,
    "tau": 6.283185307179586,
    "inf": float("inf"),
    "infty": float("inf"),
    "nan": float("nan"),
    "euler_gamma": 0.5772156649015329,
}
"""Numbers that modules hold: ``np.pi``."""

OPTIONS = {
    "dim": "axis",
    "dims": "axis",
    "keepdim": "keepdims",
    "keep_dims": "keepdims",
    "negative_slope": "slope",
    "min": "lo",
    "a_min": "lo",
    "amin": "lo",
    "min_val": "lo",
    "clip_value_min": "lo",
    "max": "hi",
    "a_max": "hi",
    "amax": "hi",
    "max_val": "hi",
    "clip_value_max": "hi",
    "input": "x",
    "a": "x",
    "x1": "x",
    "tensor": "x",
    "data": "x",
    "features": "x",
    "object": "x",
    "other": "y",
    "b": "y",
    "x2": "y",
    "target": "y",
    "labels": "y",
    "logits": "z",
    "y_true": "y",
    "y_pred": "p",
    "exponent": "n",
    "N": "n",
    "M": "m",
    "num": "n",
    "start": "a",
    "stop": "b",
    "end": "b",
    "steps": "n",
    "loc": "a",
    "mean": "a",
    "low": "a",
    "minval": "a",
    "scale": "b",
    "std": "b",
    "stddev": "b",
    "high": "b",
    "maxval": "b",
    "size": "shape",
    "newshape": "shape",
    "fill_value": "value",
    "num_classes": "classes",
    "depth": "classes",
    "weight": "W",
    "bias": "b",
    "kernel_size": "size",
    "attn_mask": "mask",
    "normalized_shape": "sizes",
    "output_size": "sizes",
    "start_dim": "start",
    "end_dim": "end",
    "p": "ord",
    "axes": "axis",
    "perm": "axes",
}
"""What other tools call an argument, and what the rows call it."""

IGNORED = frozenset(
    {
        "dtype",
        "requires_grad",
        "device",
        "inplace",
        "name",
        "label",
        "copy",
        "trainable",
        "retain_graph",
        "create_graph",
        "layout",
        "pin_memory",
        "non_blocking",
        "memory_format",
        "generator",
        "subok",
    }
)
"""Arguments that change no number here: everything is float64, and every input gets a gradient.

What ``dtype`` and ``inplace`` may be is looked at in :mod:`app.language.meaning`; where ``order``
changes what comes out, a row takes it.
"""

USUAL: dict[str, tuple[object, ...]] = {
    "where": (True,),
    "order": ("C", "K", "A"),
    "casting": ("same_kind", "safe", "unsafe"),
    "overwrite_input": (False,),
    "return_sign": (False,),
    "reduction": ("sum_over_batch_size", "auto"),
    "retstep": (False,),
}
"""Arguments that change nothing where they are given the value that they have anyway."""


def _index() -> dict[tuple[str, str], list[Foreign]]:
    index: dict[tuple[str, str], list[Foreign]] = {}
    for row in ROWS:
        for word in row.names.split():
            family, _, name = word.rpartition(":")
            index.setdefault((family, name), []).append(row)
    return index


_INDEX = _index()


def rows(name: str, families: tuple[str, ...]) -> list[Foreign]:
    """Return the rows of a name: those of the first family that has any, then the general ones."""
    own: list[Foreign] = next(
        (_INDEX[family, name] for family in families if (family, name) in _INDEX), []
    )
    return [*own, *_INDEX.get(("", name), [])]


def special(name: str, families: tuple[str, ...]) -> bool:
    """Tell whether one of the families means something of its own by a name."""
    return any((family, name) in _INDEX for family in families)


def names() -> Iterator[tuple[str, str]]:
    """Go through all names, each with its family (``""``: every one)."""
    yield from _INDEX
