"""Warnings of the losses that take probabilities: what is none, and clamps in force."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np

from ..engine.graph import Node
from ..engine.ops.losses import LOG_FLOOR, SLOPE_FLOOR
from ..engine.ops.op import Array
from .model import Caution, CautionKind
from .numbers import show_exactly
from .sight import Sight, first_where

ROW_SUM = 0.02
"""By how much a row of probabilities may miss 1: three of them may be rounded to two decimals."""

Check: TypeAlias = Callable[[str, list[str], Array, Array], Iterator[tuple[CautionKind, str]]]
"""``check(where, names, p, y)`` yields (kind, message)."""


def _show(value: float) -> str:
    return show_exactly(value, 3)


def _check_bce(
    where: str, names: list[str], p: Array, y: Array
) -> Iterator[tuple[CautionKind, str]]:
    for name, numbers, role in ((names[0], p, "probability"), (names[1], y, "target")):
        outside = (numbers < 0) | (numbers > 1)
        if np.any(outside):
            (found,) = first_where(outside, numbers)
            message = f"{where}: {name} is {_show(found)}, and a {role} lies between 0 and 1"
            if role == "probability":
                message += "; for scores before the sigmoid there is bce_with_logits"
            yield "not-a-probability", message
            return
    clamped = p * (1.0 - p) < SLOPE_FLOOR
    if not np.any(clamped):
        return
    (found,) = first_where(clamped, p)
    near = "0" if found < 0.5 else "1"
    subject = f"an element of {names[0]}" if p.shape else names[0]
    what = f"{subject} {'is' if found in (0.0, 1.0) else 'is within 1e−12 of'} {near}"
    counts = []
    distance = found if near == "0" else 1.0 - found
    if distance == 0.0 or np.log(distance) < LOG_FLOOR:
        logarithm = f"ln {_show(distance)}" if distance == 0.0 else f"ln({_show(distance)})"
        counts.append(f"{logarithm} counts as −{-LOG_FLOOR:.0f}")
    counts.append(f"in the slope {names[0]}(1 − {names[0]}) counts as 1e−12")
    yield (
        "clamped",
        f"{where} is clamped, as in PyTorch, since {what}: {' and '.join(counts)}"
        "; bce_with_logits, on the score before the sigmoid, needs no clamp",
    )


def _check_cross_entropy(
    where: str, names: list[str], p: Array, y: Array
) -> Iterator[tuple[CautionKind, str]]:
    remedy = "; for scores before the softmax there is softmax_cross_entropy"
    outside = (p < 0) | (p > 1)
    if np.any(outside):
        (found,) = first_where(outside, p)
        message = (
            f"{where}: {names[0]} holds {_show(found)}, and a probability lies between 0 and 1"
        )
        yield "not-a-probability", message + remedy
        return
    sums = np.sum(p, axis=-1)
    wrong = np.abs(sums - 1.0) > ROW_SUM
    if np.any(wrong):
        (found,) = first_where(wrong, sums)
        row = "the row" if p.ndim == 1 else f"row {_place(wrong)}"
        message = f"{where}: {row} of {names[0]} sums to {_show(found)}, and probabilities sum to 1"
        yield "not-a-probability", message + remedy


def _place(marks: Array) -> str:
    return ", ".join(map(str, np.argwhere(marks)[0].tolist()))


CHECKS: dict[str, Check] = {"bce": _check_bce, "cross_entropy": _check_cross_entropy}
"""By the names of the gates."""


def probability_cautions(sight: Sight, node: Node) -> list[Caution]:
    """Check what one loss was given, after a forward run."""
    assert node.op is not None
    operands = zip(node.op.arguments, node.operands, strict=True)
    names = [(sight.text(o) if isinstance(o, int) else "") or name for name, o in operands]
    where = f"{node.op.name} {sight.place(node.id)}"
    p, y = sight.tape.operands[node.id]
    found = CHECKS[node.op.name](where, names, p, y)
    return [Caution(kind, sight.at(node.id), message) for kind, message in found]
