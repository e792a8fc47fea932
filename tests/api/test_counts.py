"""``POST /api/v1/counts``."""

from typing import Any

from starlette.testclient import TestClient

from app.api.routes.counts import LAYERS
from tests.api.asking import problem

PATH = "/api/v1/counts"


def counts(client: TestClient, **ask: Any) -> dict[str, Any]:
    answer = client.post(PATH, json={"program": LAYERS, **ask})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_counts_come_with_their_arithmetic(client: TestClient) -> None:
    told = counts(client)
    assert told["written"] == "784·17 + 17 + 17·10 + 10 = 13,525"
    assert told["total"] == 13_525
    assert [(layer["name"], layer["line"], layer["parameters"]) for layer in told["layers"]] == [
        ("A1", 5, 13_345),
        ("L", 6, 180),
    ]
    assert told["batch"] == {"size": 60_000, "own": 60_000, "data": ["X", "Y"]}
    assert told["kept_bytes"] == {"float32": 4 * told["kept"], "float64": 8 * told["kept"]}
    assert told["multiply_adds"] == sum(gate["multiply_adds"] for gate in told["gates"])
    sizes = next(gate["jacobian"] for gate in told["gates"] if gate["name"] == "A1")
    assert sizes["entries"] == sizes["rows"] * sizes["columns"] == (60_000 * 17) ** 2
    assert sizes["stored"] == 60_000 * 17


def test_a_batch_scales_what_is_kept_and_no_parameter(client: TestClient) -> None:
    whole, other = counts(client), counts(client, batch=100)
    assert other["batch"] == {"size": 100, "own": 60_000, "data": ["X", "Y"]}
    assert other["total"] == whole["total"]
    assert 600 * other["kept"] == whole["kept"]
    assert 600 * other["multiply_adds"] == whole["multiply_adds"]


def test_parameters_can_be_named(client: TestClient) -> None:
    assert counts(client, parameters=["W1"])["written"] == "784·17 = 13,328"
    assert counts(client, parameters=[])["total"] == 0
    body = {"program": LAYERS, "parameters": ["X"]}
    told = problem(client.post(PATH, json=body), 422, "invalid-option")
    assert told["detail"] == "X is a constant"


def test_a_batch_that_is_not_to_be_had_is_told(client: TestClient) -> None:
    body = {"program": "w = 2\nL = w * w", "batch": 3}
    told = problem(client.post(PATH, json=body), 422, "invalid-option")
    assert "does not show in this program" in told["detail"]
    problem(client.post(PATH, json={**body, "batch": 0}), 422, "invalid-request")
    problem(client.post(PATH, json={"program": "y = sigmod(1)"}), 422, "unknown-gate")
