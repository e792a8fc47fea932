"""The thread that trains: turns, and an end."""

import threading
from collections import Counter
from collections.abc import Callable
from functools import partial

from app.api.live.scheduler import LONGEST_SLICE, Scheduler


class Counted:
    """A job that always has something to do."""

    def __init__(self, work: Callable[[], object] = bool) -> None:
        self.turns = self.failures = 0
        self.slice = 0.0
        self.closed = False
        self.often = threading.Event()
        self._work = work

    @property
    def ready(self) -> bool:
        return True

    def work(self, seconds: float) -> None:
        self.turns += 1
        self.slice = seconds
        if self.turns == 100:
            self.often.set()
        self._work()

    def fail(self) -> None:
        self.failures += 1

    def close(self) -> None:
        self.closed = True


def test_all_jobs_take_turns_which_are_shorter_the_more_there_are() -> None:
    scheduler = Scheduler()
    alone = Counted()
    scheduler.add(alone)
    assert alone.often.wait(30)
    assert alone.slice == LONGEST_SLICE
    turns: list[int] = []
    others = [Counted(partial(turns.append, k)) for k in range(39)]
    for job in others:
        scheduler.add(job)
    begun = len(turns)
    for job in others:
        job.turns = 0
        job.often.clear()
    for job in others:
        assert job.often.wait(30)
    for job in (alone, *others):
        scheduler.remove(job)
    whole_rounds = turns[begun : begun + 39 * 50]
    assert set(Counter(whole_rounds).values()) <= {49, 50, 51}
    assert others[0].slice < LONGEST_SLICE
    assert all(job.closed for job in others)


def test_a_job_that_fails_is_told_so_and_the_others_go_on() -> None:
    def wrong() -> None:
        raise RuntimeError("on purpose")

    scheduler, ill, well = Scheduler(), Counted(wrong), Counted()
    scheduler.add(ill)
    scheduler.add(well)
    assert well.often.wait(30)
    assert ill.often.wait(30)
    assert ill.failures >= 99
    scheduler.remove(ill)
    scheduler.remove(well)


def test_the_thread_ends_with_the_last_job_and_begins_anew() -> None:
    scheduler = Scheduler()
    for _ in range(3):
        job = Counted()
        scheduler.add(job)
        thread = scheduler._thread
        assert thread is not None
        assert job.often.wait(30)
        scheduler.remove(job)
        thread.join(30)
        assert not thread.is_alive()
        assert len(scheduler) == 0
