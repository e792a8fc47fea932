"""One thing of a line changed: the mistakes that are made with products, transposes and sums.

Each change comes with what was wrong, should the changed line be right.
"""

import ast
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from ..language.python_tree import expression_of
from .written import Written


@dataclass(frozen=True, slots=True)
class Reason:
    """What is wrong with a line: a code, a sentence, and the part of the line that it is about."""

    code: str
    text: str
    part: str = ""


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
                Reason("order", "The factors of @ stand in the wrong order."),
            )
            flipped = ast.BinOp(_flip(node.left), ast.MatMult(), _flip(node.right))
            yield (
                _swapped(tree, node, flipped),
                Reason("transpose", "Transposes are missing, or too many."),
            )
            yield (
                _swapped(tree, node, ast.BinOp(node.left, ast.Mult(), node.right)),
                Reason("product", "This is no matrix product: * multiplies element by element."),
            )
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            yield (
                _swapped(tree, node, ast.BinOp(node.left, ast.MatMult(), node.right)),
                Reason(
                    "product", "* multiplies element by element; here a matrix product belongs (@)."
                ),
            )
            yield (
                _swapped(tree, node, ast.BinOp(node.left, ast.Div(), node.right)),
                Reason("product", "Divide here, do not multiply."),
            )
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
            other: ast.operator = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
            yield (
                _swapped(tree, node, ast.BinOp(node.left, other, node.right)),
                Reason("sign", "A sign inside is wrong.", ast.unparse(node)),
            )
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name | ast.Attribute)
            and _called(node) in ("sum", "mean")
        ):
            yield from _other_sums(tree, node)


def _other_sums(tree: ast.expr, node: ast.Call) -> Iterator[tuple[str, Reason]]:
    array = (
        node.args[0]
        if node.args
        else node.func.value
        if isinstance(node.func, ast.Attribute)
        else None
    )
    if array is None:
        return
    what = ast.unparse(array)
    for axis in (0, 1):
        for keep in ("", ", keepdims=True"):
            text = f"sum({what}, axis={axis}{keep})"
            yield (
                _swapped(tree, node, expression_of(text)),
                Reason("sum-axis", "The sum goes over the wrong axis, or is a mean."),
            )
    yield (
        _swapped(tree, node, expression_of(f"sum({what})")),
        Reason("sum-axis", "The sum goes over one axis only."),
    )
    yield _swapped(tree, node, array), Reason("sum-wrong", "There is nothing to sum here.")


def _called(node: ast.Call) -> str:
    return (
        node.func.attr
        if isinstance(node.func, ast.Attribute)
        else node.func.id
        if isinstance(node.func, ast.Name)
        else ""
    )


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
