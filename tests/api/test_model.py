"""``POST /api/v1/model``."""

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.routes.model import PRINTOUT
from tests.api.asking import TRACE, problem

PATH = "/api/v1/model"
FILE = Path(__file__).resolve().parent.parent / "data" / "onnx" / "lenet.onnx"


def model(client: TestClient, **ask: Any) -> dict[str, Any]:
    answer = client.post(PATH, json=ask)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_a_printout_becomes_a_program(client: TestClient) -> None:
    told = model(client, text=PRINTOUT)
    assert (told["kind"], told["title"]) == ("printout", "Sequential")
    assert (told["input"], told["guessed"]) == ([1, 1, 28, 28], True)
    assert told["written"] == "8·3·3 + 8 + 10·1568 + 10 = 15,770"
    assert told["total"] == sum(layer["parameters"] for layer in told["layers"])
    assert told["layers"][-1] == {
        "path": "4",
        "kind": "Linear",
        "line": 6,
        "name": "fc1",
        "program_line": 9,
        "shape": [1, 10],
        "parameters": 15_690,
    }
    assert told["unread"] == []
    trace = client.post(TRACE, json={"program": told["program"]}).json()
    assert trace["nodes"][-1]["shape"] == [1, 10]
    assert trace["nodes"][-1]["value"] is None
    counts = client.post("/api/v1/counts", json={"program": told["program"]}).json()
    assert counts["written"] == told["written"]


def test_another_input_is_another_program(client: TestClient) -> None:
    told = model(client, text=PRINTOUT, input=[2, 1, 30, 30])
    assert (told["guessed"], told["layers"][0]["shape"]) == (False, [2, 8, 30, 30])
    (unread,) = told["unread"]
    assert unread["line"] == 6
    assert "rows of 1,568 numbers" in unread["message"]


def test_a_file_becomes_a_program(client: TestClient) -> None:
    told = model(client, file=b64encode(FILE.read_bytes()).decode())
    assert (told["kind"], told["guessed"], told["total"]) == ("onnx", False, 3_374)
    assert {layer["line"] for layer in told["layers"]} == {None}


@pytest.mark.parametrize(
    ("ask", "kind", "said"),
    [
        ({}, "invalid-request", "not both"),
        ({"text": PRINTOUT, "file": "AAAA"}, "invalid-request", "not both"),
        ({"text": "x = 2"}, "unreadable-model", "there is no module"),
        ({"text": "Net(\n (a): LSTM(1, 2)\n)"}, "unreadable-model", "LSTM (a) is not read"),
        ({"file": "äöü="}, "invalid-request", "no base64"),
        ({"file": b64encode(b"PK\3\4" * 99).decode()}, "unreadable-model", "no ONNX file"),
        ({"text": PRINTOUT, "input": [0]}, "invalid-request", ""),
        ({"text": PRINTOUT, "input": [2**40] * 8}, "too-large", "2⁵³"),
        (
            {"text": "S(\n" + "(0): Conv1d(3, 3, kernel_size=(1,))\n" * 900 + ")"},
            "program-too-long",
            "characters",
        ),
    ],
)
def test_what_cannot_be_read_is_told(
    client: TestClient, ask: dict[str, Any], kind: str, said: str
) -> None:
    answer = client.post(PATH, json=ask)
    told = problem(answer, 413 if kind == "program-too-long" else 422, kind)
    assert said in told["detail"]
    assert told.get("hint") or told.get("errors")


def test_a_printout_that_is_sent_as_a_program_is_told(client: TestClient) -> None:
    told = problem(client.post(TRACE, json={"program": PRINTOUT}), 422, "printed-model")
    assert told["line"] == 1
    assert "Sequential(" in told["snippet"]
    assert PATH in told["hint"]
