"""What is answered is bounded as what is asked: no small request makes a large answer."""

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.asking import SVG, TRACE
from tests.api.streaming import talking

MANY = 100_000
MOST = 100_000
"""Bytes of an answer that tells of an error."""


@pytest.mark.parametrize(
    "path", [TRACE, SVG, "/api/v1/code", "/api/v1/gradcheck", "/api/v1/descend", "/api/v1/train"]
)
@pytest.mark.parametrize(
    "field",
    [
        {"closed": [1] * MANY},
        {"opened": [None] * MANY},
        {"closed": ["x"] * MANY},
        {"inputs": {"x": ["a"] * MANY}},
        {"seed": [True] * MANY},
        {"inputs": {str(k): 1 for k in range(MANY // 4)}},
        {"config": {"features": ["x"] * MANY, "layers": [1] * MANY}},
        {"config": {"dataset": {"name": "custom", "points": [0] * MANY}}},
        {"config": {str(k): 1 for k in range(MANY // 4)}},
        {str(k): 1 for k in range(MANY // 4)},
    ],
    ids=range(10),
)
def test_many_errors_are_told_in_a_few_lines(
    client: TestClient, path: str, field: dict[str, Any]
) -> None:
    program = {} if path == "/api/v1/train" else {"program": "x = 1; y = x * x"}
    answer = client.post(
        path, content=json.dumps({**program, **field}, separators=(",", ":")), headers=JSON
    )
    assert answer.status_code == 422
    assert len(answer.content) < MOST
    assert len(answer.json().get("errors", [])) <= 20


def test_how_many_errors_there_are_is_said(client: TestClient) -> None:
    wrong = {f"x{k}": 1 for k in range(60)}
    problem = client.post(TRACE, json={"program": "x = 1; y = x", **wrong}).json()
    assert len(problem["errors"]) == 20
    assert problem["detail"].endswith("(and 59 more)")


JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize("text", [b"[]", b"{}", b"[[]]"])
def test_a_body_is_refused_by_what_it_would_become(client: TestClient, text: bytes) -> None:
    body = b'{"program": "x = 1; y = x", "seed": [' + b",".join([text] * 3 * MANY) + b"]}"
    answer = client.post(TRACE, content=body[:1_990_000], headers=JSON)
    assert answer.status_code == 413
    assert "lists and objects" in answer.json()["detail"]


@pytest.mark.parametrize(
    "message",
    [
        {"type": "points", "add": [[1, 2, "x"]] * 20_000},
        {"type": "points", "add": ["x"] * 20_000},
        {"type": "points", "remove": ["x"] * 40_000},
        {"type": "points", "move": [[]] * 40_000},
        {"type": "put", "parameters": [["x", "y"]] * 20_000},
        {"type": "pause", **{str(k): 1 for k in range(30_000)}},
        {"type": "set", **{str(k): 1 for k in range(30_000)}},
    ],
    ids=range(7),
)
def test_many_errors_of_a_message_are_told_in_a_few_lines(
    client: TestClient, message: dict[str, Any]
) -> None:
    with talking(client) as talk:
        talk.begin()
        talk.socket.send_text(json.dumps(message))
        while not isinstance(told := talk.next(), dict) or told["type"] != "error":
            pass
        assert len(json.dumps(told)) < 10_000
        assert talk.do("step").update == 1
