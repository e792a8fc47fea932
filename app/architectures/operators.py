"""What each operator of ONNX is in gates of ours: one row each."""

from collections.abc import Callable
from math import ceil, prod
from typing import TypeAlias

from ..engine.ops.op import Shape, describe_shape
from .errors import Unreadable
from .found import Value
from .layers import short
from .onnx_file import Operator, Tensor
from .writer import Writer


class Node:
    """One operator while it is written: its operands and options, asked for by what they are."""

    def __init__(
        self,
        operator: Operator,
        w: Writer,
        values: dict[str, Value],
        tensors: dict[str, Tensor],
        opset: int,
    ) -> None:
        self.operator, self.w, self.opset = operator, w, opset
        self.kind = operator.kind
        self.values, self.tensors = values, tensors

    def has(self, slot: int) -> bool:
        """Tell whether an operand is given."""
        inputs = self.operator.inputs
        return slot < len(inputs) and bool(inputs[slot])

    def value(self, slot: int, name: str = "W") -> Value:
        """Return an operand; a constant of the file becomes a leaf of this name.

        Raises:
            Unreadable: there is none.
        """
        if not self.has(slot):
            raise Unreadable(f"{self.kind} has no operand {slot + 1}", hint="export the model anew")
        called = self.operator.inputs[slot]
        if called not in self.values:
            tensor = self.tensors.get(called)
            if tensor is None:
                raise Unreadable(
                    f"{self.kind} takes {called}, which nothing before it makes",
                    hint="the operators of a file stand in the order of their use",
                )
            self.values[called] = self.w.weight(self.w.leaf_name(name), tensor.shape)
        return self.values[called]

    def operand(self, slot: int, name: str) -> Value | float:
        """Return an operand, and a single number of the file as that number."""
        tensor = self.tensors.get(self.operator.inputs[slot]) if self.has(slot) else None
        if tensor is not None and prod(tensor.shape) == 1 and len(tensor.numbers) == 1:
            return tensor.numbers[0]
        return self.value(slot, name)

    def wholes(self, slot: int) -> list[int]:
        """Return the whole numbers of an operand that is a constant.

        Raises:
            Unreadable: they are computed, or not in the file.
        """
        tensor = self.tensors.get(self.operator.inputs[slot]) if self.has(slot) else None
        found = None if tensor is None else tensor.whole
        if found is None:
            raise Unreadable(
                f"{self.kind} takes sizes that are computed as it runs",
                hint="export the model with fixed sizes, without dynamic axes",
            )
        return found

    def whole(self, name: str, usual: int) -> int:
        """Return a whole number among the options."""
        option = self.operator.options.get(name)
        return usual if option is None else option.whole

    def number(self, name: str, usual: float) -> float:
        """Return a number among the options; float32 is rounded to what was meant."""
        option = self.operator.options.get(name)
        return usual if option is None else float(f"{option.number:.6g}")

    def sizes(self, name: str, rank: int, usual: int = 1) -> Shape:
        """Return a number for each axis.

        Raises:
            Unreadable: there are more or fewer.
        """
        option = self.operator.options.get(name)
        found = tuple(option.wholes) if option is not None and option.wholes else (usual,) * rank
        if len(found) != rank:
            raise Unreadable(
                f"{self.kind} has {name} {list(found)}, and its input {rank} axes of places",
                hint="export the model anew",
            )
        return found

    def word(self, name: str, usual: str) -> str:
        """Return a word among the options."""
        option = self.operator.options.get(name)
        return usual if option is None else option.word

    def axes(self) -> tuple[int, ...]:
        """Return the axes, which newer files give as an operand."""
        option = self.operator.options.get("axes")
        return tuple(option.wholes if option is not None else self.wholes(1))


Write: TypeAlias = Callable[[Node], Value]


def _padding(n: Node, sides: Shape, kernel: Shape, stride: Shape, dilation: Shape) -> Shape:
    """Return the padding, which has to be the same on both sides."""
    rank, way = len(sides), n.word("auto_pad", "NOTSET")
    if way == "VALID":
        return (0,) * rank
    if way in {"SAME_UPPER", "SAME_LOWER"}:
        both = [
            max((ceil(size / s) - 1) * s + (k - 1) * d + 1 - size, 0)
            for size, k, s, d in zip(sides, kernel, stride, dilation, strict=True)
        ]
        before, after = tuple(b // 2 for b in both), tuple(b - b // 2 for b in both)
    else:
        pads = n.sizes("pads", 2 * rank, 0)
        before, after = pads[:rank], pads[rank:]
    if before != after:
        raise Unreadable(
            f"{n.kind} pads {list(before)} on one side and {list(after)} on the other",
            hint="conv2d and the poolings pad both sides alike: use odd sizes of windows",
        )
    return before


def _changed(sizes: Shape, usual: int) -> int | Shape | None:
    return None if set(sizes) == {usual} else short(sizes)


def _positive(n: Node, sizes: Shape, what: str) -> None:
    if min(sizes, default=1) < 1:
        raise Unreadable(f"{n.kind} has {what} {list(sizes)}", hint="they are 1 or more")


def _conv(n: Node) -> Value:
    x, name = n.value(0), n.w.peek("conv")
    weights = [n.value(1, f"{name}_W")]
    if n.has(2):
        weights.append(n.value(2, f"{name}_b"))
    rank, kernel = len(x.shape) - 2, weights[0].shape[2:]
    if rank not in {1, 2} or len(kernel) != rank:
        raise Unreadable(
            f"Conv of {describe_shape(x.shape)} with filters of "
            f"{describe_shape(weights[0].shape)} cannot be read",
            hint="there are conv1d and conv2d, and no other convolution",
        )
    stride, dilation = n.sizes("strides", rank), n.sizes("dilations", rank)
    _positive(n, (*stride, *dilation), "strides and dilations")
    padding = _padding(n, x.shape[2:], kernel, stride, dilation)
    groups = n.whole("group", 1)
    return n.w.gate(
        "conv",
        f"conv{rank}d",
        [x, *weights],
        stride=_changed(stride, 1),
        padding=_changed(padding, 0),
        dilation=_changed(dilation, 1),
        groups=None if groups == 1 else groups,
    )


def _pool(op: str) -> Write:
    def write(n: Node) -> Value:
        x = n.value(0)
        if len(x.shape) != 4:
            raise Unreadable(
                f"{n.kind} of {describe_shape(x.shape)} cannot be read",
                hint="poolings take images × channels × height × width",
            )
        size, stride = n.sizes("kernel_shape", 2), n.sizes("strides", 2)
        dilation = n.sizes("dilations", 2)
        _positive(n, (*size, *stride), "sizes and strides")
        if set(dilation) != {1}:
            raise Unreadable(f"{n.kind} with dilation cannot be read", hint="poolings have none")
        padding = _padding(n, x.shape[2:], size, stride, dilation)
        if n.whole("ceil_mode", 0):
            n.w.note("A pooling with ceil_mode rounds its sizes up; here they are rounded down.")
        if n.kind == "AveragePool" and any(padding) and not n.whole("count_include_pad", 0):
            n.w.note("An AveragePool leaves its padding out of the mean; here it counts as zeros.")
        return n.w.gate(
            "pool",
            op,
            [x],
            size=short(size),
            stride=None if stride == size else short(stride),
            padding=_changed(padding, 0),
        )

    return write


def _global(n: Node) -> Value:
    x = n.value(0)
    pooled = n.w.gate("gap", "global_avg_pool", [x])
    return n.w.reshape("gap", pooled, (-1, x.shape[1], 1, 1))


def _gemm(n: Node) -> Value:
    w, x = n.w, n.value(0)
    name = w.peek("fc")
    weights = n.value(1, f"{name}_W")
    plain = n.number("alpha", 1) == n.number("beta", 1) == 1
    if n.whole("transA", 0):
        x = w.gate("turned", "transpose", [x])
    if n.whole("transB", 0) and plain and (not n.has(2) or len(weights.shape) == 2):
        bias = [n.value(2, f"{name}_b")] if n.has(2) else []
        if not bias or bias[0].shape == weights.shape[:1]:
            return w.gate("fc", "linear", [x, weights, *bias])
    if n.whole("transB", 0):
        weights = w.gate("turned", "transpose", [weights])
    y = w.gate("fc", "matmul", [x, weights])
    if n.number("alpha", 1) != 1:
        y = w.gate("fc", "multiply", [y, n.number("alpha", 1)])
    if not n.has(2):
        return y
    bias_value = n.value(2, f"{name}_b")
    if n.number("beta", 1) != 1:
        bias_value = w.gate("scaled", "multiply", [bias_value, n.number("beta", 1)])
    return w.gate("fc", "add", [y, bias_value])


def _binary(op: str, stem: str, leaf: str) -> Write:
    def write(n: Node) -> Value:
        name = n.w.peek(stem)
        operands = [n.operand(0, f"{name}_{leaf}"), n.operand(1, f"{name}_{leaf}")]
        if not any(isinstance(each, Value) for each in operands):
            operands[0] = n.value(0, f"{name}_{leaf}")
        return n.w.gate(stem, op, operands)

    return write


def _unary(op: str, stem: str, ours: str = "", usual: float = 1.0) -> Write:
    def write(n: Node) -> Value:
        options = {ours: n.number("alpha", usual)} if ours else {}
        return n.w.gate(stem, op, [n.value(0)], **options)

    return write


def _batch_norm(n: Node) -> Value:
    name = n.w.peek("bn")
    n.w.note(
        "A BatchNormalization takes mean and variance of the batch, as in training; the running "
        "ones of the file do not learn and are not counted."
    )
    return _normalized(n, name, "bn", "batch_norm", True)


def _layer_norm(n: Node) -> Value:
    axis, x = n.whole("axis", -1), n.value(0)
    if not -len(x.shape) <= axis < len(x.shape):
        raise Unreadable(
            f"LayerNormalization from axis {axis} on cannot be read",
            hint=f"x has the axes 0 to {len(x.shape) - 1}",
        )
    return _normalized(n, n.w.peek("ln"), "ln", "layer_norm", n.has(2))


def _normalized(n: Node, name: str, stem: str, op: str, shifted: bool) -> Value:
    weights = [n.value(1, f"{name}_g")]
    if shifted:
        weights.append(n.value(2, f"{name}_b"))
    eps = n.number("epsilon", 1e-5)
    return n.w.gate(stem, op, [n.value(0), *weights], eps=None if eps == 1e-5 else eps)


def _flatten(n: Node) -> Value:
    x = n.value(0)
    axis = n.whole("axis", 1) % (len(x.shape) or 1)
    if len(x.shape) == 2 and axis == 1:
        return x
    if axis == 1:
        return n.w.flat(x)
    return n.w.reshape("flat", x, (prod(x.shape[:axis]), prod(x.shape[axis:])))


def _reshape(n: Node) -> Value:
    x, sizes = n.value(0), n.wholes(1)
    if not n.whole("allowzero", 0):
        sizes = [x.shape[k] if not s and k < len(x.shape) else s for k, s in enumerate(sizes)]
    if len(sizes) > 1 and sizes[:1] == [*x.shape[:1]] and sizes.count(-1) <= 1:
        known = prod(size for size in sizes if size != -1) or 1
        sizes = [-1, *(prod(x.shape) // known if size == -1 else size for size in sizes[1:])]
    return n.w.reshape("flat" if len(sizes) == 2 else "shaped", x, sizes)


def _transpose(n: Node) -> Value:
    option = n.operator.options.get("perm")
    axes = None if option is None else tuple(option.wholes)
    return n.w.gate("turned", "transpose", [n.value(0)], axes=axes)


def _concat(n: Node) -> Value:
    parts = [n.value(slot) for slot in range(len(n.operator.inputs))]
    if len(parts) == 1:
        return parts[0]
    return n.w.gate("cat", "concat", parts, axis=n.whole("axis", 1))


def _softmax(op: str) -> Write:
    def write(n: Node) -> Value:
        x = n.value(0)
        axis = n.whole("axis", -1 if n.opset >= 13 else 1)
        return n.w.gate("probs", op, [x], axis=None if axis in {-1, len(x.shape) - 1} else axis)

    return write


def _same(n: Node) -> Value:
    return n.value(0)


def _dropout(n: Node) -> Value:
    n.w.note("A Dropout passes everything on when a model is used, and was left out.")
    return n.value(0)


def _squeeze(n: Node) -> Value:
    x = n.value(0)
    axes = n.axes() if n.has(1) or "axes" in n.operator.options else None
    if axes is None:
        return n.w.gate("shaped", "squeeze", [x])
    gone = {axis % (len(x.shape) or 1) for axis in axes}
    return n.w.reshape("shaped", x, [s for k, s in enumerate(x.shape) if k not in gone])


def _unsqueeze(n: Node) -> Value:
    x, axes = n.value(0), n.axes()
    rank = len(x.shape) + len(axes)
    new, old = {axis % rank for axis in axes}, iter(x.shape)
    return n.w.reshape("shaped", x, [1 if k in new else next(old, 1) for k in range(rank)])


def _mean(n: Node) -> Value:
    x, kept = n.value(0), bool(n.whole("keepdims", 1))
    for axis in sorted((axis % (len(x.shape) or 1) for axis in n.axes()), reverse=True):
        x = n.w.gate("mean", "mean", [x], axis=axis, keepdims=True if kept else None)
    return x


OPERATORS: dict[str, Write] = {
    "Conv": _conv,
    "Gemm": _gemm,
    "MatMul": _binary("matmul", "fc", "W"),
    "Add": _binary("add", "sum", "b"),
    "Sub": _binary("subtract", "difference", "b"),
    "Mul": _binary("multiply", "product", "g"),
    "Div": _binary("divide", "quotient", "g"),
    "Relu": _unary("relu", "relu"),
    "Sigmoid": _unary("sigmoid", "sigma"),
    "Tanh": _unary("tanh", "tanh"),
    "LeakyRelu": _unary("leaky_relu", "relu", "slope", 0.01),
    "Elu": _unary("elu", "elu", "alpha", 1.0),
    "Selu": _unary("selu", "selu"),
    "Gelu": _unary("gelu", "gelu"),
    "Softplus": _unary("softplus", "softplus"),
    "Erf": _unary("erf", "erf"),
    "Exp": _unary("exp", "power"),
    "Sqrt": _unary("sqrt", "root"),
    "MaxPool": _pool("max_pool2d"),
    "AveragePool": _pool("avg_pool2d"),
    "GlobalAveragePool": _global,
    "BatchNormalization": _batch_norm,
    "LayerNormalization": _layer_norm,
    "Flatten": _flatten,
    "Reshape": _reshape,
    "Transpose": _transpose,
    "Concat": _concat,
    "Softmax": _softmax("softmax"),
    "LogSoftmax": _softmax("log_softmax"),
    "Dropout": _dropout,
    "Identity": _same,
    "Squeeze": _squeeze,
    "Unsqueeze": _unsqueeze,
    "ReduceMean": _mean,
}
"""Every operator that is read."""
