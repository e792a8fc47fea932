"""What the training thread has for the event loop: all of it, in order, and few wakes."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

import pytest

from app.api.live.mail import Mail


class Loop:
    """An event loop that notes who wakes it, and does nothing before it is told to."""

    def __init__(self) -> None:
        self.wakes = 0
        self.coming: list[Callable[[], object]] = []

    def call_soon_threadsafe(self, do: Callable[..., object], *given: Any) -> None:
        """Be woken."""
        self.wakes += 1
        self.coming.append(lambda: do(*given))

    def call_later(self, seconds: float, do: Callable[..., object], *given: Any) -> None:
        """Look again by itself."""
        self.coming.append(lambda: do(*given))

    def go_on(self) -> None:
        """Do what is next."""
        self.coming.pop(0)()


def put(mail: Mail, loop: Loop, do: Callable[[], object]) -> None:
    mail.put(cast(Any, loop), do)


def test_what_comes_while_the_loop_is_busy_waits_together_and_wakes_it_no_more() -> None:
    mail, loop, done = Mail(lambda: True), Loop(), list[int]()
    for number in range(3):
        put(mail, loop, partial(done.append, number))
    loop.go_on()
    assert done == [0, 1, 2]
    for number in range(3, 6):
        put(mail, loop, partial(done.append, number))
    assert done == [0, 1, 2]
    loop.go_on()
    assert done == [0, 1, 2, 3, 4, 5]
    assert loop.wakes == 1


def test_what_comes_after_a_quiet_moment_wakes_the_loop() -> None:
    mail, loop, done = Mail(lambda: True), Loop(), list[int]()
    put(mail, loop, lambda: done.append(0))
    while loop.coming:
        loop.go_on()
    put(mail, loop, lambda: done.append(1))
    assert loop.wakes == 2
    loop.go_on()
    assert done == [0, 1]


def test_what_goes_wrong_with_one_does_not_keep_the_others() -> None:
    mail, loop, done = Mail(lambda: True), Loop(), list[int]()
    put(mail, loop, lambda: 1 // 0)
    put(mail, loop, lambda: done.append(1))
    with pytest.raises(ZeroDivisionError):
        loop.go_on()
    loop.go_on()
    assert done == [1]


def test_of_a_few_streams_nothing_waits() -> None:
    mail, loop, done = Mail(lambda: False), Loop(), list[int]()
    for number in range(3):
        put(mail, loop, partial(done.append, number))
        loop.go_on()
        assert done[-1] == number
    assert loop.wakes == 3
    assert loop.coming == []
