"""A network's answers on fixed points, in float32: quick enough to be asked for each frame."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from app.engine.fusing import Fused, fuse
from app.engine.ops.op import Array
from app.engine.placing import Placing
from app.engine.tape import Tape
from app.training.networks import Built, Network


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
        tape = Tape(fused.graph, [fused.nodes[shown]], Placing(values=values, dtype=dtype))
        self._calls = tape.forward_calls()
        self.layers: list[Array] = [tape.values[fused.nodes[layer]] for layer in built.layers]
        """The value of each layer, units × points; the last holds the scores."""
        self.outputs: Array = tape.values[fused.nodes[shown]]
        """Probabilities, scores or values, outputs × points."""

    def run(self, parameters: Array) -> None:
        """Answer with these parameters, a flat float64 vector."""
        with np.errstate(all="ignore"):
            np.copyto(self._parameters, parameters, casting="same_kind")
            for call in self._calls:
                call()


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


def placed_data(fused: Fused, old: int, values: Array, dtype: Any) -> dict[int, Array]:
    """Return for every leaf that is made of one data leaf its value."""
    return {leaf: make(values).astype(dtype) for leaf, make in made_of(fused, old)}


def made_of(fused: Fused, old: int) -> Sequence[tuple[int, Any]]:
    """Return the leaves that are made of one old leaf, and how."""
    return [(leaf, o.make) for leaf, o in fused.origins.items() if o.leaves == (old,)]
