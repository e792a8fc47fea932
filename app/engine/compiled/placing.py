"""Where a tape keeps its arrays: in memory of its own, or where its user wants them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..ops.op import Array


class Workspace:
    """Buffers that tapes of one shape share, of which only one runs at a time.

    The k-th buffer that one tape asks for is the k-th of all others as well.
    """

    def __init__(self) -> None:
        self._buffers: list[Array] = []
        self._next = 0

    def rewind(self) -> None:
        """Begin again for another tape."""
        self._next = 0

    def empty(self, shape: Sequence[int], dtype: type) -> Array:
        """Return the next buffer, made where there is none of that shape and type."""
        if self._next == len(self._buffers):
            self._buffers.append(np.empty(shape, dtype))
        buffer = self._buffers[self._next]
        assert (buffer.shape, buffer.dtype) == (tuple(shape), np.dtype(dtype)), "of one shape"
        self._next += 1
        return buffer


@dataclass(frozen=True, slots=True)
class Placing:
    """What the user of a tape wants of its memory; by default nothing."""

    values: Mapping[int, Array] = field(default_factory=dict)
    """Arrays that hold the values of leaves. They are read where they are, never copied."""
    gradients: Mapping[int, Array] = field(default_factory=dict)
    """Contiguous arrays to write the gradients of leaves into."""
    known: Mapping[int, Array] = field(default_factory=dict)
    """Arrays in which another tape leaves the values of gates, which then count instead of what
    this tape makes of them. That is kept in ``Tape.own``, to be compared."""
    known_gradients: Mapping[int, Array] = field(default_factory=dict)
    """The same of the gradients of any nodes; what is made of these are the contributions."""
    workspace: Workspace | None = None
    """Where all other buffers come from, to be shared with other tapes."""
    dtype: type = np.float64
    without_values: bool = False
    """The outputs' own values are never read, and so never computed."""
    unit_seed: bool = False
    """The outputs' upstream gradients are one and stay so, which saves multiplying by them."""
    share_slopes: bool = False
    """Local derivatives of like gates are made in one pass, before the first is used."""
