"""The table of gates. A new gate is one row in one of the family files."""

from . import (
    activations,
    arithmetic,
    choices,
    cross_entropies,
    functions,
    hinge,
    identity,
    indexing,
    labels,
    linear_algebra,
    losses,
    normalizers,
    reductions,
    selu,
    shapes,
)
from .op import Op

FAMILIES = (
    arithmetic,
    functions,
    identity,
    activations,
    selu,
    choices,
    linear_algebra,
    reductions,
    shapes,
    indexing,
    labels,
    normalizers,
    losses,
    cross_entropies,
    hinge,
)

OPS: dict[str, Op] = {op.name: op for family in FAMILIES for op in family.OPS}
"""Every gate by its name."""

BY_NAME: dict[str, Op] = {alias: op for op in OPS.values() for alias in (op.name, *op.aliases)}
"""Every gate by its name and its aliases."""
