"""Mini-batches, packed: every epoch the samples are laid out anew, batch after batch.

A tape is bound to the memory of one batch, so an update needs no copying. Narrow data lie feature
by feature within a batch, rows × batch, since the products then run along long contiguous axes;
wide data lie sample by sample, as they came, since laying them out anew would cost as much as the
update.
"""

import numpy as np
from numpy.typing import NDArray

from ..engine.ops.op import Array

WIDE = 64
"""Samples of more rows than this are packed whole."""


def epoch_order(seed: int, epoch: int, samples: int) -> NDArray[np.intp]:
    """Return the order of the samples in one epoch: a function of seed and epoch alone.

    It is the order that ``default_rng`` gives, a quarter sooner.
    """
    return np.random.Generator(np.random.PCG64((seed, epoch))).permutation(samples)


class Packed:
    """One data leaf's values for all samples, cut into batches of ``batch`` and a shorter rest."""

    def __init__(self, values: Array, batch: int) -> None:
        """Take ``values``, rows × samples."""
        rows, samples = values.shape
        full, rest = divmod(samples, batch)
        self._cut = full * batch
        self._wide = rows > WIDE
        self._values = np.ascontiguousarray(values.T if self._wide else values)
        self._packed = np.empty_like(self._values)
        if self._wide:
            starts = range(0, samples, batch)
            self.batches = [self._packed[start : start + batch].T for start in starts]
            return
        flat = self._packed.reshape(-1)
        self._blocks = flat[: rows * self._cut].reshape(full, rows, batch)
        self._rest = flat[rows * self._cut :].reshape(rows, rest)
        self.batches = [*self._blocks, *([self._rest] if rest else [])]

    def fill(self, order: NDArray[np.intp]) -> None:
        """Lay the samples out in this order."""
        if self._wide:
            np.take(self._values, order, axis=0, out=self._packed)
            return
        taken = self._values[:, order]
        blocks = taken[:, : self._cut].reshape(len(taken), *self._blocks.shape[::2])
        np.copyto(self._blocks, blocks.transpose(1, 0, 2))
        np.copyto(self._rest, taken[:, self._cut :])
