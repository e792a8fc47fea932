"""A class arrives: nobody is refused, nothing is made twice, and a page always comes."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from typing import cast

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient, Response
from starlette.testclient import TestClient

from app.api.once import Once
from app.api.routes import pages
from app.api.services import Services
from app.main import create_app
from app.settings import Settings
from tests.api.asking import SVG, TRACE, problem
from tests.api.test_limits import limited

STUDENTS = 300


def together(asks: Callable[[AsyncClient, int], Awaitable[Response]]) -> list[Response]:
    """Let three hundred ask a fresh server at once."""

    async def main() -> list[Response]:
        transport = ASGITransport(app=create_app(Settings(patience_seconds=60)))
        async with AsyncClient(transport=transport, base_url="http://test", timeout=60) as client:
            return await asyncio.gather(*(asks(client, k) for k in range(STUDENTS)))

    return asyncio.run(main())


def test_three_hundred_new_programs_at_once_are_all_told() -> None:
    answers = together(
        lambda client, k: client.post(TRACE, json={"program": f"x = {k}; y{k} = tanh(2 * x)"})
    )
    assert [answer.status_code for answer in answers] == [200] * STUDENTS


def test_three_hundred_first_visitors_of_the_page_all_get_its_picture() -> None:
    answers = together(lambda client, _: client.get("/"))
    assert [answer.status_code for answer in answers] == [200] * STUDENTS
    assert all("data-node=" in answer.text for answer in answers)


def test_an_example_too_long_for_the_quick_lane_is_made_once_for_all_who_open_it() -> None:
    program = "x = 1\n" + "x = sin(x) * x\n" * 300
    answers = together(lambda client, _: client.post(TRACE, json={"program": program}))
    assert [answer.status_code for answer in answers] == [200] * STUDENTS


def test_requests_that_are_alike_do_not_end_with_the_one_that_is_worked_on() -> None:
    async def main() -> Response:
        transport = ASGITransport(app=create_app(Settings()))
        async with AsyncClient(transport=transport, base_url="http://test", timeout=60) as client:
            body = {"program": "x = 1\n" + "x = sin(x) * x\n" * 300}
            first, second = (asyncio.create_task(client.post(TRACE, json=body)) for _ in range(2))
            await asyncio.sleep(0.1)
            first.cancel()
            return await second

    assert asyncio.run(main()).status_code == 200


def services_of(client: TestClient) -> Services:
    services: Services = cast(FastAPI, client.app).state.services
    return services


@pytest.mark.parametrize("program", ["x = 7; y = x * x", "x = 7\n" + "x = sin(x)\n" * 300])
def test_a_busy_server_gives_the_page_without_its_picture(
    program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PATIENCE", 0.05)
    with limited(patience_seconds=0.05, parallel_work=1) as client:
        pool = services_of(client).pool
        assert pool.quick.try_take()
        assert pool.heavy.try_take()
        page = client.get("/", params={"program": program})
        assert page.status_code == 200
        assert "data-node=" not in page.text
        assert "aria-invalid" not in page.text
        assert "has not drawn the picture yet" in page.text
        assert "sin" in page.text or "x * x" in page.text
        pool.quick.give_back()
        pool.heavy.give_back()
        page = client.get("/", params={"program": program})
        assert "data-node=" in page.text
        assert "has not drawn" not in page.text


def test_small_requests_that_are_refused_are_told_when_to_come_back() -> None:
    with limited(patience_seconds=0.05) as client:
        assert services_of(client).pool.quick.try_take()
        response = client.post(TRACE, json={"program": "x = 8; y = x * x"})
        body = problem(response, 429, "too-many-requests")
        assert body["hint"] == f"ask again in {response.headers['retry-after']} s"


# -- what is made once ----------------------------------------------------------------------------


def test_many_who_want_a_thing_have_it_made_once_and_off_the_loop() -> None:
    makers: list[int] = []

    def make() -> str:
        makers.append(threading.get_ident())
        time.sleep(0.05)
        return "made"

    async def main() -> list[str]:
        once = Once()
        return await asyncio.gather(*(once.get("thing", make) for _ in range(40)))

    assert asyncio.run(main()) == ["made"] * 40
    assert len(makers) == 1
    assert makers[0] != threading.get_ident()


def test_one_who_goes_does_not_end_it_for_the_others() -> None:
    async def main() -> str:
        once, gate = Once(), threading.Event()

        def make() -> str:
            gate.wait()
            return "made"

        first, second = (asyncio.create_task(once.get("thing", make)) for _ in range(2))
        await asyncio.sleep(0.02)
        first.cancel()
        gate.set()
        return await second

    assert asyncio.run(main()) == "made"


def test_what_could_not_be_made_is_tried_again() -> None:
    tries: list[str] = []

    def make() -> str:
        tries.append("try")
        if len(tries) == 1:
            raise ValueError("not yet")
        return "made"

    async def main() -> str:
        once = Once()
        with pytest.raises(ValueError, match="not yet"):
            await once.get("thing", make)
        return await once.get("thing", make)

    assert asyncio.run(main()) == "made"


@pytest.mark.parametrize("path", ["/gates", "/boundary", "/openapi.json"])
def test_what_does_not_change_is_sent_once(client: TestClient, path: str) -> None:
    first = client.get(path)
    assert first.status_code == 200
    assert first.headers["content-encoding"] == "gzip"
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    plain = client.get(path, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == first.text


# -- time -----------------------------------------------------------------------------------------

CALLS = "".join(
    f"def {new}(x):\n  return {f'{old}(' * 8}x{')' * 8}\n" for old, new in ("ab", "bc", "cd", "de")
)
MANY = "e(" * 14 + "x" + ")" * 14
LONG: dict[str, tuple[str, dict[str, object]]] = {
    "read": (
        TRACE,
        {"program": f"def a(x):\n  return x\n{CALLS}x = 1; y = {MANY} + 1"},
    ),
    "opened": (
        TRACE,
        {"program": "W = randn(80, 80); y = W @ randn(80)", "detail": "scalars", "layout": False},
    ),
    "placed": (SVG, {"program": "C = randn(13, 13) @ randn(13, 13, seed=1)", "detail": "scalars"}),
    "code": ("/api/v1/code", {"program": "x = 1\n" + "x = sin(x) * x * x\n" * 1_000}),
    "plane": (
        "/api/v1/train",
        {
            "config": {"layers": [{"units": 64, "activation": "gelu"}] * 8},
            "updates": 1,
            "grid": {"size": 200},
        },
    ),
}


def rest() -> None:
    """Wait until this process computes nothing."""
    end = time.monotonic() + 30
    spent = 1.0
    while spent > 0.02:
        assert time.monotonic() < end, "it never rests"
        begun = time.process_time()
        time.sleep(0.2)
        spent = time.process_time() - begun


@pytest.mark.parametrize("name", LONG)
def test_no_part_of_a_request_computes_for_much_longer_than_allowed(name: str) -> None:
    path, body = LONG[name]
    with limited(compute_seconds=0.05) as client:
        services_of(client).structures.most = 0
        rest()  # what was asked before is ended within a second, and not at once
        began = time.process_time()
        problem(client.post(path, json=body), 422, "takes-too-long")
        assert time.process_time() - began < 1.0


def test_operands_are_bounded_as_nodes_are(client: TestClient) -> None:
    operands, calls = ",".join(["x"] * 256), "y = g(y)\n" * 399
    program = f"def g(x):\n  return max({operands})\nx = 1\ny = g(x)\n{calls}"
    for path in (TRACE, SVG, "/api/v1/code"):
        body = problem(client.post(path, json={"program": program}), 422, "too-large")
        assert "40,000 edges" in body["detail"]
