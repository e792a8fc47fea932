"""Calls folded: a block is a gate whose rule is a graph of its own."""

import threading
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from ...engine.activity import find_active
from ...engine.forward_mode import carry_tangents
from ...engine.graph import Graph, Kind, Node
from ...engine.ops.op import Array, Kernel, Op, Pattern
from ...engine.stopping import step_by_step
from ...engine.tape import Tape
from ..program import Program
from .growing import copy_gate, copy_leaf, open_end
from .parts import Path


def fold_groups(program: Program, closed: Collection[Path]) -> tuple[Graph, list[int]]:
    """Fold calls into one gate each; of two that are nested the outer one counts.

    Returns:
        The graph, and for every node of the program's graph the id of the node with its value;
        for a node inside a block that is the block.
    """
    old = program.graph
    folds = _folds(old, closed)
    members: dict[Path, list[Node]] = {}
    for node, fold in zip(old.nodes, folds, strict=True):
        if fold:
            members.setdefault(fold, []).append(node)
    results = _results(program, members, folds)
    last = {nodes[-1].id: path for path, nodes in members.items()}
    graph = Graph(old.limits)
    moved = [-1] * len(old)
    for node in step_by_step(old.nodes):
        if not folds[node.id]:
            leaf = node.op is None
            moved[node.id] = copy_leaf(graph, old, node) if leaf else copy_gate(graph, node, moved)
        elif node.id in last:
            path = last[node.id]
            block = _Block.of(old, members[path], results[path])
            result = old.nodes[results[path]]
            gate = graph.gate(
                block.op(path[-1].rpartition("#")[0]),
                [moved[operand] for operand in block.operands],
                name=result.name,
                group=path[:-1],
                source=program.calls.get(path, result.source),
                shape_only=result.shape_only,
            )
            for member in members[path]:
                moved[member.id] = gate
    graph.names.update({name: moved[node] for name, node in old.names.items()})
    return graph, moved


def _folds(graph: Graph, closed: Collection[Path]) -> list[Path]:
    """Return, for every node, the outermost closed call it was made in; ``()`` for none."""
    wanted = frozenset(closed)
    known: dict[Path, Path] = {}
    for group in {node.group for node in graph.nodes}:
        outer = (group[:depth] for depth in range(1, len(group) + 1))
        known[group] = next((path for path in outer if path in wanted), ())
    return [known[node.group] for node in graph.nodes]


def _results(
    program: Program, members: dict[Path, list[Node]], folds: list[Path]
) -> dict[Path, int]:
    """Return the one node of each folded call whose value is used outside of it."""
    graph = program.graph
    results = {path: nodes[-1].id for path, nodes in members.items()}
    outside = [program.output, *graph.names.values()]
    outside += [e.source for e in graph.edges if folds[e.source] != folds[e.target]]
    for node in outside:
        if folds[node]:
            results[folds[node]] = node
    return results


@dataclass(frozen=True, slots=True)
class _Block:
    """A graph with open ends: ``ends`` stand for the operands of the block."""

    graph: Graph
    ends: tuple[int, ...]
    result: int
    operands: tuple[int, ...]
    """The nodes outside that the ends stand for."""
    stops: frozenset[int]
    """The ends that no gradient comes back to, since only labels or ``detach`` lie behind them."""
    learns: bool
    """Whether a gradient flows back to an input that was made in the call."""

    @classmethod
    def of(cls, old: Graph, group: list[Node], result: int) -> "_Block":
        inside = {node.id for node in group}
        operands = list(dict.fromkeys(o for node in group for o in node.inputs if o not in inside))
        graph = Graph(old.limits)
        moved = [-1] * len(old)
        for operand in operands:
            moved[operand] = open_end(graph, old.nodes[operand])
        for node in group:
            leaf = node.op is None
            moved[node.id] = copy_leaf(graph, old, node) if leaf else copy_gate(graph, node, moved)
        ends = tuple(moved[operand] for operand in operands)
        active = find_active(graph, [moved[result]])
        stops = frozenset(k for k, end in enumerate(ends) if not active[end])
        learns = any(active[moved[node.id]] for node in group if node.kind is Kind.INPUT)
        return cls(graph, ends, moved[result], tuple(operands), stops, learns)

    def op(self, name: str) -> Op:
        """Return the gate that runs this graph."""
        runner = _Runner(self)
        count = len(self.ends)
        arguments = tuple(f"x{k}" for k in range(1, count + 1))
        call = f"{name}({', '.join(arguments)})"
        holes = f"{name}({', '.join(f'{{{a}}}' for a in arguments)})"
        shape = self.graph.nodes[self.result].shape
        return Op(
            name=name,
            glyph=name,
            family="blocks",
            arguments=arguments,
            forward=runner.forward,
            vjps=tuple(runner.vjp(slot) for slot in range(count)),
            formula=call,
            derivatives=("g @ J",) * len(arguments),  # J: the Jacobian, which nobody forms
            behaviour="chains",
            summary="Runs the graph inside it backward and hands each input its gradient.",
            numpy=holes,
            numpy_vjps=tuple(f"{{g}} * {name}_{a}" for a in arguments),
            torch=holes,
            pattern=Pattern.BLOCK,
            shape=lambda *shapes, **params: shape,
            jvps=tuple(runner.jvp(slot) for slot in range(count)),
            stops=self.stops,
            learns=self.learns,
            inside=lambda: getattr(runner.local, "tape", None),
        )


class _Runner:
    """The kernels of a block. Each thread has a tape of its own, so a block may be shared."""

    def __init__(self, block: _Block) -> None:
        self.block = block
        self.local = threading.local()

    def _run(self, args: tuple[Array, ...]) -> Tape:
        tape: Tape | None = getattr(self.local, "tape", None)
        if tape is None:
            tape = self.local.tape = Tape(self.block.graph, [self.block.result])
        for end, value in zip(self.block.ends, args, strict=True):
            tape.set(end, value)
        tape.forward()
        self.local.given = None
        return tape

    def forward(self, *args: Array, out: Array) -> None:
        """Write the value of the block."""
        np.copyto(out, self._run(args).values[self.block.result])

    def vjp(self, slot: int) -> Kernel:
        """Return the rule that runs the block backward to one end."""

        def rule(g: Array, y: Array, *args: Array, out: Array) -> None:
            gradient = self._backward(g, args).gradients[self.block.ends[slot]]
            np.copyto(out, 0.0 if gradient is None else gradient)

        return rule

    def _backward(self, g: Array, args: tuple[Array, ...]) -> Tape:
        """Run the block backward, once for all its ends: they are asked for one after another."""
        given = b"".join(array.tobytes() for array in (g, *args))
        if given != getattr(self.local, "given", None):
            self._run(args).backward({self.block.result: g})
            self.local.given = given
        tape: Tape = self.local.tape
        return tape

    def jvp(self, slot: int) -> Kernel:
        """Return the rule that carries a tangent from one end through the block."""

        def rule(t: Array, y: Array, *args: Array) -> Array:
            tape = self._run(args)
            tangents, _ = carry_tangents(tape, {self.block.ends[slot]: t})
            return tangents[self.block.result]

        return rule
