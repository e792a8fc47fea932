"""Leaves that a piece of the palette needs beside what it is given, as lines of the language.

An array of a few numbers is written out, so that it can be read and dragged; a larger one is drawn
from a seed. Where the program has shapes without numbers, so have its new leaves.
"""

from dataclasses import dataclass
from math import prod, sqrt
from typing import Literal, TypeAlias

import numpy as np

from ..engine.ops.op import Domain, Shape

Kind: TypeAlias = Literal["weight", "zero", "one", "number", "target", "labels"]
"""A weight is small and drawn, of bias zeros and of gains ones; a number lies in a domain; targets
and labels are constants."""

WRITTEN_OUT = 6
"""Elements of an array at most that is written as its numbers."""
MOST_LISTED = 40
"""Labels that are listed; more are all of the first class."""
CLASSES = 3
"""How many classes labels tell apart where nothing says it."""


ANYWHERE = Domain()


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf to be made."""

    name: str
    shape: Shape
    kind: Kind = "weight"
    domain: Domain = ANYWHERE
    """Where a number or a target may lie."""
    classes: int = CLASSES
    fan_in: int = 0
    """How many products a weight is summed over; 0 of one that is in none."""


def written(leaf: Leaf, seed: int, *, shape_only: bool) -> str:
    """Write what a leaf is bound to."""
    if shape_only and leaf.shape:
        bare = f"shape({_sizes(leaf.shape)})"
        return f"const({bare})" if leaf.kind in ("target", "labels") else bare
    text = _RULES[leaf.kind](leaf, seed)
    return f"const({text})" if leaf.kind in ("target", "labels") else text


def _sizes(shape: Shape) -> str:
    return ", ".join(map(str, shape))


def _listed(values: object) -> str:
    """Write numbers without needless zeros: ``[0.5, -1]``."""
    if isinstance(values, list):
        return f"[{', '.join(map(_listed, values))}]"
    return f"{values:g}"


def _is_short(shape: Shape) -> bool:
    return prod(shape) <= WRITTEN_OUT and len(shape) < 3


def _weight(leaf: Leaf, seed: int) -> str:
    spread = 1 / sqrt(leaf.fan_in) if leaf.fan_in else 1.0
    if _is_short(leaf.shape):
        drawn = np.round(np.random.default_rng(seed).standard_normal(leaf.shape) * spread, 1)
        return _listed(np.where(drawn == 0, 0.1, drawn).tolist())
    factor = "" if spread == 1 else f"{spread:.2g} * "
    return f"{factor}randn({_sizes(leaf.shape)}, seed={seed})"


def _number(leaf: Leaf, seed: int) -> str:
    low, high = leaf.domain.low, leaf.domain.high
    if _is_short(leaf.shape):
        drawn = np.random.default_rng(seed).uniform(low, high, leaf.shape)
        kept = np.clip(np.round(drawn, 1), np.ceil(low * 10) / 10, np.floor(high * 10) / 10)
        return _listed(np.where(kept == 0, 0.1, kept).tolist())
    return f"uniform({_sizes(leaf.shape)}, low={low:g}, high={high:g}, seed={seed})"


def _target(leaf: Leaf, seed: int) -> str:
    if (leaf.domain.low, leaf.domain.high) != (0.0, 1.0):
        return _number(leaf, seed)
    if not leaf.shape:
        return "1"
    if _is_short(leaf.shape):
        return _listed((np.arange(prod(leaf.shape)).reshape(leaf.shape) % 2).tolist())
    rows = leaf.shape[0]
    if len(leaf.shape) == 2 and rows <= MOST_LISTED:
        return (
            f"onehot({_listed([k % leaf.shape[1] for k in range(rows)])}, classes={leaf.shape[1]})"
        )
    return _number(leaf, seed)


def _labels(leaf: Leaf, _seed: int) -> str:
    count = prod(leaf.shape)
    if count > MOST_LISTED:
        return f"zeros({_sizes(leaf.shape)})"
    return _listed((np.arange(count).reshape(leaf.shape) % leaf.classes).tolist())


def _zero(leaf: Leaf, _seed: int) -> str:
    return f"zeros({_sizes(leaf.shape)})" if leaf.shape else "0"


def _one(leaf: Leaf, _seed: int) -> str:
    return f"ones({_sizes(leaf.shape)})" if leaf.shape else "1"


_RULES = {
    "weight": _weight,
    "zero": _zero,
    "one": _one,
    "number": _number,
    "target": _target,
    "labels": _labels,
}
