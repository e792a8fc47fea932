"""``POST /api/v1/backward`` checks a backward pass that was written by hand."""

from fastapi.testclient import TestClient

FORK = "a = 2; b = 1\nc = a + b\nd = b + 1\ne = c * d"


def test_each_line_has_a_verdict_a_value_and_a_reason(client: TestClient) -> None:
    lines = "dc = d * de\ndd = c * de\ndb = dc + dd; da = -dc"
    answer = client.post("/api/v1/backward", json={"program": FORK, "lines": lines}).json()
    told = [(one["target"], one["status"], one["value"]) for one in answer["verdicts"]]
    right = [("dc", "right", 2), ("dd", "right", 3), ("db", "right", 5)]
    assert told == [*right, ("da", "wrong", -2)]
    last = answer["verdicts"][-1]
    assert last["reason"] == {"code": "sign", "text": "The sign is wrong."}
    assert last["place"] == {"line": 3, "column": 14, "end_line": 3, "end_column": 22}
    assert sorted(answer["right"]) == ["db", "dc", "dd"]
    assert answer["missing"] == []


def test_a_line_that_means_nothing_and_a_text_that_is_none(client: TestClient) -> None:
    ask = {"program": FORK, "lines": "dc = dz"}
    (verdict,) = client.post("/api/v1/backward", json=ask).json()["verdicts"]
    assert verdict["status"] == "error"
    assert verdict["fault"]["detail"] == "dz means nothing here"
    assert verdict["fault"]["place"]["column"] == 5
    refused = client.post("/api/v1/backward", json={"program": FORK, "lines": "import os"})
    assert refused.status_code == 422
    assert refused.json()["line"] == 1


def test_the_field_at_fault_is_named(client: TestClient) -> None:
    refused = client.post("/api/v1/backward", json={"program": FORK, "lines": "dc = ("})
    assert refused.json()["errors"][0]["pointer"] == "/lines"


def test_a_hint_has_three_steps_and_lines_are_read_one_by_one(client: TestClient) -> None:
    ask = {"program": FORK, "lines": "dc = d *\ndd = c * de", "by_line": True, "hint": "dc"}
    answer = client.post("/api/v1/backward", json=ask).json()
    assert [one["status"] for one in answer["verdicts"]] == ["error", "right"]
    assert answer["verdicts"][0]["fault"]["place"]["line"] == 1
    assert answer["asked"] == ["da", "db"]
    assert answer["hint"]["operands"] == "Use d and de."
    assert answer["hint"]["line"] == "dc = d * de"
    other = client.post("/api/v1/backward", json={**ask, "hint": "dq"}).json()
    assert other["hint"] is None


def test_the_page_says_nothing_of_the_gradients(client: TestClient) -> None:
    page = client.get("/exercises", params={"preset": "xyz"}).text
    assert "q * z" in page
    assert "df/dq" not in page
    assert "Multiply swaps" not in page
