"""The thread that trains: turns, and an end."""

import math
import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import partial

from app.api.live.scheduler import LONGEST_SLICE, Scheduler
from app.engine.stopping import may_go_on


class Counted:
    """A job that always has something to do."""

    def __init__(self, work: Callable[[], object] = bool) -> None:
        self.turns = self.failures = 0
        self.slice = 0.0
        self.closed = False
        self.awake = True
        self.often = threading.Event()
        self._work = work

    @property
    def due(self) -> float:
        return 0.0 if self.awake else math.inf

    def work(self, seconds: float) -> None:
        self.turns += 1
        self.slice = seconds
        if self.turns == 100:
            self.often.set()
        self._work()

    def drop(self) -> None:
        """Nothing was taken."""

    def fail(self, error: Exception) -> None:
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


def compute(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def test_heavy_jobs_get_fewer_turns_and_no_more_time() -> None:
    scheduler = Scheduler()
    heavy = [Counted(partial(compute, 0.1)) for _ in range(3)]
    light = [Counted(partial(compute, 0.001)) for _ in range(20)]
    for job in (*heavy, *light):
        scheduler.add(job)
    for job in light:
        assert job.often.wait(60)
    for job in (*heavy, *light):
        scheduler.remove(job)
    turns = min(job.turns for job in light)
    assert turns >= 100
    # So much time makes one turn of a heavy job, and the first one is for nothing.
    assert max(job.turns for job in heavy) <= 3 + max(job.turns for job in light) / 100


def long_step(seconds: float, done: list[str]) -> None:
    for _ in range(100):
        compute(seconds / 100)
        may_go_on()
    done.append("step")


def test_others_do_not_wait_for_a_long_step() -> None:
    scheduler, done = Scheduler(), list[str]()
    heavy = [Counted(partial(long_step, 2.0, done)) for _ in range(2)]
    light = Counted(partial(compute, 0.001))
    for job in (*heavy, light):
        scheduler.add(job)
    assert light.often.wait(60)
    assert done == []  # two seconds are not over, but a hundred turns are
    for job in (*heavy, light):
        scheduler.remove(job)
    assert_all_ended()
    assert done == []
    assert sum(job.failures for job in heavy) == 0


def test_a_step_that_waited_in_the_middle_is_done_in_the_end() -> None:
    scheduler, done = Scheduler(), list[str]()
    jobs = [Counted(partial(long_step, 0.05, done)) for _ in range(3)]
    for job in jobs:
        scheduler.add(job)
    end = time.perf_counter() + 30
    while len(done) < 9:
        assert time.perf_counter() < end
        time.sleep(0.01)
    for job in jobs:
        scheduler.remove(job)
    assert_all_ended()
    assert {job.turns >= 3 for job in jobs} == {True}
    assert sum(job.turns for job in jobs) - len(done) <= 3  # those that nobody waited for


def assert_all_ended() -> None:
    end = time.perf_counter() + 30
    while any(thread.name == "training" for thread in threading.enumerate()):
        assert time.perf_counter() < end
        time.sleep(0.01)


def test_a_job_that_had_nothing_to_do_has_not_saved_time() -> None:
    scheduler, idle, busy = Scheduler(), Counted(), Counted(partial(compute, 0.002))
    idle.awake = False
    for job in (idle, busy):
        scheduler.add(job)
    assert busy.often.wait(60)
    scheduler.submit(idle, lambda: setattr(idle, "awake", True))
    before = busy.turns
    assert idle.often.wait(60)
    assert busy.turns - before >= 1
    for job in (idle, busy):
        scheduler.remove(job)


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
