"""Mistakes made by rule in lines that are right, and other ways to write what is right."""

import ast
from collections.abc import Iterator
from copy import deepcopy

from tests.exercises.numpy_lines import truths_of
from tests.exercises.passes import PASSES

KINDS: dict[str, frozenset[str]] = {
    "no transpose": frozenset({"transpose", "order"}),
    "flipped": frozenset({"transpose"}),
    "no sum": frozenset({"sum-missing"}),
    "wrong axis": frozenset({"sum-axis", "sum-wrong"}),
    "sign": frozenset({"sign"}),
    "twice": frozenset({"factor"}),
    "half": frozenset({"factor", "overwritten"}),
    "no mean": frozenset({"factor"}),
    "other value": frozenset({"other-value", "upstream-missing", "local-missing"}),
    "overwritten": frozenset({"overwritten"}),
    "no local": frozenset({"local-missing", "factor"}),
    "no upstream": frozenset({"upstream-missing", "factor"}),
    "inner sign": frozenset({"sign"}),
    "elementwise": frozenset({"product", "transpose"}),
}
"""Each kind, and the reasons that name it: half of x * x is one of its two ways, and where what is
missing is a number, by which factor says as much."""


OTHER = "OTHER"


def mistakes() -> Iterator[tuple[str, str, str, int, str]]:
    """Yield the kind, the program, its lines with one that is wrong, where, and the right one."""
    for program, text in PASSES:
        lines = text.split("\n")
        for k, line in enumerate(lines):
            target, sign, expression = _parts(line)
            rest = [other for j, other in enumerate(lines) if j > k and _parts(other)[0] == target]
            adds = "+=" in sign or bool(rest)
            for kind, wrong in _wrong(expression, alone=not adds):
                if OTHER in wrong:
                    wrong = _exchanged(program, wrong)
                yield (
                    kind,
                    program,
                    "\n".join([*lines[:k], f"{target} {sign} {wrong}", *lines[k + 1 :]]),
                    k,
                    line,
                )
            if "+=" in sign:
                wrong = "\n".join([*lines[:k], f"{target} = {expression}", *lines[k + 1 :]])
                yield "overwritten", program, wrong, k, line


def _exchanged(program: str, expression: str) -> str:
    """Put the next other value of the same shape in the place of one."""
    name, _, rest = expression.split(" ", 2)
    values, _ = truths_of(program)
    shape, worth = values[name].shape, values[name].tolist()
    like = (
        one for one, value in values.items() if value.shape == shape and value.tolist() != worth
    )
    return f"{next(like, name)} {rest}"


def _parts(line: str) -> tuple[str, str, str]:
    target, sign, expression = line.split(" ", 2)
    return target, sign, expression


def _wrong(expression: str, alone: bool) -> Iterator[tuple[str, str]]:
    tree = ast.parse(expression, mode="eval").body
    nodes = list(ast.walk(tree))
    for node in nodes:
        if isinstance(node, ast.Attribute) and node.attr == "T":
            yield "no transpose", _put(tree, node, node.value)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "sum":
            yield "no sum", _put(tree, node, node.args[0])
            if any(word.arg == "axis" for word in node.keywords):
                axis = 1 if ast.unparse(node).find("axis=0") > 0 else 0
                yield (
                    "wrong axis",
                    _put(
                        tree,
                        node,
                        ast.parse(
                            f"sum({ast.unparse(node.args[0])}, axis={axis})", mode="eval"
                        ).body,
                    ),
                )
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
            yield "inner sign", _put(tree, node, ast.BinOp(node.left, ast.Add(), node.right))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
            yield "elementwise", _put(tree, node, ast.BinOp(node.left, ast.Mult(), node.right))
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.MatMult):
        yield "flipped", f"({expression}).T"
    if not alone:
        return
    yield "sign", f"-({expression})"
    yield "twice", f"2 * ({expression})"
    yield "half", f"({expression}) / 2"
    yield "no mean", f"({expression}) * 4"
    factors = _factors(tree)
    upstream = [one for one in factors if isinstance(one, ast.Name) and one.id[0] == "d"]
    if len(factors) == 2 and len(upstream) == 1 and len(ast.unparse(tree)) < 24:
        (other,) = [one for one in factors if one is not upstream[0]]
        yield "no local", ast.unparse(upstream[0])
        yield "no upstream", ast.unparse(other)
        if isinstance(other, ast.Name):
            yield "other value", f"{other.id} {OTHER} * {ast.unparse(upstream[0])}"


def _factors(tree: ast.expr) -> list[ast.expr]:
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Mult):
        return [*_factors(tree.left), *_factors(tree.right)]
    return [tree]


def _put(tree: ast.expr, old: ast.expr, new: ast.expr) -> str:
    if tree is old:
        return ast.unparse(new)
    copy = deepcopy(tree, {id(old): old})

    class Swap(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return new if node is old else super().visit(node)

    return ast.unparse(Swap().visit(copy))


def others() -> Iterator[tuple[str, str]]:
    """Yield programs and right lines that are written in another way."""
    for program, text in PASSES:
        lines = text.split("\n")
        for k, line in enumerate(lines):
            target, sign, expression = _parts(line)
            for other in _equal(expression):
                yield program, "\n".join([*lines[:k], f"{target} {sign} {other}", *lines[k + 1 :]])


def _equal(expression: str) -> Iterator[str]:
    tree = ast.parse(expression, mode="eval").body
    yield f"-(-({expression}))"
    yield f"0.5 * ({expression}) + ({expression}) / 2"
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Mult | ast.Add):
        yield ast.unparse(ast.BinOp(tree.right, tree.op, tree.left))
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.MatMult):
        yield f"(({ast.unparse(tree.right)}).T @ ({ast.unparse(tree.left)}).T).T"
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Sub):
        yield f"-({ast.unparse(tree.right)}) + {ast.unparse(tree.left)}"
