"""What is said beside an array on a wire: its shape, and where broadcasting spreads or sums it.

``3×4``, ``◂ 3×4``; a row that is added to each of three rows is ``(4,) ×3``, and what flows back to
it ``◂ (4,) Σ rows``; static/js/picture/captions.js says the same.
"""

from collections.abc import Sequence

from ..trace import NodeStory, Trace
from ..trace.model import Spread
from ..trace.numbers import show_shape


def caption_of(node: NodeStory, *marks: str) -> str:
    """Return what is said of a node's value, or with marks of its gradient, where it stands."""
    return " ".join([*filter(None, marks), show_shape(node.shape)])


def value_caption(trace: Trace, edge: int) -> str:
    """Return what is said of the value on a wire."""
    wire = trace.edges[edge]
    return caption_of(trace.nodes[wire.source]) + _copies(
        wire.summed, trace.nodes[wire.target].shape
    )


def back_caption(trace: Trace, edge: int, mark: str) -> str:
    """Return what is said of what flows back through a wire, or of the tangent on it."""
    wire = trace.edges[edge]
    source = trace.nodes[wire.source]
    said = caption_of(source, mark)
    if trace.mode == "forward":
        return said
    if wire.summed is not None:
        said += f" Σ {wire.summed.short or 'all'}"
    return said + _copies(wire.spread, source.shape)


def _copies(spread: Spread | None, shape: Sequence[int]) -> str:
    if spread is None:
        return ""
    count = 1
    for axis in spread.axes:
        count *= shape[axis]
    return f" ×{count}"
