"""Clients that do not send, do not read, or go: none holds the server, running or stopped."""

import contextlib
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.serving import get

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 2
"""The bound of a request in these tests."""
PATIENCE = 60
HEAD = b"POST /api/v1/trace HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
HALF = HEAD + b"Content-Length: 100\r\n\r\n{"
LARGE = b"GET /docs/assets/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n\r\n"
UPGRADE = (
    b"GET /api/v1/train/live HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: 6x+9Cvdn3Ac8hs26v6cAKg==\r\n\r\n"
)
START = b'{"type":"start","config":{},"running":true}'
MASKED = bytes([0x81, 0x80 | len(START)]) + bytes(4) + START


class Server(NamedTuple):
    process: "subprocess.Popen[str]"
    port: int
    log: Path

    def connect(self, *sent: bytes) -> socket.socket:
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.settimeout(PATIENCE)
        client.connect(("127.0.0.1", self.port))
        for part in sent:
            client.sendall(part)
        return client

    def answers(self) -> float:
        """Return the seconds until an honest client has its answer."""
        begun = time.monotonic()
        get(f"http://127.0.0.1:{self.port}/healthz")
        return time.monotonic() - begun


@contextmanager
def serving(log: Path, *options: str, seconds: float = SECONDS, files: int = 0) -> Iterator[Server]:
    line = [sys.executable, "-m", "app", "serve", "--port", "0", *options]
    if files:
        line = ["sh", "-c", f'ulimit -n {files}; exec "$@"', "sh", *line]
    env = {**os.environ, "CHAINRULE_REQUEST_SECONDS": str(seconds)}
    with (
        log.open("w") as errors,
        subprocess.Popen(
            line, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process,
    ):
        assert process.stdout is not None
        port = int(process.stdout.readline().split()[2].rpartition(":")[2])
        server = Server(process, port, log)
        try:
            server.answers()
            yield server
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("log") / "errors.txt") as server:
        yield server


def rest(client: socket.socket) -> bytes:
    """Read until the server ends the connection."""
    got = b""
    with client:
        while part := client.recv(65_536):
            got += part
    return got


def test_a_request_that_is_never_finished_is_ended(server: Server) -> None:
    begun = time.monotonic()
    unfinished = [server.connect(*sent) for sent in ([], [b"GET / HT"], [HALF], [LARGE, b"GET"])]
    nothing, head, body, second = (rest(client) for client in unfinished)
    assert (nothing, head) == (b"", b"")
    assert body.startswith(b"HTTP/1.1 408 ")
    assert b"/problems/too-slow" in body
    assert second.startswith(b"HTTP/1.1 200 ")
    assert time.monotonic() - begun < 5 * SECONDS


def test_a_request_that_trickles_is_ended_too(server: Server) -> None:
    begun = time.monotonic()
    with server.connect(HEAD) as client, contextlib.suppress(ConnectionError):
        while time.monotonic() - begun < PATIENCE:
            client.sendall(b"X: x\r\n")
            time.sleep(SECONDS / 20)
    assert time.monotonic() - begun < 3 * SECONDS


def test_an_answer_that_nobody_takes_ends_the_connection(server: Server) -> None:
    with server.connect(LARGE * 20) as client:
        time.sleep(1.5 * SECONDS)
        assert len(rest(client)) < 20 * 1_000_000


def test_a_client_that_reads_slowly_but_reads_gets_all(server: Server) -> None:
    with server.connect(LARGE[:-2] + b"Connection: close\r\n\r\n") as client:
        got, begun = len(client.recv(1_000)), time.monotonic()
        while time.monotonic() - begun < 1.5 * SECONDS:
            got += len(client.recv(65_536))
            time.sleep(0.05)
        assert got + len(rest(client)) > 1_000_000


def test_clients_that_go_in_the_middle_leave_a_line_each_at_most(server: Server) -> None:
    before = server.log.read_text()
    chunk = HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{"
    heavy = b'{"program":"x = randn(60,60,seed=1)\\ny = sum(x @ x @ x)","full":true}'
    asked = HEAD + b"Content-Length: %d\r\n\r\n%b" % (len(heavy), heavy)
    sent = [HALF, chunk, asked, asked * 5, LARGE * 3, UPGRADE, UPGRADE + MASKED, UPGRADE + b"\x81"]
    for reset in (True, False):
        for part in sent:
            client = server.connect(part)
            if part is not asked:
                client.recv(1) if part[:3] == b"GET" or part == asked * 5 else time.sleep(0.05)
            if reset:
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.close()
    server.answers()
    said = server.log.read_text().removeprefix(before)
    assert "Traceback" not in said
    assert len(said.splitlines()) <= 2 * len(sent)


def test_a_server_that_is_stopped_has_ended_soon_whatever_its_clients_do(tmp_path: Path) -> None:
    with (
        serving(tmp_path / "errors.txt", "--workers", "2", seconds=60) as server,
        ExitStack() as clients,
    ):
        for sent in (b"GET", HALF, LARGE * 20, UPGRADE + MASKED, UPGRADE + b"\x81"):
            clients.enter_context(server.connect(sent))
        server.answers()
        begun = time.monotonic()
        server.process.terminate()
        server.process.wait(PATIENCE)
        assert time.monotonic() - begun < 10 + 5  # five for a machine that is busy
        assert "Traceback" not in server.log.read_text()


def test_a_supervisor_that_is_killed_leaves_no_worker_behind(tmp_path: Path) -> None:
    with serving(tmp_path / "errors.txt", "--workers", "2") as server:
        server.process.send_signal(signal.SIGKILL)
        server.process.wait(PATIENCE)
        # The workers hold the pipe that their supervisor wrote to: it ends with the last of them.
        assert server.process.stdout is not None
        begun = time.monotonic()
        assert server.process.stdout.read() == ""
        assert time.monotonic() - begun < 20
        socket.create_server(("127.0.0.1", server.port)).close()


def test_more_clients_than_places_deny_nobody_an_answer(tmp_path: Path) -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    with serving(tmp_path / "errors.txt", seconds=600, files=400) as server, ExitStack() as clients:
        for _ in range(500):
            clients.enter_context(server.connect(HALF))
            clients.enter_context(server.connect())
        assert max(server.answers() for _ in range(5)) < 5
        assert server.log.read_text() == ""
