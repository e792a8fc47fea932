"""Formulas of the op table, written out for people: plain text and MathML.

A formula is an expression of the program language over a gate's argument names. It is parsed once,
its literals are folded in (``b * a**(b - 1)`` with b = 2 becomes ``2 * a``), and what remains is a
template whose holes are filled with the names, or the numbers, of a node's operands.
"""

import ast
from collections.abc import Sequence
from functools import lru_cache

from app.trace.model import Formula
from app.trace.notation import SUM, Pieces, Writer, as_number

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


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
    writer = Writer(holes)
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


def numbered_symbol(node: int) -> tuple[str, str]:
    """Name a node that has no name, as the literature does: v₃."""
    return f"v{str(node).translate(_SUBSCRIPTS)}", f"<msub><mi>v</mi><mn>{node}</mn></msub>"


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
        """Leave an index as it is written."""
        node.value = self.visit(node.value)
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
            case ast.Mult() if a == 0 or b == 0:
                return ast.Constant(0.0)
            case ast.Pow() if b == 0:
                return ast.Constant(1.0)
        return node
