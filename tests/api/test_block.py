from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.asking import problem, traced

BLOCK, UNGROUP = "/api/v1/block", "/api/v1/ungroup"
NEURON = "w = 2; x = -1\nt = w * x + 3\nf = 1 / (1 + exp(-1 * t))"
LAST = [4, 5, 6, 7]


def asked(client: TestClient, address: str, **body: Any) -> dict[str, Any]:
    response = client.post(address, json={"program": NEURON, **body})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def test_the_last_gates_become_a_block_with_the_same_gradients(client: TestClient) -> None:
    made = asked(client, BLOCK, nodes=LAST, name="squash")
    assert "def squash(t):\n    return 1 / (1 + exp(-1 * t))" in made["program"]
    assert (made["key"], made["calls"], made["why"]) == ("squash#1", ["squash#1"], None)
    assert (made["result"], made["operands"]) == (7, [3])
    folded = traced(client, made["program"], closed=["squash#1"])
    assert folded["gradients"] == traced(client, NEURON)["gradients"]
    assert [node["op"] for node in folded["nodes"]][-1] == "squash"


def test_a_selection_that_is_not_closed_says_what_closes_it(client: TestClient) -> None:
    opened = asked(client, BLOCK, nodes=[2, 7])
    assert opened["program"] is None
    assert opened["key"] is None
    assert "would leave the block and come back" in opened["why"]
    closed = asked(client, BLOCK, nodes=[2, 7, *opened["adds"]])
    assert closed["program"] is not None
    assert closed["name"] == "block"


def test_nodes_are_those_of_the_picture(client: TestClient) -> None:
    made = asked(client, BLOCK, nodes=LAST, name="squash")
    program, closed = made["program"], ["squash#1"]
    seen = traced(client, program, closed=closed)["nodes"]
    last = [node["id"] for node in seen if node["name"] in ("t", "f")]
    around = asked(client, BLOCK, program=program, closed=closed, nodes=last)
    assert around["calls"] == ["block#1", "block#1/squash#1"]
    gate = "x = 2\np = sigmoid(x * 3)\nf = p + 1"
    inner = traced(client, gate, opened=["p"])["nodes"]
    part = [node["id"] for node in inner if node["group"] or node["name"] == "f"]
    assert "sigmoid(u)" in asked(client, BLOCK, program=gate, opened=["p"], nodes=part)["program"]


def test_a_block_is_written_out_again(client: TestClient) -> None:
    made = asked(client, BLOCK, nodes=LAST, name="squash")
    back = asked(client, UNGROUP, program=made["program"], key=made["key"])
    assert back == {"program": NEURON, "calls": [], "gates": []}


def test_numbers_that_the_program_does_not_bind_are_given(client: TestClient) -> None:
    program = "t = w * x + 3\nf = t * t"
    made = asked(client, BLOCK, program=program, inputs={"w": 2, "x": [1, 2]}, nodes=[2, 3])
    assert made["program"] == (
        "def block(w, x):\n    return w * x + 3\n\nt = block(w, x)\nf = t * t"
    )


@pytest.mark.parametrize(
    ("body", "kind", "told"),
    [
        ({"nodes": [7]}, "no-block", "made of 2 gates"),
        ({"nodes": []}, "no-block", "made of 2 gates"),
        ({"nodes": LAST, "name": "exp"}, "no-block", "the name exp is taken"),
        ({"nodes": LAST, "name": "a b"}, "no-block", "a b is no name"),
        ({"nodes": [4, 99]}, "invalid-request", "the trace has no node 99"),
        ({"nodes": [-1, 4]}, "invalid-request", "the trace has no node -1"),
        ({"nodes": [4, 5], "detail": "scalars"}, "invalid-request", "no blocks"),
        ({"nodes": LAST, "closed": ["s#1"]}, "unknown-part", "no call s#1"),
        ({"nodes": LAST, "program": "f = "}, "syntax", ""),
    ],
)
def test_what_is_no_block(client: TestClient, body: dict[str, Any], kind: str, told: str) -> None:
    refused = problem(client.post(BLOCK, json={"program": NEURON, **body}), 422, kind)
    assert told in refused["detail"]
    assert refused.get("hint") or kind in ("syntax", "invalid-request")


def test_what_cannot_be_ungrouped(client: TestClient) -> None:
    problem(client.post(UNGROUP, json={"program": NEURON, "key": "s#1"}), 422, "unknown-part")
