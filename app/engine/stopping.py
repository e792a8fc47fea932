"""How long work is stopped: it asks now and then whether it may go on.

Whoever starts it says with :func:`asking` what is asked, and the answer to stop is an exception.
What works calls :func:`may_go_on` between steps, or loops over :func:`step_by_step`; it need not
know who asks, nor be handed anything. Where nobody asks, asking costs next to nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import TypeAlias, TypeVar

T = TypeVar("T")

Question: TypeAlias = Callable[[], object]

_question: ContextVar[Question] = ContextVar("question", default=bool)

STRIDE = 64
"""Steps of some microseconds between two questions."""


@contextmanager
def asking(question: Question) -> Iterator[None]:
    """Let all work inside ask this; it raises to stop the work."""
    token = _question.set(question)
    try:
        yield
    finally:
        _question.reset(token)


def may_go_on() -> None:
    """Return if the work that calls may go on; else whoever started it lets this raise."""
    _question.get()()


def question() -> Question:
    """Return what :func:`may_go_on` asks here, for a loop that asks at every step."""
    return _question.get()


def step_by_step(steps: Iterable[T]) -> Iterator[T]:
    """Yield each step, and ask once in a while."""
    ask, rest = _question.get(), iter(steps)
    while some := list(islice(rest, STRIDE)):
        yield from some
        if len(some) == STRIDE:
            ask()
