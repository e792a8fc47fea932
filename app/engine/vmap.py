"""A graph evaluated at many places at once: its kernels run over arrays with axes in front.

What JAX calls ``vmap``, for forward values. A leaf that moves has ``PLACES`` axes before its own;
one of these may have size 1, where the leaf does not move along it, so that what depends on one
number only is computed along one line and not over the whole plane. Every gate uses its own forward
kernel: the values are those of a tape, but for the order in which products and sums add up.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from math import prod

import numpy as np

from .graph import Graph, Literal, Node
from .ops.op import Array, Op, Pattern, Shape
from .stopping import may_go_on
from .tape import Tape

PLACES = 2
"""Axes of places, before those of a value."""
ALL = (None, None, None)
"""The whole of an axis, in the key of the gate ``index``."""

Lead = tuple[int, ...]
Room = Callable[[Shape], Array]
"""Gives an array of a shape to write a gate's value into."""
Rule = Callable[[Node, list[Array], Lead, Room], Array]
"""``rule(node, args, lead, room)`` gives the value, of shape ``lead + node.shape``."""


@dataclass(frozen=True, slots=True)
class Vmap:
    """One output of a graph as a function of some of its leaves.

    What does not move is taken from ``tape``, as its last forward run has left it.
    """

    tape: Tape
    output: int
    moving: tuple[int, ...]
    """The gates that depend on a leaf that moves and that the output depends on, in order."""
    _kept: dict[tuple[int, Shape], Array] = field(default_factory=dict)
    """The arrays of the last call, by gate and shape: the next one writes into them again."""

    def __call__(self, leaves: Mapping[int, Array]) -> Array:
        """Return the output at every place, with ``PLACES`` axes before its own.

        ``leaves`` holds a value for each leaf that moves, with the axes of places in front. The
        answer is lent until the next call.

        Raises:
            EngineError: a gate met data it cannot work on.
        """
        graph, values = self.tape.graph, dict(leaves)
        with np.errstate(all="ignore"):
            for identity in self.moving:
                may_go_on()
                node = graph.nodes[identity]
                args = [self._operand(operand, values) for operand in node.operands]
                lead = np.broadcast_shapes(*(a.shape[:PLACES] for a in args))
                assert node.op is not None
                room = partial(self._room, identity)
                values[identity] = _rule(node.op)(node, args, lead, room)
        return values[self.output] if self.output in values else self._still(self.output)

    def _operand(self, operand: int | Literal, values: Mapping[int, Array]) -> Array:
        if isinstance(operand, Literal):
            return np.full((1,) * PLACES, operand.value)
        return values[operand] if operand in values else self._still(operand)

    def _still(self, node: int) -> Array:
        value = self.tape.values[node]
        return value.reshape((1,) * PLACES + value.shape)

    def _room(self, node: int, shape: Shape) -> Array:
        key = node, shape
        if key not in self._kept:
            self._kept[key] = np.empty(shape)
        return self._kept[key]

    @property
    def largest(self) -> int:
        """How many elements the largest array has that is made for one place."""
        graph, most = self.tape.graph, 1
        for node in map(graph.nodes.__getitem__, self.moving):
            assert node.op is not None
            shapes = graph.operand_shapes(node)
            inside = [f(*shapes) for f in (node.op.inner, node.op.scratch) if f is not None]
            most = max(most, prod(node.shape), *map(prod, inside))
        return most


def plan_vmap(tape: Tape, output: int, leaves: Mapping[int, object]) -> Vmap:
    """Find what moves with these leaves, on the way to an output."""
    graph: Graph = tape.graph
    moves = [node.id in leaves for node in graph.nodes]
    useful = [False] * len(graph)
    useful[output] = True
    for node in graph.nodes:
        moves[node.id] |= any(moves[k] for k in node.inputs)
    for node in reversed(graph.nodes):
        if useful[node.id]:
            for k in node.inputs:
                useful[k] = True
    gates = (n.id for n in graph.nodes if n.op is not None and moves[n.id] and useful[n.id])
    return Vmap(tape, output, tuple(gates))


# -- rules ----------------------------------------------------------------------------------------


def _rule(op: Op) -> Rule:
    if op.name in BY_NAME:
        return BY_NAME[op.name]
    if op.family == "losses":
        return _loss
    return _elementwise if op.pattern is Pattern.ELEMENTWISE else _one_by_one


def _run(node: Node, args: list[Array], out: Array, **params: object) -> Array:
    """Run the gate's kernel on arrays that already have their axes where it looks for them."""
    assert node.op is not None
    options = {**node.params, **params}
    if node.op.shares:
        options["memo"] = {}
    node.op.forward(*args, out=out, **options)
    return out


def _aligned(args: list[Array]) -> list[Array]:
    """Give all operands as many axes as the one that has most: they broadcast from the right."""
    rank = max(a.ndim for a in args)
    return [a.reshape(a.shape[:PLACES] + (1,) * (rank - a.ndim) + a.shape[PLACES:]) for a in args]


def _spread(args: list[Array], lead: Lead) -> list[Array]:
    """Give all operands all places."""
    return [np.broadcast_to(a, lead + a.shape[PLACES:]) for a in args]


def _elementwise(node: Node, args: list[Array], lead: Lead, room: Room) -> Array:
    return _run(node, _aligned(args), room(lead + node.shape))


def _one_by_one(node: Node, args: list[Array], lead: Lead, room: Room) -> Array:
    """Run the kernel at one place after another: of gates whose axes are where they are."""
    op, values = node.op, room(lead + node.shape)
    assert op is not None
    wide = _spread(args, lead)
    for place in np.ndindex(*lead):
        may_go_on()
        here = [a[place] for a in wide]
        if op.view:
            values[place] = np.asarray(op.forward(*here, **node.params))
        else:
            op.forward(*here, out=values[(*place, ...)], **node.params)
    return values


def _loss(node: Node, args: list[Array], lead: Lead, room: Room) -> Array:
    """Compute each term, and put them together as the reduction says."""
    op = node.op
    assert op is not None
    shapes = tuple(a.shape[PLACES:] for a in args)
    terms = op.result_shape(shapes, {**node.params, "reduction": "none"})
    args = _spread(args, lead) if op.labels else _aligned(args)
    each = _run(node, args, room(lead + terms), reduction="none")
    reduction = node.params["reduction"]
    if reduction == "none":
        return each
    total: Array = np.add.reduce(each.reshape(*lead, -1), axis=-1)
    return total / prod(terms) if reduction == "mean" else total


def _labelled(node: Node, args: list[Array], lead: Lead, room: Room) -> Array:
    return _run(node, _spread(args, lead), room(lead + node.shape))


def _along_axis(node: Node, args: list[Array], lead: Lead, room: Room) -> Array:
    """Fold or compare along an axis, which is counted from behind the places."""
    (x,), axis = args, node.params["axis"]
    if axis is None:
        folded = _run(node, [x.reshape(*lead, -1)], room((*lead, 1)), axis=-1, keepdims=True)
        return folded.reshape(lead + node.shape)
    return _run(node, [x], room(lead + node.shape), axis=_behind(axis))


def _behind(axis: object) -> int:
    assert isinstance(axis, int)
    return axis + PLACES if axis >= 0 else axis


def _product(node: Node, args: list[Array], lead: Lead, room: Room) -> Array:
    """Multiply matrices; a vector on the left is a row, one on the right a column."""
    left, right = args
    row, column = left.ndim == PLACES + 1, right.ndim == PLACES + 1
    left, right = _aligned(
        [left[..., None, :] if row else left, right[..., None] if column else right]
    )
    shape = (*np.broadcast_shapes(left.shape[:-2], right.shape[:-2]), left.shape[-2])
    value: Array = np.matmul(left, right, out=room((*shape, right.shape[-1])))
    return value.reshape(lead + node.shape)


def _outer(node: Node, args: list[Array], lead: Lead, room: Room) -> Array:
    left, right = args
    value: Array = left[..., None] * right[..., None, :]
    return value


def _moved(node: Node, args: list[Array], lead: Lead, room: Room) -> Array:
    return args[0].reshape(lead + node.shape)


def _transpose(node: Node, args: list[Array], lead: Lead, room: Room) -> Array:
    (x,), rank = args, len(node.shape)
    axes = node.params["axes"]
    order = range(rank)[::-1] if axes is None else [axis % rank for axis in axes]
    return np.transpose(x, (*range(PLACES), *(PLACES + axis for axis in order)))


def _concat(node: Node, args: list[Array], lead: Lead, room: Room) -> Array:
    args = [a if a.ndim > PLACES else a[..., None] for a in args]
    axis = _behind(node.params["axis"])
    return _run(node, _spread(args, lead), room(lead + node.shape), axis=axis)


def _index(node: Node, args: list[Array], lead: Lead, room: Room) -> Array:
    assert node.op is not None
    key = (*(ALL,) * PLACES, *node.params["key"])
    return np.asarray(node.op.forward(args[0], key=key))


BY_NAME: dict[str, Rule] = {
    "matmul": _product,
    "dot": _product,
    "outer": _outer,
    **dict.fromkeys(("sum", "mean", "amax", "amin"), _along_axis),
    **dict.fromkeys(("softmax", "log_softmax", "logsumexp"), _along_axis),
    **dict.fromkeys(("reshape", "flatten"), _moved),
    "transpose": _transpose,
    "concat": _concat,
    "index": _index,
    **dict.fromkeys(("pick", "others"), _labelled),
}
"""The gates whose axes are told by an option, or that have axes of their own."""
