"""Which elements of an array one number was spread over, and how that is said."""

from math import prod

from ..engine.graph import Graph, Node
from ..engine.ops.broadcasting import broadcast_axes
from ..engine.ops.op import Pattern, Shape
from .model import Spread

_OF_MATRIX = (("row", "rows"), ("column", "columns"))


def spread_into(narrow: Shape, wide: Shape) -> Spread | None:
    """Return the axes of ``wide`` that broadcasting repeats ``narrow`` along; none, ``None``."""
    if narrow == wide:
        return None
    added = len(wide) - len(narrow)
    axes, _ = broadcast_axes(narrow, wide)
    return describe_axes(sorted({*range(added), *axes}), wide)


def spread_back(graph: Graph, node: Node, slot: int) -> Spread | None:
    """Return the axes of an operand that a gate takes together, and so hands back alike."""
    shape = graph.operand_shapes(node)[slot]
    return None if shape == node.shape else folded(node, shape)


def folded(node: Node, shape: Shape) -> Spread | None:
    """Return the axes of an operand that a gate works along; ``None`` where it has no such."""
    assert node.op is not None
    moves = node.op.pattern is Pattern.STRUCTURE
    if not shape or moves or not any(param.kind == "axis" for param in node.op.params):
        return None
    axis = node.params.get("axis")
    if axis is None:
        return describe_axes(list(range(len(shape))), shape)
    assert isinstance(axis, int)
    return describe_axes([axis % len(shape)], shape)


def describe_axes(axes: list[int], shape: Shape) -> Spread:
    """Put axes of an array in words."""
    count = prod(shape[axis] for axis in axes)
    if len(axes) == len(shape):
        one, many, short = "element", "elements", ""
    elif len(shape) == 2:
        one, many = _OF_MATRIX[axes[0]]
        short = many
    else:
        short = f"{'axis' if len(axes) == 1 else 'axes'} {', '.join(map(str, axes))}"
        one, many = f"place along {short}", f"places along {short}"
    if count == 1:
        return Spread(axes, f"its one {one}", f"its one {one}", short)
    quantity = f"all {count:,}" if len(axes) == len(shape) else f"the {count:,}"
    return Spread(axes, f"{quantity} {many}", f"each of the {count:,} {many}", short)
