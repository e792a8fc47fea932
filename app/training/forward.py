"""A network's answers on fixed points, in float32: quick enough to be asked for each frame."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..engine.compiled.fusing import Fused, fuse
from ..engine.compiled.placing import Placing, Workspace
from ..engine.compiled.steps import Call
from ..engine.ops.op import Array
from ..engine.stopping import question
from ..engine.tape import Tape
from .dropout import by_layer
from .networks import Built, Network

LARGE = 1_000_000
"""Products of parameters and points from which a call can take some milliseconds, and is asked
before it whether to go on."""


class Forward:
    """What every layer says of ``inputs``, features × points."""

    def __init__(self, network: Network, inputs: Array, dtype: type = np.float32) -> None:
        built = network.build(inputs)
        shown = network.shown(built)
        fused = fuse(built.graph)
        self._parameters: Array = np.empty(network.size, dtype)
        values = {
            **placed_parameters(network, built, fused, self._parameters),
            **placed_data(fused, built.x, inputs, dtype),
        }
        self._data = [(values[leaf], make) for leaf, make in made_of(fused, built.x)]
        workspace = Workspace()
        placing = Placing(values=values, dtype=dtype, workspace=workspace)
        tape = Tape(fused.graph, [fused.nodes[shown]], placing)
        self._calls = tape.forward_calls()
        self._quick: list[Call] = []
        """The same into the same arrays, where no logit overflows."""
        if dtype is np.float32:
            workspace.rewind()
            quick = fuse(built.graph, shift=False)
            assert quick.nodes == fused.nodes, "only the kernel of a gate is another"
            self._quick = Tape(quick.graph, [quick.nodes[shown]], placing).forward_calls()
        self.layers: list[Array] = [tape.values[fused.nodes[layer]] for layer in built.layers]
        """The value of each layer, units × points; the last holds the scores."""
        self.outputs: Array = tape.values[fused.nodes[shown]]
        """Probabilities, scores or values, outputs × points."""
        self._is_large = network.size * inputs.shape[1] > LARGE

    def look_at(self, inputs: Array) -> None:
        """Look at as many other points from now on."""
        for array, make in self._data:
            np.copyto(array, make(inputs), casting="same_kind")

    def run(self, parameters: Array) -> None:
        """Answer with these parameters, a flat float64 vector."""
        with np.errstate(all="ignore"):
            np.copyto(self._parameters, parameters, casting="same_kind")
            if self._is_large:
                do_asking(self._calls)
            elif not self._is_quick():
                for call in self._calls:
                    call()

    def _is_quick(self) -> bool:
        """Answer without care for large logits; tells whether that went well."""
        try:
            with np.errstate(over="raise", divide="raise", invalid="raise"):
                for call in self._quick:
                    call()
        except FloatingPointError:
            return False
        return bool(self._quick)


def do_asking(calls: Sequence[Call]) -> None:
    """Do all calls, and ask before each whether to go on."""
    ask = question()
    for call in calls:
        ask()
        call()


PIECE_BYTES = 8_000_000
"""Memory of the values of all layers on the points that are looked at together."""
GROWTH = 2
"""Arrays as large as a layer's value that one layer takes: before and after its activation."""
FEWEST, MOST = 256, 5_000
"""Points that are looked at together, at least and at most."""


class InPieces:
    """A network's answers on many points, in the memory of a part of them.

    What is small enough is one piece, and computed as :class:`Forward` does.
    """

    def __init__(self, network: Network, inputs: Array) -> None:
        points = inputs.shape[1]
        self._size = min(points, piece(network))
        self._inputs: Array = inputs
        self._forward = Forward(network, self._inputs[:, : self._size])

    def run(self, parameters: Array, choose: Callable[[Forward], Array]) -> Array:
        """Return what is chosen of each piece, rows × points."""
        points = self._inputs.shape[1]
        parts = []
        for start in range(0, points, self._size):
            first = min(start, points - self._size)
            if self._size < points:
                self._forward.look_at(self._inputs[:, first : first + self._size])
            self._forward.run(parameters)
            parts.append(choose(self._forward)[:, start - first :].copy())
        return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)


def piece(network: Network) -> int:
    """Return how many points are looked at together."""
    return min(MOST, max(FEWEST, PIECE_BYTES // (4 * GROWTH * network.rows)))


def placed_parameters(
    network: Network, built: Built, fused: Fused, flat: Array
) -> dict[int, Array]:
    """Return for the leaf of every block of a fused graph its part of a flat vector."""
    placed: dict[int, Array] = {}
    for block, leaves in zip(network.blocks, built.leaves, strict=True):
        leaf = fused.leaf_from(*leaves)
        assert leaf is not None, "a block is one leaf once its biases are folded in"
        placed[leaf] = block.view(flat)
    return placed


def placed_masks(network: Network, built: Built, fused: Fused, mask: Array) -> dict[int, Array]:
    """Return for every leaf of a layer's dropout its part of a mask."""
    parts = by_layer(mask, network.dropping)
    placed = dict(zip(built.masks, parts, strict=True))
    return {leaf: placed[old] for old in built.masks for leaf, _ in made_of(fused, old)}


def placed_data(fused: Fused, old: int, values: Array, dtype: Any) -> dict[int, Array]:
    """Return for every leaf that is made of one data leaf its value."""
    return {leaf: make(values).astype(dtype) for leaf, make in made_of(fused, old)}


def made_of(fused: Fused, old: int) -> Sequence[tuple[int, Any]]:
    """Return the leaves that are made of one old leaf, and how."""
    return [(leaf, o.make) for leaf, o in fused.origins.items() if o.leaves == (old,)]
