"""Numerical against analytic gradients, honest at kinks and about what cannot be told.

Every checked entry of a leaf is moved to both sides, and the slope of the outputs, weighted by
their seeds, is compared with what the backward sweep gave. Three things can make the two differ
besides a wrong gradient, and each is told apart from one:

- *truncation*: the difference bends with the function. Halving the step twice shows how much of it
  there is, and most of it is taken out, as in Richardson's extrapolation. A step of one's own
  is held to the quotient that it gives: where that is off, the step is too long to tell.
- *rounding*: values carry about 1e-16 of their size, which the division by the step magnifies.
- *a kink or a jump* within reach of the step: the slopes to the left and to the right differ, and
  unlike curvature the difference does not halve when the step is halved. It is called a kink where
  a gate is on another side of one there.

What truncation and rounding leave open is the *doubt*. A gradient that is further off than the
doubt is wrong, however large the doubt; one that is not is right only where the doubt is small, and
where it is large nobody can tell.

The default step is relative to the entry. Where it is too long, as for 1/x near 0 or the sine of
1e10, shorter ones are tried, down to the size of the entry itself; where rounding blinds it, longer
ones.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .comparing import Cause, Entry, Finding, Verdict, compare
from .errors import ArgumentError
from .held import labels_of
from .kinks import Opener
from .ops.op import Array
from .quotients import EPSILON, Prober, Scheme
from .tape import Tape

STEP = EPSILON ** (1 / 3)
"""The step, about 6e-6, that balances the truncation of central differences, which grows with the
square of the step, against rounding, which shrinks with it."""

_CLOSE = 1e-4
"""The relative error from which on a shorter step is tried, for a number closer by."""

_ROUGH = 16
"""How much a quotient may grow from one step to the next before the function counts as rough."""

_SHORTER = 100
"""By what the default step is divided, again and again, where the slopes do not settle at it."""

_MOST_SHORTER = 7

_LONGER = (30.0, 1e3, 3e4)
"""By what the default step is multiplied where rounding blinds it; the last is some 0.2 of x."""


@dataclass(frozen=True, slots=True)
class Result:
    """One leaf, checked."""

    leaf: int
    name: str | None
    analytic: Array
    numeric: Array
    """In the leaf's shape; NaN where an entry was not checked."""
    relative_error: float
    """|analytic − numeric| / max(|analytic|, |numeric|, 1e-8) at the worst entry."""
    verdict: Verdict
    worst: tuple[int, ...] | None
    """Where the entry is that decided: of the worst verdict, the one with the largest error."""
    checked: int
    total: int
    """How many entries were checked, of how many."""
    doubt: float = 0.0
    """How far the numeric gradient of the worst entry may be off, relative as the error is."""
    step: float | None = None
    """The step taken there."""
    cause: Cause | None = None
    """What leaves a verdict of ``cannot-tell`` open: ``truncation`` needs a shorter step,
    ``rounding`` a longer one."""
    label: bool = False
    """Whether the leaf is read as a class label: that use was held while it was moved."""


def check_gradients(
    tape: Tape,
    leaves: Sequence[int],
    *,
    seeds: Mapping[int, object] | None = None,
    h: float | None = None,
    scheme: Scheme = "central",
    entries_limit: int = 2_000,
    opener: Opener | None = None,
) -> list[Result]:
    """Check the gradients of a tape's outputs at the present values of its leaves.

    What is differentiated is the sum over the outputs of seed × value. A leaf that is read as a
    class label is moved in its other uses only. The tape's values and gradients are afterwards
    those of its leaves as they were.

    Args:
        tape: the tape; its leaves hold the point to check at.
        leaves: the ids of the leaves to check.
        seeds: the upstream gradient of each output, as for ``Tape.backward``; default ones.
        h: the absolute step; by default 6e-6 × max(1, |x|) for each entry x, and shorter where the
            slopes do not settle at that, or longer where rounding hides them.
        scheme: ``central`` (f(x+h) − f(x−h)) / 2h or ``forward`` (f(x+h) − f(x)) / h.
        entries_limit: so many entries of all leaves together are checked, at least one of each;
            the small leaves in full, the others evenly spread.
        opener: opens blocks, whose kinks are not known otherwise.

    Raises:
        ArgumentError: the step is not a positive number, or the scheme is unknown.
        ShapeError: a seed does not fit its output.
    """
    if h is not None and not 0.0 < h < float("inf"):
        raise ArgumentError(f"the step h cannot be {h}", hint="give a small positive number: 1e-5")
    if scheme not in ("central", "forward"):
        raise ArgumentError(f"there is no scheme {scheme!r}", hint='"central" or "forward"')
    tape.forward()
    tape.backward(seeds)
    prober = Prober(tape, scheme, opener)
    most = _share([tape.values[leaf].size for leaf in leaves], entries_limit)
    labels = labels_of(tape.graph)
    try:
        return [_check_leaf(prober, tape, leaf, most, h, leaf in labels) for leaf in leaves]
    finally:
        prober.restore()


def worst_verdict(results: Sequence[Result]) -> Verdict:
    """Return the worst verdict of all leaves, ``ok`` where there are none."""
    return min((r.verdict for r in results), key=list(Verdict).index, default=Verdict.OK)


def _share(sizes: Sequence[int], limit: int) -> int:
    """Return how many entries of each leaf are checked, such that all together are few enough."""
    left = limit
    for leaves, size in zip(range(len(sizes), 0, -1), sorted(sizes), strict=True):
        if size * leaves > left:
            return max(1, left // leaves)
        left -= size
    return max(1, limit)


def _check_leaf(
    prober: Prober, tape: Tape, leaf: int, most: int, h: float | None, label: bool
) -> Result:
    gradient, value = tape.gradients[leaf], tape.values[leaf]
    name, total = tape.graph.nodes[leaf].name, value.size
    if gradient is None:
        none = np.broadcast_to(0.0, value.shape), np.broadcast_to(np.nan, value.shape)
        return Result(leaf, name, *none, 0.0, Verdict.NO_GRADIENT, None, 0, total, label=label)
    numeric = np.full(value.shape, np.nan)
    analytic = gradient.copy()
    entries, largest = prober.entries(leaf), float(np.max(np.abs(analytic)))
    count = min(total, most)
    places = [k * total // count for k in range(count)]
    found: list[tuple[int, float, int, Finding]] = []
    ranks = list(Verdict)
    for place in places:
        claim = float(analytic.reshape(-1)[place])
        finding = _check_entry(Entry(prober, entries, place, claim, largest), h)
        numeric.reshape(-1)[place] = finding.number
        found.append((-ranks.index(finding.verdict), _sortable(finding.error), place, finding))
    _, _, place, worst = max(found, key=lambda entry: entry[:2])
    return Result(
        leaf,
        name,
        analytic,
        numeric,
        worst.error,
        worst.verdict,
        tuple(int(k) for k in np.unravel_index(place, value.shape)),
        len(places),
        total,
        worst.doubt,
        worst.step,
        worst.cause if worst.verdict is Verdict.CANNOT_TELL else None,
        label,
    )


def _sortable(error: float) -> float:
    return error if error == error else float("inf")


def _check_entry(entry: Entry, h: float | None) -> Finding:
    """Check one entry with the step asked for, or with the one that tells most."""
    first = compare(entry, STEP * max(1.0, abs(entry.x)) if h is None else h)
    if h is not None and first.verdict is Verdict.OK and first.bent:
        return first._replace(verdict=Verdict.CANNOT_TELL, cause="truncation")
    if first.verdict is Verdict.OK and (h is not None or first.error <= _CLOSE):
        return first
    if not np.isfinite(entry.claim) or not entry.prober.is_finite():
        return first._replace(verdict=Verdict.NON_FINITE)
    if first.verdict in (Verdict.MISMATCH, Verdict.KINK) and entry.leaves_kink(first.step):
        return first._replace(verdict=Verdict.KINK)
    if entry.claim == first.number == 0.0 and entry.is_cut_off(first.step):
        return first._replace(verdict=Verdict.OK, doubt=0.0)
    if h is None:
        first = _look_longer(entry, first) if first.blurred else _look_shorter(entry, first)
    if first.verdict is Verdict.MISMATCH and entry.strains(first.step):
        return first._replace(verdict=Verdict.CLAMP)
    return first


def _look_shorter(entry: Entry, first: Finding) -> Finding:
    """Try shorter steps until one tells; else keep what the default step told.

    A wrong gradient that has settled is looked at once more. If the quotient has grown like 1/h
    meanwhile, the function is too rough for either step.
    """
    best = first
    for h in _shorter_steps(entry.x, first.step):
        found = compare(entry, h)
        if best.is_wrong and found.verdict is not Verdict.OK:
            if abs(found.number) <= _ROUGH * abs(best.number) + entry.prober.rounding(h):
                return best
            best = best._replace(verdict=Verdict.CANNOT_TELL, doubt=1.0, settled=False)
        if found.verdict is Verdict.OK:
            if best.verdict is not Verdict.OK or found.error < best.error:
                best = found
            if found.error <= _CLOSE:
                break
        elif best.verdict is Verdict.OK:
            break
        elif found.is_wrong or (not found.blurred and found.doubt < best.doubt):
            best = found
    return best


def _shorter_steps(x: float, h: float) -> Iterator[float]:
    steps = {h / _SHORTER**k for k in range(1, _MOST_SHORTER + 1)}
    if 0.0 < abs(x) < 1.0:
        steps.add(STEP * abs(x))
    yield from sorted((step for step in steps if step >= 8 * EPSILON * abs(x)), reverse=True)


def _look_longer(entry: Entry, first: Finding) -> Finding:
    """Try longer steps until one tells, as long as no kink comes within their reach."""
    for factor in _LONGER:
        found = compare(entry, factor * first.step)
        told = found.verdict in (Verdict.OK, Verdict.MISMATCH) and found.settled
        if told and not entry.strains(found.step):
            return found
    return first
