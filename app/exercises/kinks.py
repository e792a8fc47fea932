"""Where a gate has no derivative, and no number that is asked for should stand."""

from collections.abc import Sequence

import numpy as np

from ..engine.ops.op import Array

AT_ZERO = ("relu", "leaky_relu", "abs", "step")


def on_a_kink(gate: str, operands: Sequence[Array]) -> bool:
    """Tell whether the operands of a gate stand on its kink."""
    if gate in AT_ZERO:
        return bool(np.any(operands[0] == 0))
    if gate in ("max", "min"):
        return any(
            bool(np.any(one == other)) for k, one in enumerate(operands) for other in operands[:k]
        )
    return False
