"""How a formula is written: an expression's tree as pieces of plain text or of MathML."""

import ast
import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from typing import NamedTuple, TypeAlias

from ..language.names import RAISED, numbered, unnumbered
from .numbers import show_exactly

Hole: TypeAlias = tuple[int, int]
"""Which symbol stands here, and how tightly it has to bind to need no brackets."""
Pieces: TypeAlias = list["str | Hole"]
"""Text and holes."""

SUM, PRODUCT, SIGN, POWER, ATOM = range(5)
"""How tightly an expression binds."""
MINUS = "−"
"""The sign before an expression, which is a piece of its own."""

_SUPERSCRIPTS = str.maketrans("0123456789−.", f"{RAISED}⁻·")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_INDEXED = re.compile(r"([^\W\d_]+)_?(\d+|[^\W_]+)$")
_LAYERED = re.compile(r"([^\W\d_]+)_?([0-9]+)(\[.*\])?")
_WORDS = {"log": "ln", "amax": "max", "amin": "min", "sigmoid": "σ", "sum": "Σ"}
_FOLDS = frozenset({"sum", "amax", "amin", "argmax", "argmin"})
WORDS = frozenset({"e", *_WORDS.values()})
"""What a formula writes for a function or a number, and a program may call a value."""
_BINARY: dict[type[ast.operator], tuple[int, str]] = {
    ast.Add: (SUM, " + "),
    ast.Sub: (SUM, " − "),
    ast.Mult: (PRODUCT, " · "),
    ast.MatMult: (PRODUCT, " @ "),
}
_RIGHT = {SUM: PRODUCT, PRODUCT: POWER}
"""How tightly a right operand has to bind to need no brackets: a · (−b), but a + b · c."""
_COMPARE: dict[type[ast.cmpop], str] = {
    ast.Gt: ">",
    ast.GtE: "≥",
    ast.Lt: "<",
    ast.LtE: "≤",
    ast.Eq: "=",
    ast.NotEq: "≠",
}


class Writer:
    """Writes an expression as pieces, each with how tightly it binds."""

    def __init__(
        self, holes: dict[str, int], taken: frozenset[str] = frozenset(), under: str = ""
    ) -> None:
        self.holes = holes
        self.under = under
        """Over what a sum or an extreme goes, where it is not all elements."""
        self.taken = taken
        """Names of the program, which no function or number may look like."""

    def text(self, node: ast.expr) -> tuple[Pieces, int]:
        """Write plain text, and say how tightly it binds."""
        match node:
            case ast.Name(id=name):
                return [self._hole(name, SUM) or name], ATOM
            case ast.Constant(value=value):
                if isinstance(value, int | float) and value < 0:
                    return [MINUS, _show_constant(-value)], SIGN
                return [_show_constant(value)], ATOM
            case ast.UnaryOp(operand=operand):
                return [MINUS, *self._bracketed(self.text, operand, POWER)], SIGN
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                above = self._bracketed(self.text, left, PRODUCT)
                return [*above, "/", *self._bracketed(self.text, right, POWER)], PRODUCT
            case ast.BinOp(left=left, op=ast.Pow(), right=right):
                base = self._bracketed(self.text, left, ATOM)
                power = as_number(right)
                if power is not None:
                    return [*base, superscript(_show_constant(power))], POWER
                return [*base, "^", *self._bracketed(self.text, right, ATOM)], POWER
            case ast.BinOp(left=left, op=op, right=right):
                level, sign = _BINARY[type(op)]
                return [
                    *self._bracketed(self.text, left, level),
                    sign,
                    *self._bracketed(self.text, right, _RIGHT[level]),
                ], level
            case ast.Attribute(value=inner, attr="T"):
                return [*self._bracketed(self.text, inner, ATOM), "ᵀ"], POWER
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return [*self.text(left)[0], f" {_COMPARE[type(op)]} ", *self.text(right)[0]], SUM
            case ast.Subscript(value=inner):
                index = self._index(self.text, node.slice, ("", ", ", ""))
                return [*self._bracketed(self.text, inner, ATOM), "[", *index, "]"], ATOM
            case ast.Call(func=ast.Name(id=name), args=args):
                listed = self._listed(self.text, args, ", ")
                if _is_indicator(name, args):
                    return ["1[", *listed, "]"], ATOM
                if _is_sum_over(name, args):
                    which, what = self.text(args[0])[0], self.text(args[1])[0]
                    return ["Σ over ", *which, " of ", *what], ATOM
                if name == "abs":
                    return ["|", *listed, "|"], ATOM
                under = f"_{self.under}" if self.under and name in _FOLDS else ""
                return [f"{self._word(name)}{under}", "(", *listed, ")"], ATOM
        raise ValueError(f"a formula cannot hold {ast.unparse(node)}")

    def mathml(self, node: ast.expr) -> tuple[Pieces, int]:
        """Write MathML, and say how tightly it binds."""
        match node:
            case ast.Name(id=name):
                return [self._hole(name, SUM) or name_mathml(name)], ATOM
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
                is_jacobian = isinstance(right, ast.Name) and right.id == "J"  # it is a fraction
                mark = sign.strip()
                if isinstance(op, ast.MatMult):
                    mark = "·" if is_jacobian else "&#x2062;"
                return [
                    *self._fenced(left, level),
                    f"<mo>{mark}</mo>",
                    *self._fenced(right, _RIGHT[level]),
                ], level
            case ast.Attribute(value=inner, attr="T"):
                return self._raised(self._fenced(inner, ATOM), ["<mi>T</mi>"])
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                sign = escape(_COMPARE[type(op)])
                return [*self.mathml(left)[0], f"<mo>{sign}</mo>", *self.mathml(right)[0]], SUM
            case ast.Subscript(value=inner):
                return [
                    "<msub><mrow>",
                    *self._fenced(inner, ATOM),
                    "</mrow><mrow>",
                    *self._index(self.mathml, node.slice, ("<mtext>", "<mo>,</mo>", "</mtext>")),
                    "</mrow></msub>",
                ], ATOM
            case ast.Call(func=ast.Name(id=name), args=args):
                return self._call(name, args)
        raise ValueError(f"a formula cannot hold {ast.unparse(node)}")

    def _call(self, name: str, args: list[ast.expr]) -> tuple[Pieces, int]:
        listed = self._listed(self.mathml, args, "<mo>,</mo>")
        if _is_indicator(name, args):
            return ["<mrow><mn>1</mn><mo>[</mo>", *listed, "<mo>]</mo></mrow>"], ATOM
        if _is_sum_over(name, args):
            which, what = self.mathml(args[0])[0], self.mathml(args[1])[0]
            below = ["<munder><mo>∑</mo><mrow>", *which, "</mrow></munder>"]
            return ["<mrow>", *below, *what, "</mrow>"], ATOM
        match name:
            case "exp" if "e" not in self.taken:
                return self._raised(["<mi>e</mi>"], listed)
            case "sqrt":
                return ["<msqrt><mrow>", *listed, "</mrow></msqrt>"], ATOM
            case "abs":
                return ["<mrow><mo>|</mo>", *listed, "<mo>|</mo></mrow>"], ATOM
        word = escape(self._word(name))
        head = f"<mi>{word}</mi>"
        if self.under and name in _FOLDS:
            head = f"<munder>{head}<mtext>{self.under}</mtext></munder>"
        head += "<mo>&#x2061;</mo>"
        return [f"<mrow>{head}<mo>(</mo>", *listed, "<mo>)</mo></mrow>"], ATOM

    @staticmethod
    def _index(
        write: Callable[[ast.expr], tuple[Pieces, int]],
        index: ast.expr,
        marks: tuple[str, str, str],
    ) -> Pieces:
        """Write what stands between the brackets: names as such, the rest as it was given.

        ``marks`` stand before what was given, between two items and after what was given.
        """
        before, comma, after = marks
        pieces: Pieces = []
        for item in index.elts if isinstance(index, ast.Tuple) else [index]:
            pieces += [comma] if pieces else []
            if isinstance(item, ast.Name | ast.Subscript) or as_number(item) is not None:
                pieces += write(item)[0]
            else:
                pieces += [before, ast.unparse(item), after]
        return pieces

    def _raised(self, base: Pieces, power: Pieces) -> tuple[Pieces, int]:
        return ["<msup><mrow>", *base, "</mrow><mrow>", *power, "</mrow></msup>"], POWER

    def _word(self, name: str) -> str:
        """Return the textbook's word for a function, unless the program calls a value that."""
        word = _WORDS.get(name, name)
        return name if word in self.taken else word

    def _hole(self, name: str, level: int) -> Hole | None:
        return (self.holes[name], level) if name in self.holes else None

    def _fenced(self, node: ast.expr, level: int) -> Pieces:
        if isinstance(node, ast.Name) and (hole := self._hole(node.id, level)):
            return [hole]
        pieces, binds = self.mathml(node)
        if binds >= level:
            return pieces
        return ["<mrow><mo>(</mo>", *pieces, "<mo>)</mo></mrow>"]

    def _bracketed(
        self, write: Callable[[ast.expr], tuple[Pieces, int]], node: ast.expr, level: int
    ) -> Pieces:
        if isinstance(node, ast.Name) and (hole := self._hole(node.id, level)):
            return [hole]
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


@lru_cache(maxsize=4096)
def name_mathml(name: str) -> str:
    """Write a name as MathML: ``w12`` and ``s_car`` get an index, ``c⁽²⁾`` a number above.

    A name of two words, such as ``data_loss``, is written as it is.
    """
    plain, earlier = unnumbered(name)
    if plain and earlier:
        raised = f"<mrow><mo>(</mo><mn>{earlier + 1}</mn><mo>)</mo></mrow>"
        return f"<msup>{name_mathml(plain)}{raised}</msup>"
    indexed = _INDEXED.match(name)
    letter, index = indexed.groups() if indexed else ("", "")
    if index.isdigit() or ("_" in name and 1 in {len(letter), len(index)}):
        tag = "mn" if index.isdigit() else "mi"
        return f"<msub><mi>{escape(letter)}</mi><{tag}>{escape(index)}</{tag}></msub>"
    return f"<mi>{escape(name)}</mi>"


class Layered(NamedTuple):
    """A name in the notation of layers: ``W1`` as W with a raised [1]; put together, ``W[1]``."""

    letter: str
    layer: str
    """In its brackets."""
    rest: str
    """What stands after it on the line: the number of a binding, which element it is."""


@lru_cache(maxsize=4096)
def layered(name: str) -> Layered | None:
    """Split a name that ends in a number (``W1``, ``b_2``); ``None`` where it is another one."""
    plain, earlier = unnumbered(name)
    found = _LAYERED.fullmatch(plain) if plain else None
    if found is None:
        return None
    letter, layer, entry = found.groups()
    return Layered(letter, f"[{int(layer)}]", (entry or "") + numbered("", earlier))


def layered_mathml(name: Layered) -> str:
    """Write a name in the notation of layers as MathML."""
    layer = f"<mrow><mo>[</mo><mn>{name.layer[1:-1]}</mn><mo>]</mo></mrow>"
    raised = f"<msup><mi>{escape(name.letter)}</mi>{layer}</msup>"
    return f"<mrow>{raised}<mtext>{escape(name.rest)}</mtext></mrow>" if name.rest else raised


def superscript(text: str) -> str:
    """Raise digits: ``2`` becomes ``²``."""
    return text.translate(_SUPERSCRIPTS)


def subscript(number: int) -> str:
    """Lower a number: 12 becomes ``₁₂``."""
    return str(number).translate(_SUBSCRIPTS)


def as_number(node: ast.expr) -> float | None:
    """Return the number that an expression is, if it is one."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return float(node.value)
    return None


def _is_indicator(name: str, args: list[ast.expr]) -> bool:
    """Tell whether a call is ``step`` of a condition: 1 where it holds, 0 elsewhere."""
    return name == "step" and isinstance(args[0], ast.Compare)


def _is_sum_over(name: str, args: list[ast.expr]) -> bool:
    """Tell whether a call is a sum over the indices for which a condition holds."""
    return name == "sum" and len(args) == 2 and isinstance(args[0], ast.Compare)


def _show_constant(value: object) -> str:
    return show_exactly(float(value)) if isinstance(value, int | float) else str(value)


def _is_negative(value: object) -> bool:
    return isinstance(value, int | float) and value < 0
