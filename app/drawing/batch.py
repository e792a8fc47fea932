"""Which arrays hold one row for each sample of a batch; static/js/trace/batch.js says the same.

A program does not say what its axes are. Samples are the rows by convention, and that a program has
them shows in two ways: a row is added to (or multiplied with) every row of a matrix, as a bias is,
or a loss compares each row with a label. From there the axis is followed through gates that keep
it: elementwise ones, the left side of a product, what works within rows.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from ..trace import EdgeStory, NodeStory, Trace

LOSSES = ("cross_entropy", "softmax_cross_entropy", "hinge")
REDUCTIONS = ("sum", "mean", "amax", "amin", "logsumexp")
WITHIN_ROWS = (
    *("softmax", "log_softmax", "reshape", "flatten", "index", "concat", "pick", "others"),
    *LOSSES,
)
LAYERS = {"linear": 2, "conv1d": 3, "conv2d": 4, "max_pool2d": 4, "avg_pool2d": 4}
LAYERS |= {"global_avg_pool": 4, "batch_norm": 2, "layer_norm": 2, "dropout": 2}
"""Layers that take one sample after the other, and how many axes their input has then, at least."""


@dataclass(frozen=True, slots=True)
class Batch:
    """How many samples there are, and the nodes whose first axis they are."""

    size: int
    nodes: frozenset[int]


def find_batch(trace: Trace, chosen: int | None = None) -> Batch | None:
    """Return the batch of a program; ``None`` where it has none, or it cannot be told which.

    Where it cannot, the reader may have ``chosen`` how many samples there are.
    """
    return _found(trace) or (None if chosen is None else _chosen(trace, chosen))


def _chosen(trace: Trace, size: int) -> Batch | None:
    """Return the arrays with so many rows, but those whose rows a product sums over."""
    summed = {e.source for e in trace.edges if e.slot == 1 and trace.nodes[e.target].op == "matmul"}
    alike = {n.id for n in trace.nodes if n.shape[:1] == [size]} - summed
    return Batch(size, frozenset(alike)) if size > 1 and len(alike) > 1 else None


def _found(trace: Trace) -> Batch | None:
    seeds = list(_seeds(trace))
    sizes = {trace.nodes[seed].shape[0] for seed in seeds}
    if len(sizes) != 1 or (size := sizes.pop()) < 2:
        return None
    beside: list[list[int]] = [[] for _ in trace.nodes]
    for one, other in _pairs(trace, size):
        beside[one].append(other)
        beside[other].append(one)
    found, queue = set(seeds), deque(seeds)
    while queue:
        for other in beside[queue.popleft()]:
            if other not in found:
                found.add(other)
                queue.append(other)
    return Batch(size, frozenset(found))


def _seeds(trace: Trace) -> Iterator[int]:
    """Give the nodes that are seen to have samples as rows."""
    for edge in trace.edges:
        source, target = trace.nodes[edge.source], trace.nodes[edge.target]
        if target.op in LOSSES and edge.slot == 0 and len(source.shape) == 2:
            yield source.id
        narrow, wide = source.shape, target.shape
        if edge.is_vjp or len(wide) < 2 or len(narrow) > len(wide):
            continue
        first = narrow[0] if len(narrow) == len(wide) else 1
        if first == 1 and wide[0] > 1 and narrow and narrow[-1] == wide[-1] > 1:
            yield target.id


def _pairs(trace: Trace, size: int) -> Iterator[tuple[int, int]]:
    """Give the nodes that have the samples in common, by twos."""
    first: dict[int, int] = {}
    for edge in trace.edges:
        source, target = trace.nodes[edge.source], trace.nodes[edge.target]
        if source.shape[:1] != [size]:
            continue
        if target.op in LOSSES:
            yield source.id, first.setdefault(target.id, source.id)
        if target.shape[:1] == [size] and _keeps(edge, source, target):
            yield source.id, target.id


def _keeps(edge: EdgeStory, source: NodeStory, target: NodeStory) -> bool:
    """Tell whether the first axis of an operand is that of the value."""
    if target.op == "matmul":
        return edge.slot == 0 and len(source.shape) == 2
    if target.op in LAYERS:
        return edge.slot == 0 and len(source.shape) >= LAYERS[target.op]
    if target.op in REDUCTIONS:
        return edge.spread is None or 0 not in edge.spread.axes
    if target.op in WITHIN_ROWS:
        return True
    return not edge.is_vjp and len(source.shape) == len(target.shape)
