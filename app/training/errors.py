"""What is wrong with a configuration."""

from ..engine.errors import ChainruleError


class ConfigError(ChainruleError):
    """A part of a configuration cannot be so; ``where`` points at it: ``/layers/0/units``."""

    def __init__(self, where: str, message: str, *, hint: str | None = None) -> None:
        self.where = where
        super().__init__(message, hint=hint)
