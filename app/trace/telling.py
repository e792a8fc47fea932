"""One telling: a tape that has run, read out node by node, edge by edge and step by step."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.engine.forward_mode import carry_tangents
from app.engine.ops.op import Array
from app.engine.tape import Tape
from app.language import Program, View
from app.trace.cautions import find_cautions
from app.trace.model import EdgeStory, Mode, NodeStory, Number, Step, Trace
from app.trace.numbers import to_number
from app.trace.sentences import (
    tell_contribution,
    tell_seed,
    tell_tangent,
    tell_tangent_seed,
    tell_value,
)
from app.trace.skeleton import Skeleton

Ids: TypeAlias = NDArray[np.intp]


class Telling:
    """Reads the trace off a tape that has run forward (and, in reverse mode, backward)."""

    def __init__(
        self,
        program: Program,
        view: View,
        skeleton: Skeleton,
        tape: Tape,
        limit: int | None,
        digits: int,
    ) -> None:
        self.program = program
        self.view = view
        self.skeleton = skeleton
        self.graph = view.graph
        self.tape = tape
        self.limit = limit
        self.digits = digits
        self.locals = [tape.local(edge) for edge in self.graph.edges]

    def reverse(self) -> Trace:
        """Tell both sweeps."""
        tape = self.tape
        steps = [
            Step(
                "forward",
                node.id,
                None,
                tell_value(self.skeleton, node.id, tape.values, self.digits),
            )
            for node in self.graph.nodes
            if node.op is not None
        ]
        steps += self._backward_steps()
        leaves = self.view.leaves
        return self._trace(
            "reverse",
            tape.gradients,
            None,
            tape.contributions,
            steps,
            {name: self._gradient_of(leaves[name]) for name in self.program.inputs},
            None,
        )

    def forward(self, seeds: dict[int, object]) -> Trace:
        """Tell one forward sweep that carries values and tangents together."""
        tape, graph = self.tape, self.graph
        tangents, arrivals = carry_tangents(tape, seeds)
        steps = [
            Step(
                "forward",
                leaf,
                None,
                tell_tangent_seed(self.skeleton, leaf, tangents[leaf], self.digits),
            )
            for leaf in seeds
        ]
        steps += [
            Step(
                "forward",
                node.id,
                None,
                tell_tangent(self.skeleton, node.id, tape.values, tangents[node.id], self.digits),
            )
            for node in graph.nodes
            if node.op is not None
        ]
        named = {
            node.name: to_number(tangents[node.id], self.limit)
            for node in graph.nodes
            if node.name is not None
        }
        nothing: list[Array | None] = [None] * len(graph)
        return self._trace("forward", nothing, tangents, arrivals, steps, None, named)

    def _trace(
        self,
        mode: Mode,
        gradients: list[Array | None],
        tangents: list[Array] | None,
        contributions: list[Array | None],
        steps: list[Step],
        by_input: dict[str, Number | None] | None,
        by_name: dict[str, Number] | None,
    ) -> Trace:
        skeleton, tape, limit = self.skeleton, self.tape, self.limit
        nodes = [
            NodeStory(
                node.id,
                node.name,
                None if node.op is None else node.op.name,
                skeleton.glyphs[node.id],
                node.kind.value,
                list(node.inputs),
                list(node.shape),
                to_number(tape.values[node.id], limit),
                self._number(gradients[node.id]),
                None if tangents is None else to_number(tangents[node.id], limit),
                list(node.group),
                node.source,
                skeleton.node_formulas[node.id],
            )
            for node in self.graph.nodes
        ]
        edges = [
            EdgeStory(
                edge.id,
                edge.source,
                edge.target,
                edge.slot,
                self._number(self.locals[edge.id]),
                skeleton.edge_formulas[edge.id],
                self._number(contributions[edge.id]),
            )
            for edge in self.graph.edges
        ]
        return Trace(
            self.program.output_name,
            list(tape.outputs),
            mode,
            self.view.level.value,
            by_input,
            by_name,
            nodes,
            edges,
            steps,
            find_cautions(skeleton, tape, self.locals),
        )

    def _backward_steps(self) -> list[Step]:
        """Seed, then every edge that carries a gradient, gate by gate from the output."""
        tape, skeleton = self.tape, self.skeleton
        steps = [
            Step(
                "backward",
                output,
                None,
                tell_seed(skeleton, output, tape.seed(output), self.digits),
            )
            for output in tape.outputs
            if tape.active[output]
        ]
        uses = [0] * len(self.graph)
        for edge in self.graph.edges:
            if tape.contributions[edge.id] is not None:
                uses[edge.source] += 1
        sums: dict[int, Array] = {}
        for node in reversed(self.graph.nodes):
            upstream = tape.gradients[node.id]
            if upstream is None or node.op is None:
                continue
            for edge in skeleton.incoming[node.id]:
                contribution = tape.contributions[edge.id]
                if contribution is None:
                    continue
                total: Array | None = None
                if uses[edge.source] > 1:
                    before = sums.get(edge.source)
                    total = contribution if before is None else before + contribution
                    sums[edge.source] = total
                    total = None if before is None else total
                local = self.locals[edge.id]
                sentence = tell_contribution(
                    skeleton, edge.id, upstream, local, contribution, total, self.digits
                )
                steps.append(Step("backward", node.id, edge.id, sentence))
        return steps

    def _number(self, array: Array | None) -> Number | None:
        return None if array is None else to_number(array, self.limit)

    def _gradient_of(self, ids: Ids) -> Number | None:
        """Return an input's gradient in its own shape; ``ids`` are its nodes, in that shape."""
        gradients = self.tape.gradients
        if not ids.shape:
            return self._number(gradients[int(ids)])
        parts = [gradients[i] for i in ids.ravel().tolist()]
        if all(part is None for part in parts):
            return None
        flat = np.array([0.0 if part is None else part.item() for part in parts])
        return to_number(flat.reshape(ids.shape), self.limit)
