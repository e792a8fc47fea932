"""What a changed network keeps of the one before: every weight that both of them have."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from ..engine.ops.op import Array
from .networks import Block, Network

Trained: TypeAlias = tuple[Network, Sequence[str], Array]
"""A network, the names of its features, and its parameters, flat."""


def carry_parameters(source: Trained, target: Trained) -> None:
    """Write into the target's parameters those of the source for the same units and inputs.

    Hidden layers are matched by number and output layers with each other; the inputs of a first
    layer by the names of the features, all others by their place.
    """
    old, old_features, old_flat = source
    new, new_features, new_flat = target
    before = {_place(old, block): block for block in old.blocks}
    for block in new.blocks:
        kept = before.get(_place(new, block))
        if kept is None:
            continue
        units = min(block.units, kept.units)
        read, write = kept.view(old_flat)[:units], block.view(new_flat)[:units]
        if block.bias and kept.bias:
            write[:, block.inputs] = read[:, kept.inputs]
        if block.layer == kept.layer == 1:
            pairs = [
                (old_features.index(name), column)
                for column, name in enumerate(new_features)
                if name in old_features
            ]
        elif 1 not in (block.layer, kept.layer):
            pairs = [(k, k) for k in range(min(block.inputs, kept.inputs))]
        else:
            continue
        columns = np.array(pairs, np.intp).reshape(-1, 2)
        write[:, columns[:, 1]] = read[:, columns[:, 0]]


def _place(network: Network, block: Block) -> tuple[int, int]:
    """Return where a block stands: the output layer is layer 0, whatever its number."""
    last = block.layer == len(network.layers)
    return (0 if last else block.layer), block.piece
