"""How long a thread has worked, without the garbage that it happened to collect for all others."""

import gc
from threading import local
from time import thread_time
from typing import Literal


class _Collecting(local):
    """The time that one thread has given to the collection of garbage."""

    seconds = 0.0
    began = 0.0


_collecting = _Collecting()


def worked() -> float:
    """Return the seconds that this thread has computed, less those in which it collected garbage.

    A collection walks the objects of every run, and stops whoever makes the next one.
    """
    return thread_time() - _collecting.seconds


def _note(phase: Literal["start", "stop"], info: dict[str, int]) -> None:
    now = thread_time()
    if phase == "start":
        _collecting.began = now
    else:
        _collecting.seconds += now - _collecting.began


gc.callbacks.append(_note)
