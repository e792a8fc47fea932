"""The Jacobians of a gate: multiplying by them gives what vector-Jacobian products give."""

from dataclasses import dataclass
from math import prod

import numpy as np

from ..engine.jacobians import jacobian
from ..engine.ops.op import Array
from ..engine.tape import Tape

MOST = 16_384
"""Entries of a Jacobian that is written out, at most."""


@dataclass(frozen=True, slots=True)
class Product:
    """What flows back through a wire, found in two ways; all arrays are flat."""

    upstream: Array
    explicit: Array
    """The transposed Jacobian times the upstream gradient."""
    vjp: Array
    """The vector-Jacobian product, which forms no Jacobian."""

    @property
    def difference(self) -> float:
        """The largest difference of the two; where both are the same infinity, or NaN, none."""
        same = (self.explicit == self.vjp) | (np.isnan(self.explicit) & np.isnan(self.vjp))
        with np.errstate(all="ignore"):
            return float(np.where(same, 0.0, np.abs(self.explicit - self.vjp)).max())


@dataclass(frozen=True, slots=True)
class Factor:
    """The Jacobian of a gate by one of its operands."""

    edge: int
    source: int
    rows: int
    columns: int
    entries: Array | None
    """``None`` where it has more than ``MOST``, or no numbers."""
    product: Product | None
    """``None`` also where nothing flows back."""


def jacobians_of(tape: Tape, node: int) -> list[Factor]:
    """Return the Jacobian by each operand of a node, after a run forward and back."""
    return [_factor(tape, edge.id) for edge in tape.graph.edges if edge.target == node]


def _factor(tape: Tape, number: int) -> Factor:
    edge = tape.graph.edges[number]
    rows, columns = prod(tape.values[edge.target].shape), prod(tape.values[edge.source].shape)
    nodes = tape.graph.nodes
    if rows * columns > MOST or nodes[edge.target].shape_only:
        return Factor(number, edge.source, rows, columns, None, None)
    entries = jacobian(tape, edge)
    upstream, vjp = tape.gradients[edge.target], tape.contributions[number]
    product = None
    if any(nodes[output].shape_only for output in tape.outputs):
        upstream = None
    if upstream is not None and vjp is not None:
        with np.errstate(all="ignore"):
            explicit = entries.T @ upstream.ravel()
        product = Product(upstream.ravel(), explicit, vjp.ravel())
    return Factor(number, edge.source, rows, columns, entries, product)
