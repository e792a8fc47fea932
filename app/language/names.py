"""Names: how they are compared, numbered when bound again, and guessed when mistyped."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_DIGIT = re.compile(r"[0-9]")
_SCRATCH = re.compile(r"_\d*")
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""The digits as superscripts."""
_SUPERSCRIPTS = str.maketrans("0123456789", RAISED)
_PRIMES = ("", "′", "″", "‴")
"""How names were told apart once: links that are still about hold them."""
_NUMBERED = re.compile(rf"([^′″‴⁽]*)(′|″|‴|⁽([{RAISED}]{{1,9}})⁾)?")
_DIGITS = str.maketrans(RAISED, "0123456789")

MOST_COMPARED = 2_000


def normal(name: str) -> str:
    """Return a name as Python compares it (NFKC): ``ŷ`` typed in two ways is one name.

    The number of a binding, which only the picture writes, stays what it is: NFKC would turn
    ``x⁽²⁾`` into ``x(2)``.
    """
    base, times = unnumbered(name)
    return numbered(unicodedata.normalize("NFKC", base), times)


def is_scratch(name: str) -> bool:
    """Tell whether a name (``_``, ``_1``, ``_2``) holds a value without naming it."""
    return _SCRATCH.fullmatch(name) is not None


def numbered(name: str, times: int) -> str:
    """Return a name with its number after so many earlier bindings: c, c⁽²⁾, c⁽³⁾.

    A prime would read as a derivative.
    """
    return f"{name}⁽{str(times + 1).translate(_SUPERSCRIPTS)}⁾" if times else name


def call_name(step: str) -> str:
    """Return what a call is called in the name of a parameter made in it: conv1 for ``conv#1``.

    The first call of ``conv2`` is conv2_1.
    """
    function, _, number = step.rpartition("#")
    return f"{function}_{number}" if function[-1:].isdigit() else f"{function}{number}"


def unnumbered(name: str) -> tuple[str, int]:
    """Return the name without its number, and how many bindings came before."""
    match = _NUMBERED.fullmatch(name)
    if match is None:
        return name, 0
    base, mark, digits = match.groups()
    if not digits:
        return base, _PRIMES.index(mark or "")
    number = int(digits.translate(_DIGITS))
    return (base, number - 1) if number > 1 else (name, 0)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that was probably meant, or ``None``."""
    names = list(dict.fromkeys(known))
    lower = name.lower()
    for candidate in names:
        if candidate.lower() == lower:
            return candidate
    close = get_close_matches(name[:60], names[:MOST_COMPARED], n=1, cutoff=0.6)
    return close[0] if close else None


def slip(name: str, known: Iterable[str]) -> str | None:
    """Return the function whose name was mistyped, or ``None``.

    Short names differ by a letter as a rule (tan, tanh), so there only swapped, doubled and lost
    letters count; in names of five letters and more, up to two mistakes in six.
    """
    if len(name) > LONGEST_SLIP:
        return None
    lower = name.lower()
    best: tuple[int, str] | None = None
    for candidate in dict.fromkeys(known):
        if candidate.lower() == lower:
            return candidate
        if _DIGIT.findall(candidate) != _DIGIT.findall(lower):
            continue
        if len(candidate) < LONG_NAME or len(lower) < LONG_NAME:
            if _is_short_slip(lower, candidate):
                best = min(best or (1, candidate), (1, candidate))
            continue
        most = min(2, len(candidate) // 3)
        if abs(len(lower) - len(candidate)) <= most:
            mistakes = _mistakes(lower, candidate)
            if mistakes <= most and (best is None or mistakes < best[0]):
                best = mistakes, candidate
    return best[1] if best else None


LONG_NAME = 5
LONGEST_SLIP = 40


def _is_short_slip(typed: str, name: str) -> bool:
    """Tell whether a name was typed with two letters swapped, one doubled, or one lost of four."""
    if len(typed) == len(name):
        return any(
            typed == name[:k] + name[k + 1] + name[k] + name[k + 2 :] for k in range(len(name) - 1)
        )
    if len(typed) == len(name) + 1:
        return any(typed == name[: k + 1] + name[k:] for k in range(len(name)))
    lost = len(name) == LONG_NAME - 1 and len(typed) == len(name) - 1
    return lost and any(typed == name[:k] + name[k + 1 :] for k in range(1, len(name)))


def _mistakes(typed: str, name: str) -> int:
    """Count the letters that were lost, added, mistaken or swapped (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(name) + 1))
    for i, letter in enumerate(typed, 1):
        last, before, row = before, row, [i]
        for k, wanted in enumerate(name, 1):
            cost = min(before[k] + 1, row[-1] + 1, before[k - 1] + (letter != wanted))
            if i > 1 and k > 1 and letter == name[k - 2] and typed[i - 2] == wanted:
                cost = min(cost, last[k - 2] + 1)
            row.append(cost)
    return row[-1]
