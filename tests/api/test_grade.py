"""``POST /api/v1/grade`` marks answers, and ``GET /api/v1/practice`` makes exercises."""

import csv
import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.exercises import Exercise, short_code
from app.main import create_app
from app.settings import Settings
from tests.api.asking import problem

GRADE = "/api/v1/grade"
XYZ = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z"
RIGHT = "dq = z * df\ndz = q * df\ndx = dq\ndy = dq"


def test_one_answer_has_a_verdict_for_each_line(client: TestClient) -> None:
    fork = "a = 3\nL = a * a + a"
    lines = "mine = 2 * a\nda = mine * dL\nda += 1.001\nda += ("
    body = {"program": fork, "answer": lines, "tolerance": 0.01, "kind": "backward"}
    answer = client.post(GRADE, json=body).json()
    told = [(one["line"], one["target"], one["verdict"]) for one in answer["lines"]]
    assert told[:2] == [(1, "mine", None), (2, "da", "exact")]
    assert told[2:] == [(3, "da", "rounding"), (4, "", "wrong")]
    assert "never closed" in answer["lines"][3]["reason"]
    (row,) = answer["rows"]
    assert (row["right"], row["asked"], row["fault"]) == (1, 1, None)
    exact = client.post(GRADE, json={**body, "tolerance": 0}).json()
    assert exact["rows"][0]["right"] == 0
    alone = client.post(GRADE, json={**body, "answer": "da = dL"}).json()
    assert alone["lines"][0]["verdict"] == "wrong"
    assert "used 3 times" in alone["lines"][0]["reason"]


def test_a_class_has_rows_that_do_not_stop_each_other(client: TestClient) -> None:
    code = short_code(Exercise(XYZ), {"lines": RIGHT}, 3, 3, 2)
    file = {"chainrule": 1, "exercise": {"program": XYZ}, "answers": {"lines": RIGHT}, "hints": 2}
    handed_in: list[dict[str, Any]] = [
        {"name": "ada", "answer": RIGHT, "hints": 1},
        {"name": "ben", "answers": {"lines": "dz = -q * df"}, "code": code},
        {"name": "cy", "answer": json.dumps({**file, "code": code})},
        {"name": "di", "answer": json.dumps({**file, "exercise": {"program": "x = 1"}})},
        {"name": "ed", "answer": "dx = z\n" * 4_000},
        {"name": "flo"},
    ]
    answer = client.post(GRADE, json={"program": XYZ, "answers": handed_in}).json()
    assert answer["asked"] == ["dx", "dy", "dz"]
    assert answer["lines"] is None
    ada, ben, cy, di, ed, flo = answer["rows"]
    assert (ada["right"], ada["code"]) == (3, code.replace("-h2", "-h1"))
    assert [mark["status"] for mark in ben["marks"]] == ["missing", "missing", "wrong"]
    assert ben["marks"][2]["reason"] == "line 1: The sign is wrong."
    assert code in ben["doubt"]
    assert (cy["right"], cy["hints"], cy["code"], cy["doubt"]) == (3, 2, code, None)
    for row, why in (
        (di, "another exercise"),
        (ed, "characters"),
        (flo, "not both or neither"),
    ):
        assert why in row["fault"]
        assert (row["right"], row["asked"], row["code"]) == (0, 3, None)


def test_a_table_is_the_answer_where_it_is_asked_for(client: TestClient) -> None:
    body = {
        "exercise": f"# tolerance: 0.3\n{XYZ}",
        "answers": [{"name": "=ada", "answer": "dx = -4.5"}],
    }
    answer = client.post(GRADE, json=body, headers={"Accept": "text/csv, application/json"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "accept" in answer.headers["vary"].lower()
    (row,) = csv.DictReader(answer.text.splitlines())
    assert (row["file"], row["right"], row["asked"]) == ("'=ada", "1", "3")
    plain = client.post(GRADE, json=body, headers={"Accept": "application/json, text/csv"})
    assert plain.json()["rows"][0]["name"] == "=ada"


@pytest.mark.parametrize(
    ("accept", "is_table"),
    [
        ("", False),
        ("*/*", False),
        ("image/png", False),
        ("text/*", True),
        ("TEXT/CSV", True),
        ("text/csv;q=0", False),
        ("application/json;q=0.5, text/csv", True),
        ("application/json, text/csv;q=0.9", False),
        ("text/csv, */*", True),
        ("*/*, text/csv", True),
        ("text/csv;q=0.4, */*;q=0.5", False),
        ("application/json;q=0, */*", True),
        ("text/csv; charset=utf-8; q=1, application/json", True),
        ("application/json, text/csv", False),
    ],
)
def test_the_form_of_the_answer_is_negotiated(
    client: TestClient, accept: str, is_table: bool
) -> None:
    body = {"program": XYZ, "answers": [{"answer": RIGHT}]}
    answer = client.post(GRADE, json=body, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/csv") is is_table


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"answer": RIGHT}, "/program"),
        (
            {"program": XYZ, "answers": [{"answers": {"k" * 201: ""}}]},
            f"/answers/0/answers/{'k' * 201}/[key]",
        ),
        ({"program": XYZ, "answers": [{"answers": {"q": "1" * 20_001}}]}, "/answers/0/answers/q"),
        (
            {"program": XYZ, "answers": [{"answers": {f"q{k}": "1" for k in range(201)}}]},
            "/answers/0/answers",
        ),
        ({"program": XYZ, "exercise": XYZ, "answer": RIGHT}, "/program"),
        ({"program": XYZ, "kind": "maze", "answer": RIGHT}, "/kind"),
        ({"exercise": f"# hints: no\n{XYZ}"}, "/exercise"),
        ({"program": XYZ, "answer": RIGHT, "answers": [{"answer": RIGHT}]}, "/answers"),
        ({"program": XYZ, "answers": [{"answer": ""}] * 101}, "/answers"),
        ({"program": XYZ, "answers": [{"name": "n" * 201}]}, "/answers/0/name"),
        ({"program": XYZ, "tolerance": 0.6, "answer": ""}, "/tolerance"),
    ],
)
def test_the_field_at_fault_is_named(client: TestClient, body: dict[str, Any], where: str) -> None:
    told = problem(client.post(GRADE, json=body), 422, "invalid-request")
    assert told["errors"][0]["pointer"] == where


def test_an_exercise_that_cannot_be_read_points(client: TestClient) -> None:
    refused = client.post(GRADE, json={"program": "x = 1\ny = (", "answer": ""})
    assert refused.status_code == 422
    assert refused.json()["line"] == 2


def test_of_a_class_that_takes_too_long_those_in_time_are_marked() -> None:
    with TestClient(create_app(Settings(compute_seconds=0.05))) as client:
        body = {"program": XYZ, "answers": [{"answer": RIGHT.replace("= ", "= -")}] * 100}
        rows = client.post(GRADE, json=body).json()["rows"]
    faults = [row["fault"] for row in rows]
    marked = faults.index(next(fault for fault in faults if fault))
    assert 0 < marked < len(rows) == 100
    assert all("send it again with fewer answers" in fault for fault in faults[marked:])


def test_a_listing_with_blanks_is_named(client: TestClient) -> None:
    body = {"program": "multiply-gate", "kind": "blanks"}
    asked = client.post("/api/v1/exercise", json=body).json()["questions"]
    answers = {question["key"]: "x * y" for question in asked}
    (row,) = client.post(GRADE, json={**body, "answers": [{"answers": answers}]}).json()["rows"]
    assert row["asked"] == len(asked) > row["right"] > 0
    marks = client.post("/api/v1/exercise/marks", json={**body, "answers": answers}).json()
    assert len(marks["marks"]) == len(asked)
    for path in ("/api/v1/exercise", "/api/v1/exercise/marks", GRADE):
        refused = client.post(path, json={**body, "program": "x = {{ 1 }}"})
        assert refused.status_code == 422
        assert "multiply-gate" in refused.json()["hint"]


def test_practice_is_the_same_each_time_and_can_be_graded(client: TestClient) -> None:
    asked = {"level": 2, "seed": 7}
    one, again = (client.get("/api/v1/practice", params=asked).json() for _ in range(2))
    assert one == again
    assert one["program"] in one["text"]
    answer = client.post(GRADE, json={"exercise": one["text"], "answer": ""}).json()
    assert answer["rows"][0]["asked"] >= 2
    for wrong in ({"level": 4}, {"seed": -1}, {"seed": 1_000_000}, {"size": 2}):
        assert client.get("/api/v1/practice", params=wrong).status_code == 422
