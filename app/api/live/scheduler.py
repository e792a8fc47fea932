"""The one thread that trains: every session gets its slice of time in turn.

The thread begins with the first session and ends with the last.
"""

import logging
from collections.abc import Callable
from threading import Condition, Thread
from typing import Protocol

log = logging.getLogger("chainrule")

LONGEST_SLICE = 0.004
ROUND = 0.05
"""Seconds in which every session should have had a turn."""
SHORTEST_SLICE = 0.001


class Job(Protocol):
    """What is given time."""

    @property
    def ready(self) -> bool:
        """Whether there is something to do."""

    def work(self, seconds: float) -> None:
        """Do it for about so long."""

    def close(self) -> None:
        """Let go of everything; a slice may still be under way."""

    def fail(self) -> None:
        """Take note that the work has raised what nobody foresaw."""


class Scheduler:
    """Jobs and the thread that does them."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._jobs: list[Job] = []
        self._thread: Thread | None = None

    def __len__(self) -> int:
        return len(self._jobs)

    def add(self, job: Job) -> None:
        """Give a job time from now on."""
        with self._changed:
            self._jobs.append(job)
            if self._thread is None:
                self._thread = Thread(target=self._run, name="training", daemon=True)
                self._thread.start()

    def remove(self, job: Job) -> None:
        """Forget a job; a slice that it is in ends."""
        with self._changed:
            self._jobs.remove(job)
            job.close()
            self._changed.notify()

    def tell(self, do: Callable[[], object]) -> None:
        """Change a job from another thread: ``do`` it, and look again who is ready."""
        with self._changed:
            do()
            self._changed.notify()

    def _run(self) -> None:
        while (turn := self._next_turn()) is not None:
            seconds = max(SHORTEST_SLICE, min(LONGEST_SLICE, ROUND / len(turn)))
            for job in turn:
                _work(job, seconds)
            del turn, job  # or the last job would live on while the thread waits

    def _next_turn(self) -> list[Job] | None:
        """Wait until a job is ready; returns those that are, or ``None`` once there is no job."""
        with self._changed:
            while self._jobs:
                if turn := [job for job in self._jobs if job.ready]:
                    return turn
                self._changed.wait()
            self._thread = None
            return None


def _work(job: Job, seconds: float) -> None:
    try:
        job.work(seconds)
    except Exception:
        log.exception("unforeseen error in a live session")
        job.fail()
