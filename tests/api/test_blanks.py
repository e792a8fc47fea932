"""``POST /api/v1/blanks`` marks the blanks of a listing and runs it once it is full."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

GATE = {
    "1.z": "x * y",
    "1.self.x": "x",
    "1.self.y": "y",
    "1.dx": "dz * self.y",
    "1.dy": "self.x * dz",
}


def asked(client: TestClient, **ask: Any) -> dict[str, Any]:
    answer = client.post("/api/v1/blanks", json={"listing": "multiply-gate", **ask})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_an_empty_listing_has_its_code_and_no_answers(client: TestClient) -> None:
    told = asked(client)
    assert [one["status"] for one in told["marks"]] == ["missing"] * 5
    assert told["run"] is None
    assert [piece["blank"] for line in told["lines"] for piece in line if piece["blank"]] == list(
        GATE
    )
    assert "self.y * dz" not in str(told)
    assert told["lines"][0] == [{"text": "class MultiplyGate:", "blank": None, "width": 0}]


def test_a_full_listing_is_marked_and_run(client: TestClient) -> None:
    told = asked(client, answers=GATE)
    assert {one["status"] for one in told["marks"]} == {"right"}
    rows = {row["name"]: row for row in told["run"]["rows"]}
    assert told["run"]["agrees"]
    assert (rows["z"]["own"], rows["dx"]["own"], rows["dy"]["own"]) == (-12, -8, 6)
    assert rows["dx"]["quotient"] == pytest.approx(-8)
    wrong = asked(client, answers={**GATE, "1.dy": "self.y * dz"})
    mark = wrong["marks"][-1]
    assert (mark["status"], wrong["run"]["agrees"]) == ("wrong", False)
    assert mark["reason"] == "self.y does not belong here: another value does."
    lost = asked(client, answers=GATE, forget=True)["run"]
    assert [row["failure"] for row in lost["rows"]][-2:] == [
        "self.y was not kept",
        "self.x was not kept",
    ]


def test_an_answer_is_told_where_it_is_asked_for(client: TestClient) -> None:
    assert asked(client, show="1.dx")["shown"] == "self.y * dz"


@pytest.mark.parametrize(
    ("ask", "field"),
    [
        ({"listing": "nothing"}, "/listing"),
        ({"stage": 2}, "/stage"),
        ({"show": "1.nothing"}, "/show"),
    ],
)
def test_what_is_not_there_is_refused(client: TestClient, ask: dict[str, Any], field: str) -> None:
    refused = client.post("/api/v1/blanks", json={"listing": "multiply-gate", **ask})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == field


def test_the_page_offers_every_listing(client: TestClient) -> None:
    page = client.get("/exercises").text
    assert all(f"&#34;{name}&#34;" in page for name in ("multiply-node", "staged-svm"))
