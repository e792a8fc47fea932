"""How the gradient of a value is written: factors in brackets, ``*`` between arrays, shapes."""

import ast
from collections.abc import Sequence

from ..formulas import Template
from ..notation import ATOM, POWER, PRODUCT, SUM, Pieces, Writer
from ..numbers import show_shape
from ..symbol import Symbol
from .shapes import Shapes


class Written:
    """Writes expressions with the symbols of a graph."""

    def __init__(
        self, shapes: Shapes, symbols: Sequence[Symbol], gradients: Sequence[Symbol]
    ) -> None:
        self.shapes = shapes
        self._symbols = [*symbols, *gradients]
        self._known: dict[int, tuple[ast.expr, Symbol]] = {}
        count = len(symbols)
        self._holes = {f"n{k}": k for k in range(count)}
        self._holes |= {f"d{k}": count + k for k in range(len(gradients))}
        named = (s.text for s in symbols if s.is_name)
        self._taken = frozenset(named)

    def symbol(self, tree: ast.expr) -> Symbol:
        """Write an expression, once."""
        known = self._known.get(id(tree))
        if known is not None and known[0] is tree:
            return known[1]
        writer = _ChainWriter(self._holes, self._taken, self.shapes)
        symbol = Template(writer.text(tree), writer.mathml(tree)).filled(self._symbols)
        self._known[id(tree)] = tree, symbol
        return symbol

    def in_shapes(self, tree: ast.expr) -> str | None:
        """Write an expression of arrays with the shapes of what it holds: ``(4×1)ᵀ @ 4×3``.

        ``None`` where one is not known.
        """
        pieces = self._sides(tree)
        return None if pieces is None else pieces[0]

    def _sides(self, tree: ast.expr) -> tuple[str, bool] | None:
        """Return the shapes of a product, and whether it is more than one shape."""
        match tree:
            case ast.BinOp(left=left, op=ast.MatMult(), right=right):
                return self._joined(left, " @ ", right)
            case ast.Call(func=ast.Name(id="factor"), args=[inner, _]):
                return self._sides(inner)
            case ast.Call(func=ast.Name(id="outer"), args=[a, b]):
                return self._joined(a, " ⊗ ", b)
            case ast.Call(func=ast.Name(id="over"), args=[inner, said, *_]):
                words = _said(said)
                what = self._sides(inner)
                return None if what is None else (f"Σ {words or 'all'} of {_fenced(what)}", True)
            case ast.Attribute(value=inner):
                what = self._sides(inner)
                return None if what is None else (f"({what[0]})ᵀ", False)
            case ast.UnaryOp(operand=operand):
                return self._sides(operand)
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                if self.shapes(left) and self.shapes(right) and _has_matrices(tree):
                    if _is_product(left) and not _has_matrices(right):
                        return self._sides(left)  # one more array of the same shape
                    return self._joined(left, " * ", right)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                if self.shapes(left) != self.shapes(right) or _has_matrices(tree):
                    return self._joined(left, " + ", right, fenced=False)
        shape = self.shapes(tree)
        return None if shape is None else (show_shape(shape) if shape else "number", False)

    def _joined(
        self, left: ast.expr, sign: str, right: ast.expr, fenced: bool = True
    ) -> tuple[str, bool] | None:
        a, b = self._sides(left), self._sides(right)
        if a is None or b is None:
            return None
        return (f"{_fenced(a)}{sign}{_fenced(b)}" if fenced else f"{a[0]}{sign}{b[0]}", True)


def _is_product(tree: ast.expr) -> bool:
    return isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Mult)


def _said(tree: ast.expr) -> str:
    """Return the text or the number that a mark holds."""
    return str(tree.value) if isinstance(tree, ast.Constant) else ""


def _has_matrices(tree: ast.expr) -> bool:
    return any(isinstance(one, ast.MatMult) for one in ast.walk(tree))


def _fenced(side: tuple[str, bool]) -> str:
    return f"({side[0]})" if side[1] else side[0]


class _ChainWriter(Writer):
    """Writes the marks of a chain; between arrays the product of elements is ``*``."""

    def __init__(self, holes: dict[str, int], taken: frozenset[str], shapes: Shapes) -> None:
        super().__init__(holes, taken)
        self.shapes = shapes

    def text(self, node: ast.expr) -> tuple[Pieces, int]:
        """Write plain text."""
        match node:
            case ast.Call(func=ast.Name(id="factor"), args=[inner, _]):
                if _long(inner):
                    return ["[", *self.text(inner)[0], "]"], ATOM
                return self._bracketed(self.text, inner, POWER), POWER
            case ast.Call(func=ast.Name(id="over"), args=[inner, said, *_]):
                over = _said(said)
                return [f"Σ_{over}(" if over else "Σ(", *self.text(inner)[0], ")"], ATOM
            case ast.Call(func=ast.Name(id="spread"), args=[ast.Constant(value=1.0), *_]):
                return ["ones"], ATOM
            case ast.Call(func=ast.Name(id="spread"), args=[inner, *_]):
                return [*self._bracketed(self.text, inner, PRODUCT), " · ones"], PRODUCT
            case ast.Call(func=ast.Name(id="more"), args=[inner]):
                return ["… + ", *self.text(inner)[0]], SUM
            case ast.Call(func=ast.Name(id="placed"), args=[inner, _]):
                return ["placed(", *self.text(inner)[0], ")"], ATOM
            case ast.Call(func=ast.Name(id="through"), args=[inner, _, gate]):
                return [f"{_said(gate)}_back(", *self.text(inner)[0], ")"], ATOM
            case ast.BinOp(left=left, op=ast.Mult(), right=right) if self._is_elementwise(node):
                right_pieces = self._bracketed(self.text, right, PRODUCT + 1)
                left_pieces = self._bracketed(self.text, left, _left_level(left))
                return [*left_pieces, " * ", *right_pieces], PRODUCT
        return super().text(node)

    def mathml(self, node: ast.expr) -> tuple[Pieces, int]:
        """Write MathML, in which a factor knows its number."""
        match node:
            case ast.Call(func=ast.Name(id="factor"), args=[inner, number]):
                pieces = self._fenced(inner, POWER)
                if _long(inner):
                    pieces = ["<mo>[</mo>", *self.mathml(inner)[0], "<mo>]</mo>"]
                return [f'<mrow class="factor-{_said(number)}">', *pieces, "</mrow>"], ATOM
            case ast.Call(func=ast.Name(id="over"), args=[inner, said, *_]):
                over = _said(said)
                sign = f"<munder><mo>∑</mo><mtext>{over}</mtext></munder>" if over else "<mo>∑</mo>"
                return ["<mrow>", sign, *self._fenced(inner, PRODUCT + 1), "</mrow>"], PRODUCT
            case ast.Call(func=ast.Name(id="spread"), args=[ast.Constant(value=1.0), *_]):
                return ["<mtext>ones</mtext>"], ATOM
            case ast.Call(func=ast.Name(id="spread"), args=[inner, *_]):
                ones = "<mo>·</mo><mtext>ones</mtext>"
                return [*self._fenced(inner, PRODUCT), ones], PRODUCT
            case ast.Call(func=ast.Name(id="more"), args=[inner]):
                return ["<mo>…</mo><mo>+</mo>", *self.mathml(inner)[0]], SUM
            case ast.Call(func=ast.Name(id="placed"), args=[inner, _]):
                pieces = self.mathml(inner)[0]
                return ["<mrow><mtext>placed</mtext><mo>(</mo>", *pieces, "<mo>)</mo></mrow>"], ATOM
            case ast.Call(func=ast.Name(id="through"), args=[inner, _, gate]):
                pieces, words = self.mathml(inner)[0], f"<mtext>{_said(gate)}_back</mtext>"
                return [f"<mrow>{words}<mo>(</mo>", *pieces, "<mo>)</mo></mrow>"], ATOM
            case ast.BinOp(left=left, op=ast.Mult(), right=right) if self._is_elementwise(node):
                right_pieces = self._fenced(right, PRODUCT + 1)
                left_pieces = self._fenced(left, _left_level(left))
                return [*left_pieces, "<mo>*</mo>", *right_pieces], PRODUCT
        return super().mathml(node)

    def _is_elementwise(self, node: ast.BinOp) -> bool:
        left, right = self.shapes(node.left), self.shapes(node.right)
        return left != () and right != () and left is not None and right is not None


def _left_level(left: ast.expr) -> int:
    """Return how tightly a left factor has to bind: a matrix product gets brackets."""
    is_matrices = isinstance(left, ast.BinOp) and isinstance(left.op, ast.MatMult)
    return PRODUCT + is_matrices


def _long(tree: ast.expr) -> bool:
    """Tell whether a factor needs brackets to be seen as one."""
    if isinstance(tree, ast.Attribute):
        return _long(tree.value)
    return not isinstance(tree, ast.Name | ast.Constant)
