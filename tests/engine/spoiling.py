"""Graphs with one wrong rule, to see whether a gradient check finds it."""

from collections.abc import Callable
from copy import copy
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np

from app.engine.graph import Graph
from app.engine.ops.op import Array, Kernel, Op
from app.engine.tape import Tape

Spoil = Callable[[Array], object]

SPOILS: dict[str, Spoil] = {
    "sign": lambda out: np.negative(out, out=out),
    "lost": lambda out: out.fill(0.0),
    "half": lambda out: np.multiply(out, 0.5, out=out),
    "twice": lambda out: np.multiply(out, 2.0, out=out),
    "percent": lambda out: np.multiply(out, 1.01, out=out),
    "turned": lambda out: np.copyto(out, np.flip(out).copy()),
}


def spoiled(graph: Graph, random: Random) -> tuple[Graph, str]:
    """Return the graph with one rule of one gate spoiled, and how."""
    gates = [
        edge for edge in graph.edges if graph.differentiates(graph.nodes[edge.target], edge.slot)
    ]
    edge, name = random.choice(gates), random.choice(list(SPOILS))
    node = graph.nodes[edge.target]
    assert node.op is not None
    wrong = copy(graph)
    wrong.nodes = list(graph.nodes)
    wrong.nodes[node.id] = replace(node, op=_wrong(node.op, edge.slot, SPOILS[name]))
    return wrong, f"{name} at {node.op.name}"


def _wrong(op: Op, slot: int, spoil: Spoil) -> Op:
    if op.variadic:
        right = op.vjps[0]
        assert right is not None

        def choose(k: int, g: Array, y: Array, *args: Array, out: Array, **params: Any) -> None:
            right(k, g, y, *args, out=out, **params)
            if k == slot:
                spoil(out)

        return replace(op, vjps=(choose,))
    rules: list[Kernel | None] = list(op.vjps)
    rule = rules[slot]

    def vjp(g: Array, y: Array, *args: Array, out: Array, **params: Any) -> None:
        if rule is None:
            np.copyto(out, g)
        else:
            rule(g, y, *args, out=out, **params)
        spoil(out)

    rules[slot] = vjp
    return replace(op, vjps=tuple(rules), slope=None)


def differs(right: Tape, wrong: Tape, leaves: list[int], least: float) -> bool:
    """Tell whether the gradient of any entry is wrong by more than a share of its size."""
    for leaf in leaves:
        a, b = right.gradients[leaf], wrong.gradients[leaf]
        if a is None or b is None:
            continue
        size = np.maximum(np.abs(a), np.abs(b))
        with np.errstate(all="ignore"):
            if np.any((np.abs(a - b) > least * size) & (size > 1e-6)):
                return True
    return False
