"""``GET /api/v1/palette`` and ``POST /api/v1/palette/insert``."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.asking import problem

PATH = "/api/v1/palette/insert"


def press(client: TestClient, program: str, kind: str, name: str, **more: Any) -> dict[str, Any]:
    ask = {"program": program, "kind": kind, "name": name, **more}
    answer = client.post(PATH, json=ask)
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()
    return made


def test_every_piece_says_what_it_does_and_can_be_put_in(client: TestClient) -> None:
    groups = client.get("/api/v1/palette").json()["groups"]
    assert [group["title"] for group in groups][:3] == ["Inputs", "Blocks", "Arithmetic"]
    for group in groups:
        for item in group["items"]:
            assert item["summary"].endswith(".")
            assert item["glyph"]
            assert (item["forward"] == []) == (item["backward"] == []) == (item["kind"] == "input")
            made = press(client, "", item["kind"], item["name"])
            assert made["program"].splitlines()[made["line"] - 1] == made["lines"][-1]


def test_the_palette_says_of_a_gate_what_the_gates_page_says(client: TestClient) -> None:
    groups = client.get("/api/v1/palette").json()["groups"]
    items = {item["name"]: item for group in groups for item in group["items"]}
    page = client.get("/gates").text
    for name in ("multiply", "softmax", "conv2d"):
        for formula in (*items[name]["forward"], *items[name]["backward"]):
            assert formula["mathml"] in page


NETS = {
    "vector": ["input vector", "block dense", "gate layer_norm", "block residual", "block neuron"],
    "classes": ["input batch", "block dense", "block dense", "block softmax_head"],
    "margin": ["input batch", "gate matmul", "gate tanh", "block svm_head"],
    "numbers": ["input batch", "block residual", "block regression_head"],
    "images": ["input picture", "block conv_block", "block residual", "block softmax_head"],
    "places": ["input sequence", "block transformer", "block self_attention", "gate mean"],
    "gates": ["gate add", "gate multiply", "gate sigmoid", "gate squared_error"],
}


@pytest.mark.parametrize("net", NETS.values(), ids=NETS)
def test_a_net_is_put_together_from_nothing_and_its_gradients_are_right(
    client: TestClient, net: list[str]
) -> None:
    program = ""
    for piece in net:
        kind, name = piece.split()
        program = press(client, program, kind, name)["program"]
    answer = client.post("/api/v1/gradcheck", json={"program": program}).json()
    verdicts = {name: told["verdict"] for name, told in answer["inputs"].items()}
    assert len(verdicts) > 2
    assert set(verdicts.values()) <= {"ok", "kink"}, program
    assert "ok" in verdicts.values()


def test_nodes_are_those_of_the_picture(client: TestClient) -> None:
    program = "def n(t): return 2 * t + 1\nx = 2\ny = n(x)\nf = y * x"
    whole = press(client, program, "gate", "add", nodes=[1, 2], detail="blocks")
    assert whole["lines"] == ["y2 = y + f"]
    assert press(client, program, "gate", "tanh", nodes=[0])["lines"] == ["h1 = tanh(x)"]
    ask = {"program": program, "kind": "gate", "name": "tanh"}
    told = problem(client.post(PATH, json={**ask, "nodes": [99]}), 422, "invalid-request")
    assert "no node 99" in told["detail"]
    told = problem(
        client.post(PATH, json={**ask, "nodes": [0], "detail": "scalars"}), 422, "invalid-request"
    )
    assert "detail gates" in told["hint"]


def test_numbers_that_are_given_beside_the_program_count(client: TestClient) -> None:
    made = press(client, "y = z * z", "gate", "tanh", inputs={"z": [1, 2]})
    assert made["lines"] == ["h1 = tanh(y)"]


def test_what_does_not_fit_is_told_without_a_place(client: TestClient) -> None:
    ask = {"program": "x = [1, 2, 3]", "kind": "gate", "name": "conv2d"}
    told = problem(client.post(PATH, json=ask), 422, "shape-mismatch")
    assert "line" not in told
    assert "(3)" in told["detail"]
    assert told["hint"]
    told = problem(client.post(PATH, json={**ask, "program": "x = "}), 422, "syntax")
    assert told["line"] == 1, "what is wrong with the program itself is told where it is"
