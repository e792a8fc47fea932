"""No route writes more than 20 MB, nor more than 100 KB of an error, whatever it is asked."""

import json
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.api.asking import TRACE, problem

MOST = 20_000_000
MOST_OF_AN_ERROR = 100_000
UNHURRIED = Settings(compute_seconds=60)
"""What is looked for are large answers, not slow ones."""

NAME = "x" * 100
MANY = f"def f(a): return max({','.join('a' * 250)})\n{NAME} = 1\n" + f"y = f({NAME})\n" * 20
DEEP = "def f(x): return " + "sin(" * 40 + "x" + ")" * 40
STORY = f"{DEEP}\ndef g(x): return f(f(f(f(f(x)))))\n{NAME} = 1\ny = g(g({NAME}))"
LISTED = "x = randn(500, 500)\ny = x * 2"
GRIDS = "x = randn(64, 64)\n" + "x = tanh(x)\n" * 40
LARGEST: dict[str, list[dict[str, Any]]] = {
    "/api/v1/trace": [
        {"program": MANY},
        {"program": STORY, "detail": "gates"},
        {"program": LISTED, "full": True},
        {"program": "x = randn(200, 249)\ny = sum(x)", "full": True, "layout": False},
        {"program": "X = randn(16, 16)\nY = X @ X", "detail": "scalars", "layout": False},
    ],
    "/api/v1/numbers": [
        {"program": MANY},
        {"program": STORY, "detail": "gates"},
        {"program": "X = randn(16, 16)\nY = X @ X", "detail": "scalars"},
    ],
    "/api/v1/block": [
        {"program": MANY, "nodes": list(range(1, 4_000))},
        {"program": STORY, "nodes": [1, 200]},
    ],
    "/api/v1/ungroup": [{"program": MANY, "key": "f#1"}, {"program": STORY, "key": "g#1"}],
    "/api/v1/card": [
        {"program": f"{NAME} = randn(100, 3)\ny = relu({NAME})", "node": 1},
        {"program": f"{NAME} = randn(60, 1)\ny = bce_with_logits({NAME}, ones(60, 1))", "node": 2},
        {"program": STORY, "node": 100},
    ],
    "/api/v1/derivation": [
        {"program": f"{NAME} = 1; y = sigmoid({NAME})", "node": 1},
        {"program": STORY, "node": 100},
    ],
    "/api/v1/scalars": [
        {
            "program": f"{NAME} = randn(12, 24)\nx = randn(24)\ny = tanh({NAME} @ x)",
            "node": 3,
            "elements": list(range(12)),
        },
        {"program": STORY, "node": 100, "elements": [0]},
    ],
    "/api/v1/jacobian": [
        {"program": "x = randn(128) / 3\ny = softmax(x)", "node": 2},
        {"program": "x = randn(200, 249)\ny = tanh(x)", "node": 1},
        {"program": STORY, "node": 100},
    ],
    "/api/v1/counts": [
        {"program": MANY},
        {"program": STORY},
        {"program": "".join(f"x{k} = shape({10**k}, {10**k})\n" for k in range(8)) + "y = sum(x7)"},
    ],
    "/api/v1/model": [
        {"text": "Sequential(\n" + "  (0): ReLU()\n" * 1_200 + ")"},
        {"text": "S(\n" + f"  ({NAME[:90]}): {NAME[:90]}(in_features=1)\n" * 1_500 + ")"},
        {"text": "S(\n(a): Linear(3, 3)\n" + f"(b): {NAME[:90]}({'1,' * 400})\n" * 90 + ")"},
    ],
    "/api/v1/palette/insert": [
        {"program": MANY, "kind": "gate", "name": "tanh"},
        {"program": "x = randn(500, 500)", "kind": "gate", "name": "softmax_cross_entropy"},
        {
            "program": f"def f({', '.join('abcdefghij')}): return a\nx = 1",
            "kind": "function",
            "name": "f",
        },
        {"program": "x = 1", "kind": "block", "name": NAME},
    ],
    "/api/v1/chain": [
        {"program": STORY},
        {"program": "x = randn(64, 64)\ny = sum(x * x)"},
        {"program": f"{NAME} = 1; y = sigmoid({NAME})"},
    ],
    "/api/v1/backward": [
        {"program": f"{NAME} = 2; y = {NAME} * 3", "lines": f"d{NAME} = dy\n" * 300},
        {"program": "x = randn(64, 64)\ny = sum(x)", "lines": "dx = x\n" * 20},
    ],
    "/api/v1/exercise": [
        {"program": f"{NAME} = 2; y = {NAME} * 3", "kind": kind}
        for kind in ("predict", "place", "mistake", "derive")
    ],
    "/api/v1/exercise/marks": [
        {
            "program": f"{NAME} = 2; y = {NAME} * 3",
            "kind": "backward",
            "answers": {"lines": f"d{NAME} = dy\n" * 100},
        },
        {"program": STORY, "kind": "predict", "answers": {"y": "1"}},
    ],
    "/api/v1/grade": [
        {
            "program": f"{NAME} = 2; y = {NAME} * 3",
            "answers": [{"name": "n" * 200, "answer": f"d{NAME} = -y\n" * 180}] * 100,
        },
        {"program": f"{NAME} = 2; y = {NAME} * 3", "answer": f"d{NAME} = dy\n" * 180},
        {"program": "x = 1; y = x", "answers": [{"answers": {"k" * 15_000: "a"}}] * 100},
    ],
    "/api/v1/blanks": [
        {
            "listing": "two-layer-softmax-sigmoid",
            "stage": 2,
            "answers": {f"2.{name}": "probs" for name in ("dscores", "dh1", "dW2", "db2")},
        },
        {"listing": "staged-svm", "stage": 2},
    ],
    "/api/v1/code": [
        {"program": MANY},
        {"program": STORY, "detail": "gates"},
        {"program": f"x = randn(100, 180)\ny = x * 2\n{NAME}=2\nz = y * {NAME}"},
    ],
    "/api/v1/gradcheck": [{"program": "x = randn(64, 64)\ny = sum(x)"}],
    "/api/v1/descend": [
        {"program": "W = randn(15, 15)\nL = sum(W * W)", "updates": 1_000, "record_every": 1},
        {"program": STORY.replace("y = ", "L = ")},
        {
            "program": "w = 1/3; X = randn(40, 40)\ns = X * w\nL = mean(s*s)",
            "parameters": ["w"],
            "updates": 500,
            "record_every": 1,
            "watch": ["s"],
        },
    ],
    "/api/v1/surface": [
        {
            "program": "a = 1/3; b = 1/7\nL = a*b",
            "axes": [{"name": "a"}, {"name": "b"}],
            "grid": 200,
        }
    ],
    "/api/v1/classify": [
        {
            "data": [[1 / 3, -1 / 7, 1e-200 / 3]] * 100,
            "labels": [k % 9 for k in range(100)],
            "weights": [[1 / 7, -1 / 3, 1 / 9]] * 9,
            "biases": [1 / 3] * 9,
            "updates": 300,
            "optimizer": {"learning_rate": 1 / 3},
        }
    ],
    "/api/v1/images": [{"units": 8, "strength": 1 / 3}],
    "/api/v1/network": [
        {
            "inputs": 4_096,
            "layers": [{"units": 1_000, "activation": "leaky_relu"}] * 12,
            "outputs": 1_000,
            "head": "softmax",
            "samples": 512,
        },
        {"layers": [{"units": 1, "activation": "a" * 10_000}] * 100},
    ],
    "/api/v1/network/read": [{"text": f"{NAME} = 1\n" * 190}, {"text": "y = 1\n" * 300_000}],
    "/api/v1/graph.svg": [
        {"program": STORY, "detail": "gates", "title": "t" * 1_000_000},
        {"program": MANY, "digits": 6},
    ],
    "/api/v1/film.svg": [{"program": MANY}, {"program": GRIDS, "by": "wire"}],
    "/api/v1/graph.pdf": [{"program": MANY}, {"program": GRIDS}],
    "/api/v1/graph.tex": [{"program": STORY, "detail": "gates"}, {"program": GRIDS}],
    "/api/v1/datasets/read": [
        {"text": "x,y,label\n" + "-123456.789012345,-1.2345678901234e-200,4\n" * 5_000},
        {"text": f"{','.join('c' * 100)}\n" + "1,2,3\n1,b,3\n" * 100},
    ],
    "/api/v1/train": [
        {
            "config": {
                "dataset": {"name": "blobs", "samples": 5_000, "classes": 5},
                "layers": [{"units": 64, "activation": "maxout"}] * 4,
            },
            "updates": 1,
            "grid": {"size": 200},
        },
        {
            "config": {"dataset": {"name": "blobs", "samples": 50, "classes": 5}},
            "updates": Settings().train_records - 1,
            "record_every": 1,
            "grid": {"size": 200},
        },
    ],
}
"""Of every route that is posted to: the bodies that make its longest answers."""


@pytest.fixture(scope="module")
def patient() -> Any:
    with TestClient(create_app(UNHURRIED), raise_server_exceptions=False) as client:
        yield client


def is_bounded(answer: Response) -> None:
    assert answer.status_code < 500, answer.text[:1_000]
    assert len(answer.content) <= (MOST if answer.status_code < 400 else MOST_OF_AN_ERROR)


def test_the_largest_of_every_route_is_asked(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {path for path, methods in paths.items() if "post" in methods} == set(LARGEST)


@pytest.mark.parametrize(
    ("path", "body"), [(path, body) for path, bodies in LARGEST.items() for body in bodies]
)
def test_no_answer_is_larger_than_its_bound(
    patient: TestClient, path: str, body: dict[str, Any]
) -> None:
    is_bounded(patient.post(path, json=body))


def test_no_page_and_no_list_is_larger_than_its_bound(patient: TestClient) -> None:
    described = patient.get("/openapi.json").json()["paths"]
    listed = [path for path, methods in described.items() if "get" in methods]
    for path in [*listed, "/", "/gates", "/boundary", "/docs", "/problems", "/picture.css"]:
        is_bounded(patient.get(path.replace("{id}", "xyz"), params={"program": STORY}))


@pytest.mark.parametrize("path", LARGEST)
@pytest.mark.parametrize(
    "body",
    [
        {"\U0001d535" * 400_000: 1},
        {f"{k}{'x' * 18_000}": 1 for k in range(99)},
        {"inputs": {"x" * 1_900_000: [[1], 2]}},
        {"program": "x = 1; y = x", "inputs": {f"{k}{'x' * 18_000}": "a" for k in range(99)}},
        {"program": "\U0001d535" * 19_000 + " = ="},
        {"program": "x = 1; y = foo(" + "x" * 19_000 + ")"},
        {"program": "x = 1; y = x", "output": "y" * 1_900_000, "detail": "z" * 10_000},
        {"config": {"dataset": {"name": "\U0001d535" * 400_000}}},
        {"config": {"\U0001d535" * 400_000: 1}},
        {"config": {"dataset": {"name": "curve", "function": "y" * 1_900_000}}},
    ],
    ids=range(10),
)
def test_no_error_is_larger_than_its_bound(
    client: TestClient, path: str, body: dict[str, Any]
) -> None:
    text = json.dumps(body, ensure_ascii=False).encode()
    answer = client.post(path, content=text, headers={"Content-Type": "application/json"})
    assert answer.status_code >= 400
    is_bounded(answer)


def test_an_answer_past_the_bound_is_a_problem_that_says_what_to_do() -> None:
    with TestClient(create_app(Settings(answer_bytes=100_000))) as client:
        program = "x = 1\n" + "x = sin(x)\n" * 300
        body = problem(client.post(TRACE, json={"program": program}), 422, "too-large")
        assert "100,000" in body["detail"]
        assert body["hint"]
        assert client.get("/static/css/graph.css").status_code == 200


def test_a_full_answer_is_refused_before_it_is_made(client: TestClient) -> None:
    body = {"program": "x = randn(1000, 1000)\ny = x * 2", "full": True, "layout": False}
    told = problem(client.post(TRACE, json=body), 422, "too-large")
    assert "without full" in told["hint"]


def test_a_large_answer_is_sent_in_pieces_and_arrives_whole(client: TestClient) -> None:
    body = {"program": "x = randn(100, 200)\ny = x * 2", "full": True}
    for coding in ("gzip", "identity"):
        answer = client.post(TRACE, json=body, headers={"Accept-Encoding": coding})
        assert len(answer.content) > 600_000
        assert answer.json()["nodes"]


def test_a_name_is_no_longer_than_a_line_can_repeat(client: TestClient) -> None:
    told = problem(client.post(TRACE, json={"program": f"x{NAME} = 1; y = 2"}), 422, "syntax")
    assert (told["column"], told["end_column"]) == (0, 101)
    assert client.post(TRACE, json={"program": f"{NAME} = 1; y = {NAME} * 2"}).status_code == 200
