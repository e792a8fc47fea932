"""What is said beside an array on a wire: its shape, and where broadcasting spreads or sums it.

``3×4``, ``◂ 3×4``, and of a batch ``3 samples × 4``; a row that is added to each of three rows is
``(4,) ×3``, and what flows back to it ``◂ (4,) Σ rows``. A plain number has such a mark beside it.
Each is a list: the first that fits is written. static/js/picture/captions.js says the same.
"""

from collections.abc import Sequence
from math import prod

from ..trace import NodeStory, Trace
from ..trace.model import Spread
from ..trace.numbers import show_shape
from .batch import Batch

Captions = tuple[str, ...]


def value_caption(node: NodeStory, batch: Batch | None, copies: str = "") -> Captions:
    """Return what is said of a value, which its gate may take several ``copies`` of."""
    plain = show_shape(node.shape)
    if batch is None or node.id not in batch.nodes:
        return (plain + copies, plain) if copies else (plain,)
    rest = node.shape[1:]
    samples = f"{batch.size} samples"
    named = f"{samples} × {'×'.join(map(str, rest))}" if rest else samples
    return (named + copies, plain)


def total_caption(node: NodeStory, *marks: str) -> Captions:
    """Return what is said of a whole gradient or tangent."""
    said = [*filter(None, marks), show_shape(node.shape)]
    return " ".join(said), " ".join(said[1:])


def copies_on(trace: Trace, edge: int) -> str:
    """Return how many copies of the value on a wire broadcasting makes."""
    wire = trace.edges[edge]
    return copies_of(wire.summed, trace.nodes[wire.target].shape)


def back_caption(trace: Trace, edge: int, mark: str) -> Captions:
    """Return what is said of what flows back through a wire, or of the tangent on it."""
    wire = trace.edges[edge]
    source = trace.nodes[wire.source]
    plain = total_caption(source, mark)
    if trace.mode == "forward":
        return plain
    said = plain[0]
    if wire.summed is not None:
        said += f" Σ {wire.summed.short or 'all'}"
    said += copies_of(wire.spread, source.shape)
    return plain if said == plain[0] else (said, *plain)


def copies_beside(trace: Trace, edge: int) -> Captions:
    """Return what is said beside a plain number of which a gate takes several copies: ``×4``."""
    copies = copies_on(trace, edge).strip()
    return (copies,) if copies and copies != "×1" else ()


def sum_beside(trace: Trace, edge: int, batch: Batch | None) -> Captions:
    """Return what is said beside a gradient that was summed to a plain number: ``Σ rows``."""
    wire = trace.edges[edge]
    if trace.mode == "forward" or wire.summed is None:
        return ()
    axes, shape = wire.summed.axes, trace.nodes[wire.target].shape
    said = f"Σ {wire.summed.short or 'all'}"
    if max(axes) >= len(shape):
        return (said,)
    count = prod(shape[axis] for axis in axes)
    if count == 1:
        return ()
    is_batch = batch is not None and wire.target in batch.nodes and axes == [0]
    return (*([f"Σ {count} samples"] if is_batch else []), said, f"Σ {count}")


def copies_of(spread: Spread | None, shape: Sequence[int]) -> str:
    """Return how many copies there are of what is spread over axes of a shape: `` ×4``."""
    if spread is None or max(spread.axes) >= len(shape):
        return ""  # a loss spreads one operand over the other, and neither over its value
    return f" ×{prod(shape[axis] for axis in spread.axes)}"
