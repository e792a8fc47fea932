"""Whoever has more streams than another leaves a connection to it, and takes it if it must."""

import asyncio
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count

import pytest

from app.api.metrics import PLACE, ROW, Metrics, is_ahead
from app.serving.door import Door
from app.serving.loops import shared

ENDED = 2**22 + 1
"""A process id that no process has."""


class Taken(asyncio.Protocol):
    """A connection of one door."""

    def __init__(self, by: list[str], name: str) -> None:
        self._by, self._name = by, name

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Note who has it."""
        self._by.append(self._name)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0), backlog=100) as made:
        yield made


async def knock(listener: socket.socket, taken: list[str], times: int) -> None:
    for number in range(1, times + 1):
        _, writer = await asyncio.open_connection(*listener.getsockname())
        while len(taken) < number:
            await asyncio.sleep(0.001)
        writer.close()
        await writer.wait_closed()


def test_a_connection_is_left_to_whoever_has_fewer_streams(listener: socket.socket) -> None:
    taken: list[str] = []

    async def run() -> None:
        loop = asyncio.get_running_loop()

        def door(name: str, is_ahead: Callable[[], bool]) -> Door:
            own = stack.enter_context(listener.dup())
            return Door(loop, lambda: Taken(taken, name), own, is_ahead)

        doors = [
            door("one", lambda: taken.count("one") > taken.count("other")),
            door("other", lambda: taken.count("other") > taken.count("one")),
        ]
        await knock(listener, taken, 20)
        for one in doors:
            one.close()
            await one.wait_closed()

    with ExitStack() as stack:
        asyncio.run(run())
    assert abs(taken.count("one") - taken.count("other")) <= 2


def test_where_nobody_else_takes_it_whoever_is_ahead_does(listener: socket.socket) -> None:
    taken: list[str] = []

    async def run() -> None:
        loop = asyncio.get_running_loop()
        door = Door(loop, lambda: Taken(taken, "one"), listener, lambda: True)
        await knock(listener, taken, 3)
        door.close()
        await door.wait_closed()

    asyncio.run(run())
    assert taken == ["one"] * 3


def test_a_door_that_is_closed_takes_nothing(listener: socket.socket) -> None:
    taken: list[str] = []

    async def run() -> None:
        door = Door(asyncio.get_running_loop(), lambda: Taken(taken, "one"), listener, lambda: True)
        _, writer = await asyncio.open_connection(*listener.getsockname())
        await asyncio.sleep(0)
        door.close()
        await asyncio.sleep(0.03)
        writer.close()

    asyncio.run(run())
    assert taken == []


def test_a_loop_of_the_usual_kind_serves_through_a_door(listener: socket.socket) -> None:
    numbers = count(1)
    loop = shared(asyncio.new_event_loop, [0.0] * ROW)
    taken: list[str] = []

    async def run() -> object:
        door = await loop.create_server(lambda: Taken(taken, str(next(numbers))), sock=listener)
        await knock(listener, taken, 2)
        door.close()
        return door

    try:
        assert isinstance(loop.run_until_complete(run()), Door)
    finally:
        loop.close()
    assert taken == ["1", "2"]


def test_a_worker_is_ahead_of_those_that_live() -> None:
    table = [0.0] * 3 * ROW
    own = Metrics(table)
    assert not is_ahead(table)
    own.add("chainrule_streams", 2)
    assert not is_ahead(table), "alone"
    table[ROW], table[2 * ROW] = os.getppid(), ENDED
    table[ROW + PLACE["chainrule_streams"]] = 2
    assert not is_ahead(table), "as many, and the third has ended"
    own.add("chainrule_streams")
    assert is_ahead(table)
