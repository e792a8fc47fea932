"""Derivatives of the gates' rows with what their names stand for in a program."""

import ast
from collections.abc import Mapping

from ..language.python_tree import expression_of


class Unwritten(Exception):
    """There is no way to write it."""


def number(value: float) -> str:
    """Write a number as short as it can be read again."""
    return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def is_negated(text: str) -> bool:
    """Tell whether the first factor of an expression has a minus before it."""
    tree = expression_of(text)
    while isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Mult | ast.Div | ast.MatMult):
        tree = tree.left
    return isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub)


def product(local: str, up: str) -> str:
    """Write local derivative times upstream as one would by hand."""
    factor, other = expression_of(local), expression_of(up)
    if isinstance(factor, ast.UnaryOp) and isinstance(factor.op, ast.USub):
        inner = expression_of(product(ast.unparse(factor.operand), up))
        return (
            ast.unparse(ast.UnaryOp(ast.USub(), inner))
            if isinstance(inner, ast.Name)
            else _led(inner)
        )
    if isinstance(factor, ast.Constant) and factor.value == 1:
        return up
    if isinstance(factor, ast.BinOp) and isinstance(factor.op, ast.Div):
        above = product(ast.unparse(factor.left), up)
        return ast.unparse(ast.BinOp(expression_of(above), ast.Div(), factor.right))
    if isinstance(other, ast.Constant) and other.value == 1:
        return local
    return ast.unparse(ast.BinOp(factor, ast.Mult(), other))


def _led(tree: ast.expr) -> str:
    """Put a minus before the first factor."""
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Mult | ast.Div):
        return ast.unparse(ast.BinOp(expression_of(_led(tree.left)), tree.op, tree.right))
    return ast.unparse(ast.UnaryOp(ast.USub(), tree))


def filled(row: str, known: Mapping[str, str], strict: bool, axis: object = None) -> str:
    """Fill a row's derivative with what its names stand for here; ``axis``: what its sums go over.

    Raises:
        Unwritten: it is not of the program language.
    """
    try:
        tree = _Filler(known, strict, axis).visit(expression_of(row))
    except SyntaxError:
        raise Unwritten from None
    return ast.unparse(_Simpler().visit(tree))


class _Filler(ast.NodeTransformer):
    """Puts expressions in for names; ``step(a > b)`` as the language has it.

    Where it is not ``strict``, ``step(x)`` stands for ``x > 0`` too, as one writes it.
    """

    def __init__(self, known: Mapping[str, str], strict: bool, axis: object) -> None:
        self.known, self.strict, self.axis = known, strict, axis

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Fill a name."""
        return expression_of(self.known[node.id]) if node.id in self.known else node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Write a step by its argument."""
        node.args = [self.visit(argument) for argument in node.args]
        if isinstance(node.func, ast.Name) and node.func.id == "sum" and self.axis is not None:
            over = (("axis", expression_of(repr(self.axis))), ("keepdims", ast.Constant(True)))
            node.keywords = [ast.keyword(name, value) for name, value in over]
        if not (isinstance(node.func, ast.Name) and node.func.id == "step"):
            return node
        argument = node.args[0]
        if not isinstance(argument, ast.Compare):
            return node
        left, right = argument.left, argument.comparators[0]
        flipped = isinstance(argument.ops[0], ast.Lt | ast.LtE)
        above, below = (right, left) if flipped else (left, right)
        if self.strict and isinstance(argument.ops[0], ast.Gt | ast.Lt):
            return ast.BinOp(ast.Constant(1), ast.Sub(), _step(below, above))
        return _step(above, below)


def _step(above: ast.expr, below: ast.expr) -> ast.expr:
    zero = isinstance(below, ast.Constant) and below.value == 0
    bare = isinstance(above, ast.Constant) and above.value == 0
    inside = (
        above
        if zero
        else ast.UnaryOp(ast.USub(), below)
        if bare
        else ast.BinOp(above, ast.Sub(), below)
    )
    return ast.Call(ast.Name("step", ast.Load()), [inside], [])


class _Simpler(ast.NodeTransformer):
    """Computes with the numbers that were filled in."""

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """Transpose nothing twice."""
        self.generic_visit(node)
        inner = node.value
        twice = isinstance(inner, ast.Attribute) and inner.attr == node.attr == "T"
        return inner.value if twice and isinstance(inner, ast.Attribute) else node

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """Fold two numbers, and drop what changes nothing."""
        self.generic_visit(node)
        a, b = _worth(node.left), _worth(node.right)
        match node.op:
            case ast.Sub() if a is not None and b is not None:
                return expression_of(number(a - b))
            case ast.Add() if a is not None and b is not None:
                return expression_of(number(a + b))
            case ast.Mult() if a is not None and b is not None:
                return expression_of(number(a * b))
            case ast.Mult() if a == 1:
                return node.right
            case ast.Mult() | ast.Pow() | ast.Div() if b == 1:
                return node.left
            case ast.Pow() if b == 0:
                return ast.Constant(1)
        return node


def _worth(node: ast.expr) -> float | None:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _worth(node.operand)
        return None if inner is None else -inner
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return float(node.value)
    return None


class _Bare(ast.NodeTransformer):
    """Drops factors of ones, which broadcasting often does without."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """Leave the other factor."""
        self.generic_visit(node)
        first = node.left
        ones = isinstance(first, ast.Call) and ast.unparse(first.func) == "ones"
        return node.right if ones and isinstance(node.op, ast.Mult) else node


def without_ones(text: str) -> str:
    """Return an expression without factors of ones; it may have fewer elements then."""
    return ast.unparse(_Bare().visit(expression_of(text)))
