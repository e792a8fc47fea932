import asyncio
import threading
from collections.abc import Callable, Coroutine
from time import perf_counter, sleep
from typing import Any

import pytest
from fastapi import Request
from starlette.types import Message

from app.api.problems import Refusal
from app.api.workshop import Abandoned, Deadline, Workshop
from app.engine.errors import DeadlineError


def request(receive: Callable[[], Coroutine[Any, Any, Message]] | None = None) -> Request:
    async def stays() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    return Request({"type": "http"}, receive or stays)


def test_work_is_done_off_the_event_loop() -> None:
    async def main() -> int:
        return await Workshop(1, 0, 1).run(request(), lambda _: threading.get_ident())

    assert asyncio.run(main()) != threading.get_ident()


def test_work_past_its_deadline_is_stopped() -> None:
    def endless(deadline: Deadline) -> None:
        while True:
            deadline()

    async def main() -> None:
        await Workshop(1, 0, 0.05).run(request(), endless)

    with pytest.raises(DeadlineError, match=r"0\.05 s"):
        asyncio.run(main())


def test_the_deadline_counts_from_the_start_of_the_work() -> None:
    def work(deadline: Deadline) -> str:
        sleep(0.06)
        deadline()
        return "done"

    async def main() -> list[str]:
        workshop = Workshop(1, 5, 0.1)
        return await asyncio.gather(*(workshop.run(request(), work) for _ in range(4)))

    assert asyncio.run(main()) == ["done"] * 4


def test_past_the_queue_requests_are_refused_at_once() -> None:
    async def main() -> list[object]:
        workshop = Workshop(2, 3, 1)
        runs = (workshop.run(request(), lambda _: sleep(0.05)) for _ in range(9))
        return await asyncio.gather(*runs, return_exceptions=True)

    results = asyncio.run(main())
    refused = [result for result in results if isinstance(result, Refusal)]
    assert results.count(None) == 5
    assert [refusal.status_code for refusal in refused] == [429] * 4
    assert all(int((refusal.headers or {})["Retry-After"]) >= 1 for refusal in refused)


def test_a_place_is_free_again_after_an_error() -> None:
    def fail(_: Deadline) -> None:
        raise ValueError("no")

    async def main() -> str:
        workshop = Workshop(1, 0, 1)
        for _ in range(3):
            with pytest.raises(ValueError, match="no"):
                await workshop.run(request(), fail)
        return await workshop.run(request(), lambda _: "free")

    assert asyncio.run(main()) == "free"


def gone_after(seconds: float) -> Request:
    async def receive() -> Message:
        await asyncio.sleep(seconds)
        return {"type": "http.disconnect"}

    return request(receive)


def test_work_whose_client_has_gone_stops_at_its_next_check() -> None:
    def long(deadline: Deadline) -> None:
        while True:
            sleep(0.005)
            deadline()

    async def main() -> None:
        await Workshop(1, 0, 30).run(gone_after(0.02), long)

    started = perf_counter()
    with pytest.raises(Abandoned):
        asyncio.run(main())
    assert perf_counter() - started < 5


def test_a_request_whose_client_has_gone_leaves_the_queue() -> None:
    started: list[str] = []

    def slow(_: Deadline) -> None:
        started.append("slow")
        sleep(0.2)

    async def main() -> None:
        workshop = Workshop(1, 1, 1)
        first = asyncio.create_task(workshop.run(request(), slow))
        await asyncio.sleep(0.02)
        with pytest.raises(Abandoned):
            await workshop.run(gone_after(0.02), lambda _: started.append("never"))
        assert workshop.taken == 1
        await first

    asyncio.run(main())
    assert started == ["slow"]
