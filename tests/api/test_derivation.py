import pytest
from starlette.testclient import TestClient

from tests.api.asking import problem

DERIVATION = "/api/v1/derivation"
SIGMOID = "x = 1\nf = sigmoid(x)"


def test_the_lines_come_with_formulas_numbers_and_reasons(client: TestClient) -> None:
    answer = client.post(DERIVATION, json={"program": SIGMOID, "node": 1}).json()
    assert (answer["gate"], answer["name"], len(answer["lines"])) == ("sigmoid", "sigmoid", 4)
    last = answer["lines"][-1]
    assert last["worked"] == "(1 − 0.73) · 0.73 = 0.27 · 0.73 = 0.20"
    assert last["formula"]["mathml"].startswith("<math>")


@pytest.mark.parametrize("detail", ["blocks", "gates", "elementary", "scalars"])
def test_what_has_none_is_answered_at_every_detail(client: TestClient, detail: str) -> None:
    response = client.post(DERIVATION, json={"program": SIGMOID, "node": 0, "detail": detail})
    assert response.json() == {"gate": None, "name": None, "lines": []}


def test_a_node_that_is_not_there_is_a_problem(client: TestClient) -> None:
    body = {"program": SIGMOID, "node": 9}
    assert (
        "no node 9" in problem(client.post(DERIVATION, json=body), 422, "invalid-request")["detail"]
    )
