import pytest
from starlette.testclient import TestClient

from app.examples import all_examples
from tests.api.asking import problem

CHAIN = "/api/v1/chain"
TRACE = "/api/v1/trace"
EXAMPLES = {example.id: example for example in all_examples()}


def test_a_chain_speaks_of_the_nodes_and_wires_of_the_trace(client: TestClient) -> None:
    program = EXAMPLES["one-hidden-layer"].program
    trace = client.post(TRACE, json={"program": program}).json()
    answer = client.post(CHAIN, json={"program": program, "of": "W1"}).json()
    for link in answer["links"]:
        edge = trace["edges"][link["edge"]]
        assert edge["target"] == link["node"]
    assert answer["links"][-1]["value"] == trace["gradients"]["W1"]
    assert answer["products"] == {"parameters": ["w2", "x", "W1"], "reused": 22, "anew": 54}


@pytest.mark.parametrize("detail", ["blocks", "gates", "elementary", "scalars"])
def test_the_chain_is_that_of_the_gates_at_every_detail(client: TestClient, detail: str) -> None:
    program = EXAMPLES["two-hidden-layers"].program
    trace = client.post(TRACE, json={"program": program, "detail": detail}).json()
    links = client.post(CHAIN, json={"program": program, "detail": detail}).json()["links"]
    assert len(links) == 8
    nodes, edges = ({link[name] for link in links} - {None} for name in ("node", "edge"))
    assert bool(nodes) == (detail != "scalars")
    assert nodes <= set(range(len(trace["nodes"])))
    assert edges <= set(range(len(trace["edges"])))


def test_names_seed_and_numbers_are_those_that_were_asked_with(client: TestClient) -> None:
    body = {"program": "W1 = 2; x1 = 3\nf = W1 * x1", "of": "W1", "names": "layers"}
    (link,) = client.post(CHAIN, json=body).json()["links"]
    assert (link["left"]["text"], link["product"]["text"]) == ("∂f/∂W[1]", "x[1]")
    other = {**body, "seed": 10, "inputs": {"x1": 4}}
    (link,) = client.post(CHAIN, json=other).json()["links"]
    assert (link["left"]["text"], link["value"]) == ("dW[1]", 40)


def test_a_seed_that_does_not_fit_and_a_name_without_a_gradient_are_problems(
    client: TestClient,
) -> None:
    body = {"program": "x = [1, 2]\nf = x * 2", "seed": [1, 2, 3]}
    problem(client.post(CHAIN, json=body), 422, "shape-mismatch")
    for asked, told in (
        ({"program": "x = 1\nf = x * 2", "of": "y"}, "no gradient flows back to y"),
        ({"program": "x = const(1)\nf = x * 2"}, "no gradient flows back"),
    ):
        answer = client.post(CHAIN, json=asked)
        assert problem(answer, 422, "invalid-option")["detail"] == told


def test_what_is_not_finite_is_written_as_a_text(client: TestClient) -> None:
    body = {"program": "p = 0; y = const(1)\nE = -y * log(p)"}
    assert client.post(CHAIN, json=body).json()["links"][-1]["norm"] == "Infinity"
