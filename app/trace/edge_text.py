"""What is written of one wire."""

from typing import NamedTuple

from .model import Formula, Relation, Spread


class EdgeText(NamedTuple):
    """What is written of one wire."""

    formula: Formula
    left: Formula
    sign: Relation
    right: Formula | None
    """``None`` of a block, of which there is nothing to say beside the name of its derivative."""
    factor: Formula
    """The right side, in brackets where it needs them as a factor; all parts without ``math``."""
    derivative: Formula
    """What the local derivative is called."""
    local: str
    """The local derivative as a factor, where the formula is one or was summed from one."""
    constant: float | None
    """The right side, where it is the same number whatever the values are."""
    is_vjp: bool
    """Whether the gate is not elementwise, so that its formula is a vector-Jacobian product."""
    summed: Spread | None
    """Over which axes of the target the source was spread and its gradient is summed."""
    spread: Spread | None
    """Over which axes of the source the upstream gradient is spread, as a sum does."""
    worked: str | None
    """Where ``whole``, the formula with the shapes of its arrays."""
    reads: list[int]
    """The nodes whose values the right side holds."""
    flips: bool
    """Whether the local derivative has a minus sign before all of it."""

    @property
    def whole(self) -> bool:
        """Whether the formula is of the gradient itself, with the upstream in it."""
        return self.is_vjp or self.summed is not None
