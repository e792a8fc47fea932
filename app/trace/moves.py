"""Where the elements of a gate come from: one that only moves them, or sums products of them."""

from math import prod

import numpy as np

from ..engine.graph import Graph, Node
from ..engine.ops.op import Pattern

MOST = 256
"""Elements of a value, and of what it is taken from, whose ways are told."""


MOST_JOINS = 1024
"""Products whose factors are told."""


def find_joins(graph: Graph, node: Node) -> list[int] | None:
    """Return of each product that a value is a sum of which elements it is of, three numbers each.

    They are the element of the value, that of the first operand and that of the second, row by row.
    ``None`` where the gate does something else, and where there are too many.
    """
    op = node.op
    if op is None or op.joins is None:
        return None
    found = op.joins(MOST_JOINS, *graph.operand_shapes(node), **node.params)
    return None if found is None else [int(place) for place in found.ravel()]


def find_moves(graph: Graph, node: Node) -> list[int] | None:
    """Return for each element of a value which element of the operands it is.

    All elements of all operands are counted through, row by row, literals too. ``None`` where the
    gate does something else, where labels decide what it takes, and where there are too many.
    """
    op = node.op
    if op is None or op.pattern is not Pattern.STRUCTURE or op.labels:
        return None
    shapes = graph.operand_shapes(node)
    if max(prod(node.shape), sum(prod(shape) for shape in shapes)) > MOST:
        return None
    places, first = [], 0
    for shape in shapes:
        count = prod(shape)
        places.append(np.arange(first, first + count, dtype=np.float64).reshape(shape))
        first += count
    if op.view:
        moved = np.asarray(op.forward(*places, **node.params))
    else:
        moved = np.empty(node.shape)
        op.forward(*places, out=moved, **node.params)
    return [int(place) for place in moved.ravel()]
