import re
from html.parser import HTMLParser
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.api.asking import SVG, TRACE

ADDRESSES = [
    "/", "/boundary", "/gates", "/docs", "/docs/assets/swagger-ui-bundle.js", "/openapi.json",
    "/problems", "/problems/not-found", "/static/icon.svg", "/static/js/graph.js",
    "/static/css/base.css", "/picture.css", "/healthz", "/api/v1/gates", "/api/v1/examples/xyz",
    f"{SVG}?program=x%3D1%3By%3Dx*x", f"{SVG}?program=", TRACE, "/nothing", "/%00",
]  # fmt: skip
AWKWARD = ["<", ">", '"', "'", "&", "</script>", "<img src=x onerror=alert(1)>", "]]>", "-->", "\\"]
TEXTS = st.lists(
    st.sampled_from(
        [*AWKWARD, "\u202e", "\u2066", "\x00", "\ufffe", "x", "é", "=", "#", "\n", " "]
    ),
    min_size=1,
    max_size=12,
).map("".join)
SOME = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_every_answer_says_what_it_may_load_and_what_it_is(
    client: TestClient, address: str, accept: str
) -> None:
    for method in ("GET", "HEAD", "POST", "OPTIONS"):
        headers = client.request(method, address, headers={"Accept": accept}).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        policy = headers["content-security-policy"]
        assert policy.startswith(("default-src 'none'", "default-src 'self'"))
        scripts = re.search(r"script-src ([^;]*)", policy)
        assert scripts is None or "'unsafe" not in scripts[1]


def test_a_picture_cannot_run_a_script(client: TestClient) -> None:
    policy = client.get(SVG, params={"program": "x = 1; y = x"}).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy


class Tags(HTMLParser):
    """Collects the tags of a page, and what would run as a script in it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = [name for name, _ in attrs if name.startswith("on")]
        self.tags.append(" ".join([tag, *named]))


def tags_of(page: str) -> list[str]:
    tags = Tags()
    tags.feed(page)
    return tags.tags


@SOME
@given(text=TEXTS)
def test_what_is_typed_never_becomes_markup_of_a_page(client: TestClient, text: str) -> None:
    harmless = set(tags_of(client.get("/", params={"program": "x = 1 +"}).text))
    harmless |= set(tags_of(client.get("/").text))
    for params in ({"program": f"x = {text}"}, {"program": f"# {text}\nx = 1; y = x * x"}):
        assert set(tags_of(client.get("/", params=params).text)) <= harmless
    lab = set(tags_of(client.get("/boundary").text))
    assert set(tags_of(client.get("/boundary", params={"preset": text}).text)) <= lab
    home = set(tags_of(client.get("/").text))
    for name in ("example", "detail"):
        assert set(tags_of(client.get("/", params={name: text}).text)) <= home | harmless


def test_what_an_address_or_a_header_says_never_becomes_markup_of_any_page(
    client: TestClient,
) -> None:
    printable = "".join(AWKWARD)
    text = f"{printable}\u202e\u2066\n"
    for page in ("/", "/boundary", "/gates", "/docs", "/problems"):
        headers = {"Accept": "text/html", "Host": printable, "X-Forwarded-Prefix": printable}
        asked = client.get(page, params={"preset": text, "q": text}, headers=headers)
        plain = client.get(page, headers={"Accept": "text/html"})
        assert tags_of(asked.text) == tags_of(plain.text)
    for page in ("/problems/", "/static/", "/api/v1/examples/", "/"):
        answer = client.get(page + quote(text, safe=""), headers={"Accept": "text/html"})
        assert not answer.headers["content-type"].startswith("text/html")


@SOME
@given(text=TEXTS)
def test_what_is_typed_never_becomes_markup_of_a_picture(client: TestClient, text: str) -> None:
    answer = client.post(SVG, json={"program": "x = 1; y = x * x", "title": text})
    assert answer.status_code in {200, 422}
    if answer.status_code == 200:
        plain = client.post(SVG, json={"program": "x = 1; y = x * x", "title": "plain"})
        assert elements_of(answer.text) == elements_of(plain.text)


def elements_of(svg: str) -> list[str]:
    return [element.tag for element in ElementTree.fromstring(svg).iter()]
