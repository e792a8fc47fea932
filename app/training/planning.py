"""Updates as lists of bound calls: one list a batch, over buffers that all batches share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from ..engine.compiled.fusing import fuse
from ..engine.compiled.placing import Placing, Workspace
from ..engine.compiled.steps import Call
from ..engine.ops.op import Array
from ..engine.tape import Tape
from .batches import Packed
from .config import Config, RegularizationConfig, batch_of
from .decay import undivided
from .dropout import Masks
from .forward import made_of, placed_masks, placed_parameters
from .networks import Network
from .optimizers import OPTIMIZERS, Memory, Penalty
from .schedules import Rate, rate_at

MOST_BOUND = 256
"""Up to so many batches have calls of their own, bound to the batch where it lies. More of them are
copied into the place of one, which costs two calls an update."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One update: the gradient of the batch's summed loss, then the optimiser's step."""

    gradient: list[Call]
    step: list[Call]


class Plans:
    """The updates of one epoch over ``inputs``, features × samples."""

    def __init__(
        self,
        network: Network,
        config: Config,
        inputs: Array,
        labels: Array,
        memory: Memory,
        *,
        watch: bool = False,
    ) -> None:
        samples = len(labels)
        batch = batch_of(config, samples)
        self.network = network
        self.gradient = np.empty(network.size)
        """The sum over the batch of each sample's gradient; the step uses it up."""
        self.batch = batch
        self.batches: list[Plan] = []
        self.before: list[Callable[[int], None]] = []
        """What is to be done before an update, given how many were made; mostly nothing."""
        self.masks: Masks | None = None
        if not samples:
            return
        rest = samples % batch
        shapes = {
            size: _Shape(network, size, memory.parameters, self.gradient, watch=watch)
            for size in filter(None, (batch, rest))
        }
        shape = shapes[batch]
        target = network.head.target(labels, network.classes)
        self._packed = {
            **{leaf: Packed(make(inputs), batch) for leaf, make in made_of(shape.fast, shape.x)},
            **{leaf: Packed(make(target), batch) for leaf, make in made_of(shape.fast, shape.y)},
        }
        self._shapes = shapes
        self._sizes = [batch] * (samples // batch) + ([rest] if rest else [])
        self._bound = len(self._sizes) <= MOST_BOUND
        self._careful: dict[int, list[Call]] = {}
        rate = Rate(config.optimizer.learning_rate)
        decay = undivided(config.regularization, batch)
        penalty = _penalty(decay, network)
        rule, options = OPTIMIZERS[config.optimizer.name], config.optimizer
        steps = {
            size: rule.plan(memory, self.gradient, 1.0 / size, penalty, options, rate)
            for size in shapes
        }
        if options.schedule.name != "constant":
            self.before.append(lambda update: rate.become(rate_at(options, update)))
        if network.dropping:
            self.masks = Masks(network.dropping, config.init.seed, batch)
            self.before.append(self._leave_out)
        shared = {} if self._bound else {size: shapes[size].calls() for size in shapes}
        for position, size in enumerate(self._sizes):
            values = self._values(position)
            if self._bound:
                gradient = shapes[size].calls(values)
            else:
                gradient = [*shapes[size].copies(values), *shared[size]]
            self.batches.append(Plan(gradient, steps[size]))

    def lay_out(self, order: NDArray[np.intp]) -> None:
        """Lay the samples out in the order of an epoch."""
        for packed in self._packed.values():
            packed.fill(order)

    def _leave_out(self, update: int) -> None:
        assert self.masks is not None
        mask = self.masks.at(update)
        for size, shape in self._shapes.items():
            np.copyto(shape.mask, mask[:, :size])

    def careful(self, position: int) -> list[Call]:
        """Return the calls of one batch's gradient, safe from logits of any size."""
        shape, values = self._shapes[self._sizes[position]], self._values(position)
        if self._bound:
            if position not in self._careful:
                self._careful[position] = shape.calls(values, careful=True)
            return self._careful[position]
        size = self._sizes[position]
        if size not in self._careful:
            self._careful[size] = shape.calls(careful=True)
        return [*shape.copies(values), *self._careful[size]]

    def _values(self, position: int) -> dict[int, Array]:
        return {leaf: packed.batches[position] for leaf, packed in self._packed.items()}


class _Shape:
    """All that batches of one size have in common."""

    def __init__(
        self, network: Network, size: int, parameters: Array, gradient: Array, *, watch: bool
    ) -> None:
        self._watch = watch
        self.network = network
        self._built = built = network.build(np.zeros((network.features, size)), drop=True)
        self.x = built.x
        self.y, self._loss = network.loss(built, np.zeros(size))
        self.fast = fuse(built.graph, shift=False)
        self._safe = fuse(built.graph)
        self._parameters, self._gradient = parameters, gradient
        self.mask = np.ones((sum(layer.units for layer in network.dropping), size))
        """Which units are left out of the update: a row a unit, a column a sample."""
        self._workspaces = Workspace(), Workspace()
        self._place: dict[int, Array] = {}

    def calls(
        self, values: Mapping[int, Array] | None = None, *, careful: bool = False
    ) -> list[Call]:
        """Bind the gradient to a batch, or to the place that batches are copied into."""
        fused = self._safe if careful else self.fast
        workspace = self._workspaces[careful]
        workspace.rewind()
        if values is None:
            values = self._place = self._place or {
                leaf: fused.graph.values[leaf].copy()
                for old in (self.x, self.y)
                for leaf, _ in made_of(fused, old)
            }
        loss = fused.nodes[self._loss]
        masks = placed_masks(self.network, self._built, fused, self.mask)
        blocks = partial(placed_parameters, self.network, self._built, fused)
        placing = Placing(
            values={**values, **masks, **blocks(self._parameters)},
            gradients=blocks(self._gradient),
            workspace=workspace,
            without_values=not self._watch,
            unit_seed=True,
            share_slopes=True,
        )
        tape = Tape(fused.graph, [loss], placing)
        return [*tape.forward_calls(), *tape.backward_calls()]

    def copies(self, values: Mapping[int, Array]) -> list[Call]:
        """Return the calls that copy a batch into place."""
        return [partial(np.copyto, self._place[leaf], value) for leaf, value in values.items()]


def _penalty(decay: RegularizationConfig, network: Network) -> Penalty:
    weights = network.weight_mask()
    return Penalty(
        l2=decay.l2 * weights if decay.l2 else None, l1=decay.l1 * weights if decay.l1 else None
    )
