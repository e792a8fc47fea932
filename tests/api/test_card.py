import pytest
from starlette.testclient import TestClient

from tests.api.asking import problem

CARD = "/api/v1/card"
SQUARED = "p = 0.7\ny = const(1)\nE = half_squared_error(p, y)"


def test_a_loss_comes_with_roles_curve_and_switches(client: TestClient) -> None:
    answer = client.post(CARD, json={"program": SQUARED, "node": 2, "inputs": {"p": 0.5}}).json()
    assert answer["loss"]["predicted"] == {"name": "p", "value": "0.5", "node": 0}
    assert answer["loss"]["actual"] == {"name": "y", "value": "1", "node": 1}
    assert answer["loss"]["cost"] == "0.125"
    assert answer["curve"]["points"] == [{"name": "", "x": 0.5, "y": 0.125, "slope": -0.5}]
    factor, stop = answer["switches"]
    assert (stop["name"], stop["label"]) == ("gradient 0", "Gradient to p")
    assert [(one["label"], one["chosen"]) for one in factor["choices"]] == [
        ("1", False),
        ("½", True),
    ]
    (edit,) = factor["choices"][0]["edits"]
    assert edit["text"] == "squared_error"
    assert edit["place"] == {"line": 3, "column": 4, "end_line": 3, "end_column": 22}


def test_what_is_infinite_is_no_point_and_no_error(client: TestClient) -> None:
    program = "P = [0, 1]; Y = const([1, 0])\nE = -sum(Y * log(P))"
    answer = client.post(CARD, json={"program": program, "node": 5}).json()
    assert answer["loss"]["cost"] == "∞"
    assert answer["curve"]["points"] == []


@pytest.mark.parametrize("detail", ["blocks", "gates", "elementary", "scalars"])
def test_most_nodes_have_little_to_tell(client: TestClient, detail: str) -> None:
    answer = client.post(CARD, json={"program": SQUARED, "node": 0, "detail": detail}).json()
    assert answer == {"loss": None, "lines": [], "parts": [], "curve": None, "switches": []}


def test_a_node_that_is_not_there_is_a_problem(client: TestClient) -> None:
    body = {"program": SQUARED, "node": 9}
    assert "no node 9" in problem(client.post(CARD, json=body), 422, "invalid-request")["detail"]
