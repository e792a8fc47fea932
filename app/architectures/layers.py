"""What each kind of PyTorch's modules is in gates of ours: one row each."""

from collections.abc import Callable
from math import prod
from typing import NamedTuple, TypeAlias

from ..engine.ops.op import Shape, describe_shape
from .errors import Misfit, Unreadable
from .found import Value
from .writer import Writer

Arguments: TypeAlias = dict[str, object]
Write: TypeAlias = Callable[[Writer, Value, "Given"], Value]
TOKENS = 16
"""How long a sequence is where nobody says."""
SIDE = 224
"""How high and wide a picture is where nobody says."""


class Given(NamedTuple):
    """The arguments of a module, checked as they are asked for."""

    kind: str
    arguments: Arguments

    def count(self, name: str, usual: int | None = None, least: int = 1) -> int:
        """Return a whole number."""
        found = self.arguments.get(name, usual)
        if isinstance(found, int) and not isinstance(found, bool) and found >= least:
            return found
        raise Unreadable(
            f"{self.kind} needs {name}, a whole number of at least {least}",
            hint=f"write it as print(model) does: {name}={max(least, 1)}",
        )

    def sizes(self, name: str, rank: int, usual: int | None = None) -> tuple[int, ...]:
        """Return a whole number for each axis."""
        found = self.arguments.get(name, usual)
        sizes = found if isinstance(found, tuple) else (found,) * rank
        whole = [s for s in sizes if isinstance(s, int) and not isinstance(s, bool)]
        if len(whole) == rank:
            return tuple(whole)
        raise Unreadable(
            f"{self.kind} needs {name}, {'a whole number' if rank == 1 else f'{rank} numbers'}",
            hint=f"write it as print(model) does: {name}={(3,) * rank}",
        )

    def number(self, name: str, usual: float) -> float:
        """Return a number."""
        found = self.arguments.get(name, usual)
        if isinstance(found, int | float):
            return float(found)
        raise Unreadable(f"{self.kind}: {name} is no number", hint=f"write {name}={usual}")

    def flag(self, name: str, usual: bool = True) -> bool:
        """Return a truth value."""
        return bool(self.arguments.get(name, usual))


class Row(NamedTuple):
    """A kind of module."""

    write: Write
    names: tuple[str, ...] = ()
    """What the arguments are called that are printed without a name."""


def short(sizes: tuple[int, ...]) -> int | tuple[int, ...]:
    """Return one number for sizes that are all the same."""
    return sizes[0] if len(set(sizes)) == 1 else sizes


def _misfit(given: Given, takes: str, x: Value, wanted: Shape) -> Misfit:
    return Misfit(
        f"{given.kind} takes {takes}; what comes is {describe_shape(x.shape)}",
        wanted,
        hint="give another shape of the input, or add what the printout does not show: calls "
        "such as F.max_pool2d, and branches",
    )


def _linear(w: Writer, x: Value, given: Given) -> Value:
    many, out = given.count("in_features"), given.count("out_features")
    if x.shape[-1:] != (many,) and len(x.shape) > 2 and prod(x.shape[1:]) == many:
        x = w.flat(x)
        w.note("A flatten was put where a Linear follows values with more axes.")
    if x.shape[-1:] != (many,):
        raise _misfit(given, f"rows of {many:,} numbers", x, (1, many))
    return fully_connected(w, x, out, given.flag("bias"))


def fully_connected(w: Writer, x: Value, out: int, bias: bool, stem: str = "fc") -> Value:
    """Write a linear layer."""
    name = w.peek(stem)
    weights = [w.weight(f"{name}_W", (out, x.shape[-1]))]
    if bias:
        weights.append(w.weight(f"{name}_b", (out,)))
    return w.gate(stem, "linear", [x, *weights])


def _transposed_linear(w: Writer, x: Value, given: Given) -> Value:
    """Write what Hugging Face calls Conv1D: a linear layer with its weights the other way round."""
    many, out = given.count("nx"), given.count("nf")
    if x.shape[-1:] != (many,):
        raise _misfit(given, f"rows of {many:,} numbers", x, (1, TOKENS, many))
    return fully_connected(w, x, out, True)


def _conv(rank: int) -> Write:
    def write(w: Writer, x: Value, given: Given) -> Value:
        many, out = given.count("in_channels"), given.count("out_channels")
        groups = given.count("groups", 1)
        kernel = given.sizes("kernel_size", rank)
        stride, dilation = given.sizes("stride", rank, 1), given.sizes("dilation", rank, 1)
        if len(x.shape) != rank + 2 or x.shape[1] != many:
            sides = x.shape[2:] if len(x.shape) == rank + 2 else (SIDE,) * rank
            takes = f"{many} channels of {'pictures' if rank == 2 else 'signals'}"
            raise _misfit(given, takes, x, (1, many, *sides))
        if min(kernel) < 1 or many % groups:
            raise Unreadable(
                f"{given.kind} cannot have {many} channels in {groups} groups and a kernel of "
                f"{describe_shape(kernel)}",
                hint="the groups share the channels evenly, and a kernel has at least one element",
            )
        name = w.peek("conv")
        weights = [w.weight(f"{name}_W", (out, many // groups, *kernel))]
        if given.flag("bias"):
            weights.append(w.weight(f"{name}_b", (out,)))
        padding = _padding(given, kernel, dilation)
        return w.gate(
            "conv",
            f"conv{rank}d",
            [x, *weights],
            stride=None if set(stride) == {1} else short(stride),
            padding=_short_padding(padding),
            dilation=None if set(dilation) == {1} else short(dilation),
            groups=None if groups == 1 else groups,
        )

    return write


def _short_padding(padding: Shape | str) -> object:
    if isinstance(padding, str):
        return padding
    return None if set(padding) == {0} else short(padding)


def _padding(given: Given, kernel: Shape, dilation: Shape) -> Shape | str:
    found = given.arguments.get("padding", 0)
    if found == "valid":
        return (0,) * len(kernel)
    if found != "same":
        return given.sizes("padding", len(kernel), 0)
    both = [d * (k - 1) for k, d in zip(kernel, dilation, strict=True)]
    if any(size % 2 for size in both):
        return "same"
    return tuple(size // 2 for size in both)


def _batch_norm(w: Writer, x: Value, given: Given) -> Value:
    many = given.count("num_features")
    if len(x.shape) < 2 or x.shape[1] != many:
        rest = x.shape[2:] if len(x.shape) > 2 else ()
        raise _misfit(given, f"{many} features or channels", x, (1, many, *rest))
    return _normalized(w, x, given, "bn", "batch_norm", given.flag("affine"), (many,))


def _layer_norm(w: Writer, x: Value, given: Given) -> Value:
    sizes = given.arguments.get("normalized_shape")
    listed = sizes if isinstance(sizes, tuple) else (sizes,)
    many = tuple(size for size in listed if isinstance(size, int) and size > 0)
    if not many or len(many) != len(listed):
        raise Unreadable(
            "LayerNorm needs normalized_shape, the sizes of the last axes",
            hint="LayerNorm((512,)) has one size",
        )
    if x.shape[-len(many) :] != many:
        if len(many) == 1:
            raise _misfit(given, f"rows of {many[0]:,} numbers", x, (1, TOKENS, *many))
        raise _misfit(given, f"arrays of {describe_shape(many)} numbers", x, (1, *many))
    affine = given.flag("elementwise_affine")
    return _normalized(w, x, given, "ln", "layer_norm", affine, many)


def _normalized(
    w: Writer, x: Value, given: Given, stem: str, op: str, affine: bool, many: Shape
) -> Value:
    name, weights = w.peek(stem), []
    if affine:
        weights = [w.weight(f"{name}_g", many)]
        if given.flag("bias"):
            weights.append(w.weight(f"{name}_b", many))
    eps = given.number("eps", 1e-5)
    return w.gate(stem, op, [x, *weights], eps=None if eps == 1e-5 else eps)


def _pool(op: str) -> Write:
    def write(w: Writer, x: Value, given: Given) -> Value:
        size = given.sizes("kernel_size", 2)
        stride = given.sizes("stride", 2) if given.arguments.get("stride") else size
        padding = given.sizes("padding", 2, 0)
        if set(given.sizes("dilation", 2, 1)) != {1}:
            raise Unreadable(
                f"{given.kind} with dilation cannot be read", hint="a pooling has none here"
            )
        if len(x.shape) == 4 and given.flag("ceil_mode", False):
            left = [
                (n + 2 * p - k) % s
                for n, k, s, p in zip(x.shape[2:], size, stride, padding, strict=True)
                if s > 0
            ]
            if any(left):
                w.note(
                    "A pooling with ceil_mode=True rounds its sizes up; here they are rounded down."
                )
        return w.gate(
            "pool",
            op,
            [x],
            size=short(size),
            stride=None if stride == size else short(stride),
            padding=None if set(padding) == {0} else short(padding),
        )

    return write


def _adaptive(w: Writer, x: Value, given: Given) -> Value:
    if len(x.shape) != 4:
        raise Unreadable(
            f"{given.kind} takes pictures; what comes is {describe_shape(x.shape)}",
            hint="the input is images × channels × height × width",
        )
    sides = x.shape[2:]
    found = given.arguments.get("output_size")
    pair = found if isinstance(found, tuple) and len(found) == 2 else (found, found)
    out = tuple(s if t is None else t for s, t in zip(sides, pair, strict=True))
    if out == sides:
        w.note("An adaptive pooling that leaves the size as it is was left out.")
        return x
    if out == (1, 1):
        pooled = w.gate("gap", "global_avg_pool", [x])
        return w.reshape("gap", pooled, (-1, x.shape[1], 1, 1))
    whole = [t for t in out if isinstance(t, int) and t > 0]
    if len(whole) != 2 or any(s % t for s, t in zip(sides, whole, strict=True)):
        raise Misfit(
            f"{given.kind} makes {describe_shape(tuple(whole))} of {describe_shape(sides)} with "
            "windows of different sizes, which no gate has",
            (*x.shape[:2], *whole),
            hint="give an input whose pictures are a multiple of it there",
        )
    size = tuple(s // t for s, t in zip(sides, whole, strict=True))
    return w.gate("pool", "avg_pool2d", [x], size=short(size))


def _flatten(w: Writer, x: Value, given: Given) -> Value:
    rank = len(x.shape)
    first, last = given.count("start_dim", 1, -rank), given.count("end_dim", -1, -rank)
    if max(first, last) >= rank or first % rank > last % rank:
        raise Unreadable(
            f"Flatten of axes {first} to {last} does not fit {describe_shape(x.shape)}",
            hint="Flatten(start_dim=1, end_dim=-1) makes each sample a row",
        )
    first, last = first % rank, last % rank
    if (first, last) == (1, rank - 1):
        return x if rank == 2 else w.flat(x)
    sizes = (*x.shape[:first], prod(x.shape[first : last + 1]), *x.shape[last + 1 :])
    return w.reshape("flat", x, sizes)


def _dropout(w: Writer, x: Value, given: Given) -> Value:
    p = given.number("p", 0.5)
    return w.gate("drop", "dropout", [x], p=p, seed=w.count("drop") + 1) if p else x


def _embedding(w: Writer, x: Value, given: Given) -> Value:
    """Write the product with one-hot rows; another one behind it gives places their vectors."""
    many, size = given.count("num_embeddings"), given.count("embedding_dim")
    name = w.peek("emb")
    if x.name.startswith("emb") and x.shape[-1:] == (size,) and len(x.shape) == 3:
        place = w.data(f"{name}_places", (x.shape[1], many))
        vectors = w.gate("vectors", "matmul", [place, w.weight(f"{name}_W", (many, size))])
        w.note("An Embedding right behind another one is read as that of the places, and added.")
        return w.gate("emb", "add", [x, vectors])
    if x.shape[-1:] != (many,):
        raise _misfit(given, f"one-hot rows of {many:,} tokens", x, (1, TOKENS, many))
    w.note("An Embedding is the product of one-hot rows, one for each token, and its matrix.")
    return w.gate("emb", "matmul", [x, w.weight(f"{name}_W", (many, size))])


def _elementwise(op: str, stem: str, **options: str) -> Write:
    """Return the writer of an activation; ``options`` are ours by PyTorch's names."""

    def write(w: Writer, x: Value, given: Given) -> Value:
        held = {
            ours: given.number(theirs, 1.0)
            for theirs, ours in options.items()
            if theirs in given.arguments
        }
        return w.gate(stem, op, [x], **held)

    return write


def _silu(w: Writer, x: Value, given: Given) -> Value:
    return w.gate("silu", "multiply", [x, w.gate("gate", "sigmoid", [x])])


def _softmax(op: str) -> Write:
    def write(w: Writer, x: Value, given: Given) -> Value:
        dim = given.arguments.get("dim")
        axis = -1 if dim is None else given.count("dim", -1, -len(x.shape))
        return w.gate("probs", op, [x], axis=None if axis in {-1, len(x.shape) - 1} else axis)

    return write


def _same(w: Writer, x: Value, given: Given) -> Value:
    return x


_CONV = ("in_channels", "out_channels")
_POOL = ("kernel_size", "stride", "padding")
_GELU = Row(_elementwise("gelu", "gelu"))
LAYERS: dict[str, Row] = {
    "Linear": Row(_linear, ("in_features", "out_features", "bias")),
    "NonDynamicallyQuantizableLinear": Row(_linear, ("in_features", "out_features", "bias")),
    "Conv1D": Row(_transposed_linear, ("nf", "nx")),
    "Conv1d": Row(_conv(1), _CONV),
    "Conv2d": Row(_conv(2), _CONV),
    "BatchNorm1d": Row(_batch_norm, ("num_features",)),
    "BatchNorm2d": Row(_batch_norm, ("num_features",)),
    "LayerNorm": Row(_layer_norm, ("normalized_shape",)),
    "MaxPool2d": Row(_pool("max_pool2d"), _POOL),
    "AvgPool2d": Row(_pool("avg_pool2d"), _POOL),
    "AdaptiveAvgPool2d": Row(_adaptive, ("output_size",)),
    "Embedding": Row(_embedding, ("num_embeddings", "embedding_dim")),
    "Flatten": Row(_flatten, ("start_dim", "end_dim")),
    "Dropout": Row(_dropout, ("p",)),
    "Dropout1d": Row(_dropout, ("p",)),
    "Dropout2d": Row(_dropout, ("p",)),
    "Identity": Row(_same),
    "ReLU": Row(_elementwise("relu", "relu")),
    "LeakyReLU": Row(_elementwise("leaky_relu", "relu", negative_slope="slope")),
    "ELU": Row(_elementwise("elu", "elu", alpha="alpha"), ("alpha",)),
    "SELU": Row(_elementwise("selu", "selu")),
    "GELU": _GELU,
    "GELUActivation": _GELU,
    "NewGELUActivation": _GELU,
    "SiLU": Row(_silu),
    "Sigmoid": Row(_elementwise("sigmoid", "sigma")),
    "Tanh": Row(_elementwise("tanh", "tanh")),
    "Softplus": Row(_elementwise("softplus", "softplus")),
    "Softmax": Row(_softmax("softmax"), ("dim",)),
    "LogSoftmax": Row(_softmax("log_softmax"), ("dim",)),
}
"""Every kind of module without modules inside that is read."""


def first_shape(kind: str, given: Given, side: int) -> Shape | None:
    """Return the shape of an input that a layer takes; ``None`` where it takes any."""
    match kind:
        case "Linear":
            return (1, given.count("in_features"))
        case "Conv2d":
            return (1, given.count("in_channels"), side, side)
        case "Conv1d":
            return (1, given.count("in_channels"), side)
        case "BatchNorm2d":
            return (1, given.count("num_features"), side, side)
        case "BatchNorm1d":
            return (1, given.count("num_features"))
        case "Embedding":
            return (1, TOKENS, given.count("num_embeddings"))
        case "LayerNorm":
            sizes = given.arguments.get("normalized_shape")
            listed = sizes if isinstance(sizes, tuple) else (sizes,)
            many = tuple(size for size in listed if isinstance(size, int) and size > 0)
            return (1, *(TOKENS,) * (len(many) == 1), *many) if many else None
        case "Conv1D":
            return (1, TOKENS, given.count("nx"))
        case _:
            return None
