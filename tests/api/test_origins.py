"""What pages of other sites may read, and which may open a training stream."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient, WebSocketDenialResponse

from app.api.origins import is_foreign, readers
from app.main import create_app
from app.settings import Settings
from tests.api.asking import TRACE, problem

LIVE = "/api/v1/train/live"
COURSE = "https://course.example"
ADDRESSES = ["/api/v1/gates", "/static/js/graph.js", "/static/icon.svg", "/healthz", "/nothing"]


@pytest.fixture
def open_to_a_course() -> Iterator[TestClient]:
    settings = Settings(allowed_origins=f"{COURSE}, https://other.example/")
    with TestClient(create_app(settings)) as client:
        yield client


@pytest.mark.parametrize(
    ("setting", "origins"),
    [
        ("none", ["null"]),
        ("*", ["*"]),
        (
            "https://a.example https://b.example/",
            ["null", "https://a.example", "https://b.example"],
        ),
        (f"none,{COURSE}", ["null", COURSE]),
        ("null", ["null"]),
    ],
)
def test_the_setting_is_read(setting: str, origins: list[str]) -> None:
    assert readers(setting) == origins


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_site_that_is_named_may_read_api_and_files(
    open_to_a_course: TestClient, address: str
) -> None:
    for origin in (COURSE, "https://other.example", "null"):
        answer = open_to_a_course.get(address, headers={"Origin": origin})
        assert answer.headers["access-control-allow-origin"] == origin
    answer = open_to_a_course.get(address, headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in answer.headers


def test_a_site_that_is_named_may_post(open_to_a_course: TestClient) -> None:
    asked = {
        "Origin": COURSE,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    allowed = open_to_a_course.options(TRACE, headers=asked)
    assert allowed.status_code == 200
    assert "POST" in allowed.headers["access-control-allow-methods"]
    refused = open_to_a_course.options(TRACE, headers={**asked, "Origin": "https://evil.example"})
    assert refused.status_code == 400
    body = {"program": "x = 1; y = x"}
    answer = open_to_a_course.post(TRACE, json=body, headers={"Origin": COURSE})
    assert answer.headers["access-control-allow-origin"] == COURSE


def test_by_default_no_site_may_but_a_sandboxed_frame(client: TestClient) -> None:
    assert (
        "access-control-allow-origin"
        not in client.get("/api/v1/gates", headers={"Origin": COURSE}).headers
    )
    answer = client.get("/api/v1/gates", headers={"Origin": "null"})
    assert answer.headers["access-control-allow-origin"] == "null"
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    ("origin", "host", "setting", "foreign"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1:8000", "none", False),
        ("http://127.0.0.1:9000", "127.0.0.1:8000", "none", True),
        ("https://school.example", "school.example", "none", False),
        ("https://School.example", "school.example", "none", False),
        ("https://school.example", "school.example:443", "none", False),
        ("http://school.example", "school.example:443", "none", True),
        # nginx's $host leaves the port out.
        ("https://school.example:8443", "school.example", "none", False),
        ("http://[::1]:8000", "[::1]:8000", "none", False),
        ("https://evil.example", "school.example", "none", True),
        ("https://school.example.evil.example", "school.example", "none", True),
        ("https://school.example@evil.example", "school.example", "none", True),
        ("https://evil.example:99999", "evil.example", "none", True),
        ("https://school.example", "127.0.0.1:8000", "none", True),
        ("https://school.example", "127.0.0.1:8000", "https://school.example", False),
        ("https://evil.example", "127.0.0.1:8000", "https://school.example", True),
        ("https://evil.example", "127.0.0.1:8000", "*", False),
        ("null", "127.0.0.1:8000", "none", True),
        ("null", "127.0.0.1:8000", "https://school.example", True),
        ("null", "127.0.0.1:8000", "null", False),
        ("null", "127.0.0.1:8000", "*", False),
        ("", "", "none", False),
    ],
)
def test_a_stream_is_for_pages_of_its_own_site_and_those_that_are_named(
    origin: str, host: str, setting: str, foreign: bool
) -> None:
    scope = {"headers": [(b"host", host.encode())], "server": ("127.0.0.1", 8000)}
    assert is_foreign(origin, scope, setting) is foreign


@pytest.mark.parametrize("origin", [COURSE, "null"])
def test_a_page_that_may_not_open_a_stream_is_told_what_to_change(
    client: TestClient, origin: str
) -> None:
    headers = {"Origin": origin, "Host": "127.0.0.1:8000"}
    with (
        pytest.raises(WebSocketDenialResponse) as refused,
        client.websocket_connect(LIVE, headers=headers),
    ):
        pass
    asked = client.get(LIVE, params={"origin": origin}, headers={"Host": "127.0.0.1:8000"})
    for answer in (refused.value, asked):
        body = problem(answer, 403, "foreign-origin")
        assert "CHAINRULE_ALLOWED_ORIGINS" in body["hint"]
        assert origin in body["hint"]


def test_a_page_that_is_named_opens_a_stream(open_to_a_course: TestClient) -> None:
    with open_to_a_course.websocket_connect(LIVE, headers={"Origin": COURSE}) as stream:
        stream.send_json({"type": "nothing"})
        assert stream.receive_json()["type"] == "error"


def test_a_request_for_a_stream_that_lost_its_upgrade_is_told_so(client: TestClient) -> None:
    answer = client.get(LIVE, params={"origin": "http://testserver"})
    assert "Upgrade" in problem(answer, 426, "upgrade-required")["hint"]
