"""One telling: a tape that has run, read out node by node, edge by edge and step by step."""

from collections.abc import Callable, Collection

import numpy as np

from ..choices import Mode
from ..engine.ops.op import Array
from ..engine.stopping import step_by_step
from ..language import Ids, Program, Run, View
from .cautions import find_cautions
from .model import EdgeStory, NodeStory, Number, Phase, ShapeOnly, Step, Trace
from .modes import mode_cautions
from .numbers import to_number
from .sentences import (
    tell_contribution,
    tell_seed,
    tell_sent,
    tell_tangent,
    tell_tangent_seed,
    tell_value,
)
from .skeleton import Skeleton


class Telling:
    """Reads the trace off a tape that has run forward (and, in reverse mode, backward)."""

    def __init__(
        self,
        program: Program,
        view: View,
        skeleton: Skeleton,
        run: Run,
        limit: int | None,
        digits: int,
        told: Collection[int] | None = None,
    ) -> None:
        self.program = program
        self.view = view
        self.skeleton = skeleton
        self.graph = view.graph
        self.run = run
        self.tape = run.tape
        self.limit = limit
        self.digits = digits
        self.told = told
        self.steps: list[Step] = []
        self.locals = [self.tape.local(edge) for edge in step_by_step(self.graph.edges)]

    def reverse(self) -> Trace:
        """Tell both sweeps."""
        tape = self.tape
        for node in step_by_step(self.graph.nodes):
            if node.op is not None:
                self._step("forward", node.id, None, tell_value, node.id, tape.values)
        self._backward_steps()
        leaves = self.view.leaves
        return self._trace(
            "reverse",
            tape.gradients,
            None,
            tape.contributions,
            {
                name: self._number(self.run.gradient_of(leaves[name]), self.skeleton.shapes_back)
                for name in self.program.inputs
                if name in leaves
            },
            None,
        )

    def forward(self, moved: Ids, tangent: Array) -> Trace:
        """Tell one forward sweep that carries values and the tangent of one leaf together."""
        tape, graph = self.tape, self.graph
        tangents, arrivals = self.run.carry(moved, tangent)
        for leaf in moved.ravel().tolist():
            self._step("forward", leaf, None, tell_tangent_seed, leaf, tangents[leaf])
        for node in step_by_step(graph.nodes):
            if node.op is not None:
                moving = tangents[node.id]
                self._step("forward", node.id, None, tell_tangent, node.id, tape.values, moving)
        named = {name: self._tangent_of(tangents, ids) for name, ids in self.view.names.items()}
        nothing: list[Array | None] = [None] * len(graph)
        trace = self._trace("forward", nothing, tangents, arrivals, None, named)
        leaves = moved.ravel().tolist()
        trace.warnings.extend(mode_cautions(self.skeleton, self.run, leaves, tangents))
        return trace

    def _trace(
        self,
        mode: Mode,
        gradients: list[Array | None],
        tangents: list[Array] | None,
        contributions: list[Array | None],
        by_input: dict[str, Number | None] | None,
        by_name: dict[str, Number] | None,
    ) -> Trace:
        return Trace(
            self.program.output_name,
            list(self.tape.outputs),
            mode,
            self.view.level.value,
            by_input,
            by_name,
            {name: ids.tolist() for name, ids in self.view.names.items()},
            self._nodes(gradients, tangents),
            self._edges(mode, contributions),
            self.steps,
            find_cautions(self.skeleton, self.run, self.locals, self.program.text),
            self.program.update,
        )

    def _nodes(
        self, gradients: list[Array | None], tangents: list[Array] | None
    ) -> list[NodeStory]:
        skeleton, values = self.skeleton, self.tape.values
        return [
            NodeStory(
                node.id,
                node.name,
                skeleton.labels[node.id],
                None if node.op is None else node.op.name,
                skeleton.glyphs[node.id],
                node.kind.value,
                list(node.inputs),
                list(node.shape),
                None if node.shape_only else to_number(values[node.id], self.limit),
                self._number(gradients[node.id], skeleton.shapes_back),
                None if tangents is None else self._number(tangents[node.id], node.shape_only),
                list(node.group),
                node.source,
                skeleton.node_symbols[node.id],
                skeleton.node_formulas[node.id],
                skeleton.places[node.id],
                self._active(node.id),
                skeleton.moves[node.id],
                skeleton.joins[node.id],
                skeleton.deeds[node.id],
            )
            for node in step_by_step(self.graph.nodes)
        ]

    def _edges(self, mode: Mode, contributions: list[Array | None]) -> list[EdgeStory]:
        skeleton = self.skeleton
        texts = skeleton.edges if mode == "reverse" else skeleton.forward_edges
        nodes, back = self.graph.nodes, mode == "reverse"
        return [
            EdgeStory(
                edge.id,
                edge.source,
                edge.target,
                edge.slot,
                self._number(self.locals[edge.id]),
                text.formula,
                text.left,
                text.sign,
                text.right,
                text.factor,
                text.derivative,
                text.constant,
                text.flips,
                text.is_vjp,
                text.summed is not None,
                text.whole,
                text.summed,
                text.spread,
                text.worked,
                text.reads,
                self._number(
                    contributions[edge.id],
                    skeleton.shapes_back if back else nodes[edge.target].shape_only,
                ),
                self._sent(mode, edge.id, contributions[edge.id]),
            )
            for edge, text in step_by_step(zip(self.graph.edges, texts, strict=True))
        ]

    def _step(
        self, phase: Phase, node: int, edge: int | None, tell: Callable[..., str], *moment: object
    ) -> None:
        """Append a step, with its sentence if that is asked for: most of a story is its sentences.

        ``told`` counts steps from 1.
        """
        is_told = self.told is None or len(self.steps) + 1 in self.told
        sentence = tell(self.skeleton, *moment, self.digits) if is_told else ""
        self.steps.append(Step(phase, node, edge, sentence))

    def _backward_steps(self) -> None:
        """Seed, then every edge that carries a gradient, gate by gate from the output."""
        tape, skeleton = self.tape, self.skeleton
        for output in tape.outputs:
            if tape.active[output]:
                self._step("backward", output, None, tell_seed, output, tape.seed(output))
        left = [0] * len(self.graph)
        for edge in self.graph.edges:
            if tape.contributions[edge.id] is not None:
                left[edge.source] += 1
        sums = {output: tape.seed(output) for output in tape.outputs if tape.active[output]}
        for node in step_by_step(reversed(self.graph.nodes)):
            upstream = tape.gradients[node.id]
            if upstream is None or node.op is None:
                continue
            for edge in skeleton.incoming[node.id]:
                contribution = tape.contributions[edge.id]
                if contribution is None:
                    continue
                source = edge.source
                left[source] -= 1
                total: Array | None = None
                if skeleton.adds_up[source]:
                    before = sums.get(source)
                    if before is None or skeleton.shapes_back:
                        sums[source] = contribution
                    else:
                        sums[source] = before + contribution
                    total = None if before is None else sums[source]
                moment = upstream, self.locals[edge.id], contribution, total, left[source] == 0
                self._step("backward", node.id, edge.id, tell_contribution, edge.id, *moment)

    def _sent(self, mode: Mode, edge: int, contribution: Array | None) -> str | None:
        if mode == "forward" or contribution is None:
            return None
        return tell_sent(self.skeleton, edge, self.locals[edge])

    def _active(self, node: int) -> int | None:
        """Return how many margins of an opened hinge are active, at the gate that tells."""
        if node not in self.skeleton.margins or self.graph.nodes[node].shape_only:
            return None
        return int((self.tape.values[node] > 0.0).sum())

    def _number(self, array: Array | None, shape_only: bool = False) -> Number | None:
        if array is None:
            return None
        return ShapeOnly(list(array.shape)) if shape_only else to_number(array, self.limit)

    def _tangent_of(self, tangents: list[Array], ids: Ids) -> Number:
        """Return the tangent of what a name stands for; ``ids`` are its nodes, in its shape."""
        cells = ids.ravel().tolist()
        if any(self.graph.nodes[cell].shape_only for cell in cells):
            return ShapeOnly(list(ids.shape or tangents[int(ids)].shape))
        if not ids.shape:
            return to_number(tangents[int(ids)], self.limit)
        flat = np.array([tangents[cell].item() for cell in cells])
        return to_number(flat.reshape(ids.shape), self.limit)
