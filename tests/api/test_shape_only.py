"""Programs whose leaves are shapes: what is told of them; no route fails for want of numbers."""

import tracemalloc
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.asking import problem
from tests.api.test_largest_answers import LARGEST

PROGRAM = """\
X = const(shape(60000, 784)); Y = const(shape(60000, 10))
W = shape(784, 10); b = zeros(10)
k = 2; m = k * 3
L = softmax_cross_entropy(X @ W + b, Y) * m
"""
MIXED = "X = shape(60000, 784)\nZ = X * 2\na = 2\nb = a * 3\nL = b * b\n"
MOST_BYTES = 20_000_000
"""The shape of the program's data as an array of numbers would have 376 MB."""
TELLING = {
    *("/api/v1/trace", "/api/v1/numbers", "/api/v1/counts", "/api/v1/jacobian", "/api/v1/card"),
    *("/api/v1/derivation", "/api/v1/film.svg", "/api/v1/graph.svg", "/api/v1/graph.pdf"),
    *("/api/v1/graph.tex", "/api/v1/block", "/api/v1/ungroup", "/api/v1/palette/insert"),
}
"""Routes that tell of shapes as well as of numbers."""
ROUTES = {path: asks[0] for path, asks in LARGEST.items() if "program" in asks[0]}
GIVEN: dict[str, dict[str, Any]] = {
    "/api/v1/surface": {"axes": [{"name": "k"}]},
    "/api/v1/grade": {"answers": [{"name": "n", "answer": "da = 1"}]},
    "/api/v1/block": {"nodes": [7, 8]},
    "/api/v1/ungroup": {"key": "f#1"},
    "/api/v1/card": {"node": 8},
    "/api/v1/jacobian": {"node": 8},
    "/api/v1/derivation": {"node": 8},
    "/api/v1/graph.svg": {"title": "T"},
    "/api/v1/trace": {},
}


def ask(path: str, program: str) -> dict[str, Any]:
    left = {name: value for name, value in ROUTES[path].items() if name != "full"}
    return {**left, **GIVEN.get(path, {}), "program": program}


@pytest.mark.parametrize("path", ROUTES)
def test_a_route_tells_of_shapes_or_says_that_there_are_no_numbers(
    client: TestClient, path: str
) -> None:
    answer = client.post(path, json=ask(path, PROGRAM))
    if path in TELLING and path != "/api/v1/ungroup":
        assert answer.status_code == 200, answer.text
        assert "NaN" not in answer.text
        return
    if path == "/api/v1/ungroup":
        return
    if path == "/api/v1/exercise":
        problem(answer, 422, "no-exercise")
        return
    told = problem(answer, 422, "no-numbers")
    assert told["line"] == 1
    assert told["detail"].startswith("X has the shape (60000×784) and no numbers")
    assert "randn(60000, 784)" in told["hint"]


@pytest.mark.parametrize("path", ROUTES)
def test_what_does_not_depend_on_a_shape_has_numbers(client: TestClient, path: str) -> None:
    body = ask(path, MIXED)
    body |= {"axes": [{"name": "a"}]} if "axes" in body else {}
    body |= {"node": 4} if "node" in body else {}
    body |= {"nodes": [3, 4]} if "nodes" in body else {}
    tracemalloc.start()
    answer = client.post(path, json=body)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MOST_BYTES
    assert answer.status_code in (200, 422), answer.text
    if answer.status_code == 422:
        kind = answer.json()["type"].removeprefix("/problems/")
        known = ("no-numbers", "no-exercise", "unknown-part", "invalid-option")
        assert kind in known, answer.text


def test_its_shapes_can_be_asked_about(client: TestClient) -> None:
    body = {"program": PROGRAM, "kind": "shapes"}
    asked = client.post("/api/v1/exercise", json=body).json()
    assert {"X", "dW", "L"} <= {question["key"] for question in asked["questions"]}
    answers = {"X": "60000 x 784", "dW": "(784, 10)", "L": "(1,)"}
    marks = client.post("/api/v1/exercise/marks", json={**body, "answers": answers}).json()["marks"]
    said = {mark["key"]: mark["status"] for mark in marks}
    assert [said[key] for key in answers] == ["right", "right", "wrong"]


def test_a_trace_has_null_for_a_value_and_a_shape_for_a_gradient(client: TestClient) -> None:
    told = client.post("/api/v1/trace", json={"program": PROGRAM}).json()
    nodes = {node["name"]: node for node in told["nodes"] if node["name"]}
    assert (nodes["X"]["value"], nodes["X"]["shape"]) == (None, [60000, 784])
    assert (nodes["L"]["value"], nodes["L"]["shape"]) == (None, [])
    assert nodes["m"]["value"] == 6.0
    assert nodes["W"]["gradient"] == {"shape_only": True, "shape": [784, 10]}
    assert told["gradients"]["k"] == {"shape_only": True, "shape": []}
    assert {edge["contribution"] is None for edge in told["edges"]} == {True, False}
    assert all(
        edge["local"] is None for edge in told["edges"] if edge["target"] == nodes["L"]["id"]
    )
    picture = client.post("/api/v1/graph.svg", json={"program": PROGRAM}).text
    assert "60000×784" in picture
    assert "◂ 784×10" in picture


def test_numbers_may_take_the_place_of_a_shape_that_is_known(client: TestClient) -> None:
    body = {"program": "x = shape(2)\ny = sum(x * x)", "layout": False}
    for _ in range(2):
        assert client.post("/api/v1/trace", json=body).json()["nodes"][-1]["value"] is None
        given = {**body, "inputs": {"x": [3, 4]}}
        assert client.post("/api/v1/trace", json=given).json()["nodes"][-1]["value"] == 25.0
