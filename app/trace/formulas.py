"""Formulas of the op table, written out for people: plain text and MathML.

A formula is an expression of the program language over a gate's argument names. It is parsed once,
its literals are folded in (``b * a**(b - 1)`` with b = 2 becomes ``2 * a``), and what remains is a
template whose holes are filled with the names, or the numbers, of a node's operands.
"""

import ast
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape
from typing import TypeAlias

from app.trace.model import Formula
from app.trace.numbers import show_exactly

Pieces: TypeAlias = list["str | int"]
"""Text and holes; hole k stands for ``symbols[k]``."""

SUM, PRODUCT, SIGN, POWER, ATOM = range(5)
"""How tightly an expression binds."""

_SUPERSCRIPTS = str.maketrans("0123456789−.", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻·")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_INDEXED = re.compile(r"([^\W\d_]+)_?(\d+|[^\W_]+)$")
_WORDS = {"log": "ln", "amax": "max", "amin": "min", "sigmoid": "σ", "sum": "Σ"}
_BINARY: dict[type[ast.operator], tuple[int, str]] = {
    ast.Add: (SUM, " + "),
    ast.Sub: (SUM, " − "),
    ast.Mult: (PRODUCT, " · "),
    ast.MatMult: (PRODUCT, " @ "),
}
_COMPARE: dict[type[ast.cmpop], str] = {
    ast.Gt: ">",
    ast.GtE: "≥",
    ast.Lt: "<",
    ast.LtE: "≤",
    ast.Eq: "=",
}


class Template:
    """One formula with holes, in both notations."""

    def __init__(self, text: Pieces, mathml: Pieces, is_sum: bool) -> None:
        self._text = text
        self._mathml = mathml
        self.is_sum = is_sum
        """Whether it needs brackets as a factor."""

    def text(self, symbols: Sequence[str]) -> str:
        """Fill the holes of the plain text."""
        return "".join([p if isinstance(p, str) else symbols[p] for p in self._text])

    def mathml(self, symbols: Sequence[str]) -> str:
        """Fill the holes of the MathML; the symbols are MathML themselves."""
        return "".join([p if isinstance(p, str) else symbols[p] for p in self._mathml])


@lru_cache(maxsize=4096)
def template(formula: str, names: tuple[str, ...], known: tuple[float | None, ...]) -> Template:
    """Parse a formula over ``names``; a name whose ``known`` is a number is that number.

    Of names that are equal the first counts: the ``y`` of a loss is its argument, not its value.
    """
    first = dict(reversed(list(zip(names, known, strict=True))))
    numbers = {name: number for name, number in first.items() if number is not None}
    tree = _Folder(numbers).visit(ast.parse(formula.strip(), mode="eval").body)
    holes = {name: index for index, name in reversed(list(enumerate(names)))}
    writer = _Writer(holes)
    text, binds = writer.text(tree)
    return Template(_join(text), _join(writer.mathml(tree)[0]), binds == SUM)


def equation(left: tuple[str, str], right: tuple[str, str]) -> Formula:
    """Put an equals sign between two (text, MathML) sides."""
    return Formula(
        f"{left[0]} = {right[0]}",
        f"<math><mrow>{left[1]}<mo>=</mo>{right[1]}</mrow></math>",
    )


def partial_derivative(of: tuple[str, str], by: tuple[str, str]) -> tuple[str, str]:
    """Write ∂of/∂by."""
    return (
        f"∂{of[0]}/∂{by[0]}",
        f"<mfrac><mrow><mo>∂</mo>{of[1]}</mrow><mrow><mo>∂</mo>{by[1]}</mrow></mfrac>",
    )


@lru_cache(maxsize=4096)
def name_mathml(name: str) -> str:
    """Write a name as MathML: ``w12`` and ``s_car`` get an index."""
    indexed = _INDEXED.match(name)
    if indexed and ("_" in name or indexed[2].isdigit()):
        letter, index = indexed.groups()
        tag = "mn" if index.isdigit() else "mi"
        return f"<msub><mi>{escape(letter)}</mi><{tag}>{escape(index)}</{tag}></msub>"
    return f"<mi>{escape(name)}</mi>"


def numbered_symbol(node: int) -> tuple[str, str]:
    """Name a node that has no name, as the literature does: v₃."""
    return f"v{str(node).translate(_SUBSCRIPTS)}", f"<msub><mi>v</mi><mn>{node}</mn></msub>"


def superscript(text: str) -> str:
    """Raise digits: ``2`` becomes ``²``."""
    return text.translate(_SUPERSCRIPTS)


def _join(pieces: Pieces) -> Pieces:
    joined: Pieces = []
    for piece in pieces:
        if joined and isinstance(piece, str) and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def _number(node: ast.expr) -> float | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return float(node.value)
    return None


class _Folder(ast.NodeTransformer):
    """Puts numbers in for names and simplifies what becomes trivial."""

    def __init__(self, numbers: dict[str, float]) -> None:
        self.numbers = numbers

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Replace a known name by its number."""
        return ast.Constant(self.numbers[node.id]) if node.id in self.numbers else node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        """Negate a number."""
        self.generic_visit(node)
        value = _number(node.operand)
        return node if value is None else ast.Constant(-value)

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """Compute with numbers; drop factors and exponents of one."""
        self.generic_visit(node)
        a, b = _number(node.left), _number(node.right)
        match node.op:
            case ast.Sub() if a is not None and b is not None:
                return ast.Constant(a - b)
            case ast.Add() if a is not None and b is not None:
                return ast.Constant(a + b)
            case ast.Mult() if a is not None and b is not None:
                return ast.Constant(a * b)
            case ast.Mult() if a == 1:
                return node.right
            case ast.Mult() | ast.Pow() if b == 1:
                return node.left
            case ast.Mult() if a == 0 or b == 0:
                return ast.Constant(0.0)
            case ast.Pow() if b == 0:
                return ast.Constant(1.0)
        return node


class _Writer:
    """Writes an expression as pieces, each with how tightly it binds."""

    def __init__(self, holes: dict[str, int]) -> None:
        self.holes = holes

    def text(self, node: ast.expr) -> tuple[Pieces, int]:
        match node:
            case ast.Name(id=name):
                return [self.holes.get(name, name)], ATOM
            case ast.Constant(value=value):
                return [_show_constant(value)], SIGN if _is_negative(value) else ATOM
            case ast.UnaryOp(operand=operand):
                return ["−", *self._bracketed(self.text, operand, POWER)], SIGN
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                above = self._bracketed(self.text, left, PRODUCT)
                return [*above, "/", *self._bracketed(self.text, right, POWER)], PRODUCT
            case ast.BinOp(left=left, op=ast.Pow(), right=right):
                base = self._bracketed(self.text, left, ATOM)
                power = _number(right)
                if power is not None:
                    return [*base, superscript(_show_constant(power))], POWER
                return [*base, "^", *self._bracketed(self.text, right, ATOM)], POWER
            case ast.BinOp(left=left, op=op, right=right):
                level, sign = _BINARY[type(op)]
                tighter = level + 1
                return [
                    *self._bracketed(self.text, left, level),
                    sign,
                    *self._bracketed(self.text, right, tighter),
                ], level
            case ast.Attribute(value=inner, attr="T"):
                return [*self._bracketed(self.text, inner, ATOM), "ᵀ"], POWER
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return [*self.text(left)[0], f" {_COMPARE[type(op)]} ", *self.text(right)[0]], SUM
            case ast.Subscript(value=inner):
                index = ast.unparse(node.slice)
                return [*self._bracketed(self.text, inner, ATOM), f"[{index}]"], ATOM
            case ast.Call(func=ast.Name(id=name), args=args):
                listed = self._listed(self.text, args, ", ")
                if _is_indicator(name, args):
                    return ["1[", *listed, "]"], ATOM
                if name == "abs":
                    return ["|", *listed, "|"], ATOM
                return [_WORDS.get(name, name), "(", *listed, ")"], ATOM
        raise ValueError(f"a formula cannot hold {ast.unparse(node)}")

    def mathml(self, node: ast.expr) -> tuple[Pieces, int]:
        match node:
            case ast.Name(id=name):
                return [self.holes.get(name, name_mathml(name))], ATOM
            case ast.Constant(value=value):
                level = SIGN if _is_negative(value) else ATOM
                return [f"<mn>{_show_constant(value)}</mn>"], level
            case ast.UnaryOp(operand=operand):
                return ["<mo>−</mo>", *self._fenced(operand, PRODUCT)], SIGN
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                return [
                    "<mfrac><mrow>",
                    *self.mathml(left)[0],
                    "</mrow><mrow>",
                    *self.mathml(right)[0],
                    "</mrow></mfrac>",
                ], POWER
            case ast.BinOp(left=left, op=ast.Pow(), right=right):
                return self._raised(self._fenced(left, ATOM), self.mathml(right)[0])
            case ast.BinOp(left=left, op=op, right=right):
                level, sign = _BINARY[type(op)]
                mark = "&#x2062;" if isinstance(op, ast.MatMult) else sign.strip()
                return [
                    *self._fenced(left, level),
                    f"<mo>{mark}</mo>",
                    *self._fenced(right, level + 1),
                ], level
            case ast.Attribute(value=inner, attr="T"):
                return self._raised(self._fenced(inner, ATOM), ["<mi>T</mi>"])
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                sign = escape(_COMPARE[type(op)])
                return [*self.mathml(left)[0], f"<mo>{sign}</mo>", *self.mathml(right)[0]], SUM
            case ast.Subscript(value=inner):
                index = escape(ast.unparse(node.slice))
                return [
                    "<msub><mrow>",
                    *self._fenced(inner, ATOM),
                    f"</mrow><mtext>{index}</mtext></msub>",
                ], ATOM
            case ast.Call(func=ast.Name(id=name), args=args):
                return self._call(name, args)
        raise ValueError(f"a formula cannot hold {ast.unparse(node)}")

    def _call(self, name: str, args: list[ast.expr]) -> tuple[Pieces, int]:
        listed = self._listed(self.mathml, args, "<mo>,</mo>")
        if _is_indicator(name, args):
            return ["<mrow><mn>1</mn><mo>[</mo>", *listed, "<mo>]</mo></mrow>"], ATOM
        match name:
            case "exp":
                return self._raised(["<mi>e</mi>"], listed)
            case "sqrt":
                return ["<msqrt><mrow>", *listed, "</mrow></msqrt>"], ATOM
            case "abs":
                return ["<mrow><mo>|</mo>", *listed, "<mo>|</mo></mrow>"], ATOM
        word = escape(_WORDS.get(name, name))
        head = f"<mi>{word}</mi><mo>&#x2061;</mo>"
        return [f"<mrow>{head}<mo>(</mo>", *listed, "<mo>)</mo></mrow>"], ATOM

    def _raised(self, base: Pieces, power: Pieces) -> tuple[Pieces, int]:
        return ["<msup><mrow>", *base, "</mrow><mrow>", *power, "</mrow></msup>"], POWER

    def _fenced(self, node: ast.expr, level: int) -> Pieces:
        pieces, binds = self.mathml(node)
        if binds >= level:
            return pieces
        return ["<mrow><mo>(</mo>", *pieces, "<mo>)</mo></mrow>"]

    @staticmethod
    def _bracketed(
        write: Callable[[ast.expr], tuple[Pieces, int]], node: ast.expr, level: int
    ) -> Pieces:
        pieces, binds = write(node)
        return pieces if binds >= level else ["(", *pieces, ")"]

    @staticmethod
    def _listed(
        write: Callable[[ast.expr], tuple[Pieces, int]], nodes: list[ast.expr], comma: str
    ) -> Pieces:
        pieces: Pieces = []
        for node in nodes:
            pieces += [comma] if pieces else []
            pieces += write(node)[0]
        return pieces


def _is_indicator(name: str, args: list[ast.expr]) -> bool:
    """Tell whether a call is ``step`` of a condition: 1 where it holds, 0 elsewhere."""
    return name == "step" and isinstance(args[0], ast.Compare)


def _show_constant(value: object) -> str:
    return show_exactly(float(value)) if isinstance(value, int | float) else str(value)


def _is_negative(value: object) -> bool:
    return isinstance(value, int | float) and value < 0
