"""A line that cannot be read, as it was meant: mended by how it is spelled and by nothing else.

Whoever writes ``2z`` or ``z^2`` has made no mistake in the calculus; a line is tried as it would
stand with that mended, so that the rest of it can be judged.
"""

import re
from collections.abc import Iterator

SIGNS = str.maketrans({"×": "*", "·": "*", "⋅": "*", "−": "-", "÷": "/"})
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
NAME = r"[^\W\d]\w*"
LEIBNIZ = re.compile(rf"^\s*[d∂]{NAME}\s*/\s*[d∂]({NAME})\s*(?==)")
"""``df/dq`` or ``∂f/∂q`` before the ``=``."""
GIVES = re.compile(rf"^(\s*{NAME}\s*)(?:==|:=|<-|←|:)\s*")
"""A name, and something that is meant to be an ``=``."""
NAMED = re.compile(rf"^\s*({NAME})\s*(?:\+?=|:|<-|←)")
TRANSPOSES = re.compile(r"(?<=[\w)\]])(?:['ᵀ]|\^\s*T\b|\*\*\s*T\b|\.t\b(?:\(\))?|\.T\(\))")
FACTOR = rf"\b\d+(?:\.\d+)?(?!\d)|\b{NAME}\b(?:\.T\b)?|[)\]]"
SIDE_BY_SIDE = re.compile(rf"({FACTOR})(\s*)(?=\(|{NAME}|\d)")
"""Two factors with nothing between them."""
WORDS = frozenset({"if", "else", "and", "or", "not", "for", "in"})
LONGEST = 400
"""Characters of a line that is mended."""


def targets_in(line: str) -> set[str]:
    """Return the name that a line gives a value, whatever stands behind it."""
    found = NAMED.match(LEIBNIZ.sub(r"d\1 ", line))
    return {found[1]} if found else set()


def spelled(line: str) -> Iterator[str]:
    """Yield a line as it may have been meant: each step of mending on top of those before."""
    line = line.partition("#")[0].rstrip().rstrip(".,;")
    if len(line) > LONGEST:
        return
    steps = (
        lambda text: LEIBNIZ.sub(r"d\1 ", text),
        lambda text: GIVES.sub(r"\1= ", text),
        lambda text: text.translate(SIGNS),
        lambda text: TRANSPOSES.sub(".T", text),
        lambda text: re.sub(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda m: f"**{m[1].translate(RAISED)}", text),
        lambda text: text.replace("^", "**"),
        lambda text: re.sub(r"\* +\*", "*", text),
        lambda text: text.replace("{", "(").replace("}", ")"),
        _bracketed,
        _multiplied,
    )
    yield line
    for step in steps:
        mended = step(line)
        if mended != line:
            yield mended
            line = mended


def _multiplied(line: str) -> str:
    """Put a ``*`` between two factors side by side; a name before a bracket may be a function."""

    def put(found: re.Match[str]) -> str:
        first, space = found[1], found[2]
        after = line[found.end() :]
        word = re.match(r"\w+", after)
        if first in WORDS or (word and word[0] in WORDS):
            return found[0]
        if after.startswith("(") and re.fullmatch(NAME, first) and not space and len(first) > 2:
            return found[0]
        return f"{first} * "

    return SIDE_BY_SIDE.sub(put, line)


def _bracketed(line: str) -> str:
    """Close what is never closed, and drop what closes nothing."""
    kept, depth = "", 0
    for letter in line:
        if letter == ")" and depth == 0:
            continue
        depth += (letter == "(") - (letter == ")")
        kept += letter
    return kept + ")" * depth
