"""Formulas of the op table, written out for people: plain text and MathML.

A formula is an expression of the program language over a gate's argument names. It is parsed once,
its literals are folded in (``b * a**(b - 1)`` with b = 2 becomes ``2 * a``), and what remains is a
template whose holes are filled with the names, or the numbers, of a node's operands.
"""

import ast
from collections.abc import Sequence
from functools import lru_cache

from ..language.python_tree import expression_of
from .model import Formula
from .notation import ATOM, MINUS, POWER, PRODUCT, SUM, Pieces, Writer, as_number
from .numbers import show_exactly
from .symbol import Symbol, fenced


class Template:
    """One formula with holes, in both notations; ``number`` is what it is where it is a number."""

    def __init__(
        self, text: tuple[Pieces, int], mathml: tuple[Pieces, int], number: float | None = None
    ) -> None:
        self.number = number
        self._leads = text[0][0]
        self._text, self.binds = _join(text[0]), text[1]
        self._mathml, self.mathml_binds = _join(mathml[0]), mathml[1]
        only = self._text[0] if len(self._text) == 1 else None
        self.alone = only[0] if isinstance(only, tuple) else None
        """The hole that it is, where it is nothing else: it then binds as what fills it."""
        held = [piece[0] for piece in self._text if not isinstance(piece, str)]
        self.holes, self.uses = frozenset(held), len(held)
        """Which holes it has, and how often one of them stands in it."""

    def length(self, hole: int) -> int:
        """Return how many characters the plain text has where those of a hole are so many."""
        return sum(len(p) if isinstance(p, str) else hole for p in self._text)

    def text(self, numbers: Sequence[float], digits: int) -> str:
        """Fill the holes of the plain text with numbers, in brackets where they need some."""
        shown = [show_exactly(number, digits) for number in numbers]
        return "".join(
            [
                p
                if isinstance(p, str)
                else (f"({shown[p[0]]})" if numbers[p[0]] < 0 and p[1] > SUM else shown[p[0]])
                for p in self._text
            ]
        )

    def filled(self, symbols: Sequence[Symbol]) -> Symbol:
        """Fill the holes of both notations with symbols, with brackets where they need some."""
        text = [
            p
            if isinstance(p, str)
            else (one.text if (one := symbols[p[0]]).binds >= p[1] else f"({one.text})")
            for p in self._text
        ]
        mathml = [
            p
            if isinstance(p, str)
            else (one.mathml if (one := symbols[p[0]]).mathml_binds >= p[1] else fenced(one.mathml))
            for p in self._mathml
        ]
        if self.alone is not None:
            return symbols[self.alone]
        return Symbol(
            "".join(text),
            "".join(mathml),
            self.binds,
            self.mathml_binds,
            signed=self._is_signed(symbols),
            number=self.number,
        )

    def _is_signed(self, symbols: Sequence[Symbol]) -> bool:
        """Tell whether the text begins with a minus, its own or that of what fills the hole."""
        if isinstance(self._leads, str):
            return self._leads == MINUS
        hole, level = self._leads
        return symbols[hole].signed and symbols[hole].binds >= level


@lru_cache(maxsize=4096)
def template(
    formula: str,
    names: tuple[str, ...],
    known: tuple[float | None, ...],
    taken: frozenset[str] = frozenset(),
    under: str = "",
) -> Template:
    """Parse a formula over ``names``; a name whose ``known`` is a number is that number.

    Of names that are equal the first counts: the ``y`` of a loss is its argument, not its value.
    No function is written as a name that is ``taken`` by the program. ``under`` says over what of
    an array a sum goes, where it does not go over all of it.
    """
    first = dict(reversed(list(zip(names, known, strict=True))))
    numbers = {name: number for name, number in first.items() if number is not None}
    tree = _Folder(numbers).visit(expression_of(formula.strip()))
    holes = {name: index for index, name in reversed(list(enumerate(names)))}
    writer = Writer(holes, taken, under)
    return Template(writer.text(tree), writer.mathml(tree), as_number(tree))


def folded_numbers(tree: ast.expr) -> ast.expr:
    """Compute with the numbers of an expression, and drop what makes no difference."""
    made: ast.expr = _Folder({}).visit(tree)
    return made


def equation(left: Symbol, right: Symbol, sign: str = "=") -> Formula:
    """Put an equals sign, or another one, between two sides."""
    both = joined(left, right, sign)
    return Formula(both.text, f"<math><mrow>{both.mathml}</mrow></math>")


def joined(left: Symbol, right: Symbol, sign: str = "=") -> Symbol:
    """Put two sides together as one, which can be a side again: a = b = c."""
    return Symbol(
        f"{left.text} {sign} {right.text}", f"{left.mathml}<mo>{sign}</mo>{right.mathml}", SUM, SUM
    )


def partial_derivative(of: Symbol, by: Symbol) -> Symbol:
    """Write ∂of/∂by."""
    return fraction(of.after("∂"), by.after("∂"))


def fraction(above: Symbol, below: Symbol) -> Symbol:
    """Write a quotient of two symbols that are each one piece."""
    return Symbol(
        f"{above.text}/{below.text}",
        f"<mfrac>{above.mathml}{below.mathml}</mfrac>",
        PRODUCT,
        POWER,
    )


def by_operand(derivative: Symbol, slot: int) -> Symbol:
    """Say of a derivative by which of a gate's operands it is: ``∂f/∂x (operand 1)``."""
    mark = f"(operand {slot + 1})"
    return derivative._replace(
        text=f"{derivative.text} {mark}",
        mathml=f"<mrow>{derivative.mathml}<mspace width='0.3em'/><mtext>{mark}</mtext></mrow>",
    )


def as_factor(symbol: Symbol) -> Symbol:
    """Put a sum, and what begins with a minus, in brackets, as the right factor of a product."""
    if symbol.binds > SUM and not symbol.signed:
        return symbol
    return Symbol(f"({symbol.text})", fenced(symbol.mathml), ATOM, ATOM, number=symbol.number)


def summed(inner: Symbol, under: str) -> Symbol:
    """Write a sum of elements; ``under`` says of which, nothing of all."""
    sign = f"<munder><mo>∑</mo><mtext>{under}</mtext></munder>" if under else "<mo>∑</mo>"
    text = f"Σ_{under}({inner.text})" if under else f"Σ({inner.text})"
    mathml = fenced(inner.mathml) if inner.mathml_binds <= PRODUCT else inner.mathml
    return Symbol(text, f"<mrow>{sign}{mathml}</mrow>", ATOM, PRODUCT)


def _join(pieces: Pieces) -> Pieces:
    joined: Pieces = []
    for piece in pieces:
        if joined and isinstance(piece, str) and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


class _Folder(ast.NodeTransformer):
    """Puts numbers in for names and simplifies what becomes trivial."""

    def __init__(self, numbers: dict[str, float]) -> None:
        self.numbers = numbers

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Replace a known name by its number."""
        return ast.Constant(self.numbers[node.id]) if node.id in self.numbers else node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        """Leave an index as it is written, but for names that are numbers."""
        node.value = self.visit(node.value)
        if isinstance(node.slice, ast.Name):
            node.slice = self.visit(node.slice)
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        """Negate a number."""
        self.generic_visit(node)
        value = as_number(node.operand)
        return node if value is None else ast.Constant(-value)

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """Compute with numbers; drop factors and exponents of one."""
        self.generic_visit(node)
        a, b = as_number(node.left), as_number(node.right)
        match node.op:
            case ast.Sub() if a is not None and b is not None:
                return ast.Constant(a - b)
            case ast.Add() if a is not None and b is not None:
                return ast.Constant(a + b)
            case ast.Mult() if a is not None and b is not None:
                return ast.Constant(a * b)
            case ast.Mult() | ast.MatMult() if a == 1:
                return node.right
            case ast.Mult() | ast.Pow() if b == 1:
                return node.left
            case ast.Mult() if b == -1:
                return ast.UnaryOp(ast.USub(), node.left)
            case ast.Mult() if a == 0 or b == 0:
                return ast.Constant(0.0)
            case ast.Pow() if b == 0:
                return ast.Constant(1.0)
        return node
