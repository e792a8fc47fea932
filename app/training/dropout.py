"""Inverted dropout: which units are left out of an update, from the seed and its number alone.

A unit that stays is divided by the chance to stay, so that on average the next layer gets what it
gets when nothing is left out, and evaluation needs no other weights. Srivastava et al. 2014.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from ..engine.ops.op import Array
from .config import LayerConfig

TOGETHER = 20_000
"""Numbers that are drawn at once: making a generator costs as much as some updates."""
MOST = 64
STREAM = 1
"""Tells these draws from those of the order of the batches."""


class Masks:
    """The masks of all layers with dropout, update by update, for batches of ``batch`` samples."""

    def __init__(self, layers: Sequence[LayerConfig], seed: int, batch: int) -> None:
        keep = [np.full((layer.units, 1), 1.0 - layer.dropout, np.float32) for layer in layers]
        self._keep: NDArray[np.float32] = np.concatenate(keep)
        self._seed, self._batch = seed, batch
        self._updates = min(MOST, max(1, TOGETHER // (len(self._keep) * batch)))
        self._block = -1
        self._drawn: Array = np.empty(0)

    def at(self, update: int) -> Array:
        """Return the mask of one update: a row a unit, 0 or 1 / (1 − dropout) for each sample."""
        block, place = divmod(update, self._updates)
        if block != self._block:
            rng = np.random.default_rng((self._seed, block, STREAM))
            shape = self._updates, len(self._keep), self._batch
            lots = rng.random(shape, np.float32)
            self._drawn = (lots < self._keep) / self._keep.astype(np.float64)
            self._block = block
        mask: Array = self._drawn[place]
        return mask


def by_layer(mask: Array, layers: Sequence[LayerConfig]) -> Iterator[Array]:
    """Yield each layer's part of a mask, as a view."""
    start = 0
    for layer in layers:
        yield mask[start : start + layer.units]
        start += layer.units


def kept_units(mask: Array, layers: Sequence[LayerConfig]) -> NDArray[np.bool_]:
    """Return for every unit of these layers whether each sample of a mask has it."""
    parts = by_layer(mask, [layer for layer in layers if layer.dropout])
    everything = [
        next(parts) > 0 if layer.dropout else np.ones((layer.units, mask.shape[1]), bool)
        for layer in layers
    ]
    return np.concatenate(everything)
