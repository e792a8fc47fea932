"""What is said of one factor of a chain beside its formula."""

import ast

from ...engine.graph import Edge, Graph, Node
from ...engine.ops.op import Pattern
from ..edge_text import EdgeText
from ..numbers import show_shape
from .shapes import Shapes

_BEFORE_A_LOSS = ("sigmoid", "softmax")
_MASKS = frozenset({"step"})


def notes_of(
    graph: Graph,
    edge: Edge,
    text: EdgeText,
    simple: ast.expr,
    cancels: bool,
    part: tuple[int, int],
    shapes: Shapes,
) -> list[str]:
    """Return short sentences, without a stop."""
    node = graph.nodes[edge.target]
    found = []
    if cancels:
        found.append("simplified form: the factors cancel")
    if _is_fused(graph, node):
        assert node.op is not None
        both = f"{node.op.name} is the activation and its loss in one"
        found.append(f"simplified form used numerically: {both}")
    elif node.op is not None and node.op.pattern is Pattern.STRUCTURE and text.is_vjp:
        found.append(
            "a transpose sends back the transpose"
            if node.op.name == "transpose"
            else "the same numbers, back where they came from"
        )
    if text.summed is not None:
        found.append(f"summed over {text.summed.words}: broadcasting had used it for each of them")
    elif text.spread is not None and graph.nodes[edge.source].shape:
        found.append(f"the same for {text.spread.words}")
    outer = _outer(simple, shapes)
    if outer is not None:
        found.append(outer)
    if _has_mask(simple):
        found.append("1[…] is a mask: 1 where it holds, else 0")
    place, count = part
    if count > 1:
        end = ": gradients add" if place == count else ""
        found.append(f"use {place} of {count}{end}")
    return found


def _is_fused(graph: Graph, node: Node) -> bool:
    """Tell whether a gate is an activation and the loss behind it in one."""
    op = node.op
    if op is None or op.family != "losses":
        return False
    made = op.definition_text(graph.operand_shapes(node), node.params)
    return made is not None and any(f"{name}(" in made for name in _BEFORE_A_LOSS)


def _outer(tree: ast.expr, shapes: Shapes) -> str | None:
    for one in ast.walk(tree):
        match one:
            case ast.Call(func=ast.Name(id="outer"), args=[a, b]):
                m, n = shapes(a), shapes(b)
                if m is None or n is None:
                    return None
                column, row = show_shape((*m, 1)), show_shape((1, *n))
                return f"outer product: a column times a row, a[b]ᵀ, {column} @ {row}"
    return None


def _has_mask(tree: ast.expr) -> bool:
    return any(
        isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id in _MASKS
        for one in ast.walk(tree)
    )
