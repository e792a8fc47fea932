"""Reads what a trace prints of a wire as NumPy, to see whether it is true."""

import ast
import operator
import re
from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.trace import EdgeStory, Trace

Array = NDArray[np.float64]

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻·", "0123456789-.")
_SIGNS = {"−": "-", "·": "*", "^": "**", "ᵀ": ".T", " ⊙ ": "*"}


def run(text: str, values: dict[str, Any]) -> Array:
    """Evaluate the right side of a formula; values are by the names that stand in it."""
    text = re.sub(r"([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)", lambda m: f"**({m[1].translate(_SUPERSCRIPT)})", text)
    text = re.sub(r"1\[(.+?) = (.+?)\]", r"where(equal(\1, \2), 1.0, 0.0)", text)
    text = re.sub(r"1\[(.+?)\]", r"where(\1, 1.0, 0.0)", text)
    text = re.sub(r"Σ_(?:axis|axes) ([\d, ]+)\(", r"along((\1,), ", text)
    for under, axes in (("_rows", "(0,)"), ("_columns", "(1,)"), ("", "all")):
        text = re.sub(rf"\b((?:arg)?(?:max|min)){under}\((?!\(|all)", rf"\1({axes}, ", text)
    text = text.replace("Σ_rows(", "along((0,), ").replace("Σ_columns(", "along((1,), ")
    text = (
        text.replace("Σ(", "along(all, ")
        .replace("ln(", "log(")
        .replace("≤", "<=")
        .replace("≥", ">=")
    )
    for sign, python in _SIGNS.items():
        text = text.replace(sign, python)
    return np.asarray(_value(ast.parse(text, mode="eval").body, values))


def _value(node: ast.expr, values: dict[str, Any]) -> Any:
    match node:
        case ast.Name(id=name):
            return None if name == "all" else values[name]
        case ast.Constant(value=number):
            return number
        case ast.Tuple(elts=parts):
            return tuple(_value(part, values) for part in parts)
        case ast.Attribute(value=inner, attr="T"):
            return _value(inner, values).T
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_value(inner, values)
        case ast.BinOp(left=left, op=op, right=right):
            return _BINARY[type(op)](_value(left, values), _value(right, values))
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _COMPARE[type(op)](_value(left, values), _value(right, values))
        case ast.Call(func=ast.Name(id=name), args=args):
            return _WORDS[name](*[_value(arg, values) for arg in args])
    raise ValueError(f"cannot read {ast.unparse(node)}")


def _along(axes: tuple[int, ...] | None, array: Array) -> Array:
    """Sum over axes; ``None`` sums over all."""
    return np.asarray(np.sum(array, axis=axes, keepdims=True))


def _extreme(pick: Callable[..., Array], among: np.ufunc) -> Callable[..., Array]:
    """One array: its largest along axes. Several: the largest at each place."""

    def read(axes: tuple[int, ...] | None, *arrays: Array) -> Array:
        if len(arrays) > 1:
            return np.asarray(reduce(among, arrays))
        return np.asarray(pick(arrays[0], axis=axes, keepdims=True))

    return read


def _first(pick: Callable[..., Array]) -> Callable[..., Array]:
    """Mark the first of the largest along axes, as 1 among zeros: a one-hot array."""

    def read(axes: tuple[int, ...] | None, array: Array) -> Array:
        if axes is None:
            marked = np.zeros(array.size)
            marked[pick(array)] = 1.0
            return marked.reshape(array.shape)
        marked = np.zeros(array.shape)
        np.put_along_axis(marked, np.expand_dims(pick(array, axis=axes[0]), axes[0]), 1.0, axes[0])
        return marked

    return read


_BINARY: dict[type[ast.operator], Any] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.MatMult: operator.matmul,
}
_COMPARE: dict[type[ast.cmpop], Any] = {
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
}
_WORDS: dict[str, Any] = {
    "along": _along,
    "log": np.log,
    "exp": np.exp,
    "outer": np.outer,
    "max": _extreme(np.max, np.maximum),
    "min": _extreme(np.min, np.minimum),
    "argmax": _first(np.argmax),
    "argmin": _first(np.argmin),
    "onehot": lambda marked: marked,
    "where": np.where,
    "equal": np.equal,
    "sqrt": np.sqrt,
}


def stated(trace: Trace, edge: EdgeStory) -> Array:
    """Return what a wire's formula and facts say that it carries back, in the shape they say.

    Every node of the trace has a name of its own.
    """
    values: dict[str, Any] = {}
    for node in trace.nodes:
        assert node.name is not None
        values[node.name] = np.array(node.value, dtype=np.float64)
        if node.gradient is not None:
            values[f"d{node.name}"] = np.array(node.gradient, dtype=np.float64)
    source, target = trace.nodes[edge.source], trace.nodes[edge.target]
    right = re.split(r" \+?= ", edge.formula.text, maxsplit=1)[1]
    if not edge.whole:
        upstream = values[f"d{target.name}"]
        return np.asarray(upstream * run(right, values))
    if edge.spread is not None:
        upstream = values[f"d{target.name}"]
        if upstream.ndim < len(source.shape):
            for name in (f"d{target.name}", str(target.name)):
                values[name] = np.expand_dims(values[name], tuple(edge.spread.axes))
        spread = run(right, values)
        assert {k for k, n in enumerate(spread.shape) if n != source.shape[k]} <= {
            *edge.spread.axes
        }
        return np.broadcast_to(spread, source.shape)
    found = run(right, values)
    if edge.summed is not None:
        kept = [axis for axis in range(found.ndim) if axis not in edge.summed.axes]
        assert all(found.shape[axis] == 1 for axis in edge.summed.axes)
        narrow = [found.shape[axis] for axis in kept]
        assert narrow == [n for n in source.shape if n != 1] or found.size == np.prod(source.shape)
        return found.reshape(source.shape)
    return found
