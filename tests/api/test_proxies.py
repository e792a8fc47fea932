"""Behind a proxy: who asked, of which site, and where the app stands on it."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from fastapi import Request
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from app.api.proxies import client_of
from app.main import create_app
from app.settings import Settings
from tests.api.asking import TRACE, problem

PROXY = "10.0.0.7"
PAGES = ["/", "/?program=x%3D1", "/boundary", "/gates", "/docs", "/problems", "/problems/not-found"]


def behind(peer: str = PROXY, trusted_proxies: str = "unknown", root_path: str = "/") -> TestClient:
    app = create_app(Settings(trusted_proxies=trusted_proxies, root_path=root_path))

    @app.get("/who")
    async def who(request: Request) -> dict[str, str | None]:
        return {"client": client_of(request.scope), "base": str(request.base_url)}

    async def connected(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, "client": (peer, 5000)}, receive, send)

    return TestClient(connected, raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded", "client"),
    [
        ("unknown", "203.0.113.9", "", "203.0.113.9"),
        ("unknown", PROXY, "203.0.113.9", None),
        ("none", PROXY, "203.0.113.9", PROXY),
        ("10.0.0.7", PROXY, "203.0.113.9", "203.0.113.9"),
        ("10.0.0.0/8, ::1", PROXY, "203.0.113.9", "203.0.113.9"),
        ("10.0.0.0/8", PROXY, "", PROXY),
        ("10.0.0.0/8", "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        # What a client invents stands before what the proxies add.
        ("10.0.0.0/8", PROXY, "1.2.3.4, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.0/8", PROXY, "1.2.3.4, 203.0.113.9, 10.0.0.8", "203.0.113.9"),
        ("10.0.0.0/8", PROXY, "10.9.9.9, 10.0.0.8", "10.9.9.9"),
        ("10.0.0.0/8", PROXY, "203.0.113.9:4711", "203.0.113.9"),
        ("10.0.0.0/8", PROXY, "[2001:db8::1]:4711", "2001:db8::1"),
        ("10.0.0.0/8", PROXY, "2001:db8::1", "2001:db8::1"),
        ("::1", "::1", "203.0.113.9", "203.0.113.9"),
    ],
)
def test_the_client_is_who_the_trusted_proxies_say(
    trusted: str, peer: str, forwarded: str, client: str | None
) -> None:
    with behind(peer, trusted_proxies=trusted) as asking:
        headers = {"X-Forwarded-For": forwarded} if forwarded else {}
        assert asking.get("/who", headers=headers).json()["client"] == client


SAID = {
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "school.example:8443",
    "X-Forwarded-Prefix": "/chainrule",
}


def base(asking: TestClient, headers: Mapping[str, str]) -> str:
    found: str = asking.get("/who", headers=headers).json()["base"]
    return found


def test_site_and_prefix_are_what_a_trusted_proxy_says_and_nobody_else() -> None:
    with behind(trusted_proxies=PROXY) as asking:
        assert base(asking, SAID) == "https://school.example:8443/chainrule/"
        for name, value in [
            ("X-Forwarded-Proto", "javascript"),
            ("X-Forwarded-Host", "a b"),
            ("X-Forwarded-Host", "evil.example/path"),
            ("X-Forwarded-Prefix", "//evil.example"),
            ("X-Forwarded-Prefix", '/a"b'),
        ]:
            assert base(asking, {name: value}) == "http://testserver/"
    for trusted in ("unknown", "none", "10.0.0.8"):
        with behind(trusted_proxies=trusted) as asking:
            assert base(asking, SAID) == "http://testserver/"


def test_a_stream_is_opened_where_a_trusted_proxy_names_the_site() -> None:
    headers = {"Origin": "https://school.example:8443", **SAID}
    with (
        behind(trusted_proxies=PROXY) as asking,
        asking.websocket_connect("/api/v1/train/live", headers=headers) as stream,
    ):
        stream.send_json({"type": "nothing"})
        told = stream.receive_json()["problem"]
    assert told["type"] == "/chainrule/problems/invalid-message"
    assert told["instance"] == "/chainrule/api/v1/train/live"


class Links(HTMLParser):
    """Collects every address that a page names."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {"href", "src", "action", "srcset", "poster", "formaction", "data"}
        self.found += [value or "" for name, value in attrs if name in named]
        if tag == "meta" and ("property", "og:image") in attrs:
            self.found += [value or "" for name, value in attrs if name == "content"]

    def handle_data(self, data: str) -> None:
        """Read the addresses in an import map, and in the script of the documentation."""
        if self.lasttag == "script":
            quoted = re.findall(r"""["']((?:/|\./|\w+/|openapi)[^"'\s]*\.\w+[^"'\s]*)["']""", data)
            self.found += quoted


def links_of(page: str) -> list[str]:
    links = Links()
    links.feed(page)
    return links.found


@pytest.mark.parametrize("stripped", [True, False], ids=["stripped", "whole"])
@pytest.mark.parametrize("told", ["by the setting", "by the proxy"])
def test_every_link_of_every_page_stays_below_the_prefix(stripped: bool, told: str) -> None:
    root = "/at/school"
    setting = {"root_path": f"{root}/"} if told == "by the setting" else {"trusted_proxies": PROXY}
    headers = {} if told == "by the setting" else {"X-Forwarded-Prefix": root}
    asked, checked = set[str](), 0
    with behind(**setting) as asking:
        for page in PAGES:
            answer = asking.get(
                page if stripped else root + page, headers={"Accept": "text/html", **headers}
            )
            assert answer.headers["content-type"].startswith("text/html")
            for link in links_of(answer.text):
                url = urlsplit(urljoin(f"http://testserver{root}{page}", link))
                if url.netloc != "testserver":
                    assert url.scheme == "data", link
                    continue
                assert url.path.startswith(f"{root}/"), f"{link} on {page}"
                checked += 1
                asked.add(url.path)
        assert checked > 100
        for path in sorted(asked):
            found = asking.get(path.removeprefix(root) if stripped else path, headers=headers)
            assert found.status_code == 200, path


def test_problems_the_description_and_the_way_to_the_front_know_the_prefix() -> None:
    root = "/chainrule"
    with behind(root_path=root) as asking:
        body = asking.post(TRACE, json={"program": "y ="}).json()
        assert body["type"] == "/chainrule/problems/syntax"
        assert body["instance"] == f"{root}{TRACE}"
        assert asking.get(body["type"]).json()["type"] == body["type"]
        missing = asking.get(f"{root}/static/nothing.js").json()
        assert missing["type"] == "/chainrule/problems/not-found"
        assert asking.get("/problems").json()[0]["type"].startswith(root)
        assert asking.get("/openapi.json").json()["servers"] == [{"url": root}]
        front = asking.get(f"{root}?program=x%3D1", follow_redirects=False)
        assert (front.status_code, front.headers["location"]) == (308, f"{root}/?program=x%3D1")
        assert "content-security-policy" in front.headers
        assert asking.get("/chainrules").status_code == 404
    with behind() as asking:
        assert asking.get("/openapi.json").json()["servers"] == [{"url": "/"}]
        problem(asking.get("/nothing"), 404, "not-found")
