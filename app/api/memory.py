"""The memory of one worker as a ledger: what is to be made takes room in it before it is made.

What ``CHAINRULE_MEMORY`` leaves beside the program itself is shared by the bodies of requests, what
they become, the computations under way, the answers that are being sent, and the training streams.
No purpose may take so much that nothing is left for the others. Where there is no room the request
waits a moment and is then refused; nothing is begun that could end the worker.
"""

import asyncio
import ctypes
from collections import Counter
from threading import Condition
from time import monotonic
from types import TracebackType
from typing import Literal, Self

from starlette.types import Scope

from .problems import Refusal

Purpose = Literal["bodies", "parsed", "work", "answers", "streams"]

PROGRAM = 120_000_000
"""Bytes of the program itself: NumPy, the framework, the pages."""
KEPT = 1 / 16
"""How much of the whole is for structures that are remembered."""
SHARES: dict[Purpose, float] = {
    "bodies": 1 / 8,
    "parsed": 1 / 6,
    "work": 1 / 2,
    "answers": 1.0,
    "streams": 0.73,
}
"""How much of the rest each purpose may take at most."""
SECONDS = 2.0
"""How long a request waits for room."""
LOOK = 0.02
WORTH_TRIMMING = 16_000_000
"""Bytes given back after which the allocator is asked to give them back to the system."""

READING = 24_000_000
"""Bytes that a program takes while it is read, at most, beside its arrays."""
BYTES_PER_ELEMENT = 24
"""Of a graph: value, gradient, and what flows between."""
BYTES_PER_NODE = 15_000
"""Of a story: names, formulas, sentences, its place and its text."""
BYTES_PER_LISTED = 60
"""Of a number that an answer lists: as an object, and as text."""


class Room:
    """What was taken of the ledger; :meth:`close`, or the end of a ``with``, gives it back."""

    def __init__(self, memory: "Memory", purpose: Purpose, size: int) -> None:
        self.memory, self.purpose, self.size = memory, purpose, size

    def resize(self, size: int, seconds: float = SECONDS) -> None:
        """Take as much as this instead, in a thread that may wait for it.

        Raises:
            Refusal: there is not as much.
        """
        if size > self.size:
            self.memory.wait_here(self.purpose, size - self.size, seconds).size = 0
        else:
            self.memory.give(self.purpose, self.size - size)
        self.size = size

    def close(self) -> None:
        """Give it back."""
        size, self.size = self.size, 0
        self.memory.give(self.purpose, size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        large = self.size > READING + WORTH_TRIMMING
        self.close()
        if large:
            trim()


class Memory:
    """The ledger; safe to share between threads. ``megabytes`` bound the whole worker."""

    def __init__(self, megabytes: int) -> None:
        whole = megabytes * 1_000_000
        self.kept = int(whole * KEPT)
        self.most = whole - PROGRAM - self.kept
        self._taken: Counter[Purpose] = Counter()
        self._changed = Condition()

    @property
    def taken(self) -> int:
        """Bytes that are taken at the moment."""
        return self._taken.total()

    def share(self, purpose: Purpose) -> int:
        """Return the bytes that one purpose may take."""
        return int(self.most * SHARES[purpose])

    def take(self, purpose: Purpose, size: int) -> Room | None:
        """Take room at once, or return ``None``."""
        with self._changed:
            free = min(self.share(purpose) - self._taken[purpose], self.most - self.taken)
            return self._take(purpose, size) if size <= free else None

    def note(self, purpose: Purpose, size: int) -> Room:
        """Take room for what is there already, whether there is as much or not."""
        with self._changed:
            return self._take(purpose, size)

    async def wait(self, purpose: Purpose, size: int) -> Room:
        """Take room, waiting for it off the threads.

        Raises:
            Refusal: there was none.
        """
        end = monotonic() + SECONDS
        while (room := self.take(purpose, size)) is None:
            self._refuse_too_large(purpose, size)
            if monotonic() > end:
                raise self._refusal(size)
            await asyncio.sleep(LOOK)
        return room

    def wait_here(self, purpose: Purpose, size: int, seconds: float = SECONDS) -> Room:
        """Take room, in a thread that may wait for it.

        Raises:
            Refusal: there was none.
        """
        self._refuse_too_large(purpose, size)
        end = monotonic() + seconds
        with self._changed:
            while (room := self.take(purpose, size)) is None:
                left = end - monotonic()
                if left <= 0:
                    raise self._refusal(size)
                self._changed.wait(left)
        return room

    def give(self, purpose: Purpose, size: int) -> None:
        """Give room back."""
        with self._changed:
            self._taken[purpose] -= size
            self._changed.notify_all()

    def _take(self, purpose: Purpose, size: int) -> Room:
        self._taken[purpose] += size
        return Room(self, purpose, size)

    def _refuse_too_large(self, purpose: Purpose, size: int) -> None:
        if size > self.share(purpose):
            raise Refusal(
                "too-large",
                f"this would take about {in_megabytes(size)} of memory, more than the "
                f"{in_megabytes(self.share(purpose))} that this server has for one request",
                hint="use smaller arrays or fewer gates",
            )

    def _refusal(self, size: int) -> Refusal:
        return Refusal(
            "no-memory",
            f"this would take about {in_megabytes(size)} of memory, and the server has no more "
            "left beside what it is working on",
            hint="ask again in a moment",
            headers={"Retry-After": str(round(SECONDS))},
        )


def rooms(scope: Scope) -> list[Room]:
    """Return what a request has taken of the memory; it is given back at the request's end."""
    taken: list[Room] = scope.setdefault("chainrule.rooms", [])
    return taken


def in_megabytes(size: float) -> str:
    """Write so many bytes for people: ``12 MB``."""
    return f"{max(1, round(size / 1e6)):,} MB"


def cost(nodes: int, elements: int, listed: int = 0) -> int:
    """Estimate the bytes that the story of a graph takes; ``listed`` numbers are told in full."""
    return (
        READING + BYTES_PER_NODE * nodes + BYTES_PER_ELEMENT * elements + BYTES_PER_LISTED * listed
    )


def trim() -> None:
    """Give what is free back to the system, where the C library can; else it would keep it."""
    if _TRIM is not None:
        _TRIM(0)


def _malloc_trim() -> "ctypes._NamedFuncPointer | None":
    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # no glibc
        return None


_TRIM = _malloc_trim()
