"""One entry of a leaf, compared with the difference quotients of one step.

Truncation, rounding and kinks are told apart by three steps, each half as long as the one before:
see ``app.engine.gradcheck``.
"""

from enum import StrEnum
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from .ops.op import Array
from .quotients import Prober, Slopes

TOLERANCE = 1e-6
"""The relative error up to which a gradient agrees, whatever the step."""

DOUBT = 1e-3
"""The relative doubt up to which a gradient that agrees is called right."""

SMALLEST = 1e-8
"""What a relative error is relative to where both numbers are smaller."""

_NOTHING = 1e-15
"""A smaller gradient is none: it is right where the quotient cannot be more than ``SMALLEST``, or
than a millionth of what the leaf has elsewhere."""

_NO_MATTER = 1e-3
"""That millionth, as a multiple of ``DOUBT``."""

_BEND = 1e-3
"""The relative difference between the two one-sided slopes from which on a kink is looked for."""

_STEADY = 0.1
"""How closely, relative to itself, that difference follows the step of a smooth function."""

_SURE = 4
"""How many times its doubt a gradient has to be off to be wrong, for a doubt is itself a guess."""

Cause: TypeAlias = Literal["truncation", "rounding"]
"""What leaves most in doubt: too long a step, or too short a one."""


class Verdict(StrEnum):
    """What came of checking a leaf; the worst of its entries decides, in this order."""

    MISMATCH = "mismatch"
    NON_FINITE = "non-finite"
    KINK = "kink"
    CLAMP = "clamp"
    """A clamp rules: what flows back there is the gate's convention, and no slope."""
    CANNOT_TELL = "cannot-tell"
    """The quotient is too rough, by rounding or by too long a step, to tell right from wrong."""
    OK = "ok"
    NO_GRADIENT = "no-gradient"
    """No output depends on the leaf, or it holds class labels only: there is nothing to check."""


class Entry(NamedTuple):
    """One entry of a leaf, and the derivative that the backward sweep claims for it."""

    prober: Prober
    entries: Array
    place: int
    claim: float
    largest: float
    """The largest claim for any entry of the leaf, without its sign."""

    @property
    def zero(self) -> float:
        """How large a slope would not matter where the claim is that there is none."""
        known = self.largest if np.isfinite(self.largest) else 0.0
        return max(SMALLEST / DOUBT, _NO_MATTER * known)

    @property
    def x(self) -> float:
        """The number that is moved."""
        return float(self.entries[self.place])

    def slopes(self, h: float) -> Slopes:
        """Measure the difference quotients of a step."""
        return self.prober.slopes(self.entries, self.place, h)

    def leaves_kink(self, h: float) -> bool:
        """Tell whether the step moves a gate off a kink that the gate stands on."""
        return self.prober.leaves_kink(self.entries, self.place, h)

    def crosses_kink(self, h: float) -> bool:
        """Tell whether the step takes a gate off a kink, or to another side of one."""
        return self.prober.crosses_kink(self.entries, self.place, h)

    def strains(self, h: float) -> bool:
        """Tell whether the step moves what a clamp holds fast."""
        return self.prober.strains(self.entries, self.place, h)

    def is_cut_off(self, h: float) -> bool:
        """Tell whether all that the step moves ends at gates that hand it on to nothing."""
        return self.prober.is_cut_off(self.entries, self.place, h)


class Finding(NamedTuple):
    """What came of checking one entry with one step."""

    step: float
    number: float
    error: float
    verdict: Verdict
    doubt: float = float("inf")
    settled: bool = False
    """Half the step gives the same number: a shorter step tells no more."""
    blurred: bool = False
    """Rounding alone leaves too much in doubt: only a longer step can tell more."""
    cause: Cause = "rounding"
    """What there is more of in the quotient, as two steps show."""
    bent: bool = False
    """By truncation the quotient itself is further off the claim than ``DOUBT``."""

    @property
    def is_wrong(self) -> bool:
        """The gradient is wrong as far as this step can tell."""
        return self.verdict is Verdict.MISMATCH and self.settled


def compare(entry: Entry, h: float) -> Finding:
    """Check one entry with one step."""
    scheme, claim = entry.prober.scheme, entry.claim
    full = entry.slopes(h)
    number = full.by(scheme)
    error = abs(claim - number) / max(abs(claim), abs(number), SMALLEST)
    if not np.isfinite([claim, full.left, full.right]).all():
        return Finding(h, number, error, Verdict.NON_FINITE)
    size = max(abs(claim), abs(number), abs(full.left), abs(full.right))
    scale = max(size, SMALLEST if abs(claim) > _NOTHING else entry.zero)
    rounding = entry.prober.rounding(h)
    blurred = rounding > DOUBT * scale
    bends = full.gap > _BEND * size + rounding
    if not (blurred or bends) and abs(claim - number) <= TOLERANCE * max(size, SMALLEST) + rounding:
        return Finding(h, number, error, Verdict.OK, rounding / scale, settled=True)
    half, quarter = entry.slopes(h / 2), entry.slopes(h / 4)
    order = 2 if scheme == "central" else 1
    better = _extrapolated(full.by(scheme), half.by(scheme), order)
    best = _extrapolated(half.by(scheme), quarter.by(scheme), order)
    change = abs(better - best)
    cause: Cause = "truncation" if abs(number - better) > rounding else "rounding"
    settled = change <= _BEND * size + 8 * rounding
    doubt = 2 * change + 8 * rounding
    finding = Finding(
        h,
        number,
        error,
        Verdict.CANNOT_TELL,
        doubt / scale,
        settled=settled,
        blurred=blurred,
        cause=cause,
        bent=abs(claim - number) > DOUBT * scale + 8 * rounding,
    )
    if _jumps(full, half, quarter, rounding, size):
        if entry.crosses_kink(h):
            return finding._replace(verdict=Verdict.KINK, settled=False)
        if bends:
            return finding._replace(settled=False)
    off = abs(claim - better) - TOLERANCE * max(size, SMALLEST)
    if off > _SURE * doubt:
        return finding._replace(verdict=Verdict.MISMATCH)
    if doubt <= DOUBT * scale and off <= max(doubt, DOUBT * size):
        return finding._replace(verdict=Verdict.OK)
    near = max(abs(claim - slopes.by(scheme)) for slopes in (full, half, quarter))
    if near <= DOUBT * size and abs(claim) > _NOTHING:
        # Three steps do not agree with one another and with the claim by chance.
        return finding._replace(verdict=Verdict.OK, doubt=near / size, settled=False)
    return finding


def _extrapolated(coarse: float, fine: float, order: int) -> float:
    """Return the limit of two quotients, of a step and of half of it, by Richardson."""
    return fine + (fine - coarse) / (2.0**order - 1.0)


def _jumps(full: Slopes, half: Slopes, quarter: Slopes, rounding: float, size: float) -> bool:
    """Tell whether a kink, a jump or a pole is within reach of the step.

    Where the function is smooth the gap between its one-sided slopes halves with the step. At a
    kink it stays; with a kink off to one side it falls to nothing once the step is too short to
    reach it, which counts only for a large gap, as one from higher derivatives falls fast too.
    """
    slack = _STEADY * full.gap + 8 * rounding + TOLERANCE * size
    excess = [half.gap - full.gap / 2, quarter.gap - full.gap / 4]
    return max(excess) > slack or (full.gap > _BEND * size and min(excess) < -slack)
