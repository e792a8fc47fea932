"""Numerical against analytic gradients, honest at kinks.

Every checked entry of a leaf is moved to both sides, and the slope of the outputs, weighted by
their seeds, is compared with what the backward sweep gave. Three things can make the two differ
besides a wrong gradient, and each is told apart from one:

- *truncation*: the difference bends with the function. Halving the step shows how much of it there
  is, as in Richardson's extrapolation.
- *rounding*: values carry about 1e-16 of their size, which the division by the step magnifies.
- *a kink or a jump* within reach of the step: the slopes to the left and to the right differ, and
  unlike curvature the difference does not halve when the step is halved. Two kinks can hide each
  other, as in ``relu(x) - relu(-x)`` at 0: before a gradient is called wrong it is looked up
  whether the entry moves a gate off a kink that the gate stands on.

The default step is relative to the entry. Where a large entry's slopes do not settle at it, as for
the sine of 1e10, shorter ones are tried.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from app.engine.errors import ArgumentError
from app.engine.kinks import Kinks, Opener
from app.engine.ops.op import Array
from app.engine.tape import Tape

Scheme: TypeAlias = Literal["central", "forward"]

EPSILON = float(np.finfo(np.float64).eps)
STEP = EPSILON ** (1 / 3)
"""The step, about 6e-6, that balances the truncation of central differences, which grows with the
square of the step, against rounding, which shrinks with it."""

TOLERANCE = 1e-6
"""The relative error up to which a gradient agrees, whatever the step."""

_ROUNDING = 8 * EPSILON
"""The rounding of a difference of two runs, relative to what ``_Prober.size`` adds up."""

_BEND = 1e-3
"""The relative difference between the two one-sided slopes from which on a kink is looked for."""

_STEADY = 0.1
"""How closely, relative to itself, that difference follows the step of a smooth function."""

_SHORTER = 100
"""By what the default step of a large entry is divided where the slopes do not settle at it."""

_MOST_SHORTER = 5
"""How often: the next step would be shorter than the distance between floats."""


class Verdict(StrEnum):
    """What came of checking a leaf; the worst of its entries decides, in this order."""

    MISMATCH = "mismatch"
    NON_FINITE = "non-finite"
    KINK = "kink"
    OK = "ok"
    NO_GRADIENT = "no-gradient"
    """No output depends on the leaf, or it holds class labels: there is nothing to check."""


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


class _Slopes(NamedTuple):
    """Difference quotients at one entry and one step."""

    left: float
    right: float
    central: float

    @property
    def gap(self) -> float:
        return abs(self.right - self.left)


def check_gradients(
    tape: Tape,
    leaves: Sequence[int],
    *,
    seeds: Mapping[int, object] | None = None,
    h: float | None = None,
    scheme: Scheme = "central",
    entries_limit: int = 2_000,
    check: Callable[[], object] | None = None,
    opener: Opener | None = None,
) -> list[Result]:
    """Check the gradients of a tape's outputs at the present values of its leaves.

    What is differentiated is the sum over the outputs of seed × value. The tape's values and
    gradients are afterwards those of its leaves as they were.

    Args:
        tape: the tape; its leaves hold the point to check at.
        leaves: the ids of the leaves to check.
        seeds: the upstream gradient of each output, as for ``Tape.backward``; default ones.
        h: the absolute step; by default 6e-6 × max(1, |x|) for each entry x, and shorter
            where the slopes do not settle at that.
        scheme: ``central`` (f(x+h) − f(x−h)) / 2h or ``forward`` (f(x+h) − f(x)) / h.
        entries_limit: so many entries of all leaves together are checked, at least one of each;
            the small leaves in full, the others evenly spread.
        check: called before each gate that runs; it may raise to stop.
        opener: opens blocks, whose kinks are not known otherwise.

    Raises:
        ArgumentError: the step is not a positive number, or the scheme is unknown.
        ShapeError: a seed does not fit its output.
    """
    if h is not None and not 0.0 < h < float("inf"):
        raise ArgumentError(f"the step h cannot be {h}", hint="give a small positive number: 1e-5")
    if scheme not in ("central", "forward"):
        raise ArgumentError(f"there is no scheme {scheme!r}", hint='"central" or "forward"')
    tape.forward(check)
    tape.backward(seeds, check)
    prober = _Prober(tape, h, scheme, check, opener)
    most = _share([tape.values[leaf].size for leaf in leaves], entries_limit)
    try:
        return [_check_leaf(prober, leaf, most) for leaf in leaves]
    finally:
        tape.forward()


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


class _Prober:
    """Moves one entry at a time and measures what the outputs do."""

    def __init__(
        self,
        tape: Tape,
        h: float | None,
        scheme: Scheme,
        check: Callable[[], object] | None,
        opener: Opener | None,
    ) -> None:
        self.tape = tape
        self.scheme = scheme
        self._h = h
        self._check = check
        self._seeds = [tape.seed(output) for output in tape.outputs]
        self._here = self._values()
        self._kinks = Kinks(tape, opener)
        self.size = self._size()
        """The sum of |gradient × value| over all nodes: with a relative rounding error at each,
        that is how far the outputs are off (Higham, *Accuracy and Stability*, chapter 3)."""

    def step(self, x: float) -> float:
        """Return the step for an entry."""
        return STEP * max(1.0, abs(x)) if self._h is None else self._h

    def shorter_steps(self, h: float) -> list[float]:
        """Return the steps to try after the default one, down to that of small entries."""
        steps: list[float] = []
        while self._h is None and h > STEP:
            h = max(h / _SHORTER, STEP)
            steps.append(h)
            if len(steps) == _MOST_SHORTER:
                break
        return steps

    def leaves_kink(self, entries: Array, place: int, h: float) -> bool:
        """Tell whether moving an entry moves a gate off a kink that the gate stands on."""
        if not self._kinks:
            return False
        x = float(entries[place])
        try:
            for moved in (x + h, x - h):
                entries[place] = moved
                self._run()
                if self._kinks.left():
                    return True
        finally:
            entries[place] = x
        return False

    def slopes(self, entries: Array, place: int, h: float) -> _Slopes:
        """Measure at one entry of a leaf; the steps taken are those that floats can take."""
        x = float(entries[place])
        try:
            entries[place] = x + h
            up, above = float(entries[place]) - x, self._run()
            entries[place] = x - h
            down, below = x - float(entries[place]), self._run()
        finally:
            entries[place] = x
        if up <= 0.0 or down <= 0.0:
            return _Slopes(np.nan, np.nan, np.nan)
        return _Slopes(
            self._change(below, self._here) / down,
            self._change(self._here, above) / up,
            self._change(below, above) / (up + down),
        )

    def _size(self) -> float:
        total = 0.0
        with np.errstate(all="ignore"):
            for value, gradient in zip(self.tape.values, self.tape.gradients, strict=True):
                if gradient is not None:
                    size = float(np.sum(np.abs(gradient * value)))
                    total += size if np.isfinite(size) else 0.0
        return total

    def _run(self) -> list[Array]:
        self.tape.forward(self._check)
        return self._values()

    def _values(self) -> list[Array]:
        return [self.tape.values[output].copy() for output in self.tape.outputs]

    def _change(self, before: list[Array], after: list[Array]) -> float:
        with np.errstate(all="ignore"):
            return sum(
                float(np.sum(seed * (b - a)))
                for seed, a, b in zip(self._seeds, before, after, strict=True)
            )


def _check_leaf(prober: _Prober, leaf: int, most: int) -> Result:
    tape = prober.tape
    value, gradient = tape.values[leaf], tape.gradients[leaf]
    name, total = tape.graph.nodes[leaf].name, value.size
    numeric = np.full(value.shape, np.nan)
    if gradient is None:
        empty = np.zeros(value.shape)
        return Result(leaf, name, empty, numeric, 0.0, Verdict.NO_GRADIENT, None, 0, total)
    analytic = gradient.copy()
    entries = value.reshape(-1)
    count = min(total, most)
    places = [k * total // count for k in range(count)]
    found: list[tuple[int, float, int]] = []
    ranks = list(Verdict)
    for place in places:
        claim = float(analytic.reshape(-1)[place])
        number, error, verdict = _check_entry(prober, entries, place, claim)
        numeric.reshape(-1)[place] = number
        found.append((-ranks.index(verdict), error, place))
    rank, error, place = max(found, key=lambda entry: (entry[0], _sortable(entry[1])))
    where = tuple(int(k) for k in np.unravel_index(place, value.shape))
    return Result(leaf, name, analytic, numeric, error, ranks[-rank], where, len(places), total)


def _sortable(error: float) -> float:
    return error if error == error else float("inf")


def _check_entry(
    prober: _Prober, entries: Array, place: int, claim: float
) -> tuple[float, float, Verdict]:
    """Return the numeric derivative of one entry, its relative error and the verdict."""
    h = prober.step(float(entries[place]))
    found = _compare(prober, entries, place, claim, h)
    if not found.settled:
        for shorter in prober.shorter_steps(h):
            again = _compare(prober, entries, place, claim, shorter)
            if again.verdict is Verdict.NON_FINITE or again.blurred:
                break
            if again.settled:
                h, found = shorter, again
                break
    verdict = found.verdict
    if verdict is Verdict.MISMATCH and prober.leaves_kink(entries, place, h):
        verdict = Verdict.KINK
    return found.number, found.error, verdict


class _Finding(NamedTuple):
    """What came of checking one entry with one step."""

    number: float
    error: float
    verdict: Verdict
    settled: bool = True
    """Half the step gives the same number: a shorter step tells no more."""
    blurred: bool = False
    """Rounding hides too much to tell right from wrong."""


def _compare(prober: _Prober, entries: Array, place: int, claim: float, h: float) -> _Finding:
    full = prober.slopes(entries, place, h)
    number = full.central if prober.scheme == "central" else full.right
    difference = abs(claim - number)
    size = max(abs(claim), abs(number), abs(full.left), abs(full.right))
    error = difference / max(abs(claim), abs(number), 1e-8)
    if not np.isfinite([claim, full.left, full.right]).all():
        return _Finding(number, error, Verdict.NON_FINITE)
    rounding = _ROUNDING * prober.size / h
    blurred = rounding > _BEND * size
    agrees = difference <= TOLERANCE * size + rounding
    if agrees and full.gap <= _BEND * size + rounding:
        return _Finding(number, error, Verdict.OK, blurred=blurred)
    half, quarter = (prober.slopes(entries, place, h / part) for part in (2, 4))
    if _is_kink(full, half, quarter, rounding, size):
        return _Finding(number, error, Verdict.KINK, settled=False, blurred=blurred)
    finer = half.central if prober.scheme == "central" else half.right
    change = abs(number - finer)
    settled = change <= _BEND * max(abs(number), abs(finer)) + 8 * rounding
    agrees = difference <= TOLERANCE * size + 4 * rounding + 4 * change
    verdict = Verdict.OK if agrees else Verdict.MISMATCH
    return _Finding(number, error, verdict, settled, blurred)


def _is_kink(full: _Slopes, half: _Slopes, quarter: _Slopes, rounding: float, size: float) -> bool:
    """Tell whether a kink or a jump is within reach of the step.

    Where the function is smooth the gap between its one-sided slopes halves with the step. At a
    kink it stays; with a kink off to one side it falls to nothing once the step is too short to
    reach it, which counts only for a large gap, as one from higher derivatives falls fast too.
    """
    slack = _STEADY * full.gap + 8 * rounding + TOLERANCE * size
    excess = [half.gap - full.gap / 2, quarter.gap - full.gap / 4]
    return max(excess) > slack or (full.gap > _BEND * size and min(excess) < -slack)
