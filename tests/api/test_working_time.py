"""What a thread has worked is not what it collected for others."""

import gc
import time
from threading import Thread

from app.api.live.working_time import worked


def collect(seconds: float) -> None:
    """Collect garbage for about so long."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        gc.collect()


def test_the_collection_of_garbage_is_no_work() -> None:
    before, computed = worked(), time.thread_time()
    collect(0.2)
    assert worked() - before < 0.1 * (time.thread_time() - computed)


def test_what_a_thread_computes_is_work_however_much_another_collects() -> None:
    before, computed = worked(), time.thread_time()
    other = Thread(target=collect, args=(0.2,))
    other.start()
    while other.is_alive():
        sum(range(1000))
    other.join()
    own = time.thread_time() - computed
    assert worked() - before > 0.9 * own
