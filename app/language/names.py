"""Names: how they are compared, primed when bound again, and guessed when mistyped."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_SCRATCH = re.compile(r"_\d*")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PRIMES = ("", "′", "″", "‴")
_PRIMED = re.compile(r"([^′″‴⁽]*)(′|″|‴|⁽([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,9})⁾)?")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

SYNONYMS = {
    "ln": "log",
    "pow": "power",
    "logistic": "sigmoid",
    "relu6": "relu",
    "lrelu": "leaky_relu",
    "cat": "concat",
    "concatenate": "concat",
    "stack": "concat",
    "average": "mean",
    "avg": "mean",
    "normal": "randn",
    "rand": "uniform",
    "identity": "eye",
    "range": "arange",
    "heaviside": "step",
    "sign": "step",
    "svm": "hinge",
    "nll": "cross_entropy",
    "constant": "const",
    "magnitude": "abs",
    "one_hot": "onehot",
}
"""What other tools and textbooks call something."""

MOST_COMPARED = 2_000


def normal(name: str) -> str:
    """Return a name as Python compares it (NFKC): ``ŷ`` typed in two ways is one name.

    Primes, which only the picture writes, stay what they are: NFKC would turn ``x″`` into ``x′′``.
    """
    base, times = unprimed(name)
    return primed(unicodedata.normalize("NFKC", base), times)


def is_scratch(name: str) -> bool:
    """Tell whether a name (``_``, ``_1``, ``_2``) holds a value without naming it."""
    return _SCRATCH.fullmatch(name) is not None


def primed(name: str, times: int) -> str:
    """Return a name with a prime for each earlier binding: c, c′, c″, c‴, c⁽⁴⁾."""
    if times < len(_PRIMES):
        return name + _PRIMES[times]
    return f"{name}⁽{str(times).translate(_SUPERSCRIPTS)}⁾"


def unprimed(name: str) -> tuple[str, int]:
    """Return the name under the primes and how many there are."""
    match = _PRIMED.fullmatch(name)
    if match is None:
        return name, 0
    base, mark, digits = match.groups()
    if digits:
        return base, int(digits.translate(_DIGITS))
    return base, _PRIMES.index(mark or "")


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that was probably meant, or ``None``."""
    names = list(dict.fromkeys(known))
    if SYNONYMS.get(name.lower()) in names:
        return SYNONYMS[name.lower()]
    lower = name.lower()
    for candidate in names:
        if candidate.lower() == lower:
            return candidate
    close = get_close_matches(name[:60], names[:MOST_COMPARED], n=1, cutoff=0.6)
    return close[0] if close else None
