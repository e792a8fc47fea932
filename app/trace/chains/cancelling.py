"""Where factors cancel: behind a sigmoid or softmax and its loss only p − y is left.

That is found by trying numbers, so it holds for a loss however it is written, and a loss of which
it is not true is left as it is.
"""

import ast
from collections.abc import Collection

import numpy as np

from ...engine.graph import Graph, Kind, Node
from ...engine.ops.op import Array
from ...engine.tape import Tape
from .terms import value_name

TRIES = 3
CLOSE = 1e-7
MOST_ELEMENTS = 100_000
"""Elements of a graph that is tried, at most."""
_FAMILIES = frozenset({"activations", "normalizers"})


class Cancelling:
    """Tries a graph with other numbers, once it is asked for the first time."""

    def __init__(self, graph: Graph, output: int) -> None:
        self.graph = graph
        self.output = output
        self._runs: list[tuple[list[Array], list[Array | None]]] | None = None

    def left_of(self, gate: Node, behind: Collection[int]) -> ast.expr | None:
        """Return what is left of the gradient by the operand of a gate: ``p − y``, or that by N.

        ``behind`` are the gates from this one to the loss, in whose operands y is looked for.
        """
        op = gate.op
        if op is None or op.family not in _FAMILIES or len(gate.inputs) != 1:
            return None
        if self.graph.nodes[self.output].shape != () or self.graph.elements > MOST_ELEMENTS:
            return None
        if self.graph.nodes[gate.inputs[0]].shape != gate.shape:
            return None
        operands = {source for one in behind for source in self.graph.nodes[one].inputs}
        for target in sorted(operands):
            node = self.graph.nodes[target]
            if node.kind is not Kind.CONSTANT or node.shape != gate.shape:
                continue
            scale = self._scale(gate, target)
            if scale is not None:
                left = ast.BinOp(value_name(gate.id), ast.Sub(), value_name(target))
                return _scaled(left, scale)
        return None

    def _scale(self, gate: Node, target: int) -> float | None:
        """Return c where the gradient is c · (p − y), whatever the numbers are."""
        scales = []
        for values, gradients in self._tried():
            found = gradients[gate.inputs[0]]
            if found is None or not np.isfinite(found).all():
                continue
            left = values[gate.id] - values[target]
            scale = float((found * left).sum() / (left * left).sum())
            if not np.allclose(found, scale * left, rtol=CLOSE, atol=CLOSE * abs(scale)):
                return None
            scales.append(scale)
        if len(scales) < TRIES - 1 or not np.allclose(scales, scales[0], rtol=CLOSE):
            return None
        return scales[0] or None

    def _tried(self) -> list[tuple[list[Array], list[Array | None]]]:
        if self._runs is None:
            rng = np.random.default_rng(7)
            self._runs = [self._run(rng) for _ in range(TRIES)]
        return self._runs

    def _run(self, rng: np.random.Generator) -> tuple[list[Array], list[Array | None]]:
        tape = Tape(self.graph, [self.output])
        labels = self._labels()
        for node in self.graph.nodes:
            if node.kind is Kind.INPUT and node.id not in labels:
                tape.set(node.id, rng.normal(size=node.shape))
            elif node.kind is Kind.CONSTANT and node.id not in labels and _is_shares(node, tape):
                tape.set(node.id, _shares(rng, node.shape))
        tape.forward()
        tape.backward()
        gradients = [None if one is None else one.copy() for one in tape.gradients]
        return [value.copy() for value in tape.values], gradients

    def _labels(self) -> set[int]:
        edges, nodes = self.graph.edges, self.graph.nodes
        return {
            edge.source
            for edge in edges
            if not self.graph.differentiates(nodes[edge.target], edge.slot)
        }


def _is_shares(node: Node, tape: Tape) -> bool:
    """Tell whether a constant holds what a target holds: numbers from 0 to 1."""
    value = tape.values[node.id]
    return bool((value >= 0.0).all() and (value <= 1.0).all())


def _shares(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Make a target: a number between 0 and 1, of several classes numbers that sum to 1."""
    made = rng.uniform(0.1, 0.9, shape)
    if shape and shape[-1] > 1:
        made /= made.sum(axis=-1, keepdims=True)
    return made


def _scaled(left: ast.expr, scale: float) -> ast.expr:
    """Write c · (p − y), and a mean as a quotient."""
    if abs(scale - 1.0) < CLOSE:
        return left
    count = round(1.0 / scale)
    if count > 1 and abs(scale * count - 1.0) < CLOSE:
        return ast.BinOp(left, ast.Div(), ast.Constant(count))
    return ast.BinOp(ast.Constant(float(f"{scale:.10g}")), ast.Mult(), left)
