"""Which leaves a gate needs beside the values that it is given, and how its line is written."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..engine.ops.op import Domain, Op, Pattern, Shape
from .leaves import CLASSES, Leaf

UNITS = 4
"""Units of a layer, and channels of a convolution, that are made."""
WINDOW = 3
PROBABILITY = Domain(0.0, 1.0)
FORMS = {
    "add": "{0} + {1}",
    "subtract": "{0} - {1}",
    "multiply": "{0} * {1}",
    "divide": "{0} / {1}",
    "power": "{0} ** {1}",
    "negate": "-{0}",
    "reciprocal": "1 / {0}",
    "matmul": "{0} @ {1}",
    "transpose": "{0}.T",
    "index": "{0}[0]",
    "reshape": "reshape({0}, -1)",
}
"""How gates are written that are no call of their name."""
WIDE = {"matmul": (2, 3), "transpose": (2, 3)}
"""Shapes of a first operand that is made itself, where a vector says little."""
TARGETS = frozenset({"bce", "bce_with_logits"})
"""Losses whose targets are 0 and 1."""
_RESULTS = {
    "activations": "h",
    "affine": "z",
    "linear algebra": "z",
    "normalizers": "p",
    "losses": "loss",
    "pooling": "h",
}
"""What a result is called, by the family of its gate."""
NORMS = frozenset({"layer_norm", "batch_norm"})


def result_name(op: Op) -> str:
    """Return what a result of a gate is called, but for its number."""
    return "n" if op.name in NORMS else _RESULTS.get(op.family, "y")


def first_leaf(op: Op) -> Leaf:
    """Return what a gate gets that is put where there is nothing yet."""
    name = op.arguments[0]
    if op.pattern is Pattern.ELEMENTWISE:
        return Leaf(name, (), "number", op.domain(0))
    shape = op.sample[0] if op.sample else WIDE.get(op.name, (CLASSES,))
    return Leaf(name, shape, "number", op.domain(0))


def missing(op: Op, shapes: Sequence[Shape]) -> list[Leaf]:
    """Return the leaves for the arguments behind those that are given, in their order."""
    first = shapes[0]
    found = _LAYERS[op.name](first) if op.name in _LAYERS else _alike(op, first)
    return found[len(shapes) - 1 :]


def line(op: Op, names: Sequence[str], shapes: Sequence[Shape]) -> str:
    """Write a gate over its operands."""
    if op.name == "power" and len(names) == 1:
        return f"{names[0]} ** 3"
    if op.name == "broadcast_to":
        sizes = ", ".join(map(str, (2, *shapes[0])))
        return f"broadcast_to({names[0]}, ({sizes}{',' * (not shapes[0])}))"
    form = FORMS.get(op.name)
    if form and len(names) == form.count("{"):
        return form.format(*names)
    if op.name in ("add", "multiply"):
        return f" {'+' if op.name == 'add' else '*'} ".join(names)
    options = ""
    if op.name in ("conv1d", "conv2d") and len(shapes) > 1:
        axes = 1 if op.name == "conv1d" else 2
        kept = all(size == WINDOW for size in shapes[1][-axes:])
        options = ", padding=1" if kept else ""
    return f"{op.name}({', '.join(names)}{options})"


def _alike(op: Op, first: Shape) -> list[Leaf]:
    """Make operands of the shape of the first one, or the labels of its rows."""
    if op.name == "power":
        return []
    if op.name == "dot" and len(first) > 1:
        return _matmul(first)
    found = []
    for slot, name in enumerate(op.arguments[1:], 1):
        if slot in op.labels:
            classes = first[-1] if first else 1
            found.append(Leaf(name, first[:-1], "labels", classes=classes))
        elif op.family == "losses":
            domain = PROBABILITY if op.name in TARGETS else op.domain(slot)
            found.append(Leaf(name, first, "target", domain))
        else:
            found.append(Leaf(name, first, "number", op.domain(slot)))
    return found


def _linear(x: Shape) -> list[Leaf]:
    width = x[-1] if x else 1
    return [Leaf("W", (UNITS, width), fan_in=width), Leaf("b", (UNITS,), "zero")]


def _matmul(a: Shape) -> list[Leaf]:
    width = a[-1] if a else 1
    return [Leaf("W", (width, UNITS), fan_in=width)]


def _convolution(axes: int) -> Callable[[Shape], list[Leaf]]:
    def leaves(x: Shape) -> list[Leaf]:
        window = tuple(min(WINDOW, size) for size in x[-axes:])
        if len(x) <= axes:  # one channel, which has no axis
            return [Leaf("W", window, fan_in=WINDOW**axes), Leaf("b", (), "zero")]
        channels = x[-axes - 1]
        kernel = (UNITS, channels, *window)
        return [
            Leaf("W", kernel, fan_in=channels * WINDOW**axes),
            Leaf("b", (UNITS,), "zero"),
        ]

    return leaves


def _norm(axis: int) -> Callable[[Shape], list[Leaf]]:
    def leaves(x: Shape) -> list[Leaf]:
        size = x[axis] if len(x) > 1 else x[-1] if x else 1
        return [Leaf("gamma", (size,), "one"), Leaf("beta", (size,), "zero")]

    return leaves


def _attention(q: Shape) -> list[Leaf]:
    kept = Leaf("k", q, "number")
    return [kept, replace(kept, name="v")]


def _outer(a: Shape) -> list[Leaf]:
    return [Leaf("b", (2,), "number")]


_LAYERS: dict[str, Callable[[Shape], list[Leaf]]] = {
    "linear": _linear,
    "matmul": _matmul,
    "conv1d": _convolution(1),
    "conv2d": _convolution(2),
    "layer_norm": _norm(-1),
    "batch_norm": _norm(1),
    "attention": _attention,
    "outer": _outer,
}
