"""A text of which some lines cannot be read: the others are checked as if those were not there."""

from dataclasses import replace

from ..engine.graph import Span
from ..language import Program, ProgramError, ReadLimits
from ..language.reader import DEFAULT_LIMITS
from .checking import ROUNDED, Checked, Verdict, check_backward
from .mending import Mender

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
    while True:
        try:
            found = check_backward(program, left, tolerance=tolerance, limits=limits)
            break
        except ProgramError as error:
            after = _without(left, error.span)
            if error.span is None or after == left or len(unread) == MOST_UNREAD:
                raise
            mender = mender or Mender(program, limits)
            reason = mender.reason(left.split("\n")[error.span.line - 1])
            unread.append(Verdict("", error.span, "error", None, reason, error))
            left = after
    verdicts = sorted((*found.verdicts, *unread), key=lambda one: one.span.line)
    return replace(found, verdicts=tuple(verdicts))


def _without(text: str, span: Span | None) -> str:
    """Return a text with the lines of a place left empty."""
    if span is None:
        return text
    lines = text.split("\n")
    return "\n".join(
        "" if span.line <= k <= span.end_line else line for k, line in enumerate(lines, 1)
    )
