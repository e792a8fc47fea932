"""Which loss a node computes, and of what: by its gate, or where it is spelled out by its numbers.

``-y * log(p) - (1 - y) * log(1 - p)`` is ``bce(p, y)`` however it is written. That is found by
trying numbers: two nodes that all of it follows from, and the same values as the gate gives.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod

import numpy as np

from ...engine.errors import EngineError
from ...engine.graph import Graph, Kind, Literal, Operand
from ...engine.ops import OPS
from ...engine.ops.op import Array, Op, Params, Shape
from ...engine.ops.params import REDUCTIONS
from ...engine.tape import Tape

PENALTIES = ("l2", "half_l2")
ROWS = ("cross_entropy", "softmax_cross_entropy", "hinge")
"""Losses of rows of scores, one for each class."""
SQUARES = ("squared_error", "half_squared_error", "mse")
LOSSES = (*SQUARES, "bce", "bce_with_logits", *ROWS, *PENALTIES)
SPELLED = ("bce", "cross_entropy", "squared_error", "half_squared_error")
"""Losses that are recognised in smaller gates."""
WORDS = frozenset(
    ("add", "subtract", "multiply", "divide", "negate", "power", "square", "log", "sum", "mean")
)
"""The gates that a loss is spelled with."""
TARGETS = ("y", "t", "target", "truth", "label", "actual")
"""How names of what is true begin."""
MOST_GATES = 20
MOST_ELEMENTS = 10_000
CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Loss:
    """A loss: the gate that gives its numbers, and what it compares."""

    op: Op
    params: Params
    predicted: int
    """The node of what was predicted; of a penalty the weights."""
    actual: Operand | None
    """What is true; ``None`` of a penalty."""
    is_spelled: bool


def loss_at(graph: Graph, node: int) -> Loss | None:
    """Return the loss that a node computes, if it computes one."""
    found = graph.nodes[node]
    if found.op is None:
        return None
    if found.op.name in LOSSES:
        predicted, *rest = found.operands
        if not isinstance(predicted, int):
            return None
        return Loss(found.op, found.params, predicted, rest[0] if rest else None, False)
    if found.op.name not in WORDS or prod(found.shape) > MOST_ELEMENTS:
        return None
    region = _region(graph, node)
    return _spelled_loss(graph, node, region) or _spelled_penalty(graph, node, region)


def _region(graph: Graph, node: int) -> list[int]:
    """Return the nodes before one with only words in between, nearest first."""
    region, seen = [node], {node}
    for one in region:
        op = graph.nodes[one].op
        if op is None or op.name not in WORDS or len(region) > MOST_GATES:
            continue
        for operand in graph.nodes[one].inputs:
            if operand not in seen:
                seen.add(operand)
                region.append(operand)
    return [one for one in region[1:] if prod(graph.nodes[one].shape) <= MOST_ELEMENTS]


def _spelled_loss(graph: Graph, node: int, region: list[int]) -> Loss | None:
    for predicted in region:
        for actual in region:
            if actual == predicted or not _may_compare(graph, predicted, actual):
                continue
            ends = (predicted, actual)
            between = _between(graph, node, ends)
            if between is None:
                continue
            found = _named(graph, between, ends, SPELLED)
            if found and (found[0].name not in SQUARES or _is_target(graph, predicted, actual)):
                return Loss(*found, predicted, actual, True)
    return None


def _spelled_penalty(graph: Graph, node: int, region: list[int]) -> Loss | None:
    for weights in region:
        leaf = graph.nodes[weights]
        if leaf.kind is Kind.INPUT and leaf.shape and graph.nodes[node].shape == ():
            between = _between(graph, node, (weights,))
            found = between and _named(graph, between, (weights,), PENALTIES)
            if found:
                return Loss(*found, weights, None, True)
    return None


def _named(
    graph: Graph, between: list[int], ends: tuple[int, ...], names: tuple[str, ...]
) -> tuple[Op, Params] | None:
    """Return the loss that gives the numbers which some gates give."""
    random = np.random.default_rng(3)
    args = [random.uniform(0.1, 0.9, graph.nodes[end].shape) for end in ends]
    with np.errstate(all="ignore"):
        value = _value(graph, between, dict(zip(ends, args, strict=True)))
        for op, params in _candidates(graph, between, ends, names):
            wanted = np.empty(value.shape)
            op.forward(*args, out=wanted, **params)
            if np.allclose(value, wanted, rtol=CLOSE, atol=CLOSE):
                return op, params
    return None


def _may_compare(graph: Graph, predicted: int, actual: int) -> bool:
    one, other = graph.nodes[predicted], graph.nodes[actual]
    return one.kind is not Kind.CONSTANT and one.shape == other.shape


def _is_target(graph: Graph, predicted: int, actual: int) -> bool:
    """Tell of two alike which is the truth: the constant, or what is called y."""
    if graph.nodes[actual].kind is Kind.CONSTANT:
        return True
    name, other = ((graph.nodes[k].name or "").lower() for k in (actual, predicted))
    is_leaf = graph.nodes[actual].kind is not Kind.GATE
    return is_leaf and name.startswith(TARGETS) and not (other and other.startswith(TARGETS))


def _between(graph: Graph, node: int, ends: tuple[int, ...]) -> list[int] | None:
    """Return the gates from some nodes to one, if it follows from all of these and nothing else."""
    waiting, found, met = [node], {node}, set[int]()
    while waiting:
        one = graph.nodes[waiting.pop()]
        if one.op is None or one.op.name not in WORDS or len(found) > MOST_GATES:
            return None
        for operand in one.inputs:
            if operand in ends:
                met.add(operand)
            elif operand not in found:
                found.add(operand)
                waiting.append(operand)
    return sorted(found) if met == set(ends) else None


def _candidates(
    graph: Graph, between: list[int], ends: tuple[int, ...], names: tuple[str, ...]
) -> Iterator[tuple[Op, Params]]:
    """Give the losses that gates may be.

    Of two terms the mean is half the sum: what is written counts first.
    """
    shapes = tuple(graph.nodes[end].shape for end in ends)
    gates = {op.name for one in between if (op := graph.nodes[one].op) is not None}
    reductions = (
        sorted(REDUCTIONS, key=lambda way: way != "mean") if "mean" in gates else REDUCTIONS
    )
    for reduction in reductions:
        for name in names:
            op = OPS[name]
            if name in ROWS and (not shapes[0] or shapes[0][-1] < 2):
                continue
            if reduction != "sum" and not _has_many(name, shapes[0]):
                continue
            params = op.settled({"reduction": reduction})
            try:
                shape = op.result_shape(shapes, params)
            except EngineError:
                continue
            if shape == graph.nodes[between[-1]].shape:
                yield op, params


def _has_many(name: str, shape: Shape) -> bool:
    """Tell whether a loss has several terms, so that its reduction matters."""
    return len(shape) > (name in ROWS)


def _value(graph: Graph, between: list[int], given: Mapping[int, Array]) -> Array:
    """Return the value of the last of some gates, of other numbers at the ends."""
    values = dict(given)
    for one in between:
        gate = graph.nodes[one]
        assert gate.op is not None
        operands = [
            np.asarray(o.value) if isinstance(o, Literal) else values[o] for o in gate.operands
        ]
        values[one] = np.empty(gate.shape)
        gate.op.forward(*operands, out=values[one], **gate.params)
    return values[between[-1]]


def slopes_of(op: Op, params: Params, args: Mapping[int, Array], slot: int) -> tuple[Array, Array]:
    """Return the value of a loss and its gradient by one argument, as the engine has them."""
    graph = Graph()
    leaves = [graph.leaf(Kind.INPUT, args[k]) for k in range(len(args))]
    return run_back(graph, graph.gate(op, leaves, params), leaves[slot])


def run_back(graph: Graph, output: int, leaf: int) -> tuple[Array, Array]:
    """Return the value of an output, and the gradient of its sum by a leaf."""
    tape = Tape(graph, [output])
    with np.errstate(all="ignore"):
        tape.forward()
        tape.backward({output: np.ones(tape.values[output].shape)})
    found = tape.gradients[leaf]
    value = tape.values[output]
    return value, np.zeros(graph.nodes[leaf].shape) if found is None else found
