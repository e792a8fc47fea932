"""Why a line is wrong: found by trying what it would have to be.

Each trial takes what the line comes to, or the line with one thing changed, and asks whether that
is the gradient, at all numbers. The first that is says what is wrong; what is surest comes first.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

import numpy as np

from ..engine.ops.op import Array, describe_shape
from ..engine.stopping import may_go_on
from ..language import ProgramError, ReadLimits
from .changes import changes, further
from .reason import Reason
from .worlds import World
from .written import Formula, Written, formula

EXACT = 1e-9
"""Relative to the largest element: what float64 leaves of two ways to the same number."""
Known: TypeAlias = Sequence[dict[str, Array]]


@dataclass(frozen=True, slots=True)
class Case:
    """A line that can be worked out, beside what is true, in each world."""

    line: Written
    name: str
    """Of the forward value whose gradient it is."""
    worlds: Sequence[World]
    known: Known
    """The numbers that the line may read, in each world."""
    made: Formula
    found: Sequence[Array]

    truths: Sequence[Array]
    """The gradient in each world, less what the lines before have come to."""


def same(found: Array, truth: Array, tolerance: float = EXACT) -> bool:
    """Tell whether two arrays have one shape and the same numbers."""
    if found.shape != truth.shape:
        return False
    with np.errstate(all="ignore"):
        finite = np.isfinite(truth)  # near infinity is nothing but infinity
        scale = max(float(np.max(np.abs(truth), where=finite, initial=0.0)), 1e-300)
        near = finite & (np.abs(found - truth) <= tolerance * scale)
        return bool(np.all(near | (np.isnan(found) & np.isnan(truth)) | (found == truth)))


def reason_of(case: Case, limits: ReadLimits) -> Reason:
    """Name what is wrong with a line whose shape or numbers are wrong."""
    tries: tuple[Callable[[], Reason | None], ...] = (
        lambda: _one_way(case),
        lambda: _flipped(case),
        lambda: _sign(case),
        lambda: _half_a_product(case),
        lambda: _factor(case),
        lambda: _summed(case),
        lambda: _another_value(case),
        lambda: _another_line(case, limits),
        lambda: _shape(case),
    )
    with np.errstate(all="ignore"):  # a gradient may be infinite
        for attempt in tries:
            reason = attempt()
            if reason is not None:
                return reason
    return Reason("unknown", "These numbers are not the gradient.")


def _all(case: Case, candidates: Iterator[Array] | Sequence[Array]) -> bool:
    return all(same(one, truth) for one, truth in zip(candidates, case.truths, strict=True))


def _one_way(case: Case) -> Reason | None:
    ways = [world.ways[case.name] for world in case.worlds]
    count = len(ways[0])
    if count < 2:
        return None
    for k in range(count):
        if all(same(one, way[k]) for one, way in zip(case.found, ways, strict=True)):
            text = (
                f"{case.name} is used {count} times, and this is what comes back from one of them: "
                "add the others (+=)."
            )
            return Reason("overwritten", text)
    return None


def _flipped(case: Case) -> Reason | None:
    truth = case.truths[0]
    if truth.ndim == 2 and case.found[0].ndim == 2 and _all(case, [one.T for one in case.found]):
        return Reason(
            "transpose",
            "This is the gradient with rows and columns swapped: a transpose is missing.",
        )
    return None


def _summed(case: Case) -> Reason | None:
    found, truth = case.found[0], case.truths[0]
    if found.size > truth.size:
        for axis in range(found.ndim):
            for keep in (False, True):
                if _all(case, [one.sum(axis=axis, keepdims=keep) for one in case.found]):
                    return Reason(
                        "sum-missing",
                        f"The sum over {_axis(axis)} is missing: "
                        f"{case.name} went into every one of them.",
                    )
        if truth.shape == () and _all(case, [one.sum() for one in case.found]):
            return Reason(
                "sum-missing",
                f"The sum over all elements is missing: {case.name} went into every one of them.",
            )
        if found.squeeze().shape == truth.shape and _all(
            case, [one.squeeze() for one in case.found]
        ):
            return _shape(case)
    if found.size < truth.size:
        for axis in range(truth.ndim):
            over = "all elements" if truth.ndim == 1 else _axis(axis)
            for keep in (False, True):
                if all(
                    same(one, true.sum(axis=axis, keepdims=keep))
                    for one, true in zip(case.found, case.truths, strict=True)
                ):
                    return Reason(
                        "sum-wrong",
                        f"This is summed over {over}; the gradient of {case.name} has that axis.",
                    )
    return None


def _axis(axis: int) -> str:
    return ("the rows (axis 0)", "the columns (axis 1)")[axis] if axis < 2 else f"axis {axis}"


def _sign(case: Case) -> Reason | None:
    if _all(case, [-one for one in case.found]):
        return Reason("sign", "The sign is wrong.")
    return None


def _factor(case: Case) -> Reason | None:
    ratios = [ratio_of(one, truth) for one, truth in zip(case.found, case.truths, strict=True)]
    first = ratios[0]
    if first is None or any(one is None or abs(one - first) > EXACT * abs(first) for one in ratios):
        return None
    whole = abs(first) if abs(first) >= 1 else 1 / abs(first)
    if abs(whole - round(whole)) < EXACT * whole:
        times = f"{round(whole)} times too {'large' if abs(first) > 1 else 'small'}"
    else:
        times = f"{abs(first):.4g} times what it should be"
    also = ", and the sign is wrong" if first < 0 else ""
    sizes = {
        size
        for world in case.worlds[:1]
        for value in world.values.values()
        for size in (*value.shape, value.size)
    }
    is_mean = round(whole) in sizes - {1, 2} and not also
    mean = f" Is there a mean over {round(whole)} elements?" if is_mean else ""
    return Reason("factor", f"This is {times}{also}.{mean}")


def ratio_of(found: Array, truth: Array) -> float | None:
    """Return by which number a gradient was multiplied; ``None``: by none."""
    if found.shape != truth.shape or not np.isfinite(found).all():
        return None
    place = int(np.argmax(np.abs(truth)))
    base = float(truth.flat[place])
    if base == 0 or found.flat[place] == 0:
        return None
    ratio = float(found.flat[place]) / base
    return ratio if same(found, truth * ratio) else None


def _half_a_product(case: Case) -> Reason | None:
    alone = case.line.expression.strip("() ")
    whole = case.found[0].shape == case.truths[0].shape
    if whole and alone[:1] == "d" and alone[1:] in case.worlds[0].upstream[case.name]:
        return Reason("local-missing", f"This is {alone} itself: the local derivative is missing.")
    for name in case.worlds[0].upstream[case.name]:
        ups = [world.gradients[name] for world in case.worlds if name in world.gradients]
        if len(ups) < len(case.worlds) or f"d{name}" in case.line.names:
            continue
        if all(map(_fits, case.found, ups, case.truths)):
            text = f"This is the local derivative alone: multiply by the upstream gradient d{name}."
            return Reason("upstream-missing", text)
    return None


def _fits(found: Array, upstream: Array, truth: Array) -> bool:
    try:
        return same(found * upstream, truth)
    except ValueError:
        return False


def _another_value(case: Case) -> Reason | None:
    """Find a name in whose place another one makes the line right: its gradient, most likely."""
    for name in case.line.names:
        gradient = f"d{name}"
        if name in case.made.leaves and _fits_for(case, name, gradient):
            text = f"{name} is a value; a gradient belongs here."
            return Reason("other-value", text, name)
    for name in case.line.names:
        if name not in case.made.leaves:
            continue
        mine = case.known[0][name]
        others = [
            other
            for other, value in case.known[0].items()
            if other != name and value.shape == mine.shape
        ]
        likely = [
            other
            for other in others
            if (other in case.worlds[0].values) == (name in case.worlds[0].values)
        ]
        for other in [*likely, *(one for one in others if one not in likely)][:24]:
            if _fits_for(case, name, other):
                return Reason(
                    "other-value", f"{name} does not belong here: another value does.", name
                )
    return None


def _fits_for(case: Case, name: str, other: str) -> bool:
    """Tell whether a line is right with another name in the place of one of its own."""
    first = case.known[0]
    if other not in first or first[other].shape != first[name].shape:
        return False
    may_go_on()
    try:
        return all(
            same(case.made.at({**known, name: known[other]}), truth)
            for known, truth in zip(case.known, case.truths, strict=True)
        )
    except ProgramError:
        return False


def _another_line(case: Case, limits: ReadLimits) -> Reason | None:
    for text, reason in chain(further(case.line), changes(case.line)):
        if is_right(text, case.line.names, case.truths, case.known, limits):
            return reason
    return None


def is_right(
    text: str, names: Sequence[str], truths: Sequence[Array], known: Known, limits: ReadLimits
) -> bool:
    """Tell whether an expression comes to the truth in all worlds."""
    pairs = zip(known, truths, strict=True)
    may_go_on()
    try:
        made = formula(text, names, known[0], limits)
        return all(same(made.at(numbers), truth) for numbers, truth in pairs)
    except ProgramError:
        return False


def _shape(case: Case) -> Reason | None:
    found, truth = case.found[0], case.truths[0]
    if found.shape == truth.shape:
        return None
    text = (
        f"The shape is {describe_shape(found.shape)}; "
        f"the gradient of {case.name} has the shape of {case.name}, {describe_shape(truth.shape)}."
    )
    return Reason("shape", text)
