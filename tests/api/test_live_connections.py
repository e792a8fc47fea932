"""Connections that come, are too many, are slow, or break; on real sockets where it matters."""

import gc
import json
import os
import socket as sockets
import sys
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, cast

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocketDisconnect
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from app.api.live.connection import Streams
from app.api.live.session import Session
from app.main import create_app
from app.settings import Settings
from app.training.trainer import Trainer
from tests.api.streaming import LIVE, SMALL, Frame, talking
from tests.serving import get, running

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60.0


def wait_until(condition: Callable[[], bool]) -> None:
    """Look again and again; fails where it takes too long."""
    end = time.perf_counter() + PATIENCE
    while not condition():
        assert time.perf_counter() < end, "it does not come true"


def streams_of(client: TestClient) -> Streams:
    streams: Streams = cast(FastAPI, client.app).state.streams
    return streams


# -- who may come ---------------------------------------------------------------------------------


def test_a_page_of_this_server_and_a_program_may_open_the_stream(client: TestClient) -> None:
    for headers in ({}, {"origin": "http://testserver"}, {"origin": "https://testserver"}):
        with talking(client, **headers) as talk:
            assert talk.begin().update == 0


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://testserver:81", "x"])
def test_a_page_of_another_site_may_not(client: TestClient, origin: str) -> None:
    with pytest.raises(WebSocketDenialResponse) as caught, talking(client, origin=origin):
        pass
    response = caught.value
    assert response.status_code == 403
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"] == "/problems/foreign-origin"


def test_one_connection_too_many_is_told_so_and_closed() -> None:
    with TestClient(create_app(Settings(connections=1))) as client:
        with talking(client) as first:
            first.begin()
            with talking(client) as second:
                problem = second.refused("too-many-requests")
                assert (problem["status"], bool(problem["hint"])) == (429, True)
                with pytest.raises(WebSocketDisconnect) as caught:
                    second.socket.receive_text()
                assert caught.value.code == 1013
            assert first.do("step").update == 1
        wait_until(lambda: len(streams_of(client).scheduler) == 0)
        with talking(client) as third:
            third.begin()


def test_one_client_cannot_have_every_place() -> None:
    with TestClient(create_app(Settings(client_connections=1))) as client:
        with talking(client) as first:
            first.begin()
            with talking(client) as second:
                assert "of yours" in second.refused("too-many-requests")["detail"]
                with pytest.raises(WebSocketDisconnect):
                    second.socket.receive_text()
            # Behind a proxy that nobody names it cannot be told who is who.
            with talking(client, **{"x-forwarded-for": "10.1.1.1"}) as other:
                other.begin()
        wait_until(lambda: len(streams_of(client).scheduler) == 0)
        with talking(client) as third:
            third.begin()


def test_a_stream_of_which_nothing_is_heard_ends() -> None:
    with TestClient(create_app(Settings(idle_seconds=1))) as client, talking(client) as talk:
        talk.begin()
        assert "1 s" in talk.told("ended")["reason"]
        with pytest.raises(WebSocketDisconnect):
            talk.socket.receive_text()
        wait_until(lambda: len(streams_of(client).scheduler) == 0)


# -- what is left behind --------------------------------------------------------------------------


def test_a_closed_stream_leaves_no_run_and_no_thread_behind(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[weakref.ref[Trainer]] = []
    begin = Trainer.__init__

    def noted(self: Trainer, *args: Any, **options: Any) -> None:
        made.append(weakref.ref(self))
        begin(self, *args, **options)

    monkeypatch.setattr(Trainer, "__init__", noted)
    gc.collect()
    gc.disable()
    try:
        with talking(client) as talk:
            talk.begin(running=True)
            talk.frame()
            talk.ask("set", "ready", layers=[{"units": 3}])
            talk.frame()
        wait_until(lambda: len(streams_of(client).scheduler) == 0)
        wait_until(lambda: all(trainer() is None for trainer in made))
    finally:
        gc.enable()
    assert len(made) == 2
    wait_until(lambda: streams_of(client).scheduler._thread is None)


def test_an_error_of_ours_ends_the_run_and_no_other(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with talking(client) as well, talking(client) as ill:
        well.begin()
        ill.begin()

        def fail(*_: object) -> None:
            raise RuntimeError("on purpose")

        with monkeypatch.context() as patch:
            patch.setattr(Session, "_put", fail)
            ill.say("put", parameters=[[0, 1]])
            problem = ill.refused("internal-error")
        assert "on purpose" not in json.dumps(problem)
        ill.begin()
        assert well.do("step").update == 1


# -- on real sockets ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    command = [sys.executable, "-m", "app"]
    env = {**os.environ, "CHAINRULE_CONNECTIONS": "3"}
    with running(command, cwd=ROOT, env=env) as address:
        yield address


def opened(address: str) -> ClientConnection:
    stream = address.replace("http", "ws", 1) + LIVE
    return connect(stream, compression=None, max_size=None, open_timeout=PATIENCE)


def say(stream: ClientConnection, kind: str, **fields: Any) -> None:
    stream.send(json.dumps({"type": kind, **fields}))


def told(stream: ClientConnection, kind: str) -> dict[str, Any]:
    """Return the next message of a kind, passing over all others."""
    while True:
        message = stream.recv(PATIENCE)
        if isinstance(message, str) and (found := json.loads(message))["type"] == kind:
            answer: dict[str, Any] = found
            return answer


def seen(stream: ClientConnection) -> Frame:
    """Return the next frame, acknowledged."""
    while isinstance(message := stream.recv(PATIENCE), str):
        assert json.loads(message)["type"] != "error", message
    frame = Frame(message)
    say(stream, "ack", frame=frame.header["frame"])
    return frame


def is_free(address: str) -> bool:
    """Tell whether all three places can be taken."""
    with ExitStack() as stack:
        streams = [stack.enter_context(opened(address)) for _ in range(3)]
        try:
            for stream in streams:
                say(stream, "start", running=False, grid=SMALL)
            return all('"ready"' in str(stream.recv(PATIENCE)) for stream in streams)
        except ConnectionClosed:
            return False


def test_a_real_client_trains(address: str) -> None:
    with opened(address) as stream:
        say(stream, "start")
        while seen(stream).header["train_accuracy"] < 0.9:
            pass


def test_cut_connections_free_their_places(address: str) -> None:
    for _ in range(3):
        wait_until(lambda: is_free(address))
        with ExitStack() as stack:
            streams = [stack.enter_context(opened(address)) for _ in range(3)]
            for stream in streams:
                say(stream, "start", grid=SMALL)
                seen(stream)
            for stream in streams:
                stream.socket.shutdown(sockets.SHUT_RDWR)  # without a close frame


def test_a_client_that_floods_without_reading_is_not_read_any_further(address: str) -> None:
    payload = json.dumps({"type": "probe", "x": [1, 2]}).encode()
    message = bytes([0x81, 0x80 | len(payload)]) + bytes(4) + payload  # masked with zeros
    wait_until(lambda: is_free(address))
    with opened(address) as good, raw_stream(address) as flooding:
        say(good, "start", grid=SMALL)
        start = b'{"type": "start"}'
        flooding.sendall(bytes([0x81, 0x80 | len(start)]) + bytes(4) + start)
        flooding.settimeout(2)
        with pytest.raises(TimeoutError):
            flooding.sendall(message * 2_000_000)
        for _ in range(3):
            assert seen(good).header["running"]
        assert json.loads(get(f"{address}/healthz")[1])["status"] == "ok"
    wait_until(lambda: is_free(address))


@contextmanager
def raw_stream(address: str) -> Iterator[sockets.socket]:
    """Open a stream on a bare socket, which reads nothing by itself."""
    host, port = address.removeprefix("http://").split(":")
    with sockets.create_connection((host, int(port)), PATIENCE) as raw:
        raw.sendall(
            f"GET {LIVE} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
        )
        assert raw.recv(12) == b"HTTP/1.1 101"
        yield raw


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_server_that_is_stopped_says_so_and_waits_for_nobody(workers: str) -> None:
    command = [sys.executable, "-m", "app"]
    with ExitStack() as stack:
        with running(command, "--workers", workers, cwd=ROOT) as address:
            stream = stack.enter_context(opened(address))
            say(stream, "start", grid=SMALL)
            seen(stream)
            silent = stack.enter_context(raw_stream(address))
            start = b'{"type": "start"}'
            silent.sendall(bytes([0x81, 0x80 | len(start)]) + bytes(4) + start)
        assert told(stream, "ended")["reason"]
        with pytest.raises(ConnectionClosed) as caught:
            told(stream, "nothing")
        assert caught.value.rcvd is not None
        assert caught.value.rcvd.code == 1012
