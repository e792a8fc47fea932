import pytest
from starlette.testclient import TestClient

from tests.api.asking import problem

JACOBIAN = "/api/v1/jacobian"
RELU = "x = [1, -2, 3, -1]\nf = relu(x)"


def test_it_is_written_out_and_gives_what_the_mask_gives(client: TestClient) -> None:
    body = {"program": RELU, "node": 1, "seed": [4, -1, 5, 9]}
    (factor,) = client.post(JACOBIAN, json=body).json()["factors"]
    assert factor["entries"] == [[1, 0, 0, 0], [0, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0]]
    assert factor["product"] == {
        "upstream": [4, -1, 5, 9],
        "explicit": [4, 0, 5, 0],
        "vjp": [4, 0, 5, 0],
        "difference": 0,
    }


def test_of_a_product_there_is_one_by_each_operand(client: TestClient) -> None:
    program = "X = [[1, 2], [3, 4], [5, 6]]\nW = [[1, 2], [3, 4]]\nY = X @ W\nL = sum(Y * Y)"
    body = {"program": program, "node": 2, "inputs": {"W": [[1, 0], [0, 2]]}}
    by_x, by_w = client.post(JACOBIAN, json=body).json()["factors"]
    assert (by_x["rows"], by_x["columns"], by_w["rows"], by_w["columns"]) == (6, 6, 6, 4)
    assert by_x["entries"][2] == [0, 0, 1, 0, 0, 0], "row 1 of Y depends on row 1 of X only"
    assert by_x["entries"][3] == [0, 0, 0, 2, 0, 0]
    assert by_w["entries"][3] == [0, 3, 0, 4]
    for factor in (by_x, by_w):
        assert factor["product"]["difference"] < 1e-12
        assert factor["product"]["explicit"] == pytest.approx(factor["product"]["vjp"])


def test_one_that_is_too_large_has_its_size_only(client: TestClient) -> None:
    body = {"program": "x = randn(64, 64)\nf = relu(x)", "node": 1}
    (factor,) = client.post(JACOBIAN, json=body).json()["factors"]
    assert (factor["rows"], factor["columns"]) == (4096, 4096)
    assert (factor["entries"], factor["product"]) == (None, None)


def test_a_constant_gets_nothing_back_and_infinities_are_texts(client: TestClient) -> None:
    body = {"program": "x = const([0, 1])\nf = sqrt(x)", "node": 1}
    (factor,) = client.post(JACOBIAN, json=body).json()["factors"]
    assert (factor["entries"], factor["product"]) == ([["Infinity", 0], [0, 0.5]], None)


def test_what_is_asked_wrongly_is_a_problem(client: TestClient) -> None:
    body = {"program": RELU, "node": 9}
    found = problem(client.post(JACOBIAN, json=body), 422, "invalid-request")
    assert "no node 9" in found["detail"]
    body = {"program": RELU, "node": 1, "seed": [1, 2]}
    assert "(2,)" in problem(client.post(JACOBIAN, json=body), 422, "shape-mismatch")["detail"]
    assert client.post(JACOBIAN, json={"program": RELU, "node": 0}).json()["factors"] == []
