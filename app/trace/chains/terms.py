"""What a gate sends back as an expression, in terms of the gradient that arrives at it.

It is made from the texts of the op table. A value of the graph is a name, ``n7``, its gradient
``d7``; some calls are not functions of the language but marks for the writer:

    factor(what, k)           what the k-th gate gives to the product
    over(what, words, axes, shape)     a sum over the axes that broadcasting had spread it along
    spread(what, axes, shape) the same number, once for each place along the axes of a sum
    placed(what, k)           elements taken to other places, by the wire with the number k
    through(what, k, gate)    what a gate with words of its own sends back through that wire
    more(what)                the last part of a sum that is too long to be written
"""

import ast
from collections.abc import Callable
from typing import TypeAlias, TypeGuard

from ...engine.graph import Edge, Graph, Literal, Node
from ...engine.ops.op import Pattern, Shape
from ...language.python_tree import expression_of
from ..formulas import folded_numbers
from ..skeleton import params_of
from ..spreading import folded, spread_into

ShapeOf: TypeAlias = Callable[[ast.expr], Shape | None]
UPSTREAM = "g"
_TURNS = "transpose"
_PRODUCT = "linear"
"""A layer whose derivatives are products of matrices."""


def value_name(node: int) -> ast.expr:
    """Return the name that stands for the value of a node."""
    return ast.Name(f"n{node}")


def value_of(graph: Graph, node: int) -> ast.expr:
    """Return what stands for the value of a node: of a transpose without a name, what is turned."""
    found = graph.nodes[node]
    if found.op is not None and found.op.name == _TURNS and found.name is None:
        return ast.Attribute(value_of(graph, found.inputs[0]), "T")
    return value_name(node)


def operand_of(graph: Graph, operand: int | Literal) -> ast.expr:
    """Return what stands for an operand; a literal is its number."""
    if isinstance(operand, Literal):
        return ast.Constant(operand.value)
    return value_of(graph, operand)


def gradient_name(node: int) -> ast.expr:
    """Return the name that stands for the gradient by a node."""
    return ast.Name(f"d{node}")


def sent_back(graph: Graph, edge: Edge) -> ast.expr:
    """Return what flows back through a wire, in terms of ``g``, before broadcasting is undone."""
    node = graph.nodes[edge.target]
    op = node.op
    assert op is not None
    shapes = graph.operand_shapes(node)
    if op.pattern is Pattern.STRUCTURE and op.name != _TURNS:
        return _mark("placed", ast.Name(UPSTREAM), ast.Constant(edge.id))
    formula = op.derivative_text(edge.slot, shapes, node.params).strip()
    if op.written is not None and op.name != _PRODUCT:
        return _mark("through", ast.Name(UPSTREAM), ast.Constant(edge.id), ast.Constant(op.name))
    if op.name == _PRODUCT and formula == f"sum({UPSTREAM})":
        return narrowed(graph, edge, ast.Name(UPSTREAM), node.shape)
    if op.pattern is Pattern.ELEMENTWISE:
        formula = f"{UPSTREAM} * ({formula})"
    names = (*op.names(len(node.operands)), "y")
    operands: list[int | Literal] = [*node.operands, node.id]
    known: dict[str, ast.expr] = {k: ast.Constant(v) for k, v in params_of(node).items()}
    for name, operand in reversed(list(zip(names, operands, strict=True))):
        known[name] = operand_of(graph, operand)
    tree = replaced(expression_of(formula), known)
    along = folded(node, shapes[0]) if op.params else None
    if along is not None and along.short:
        tree = _Along(along.short, tuple(along.axes), shapes[0]).visit(tree)
    axes = _spread_along(node, shapes[edge.slot], None if along is None else tuple(along.axes))
    if axes:
        wide = _constants(axes, shapes[edge.slot])
        alike = {name: _mark("spread", ast.Name(name), *wide) for name in (UPSTREAM, f"n{node.id}")}
        tree = replaced(tree, alike)
    return leading(tree)


def narrowed(graph: Graph, edge: Edge, tree: ast.expr, wide: Shape) -> ast.expr:
    """Sum what flows back over the axes that its source was spread along."""
    narrow = graph.nodes[edge.source].shape
    over = spread_into(narrow, wide) if wide != () else None
    if over is None:
        return tree
    return _mark("over", tree, ast.Constant(over.short), *_constants(tuple(over.axes), narrow))


def replaced(tree: ast.expr, by: dict[str, ast.expr]) -> ast.expr:
    """Return a copy in which names stand for what ``by`` says; names of functions stay."""
    made: ast.expr = _Replace(by).visit(copied(tree))
    return made


def copied(tree: ast.expr) -> ast.expr:
    """Return a copy that can be changed; what is never changed is shared."""
    match tree:
        case ast.BinOp():
            return ast.BinOp(copied(tree.left), tree.op, copied(tree.right))
        case ast.UnaryOp():
            return ast.UnaryOp(tree.op, copied(tree.operand))
        case ast.Attribute():
            return ast.Attribute(copied(tree.value), tree.attr)
        case ast.Call():
            return ast.Call(tree.func, [copied(one) for one in tree.args], [])
        case ast.Compare():
            return ast.Compare(copied(tree.left), tree.ops, [copied(c) for c in tree.comparators])
        case ast.Subscript():
            return ast.Subscript(copied(tree.value), copied(tree.slice))
        case ast.Tuple():
            return ast.Tuple([copied(one) for one in tree.elts])
    return tree


def marked(tree: ast.expr, number: int) -> ast.expr:
    """Mark what multiplies the upstream gradient as the factor with a number."""
    return _Mark(number).of(copied(tree))


def leading(tree: ast.expr) -> ast.expr:
    """Write a product that begins with the upstream gradient as that times one factor.

    ``g / n * 2 * (p − y)`` becomes ``g * (2 * (p − y) / n)``.
    """
    above: list[ast.expr] = []
    below: list[ast.expr] = []
    rest = tree
    while isinstance(rest, ast.BinOp) and isinstance(rest.op, ast.Mult | ast.Div):
        (above if isinstance(rest.op, ast.Mult) else below).append(rest.right)
        rest = rest.left
    if not holds(rest, UPSTREAM) or any(holds(one, UPSTREAM) for one in (*above, *below)):
        return tree
    if not above and not below:
        return tree
    factor = product_of(above[::-1]) if above else ast.Constant(1.0)
    if below:
        factor = ast.BinOp(factor, ast.Div(), product_of(below[::-1]))
    return ast.BinOp(rest, ast.Mult(), factor)


def product_of(parts: list[ast.expr]) -> ast.expr:
    """Return the product of several expressions, elementwise."""
    made, *rest = parts
    for part in rest:
        made = ast.BinOp(made, ast.Mult(), part)
    return made


def holds(tree: ast.AST, name: str) -> bool:
    """Tell whether a name occurs in an expression."""
    return any(isinstance(one, ast.Name) and one.id == name for one in ast.walk(tree))


def is_mark(tree: ast.AST, name: str) -> bool:
    """Tell whether an expression is a mark of this name."""
    return isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and tree.func.id == name


def size_of(tree: ast.AST) -> int:
    """Count the pieces of an expression: names, numbers, signs."""
    return sum(isinstance(one, ast.expr) for one in ast.walk(tree))


def tidied(tree: ast.expr, shape_of: ShapeOf) -> ast.expr:
    """Simplify an expression without another value: signs, ones, transposes of products.

    What is spread needs not be said to be where it meets an array of that shape.
    """
    made = copied(tree)
    tidy = _Tidy(shape_of)
    while tidy.has_changed:
        tidy.has_changed = False
        made = tidy.visit(folded_numbers(made))
    return made


def _spread_along(node: Node, shape: Shape, along: tuple[int, ...] | None) -> tuple[int, ...]:
    """Return the axes along which what arrives at a gate is the same for all that it took."""
    op = node.op
    assert op is not None
    if op.pattern not in {Pattern.REDUCTION, Pattern.BLOCK} or node.shape == shape:
        return ()
    if node.shape == () and op.name not in {"sum", "mean"}:
        return ()
    if along is not None:
        return along
    return (len(shape) - 1,) if node.shape == shape[:-1] else ()


def _mark(name: str, *args: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(name), list(args), [])


def _constants(axes: tuple[int, ...], shape: Shape) -> list[ast.expr]:
    return [ast.Tuple([ast.Constant(size) for size in one]) for one in (axes, shape)]


def sizes_of(tree: ast.expr) -> Shape:
    """Return the axes, or the shape, that a mark holds."""
    assert isinstance(tree, ast.Tuple)
    sizes = (one.value for one in tree.elts if isinstance(one, ast.Constant))
    return tuple(size for size in sizes if isinstance(size, int))


class _Replace(ast.NodeTransformer):
    def __init__(self, by: dict[str, ast.expr]) -> None:
        self.by = by

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Put what the name stands for."""
        return copied(self.by[node.id]) if node.id in self.by else node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Leave the name of the function."""
        node.args = [self.visit(one) for one in node.args]
        return node


class _Along(ast.NodeTransformer):
    """Says of the sums of a gate that works along an axis over what they go, and that it stays."""

    def __init__(self, words: str, axes: tuple[int, ...], shape: Shape) -> None:
        self.words, self.axes = words, axes
        self.kept = tuple(1 if k in axes else size for k, size in enumerate(shape))

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Make a sum one over axes."""
        self.generic_visit(node)
        if not (isinstance(node.func, ast.Name) and node.func.id == "sum" and len(node.args) == 1):
            return node
        words = ast.Constant(self.words)
        return _mark("over", node.args[0], words, *_constants(self.axes, self.kept))


class _Mark:
    """Marks the largest parts that the upstream gradient is not in."""

    def __init__(self, number: int) -> None:
        self.number = number

    def of(self, tree: ast.expr) -> ast.expr:
        """Mark a part, or go on inside."""
        if isinstance(tree, ast.Constant):
            return tree
        if not holds(tree, UPSTREAM):
            return _mark("factor", tree, ast.Constant(self.number))
        match tree:
            case ast.Call(func=ast.Name(id="placed" | "through")):
                pass
            case ast.Call(func=ast.Name(id="over" | "spread")):
                tree.args[0] = self.of(tree.args[0])
            case ast.Call():
                tree.args = [self.of(one) for one in tree.args]
            case ast.BinOp():
                tree.left, tree.right = self.of(tree.left), self.of(tree.right)
            case ast.UnaryOp():
                tree.operand = self.of(tree.operand)
            case ast.Attribute():
                tree.value = self.of(tree.value)
        return tree


class _Tidy(ast.NodeTransformer):
    def __init__(self, shape_of: ShapeOf) -> None:
        self.shape_of = shape_of
        self.has_changed = True

    def visit(self, node: ast.AST) -> ast.expr:
        """Note whether anything was simplified."""
        made: ast.expr = super().visit(node)
        self.has_changed |= made is not node
        return made

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        """Two minus signs are none."""
        self.generic_visit(node)
        inner = node.operand
        return inner.operand if isinstance(inner, ast.UnaryOp) else node

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """Transpose what a product is made of."""
        self.generic_visit(node)
        match node.value:
            case ast.Attribute(value=inner):
                return inner
            case ast.BinOp(left=left, op=ast.MatMult(), right=right):
                return ast.BinOp(_turned(right), ast.MatMult(), _turned(left))
            case ast.UnaryOp(operand=operand):
                return ast.UnaryOp(ast.USub(), _turned(operand))
            case ast.Call(func=ast.Name(id="outer"), args=[a, b]):
                return _mark("outer", b, a)
            case ast.Call(func=ast.Name(id="factor"), args=[inner, number]):
                return _mark("factor", _turned(inner), number)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """Take signs and ones out of products and sums."""
        self.generic_visit(node)
        if isinstance(node.op, ast.Mult | ast.Div):
            node.left = self._met(node.left, node.right)
            node.right = self._met(node.right, node.left)
        left, right = node.left, node.right
        scales = isinstance(node.op, ast.Mult | ast.Div | ast.MatMult)
        if scales and isinstance(left, ast.UnaryOp):
            return ast.UnaryOp(ast.USub(), ast.BinOp(left.operand, node.op, right))
        if scales and isinstance(right, ast.UnaryOp):
            return ast.UnaryOp(ast.USub(), ast.BinOp(left, node.op, right.operand))
        if isinstance(node.op, ast.Mult) and _is_product(right):  # a · (b · c)
            return ast.BinOp(ast.BinOp(left, ast.Mult(), right.left), ast.Mult(), right.right)
        match node.op:
            case ast.Mult() if _is_number(left, -1.0):
                return ast.UnaryOp(ast.USub(), right)
            case ast.Mult() if isinstance(right, ast.BinOp) and isinstance(right.op, ast.Div):
                if _is_number(right.left, 1.0):  # a · (1 / b)
                    return ast.BinOp(left, ast.Div(), right.right)
            case ast.Add() if isinstance(right, ast.UnaryOp):
                return ast.BinOp(left, ast.Sub(), right.operand)
            case ast.Add() if isinstance(left, ast.UnaryOp):
                return ast.BinOp(right, ast.Sub(), left.operand)
            case ast.Sub() if isinstance(right, ast.UnaryOp):
                return ast.BinOp(left, ast.Add(), right.operand)
        return node

    def _met(self, one: ast.expr, other: ast.expr) -> ast.expr:
        match one:
            case ast.Call(func=ast.Name(id="spread"), args=[what, _, shape]):
                narrow, wide = self.shape_of(what), sizes_of(shape)
                fits = narrow is not None and len(narrow) in {0, len(wide)}
                if fits and self.shape_of(other) == wide:
                    return what
        return one


def _turned(tree: ast.expr) -> ast.expr:
    return ast.Attribute(tree, "T")


def _is_product(tree: ast.expr) -> TypeGuard[ast.BinOp]:
    return isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Mult)


def _is_number(tree: ast.expr, number: float) -> bool:
    return isinstance(tree, ast.Constant) and tree.value == number
