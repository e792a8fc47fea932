"""Formulas of the op table, evaluated with NumPy.

A formula is a program over the names of a gate's arguments, with the words of the blackboard
beside it: ``sum`` goes over the gate's axis, ``onehot`` is a row with a single one, ``j`` runs over
the classes of a row, and ``g`` and ``y`` lie as the array that they are multiplied with.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from functools import reduce
from math import erf, pi, prod, sqrt
from typing import Any

import numpy as np

from app.engine.ops.axes import kept_view
from app.engine.ops.indexing import basic_key
from app.engine.ops.op import Array, Op, ParamValue, Pattern
from tests.engine.layer_formulas import LayerWords

_ERF = np.vectorize(erf, otypes=[np.float64])
FUNCTIONS: dict[str, Any] = {
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "sin": np.sin,
    "cos": np.cos,
    "tanh": np.tanh,
    "erf": _ERF,
    "mean": np.mean,
    "sigmoid": lambda x: 1.0 / (1.0 + np.exp(-x)),
    "step": lambda holds: np.asarray(holds, dtype=np.float64),
    "flatten": lambda x: x.reshape(-1),
    "Φ": lambda x: (1.0 + _ERF(x / sqrt(2.0))) / 2.0,
    "φ": lambda x: np.exp(-x * x / 2.0) / sqrt(2.0 * pi),
    "π": pi,
    "λ": 1.0507009873554805,
    "α": 1.6732632423543772,
}
CHOICES: dict[str, Any] = {"max": np.maximum, "min": np.minimum}
FOLDS: dict[str, Any] = {"sum": np.sum, "amax": np.max, "amin": np.min}

BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.MatMult: operator.matmul,
}
COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


def evaluate(
    formula: str,
    op: Op,
    operands: list[float],
    y: float,
    params: Mapping[str, ParamValue],
    slot: int = 0,
) -> float:
    """Return what a formula of an elementwise gate gives; ``y`` is its value, or an argument."""
    arrays = [np.asarray(value, dtype=np.float64) for value in operands]
    return float(Reader(op, arrays, np.asarray(y), params, slot=slot).derivative(formula))


class Reader:
    """Reads formulas of one gate at one place.

    Args:
        op: the gate.
        operands: its operands.
        y: its value.
        params: its options, all of them.
        g: the upstream gradient; ones by default.
        slot: by which operand a derivative is.
    """

    def __init__(
        self,
        op: Op,
        operands: list[Array],
        y: Array,
        params: Mapping[str, ParamValue],
        g: Array | None = None,
        slot: int = 0,
    ) -> None:
        self.op, self.operands, self.params, self.slot = op, operands, params, slot
        self.goal = y.shape
        self.classes = operands[0].shape[-1] if operands[0].ndim else 1
        self.over_rows = op.pattern is Pattern.BLOCK and bool(op.labels)
        axis = -1 if self.over_rows and operands[0].ndim else params.get("axis")
        joins = op.name in {"concat", "stack"}
        self.axis = axis if isinstance(axis, int) and not joins else None
        upstream = np.ones_like(y) if g is None else g
        self.names: dict[str, Any] = {
            "y": self._kept(y),
            "g": self._kept(self._spread(upstream)),
            "n": self._count(),
            **params,
            **dict(zip(op.names(len(operands)), operands, strict=True)),
        }
        self.layer = LayerWords(op, operands, params, upstream)
        self.names |= self.layer.names
        if op.name in CHOICES and slot:
            self.names["earlier"] = reduce(CHOICES[op.name], operands[:slot])

    def value(self, formula: str) -> Array:
        """Return what the formula of the value gives."""
        tree = ast.parse(formula, mode="eval")
        self.lifted = _axes_of_labels(tree)
        with np.errstate(all="ignore"):
            return np.asarray(self.read(tree.body), dtype=np.float64)

    def derivative(self, formula: str) -> Array:
        """Return what the formula of a derivative gives, for all operands of its shape."""
        self.goal = self.operands[self.slot].shape
        return self.layer.laid(self.value(formula), self.goal)

    def read(self, node: ast.expr) -> Any:
        """Return what an expression gives."""
        match node:
            case ast.Constant(value=value):
                return np.float64(str(value))
            case ast.Name(id="j"):
                return np.arange(self.classes).reshape((-1,) + (1,) * (self.lifted - 1))
            case ast.Name(id="label"):
                return self._label()
            case ast.Name(id=name):
                return self.names[name] if name in self.names else FUNCTIONS[name]
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                return -self.read(inner)
            case ast.BinOp(left=left, op=sign, right=right):
                return BINARY[type(sign)](self.read(left), self.read(right))
            case ast.Compare(left=left, ops=[sign], comparators=[right]):
                return COMPARE[type(sign)](self.read(left), self.read(right))
            case ast.Attribute(value=ast.Name(id=name), attr="T"):
                return self._transposed(name)
            case ast.Subscript(value=ast.Name(id=name), slice=index):
                return self._indexed(name, index)
            case ast.Call(func=ast.Name(id=name), args=args):
                return self._called(name, args)
        raise ValueError(f"a formula cannot hold {ast.unparse(node)}")

    def _called(self, name: str, args: list[ast.expr]) -> Any:
        if name == "sum" and len(args) == 2:
            total = np.sum(np.where(self.read(args[0]), self.read(args[1]), 0.0), axis=-2)
            return total if "onehot" in ast.unparse(args[1]) else total[..., 0]
        first, *rest = [self.read(argument) for argument in args]
        if self.layer.knows(name):
            return self.layer.call(name, first, *rest, slot=self.slot)
        match name:
            case "max" | "min":
                return reduce(CHOICES[name], rest, first)
            case "sum" | "amax" | "amin":
                return FOLDS[name](first, axis=self._folded(first), keepdims=self._keeps(first))
            case "argmax" | "argmin":
                return self._winners(name, first)
            case "onehot":
                return self._onehot(first)
            case "pick":
                return np.take_along_axis(first, rest[0].astype(int)[..., None], -1)[..., 0]
            case "others":
                return first[self._off_label()].reshape(self.goal)
            case "softmax" | "log_softmax":
                logarithms = first - np.log(np.sum(np.exp(first), axis=-1, keepdims=True))
                return logarithms if name == "log_softmax" else np.exp(logarithms)
            case "reshape":
                return first.reshape(self.goal)
            case "outer":
                return first[..., :, None] * rest[0][..., None, :]
            case "concat":
                joined = [np.atleast_1d(a) for a in self.operands]
                return np.concatenate(joined, axis=self.params["axis"])
        return FUNCTIONS[name](first, *rest)

    def _folded(self, x: Array) -> int | None:
        """Return the axis that a fold goes over; that of terms of rows goes over all."""
        if self.over_rows and np.ndim(x) < self.operands[0].ndim:
            return None
        return self.axis

    def _keeps(self, x: Array) -> bool:
        """Tell whether the folded axis is kept, to lie as what was folded."""
        return self.axis is not None and not self.over_rows

    def _kept(self, folded: Array) -> Array:
        """View what was folded such that it lies as what was folded."""
        shape = self.operands[0].shape
        if self.axis is None or folded.ndim == 0 or folded.ndim != len(shape) - 1:
            return folded
        return kept_view(folded, shape, self.axis)

    def _count(self) -> int:
        """Count what a mean is over."""
        shape = (
            np.broadcast_shapes(*(a.shape for a in self.operands))
            if (
                self.op.pattern is Pattern.BLOCK
                and not self.op.labels
                and "reduction" in self.params
            )
            else self.operands[0].shape
        )
        if self.over_rows:
            return prod(shape[:-1])
        return prod(shape) if self.axis is None else shape[self.axis]

    def _winners(self, name: str, x: Array) -> Array:
        """Mark the first of the extreme elements along the axis."""
        marked = np.zeros_like(x)
        find = np.argmax if name == "argmax" else np.argmin
        if self.axis is None:
            marked.reshape(-1)[find(x)] = 1.0
        else:
            index = find(x, axis=self.axis, keepdims=True)
            np.put_along_axis(marked, index, 1.0, self.axis)
        return marked

    def _onehot(self, of: Array) -> Array:
        if self.op.behaviour == "routes":  # of winners, which are marked already
            return of
        places = of[..., 0] if self.lifted == 2 else of
        return np.asarray(np.eye(self.classes)[places.astype(int)])

    def _label(self) -> Array:
        label = np.asarray(self.names["label"])
        return np.asarray(label.reshape(label.shape + (1,) * self.lifted))

    def _off_label(self) -> Any:
        x, label = self.operands
        return np.arange(x.shape[-1]) != label[..., None]

    def _spread(self, g: Array) -> Array:
        """Put an upstream gradient where its elements came from, for gates that move elements."""
        first = self.operands[0]
        spread = np.zeros(first.shape)
        if self.op.name == "index":
            spread[basic_key(self.params["key"])] = g
        elif self.op.name == "others":
            spread[self._off_label()] = g.reshape(-1)
        elif self.op.name == "pick":
            return g[..., None]
        else:
            return g
        return spread

    def _transposed(self, name: str) -> Array:
        x = np.asarray(self.names[name])
        if self.op.name == "attention":  # of each matrix of a stack
            return x.swapaxes(-1, -2)
        axes = self.params.get("axes")
        if isinstance(axes, tuple):
            back = np.argsort([k % x.ndim for k in axes])
            return np.asarray(np.transpose(x, back if name == "g" else axes))
        return np.asarray(x.T)

    def _indexed(self, name: str, index: ast.expr) -> Array:
        """Return what an index picks: the class j, the label of a row, or the gate's own key."""
        x = np.asarray(self.names[name])
        written = ast.unparse(index)
        if name == "label":
            return self._label()
        if name == "g":  # the operand's block of what was joined
            axis = self.params["axis"]
            if self.op.name == "stack":
                return np.asarray(np.take(x, self.slot, axis))
            sizes = [np.atleast_1d(a).shape[axis] for a in self.operands]
            block = np.split(x, np.cumsum(sizes)[:-1], axis=axis)[self.slot]
            return np.asarray(block.reshape(self.goal), dtype=np.float64)
        if written in ("j", "i, j", "(i, j)"):
            return x[..., :, None]
        if "label" in written:
            return np.take_along_axis(x, self._label()[..., 0].astype(int), -1)[..., None]
        if written == "key":
            return np.asarray(x[basic_key(self.params["key"])])
        items = index.elts if isinstance(index, ast.Tuple) else [index]
        return np.asarray(x[tuple(map(_item, items))])


def _item(node: ast.expr) -> Any:
    """Read one item of an index."""
    if isinstance(node, ast.Slice):
        ends = (node.lower, node.upper, node.step)
        return slice(*(None if end is None else ast.literal_eval(end) for end in ends))
    return ast.literal_eval(node)


def _axes_of_labels(tree: ast.AST) -> int:
    """Tell how many axes labels get: that of the classes, and that of ``j`` under a sum over it."""
    runs = any(isinstance(node, ast.Name) and node.id == "j" for node in ast.walk(tree))
    sums = any(
        isinstance(node, ast.Call) and len(node.args) == 2 and ast.unparse(node.func) == "sum"
        for node in ast.walk(tree)
    )
    return 2 if sums else 1 if runs else 0
