"""Whatever a client sends, the answer is an answer or a problem, and never a 500."""

import json
import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.api.asking import SVG, TRACE, XYZ

POSTS = (
    *(TRACE, SVG, "/api/v1/gradcheck", "/api/v1/code"),
    *("/api/v1/descend", "/api/v1/surface", "/api/v1/classify", "/api/v1/images"),
    *("/api/v1/network", "/api/v1/network/read"),
)
FEWER = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from([XYZ, "x", "f", "reverse", "forward", "scalars", "NaN", "-Infinity", 1e308])
)
JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=20,
)
FIELDS = st.sampled_from(
    [
        *("program", "inputs", "output", "seed", "mode", "wrt", "detail", "layout", "full"),
        *("step", "theme", "palette", "digits", "title", "h", "scheme"),
        *("parameters", "optimizer", "updates", "record_every", "tolerance", "axes", "grid"),
        *("data", "weights", "biases", "scores", "labels", "classes", "loss", "margin", "since"),
        *("set", "units", "activation", "strength", "watch"),
    ]
)
BODIES = JSON | st.dictionaries(FIELDS, JSON)
NEAR_BODIES = st.dictionaries(FIELDS, JSON, max_size=3).map(lambda body: {"program": XYZ} | body)
INPUTS = st.dictionaries(st.sampled_from("xyzq"), JSON, max_size=3)


def sent(client: TestClient, path: str, body: bytes, **headers: str) -> None:
    response = client.post(
        path, content=body, headers={"Content-Type": "application/json", **headers}
    )
    assert response.status_code in {200, 413, 415, 422}, response.text
    if response.status_code != 200:
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["detail"]
        assert "Traceback" not in response.text


@FEWER
@given(path=st.sampled_from(POSTS), body=BODIES | NEAR_BODIES)
def test_any_json(client: TestClient, path: str, body: Any) -> None:
    sent(client, path, json.dumps(body).encode())


@FEWER
@given(inputs=INPUTS, seed=JSON)
def test_any_numbers(client: TestClient, inputs: Any, seed: Any) -> None:
    sent(client, TRACE, json.dumps({"program": XYZ, "inputs": inputs, "seed": seed}).encode())


@FEWER
@given(path=st.sampled_from(POSTS), body=st.binary(max_size=200))
def test_any_bytes(client: TestClient, path: str, body: bytes) -> None:
    sent(client, path, body)


@FEWER
@given(program=st.text(max_size=60))
def test_any_text_as_a_program(client: TestClient, program: str) -> None:
    body = json.dumps({"program": program}, ensure_ascii=False).encode(errors="surrogatepass")
    sent(client, TRACE, body)


@FEWER
@given(params=st.dictionaries(FIELDS, st.text(max_size=12), max_size=4))
def test_any_query(client: TestClient, params: dict[str, str]) -> None:
    encoded = {name: text.encode(errors="replace").decode() for name, text in params.items()}
    assert client.get(SVG, params={"program": XYZ} | encoded).status_code in {200, 422}


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"null",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"program": ' + b"[" * 100_000,
        b"1e999",
        b'{"program": "x = 1; y = x", "seed": 1e999}',
        b'{"program": "x = 1; y = x", "inputs": {"x": 1e999}}',
        b'{"program": "x = 1; y = x", "inputs": {"x": ' + b"9" * 400 + b"}}",
        b'{"program": "x = 1; y = x", "inputs": {"x": ' + b"9" * 10_000 + b"}}",
        b'{"program": "x = 1; y = x", "inputs": {"x": -1' + b"0" * 308 + b"}}",
        b'{"program": "x = 1; y = x", "inputs": {"x": NaN}}',
        b'{"program": "x = 1; y = x", "inputs": {"x": Infinity}}',
        b'{"program": "x = 1; y = x", "program": "x = 2; y = x * 3"}',
        b'{"program": "x = 1; y = x", "inputs": {"x": 1, "x": 2}}',
        b'{"program": "\\ud800"}',
        b'{"program": "\\u0000"}',
        b'{"program": "x = 1; y = x", "output": "\\ud83d\\ude00"}',
        b'{"program": "\xff\xfe"}',
        b'{"program": "x = 1\\ny = x", "inputs": {"": 1}}',
        b'{"program": "x = 1\\ny = x", "inputs": {"x": [[[[[[]]]]]]}}',
        b'{"program": "x = 1\\ny = x", "inputs": {"x": ' + b"[" * 150 + b"1" + b"]" * 150 + b"}}",
        b'{"program": "x = 1\\ny = x", "step": 99999999999999999999999}',
        b'{"program": "x = 1\\ny = x", "digits": 1000000}',
    ],
    ids=range(25),
)
def test_hostile_bodies(client: TestClient, path: str, body: bytes) -> None:
    sent(client, path, body)


@pytest.mark.parametrize(
    "program",
    [
        "-" * 19_000 + "1",
        "(" * 9_000 + "1" + ")" * 9_000,
        "x = 1; y = x ** 9 ** 9 ** 9",
        "x = zeros(10**9)",
        "x = zeros(1000, 1000); y = x @ x; " * 50,
        "__import__('os').system('true')",
        "().__class__.__bases__",
        "f(1)(2)",
        "[x for x in y]",
        "f'{x}'",
        "(x := 1)",
        "lambda: 0",
        "x = ١٢; y = x",
        "x = 1\x00; y = x",
        "",
        "\n\n#\n",
        "import os",
        "while 1: pass",
        "def f(x): return f(x)\ny = f(1)",
        "x = 1" + "; x = x + x" * 1_500,
        "x = " + "9" * 15_000 + "; y = x",
        "x = 1e999; y = x * 0",
        "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    ],
    ids=range(23),
)
@pytest.mark.parametrize("detail", ["gates", "scalars"])
def test_hostile_programs(client: TestClient, program: str, detail: str) -> None:
    sent(client, TRACE, json.dumps({"program": program, "detail": detail}).encode())


@pytest.mark.parametrize("number", [0.0, -0.0, 5e-324, 1e308, math.pi])
def test_finite_numbers_come_back_unchanged(client: TestClient, number: float) -> None:
    response = client.post(TRACE, json={"program": "y = x", "inputs": {"x": number}})
    assert response.json()["nodes"][0]["value"] == number


@pytest.mark.parametrize(
    "header",
    [
        {"Content-Type": "application/json; charset=\x7f"},
        {"Content-Type": "application/json;" * 100},
        {"Accept": "nonsense"},
        {"Accept-Encoding": "gzip;q=x"},
        {"Host": "a b"},
        {"Host": ""},
        {"X-Forwarded-For": "x" * 1000},
        {"If-None-Match": "x"},
        {"Range": "bytes=9-1"},
    ],
    ids=range(9),
)
@pytest.mark.parametrize("path", [TRACE, "/static/icon.svg", "/nope", "/healthz"])
def test_hostile_headers(client: TestClient, path: str, header: dict[str, str]) -> None:
    for method in ("GET", "POST", "HEAD", "OPTIONS", "DELETE", "PATCH", "NONSENSE"):
        headers = {"Content-Type": "application/json", **header}
        response = client.request(method, path, content=b"{}", headers=headers)
        assert response.status_code < 500


@pytest.mark.parametrize(
    "path", ["/" + "a" * 60_000, "/%00", "/%ff", "/%2e%2e", "/é", "/a//b", "/?"]
)
def test_hostile_paths(client: TestClient, path: str) -> None:
    for method in ("GET", "POST", "HEAD", "OPTIONS"):
        assert client.request(method, path).status_code < 500
