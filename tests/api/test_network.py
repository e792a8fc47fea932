"""``POST /api/v1/network`` and ``/api/v1/network/read``."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.building.network import ACTIVATIONS, CONVENTIONS, HEADS
from app.settings import Settings
from tests.api.asking import problem, traced

NETWORK = "/api/v1/network"
DEEP: dict[str, Any] = {
    "layers": [{"units": 3, "activation": "relu"}, {"units": 2}],
    "outputs": 2,
    "head": "svm",
    "convention": "W.T @ X",
}


def asked(client: TestClient, path: str = NETWORK, **fields: Any) -> dict[str, Any]:
    response = client.post(path, json=fields)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def test_a_network_is_written_counted_traced_and_read_back(client: TestClient) -> None:
    written = asked(client, **DEEP)
    assert written["title"] == "3-layer network, 2 hidden layers"
    assert written["deep"]
    assert written["parameter_sum"] == "3·2 + 3 + 2·3 + 2 + 2·2 + 2 = 23"
    assert (written["neurons"], written["weights"], written["biases"]) == (7, 16, 7)
    story = traced(client, written["program"])
    assert story["output"] == "loss"
    sizes = [len(story["gradients"][name]) for name in ("W1", "b1", "W2", "b2", "W3", "b3")]
    assert sizes == [2, 3, 3, 2, 2, 2]
    read = asked(client, f"{NETWORK}/read", text=written["program"])
    assert read["written"] == written
    assert read["change"] is None


def test_what_may_be_left_out_is_said(client: TestClient) -> None:
    written = asked(client)
    assert written["network"] == {
        "inputs": 2,
        "layers": [{"units": 4, "activation": "tanh"}],
        "outputs": 1,
        "head": "sigmoid",
        "convention": "X @ W.T",
        "bias": True,
        "samples": 4,
        "seed": 1,
    }


def test_a_change_by_hand_is_told(client: TestClient) -> None:
    program = asked(client)["program"].replace("tanh(Z1)", "tanh(Z1) + 1")
    read = asked(client, f"{NETWORK}/read", text=program)
    assert read["change"] == {"line": 7, "found": "A1 = tanh(Z1) + 1", "expected": "A1 = tanh(Z1)"}
    assert asked(client, f"{NETWORK}/read", text="x = 1; y = x")["written"] is None


def test_everything_that_can_be_chosen_is_told(client: TestClient) -> None:
    choices = asked(client, f"{NETWORK}/read", text="")["choices"]
    assert [head["name"] for head in choices["heads"]] == list(HEADS)
    assert [row["name"] for row in choices["conventions"]] == list(CONVENTIONS)
    assert choices["activations"] == list(ACTIVATIONS)
    largest = asked(
        client,
        inputs=choices["inputs"],
        layers=[{"units": choices["units"]}] * choices["layers"],
        outputs=choices["units"],
        samples=choices["samples"],
        seed=choices["seed"],
    )
    assert len(largest["program"]) < Settings().program_characters / 2


CONFIG, REQUEST = "invalid-config", "invalid-request"


@pytest.mark.parametrize(
    ("body", "slug", "pointer"),
    [
        ({"head": "crossentropy"}, CONFIG, "/head"),
        ({"layers": [{"units": 2}, {"units": 0}]}, CONFIG, "/layers/1/units"),
        ({"outputs": 1, "head": "softmax"}, CONFIG, "/outputs"),
        ({"inputs": "2"}, REQUEST, "/inputs"),
        ({"layer": 2}, REQUEST, "/layer"),
    ],
)
def test_what_cannot_be_chosen_is_a_problem(
    client: TestClient, body: dict[str, Any], slug: str, pointer: str
) -> None:
    told = problem(client.post(NETWORK, json=body), 422, slug)
    assert told["errors"][0]["pointer"] == pointer
    assert slug == REQUEST or told["hint"]
