"""A text of which some lines cannot be read: the others are checked as if those were not there."""

from dataclasses import replace

from ..engine.graph import Span
from ..language import Program, ProgramError, ReadLimits
from ..language.reader import DEFAULT_LIMITS
from ..language.source import Source
from .checking import ROUNDED, Checked, Verdict, check_backward
from .mending import Mender
from .spelled import targets_in
from .written import read_lines

MOST_UNREAD = 50
"""Lines that cannot be read, after which the text is none."""


def check_by_line(
    program: Program, text: str, *, tolerance: float = ROUNDED, limits: ReadLimits = DEFAULT_LIMITS
) -> Checked:
    """Check a backward pass as ``check_backward`` does, with an error for each unreadable line.

    Raises:
        ProgramError: the text is too long, or hardly a line of it can be read.
    """
    unread: list[Verdict] = []
    left = text
    mender: Mender | None = None
    given: set[str] = set()
    """What lines in error are meant to give: those below may read it."""
    while True:
        try:
            found = check_backward(program, left, tolerance=tolerance, limits=limits, given=given)
            break
        except ProgramError as raised:
            error = _at_its_bracket(left, raised, limits)
            after = _without(left, error.span)
            if error.span is None or after == left or len(unread) == MOST_UNREAD:
                raise error from None
            mender = mender or Mender(program, limits)
            line = left.split("\n")[error.span.line - 1]
            reason = mender.reason(line)
            given |= targets_in(line)
            unread.append(Verdict("", error.span, "error", None, reason, error))
            left = after
    verdicts = sorted((*found.verdicts, *unread), key=lambda one: one.span.line)
    return replace(found, verdicts=tuple(verdicts))


def _at_its_bracket(text: str, error: ProgramError, limits: ReadLimits) -> ProgramError:
    """Lay an error in a line to an earlier one, of which a bracket is still open there."""
    if error.span is None:
        return error
    lines, begun, depth = text.split("\n"), 0, 0
    for k, line in enumerate(lines[: error.span.line - 1]):
        begun = k if depth == 0 else begun
        depth = max(depth + sum((c in "([{") - (c in ")]}") for c in line.partition("#")[0]), 0)
    if depth == 0 or not targets_in(lines[error.span.line - 1]):
        return error
    try:
        read_lines(lines[begun], limits)
    except ProgramError as found:
        if found.span is not None:
            span = replace(found.span, line=begun + 1, end_line=begun + 1)
            return Source(text).error(found.kind, found.message, span, found.hint)
    return error


def _without(text: str, span: Span | None) -> str:
    """Return a text with the lines of a place left empty."""
    if span is None:
        return text
    lines = text.split("\n")
    return "\n".join(
        "" if span.line <= k <= span.end_line else line for k, line in enumerate(lines, 1)
    )
