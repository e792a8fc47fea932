"""A graph made runnable: every buffer is planned once, then values flow forward and gradients back.

Running is a walk over lists of calls that were bound to their buffers beforehand, so running again
with new leaf values plans nothing and allocates next to nothing. Reverse mode follows Griewank and
Walther, *Evaluating Derivatives*, section 3.2; forward mode is in ``forward_mode.py``. How a tape
becomes fast enough to train networks, and what ``Placing`` is for, stands in ``compiled/``.
"""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from .activity import find_active
from .compiled.placing import Placing
from .compiled.rooms import plan_rooms
from .compiled.steps import Call, Steps, bind
from .errors import EngineError, NumbersError, ShapeError
from .graph import Edge, Graph, Literal, Node, no_numbers
from .ops.broadcasting import broadcast_axes
from .ops.op import Array, Kernel, Op, Pattern, Shape, describe_shape
from .stopping import question, step_by_step


class Tape:
    """Values, gradients and contributions of one graph.

    ``outputs`` are the nodes that backward starts from. ``gradients[n]`` is ``None`` where no
    output depends on node n or n depends on constants only; ``contributions[e]`` is what flows back
    through edge e, and the contributions out of a node, with its seed, sum to its gradient, where
    that is not known from elsewhere (see ``Placing``).

    What a leaf without numbers flows into has none either: such gates are not run, and what stands
    for their values takes no memory. Where that reaches an output, the gradients are shapes too.

    Args:
        graph: what is run.
        outputs: the nodes that backward starts from.
        placing: where values are, that are not the tape's own.
        shapes_do: whether an output may be a shape without numbers.

    Raises:
        NumbersError: it is, and it may not.
    """

    def __init__(
        self,
        graph: Graph,
        outputs: Sequence[int],
        placing: Placing | None = None,
        *,
        shapes_do: bool = False,
    ) -> None:
        if not shapes_do:
            require_numbers(graph, outputs)
        self.graph = graph
        self.placing = placing or Placing()
        self.outputs = tuple(dict.fromkeys(outputs))
        self.values: list[Array] = []
        self.gradients: list[Array | None] = [None] * len(graph)
        self.contributions: list[Array | None] = [None] * len(graph.edges)
        self.active = find_active(graph, self.outputs)
        """Which nodes depend on an input and have an output that depends on them."""
        self.operands: list[tuple[Array, ...]] = []
        """What each gate reads, in order; nothing for a leaf."""
        self.own: dict[int, Array] = {}
        """What this tape makes of the values that were known."""
        self._memos: dict[int, dict[str, Array]] = {}
        self._seeds: dict[int, Array] = {}
        self._forward: list[tuple[int, Call]] = []
        self._backward: list[Call] | None = None
        self._plan_forward()

    # -- leaves -----------------------------------------------------------------------------------

    def set(self, leaf: int, value: object) -> None:
        """Give a leaf a new value of its own shape.

        Raises:
            ShapeError: the value has another shape.
        """
        array = np.asarray(value, dtype=np.float64)
        if array.shape != self.values[leaf].shape:
            raise ShapeError(
                f"{self.graph.nodes[leaf].name or 'the leaf'} has shape "
                f"{describe_shape(self.values[leaf].shape)}, "
                f"the new value {describe_shape(array.shape)}"
            )
        np.copyto(self.values[leaf], array)

    # -- forward ----------------------------------------------------------------------------------

    def forward(self) -> None:
        """Compute every value from the leaves; whether to go on is asked before each gate.

        Raises:
            EngineError: a gate met data it cannot work on; its ``node`` says which.
        """
        running, ask = -1, question()
        with np.errstate(all="ignore"):
            try:
                for node, call in self._forward:
                    running = node
                    ask()
                    call()
            except EngineError as error:
                error.node = running
                raise

    def forward_calls(self) -> list[Call]:
        """Return what forward runs."""
        return [call for _, call in self._forward]

    def _plan_forward(self) -> None:
        self._rooms = plan_rooms(self.graph, self._empty, share_slopes=self.placing.share_slopes)
        room = self._rooms.values
        for node in step_by_step(self.graph.nodes):
            op = node.op
            if op is None:
                placed = self.placing.values.get(node.id)
                value = self.graph.values[node.id] if placed is None else placed
                is_own = placed is None and not node.shape_only
                self.values.append(value.copy() if is_own else value)
                self.operands.append(())
                continue
            args = tuple(
                np.array(o.value, self.placing.dtype) if isinstance(o, Literal) else self.values[o]
                for o in node.operands
            )
            self.operands.append(args)
            if node.shape_only:
                self.values.append(no_numbers(node.shape))
                continue
            known = self.placing.known.get(node.id)
            if known is not None:
                self.values.append(known)
                value = self.own[node.id] = np.empty(node.shape)
                kernel = partial(_copy_view, op.forward) if op.view else op.forward
                calls = bind(kernel, *args, out=value, **self._options(node, op))
                self._forward.extend((node.id, call) for call in calls)
                continue
            if op.extends and np.may_share_memory(args[0], extended := room[node.inputs[0]][1]):
                self.values.append(extended)
                continue
            if op.view:
                view = np.asarray(op.forward(*args, **node.params))
                if np.may_share_memory(view, args[0]):
                    self.values.append(view)
                    continue
            value = room[node.id][0] if node.id in room else self._empty(node.shape)
            self.values.append(value)
            if self.placing.without_values and node.id in self.outputs:
                continue
            kernel = partial(_copy_view, op.forward) if op.view else op.forward
            options = self._options(node, op)
            calls = bind(kernel, *args, out=value, **options)
            self._forward.extend((node.id, call) for call in calls)

    def _options(self, node: Node, op: Op) -> dict[str, object]:
        """Return the options of a node's kernels, with its memo where they share one."""
        if not op.shares:
            return dict(node.params)
        return {**node.params, "memo": self._memos.setdefault(node.id, {})}

    def _empty(self, shape: Shape) -> Array:
        workspace, dtype = self.placing.workspace, self.placing.dtype
        return np.empty(shape, dtype) if workspace is None else workspace.empty(shape, dtype)

    # -- backward ---------------------------------------------------------------------------------

    def backward(self, seeds: Mapping[int, object] | None = None) -> None:
        """Compute every gradient from the values of the last forward run.

        ``seeds`` gives the upstream gradient of each output, broadcast to its shape; default ones.

        Raises:
            ShapeError: a seed does not fit its output.
        """
        calls, ask = self.backward_calls(), question()
        for output in self.outputs:
            seed = 1.0 if seeds is None else seeds.get(output, 0.0)
            array = np.asarray(seed, dtype=np.float64)
            buffer = self._seeds[output]
            try:
                if self.graph.nodes[output].shape_only:
                    np.broadcast_to(array, buffer.shape)
                else:
                    np.copyto(buffer, array)
            except ValueError:
                raise ShapeError(
                    f"the seed has shape {describe_shape(array.shape)}, "
                    f"the output {describe_shape(buffer.shape)}",
                    hint="give a number, or an array of the output's shape",
                ) from None
        with np.errstate(all="ignore"):
            for call in calls:
                ask()
                call()

    def backward_calls(self) -> list[Call]:
        """Return what backward runs once the seeds are written."""
        if self._backward is None:
            self._backward = self._plan_backward()
        return self._backward

    def seed(self, output: int) -> Array:
        """Return the upstream gradient that the last backward run gave an output."""
        return self._seeds[output]

    def local(self, edge: Edge) -> Array | None:
        """Return the local derivative through one edge in the value's shape, after a forward run.

        ``None`` where the gate is not elementwise and its operands are arrays: there the derivative
        is a Jacobian, which nobody forms.
        """
        node = self.graph.nodes[edge.target]
        op = node.op
        assert op is not None
        if node.shape_only:
            return None
        operands_are_scalar = all(not array.shape for array in self.operands[edge.target])
        if op.pattern is not Pattern.ELEMENTWISE and (node.shape or not operands_are_scalar):
            return None
        if not self.graph.differentiates(node, edge.slot):
            return np.zeros(node.shape)
        rule = op.vjp(edge.slot)
        ones = np.ones(node.shape)
        if rule is None:
            return ones
        out = np.empty(node.shape)
        with np.errstate(all="ignore"):
            rule(ones, self.values[node.id], *self.operands[node.id], out=out, **node.params)
        return out

    def _plan_backward(self) -> list[Call]:
        """Bind the reverse sweep: gate by gate from the outputs, slot by slot within a gate."""
        if any(self.graph.nodes[output].shape_only for output in self.outputs):
            self._shape_backward()
            return []
        calls = [*self._rooms.slope_calls]
        nodes, incoming = self.graph.nodes, self.graph.edges_into()
        pending = [0] * len(nodes)
        for edge in self.graph.edges:
            if self._flows(edge):
                pending[edge.source] += 1
        for output in self.outputs:
            seed = self._empty(nodes[output].shape)
            seed.fill(1.0)
            self._seeds[output] = seed
            if not self.active[output]:
                continue
            if pending[output]:
                total = np.empty_like(seed)
                calls.append(partial(np.copyto, total, seed))
                self.gradients[output] = total
            else:
                self.gradients[output] = seed
        for node in step_by_step(reversed(nodes)):
            upstream = self.gradients[node.id]
            if upstream is None:
                continue
            upstream = self.placing.known_gradients.get(node.id, upstream)
            self.gradients[node.id] = upstream
            for edge in incoming[node.id]:
                if not self._flows(edge):
                    continue
                source, begun = edge.source, self.gradients[edge.source]
                alone = begun is None and pending[source] == 1
                placed = self.placing.gradients.get(source)
                contribution = self._plan_contribution(
                    node, edge, upstream, calls, placed if alone else None
                )
                self.contributions[edge.id] = contribution
                if begun is not None:
                    calls.append(partial(np.add, begun, contribution, begun))
                elif alone and (placed is None or contribution is placed):
                    self.gradients[source] = contribution
                else:
                    total = self._empty(contribution.shape) if placed is None else placed
                    calls.append(partial(np.copyto, total, contribution))
                    self.gradients[source] = total
        return calls

    def _shape_backward(self) -> None:
        """Let shapes stand for all gradients."""
        for node in self.graph.nodes:
            if self.active[node.id]:
                self.gradients[node.id] = no_numbers(node.shape)
        for edge in self.graph.edges:
            if self._flows(edge):
                self.contributions[edge.id] = self.gradients[edge.source]
        for output in self.outputs:
            self._seeds[output] = no_numbers(self.graph.nodes[output].shape)

    def _flows(self, edge: Edge) -> bool:
        """Tell whether a gradient flows back through an edge."""
        return (
            self.active[edge.source]
            and self.active[edge.target]
            and self.graph.differentiates(self.graph.nodes[edge.target], edge.slot)
        )

    def _plan_contribution(
        self, node: Node, edge: Edge, upstream: Array, calls: list[Call], target: Array | None
    ) -> Array:
        """Bind one VJP, with broadcasting undone, and return the buffer it ends in.

        That is ``target`` where it is given and the VJP writes anything at all.
        """
        op = node.op
        assert op is not None
        rule = op.vjp(edge.slot)
        shape = self.values[edge.source].shape
        wide_shape = node.shape if op.pattern is Pattern.ELEMENTWISE else shape
        if op.extends:
            return upstream[: shape[0]]
        if rule is None:
            wide = upstream
        else:
            wide = target if target is not None and wide_shape == shape else self._empty(wide_shape)
        if rule is not None and node.id in self._rooms.slopes:
            calls.append(partial(np.multiply, upstream, self._rooms.slopes[node.id], wide))
        elif rule is not None:
            one = self.placing.unit_seed and self._seeds.get(node.id) is upstream
            known = None if one and isinstance(rule, Steps) and rule.unit else upstream
            operands = self.operands[node.id]
            options = self._options(node, op)
            calls += bind(rule, known, self.values[node.id], *operands, out=wide, **options)
        if wide.shape == shape:
            return wide
        narrow = self._empty(shape) if target is None else target
        axes, kept = broadcast_axes(shape, wide.shape)
        summed = narrow.reshape(kept)
        calls.append(partial(np.add.reduce, wide, axes, None, summed, True))
        return narrow


def require_numbers(graph: Graph, outputs: Sequence[int]) -> None:
    """Refuse outputs that have a shape only.

    Raises:
        NumbersError: the first leaf without numbers that such an output depends on.
    """
    wanted = {output for output in outputs if graph.nodes[output].shape_only}
    for node in reversed(graph.nodes):
        if node.id in wanted:
            wanted.update(node.inputs)
    leaf = next(
        (n for n in graph.nodes if n.id in wanted and n.id in graph.values and n.shape_only), None
    )
    if leaf is None:
        return
    sizes = ", ".join(map(str, leaf.shape))
    name = leaf.name or "this"
    error = NumbersError(
        f"{name} has the shape {describe_shape(leaf.shape)} and no numbers, and this needs numbers",
        hint=f"give it some, as in {leaf.name or 'x'} = randn({sizes}), in smaller sizes if need be"
        if sizes
        else f"give it one, as in {leaf.name or 'x'} = 1",
    )
    error.node = leaf.id
    raise error


def _copy_view(forward: Kernel, *args: Array, out: Array, **params: object) -> None:
    """Copy what would be a view, where its layout in memory allows none."""
    np.copyto(out, np.asarray(forward(*args, **params)).reshape(out.shape))
