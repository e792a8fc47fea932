"""Where work is done off the event loop: in two lanes, in turn, and with a deadline.

All work begins in the quick lane. What turns out to be long goes over to the heavy lane: as it is
where a place is free there, and else from its beginning once it has its turn. So what is small
waits only for what is small, beside any load, and nobody needs to know beforehand what is which.

Small work waits a little before it is refused, heavy work waits in a queue of bounded length. Of
each queue every client's first piece comes before anybody's second. Work whose client has gone
leaves its queue, or stops when it next asks whether it may go on.
"""

import asyncio
import contextlib
import math
from collections.abc import Callable
from time import perf_counter, sleep, thread_time
from typing import TypeVar

from anyio import CancelScope, CapacityLimiter, to_thread
from fastapi import Request

from ..engine.errors import DeadlineError
from ..engine.stopping import asking, question
from ..settings import Settings
from .lanes import Lane
from .memory import READING, Room
from .occupied import Occupied
from .problems import Refusal
from .proxies import client_of

T = TypeVar("T")

Work = Callable[[], T]

QUICK_SECONDS = 0.02
"""What takes longer, computed by itself, is heavy."""
SMALL_WORK = READING + 4_000_000
"""Bytes that every piece of work may take without asking for them."""
ASIDE = 0.001
"""Seconds for which long work steps aside."""
LONGEST_WAIT = 60
"""Seconds after which a client is asked to come back, at most."""


class Abandoned(Refusal):
    """The client has gone, so nobody waits for the answer."""

    def __init__(self) -> None:
        super().__init__("bad-request", "the client has gone")


class Outgrown(Exception):
    """The work is too long for the quick lane, and the heavy lane has no place free."""


class Deadline:
    """What work asks now and then: it raises once the time is used up, or the client has gone.

    The time is what the thread has computed, and not what has passed: on a machine that is busy
    with others, work that is small stays small. It belongs to the thread that makes it.

    Past its first ``QUICK_SECONDS`` the work has ``outgrown`` the quick lane, where it is in it. In
    the heavy lane it steps aside for a moment whenever somebody is ``ahead`` in the quick one: all
    threads share one lock, and a small answer needs it often.
    """

    def __init__(
        self,
        seconds: float,
        watch: "Watch | None" = None,
        outgrown: Callable[[], None] | None = None,
        ahead: Lane | None = None,
    ) -> None:
        self._seconds = seconds
        self._watch = watch
        self._outgrown = outgrown
        self._ahead = ahead
        now = thread_time()
        self._end = now + seconds
        self._next = self._end if outgrown is None else min(self._end, now + QUICK_SECONDS)

    def __call__(self) -> None:
        """Raise :class:`DeadlineError` past the deadline, :class:`Abandoned` without a client."""
        if self._watch is not None and self._watch.gone:
            raise Abandoned
        if self._ahead is not None and self._ahead.taken:
            sleep(ASIDE)
        if (now := thread_time()) <= self._next:
            return
        if now > self._end:
            raise DeadlineError(
                f"this takes longer than {self._seconds:g} s",
                hint="use smaller arrays or fewer gates",
            )
        self.outgrow()

    def allow(self, share: float) -> None:
        """Let the work take so many times as long, as there is so much more of it than is usual."""
        seconds = self._seconds * max(share, 1.0)
        gained, self._seconds = seconds - self._seconds, seconds
        if self._next == self._end:
            self._next += gained
        self._end += gained

    def outgrow(self) -> None:
        """Leave the quick lane, where the work is in it; raises :class:`Outgrown` to begin anew."""
        self._next = self._end
        if self._outgrown is not None:
            self._outgrown()
            self._outgrown = None  # once is enough


def make_way() -> None:
    """Leave the quick lane if the work that calls is in it: it waits for what is not quick."""
    ask = question()
    ask()
    if isinstance(ask, Deadline):
        ask.outgrow()


def allow(share: float) -> None:
    """Let the work that calls take so many times as long as work does."""
    ask = question()
    if isinstance(ask, Deadline):
        ask.allow(share)


def make_room(room: Room, size: int) -> None:
    """Take the memory that work needs; what needs much does not wait for it in the quick lane.

    Raises:
        Refusal: there is not as much.
    """
    if size > SMALL_WORK:
        make_way()
    room.resize(max(size, SMALL_WORK))


class Watch:
    """Whether a request's client has gone."""

    gone = False

    async def over(self, request: Request, scope: CancelScope) -> None:
        """Wait until the client goes; then take its request out of the queue, or stop its work."""
        while (await request.receive())["type"] != "http.disconnect":
            pass
        self.gone = True
        scope.cancel()


class ComputePool:
    """The two lanes of one worker."""

    def __init__(self, settings: Settings) -> None:
        self.seconds = settings.compute_seconds
        self.quick = Lane(1, QUICK_SECONDS)
        self.heavy = Lane(settings.parallel_work, settings.compute_seconds)
        self.occupied = Occupied(self.heavy.places)
        self._queue = settings.queue_length
        self._share = settings.client_queue
        self._patience = settings.patience_seconds
        self._threads = CapacityLimiter(self.quick.places + self.heavy.places)

    def inline(self, work: Work[T]) -> T:
        """Do work so small that a change of thread would cost more."""
        with asking(Deadline(self.seconds)):
            return work()

    @property
    def taken(self) -> int:
        """How many requests are being worked on or waiting."""
        return sum(lane.taken + lane.waiting for lane in (self.quick, self.heavy))

    async def run(
        self,
        request: Request,
        work: Work[T],
        *,
        heavy: bool = False,
        patience: float = math.inf,
    ) -> T:
        """Do work in a thread, its deadline counted from when it starts.

        What is known to be ``heavy`` does not try the quick lane. ``patience`` is for how many
        seconds it may wait in the heavy lane.

        Raises:
            Refusal: it waited for too long, the queue is full, or the client has its share of it.
            Abandoned: the client has gone.
        """
        client = client_of(request.scope)
        watch = Watch()
        with CancelScope() as scope:
            watching = asyncio.create_task(watch.over(request, scope))
            try:
                if not heavy:
                    with contextlib.suppress(Outgrown):
                        return await self._do_quickly(client, work, watch)
                return await self._do_at_length(client, work, watch, patience)
            finally:
                watching.cancel()
        raise Abandoned

    async def _do_quickly(self, client: str | None, work: Work[T], watch: Watch) -> T:
        lane = self.quick
        with lane.counted(client):
            try:
                await lane.take(client, self._patience)
            except TimeoutError:
                what = f"a small request waits for at most {self._patience:g} s, and this one has"
                raise _refusal(what, lane.seconds_for(lane.waiting)) from None
        # The place that is given back in the end is another one once the work has gone over.
        held, stack = [lane], contextlib.ExitStack()

        def go_over() -> None:
            if not self.heavy.try_take():
                raise Outgrown
            stack.enter_context(self.occupied.one())
            lane.give_back()
            held[0] = self.heavy

        def start() -> T:
            with stack, asking(Deadline(self.seconds, watch, go_over)):
                return work()

        return await self._do(start, held)

    async def _do_at_length(
        self, client: str | None, work: Work[T], watch: Watch, patience: float
    ) -> T:
        lane = self.heavy
        if lane.waiting >= self._queue and lane.taken >= lane.places:
            busy = lane.taken + lane.waiting
            what = f"{busy} long requests are being worked on or waiting"
            raise _refusal(what, lane.seconds_for(math.ceil(lane.waiting / 2)))
        if self._share and lane.of(client) >= self._share:
            what = f"{lane.of(client)} long requests of yours are being worked on or waiting"
            raise _refusal(what, lane.seconds_for(math.ceil(lane.of(client) / 2)))
        with lane.counted(client):
            try:
                await lane.take(client, patience)
            except TimeoutError:
                what = f"no long request is answered within {patience:g} s just now"
                raise _refusal(what, lane.seconds_for(lane.waiting)) from None

            def start() -> T:
                deadline = Deadline(self.seconds, watch, ahead=self.quick)
                with self.occupied.one(), asking(deadline):
                    return work()

            return await self._do(start, [lane])

    async def _do(self, start: Callable[[], T], held: list[Lane]) -> T:
        """Work in a thread; the lane that is ``held`` in the end gets its place back."""

        def timed() -> T:
            started = perf_counter()
            try:
                return start()
            finally:
                held[0].note(started)

        try:
            return await to_thread.run_sync(timed, limiter=self._threads)
        finally:
            held[0].give_back()


def _refusal(what: str, seconds: float) -> Refusal:
    wait = max(1, min(LONGEST_WAIT, math.ceil(seconds)))
    return Refusal(
        "too-many-requests",
        what,
        hint=f"ask again in {wait} s",
        headers={"Retry-After": str(wait)},
    )
