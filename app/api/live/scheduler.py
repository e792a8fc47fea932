"""Training, one job at a time: every session gets its slice of time in turn.

A step of a large run takes longer than a slice. What a job took too long it owes, and is passed
over until the others have had as much; so heavy runs get fewer steps and frames, and all get the
same time. Nor do others wait until such a step is done: it asks now and then whether it may go on,
and waits in its thread, in the middle, while another thread hands out the turns.

Only one of the threads computes at any time. The first begins with the first session, and all have
ended with the last.
"""

import gc
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from math import inf
from threading import Condition, Semaphore, Thread
from time import perf_counter
from typing import Protocol

from ...engine.stopping import asking
from ..memory import trim
from .working_time import worked

log = logging.getLogger("chainrule")

LONGEST_SLICE = 0.004
ROUND = 0.05
"""Seconds in which every session should have had a turn."""
SHORTEST_SLICE = 0.001
GRACE = 0.02
"""Seconds more than its slice that a step may take before it waits in the middle: to let another
thread go on costs something, and most steps are done by then."""
TOGETHER = 0.002
"""Seconds that the thread rests at least where there is nothing to do, unless it is told of
something: to wake up costs as much as a small step, so what is due soon is done together."""
MOST_OWED = 0.1
"""Seconds that a job can owe to each of the others: what stopped it once is not held against it for
long."""


class Job(Protocol):
    """What is given time."""

    @property
    def due(self) -> float:
        """When there is something to do, by ``perf_counter``; infinity until it is told more."""

    def work(self, seconds: float) -> None:
        """Do it for about so long."""

    def close(self) -> None:
        """Let go of everything; a slice may still be under way."""

    def drop(self) -> None:
        """Give back what it took; no slice of it is under way any more."""

    def fail(self, error: Exception) -> None:
        """Take note that the work has raised what nobody foresaw."""


class _Gone(Exception):
    """Nobody is there any more for whom a step is made."""


def _none() -> Semaphore:
    return Semaphore(0)


@dataclass(slots=True, eq=False)
class _Seat:
    """A job and its place in the queue."""

    job: Job
    used: float
    """Seconds that it has computed, or could have."""
    due: float
    """When the job has something to do, as of its last change."""
    slice: float = 0.0
    apart: bool = False
    """Whether its step under way has a thread of its own by now."""
    waits: bool = False
    """Whether that step waits in the middle."""
    gone: bool = False
    go: Semaphore = field(default_factory=_none)
    """Lets the step go on."""
    back: Semaphore = field(default_factory=_none)
    """Tells whoever let it that it waits again, or is done."""
    _began: float = 0.0

    def begin(self) -> None:
        """Look at the clock of the thread that works."""
        self._began = worked()

    @property
    def spent(self) -> float:
        """The seconds computed since then."""
        return worked() - self._began

    def resume(self) -> None:
        """Let the step that waits go on, until it waits again or is done."""
        self.go.release()
        self.back.acquire()


class Scheduler:
    """Jobs and the threads that do them."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._seats: dict[Job, _Seat] = {}
        self._gone: list[_Seat] = []
        self._used = 0.0
        """By who has used least of those that have something to do."""
        self._wakes = 0.0
        """When the thread that hands out the turns looks again by itself."""
        self._thread: Thread | None = None
        """The one that hands out the turns."""

    def __len__(self) -> int:
        return len(self._seats)

    def add(self, job: Job) -> None:
        """Give a job time from now on."""
        with self._changed:
            self._seats[job] = _Seat(job, self._used, job.due)
            self._changed.notify()
            if self._thread is None:
                self._lead()

    def remove(self, job: Job) -> None:
        """Forget a job; a slice that it is in ends."""
        with self._changed:
            seat = self._seats.pop(job)
            self._gone.append(seat)
            seat.gone = True
            job.close()
            self._changed.notify()

    def submit(self, job: Job, do: Callable[[], object]) -> None:
        """Change a job from another thread: ``do`` it, and look again when it has work."""
        with self._changed:
            do()
            seat = self._seats[job]
            seat.due = job.due
            if seat.due < self._wakes:
                self._changed.notify()

    def _lead(self) -> None:
        """Let a new thread hand out the turns from now on."""
        self._thread = Thread(target=self._run, name="training", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while (turn := self._next_turn()) is not None:
            self._let_go()
            seconds = max(SHORTEST_SLICE, min(LONGEST_SLICE, ROUND / max(1, len(turn))))
            while turn:
                seat = turn.pop(0)
                if seat.used <= self._used + seconds and not self._let_work(seat, seconds):
                    return
                del seat  # or the last job would live on while the thread waits

    def _next_turn(self) -> list[_Seat] | None:
        """Wait until jobs have something to do, and return them; ``None`` once there is no job."""
        with self._changed:
            while self._seats or self._gone:
                now, seats = perf_counter(), self._seats.values()
                turn = [seat for seat in seats if seat.due <= now or seat.waits]
                if turn:
                    self._used = max(self._used, min(seat.used for seat in turn))
                    for seat in turn:  # time in which there was nothing to do is not saved
                        seat.used = min(max(seat.used, self._used), self._used + MOST_OWED)
                if turn or self._gone:
                    self._wakes = 0.0
                    return turn
                first = min((seat.due for seat in seats), default=inf)
                self._wakes = max(first, now + TOGETHER)
                self._changed.wait(None if first == inf else self._wakes - now)
            self._thread = None
            return None

    def _let_go(self) -> None:
        """End the steps of jobs that are gone, and give back their memory, to the system too."""
        with self._changed:
            gone, self._gone = self._gone, []
        if gone:
            while gone:
                seat = gone.pop()
                if seat.waits:
                    seat.resume()
                seat.job.drop()
            del seat
            gc.collect()
            trim()

    def _let_work(self, seat: _Seat, seconds: float) -> bool:
        """Let a job work for a slice; tells whether this thread still hands out the turns."""
        seat.slice = seconds
        if seat.waits:
            seat.resume()
            return True
        seat.begin()
        with asking(partial(self._may_go_on, seat)):
            _work(seat.job, seconds)
        seat.used += seat.spent
        with self._changed:
            seat.due = seat.job.due
        if not seat.apart:
            return True
        seat.apart = seat.waits = False
        seat.back.release()
        return False

    def _may_go_on(self, seat: _Seat) -> None:
        """Wait in the middle of a step that takes too long, until it is its turn again."""
        spent = seat.spent
        if spent > seat.slice + GRACE and not seat.gone:
            seat.used += spent
            seat.waits = True
            if seat.apart:
                seat.back.release()
            else:
                seat.apart = True
                self._lead()
            seat.go.acquire()
            seat.begin()
        if seat.gone:
            raise _Gone


def _work(job: Job, seconds: float) -> None:
    try:
        job.work(seconds)
    except _Gone:
        pass
    except Exception as error:
        log.exception("unforeseen error in a live session")
        job.fail(error)
