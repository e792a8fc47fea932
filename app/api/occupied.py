"""What the threads that compute are at, and for how long: how a server knows that it is stuck."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic


class Occupied:
    """The work that is being done now, by the moments at which it began."""

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._begun: dict[object, float] = {}

    @contextmanager
    def one(self) -> Iterator[None]:
        """Be counted while a piece of work is done."""
        work = object()
        self._begun[work] = monotonic()
        try:
            yield
        finally:
            del self._begun[work]

    def stuck_for(self) -> float:
        """Return for how many seconds every thread has been at one piece of work; 0 if not all."""
        begun = list(self._begun.values())
        return monotonic() - max(begun) if len(begun) >= self._threads else 0.0
