"""One thing of a line changed: the mistakes that are made with products, transposes and sums.

Each change comes with what was wrong, should the changed line be right.
"""

import ast
from collections.abc import Iterator
from copy import deepcopy

from ..language.python_tree import expression_of
from .reason import Reason
from .sums import is_sum, kept_or_not, other_sums
from .written import Written

ORDER = "The factors of @ are in the wrong order."
PRODUCT = "* multiplies element by element; a matrix product (@) belongs here."


def changes(line: Written) -> Iterator[tuple[str, Reason]]:
    """Yield the expression with one thing changed, and what was wrong if that makes it right."""
    try:
        tree = expression_of(f"({line.expression})")
    except SyntaxError:  # it stands only where a line begins
        return
    for node in list(ast.walk(tree)):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
            for side in ("left", "right"):
                operand: ast.expr = getattr(node, side)
                flip = _without_t(operand) or ast.Attribute(operand, "T", ast.Load())
                said = ast.unparse(operand)
                yield (
                    _with(tree, node, side, flip),
                    Reason(
                        "transpose",
                        f"{said} is transposed, and should not be."
                        if _without_t(operand)
                        else f"A transpose is missing on {said}.",
                        said,
                    ),
                )
            both = ast.BinOp(node.right, ast.MatMult(), node.left)
            yield (
                _swapped(tree, node, both),
                Reason("order", ORDER),
            )
            flipped = ast.BinOp(_flip(node.left), ast.MatMult(), _flip(node.right))
            yield (
                _swapped(tree, node, flipped),
                Reason("transpose", _both(node)),
            )
            yield (
                _swapped(tree, node, ast.BinOp(node.left, ast.Mult(), node.right)),
                Reason("product", "Multiply element by element here (*): it is no matrix product."),
            )
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            yield (
                _swapped(tree, node, ast.BinOp(node.left, ast.MatMult(), node.right)),
                Reason("product", PRODUCT),
            )
            yield (
                _swapped(tree, node, ast.BinOp(node.left, ast.Div(), node.right)),
                Reason("product", "Divide here, do not multiply."),
            )
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
            other: ast.operator = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
            yield (
                _swapped(tree, node, ast.BinOp(node.left, other, node.right)),
                Reason("sign", f"The sign in {ast.unparse(node)} is wrong.", ast.unparse(node)),
            )
        elif isinstance(node, ast.Call) and is_sum(node):
            for summed, reason in other_sums(node):
                yield _swapped(tree, node, summed), reason


def further(line: Written) -> Iterator[tuple[str, Reason]]:
    """Yield changes of two things that are mistaken together, and sums over the same axis.

    They say what is wrong; of ``changes`` alone an exercise is made by chance, and links hold that.
    """
    try:
        tree = expression_of(f"({line.expression})")
    except SyntaxError:
        return
    for node in list(ast.walk(tree)):
        if isinstance(node, ast.Call) and is_sum(node):
            for other, reason in kept_or_not(node):
                yield _swapped(tree, node, other), reason
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult | ast.Mult):
            yield from _turned(tree, node)


def _turned(tree: ast.expr, node: ast.BinOp) -> Iterator[tuple[str, Reason]]:
    """Yield a matrix product the other way round, with one of its factors transposed."""
    for first, second, turned in (
        (_flip(node.right), node.left, node.right),
        (node.right, _flip(node.left), node.left),
    ):
        said = ast.unparse(turned)
        text = (
            f"{ORDER} {said} is transposed, and should not be."
            if _without_t(turned)
            else f"{ORDER} A transpose is missing on {said}."
        )
        reason = (
            Reason("order", text, said)
            if isinstance(node.op, ast.MatMult)
            else Reason("product", PRODUCT)
        )
        yield _swapped(tree, node, ast.BinOp(first, ast.MatMult(), second)), reason
    if isinstance(node.op, ast.Mult):
        for first, second in (
            (node.right, node.left),
            (_flip(node.left), node.right),
            (node.left, _flip(node.right)),
        ):
            product = ast.BinOp(first, ast.MatMult(), second)
            yield _swapped(tree, node, product), Reason("product", PRODUCT)


def _both(node: ast.BinOp) -> str:
    """Say what is wrong where both transposes are."""
    transposed = [_without_t(side) is not None for side in (node.left, node.right)]
    if all(transposed):
        return "Neither factor of @ should be transposed."
    return "The transpose is on the wrong factor." if any(transposed) else "Transpose both factors."


def _without_t(operand: ast.expr) -> ast.expr | None:
    return operand.value if isinstance(operand, ast.Attribute) and operand.attr == "T" else None


def _flip(operand: ast.expr) -> ast.expr:
    return _without_t(operand) or ast.Attribute(operand, "T", ast.Load())


def _with(tree: ast.expr, node: ast.BinOp, side: str, operand: ast.expr) -> str:
    sides = {"left": node.left, "right": node.right, side: operand}
    return _swapped(tree, node, ast.BinOp(sides["left"], node.op, sides["right"]))


class _Swap(ast.NodeTransformer):
    def __init__(self, old: ast.expr, new: ast.expr) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else super().visit(node)


def _swapped(tree: ast.expr, old: ast.expr, new: ast.expr) -> str:
    if tree is old:
        return ast.unparse(new)
    return ast.unparse(_Swap(old, new).visit(_copy(tree, old)))


def _copy(tree: ast.expr, kept: ast.expr) -> ast.expr:
    """Copy a tree but for one node of it, which stays itself."""
    return deepcopy(tree, {id(kept): kept})
