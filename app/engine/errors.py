"""Every error the product raises on purpose.

::

    ChainruleError
    ├── EngineError            a graph or a tape cannot do what was asked
    │   ├── ShapeError         shapes do not fit together
    │   ├── ArgumentError      an option or a label has a wrong value
    │   ├── NumbersError       numbers are asked of what has a shape only
    │   └── LimitError         a bound of the settings table was reached
    ├── DeadlineError          the time a request may compute is used up
    └── ProgramError           a program cannot be read (``app.language.errors``)

An :class:`EngineError` says what was found, what was expected and, where there is
something to try, a hint; ``node`` is set when it arose at a node of a running tape.
"""

import re
from typing import Self

LONGEST_QUOTE = 60
"""A longer name is cut in messages and hints."""
_LONG_WORD = re.compile(rf"\S{{{LONGEST_QUOTE + 1},}}")


class ChainruleError(Exception):
    """The root: its text is one plain sentence for the user, in which no word is endless."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        self.message = _LONG_WORD.sub(lambda word: shorten(word[0]), message)
        self.hint = hint and _LONG_WORD.sub(lambda word: shorten(word[0]), hint)
        super().__init__(self.message)


def shorten(text: str) -> str:
    """Return a text that somebody else wrote, cut after some 60 characters."""
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


class EngineError(ChainruleError):
    """A graph or a tape cannot do what was asked.

    A text that begins with a gate is given without it, and the gate by itself: whoever opened a
    gate into smaller ones can let the error speak of the gate that the user wrote.
    """

    node: int | None = None

    def __init__(self, message: str, *, hint: str | None = None, gate: str | None = None) -> None:
        super().__init__(message if gate is None else f"{gate}: {message}", hint=hint)
        self.gate = gate
        self._said = message

    def of_gate(self, gate: str) -> Self:
        """Return the error, if it speaks of a gate, as one of this gate."""
        if self.gate is None:
            return self
        error = type(self)(self._said, hint=self.hint, gate=gate)
        error.node = self.node
        return error


class ShapeError(EngineError):
    """Shapes do not fit together."""


class ArgumentError(EngineError):
    """An option, a label or a count has a wrong value."""


class NumbersError(EngineError):
    """Numbers are asked of what has a shape only."""


class LimitError(EngineError):
    """A bound of the settings table was reached."""


class DeadlineError(ChainruleError):
    """The time a request may compute is used up: see ``app.engine.stopping``."""
