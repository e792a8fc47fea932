"""A gate's formula with places for its numbers, or, of arrays, with their shapes, as MathML.

It follows from the structure alone: whoever shows it writes the numbers into their places.
"""

import re

from ..engine.graph import Edge, Graph, Literal, Node
from ..engine.ops.op import Pattern, Shape
from .formulas import Template, summed, template
from .naming import literal_symbol
from .notation import SUM
from .numbers import show_shape
from .symbol import Symbol

LONGEST = 64
"""Characters of such a formula, at most: a longer one is not read at a glance."""
NUMBER = "−0.0000"
"""As wide as most numbers are."""
MOST_PLACES = 8
"""Numbers in one formula, at most, and shapes half as many."""
_TRANSPOSED = re.compile(r"\b([A-Za-z]\w*)\.T\b")
_BRACKETS = re.compile(r'<mrow>(<mo>\(</mo><mn data-slot="\d+"></mn><mo>\)</mo>)</mrow>')
"""Around a number; only one with a minus needs them."""
_NOTHING_WRITTEN = "&#x2062;"
"""The sign of a matrix product between two letters; between two shapes it has to be seen."""


def node_places(graph: Graph, node: Node, filled: Template | None, is_said: bool) -> str | None:
    """Write a gate's formula with places: that of f = q · z is ``▢ = ▢ · ▢``.

    ``is_said`` where the formula has no left side, as of a gate that has no name: ``▢ · ▢ = ▢``.
    """
    shapes = [node.shape, *graph.operand_shapes(node)]
    if filled is None or not _is_short(filled, shapes):
        return None
    if node.shape_only and not any(shapes):
        return None
    if any(shapes) and (filled.uses < 2 or _is_block(node)):
        return None  # of one array alone its shape says little, nor where single elements are used
    right = filled.filled([_operand(graph, node, slot) for slot in range(len(node.operands))])
    made = _place(node.shape, 'data-result=""')
    return _equation(right, made) if is_said else _equation(made, right)


def edge_shapes(graph: Graph, edge: Edge, short: str | None) -> str | None:
    """Write what flows back where arrays do, with their shapes: ``3×4 = 3×2 @ 2×4``.

    ``short`` says over what of an array it is summed, where it is.
    """
    node = graph.nodes[edge.target]
    op = node.op
    if op is None or _is_block(node) or op.inner is not None:
        return None
    shapes = graph.operand_shapes(node)
    if not all([node.shape, graph.nodes[edge.source].shape, *shapes]):
        return None
    formula = op.derivative_text(edge.slot, shapes, node.params)
    if op.pattern is Pattern.ELEMENTWISE:
        formula = f"g * ({formula})"
    names = (*op.names(len(node.operands)), "y", "g")
    wide = (*shapes, node.shape, node.shape)
    turned = [f"{name}_T" for name in names]
    params = {
        name: float(value) for name, value in node.params.items() if isinstance(value, int | float)
    }
    literals = [o.value if isinstance(o, Literal) else None for o in node.operands]
    pattern = template(
        _TRANSPOSED.sub(r"\1_T", formula),
        (*names, *turned, *params),
        (*literals, None, None, *[None] * len(turned), *params.values()),
    )
    if not _is_short(pattern, [*wide, *wide]):
        return None
    right = pattern.filled(
        [
            *[_operand(graph, node, slot) for slot in range(len(node.operands))],
            _place(node.shape, 'data-made=""'),
            _place(node.shape, 'data-upstream=""'),
            *[_place(shape[::-1], f'data-slot="{slot}"') for slot, shape in enumerate(wide)],
        ]
    )
    if short is not None:
        right = summed(right, short)
    return _equation(_place(graph.nodes[edge.source].shape, 'data-result=""'), right)


def _is_block(node: Node) -> bool:
    return node.op is not None and node.op.pattern is Pattern.BLOCK


def _is_short(filled: Template, shapes: list[Shape]) -> bool:
    longest = max(len(show_shape(shape)) if shape else len(NUMBER) for shape in shapes)
    most = MOST_PLACES // 2 if any(shapes) else MOST_PLACES
    return filled.uses <= most and filled.length(longest) <= LONGEST


def _operand(graph: Graph, node: Node, slot: int) -> Symbol:
    operand = node.operands[slot]
    if isinstance(operand, Literal):
        return literal_symbol(operand.value)
    return _place(graph.nodes[operand].shape, f'data-slot="{slot}"')


def _place(shape: Shape, tied: str) -> Symbol:
    """Return a shape, or a place for a number, tied to what has it."""
    if shape:
        return Symbol(show_shape(shape), f"<mtext {tied}>{show_shape(shape)}</mtext>")
    return Symbol(NUMBER, f"<mn {tied}></mn>", SUM, SUM)


def _equation(left: Symbol, right: Symbol) -> str:
    mathml = f"{left.mathml}<mo>=</mo>{right.mathml}".replace(_NOTHING_WRITTEN, "@")
    return _BRACKETS.sub(r'<mrow data-brackets="">\1</mrow>', mathml)
