"""The one error of this room: a program that cannot be read."""

from ..engine.errors import ChainruleError
from ..engine.graph import Span

TITLES = {
    "syntax": "This is not a complete program",
    "unsupported": "Not part of the program language",
    "unknown-name": "Unknown name",
    "unknown-gate": "Unknown function",
    "wrong-arguments": "Wrong arguments",
    "shape-mismatch": "Shapes do not fit together",
    "no-numbers": "A shape without numbers",
    "bad-number": "Not a usable number",
    "bad-input": "Not a usable input value",
    "unused-input": "Input not used",
    "unknown-output": "Unknown output",
    "no-block": "These gates are no block",
    "unknown-part": "Unknown call or gate",
    "recursion": "A function calls itself",
    "too-deep": "Nested too deeply",
    "too-large": "Too large",
    "empty": "Nothing to compute",
    "printed-model": "A printout of a model",
    "no-exercise": "No exercise of this kind",
}
"""Every kind of program error and the title that is shown for it."""


class ProgramError(ChainruleError):
    """A program cannot be read: what is wrong, where, and what to try.

    ``kind`` is one of :data:`TITLES`. Lines count from 1, columns in characters from 0; they are
    all ``None`` where no place in the text is at fault (a value in ``inputs``). ``snippet`` is the
    offending line with a line of carets beneath it. ``replacement`` is what to write in the place
    that the error points at, to follow the hint to the letter; ``""`` is to delete what stands
    there, and ``None`` leaves it to the writer.
    """

    def __init__(
        self,
        kind: str,
        message: str,
        *,
        span: Span | None = None,
        snippet: str = "",
        hint: str | None = None,
        replacement: str | None = None,
    ) -> None:
        super().__init__(message, hint=hint)
        self.kind = kind
        self.title = TITLES[kind]
        self.span = span
        self.line = span.line if span else None
        self.column = span.column if span else None
        self.end_line = span.end_line if span else None
        self.end_column = span.end_column if span else None
        self.snippet = snippet
        self.replacement = replacement
        self.field: str | None = None
        """Which field of a request holds the text, as a JSON pointer; ``None``: the obvious one."""

    def __str__(self) -> str:
        """Return the whole message as a terminal shows it."""
        where = f"line {self.line}, column {self.column}: " if self.span else ""
        parts = [where + self.message]
        if self.snippet:
            parts.append(self.snippet)
        if self.hint:
            parts.append(f"hint: {self.hint}")
        return "\n".join(parts)
