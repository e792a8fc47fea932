"""Speak with the training stream: messages and frames, held to the letter of their description."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter
from starlette.testclient import TestClient, WebSocketTestSession

from app.api.models.stream import FrameHeader, ServerMessage

LIVE = "/api/v1/train/live"
SERVER_MESSAGE: TypeAdapter[Any] = TypeAdapter(ServerMessage)
SMALL: dict[str, Any] = {"size": 8, "neurons": 4, "warp": 5}
"""A grid that costs little."""


class Frame:
    """A binary message taken apart."""

    def __init__(self, message: bytes) -> None:
        size = int.from_bytes(message[:4], "little")
        self.header: dict[str, Any] = json.loads(message[4 : 4 + size])
        self.arrays: dict[str, NDArray[Any]] = {}
        assert (4 + size) % 8 == 0
        for row in self.header["arrays"]:
            assert row["offset"] % 8 == 0
            count = int(np.prod(row["shape"]))
            kind = np.dtype(row["dtype"]).newbyteorder("<")
            values = np.frombuffer(message, kind, count, 4 + size + row["offset"])
            values = values.reshape(row["shape"])
            self.arrays[row["name"]] = unstepped(values, row) if "low" in row else values

    @property
    def update(self) -> int:
        update: int = self.header["update"]
        return update


def unstepped(steps: NDArray[Any], row: dict[str, Any]) -> NDArray[Any]:
    """Return the numbers that were told in whole steps."""
    ends = np.reshape([row["low"], row["high"]], (2, -1, *[1] * (steps.ndim - 1)))
    numbers: NDArray[Any] = ends[0] + (ends[1] - ends[0]) * (steps / np.iinfo(steps.dtype).max)
    return numbers


class Talk:
    """A stream seen by its client. Every frame is acknowledged unless ``silent``."""

    def __init__(self, socket: WebSocketTestSession) -> None:
        self.socket = socket
        self.silent = False
        self.bytes = 0
        """Of the latest frame."""
        self.ready: dict[str, Any] = {}
        """What the latest run began with."""

    def say(self, kind: str, **fields: Any) -> None:
        self.socket.send_text(json.dumps({"type": kind, **fields}))

    def next(self) -> Frame | dict[str, Any]:
        message = self.socket.receive()
        if message.get("text") is not None:
            told: dict[str, Any] = json.loads(message["text"])
            SERVER_MESSAGE.validate_json(message["text"])
            return told
        assert message["type"] == "websocket.send", message
        frame = Frame(message["bytes"])
        FrameHeader.model_validate_json(json.dumps(frame.header))
        self.bytes = len(message["bytes"])
        if not self.silent:
            self.say("ack", frame=frame.header["frame"])
        return frame

    def frame(self) -> Frame:
        """Return the next frame; whatever is told before it is passed over."""
        while not isinstance(found := self.next(), Frame):
            assert found["type"] != "error", found
        return found

    def told(self, kind: str) -> dict[str, Any]:
        """Return the next message of a kind; whatever comes before it is passed over."""
        while isinstance(found := self.next(), Frame) or found["type"] != kind:
            assert isinstance(found, Frame) or found["type"] != "error", found
        return found

    def refused(self, slug: str) -> dict[str, Any]:
        """Return the problem of the next error."""
        while isinstance(found := self.next(), Frame) or found["type"] != "error":
            pass
        problem: dict[str, Any] = found["problem"]
        assert problem["type"] == f"/problems/{slug}"
        assert problem["detail"]
        assert problem["instance"] == LIVE
        return problem

    def ask(self, kind: str, answer: str, **fields: Any) -> dict[str, Any]:
        self.say(kind, **fields)
        return self.told(answer)

    def do(self, kind: str, **fields: Any) -> Frame:
        """Say something that is answered by a frame."""
        self.say(kind, **fields)
        return self.frame()

    def begin(self, config: dict[str, Any] | None = None, *, running: bool = False) -> Frame:
        """Start, and return the first frame."""
        self.say("start", config=config or {}, grid=SMALL, running=running)
        self.ready = self.told("ready")
        assert self.ready["config"]
        return self.frame()

    def stop(self) -> int:
        """Pause; returns where the run stands once the frame of that has come."""
        update: int = self.ask("pause", "paused")["update"]
        while self.frame().header["running"]:
            pass
        return update


@contextmanager
def talking(client: TestClient, **headers: str) -> Iterator[Talk]:
    with client.websocket_connect(LIVE, headers=headers) as socket:
        yield Talk(socket)
