"""The forward formulas of the layer that a leaf is of, with their shapes."""

import ast
from dataclasses import dataclass

from ...engine.graph import Literal, Node
from ...engine.ops.op import Pattern
from ...language.python_tree import expression_of
from ..model import Formula
from ..numbers import show_shape
from ..skeleton import Skeleton, params_of
from ..spreading import spread_into
from .terms import operand_of, replaced, size_of, tidied, value_of
from .ways import Ways, bends
from .writing import Written

LARGEST = 60
"""Pieces of a formula that is written out; a larger one is that of its gate."""

DEEPEST = 6
"""Gates without a name within each other that are written out."""


@dataclass(frozen=True, slots=True)
class Forward:
    """One line of a layer."""

    formula: Formula
    shapes: str | None
    """The same with shapes, of arrays: ``4×3 = 4×2 @ (3×2)ᵀ + (3×1)ᵀ``."""
    spread: list[str]
    """What is used for several rows or columns: ``b1ᵀ, 1×3, for each of the 4 rows``."""


def forward_of(skeleton: Skeleton, ways: Ways, written: Written, leaf: int) -> list[Forward]:
    """Return what a leaf goes into, up to the next activation."""
    graph = skeleton.graph
    found = []
    reached = {leaf}
    for node in graph.nodes[leaf + 1 :]:
        if node.op is None or reached.isdisjoint(node.inputs) or not ways.active[node.id]:
            continue
        reached.add(node.id)
        ends = bends(node)
        if node.name is not None or ends or node.id == ways.output:
            found.append(_line(skeleton, written, node))
            if ends or len(found) > 1:
                break
            reached = {node.id}
    return found


def _line(skeleton: Skeleton, written: Written, node: Node) -> Forward:
    graph = skeleton.graph
    spread: list[str] = []
    tree = _opened(skeleton, node, spread, DEEPEST)
    shapes = written.shapes
    own = show_shape(graph.nodes[node.id].shape) if node.shape else None
    if tree is None or size_of(tree) > LARGEST:
        return Forward(skeleton.node_formulas[node.id], own, spread)
    tree = tidied(tree, shapes)
    left, right = skeleton.symbols[node.id], written.symbol(tree)
    text = f"{left.text} = {right.text}"
    mathml = f"<math><mrow>{left.mathml}<mo>=</mo>{right.mathml}</mrow></math>"
    formula = (
        Formula(text, mathml) if node.name else Formula(right.text, f"<math>{right.mathml}</math>")
    )
    made = written.in_shapes(tree)
    checked = own if made == own else f"{own} = {made}" if own and made else None
    return Forward(formula, checked, spread)


def _opened(skeleton: Skeleton, node: Node, spread: list[str], depth: int) -> ast.expr | None:
    """Return the formula of a gate, in which gates without a name are written out."""
    graph = skeleton.graph
    op = node.op
    assert op is not None
    if op.variadic or op.pattern is Pattern.STRUCTURE:
        return None
    known: dict[str, ast.expr] = {k: ast.Constant(v) for k, v in params_of(node).items()}
    for name, operand in zip(op.arguments, node.operands, strict=True):
        if isinstance(operand, Literal):
            known[name] = operand_of(graph, operand)
            continue
        known[name] = _operand(skeleton, operand, spread, depth)
        shape = graph.nodes[operand].shape
        if op.pattern is Pattern.ELEMENTWISE and shape:
            over = spread_into(shape, node.shape)
            if over is not None:
                symbol = skeleton.symbols[operand].text
                spread.append(f"{symbol}, {show_shape(shape)}, for {over.each}")
    formula = op.formula_text(graph.operand_shapes(node), node.params)
    return replaced(expression_of(formula), known)


def _operand(skeleton: Skeleton, operand: int, spread: list[str], depth: int) -> ast.expr:
    graph = skeleton.graph
    node = graph.nodes[operand]
    opened = None
    if node.op is not None and node.name is None and not bends(node) and depth:
        opened = _opened(skeleton, node, spread, depth - 1)
    return opened or value_of(graph, operand)
