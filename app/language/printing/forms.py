"""How single things are written: numbers, arrays, gates with their operands."""

import re
from collections.abc import Sequence
from math import isfinite
from typing import Any, NamedTuple

import numpy as np

from ...engine.graph import Graph, Kind, Literal, Node
from ...engine.ops.op import Array, Op
from ..calls import show_param
from ..errors import ProgramError
from ..expressions import BINARY
from ..program import Program, ReadLimits
from ..reader import read_program
from ..source import Source

SUM, PRODUCT, SIGN, POWER, ATOM = 1, 2, 3, 4, 5
"""How strongly the outermost operator of a text binds."""

_SYMBOLS = {gate: symbol for symbol, gate in BINARY.values()}
_STRENGTHS = {
    "+": (SUM, SUM, PRODUCT),
    "-": (SUM, SUM, PRODUCT),
    "*": (PRODUCT, PRODUCT, SIGN),
    "/": (PRODUCT, PRODUCT, SIGN),
    "@": (PRODUCT, PRODUCT, SIGN),
    "**": (POWER, ATOM, SIGN),
}
"""The strength of an operator, and what its left and right operands must have at least."""

MOST_LISTED = 32
"""Up to so many elements an array is simply listed."""


class Form(NamedTuple):
    """A written expression."""

    text: str
    strength: int = ATOM
    depth: int = 0

    def held(self, least: int) -> str:
        """Return the text, in parentheses if it binds less strongly than asked for."""
        return self.text if self.strength >= least else f"({self.text})"


def number_form(number: float) -> Form:
    """Write a number such that it reads back bit for bit."""
    if not isfinite(number):
        text = "-nan" if np.isnan(number) and np.signbit(number) else str(number)
    elif number.is_integer() and abs(number) < 1e15 and (number or not np.signbit(number)):
        text = str(int(number))
    else:
        text = repr(number)
    return Form(text, SIGN if text.startswith("-") else ATOM)


def gate_form(op: Op, params: dict[str, object], operands: Sequence[Form]) -> Form:
    """Write a gate with its operands, as an operator where it is one."""
    depth = 1 + max(form.depth for form in operands)
    symbol = _SYMBOLS.get(op.name)
    if symbol is not None:
        strength, left, right = _STRENGTHS[symbol]
        text = f"{operands[0].held(left)} {symbol} {operands[1].held(right)}"
        return Form(text, strength, depth)
    if op.name == "negate":
        return Form(f"-{operands[0].held(SIGN)}", SIGN, depth)
    if op.name == "transpose" and params["axes"] is None:
        return Form(f"{_before_suffix(operands[0])}.T", ATOM, depth)
    for param in op.params:
        if param.kind == "index":
            key = params[param.name]
            assert isinstance(key, tuple)
            items = ", ".join(map(_item_text, key))
            return Form(f"{_before_suffix(operands[0])}[{items}]", ATOM, depth)
    parts = [form.text for form in operands]
    parts += [
        f"{param.name}={show_param(params[param.name])}"
        for param in op.params
        if params[param.name] != param.default
    ]
    return Form(f"{op.name}({', '.join(parts)})", ATOM, depth)


def _before_suffix(form: Form) -> str:
    """Write what ``.T`` or brackets follow; a number needs parentheses of its own."""
    return f"({form.text})" if form.text[0].isdigit() else form.held(ATOM)


def _item_text(item: object) -> str:
    if not isinstance(item, tuple):
        return str(item)
    start, stop, step = ("" if part is None else str(part) for part in item)
    return f"{start}:{stop}" + (f":{step}" if step else "")


def leaf_text(program: Program, graph: Graph, node: Node) -> str:
    """Write the value of a leaf: a number, a list, or the maker it was made by."""
    value = graph.values[node.id]
    text = None
    if value.size > MOST_LISTED:
        text = _as_written(program, node, value)
    if text is None:
        text = _array_text(value)
    if node.kind is Kind.CONSTANT and not text.startswith("const("):
        text = f"const({text})"
    return text


def _array_text(value: Array) -> str:
    if not value.shape:
        return number_form(float(value)).text
    if value.size > MOST_LISTED and not np.any(np.signbit(value)):
        sizes = ", ".join(map(str, value.shape))
        if not np.any(value):
            return f"zeros({sizes})"
        if np.all(value == 1.0):
            return f"ones({sizes})"
    return _list_text(value.tolist())


def _list_text(value: Any) -> str:
    """Write nested lists; they are at most as deep as an array has axes."""
    if isinstance(value, list):
        return f"[{', '.join(map(_list_text, value))}]"
    return number_form(value).text


def _as_written(program: Program, node: Node, value: Array) -> str | None:
    """Return the text a leaf was made by, if it still makes the same numbers: ``randn(9, 9)``."""
    span = node.source
    if span is None or span.line != span.end_line or not program.text:
        return None
    text = Source(program.text).lines[span.line - 1][span.column : span.end_column]
    try:
        again = read_program(f"made = {text}", limits=ReadLimits(steps=1_000))
    except ProgramError:
        return None
    made = again.graph.values.get(again.output)
    if made is None or made.shape != value.shape or made.tobytes() != value.tobytes():
        return None
    return text


def literal_form(literal: Literal) -> Form:
    """Write a number that lives inside a gate."""
    return number_form(literal.value)


def plain_name(name: str) -> str:
    """Return a name that can be typed, for one that cannot: ``w[0]`` becomes ``w_0_``."""
    return name if name.isidentifier() else re.sub(r"\W", "_", name)
