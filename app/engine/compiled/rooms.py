"""Which values of a graph stand next to each other in memory, so that one call serves them all.

A value that extends another, as a row of ones below it does, has room for it: the smaller one is
written straight into the larger. And the values of one kind of gate whose local derivative follows
from the value alone, as 1 − y² does for tanh, stand one below the other: then a single pass makes
the slopes of all layers.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from ..graph import Graph, Node
from ..ops.op import Array, Shape
from .steps import Call, bind


@dataclass(slots=True)
class Rooms:
    """Where the values of some gates are to be written."""

    values: dict[int, tuple[Array, Array]] = field(default_factory=dict)
    """Of a gate: the place of its value, and the value that extends it, or the same again."""
    slopes: dict[int, Array] = field(default_factory=dict)
    """Of a gate whose slopes are made together with others: its own."""
    slope_calls: list[Call] = field(default_factory=list)
    """What makes the slopes, once all values are there."""


def plan_rooms(graph: Graph, empty: Callable[[Shape], Array], *, share_slopes: bool) -> Rooms:
    """Make the places; ``empty`` gives the memory."""
    rooms = Rooms()
    extensions = _extensions(graph)
    wholes: dict[int, Array] = {}
    for group in _alike(graph) if share_slopes else []:
        shapes = [extensions.get(node.id, node).shape for node in group]
        ends = np.cumsum([rows for rows, _ in shapes]).tolist()
        values, slopes = (empty((ends[-1], shapes[0][1])) for _ in range(2))
        for node, end, (rows, _) in zip(group, ends, shapes, strict=True):
            whole = wholes[node.id] = values[end - rows : end]
            rooms.values[node.id] = whole, whole
            rooms.slopes[node.id] = slopes[end - rows : end][: node.shape[0]]
        op = group[0].op
        assert op is not None
        assert op.slope is not None
        rooms.slope_calls += bind(op.slope, values, out=slopes)
    for source, node in extensions.items():
        whole = wholes[source] if source in wholes else empty(node.shape)
        part = whole[: graph.nodes[source].shape[0]]
        assert node.op is not None
        node.op.forward(part, out=whole)
        rooms.values[source] = part, whole
    return rooms


def _extensions(graph: Graph) -> dict[int, Node]:
    """Return the gate that extends the value of another, by that other one."""
    found: dict[int, Node] = {}
    for node in graph.nodes:
        if node.op is not None and node.op.extends and not node.shape_only:
            source = graph.nodes[node.inputs[0]]
            if source.op is not None and not source.op.view:
                found.setdefault(source.id, node)
    return found


def _alike(graph: Graph) -> list[list[Node]]:
    """Return the groups of gates whose slopes one pass can make."""
    groups: dict[tuple[str, int], list[Node]] = {}
    for node in graph.nodes:
        if node.op is None or node.op.slope is None or node.shape_only:
            continue
        if len(node.shape) == 2:
            groups.setdefault((node.op.name, node.shape[1]), []).append(node)
    return [group for group in groups.values() if len(group) > 1]
