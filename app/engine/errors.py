"""Every error the product raises on purpose.

::

    ChainruleError
    ├── EngineError            a graph or a tape cannot do what was asked
    │   ├── ShapeError         shapes do not fit together
    │   ├── ArgumentError      an option or a label has a wrong value
    │   ├── LimitError         a bound of the settings table was reached
    │   └── DeadlineError      the time a request may compute is used up
    └── ProgramError           a program cannot be read (``app.language.errors``)

An :class:`EngineError` says what was found, what was expected and, where there is
something to try, a hint; ``node`` is set when it arose at a node of a running tape.
"""


class ChainruleError(Exception):
    """The root: its text is one plain sentence for the user."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class EngineError(ChainruleError):
    """A graph or a tape cannot do what was asked."""

    node: int | None = None


class ShapeError(EngineError):
    """Shapes do not fit together."""


class ArgumentError(EngineError):
    """An option, a label or a count has a wrong value."""


class LimitError(EngineError):
    """A bound of the settings table was reached."""


class DeadlineError(EngineError):
    """The time a request may compute is used up."""
