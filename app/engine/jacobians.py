"""The Jacobian of one gate by one operand, written out: what the backward sweep never forms.

Column by column in forward mode, so that it shares no rule with the vector-Jacobian products that
it is compared with.
"""

from math import prod

import numpy as np

from .graph import Edge
from .ops.op import Array, Pattern
from .stopping import step_by_step
from .tape import Tape


def jacobian(tape: Tape, edge: Edge) -> Array:
    """Return it after a forward run: a row for each output, a column for each input."""
    node = tape.graph.nodes[edge.target]
    assert node.op is not None
    shape = tape.values[edge.source].shape
    found = np.zeros((prod(node.shape), prod(shape)))
    if not tape.graph.differentiates(node, edge.slot):
        return found
    rule = node.op.jvp(edge.slot)
    with np.errstate(all="ignore"):
        for column in step_by_step(range(prod(shape))):
            unit = np.zeros(shape)
            unit.flat[column] = 1.0
            value, operands = tape.values[node.id], tape.operands[node.id]
            moved = np.asarray(rule(unit, value, *operands, **node.params))
            if node.op.pattern is Pattern.ELEMENTWISE:
                moved = np.where(unit != 0.0, moved, 0.0)  # elsewhere it may be 0 · ∞
            found[:, column] = moved.ravel()
    return found
