"""Numbers and names as the lines of a card have them."""

from collections.abc import Sequence

import numpy as np

from ...engine.graph import Graph, Literal, Operand
from ...engine.ops.op import Array
from ..numbers import show_array_exactly, show_exactly, show_in_table, show_shape

MOST_LISTED = 6
MOST_IN_TABLE = 9
MOST_ROWS = 4
"""So many rows of a batch are told one by one."""


def show(value: Array) -> str:
    """Write a number, a short vector as (1, 2, 3), a small table; of others what they are."""
    if value.ndim == 0:
        return show_exactly(float(value))
    if value.ndim == 1 and value.size <= MOST_LISTED:
        return f"({', '.join(show_array_exactly(value.tolist()))})"
    if value.size <= MOST_IN_TABLE:
        return show_in_table(value.tolist())
    return f"{show_shape(value.shape)} numbers"


def equals(value: Array) -> str:
    """Write what something comes to, where that can be listed."""
    is_short = value.ndim == 0 or (value.ndim == 1 and value.size <= MOST_LISTED)
    return f" = {show(value)}" if is_short or value.size <= MOST_IN_TABLE else ""


def factor(number: float) -> str:
    """Write a number as it stands behind a sign: a negative one in brackets."""
    text = show_exactly(number)
    return f"({text})" if number < 0 else text


def listed(texts: Sequence[str]) -> str:
    """List the first rows of a batch."""
    more = len(texts) - MOST_ROWS
    return ", ".join(texts[:MOST_ROWS]) + (f" and {more} more" if more > 0 else "")


def name_of(graph: Graph, operand: Operand, otherwise: str) -> str:
    """Return what an operand is called, or the letter that formulas have for it."""
    if isinstance(operand, Literal):
        return otherwise
    node = graph.nodes[operand]
    if node.name is None and node.op is not None and len(node.inputs) == 1:
        inner = graph.nodes[node.inputs[0]].name
        if inner is not None and node.op.name in ("sigmoid", "softmax"):
            return f"{node.op.glyph}({inner})"
    return node.name or otherwise


def value_of(values: Sequence[Array], operand: Operand) -> Array:
    """Return the value of an operand."""
    return np.asarray(operand.value) if isinstance(operand, Literal) else values[operand]
