"""What goes wrong while a model is read."""

from ..engine.errors import ArgumentError, ChainruleError, ShapeError
from ..engine.ops.op import Shape


class ModelError(ChainruleError):
    """Nothing of a model can be read; ``line`` is that of a printout."""

    def __init__(self, message: str, *, hint: str | None = None, line: int | None = None) -> None:
        super().__init__(message if line is None else f"line {line}: {message}", hint=hint)
        self.line = line


class Misfit(ShapeError):
    """What comes has another shape than a layer takes; ``wanted`` is one that it would take."""

    def __init__(self, message: str, wanted: Shape, *, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.wanted = wanted


class Unreadable(ArgumentError):
    """One layer or operator cannot be read."""
