"""Many clients of the training stream in one process, as light as they can be.

``python -m tests.benchmarks.pupils ADDRESS COUNT SECONDS START`` opens the streams with a message
``START``, waits until all have frames, looks on for a while, and prints what came as JSON.
"""

import asyncio
import json
import os
import re
import sys
import time
from typing import Any, cast
from urllib.parse import urlsplit

PATH = "/api/v1/train/live"
NUMBER = re.compile(rb'"frame":(\d+),"update":(\d+)')
SIDE = re.compile(rb'"name":"grid","dtype":"uint8","shape":\[\d+,(\d+)')
PATIENCE = 60.0
TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


class Pupil(asyncio.Protocol):
    """One stream; every frame is acknowledged at once."""

    def __init__(self, host: str, start: str) -> None:
        self._host, self._start = host, start
        self._left = bytearray()
        self._open = False
        self.frames = self.bytes = self.update = self.side = 0
        self.problem = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the stream."""
        self._transport = cast(asyncio.Transport, transport)
        self._transport.write(
            f"GET {PATH} HTTP/1.1\r\nHost: {self._host}\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        """Take messages apart."""
        left = self._left
        left += data
        if not self._open:
            end = left.find(b"\r\n\r\n")
            if end < 0:
                return
            del left[: end + 4]
            self._open = True
            self._say(TEXT, self._start.encode())
        while len(left) >= 4:
            size, begin = left[1], 2
            if size == 126:
                size, begin = int.from_bytes(left[2:4], "big"), 4
            elif size == 127:
                size, begin = int.from_bytes(left[2:10], "big"), 10
            if len(left) < begin + size:
                return
            message = bytes(left[begin : begin + size])
            kind = left[0] & 15
            del left[: begin + size]
            self._hear(kind, message)

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that it is over."""
        self.problem = self.problem or "the connection is lost"

    def _hear(self, kind: int, message: bytes) -> None:
        if kind == BINARY:
            found = NUMBER.search(message, 4)
            assert found
            self.frames += 1
            self.bytes += len(message)
            self.update = int(found[2])
            if self.frames % 16 == 0 and (side := SIDE.search(message)):
                self.side = int(side[1])
            self._say(TEXT, b'{"type":"ack","frame":%b}' % found[1])
        elif kind == PING:
            self._say(PONG, message)
        elif kind == TEXT and message.startswith(b'{"type":"error"'):
            self.problem = json.loads(message)["problem"]["detail"]

    def _say(self, kind: int, message: bytes) -> None:
        size = len(message)
        head = bytes([0x80 | kind, 0x80 | size]) if size < 126 else b""
        if not head:
            head = bytes([0x80 | kind, 0x80 | 126]) + size.to_bytes(2, "big")
        self._transport.write(head + bytes(4) + message)


async def attend(address: str, count: int, seconds: float, start: str) -> dict[str, Any]:
    """Open the streams and look on; returns what came."""
    where = urlsplit(address).netloc
    host, _, port = where.partition(":")
    loop = asyncio.get_running_loop()
    pupils = []
    for _ in range(count):
        pupil = Pupil(where, start)
        await loop.create_connection(lambda: pupil, host, int(port))  # noqa: B023
        pupils.append(pupil)
        await asyncio.sleep(0.01)
    end = time.perf_counter() + PATIENCE
    while any(pupil.frames < 20 and not pupil.problem for pupil in pupils):
        assert time.perf_counter() < end, "the streams do not begin"
        await asyncio.sleep(0.1)
    print("begun", flush=True)
    before = [(pupil.frames, pupil.bytes, pupil.update) for pupil in pupils]
    began, computed = time.perf_counter(), os.times()
    await asyncio.sleep(seconds)
    took, after = time.perf_counter() - began, os.times()
    return {
        "frames": [(p.frames - f) / took for p, (f, _, _) in zip(pupils, before, strict=True)],
        "bytes": [
            (p.bytes - b) / max(1, p.frames - f)
            for p, (f, b, _) in zip(pupils, before, strict=True)
        ],
        "updates": [(p.update - u) / took for p, (_, _, u) in zip(pupils, before, strict=True)],
        "sides": [pupil.side for pupil in pupils],
        "problems": sorted({pupil.problem for pupil in pupils if pupil.problem}),
        "cpu": (after.user + after.system - computed.user - computed.system) / took,
    }


if __name__ == "__main__":
    where, number, time_of_it, begin_with = sys.argv[1:]
    told = asyncio.run(attend(where, int(number), float(time_of_it), begin_with))
    print(json.dumps(told), flush=True)
