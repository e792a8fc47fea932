"""What is made once: by one of those who want it, in a thread, while the others await it.

The makers run one at a time: the pages of a fresh server and its descriptions are made before the
first visitor wants them (:meth:`Once.make_all`), and whoever comes earlier waits off the threads.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from functools import partial
from typing import Any, TypeAlias, TypeVar

from anyio import CapacityLimiter, to_thread

T = TypeVar("T")

MOST_KEPT = 64
"""Things that are kept; those that were wanted least lately go."""

Thing: TypeAlias = tuple[Hashable, Callable[[], object]]
"""What something is called, and what makes it."""


class Once:
    """Things by what they are called."""

    def __init__(self) -> None:
        self._tasks: OrderedDict[Hashable, asyncio.Task[Any]] = OrderedDict()
        self._thread: CapacityLimiter | None = None

    async def get(self, name: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` makes, made now or before.

        Raises what ``make`` raises, to all who wait; the next one tries anew.
        """
        task: asyncio.Task[T] | None = self._tasks.get(name)
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            task = self._tasks[name] = asyncio.create_task(self._make(make))
            while len(self._tasks) > MOST_KEPT:
                self._tasks.popitem(last=False)
        self._tasks.move_to_end(name)
        return await asyncio.shield(task)  # one who goes does not end it for the others

    async def make_all(self, things: Iterable[Thing]) -> None:
        """Make everything that is not made yet."""
        for name, make in things:
            await self.get(name, make)

    async def _make(self, make: Callable[[], T]) -> T:
        if self._thread is None:
            self._thread = CapacityLimiter(1)
        work = partial(to_thread.run_sync, abandon_on_cancel=True, limiter=self._thread)
        return await work(make)
