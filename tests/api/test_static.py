import gzip

from starlette.testclient import TestClient


def test_a_file_is_kept_and_asked_about_by_its_etag(client: TestClient) -> None:
    first = client.get("/static/icon.svg")
    assert first.status_code == 200
    assert first.headers["cache-control"] == "no-cache"
    again = client.get("/static/icon.svg", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_a_file_of_a_version_never_changes(client: TestClient) -> None:
    assert "immutable" in client.get("/static/icon.svg?v=1").headers["cache-control"]


def test_nothing_outside_the_folder_is_served(client: TestClient) -> None:
    for path in (
        "/static/../app/main.py",
        "/static/..%2fapp%2fmain.py",
        "/static/%2e%2e/README.md",
    ):
        assert client.get(path).status_code == 404


def test_a_text_is_sent_compressed_as_small_as_it_gets(client: TestClient) -> None:
    plain = client.get("/static/js/graph.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    small = client.get("/static/js/graph.js", headers={"Accept-Encoding": "gzip"})
    assert small.content == plain.content  # the client has unpacked it
    assert small.headers["content-encoding"] == "gzip"
    assert small.headers["content-type"] == plain.headers["content-type"]
    assert small.headers["etag"] == plain.headers["etag"]
    assert "Accept-Encoding" in small.headers["vary"]
    assert int(small.headers["content-length"]) == len(gzip.compress(plain.content))
