"""Limits, those that need a real server on a real server."""

import contextlib
import json
import os
import re
import socket
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from time import thread_time
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.compute_pool import Deadline
from app.engine.errors import DeadlineError
from app.main import create_app
from app.settings import Settings
from tests.api.asking import TRACE, XYZ, problem, refused
from tests.serving import running

ROOT = Path(__file__).parent.parent.parent
JSON = {"Content-Type": "application/json"}


def chain(gates: int, name: str = "x") -> str:
    return f"{name} = 1\ny = sin({name})\n" + "y = sin(y)\n" * (gates - 1)


@contextlib.contextmanager
def limited(**limits: Any) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(**limits)), raise_server_exceptions=False) as client:
        yield client


def test_a_body_of_more_bytes_is_refused(client: TestClient) -> None:
    body = json.dumps({"program": XYZ + "#" * 2_000_000}).encode()
    problem(client.post(TRACE, content=body, headers=JSON), 413, "body-too-large")


def test_so_it_is_when_its_length_is_not_announced(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'{"program": "'
        for _ in range(100):
            yield b"#" * 50_000

    problem(client.post(TRACE, content=pieces(), headers=JSON), 413, "body-too-large")


def test_a_body_up_to_the_limit_is_read() -> None:
    with limited(body_bytes=1_000) as client:
        body = json.dumps({"program": XYZ}).encode().ljust(1_000)
        assert client.post(TRACE, content=body, headers=JSON).status_code == 200
        problem(client.post(TRACE, content=body + b" ", headers=JSON), 413, "body-too-large")


def test_a_program_of_more_characters_is_refused_before_it_is_read(client: TestClient) -> None:
    body = refused(client, 413, "program-too-long", program="(" * 20_001)
    assert "20,000" in body["detail"]
    for path in ("/api/v1/gradcheck", "/api/v1/descend", "/api/v1/code", "/api/v1/graph.svg"):
        response = client.post(path, json={"program": "(" * 20_001})
        problem(response, 413, "program-too-long")
    response = client.get("/api/v1/graph.svg", params={"program": "(" * 20_001})
    problem(response, 413, "program-too-long")


def test_computing_past_the_deadline_is_stopped() -> None:
    with limited(compute_seconds=0.01) as client:
        body = refused(client, 422, "takes-too-long", program=chain(1_500))
        assert "0.01 s" in body["detail"]


def test_more_nodes_than_can_be_placed_are_traced_without_a_layout() -> None:
    with limited(placed_nodes=10) as client:
        body = refused(client, 422, "too-large", program=chain(20))
        assert "layout" in body["hint"]
        response = client.post(TRACE, json={"program": chain(20), "layout": False})
        assert response.status_code == 200


def test_more_nodes_and_elements_than_allowed_are_refused() -> None:
    with limited(nodes=10, array_elements=100, request_elements=300) as client:
        refused(client, 422, "too-large", program=chain(20))
        refused(client, 422, "too-large", program="x = zeros(101); y = x * 1")
        refused(client, 422, "too-large", program="x = zeros(100); y = x * 2 + 3; z = y * y")
        refused(client, 422, "too-large", program="y = x * 1", inputs={"x": [0] * 101})


def test_a_full_answer_of_too_many_numbers_is_refused() -> None:
    with limited(request_elements=1_000) as client:
        program = "x = zeros(300); y = sum(x)"
        assert client.post(TRACE, json={"program": program}).status_code == 200
        assert refused(client, 422, "too-large", program=program, full=True)["hint"]


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, int]]:
    """A real server that works on one request at a time, and lets one wait."""
    limits = {
        "CHAINRULE_PARALLEL_WORK": "1",
        "CHAINRULE_QUEUE_LENGTH": "1",
        "CHAINRULE_COMPUTE_SECONDS": "30",
    }
    with running([sys.executable, "-m", "app"], cwd=ROOT, env={**os.environ, **limits}) as address:
        host, port = address.removeprefix("http://").split(":")
        yield host, int(port)


Answer = tuple[int, dict[str, str], dict[str, Any]]


def post(server: tuple[str, int], body: bytes, **headers: str) -> Answer:
    connection = HTTPConnection(*server, timeout=60)
    try:
        connection.request("POST", TRACE, body, JSON | headers)
        response = connection.getresponse()
        return response.status, dict(response.headers), json.loads(response.read())
    finally:
        connection.close()


def raw(server: tuple[str, int], text: bytes) -> bytes:
    parts = []
    with (
        socket.create_connection(server, timeout=120) as connection,
        contextlib.suppress(ConnectionError),  # the server may close before it has read all
    ):
        connection.sendall(text)
        with contextlib.suppress(OSError):  # so it may be gone by now: "not connected"
            connection.shutdown(socket.SHUT_WR)
        while part := connection.recv(65_536):
            parts.append(part)
    return b"".join(parts)


def heavy(number: int) -> bytes:
    """Give work of some tenths of a second, of a structure that was not seen before."""
    return json.dumps({"program": chain(1_500, f"x{number}")}).encode()


def test_too_many_at_once_are_told_to_wait_while_light_requests_pass(
    server: tuple[str, int],
) -> None:
    with ThreadPoolExecutor(9) as pool:
        answers = [pool.submit(post, server, heavy(k)) for k in range(8)]
        time.sleep(0.05)
        connection = HTTPConnection(*server, timeout=60)
        connection.request("GET", "/healthz")
        assert connection.getresponse().status == 200
        connection.close()
        told = [answer.result() for answer in answers]
    statuses = [status for status, _, _ in told]
    assert set(statuses) == {200, 429}
    assert statuses.count(200) >= 2
    for status, headers, body in told:
        if status == 429:
            assert body["type"] == "/problems/too-many-requests"
            assert int(headers["retry-after"]) >= 1
    assert post(server, heavy(100))[0] == 200


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_server_that_is_stopped_answers_what_it_has_and_takes_nothing_new(workers: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        with running([sys.executable, "-m", "app"], "--workers", workers, cwd=ROOT) as address:
            host, port = address.removeprefix("http://").split(":")
            answer = pool.submit(post, (host, int(port)), heavy(300))
            time.sleep(0.1)
            assert not answer.done()
        assert answer.result()[0] == 200
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((host, int(port)), timeout=120)


def test_a_client_that_goes_leaves_no_work_behind(server: tuple[str, int]) -> None:
    program = "X = randn(400, 400)\nY = X @ X\n" + "Y = Y @ X\n" * 40
    body = json.dumps({"program": program, "layout": False}).encode()
    head = f"POST {TRACE} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    for _ in range(4):
        with socket.create_connection(server, timeout=120) as connection:
            connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            time.sleep(0.05)
    deadline = time.perf_counter() + 20
    while (status := post(server, heavy(200))[0]) == 429 and time.perf_counter() < deadline:
        time.sleep(0.1)
    assert status == 200


def test_the_refusal_of_a_large_body_reaches_a_client_that_sends_it_all(
    server: tuple[str, int],
) -> None:
    status, _, body = post(server, b"[" + b"1," * 2_000_000 + b"1]")
    assert status == 413
    assert body["type"] == "/problems/body-too-large"


def test_large_inputs_do_not_hold_up_the_others(server: tuple[str, int]) -> None:
    numbers = json.dumps({"program": "y = sum(x)", "inputs": {"x": [1] * 600_000}}).encode()
    answered = 0
    done = threading.Event()

    def send() -> None:
        try:
            assert post(server, numbers)[0] == 200
        finally:
            done.set()

    sender = threading.Thread(target=send)
    sender.start()
    connection = HTTPConnection(*server, timeout=60)
    while not done.is_set():
        connection.request("GET", "/healthz")
        answered += connection.getresponse().read() != b""
    connection.close()
    sender.join()
    assert answered > 3  # how long each waits is in the benchmarks


@pytest.mark.parametrize(
    "text",
    [
        b"POST /api/v1/trace HTTP/1.1\r\nHost: x\r\nContent-Length: nonsense\r\n\r\n{}",
        b"POST /api/v1/trace HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n{}",
        b"POST /api/v1/trace HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"
        b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"\x16\x03\x01\x02\x00",
    ],
    ids=range(7),
)
def test_what_is_not_http_is_answered_with_400_or_nothing(
    server: tuple[str, int], text: bytes
) -> None:
    answer = raw(server, text)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 4"), answer[:100]
    assert b"Traceback" not in answer


def test_a_body_that_ends_early_does_no_harm(server: tuple[str, int]) -> None:
    head = b"POST /api/v1/trace HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    raw(server, head + b"Content-Length: 100\r\n\r\n{}")
    raw(server, head + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{")
    assert post(server, json.dumps({"program": XYZ}).encode())[0] == 200


def test_a_large_picture_is_sketched_and_its_story_told_in_text() -> None:
    program = "\n".join(["x = 2", *(f"y{k} = x * {k}" for k in range(700)), "z = y699 + y0"])
    with limited() as client:
        ask = {"program": program, "standalone": False, "sketch": True}
        sketch = client.post("/api/v1/graph.svg", json=ask).text
        assert sketch.count(" data-node=") > 700
        assert re.findall(r"<text class=\"cr-text cr-value\"[^>]*>[^<]", sketch) == []
        whole = client.post("/api/v1/graph.svg", json={**ask, "standalone": True}).text
        assert "data-node" in whole
        assert len(whole) > len(sketch)
        asked = {"program": program, "layout": False}
        told = client.post(TRACE, json=asked).json()
        plain = client.post(TRACE, json={**asked, "plain": True}).json()
        for node, other in zip(told["nodes"], plain["nodes"], strict=True):
            assert node["formula"]["text"] == other["formula"]["text"]
            assert other["formula"]["mathml"] == ""
            assert other["worked"] is None
        assert [step["sentence"] for step in told["steps"]] == [
            step["sentence"] for step in plain["steps"]
        ]


def test_more_nodes_have_more_time_and_few_have_no_less() -> None:
    deadline = Deadline(0.2)
    deadline.allow(0.5)
    deadline()
    deadline.allow(1000)
    end = thread_time() + 0.3
    while thread_time() < end:
        deadline()
    brief = Deadline(0.001)
    brief.allow(2)
    end = thread_time() + 0.1
    while thread_time() < end:
        pass
    with pytest.raises(DeadlineError, match=re.escape("longer than 0.002 s")):
        brief()
