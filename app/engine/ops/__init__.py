"""The table of gates. A new gate is one row in one of the family files."""

from . import (
    activations,
    affine,
    arithmetic,
    attention,
    choices,
    convolution,
    cross_entropies,
    dropout,
    functions,
    hinge,
    identity,
    indexing,
    labels,
    linear_algebra,
    losses,
    normalizers,
    norms,
    pooling,
    reductions,
    selu,
    shapes,
    stacking,
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
    affine,
    convolution,
    pooling,
    reductions,
    shapes,
    stacking,
    indexing,
    labels,
    normalizers,
    norms,
    dropout,
    attention,
    losses,
    cross_entropies,
    hinge,
)

OPS: dict[str, Op] = {op.name: op for family in FAMILIES for op in family.OPS}
"""Every gate by its name."""

BY_NAME: dict[str, Op] = {alias: op for op in OPS.values() for alias in (op.name, *op.aliases)}
"""Every gate by its name and its aliases."""
