"""Where heavy work is done: a few threads, a bounded queue, a deadline.

The event loop stays free to answer everything else. A request past the queue is refused at once;
one whose client has gone leaves the queue, or stops at its next check.
"""

import asyncio
from collections.abc import Callable
from time import perf_counter
from typing import TypeVar

from anyio import CancelScope, CapacityLimiter, to_thread
from fastapi import Request

from app.api.problems import Refusal
from app.engine.errors import DeadlineError

T = TypeVar("T")


class Abandoned(Refusal):
    """The client has gone, so nobody waits for the answer."""

    def __init__(self) -> None:
        super().__init__("bad-request", "the client has gone")


class Deadline:
    """What long computations call now and then: it raises once their time is used up."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.abandoned = False
        self._end = perf_counter() + seconds

    def start(self) -> None:
        """Start the time anew."""
        self._end = perf_counter() + self.seconds

    def __call__(self) -> None:
        """Raise :class:`DeadlineError` past the deadline, :class:`Abandoned` without a client."""
        if perf_counter() > self._end:
            raise DeadlineError(
                f"this takes longer than {self.seconds:g} s",
                hint="use smaller arrays or fewer gates",
            )
        if self.abandoned:
            raise Abandoned


Work = Callable[[Deadline], T]


class Workshop:
    """``parallel`` threads and room for ``queue`` more requests that wait."""

    def __init__(self, parallel: int, queue: int, seconds: float) -> None:
        self.places = parallel + queue
        self.seconds = seconds
        self.taken = 0
        self._threads = CapacityLimiter(parallel)

    def inline(self, work: Work[T]) -> T:
        """Do work so small that a change of thread would cost more."""
        return work(Deadline(self.seconds))

    async def run(self, request: Request, work: Work[T]) -> T:
        """Do work in a thread, its deadline counted from when it starts.

        Raises:
            Refusal: every place is taken.
            Abandoned: the client has gone.
        """
        if self.taken >= self.places:
            raise Refusal(
                "too-many-requests",
                f"{self.taken} requests are being worked on or waiting",
                hint="ask again in a moment",
                headers={"Retry-After": str(self._wait())},
            )
        deadline = Deadline(self.seconds)

        def start() -> T:
            deadline.start()
            return work(deadline)

        self.taken += 1
        with CancelScope() as scope:
            watcher = asyncio.create_task(_watch(request, deadline, scope))
            try:
                return await to_thread.run_sync(start, limiter=self._threads)
            finally:
                self.taken -= 1
                watcher.cancel()
        raise Abandoned

    def _wait(self) -> int:
        """Return the seconds after which half of the places should be free, at worst."""
        return max(1, round(self.seconds * self.places / self._threads.total_tokens / 2))


async def _watch(request: Request, deadline: Deadline, scope: CancelScope) -> None:
    """Wait until the client goes; then take its request out of the queue, or stop its work."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    deadline.abandoned = True
    scope.cancel()
