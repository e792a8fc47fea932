"""``closed`` and ``opened`` of a request, and ``parts`` of the answer."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.asking import SVG, TRACE, problem, refused, traced

NEURONS = """\
def neuron(w, x, b): return sigmoid(w * x + b)
w = 2; x = 3; b = -5
h = neuron(w, x, b)
p = neuron(w, h, b)
"""


def opens(answer: dict[str, Any]) -> dict[str, bool]:
    return {part["key"]: part["open"] for part in answer["parts"]}


@pytest.mark.parametrize("mode", ["reverse", "forward"])
@pytest.mark.parametrize("closed", [[], ["neuron#1"], ["neuron#2"], ["neuron#1", "neuron#2"]])
@pytest.mark.parametrize("opened", [[], ["neuron#1/h"], ["neuron#2/p", "neuron#1/h"]])
def test_the_outside_stays_what_it_is(
    client: TestClient, mode: str, closed: list[str], opened: list[str]
) -> None:
    fields = {"mode": mode, **({"wrt": "w"} if mode == "forward" else {})}
    plain = traced(client, NEURONS, **fields)
    answer = traced(client, NEURONS, closed=closed, opened=opened, **fields)
    assert answer["detail"] == "gates"
    ends = [a["nodes"][a["outputs"][0]] for a in (plain, answer)]
    assert ends[1]["value"] == pytest.approx(ends[0]["value"], rel=1e-12)
    if mode == "reverse":
        assert answer["gradients"] == pytest.approx(plain["gradients"], rel=1e-9)
    else:
        assert ends[1]["tangent"] == pytest.approx(ends[0]["tangent"], rel=1e-9)


def test_a_closed_call_is_one_node_and_its_gates_are_no_parts(client: TestClient) -> None:
    answer = traced(client, NEURONS, closed=["neuron#1"])
    assert opens(answer) == {"neuron#1": False, "neuron#2": True, "neuron#2/p": False}
    closed = answer["parts"][0]
    block = answer["nodes"][closed["node"]]
    assert (block["op"], block["name"], block["group"]) == ("neuron", "h", [])
    assert block["source"]["line"] == 3


def test_new_numbers_are_told_by_the_same_structure(client: TestClient) -> None:
    for x in (1, 2):
        for fields in ({}, {"closed": ["neuron#1"]}, {"opened": ["neuron#1/h"]}):
            answer = traced(client, NEURONS, inputs={"x": x}, **fields)
            names = [node["op"] for node in answer["nodes"]]
            assert ("neuron" in names) == ("closed" in fields)
            assert ("exp" in names) == ("opened" in fields)


def test_pictures_are_closed_and_opened_alike(client: TestClient) -> None:
    whole = client.get(SVG, params={"program": NEURONS}).text
    query = {"program": NEURONS, "closed": ["neuron#1", "neuron#2"]}
    folded = client.get(SVG, params=query)
    assert folded.status_code == 200
    assert folded.text.count('class="cr-node"') == 5 < whole.count('class="cr-node"')
    posted = client.post(SVG, json={**query})
    assert posted.text == folded.text


def test_an_unknown_part_is_named_with_the_nearest(client: TestClient) -> None:
    body = refused(client, 422, "unknown-part", program=NEURONS, closed=["neurone#1"])
    assert body["detail"] == "the program has no call neurone#1"
    assert body["hint"] == "did you mean neuron#1?"


@pytest.mark.parametrize("wrong", ["neuron#1", [1], [["neuron#1"]], None])
def test_parts_are_lists_of_texts(client: TestClient, wrong: object) -> None:
    response = client.post(TRACE, json={"program": NEURONS, "closed": wrong})
    problem(response, 422, "invalid-request")
