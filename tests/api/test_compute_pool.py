"""The two lanes: who works when, who is refused, and what ends the work."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from functools import partial
from time import perf_counter, sleep, thread_time
from typing import Any

import pytest
from fastapi import Request
from starlette.types import Message

from app.api.compute_pool import Abandoned, ComputePool, make_way
from app.api.problems import Refusal
from app.api.proxies import SAYS_WHO
from app.engine.errors import DeadlineError
from app.engine.stopping import may_go_on
from app.settings import Settings


def compute_pool(**settings: Any) -> ComputePool:
    return ComputePool(Settings(**{"parallel_work": 1, "queue_length": 9, **settings}))


def request(
    receive: Callable[[], Coroutine[Any, Any, Message]] | None = None,
    client: str | None = "10.0.0.1",
) -> Request:
    async def stays() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    return Request({"type": "http", "headers": [], SAYS_WHO: client}, receive or stays)


def compute(seconds: float) -> None:
    end = thread_time() + seconds
    while thread_time() < end:
        may_go_on()


def test_work_is_done_off_the_event_loop() -> None:
    async def main() -> int:
        return await compute_pool().run(request(), threading.get_ident)

    assert asyncio.run(main()) != threading.get_ident()


@pytest.mark.parametrize("heavy", [False, True])
def test_work_past_its_deadline_is_stopped(heavy: bool) -> None:
    async def main() -> None:
        pool = compute_pool(compute_seconds=0.05)
        await pool.run(request(), lambda: compute(60), heavy=heavy)

    with pytest.raises(DeadlineError, match=r"0\.05 s"):
        asyncio.run(main())


def test_the_deadline_counts_what_was_computed_and_not_what_was_waited() -> None:
    def work() -> str:
        sleep(0.2)  # as a thread does that others keep from the processor
        may_go_on()
        return "done"

    async def main() -> str:
        return await compute_pool(compute_seconds=0.1).run(request(), work)

    assert asyncio.run(main()) == "done"


def test_the_deadline_counts_from_the_start_of_the_work() -> None:
    async def main() -> None:
        pool = compute_pool(compute_seconds=0.1)
        await asyncio.gather(
            *(pool.run(request(), lambda: compute(0.06), heavy=True) for _ in range(4))
        )

    asyncio.run(main())


def test_past_the_queue_heavy_work_is_refused_at_once() -> None:
    async def main() -> list[object]:
        pool = compute_pool(parallel_work=2, queue_length=3)
        runs = (pool.run(request(), lambda: sleep(0.05), heavy=True) for _ in range(9))
        return await asyncio.gather(*runs, return_exceptions=True)

    results = asyncio.run(main())
    refused = [result for result in results if isinstance(result, Refusal)]
    assert results.count(None) == 5
    assert [refusal.status_code for refusal in refused] == [429] * 4
    assert all(int((refusal.headers or {})["Retry-After"]) >= 1 for refusal in refused)


def test_small_work_waits_and_is_not_refused() -> None:
    async def main() -> list[object]:
        pool = compute_pool(queue_length=0)
        runs = (pool.run(request(), lambda: sleep(0.001)) for _ in range(300))
        return await asyncio.gather(*runs, return_exceptions=True)

    assert asyncio.run(main()) == [None] * 300


def test_small_work_that_waits_too_long_is_told_when_to_come_back() -> None:
    async def main() -> list[object]:
        pool = compute_pool(patience_seconds=0.1)
        runs = (pool.run(request(), lambda: sleep(0.4)) for _ in range(4))
        return await asyncio.gather(*runs, return_exceptions=True)

    results = asyncio.run(main())
    refused = [result for result in results if isinstance(result, Refusal)]
    assert (results.count(None), len(refused)) == (1, 3)
    assert all("at most 0.1 s" in refusal.detail for refusal in refused)


def test_the_wait_that_is_told_follows_from_how_long_work_has_taken() -> None:
    async def refusal_after(seconds: float) -> Refusal:
        pool = compute_pool(queue_length=40)
        for _ in range(60):  # so that the first guess is forgotten
            pool.heavy.note(perf_counter() - seconds)
        gate = threading.Event()
        runs = [
            asyncio.create_task(pool.run(request(client=str(k)), gate.wait, heavy=True))
            for k in range(41)
        ]
        while pool.heavy.waiting < 40:
            await asyncio.sleep(0.005)
        with pytest.raises(Refusal) as caught:
            await pool.run(request(), gate.wait, heavy=True)
        gate.set()
        await asyncio.gather(*runs)
        return caught.value

    for seconds, wait in ((0.09, "2"), (0.95, "20"), (9.0, "60")):
        refusal = asyncio.run(refusal_after(seconds))
        assert (refusal.headers or {})["Retry-After"] == wait
        assert refusal.hint == f"ask again in {wait} s"


def test_small_work_is_done_beside_any_heavy_work() -> None:
    async def main() -> None:
        pool, gate = compute_pool(), threading.Event()
        heavy = [asyncio.create_task(pool.run(request(), gate.wait, heavy=True)) for _ in range(9)]
        while pool.heavy.waiting < 8:
            await asyncio.sleep(0.005)
        assert [await pool.run(request(), lambda: "small") for _ in range(20)] == ["small"] * 20
        assert not any(run.done() for run in heavy)
        gate.set()
        await asyncio.gather(*heavy)

    asyncio.run(main())


def test_work_that_turns_out_to_be_heavy_leaves_the_quick_lane() -> None:
    """Where the other lane is free it goes over as it is, and where not it begins anew there."""
    begun: list[str] = []

    def surprising(name: str, gate: threading.Event) -> None:
        begun.append(name)
        compute(0.03)
        gate.wait()

    async def main() -> None:
        pool, gate = compute_pool(), threading.Event()
        runs = [
            asyncio.create_task(pool.run(request(), partial(surprising, name, gate)))
            for name in ("first", "second")
        ]
        while begun != ["first", "second"] or pool.heavy.waiting != 1:
            await asyncio.sleep(0.005)
        assert await pool.run(request(), lambda: "small") == "small"
        assert (pool.quick.taken, pool.heavy.taken) == (0, 1)
        gate.set()
        await asyncio.gather(*runs)
        assert pool.taken == 0

    asyncio.run(main())
    assert begun == ["first", "second", "second"]


def test_work_makes_way_once_however_often_it_wants_to() -> None:
    async def main() -> None:
        pool = compute_pool(parallel_work=2)
        seen: list[tuple[int, int]] = []

        def work() -> None:
            for _ in range(3):
                make_way()
                seen.append((pool.quick.taken, pool.heavy.taken))

        await pool.run(request(), work)
        assert seen == [(0, 1)] * 3
        assert (pool.quick.taken, pool.heavy.taken) == (0, 0)

    asyncio.run(main())


def test_one_client_cannot_fill_the_queue_nor_hold_up_another() -> None:
    done: list[str] = []

    async def main() -> None:
        pool, gate = compute_pool(client_queue=4), threading.Event()

        async def run(client: str, number: int) -> None:
            await pool.run(request(client=client), gate.wait, heavy=True)
            done.append(f"{client}{number}")

        greedy = [asyncio.create_task(run("a", k)) for k in range(6)]
        while sum(task.done() for task in greedy) < 2:
            await asyncio.sleep(0.005)
        other = asyncio.create_task(run("b", 0))
        while pool.heavy.waiting < 4:
            await asyncio.sleep(0.005)
        refused = [task.exception() for task in greedy if task.done()]
        assert [type(error) for error in refused] == [Refusal] * 2
        assert "of yours" in str(refused[0].detail if isinstance(refused[0], Refusal) else "")
        gate.set()
        await asyncio.gather(other, *greedy, return_exceptions=True)

    asyncio.run(main())
    assert done.index("b0") <= 2


def test_clients_that_nobody_can_tell_apart_have_no_share() -> None:
    async def main() -> list[object]:
        pool = compute_pool(client_queue=1)
        runs = (pool.run(request(client=None), lambda: sleep(0.01), heavy=True) for _ in range(4))
        return await asyncio.gather(*runs, return_exceptions=True)

    assert asyncio.run(main()) == [None] * 4


@pytest.mark.parametrize("heavy", [False, True])
def test_a_place_is_free_again_after_an_error(heavy: bool) -> None:
    def fail() -> None:
        raise ValueError("no")

    async def main() -> str:
        pool = compute_pool(queue_length=0)
        for _ in range(3):
            with pytest.raises(ValueError, match="no"):
                await pool.run(request(), fail, heavy=heavy)
        return await pool.run(request(), lambda: "free", heavy=heavy)

    assert asyncio.run(main()) == "free"


def gone_after(seconds: float) -> Request:
    async def receive() -> Message:
        await asyncio.sleep(seconds)
        return {"type": "http.disconnect"}

    return request(receive)


@pytest.mark.parametrize("heavy", [False, True])
def test_work_whose_client_has_gone_stops_when_it_next_asks(heavy: bool) -> None:
    def long() -> None:
        while True:
            sleep(0.005)
            may_go_on()

    async def main() -> None:
        await compute_pool(compute_seconds=30).run(gone_after(0.02), long, heavy=heavy)

    with pytest.raises(Abandoned):
        asyncio.run(main())


@pytest.mark.parametrize("heavy", [False, True])
def test_a_request_whose_client_has_gone_leaves_the_queue(heavy: bool) -> None:
    started: list[str] = []

    def slow() -> None:
        started.append("slow")
        sleep(0.2)

    async def main() -> None:
        pool = compute_pool()
        first = asyncio.create_task(pool.run(request(), slow, heavy=heavy))
        await asyncio.sleep(0.02)
        with pytest.raises(Abandoned):
            await pool.run(gone_after(0.02), lambda: started.append("never"), heavy=heavy)
        assert pool.taken == 1
        await first
        assert pool.taken == 0

    asyncio.run(main())
    assert started == ["slow"]
