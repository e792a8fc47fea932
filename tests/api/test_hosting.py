"""What those who host a server see of it: whether it is ready, its log, its counters."""

import json
import logging
import os
import threading
from collections.abc import Iterator
from itertools import count

import pytest
from starlette.testclient import TestClient

from app.api.journal import JsonLines, log_config
from app.api.metrics import ROW, Metrics
from app.api.occupied import Occupied
from app.main import create_app
from app.settings import Settings
from tests.api.asking import TRACE, problem


@pytest.fixture
def watched() -> Iterator[TestClient]:
    with TestClient(create_app(Settings(metrics="on", access_log="on"))) as client:
        yield client


def counted(client: TestClient) -> dict[str, float]:
    lines = client.get("/metrics").text.splitlines()
    return {
        name: float(value)
        for name, _, value in (line.rpartition(" ") for line in lines if line[0] != "#")
    }


def test_counters_count_requests_refusals_streams_and_updates(watched: TestClient) -> None:
    assert watched.get("/metrics").headers["content-type"].startswith("text/plain; version=0.0.4")
    before = counted(watched)
    watched.get("/healthz")
    watched.get("/nothing")
    watched.post(TRACE, content=b"x")
    watched.post("/api/v1/train", json={"updates": 7})
    with watched.websocket_connect("/api/v1/train/live") as stream:
        stream.send_json({"type": "start"})
        while stream.receive_json()["type"] != "ready":
            pass
        assert counted(watched)["chainrule_streams"] == 1
    after = counted(watched)
    more = {name: after[name] - before[name] for name in after}
    assert more['chainrule_requests_total{status="4xx"}'] == 2
    assert more['chainrule_requests_total{status="2xx"}'] == 4  # the counters are asked for too
    assert more['chainrule_refusals_total{status="415"}'] == 1
    assert more["chainrule_request_seconds_count"] == 6
    assert (
        after['chainrule_request_seconds_bucket{le="+Inf"}']
        == after["chainrule_request_seconds_count"]
    )
    assert more["chainrule_request_seconds_sum"] > 0
    assert more["chainrule_streams_total"] == 1
    assert more["chainrule_updates_total"] >= 7
    assert after["chainrule_queue"] == 0


def test_without_the_setting_there_are_no_counters(client: TestClient) -> None:
    problem(client.get("/metrics"), 404, "not-found")


def test_workers_count_together_and_one_that_dies_is_counted_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table, alive, process = [0.0] * (2 * ROW), set[int](), count(1)

    def begin() -> Metrics:
        own = next(process)
        alive.add(own)
        monkeypatch.setattr(os, "getpid", lambda: own)
        return Metrics(table)

    def ask(process: int, signal: int) -> None:
        if process not in alive:
            raise ProcessLookupError

    monkeypatch.setattr(os, "kill", ask)
    first, second = begin(), begin()
    first.answered(200, 0.001)
    second.answered(200, 3)
    second.set("chainrule_queue", 5)
    alive.remove(2)
    assert "chainrule_queue 0" in first.text()
    third = begin()
    third.answered(200, 0.001)
    said = third.text()
    assert said == first.text()
    assert 'chainrule_requests_total{status="2xx"} 3' in said
    assert 'chainrule_request_seconds_bucket{le="0.005"} 2' in said
    assert 'chainrule_request_seconds_bucket{le="10"} 3' in said


def test_every_request_is_a_line_of_the_access_log_without_what_was_typed(
    watched: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "chainrule.access"):
        watched.get("/?program=secret%3D1")
        watched.get("/not%0Athere")
    first, second = caplog.records
    assert first.getMessage().startswith("testclient GET / 200 ")
    assert second.getMessage().startswith("testclient GET /not%0Athere 404 ")
    told = json.loads(JsonLines().format(first))
    assert (told["method"], told["path"], told["status"]) == ("GET", "/", 200)
    assert told["seconds"] > 0
    assert "secret" not in json.dumps(told)


def test_the_log_is_text_or_json() -> None:
    assert log_config("json")["formatters"] == {"line": {"()": JsonLines}}
    assert "format" in str(log_config("text")["formatters"])


def test_a_server_whose_threads_are_stuck_is_alive_and_not_ready() -> None:
    settings = Settings(compute_seconds=0.02, parallel_work=1)
    application = create_app(settings)
    with TestClient(application) as client:
        assert client.get("/readyz").json()["status"] == "ok"
        pool = application.state.services.pool
        go_on, begun = threading.Event(), threading.Event()

        def work() -> None:
            with pool.occupied.one():
                begun.set()
                go_on.wait()

        thread = threading.Thread(target=work)
        thread.start()
        begun.wait()
        while client.get("/readyz").status_code == 200:
            pass
        body = problem(client.get("/readyz"), 503, "not-ready")
        assert "same work" in body["detail"]
        assert client.get("/healthz").status_code == 200
        go_on.set()
        thread.join()
        assert client.get("/readyz").status_code == 200


def test_threads_are_stuck_only_if_all_are() -> None:
    occupied = Occupied(2)
    with occupied.one():
        assert occupied.stuck_for() == 0
        with occupied.one():
            assert occupied.stuck_for() >= 0
