"""``POST /api/v1/exercise`` asks, and ``/exercise/marks`` marks."""

from typing import get_args

import pytest
from starlette.testclient import TestClient

from app.api.models.exercise import Form, KindName, MarkStatus
from app.exercises import KINDS
from app.exercises.kinds import kind as protocol
from tests.api.asking import XYZ, problem

ASK = "/api/v1/exercise"
MARKS = "/api/v1/exercise/marks"


def test_the_api_knows_every_kind_form_and_status() -> None:
    assert get_args(KindName) == tuple(KINDS)
    assert get_args(Form) == get_args(protocol.Form)
    assert get_args(MarkStatus) == get_args(protocol.Status)


def test_the_same_seed_asks_the_same_and_no_answer_is_told(client: TestClient) -> None:
    body = {"program": XYZ, "kind": "predict", "seed": 7}
    answer = client.post(ASK, json=body).json()
    assert answer == client.post(ASK, json=body).json()
    assert answer["title"] == "Predict a number"
    keys = [question["key"] for question in answer["questions"]]
    assert keys == ["q", "f", "dq", "dz", "dy", "dx"]
    assert not any("-4" in str(question) for question in answer["questions"])
    other = [
        client.post(ASK, json={"program": XYZ, "kind": "order", "seed": k}).json() for k in range(6)
    ]
    assert len({str(one["questions"][0]["options"]) for one in other}) > 1


def test_answers_are_marked_and_a_hint_comes_in_three_steps(client: TestClient) -> None:
    body = {"program": XYZ, "kind": "predict", "answers": {"q": "3", "dq": "4", "zz": "1"}}
    told = []
    for level in (1, 2, 3):
        answer = client.post(MARKS, json={**body, "hint": {"key": "dq", "level": level}}).json()
        told.append(answer["hint"])
        assert answer["steps"] == 3
    marks = {mark["key"]: mark["status"] for mark in answer["marks"]}
    assert marks == {"q": "right", "f": "missing", "dq": "wrong"} | dict.fromkeys(
        ("dz", "dy", "dx"), "missing"
    )
    assert "multiply" in told[0]
    assert told[1:] == ["Use z and df.", "dq = z * df = -4"]
    none = client.post(MARKS, json={**body, "hint": {"key": "nothing", "level": 1}}).json()
    assert (none["hint"], none["steps"]) == (None, 0)


def test_a_backward_pass_is_a_kind_too(client: TestClient) -> None:
    body = {"program": XYZ, "answers": {"lines": "dq = z * df\ndz = -q * df"}}
    answer = client.post(MARKS, json={**body, "hint": {"key": "dx", "level": 3}}).json()
    assert answer["hint"] == "dx = dq"
    marks = {mark["key"]: mark["status"] for mark in answer["marks"]}
    assert marks == {"dx": "missing", "dy": "missing", "dz": "wrong"} | {
        key: status for key, status in marks.items() if key not in ("dx", "dy", "dz")
    }


def test_what_suits_no_program_or_cannot_be_read_is_a_problem(client: TestClient) -> None:
    told = problem(client.post(ASK, json={"program": XYZ, "kind": "route"}), 422, "no-exercise")
    assert told["hint"] == "choose one with relu, max, min or a hinge loss"
    told = problem(client.post(ASK, json={"program": "x = (", "kind": "route"}), 422, "syntax")
    assert told["line"] == 1
    for wrong in ({"kind": "essay"}, {"seed": -1}, {"tolerance": 2}, {"inputs": {"x": 1}}):
        problem(client.post(ASK, json={"program": XYZ, **wrong}), 422, "invalid-request")
    long = {"program": XYZ, "kind": "predict", "answers": {"q": "1" * 20_001}}
    problem(client.post(MARKS, json=long), 422, "invalid-request")
    many = {"program": XYZ, "answers": {str(k): "1" for k in range(201)}}
    problem(client.post(MARKS, json=many), 422, "invalid-request")


@pytest.mark.parametrize("kind", ["place", "mistake", "derive"])
def test_a_large_program_is_answered_or_refused(client: TestClient, kind: str) -> None:
    chain = "\n".join(f"v{k} = sin({f'v{k - 1}' if k else 'x'})" for k in range(399))
    for program in (f"x = 2\n{chain}", "X = randn(300, 300)\nH = relu(X @ X)\nL = sum(H * H)"):
        answers = {"which": "1", "wire1": "1", "dX": "X"}
        answer = client.post(MARKS, json={"program": program, "kind": kind, "answers": answers})
        assert answer.status_code in (200, 422), answer.text
        assert "Traceback" not in answer.text


def test_the_same_is_asked_with_other_numbers(client: TestClient) -> None:
    body = {"program": XYZ, "kind": "predict", "seed": 3}
    assert client.post(ASK, json=body).json()["program"] == XYZ
    asked = client.post(ASK, json={**body, "numbers": 9}).json()
    assert asked == client.post(ASK, json={**body, "numbers": 9}).json()
    other = client.post(ASK, json={**body, "numbers": 8}).json()["program"]
    assert len({XYZ, asked["program"], other}) == 3
    assert asked["program"].split("\n")[1:] == XYZ.split("\n")[1:]
    told = {"program": asked["program"], "kind": "predict", "seed": 3}
    assert client.post(ASK, json=told).json()["questions"] == asked["questions"]
    (first, *_) = asked["questions"]
    trace = client.post("/api/v1/trace", json={"program": asked["program"]}).json()
    value = next(node["value"] for node in trace["nodes"] if node["name"] == first["key"])
    marks = {**body, "numbers": 9, "answers": {first["key"]: str(value)}}
    assert client.post(MARKS, json=marks).json()["marks"][0]["status"] == "right"
    fixed = {"program": "x = const(2)\ny = x * x", "kind": "shapes", "numbers": 1}
    assert "no inputs" in problem(client.post(ASK, json=fixed), 422, "no-exercise")["detail"]
    listed = {"program": "multiply-gate", "kind": "blanks", "numbers": 1}
    refused = problem(client.post(ASK, json=listed), 422, "invalid-request")
    assert refused["errors"][0]["pointer"] == "/numbers"
