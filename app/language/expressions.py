"""From expressions to instructions, without recursion: a sum of a thousand terms is a flat list."""

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import isfinite
from typing import Any, TypeAlias

import numpy as np

from ..engine.graph import Literal, Span
from ..engine.ops import BY_NAME
from ..engine.ops.op import Op
from ..engine.ops.params import REDUCTIONS
from . import pasted
from .advice import Advise
from .calls import Call
from .errors import ProgramError
from .instructions import Apply, Gather, Group, Invoke, Load, Operate, Push
from .names import normal
from .source import Source
from .values import Data, Instruction, Plain

BINARY: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("+", "add"),
    ast.Sub: ("-", "subtract"),
    ast.Mult: ("*", "multiply"),
    ast.Div: ("/", "divide"),
    ast.Pow: ("**", "power"),
    ast.MatMult: ("@", "matmul"),
}
"""The operators of the syntax, and their gates."""


@dataclass(frozen=True, slots=True)
class Inner:
    """A part of an expression that is still to be compiled; ``deeper`` if it is nested in it."""

    node: ast.expr
    deeper: bool = True


Part: TypeAlias = Inner | Instruction


def compile_expression(
    source: Source, root: ast.expr, nesting: int, code: list[Instruction]
) -> None:
    """Append the instructions that leave the value of an expression on the stack.

    Raises:
        ProgramError: the expression holds what no program can hold, or is nested too deeply.
    """
    tasks: list[tuple[Part, int]] = [(Inner(root, deeper=False), 0)]
    while tasks:
        task, depth = tasks.pop()
        if not isinstance(task, Inner):
            code.append(task)
            continue
        node = task.node
        depth += task.deeper
        span = source.span(node)
        if depth > nesting:
            raise source.error(
                "too-deep",
                f"the expression is nested more than {nesting} deep",
                span,
                "give an inner part a name of its own",
            )
        rule = _RULES.get(type(node))
        if rule is None:
            what, hint = _UNSUPPORTED.get(type(node), ("this", "the operators are + - * / ** @"))
            raise source.error("unsupported", f"{what} cannot be used in a program", span, hint)
        tasks.extend((part, depth) for part in reversed(rule(source, node, span)))


def _constant(source: Source, node: ast.Constant, span: Span) -> list[Part]:
    value = node.value
    if isinstance(value, bool | str | None):
        return [Push(Plain(value), span)]
    if isinstance(value, int | float):
        return [Push(_number(source, value, span), span)]
    raise source.error(
        "unsupported", "only numbers can be written in a program", span, "write a number"
    )


def _written(node: ast.expr) -> int | float | None:
    """Return the number that a constant is."""
    if isinstance(node, ast.Constant) and not isinstance(node.value, bool):
        return node.value if isinstance(node.value, int | float) else None
    return None


def _number(source: Source, value: int | float, span: Span) -> Literal:
    try:
        number = float(value)
    except OverflowError:
        number = float("inf")
    if not isfinite(number):
        raise source.error(
            "bad-number",
            "this number is too large (at most about 1.8e308)",
            span,
            "write a smaller one, or inf",
        )
    return Literal(number)


def _name(source: Source, node: ast.Name, span: Span) -> list[Part]:
    number = pasted.constant(source.modules, node)
    if number is not None:
        return [Push(Literal(number), span)]
    return [Load(node.id, span)]


def _binary(source: Source, node: ast.BinOp, span: Span) -> list[Part]:
    symbol, gate = BINARY[type(node.op)]
    return [
        Inner(node.left, deeper=False),
        Inner(node.right),
        Operate(BY_NAME[gate], symbol, (node.left, node.right), span),
    ]


def _unary(source: Source, node: ast.UnaryOp, span: Span) -> list[Part]:
    if isinstance(node.op, ast.UAdd):
        return [Inner(node.operand)]
    operand = node.operand
    written = _written(operand)
    if written is not None:
        return [Push(Literal(-_number(source, written, span).value), span)]
    return [Inner(operand), Operate(BY_NAME["negate"], "-", (operand,), span)]


def _list(source: Source, node: ast.List, span: Span) -> list[Part]:
    elements = node.elts
    if not elements:
        raise source.error("wrong-arguments", "a list needs at least one number", span, "[1, 2, 3]")
    written = [value for value in map(_written, elements) if value is not None]
    if len(written) == len(elements):
        numbers = [
            _number(source, value, source.span(element)).value
            for value, element in zip(written, elements, strict=True)
        ]
        return [Push(Data(np.array(numbers)), span)]
    return [*map(Inner, elements), Gather(tuple(elements), span)]


def _tuple(source: Source, node: ast.Tuple, span: Span) -> list[Part]:
    return [*map(Inner, node.elts), Group(len(node.elts), span)]


def _attribute(source: Source, node: ast.Attribute, span: Span) -> list[Part]:
    number = pasted.constant(source.modules, node)
    if number is not None:
        return [Push(Literal(number), span)]
    if node.attr == "T":
        return [Inner(node.value, deeper=False), Apply(BY_NAME["transpose"], {}, node.value, span)]
    if source.modules.path(node) is None:
        advice = pasted.advise_attribute(source.modules, node)
        if advice is not None:
            return _advised(advice, span)
    raise _no_attribute(source, node, span)


def _no_attribute(source: Source, node: ast.Attribute, span: Span) -> ProgramError:
    place = Span(span.end_line, span.end_column - len(node.attr), span.end_line, span.end_column)
    hint = "the only attribute is .T, the transpose"
    if source.modules.path(node) is not None:
        hint = "call it: np.exp(x)" if node.attr in BY_NAME else "leave it out"
    elif node.attr in BY_NAME:
        hint = f"write {node.attr}(x)"
    return source.error("unsupported", f".{node.attr} cannot be used in a program", place, hint)


def _advised(advice: pasted.Advice, span: Span) -> list[Part]:
    return [*map(Inner, advice.operands.values()), Advise(advice, span)]


def _call(source: Source, node: ast.Call, span: Span) -> list[Part]:
    said = pasted.read_call(source.modules, node)
    if isinstance(said, pasted.Advice):
        return _advised(said, span)
    if said is not None and said.named:
        assert isinstance(said.node, ast.Call)
        return _invoke(source, said.node, span, named=True)
    if said is not None:
        return [Inner(said.node)]
    if isinstance(node.func, ast.Attribute):
        raise _no_attribute(source, node.func, source.span(node.func))
    if isinstance(node.func, ast.Name):
        advice = pasted.advise_call(source.modules, node, node.func.id)
        if advice is not None:
            return _advised(advice, span)
    return _invoke(source, node, span)


def _invoke(source: Source, node: ast.Call, span: Span, named: bool = False) -> list[Part]:
    """Call a function by its name; ``named``: by the name of a gate or a maker."""
    function = node.func
    if not isinstance(function, ast.Name):
        hint = "give the first result a name, or write * for a product"
        if (number := _written(function)) is not None:
            hint = f"write {number} * (...) for a product"
        raise source.error(
            "unsupported", "only a function's name can be called", source.span(function), hint
        )
    parts: list[Part] = []
    places: list[Span] = []
    for argument in node.args:
        if isinstance(argument, ast.Starred) and isinstance(argument.value, ast.Attribute):
            advice = pasted.advise_attribute(source.modules, argument.value)
            if advice is not None:
                return _advised(advice, source.span(argument))
        if isinstance(argument, ast.Starred):
            raise source.error(
                "unsupported",
                "a star cannot be used in a call",
                source.span(argument),
                "write every argument out",
            )
        places.append(source.span(argument))
        parts.append(Inner(argument))
    for keyword in node.keywords:
        if keyword.arg is None:
            raise source.error(
                "unsupported",
                "two stars cannot be used in a call",
                source.span(keyword),
                "write every argument out",
            )
        places.append(source.span(keyword))
        parts.append(_unquoted(source, function.id, keyword) or Inner(keyword.value))
    names = tuple(normal(keyword.arg) for keyword in node.keywords if keyword.arg)
    call = Call(function.id, tuple(places), names, source.span(function), span, named)
    return [*parts, Invoke(call)]


def _unquoted(source: Source, function: str, keyword: ast.keyword) -> Load | None:
    """Read ``reduction=none`` as what it says, with a hint for where the name has no value."""
    value = keyword.value
    if not isinstance(value, ast.Name) or value.id not in REDUCTIONS:
        return None
    op = BY_NAME.get(function)
    if op is None or (keyword.arg, "reduction") not in {(p.name, p.kind) for p in op.params}:
        return None
    hint = f'write it in quotes: {keyword.arg}="{value.id}"'
    return Load(value.id, source.span(value), hint)


def _subscript(source: Source, node: ast.Subscript, span: Span) -> list[Part]:
    advice = pasted.advise_size(source.modules, node)
    advice = advice or pasted.advise_picking(source.modules, node)
    if advice is not None:
        return _advised(advice, span)
    items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    key = tuple(_item(source, item) for item in items)
    if not key:
        raise source.error("unsupported", "an index is missing", span, "write x[0]")
    op = index_gate()
    return [
        Inner(node.value, deeper=False),
        Apply(op, {op.params[0].name: key}, node.value, span),
    ]


def _item(source: Source, node: ast.expr) -> object:
    """Return one item of an index: a whole number, None, or the three parts of a slice."""
    if isinstance(node, ast.Slice):
        parts = [
            None if part is None else _whole(source, part)
            for part in (node.lower, node.upper, node.step)
        ]
        if parts[2] == 0:
            raise source.error(
                "wrong-arguments", "a slice cannot have a step of 0", source.span(node), "write 1"
            )
        return tuple(parts)
    if isinstance(node, ast.Constant) and node.value is None:
        return None
    if (source.modules.path(node) or "").endswith(".newaxis"):
        return None
    return _whole(source, node)


def _whole(source: Source, node: ast.expr) -> int:
    sign = 1
    inner = node
    while isinstance(inner, ast.UnaryOp) and isinstance(inner.op, ast.USub):
        sign, inner = -sign, inner.operand
    if isinstance(inner, ast.Constant) and type(inner.value) is int:
        if inner.value < 2**31:
            return sign * inner.value
        raise source.error(
            "wrong-arguments", "this index is too large", source.span(node), "count from 0"
        )
    raise source.error(
        "unsupported",
        "an index is a whole number, a slice or None, written out",
        source.span(node),
        "write x[1], X[:, 0] or x[:, None]; computed indices cannot be used",
    )


@cache
def index_gate() -> Op:
    """Return the gate whose option is what stands between brackets."""
    for op in BY_NAME.values():
        if any(param.kind == "index" for param in op.params):
            return op
    raise LookupError("no gate takes an index")


_RULES: dict[type[ast.expr], Callable[[Source, Any, Span], Sequence[Part]]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.List: _list,
    ast.Tuple: _tuple,
    ast.Attribute: _attribute,
    ast.Call: _call,
    ast.Subscript: _subscript,
}

_UNSUPPORTED: dict[type[ast.expr], tuple[str, str]] = {
    ast.Starred: ("a star before a name", "write every value out"),
    ast.Slice: ("a slice", "write x[1:3]"),
}
