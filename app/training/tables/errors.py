"""What is wrong with a table."""

from ...engine.errors import ChainruleError


class TableError(ChainruleError):
    """A table cannot be read; ``where`` points at the part of the request that is to be changed."""

    def __init__(self, message: str, *, hint: str | None = None, where: str = "/text") -> None:
        self.where = where
        super().__init__(message, hint=hint)
