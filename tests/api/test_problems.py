import pytest
from starlette.testclient import TestClient

from app.api.kinds import KINDS
from app.main import create_app
from app.settings import Settings
from tests.api.asking import SVG, TRACE, XYZ, problem, refused


def test_a_program_error_says_where_and_what_to_try(client: TestClient) -> None:
    body = refused(client, 422, "unknown-name", program="x = 1\ny = x + zz\n")
    assert (body["line"], body["column"]) == (2, 8)
    assert (body["end_line"], body["end_column"]) == (2, 10)
    line, carets = body["snippet"].split("\n")
    assert line == "y = x + zz"
    assert carets == "        ^^"
    assert body["hint"]


def test_a_hint_that_is_certain_says_what_to_write_where(client: TestClient) -> None:
    body = refused(client, 422, "unknown-gate", program="x = 1\ny = 2 / tan(x)\n")
    assert (body["column"], body["end_column"]) == (8, 14)
    assert body["hint"] == "write (sin(x) / cos(x))"
    assert body["replacement"] == "(sin(x) / cos(x))"
    body = refused(client, 422, "unsupported", program="x = 1\nplt.show()\ny = 2 * x\n")
    assert body["replacement"] == ""
    assert "replacement" not in refused(client, 422, "unknown-name", program="y = 2 * x")


@pytest.mark.parametrize(
    ("slug", "fields"),
    [
        ("empty", {"program": ""}),
        ("empty", {"program": "# only a comment"}),
        ("syntax", {"program": "x = "}),
        ("syntax", {"program": "x = 1\x00"}),
        ("unknown-gate", {"program": "x = 1; y = sigmod(x)"}),
        ("shape-mismatch", {"program": "x = [1, 2]; y = x + [1, 2, 3]"}),
        ("unused-input", {"program": XYZ, "inputs": {"w": 1}}),
        ("unknown-output", {"program": XYZ, "output": "w"}),
        ("unknown-part", {"program": XYZ, "closed": ["neuron#1"]}),
        ("unknown-part", {"program": XYZ, "opened": ["q"]}),
        ("invalid-option", {"program": XYZ, "detail": "blocks", "closed": ["neuron#1"]}),
        ("bad-input", {"program": XYZ, "inputs": {"x": [[1, 2], [3]]}}),
        ("bad-input", {"program": XYZ, "inputs": {"x": "one"}}),
        ("bad-input", {"program": XYZ, "inputs": {"x": True}}),
        ("bad-input", {"program": XYZ, "inputs": {"x": None}}),
        ("bad-input", {"program": XYZ, "inputs": {"x": {}}}),
        ("bad-input", {"program": XYZ, "inputs": {"x": []}}),
        ("bad-input", {"program": XYZ, "seed": "one"}),
        ("too-large", {"program": "x = zeros(10**9)"}),
        ("shape-mismatch", {"program": XYZ, "seed": [1, 2]}),
        ("invalid-option", {"program": XYZ, "mode": "forward"}),
        ("invalid-option", {"program": XYZ, "mode": "forward", "wrt": "q"}),
        ("invalid-request", {}),
        ("invalid-request", {"program": 1}),
        ("invalid-request", {"program": XYZ, "inputs": [1]}),
        ("invalid-request", {"program": XYZ, "detail": "atoms"}),
        ("invalid-request", {"program": XYZ, "layout": "yes"}),
        ("invalid-request", {"program": XYZ, "nonsense": 1}),
    ],
)
def test_what_cannot_be_traced_is_a_problem_of_its_kind(
    client: TestClient, slug: str, fields: dict[str, object]
) -> None:
    refused(client, 422, slug, **fields)


def test_each_wrong_field_of_a_request_is_pointed_at(client: TestClient) -> None:
    body = refused(client, 422, "invalid-request", program=1, detail="atoms", **{"a/b~c": 1})
    pointers = {error["pointer"] for error in body["errors"]}
    assert pointers == {"/program", "/detail", "/a~1b~0c"}
    assert all(error["message"] for error in body["errors"])


def test_a_wrong_query_parameter_is_pointed_at(client: TestClient) -> None:
    body = problem(client.get(SVG, params={"program": XYZ, "step": "x"}), 422, "invalid-request")
    assert body["errors"][0]["pointer"] == "?step"


def test_there_is_nothing_at_an_unknown_address(client: TestClient) -> None:
    for path in ("/nope", "/api/v1/nope", "/api/v2/trace", TRACE + "/", "/static/nope.css"):
        problem(client.get(path), 404, "not-found")


def test_a_wrong_method_is_told_the_right_ones(client: TestClient) -> None:
    response = client.get(TRACE)
    problem(response, 405, "method-not-allowed")
    assert response.headers["allow"] == "POST"
    response = client.delete(SVG)
    problem(response, 405, "method-not-allowed")
    assert response.headers["allow"] == "GET, HEAD, POST"
    problem(client.post("/healthz"), 405, "method-not-allowed")
    problem(client.post("/static/icon.svg"), 405, "method-not-allowed")


def test_options_lists_the_methods(client: TestClient) -> None:
    response = client.options(SVG)
    assert response.status_code == 204
    assert response.headers["allow"] == "GET, HEAD, POST"


def test_head_is_get_without_the_body(client: TestClient) -> None:
    for path in ("/healthz", "/api/v1/gates", "/openapi.json", "/docs", "/static/icon.svg"):
        head, get = client.head(path), client.get(path)
        assert head.status_code == get.status_code == 200
        assert head.content == b""
        assert head.headers["content-type"] == get.headers["content-type"]
    response = client.head(TRACE)
    assert response.status_code == 405
    assert response.content == b""


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_that_is_not_called_json_is_refused(client: TestClient, content_type: str) -> None:
    headers = {"Content-Type": content_type}
    response = client.post(TRACE, content=b'{"program": "x = 1; y = x"}', headers=headers)
    assert problem(response, 415, "unsupported-media-type")["hint"]


def test_a_body_that_is_not_json_is_refused(client: TestClient) -> None:
    response = client.post(TRACE, content=b"{", headers={"Content-Type": "application/json"})
    problem(response, 422, "malformed-json")


def test_an_unforeseen_error_tells_nothing_of_the_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(Settings())

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secret of the inside")

    monkeypatch.setattr(app.state.services.structures, "find", fail)
    with TestClient(app, raise_server_exceptions=False) as client:
        response = client.post(TRACE, json={"program": XYZ})
    problem(response, 500, "internal-error")
    assert "secret" not in response.text


def test_an_error_at_a_gate_points_at_the_program(client: TestClient) -> None:
    program = "s = [1, 2, 3]; y = 0\nL = hinge(s, y)"
    assert client.post(TRACE, json={"program": program}).status_code == 200
    body = refused(client, 422, "wrong-arguments", program=program, inputs={"y": 7})
    assert body["line"] == 2
    assert "^" in body["snippet"]


@pytest.mark.parametrize("slug", KINDS)
def test_every_kind_of_problem_is_explained_at_its_address(client: TestClient, slug: str) -> None:
    told = client.get(f"/problems/{slug}").json()
    assert told["title"] == KINDS[slug].title
    page = client.get(f"/problems/{slug}", headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "<h1>" in page.text


def test_the_kinds_of_problems_are_listed(client: TestClient) -> None:
    assert len(client.get("/problems").json()) == len(KINDS)
    page = client.get("/problems", headers={"Accept": "text/html"}).text
    assert all(f'href="{kind.address[1:]}"' in page for kind in KINDS.values())
    problem(client.get("/problems/nope"), 404, "not-found")
