import gzip
import re
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.api.joining import PAGES, modules_path, script_path
from app.api.static_files import FILES, SHEETS, Folder
from app.resources import STATIC

SHOWN = (
    *("/", "/boundary", "/descent", "/classifier", "/exercises", "/gates"),
    *("/playlist", "/speaker", "/snapshots"),
)
"""The addresses of ``PAGES``."""
READ = "/about"
"""The page without a script of its own."""


def test_a_file_is_kept_and_asked_about_by_its_etag(client: TestClient) -> None:
    first = client.get("/static/icon.svg")
    assert first.status_code == 200
    assert first.headers["cache-control"] == "no-cache"
    again = client.get("/static/icon.svg", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_a_file_of_the_present_version_is_kept_for_good(client: TestClient) -> None:
    address = f"/static/{FILES.version}/icon.svg"
    assert "immutable" in client.get(address).headers["cache-control"]


def test_a_file_of_another_version_is_the_present_one_and_asked_about(client: TestClient) -> None:
    answer = client.get("/static/v0123456789ab/icon.svg")
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.content == client.get("/static/icon.svg").content


def test_a_page_names_all_its_files_with_their_version(client: TestClient) -> None:
    for page in (*SHOWN, READ):
        named = re.findall(r'(?:src|href)="(static/[^"]+)"', client.get(page).text)
        assert len(named) >= 4
        for address in named:
            assert address.startswith(f"static/{FILES.version}/")
            assert "immutable" in client.get(f"/{address}").headers["cache-control"]


def test_a_page_can_ask_for_the_version_of_now(client: TestClient) -> None:
    answer = client.get("/static/version.txt")
    assert answer.text == FILES.version
    assert answer.headers["cache-control"] == "no-cache"


def test_what_is_changed_shows_with_a_new_version(tmp_path: Path) -> None:
    shutil.copytree(STATIC, tmp_path / "static")
    folder = Folder(tmp_path / "static")
    before = folder.version
    script = folder.get("js/graph.js")
    (tmp_path / "static" / "icon.svg").write_text("<svg/>")
    assert folder.version == before, "looked at once in a while"
    folder.look()
    assert folder.version != before
    icon = folder.get("icon.svg")
    assert icon is not None
    assert icon.content == b"<svg/>"
    assert folder.get("js/graph.js") is script


def test_what_was_read_stays_while_the_files_are_written_anew(tmp_path: Path) -> None:
    shutil.copytree(STATIC, tmp_path / "static")
    folder = Folder(tmp_path / "static")
    before = folder.version
    (tmp_path / "static" / "js" / "page" / "store.js").unlink()  # the new one is still to be copied
    folder.look()
    assert folder.version == before
    (tmp_path / "static" / "js" / "page" / "store.js").write_text("export const makeStore = 1;\n")
    folder.look()
    assert folder.version != before


@pytest.mark.parametrize("tag", ["{0}", "W/{0}", '"other", {0}'])
def test_a_tag_that_a_proxy_has_made_weak_is_known(client: TestClient, tag: str) -> None:
    etag = client.get("/static/icon.svg").headers["etag"]
    asked = {"If-None-Match": tag.format(etag)}
    assert client.get("/static/icon.svg", headers=asked).status_code == 304


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


def test_the_style_sheets_of_a_page_are_sent_as_one(client: TestClient) -> None:
    for page, sheets in (
        ("/", "graph"),
        ("/boundary", "lab"),
        ("/descent", "descent"),
        ("/classifier", "classifier"),
        ("/exercises", "exercises"),
    ):
        names = SHEETS[sheets]
        address = f"static/{FILES.version}/css/{'+'.join(names)}.css"
        assert f'href="{address}"' in client.get(page).text
        whole = client.get(f"/{address}")
        assert whole.headers["content-type"].startswith("text/css")
        assert "/*" not in whole.text
        for name in names:  # spaces apart
            said = re.sub(r"/\*.*?\*/", "", client.get(f"/static/css/{name}.css").text, flags=re.S)
            assert "".join(said.split()) in "".join(whole.text.split())


def test_a_page_asks_for_its_scripts_by_two_addresses(client: TestClient) -> None:
    for page, address in zip(PAGES, SHOWN, strict=True):
        named = re.findall(r'(?:src|href)="(static/[^"]+/joined/[^"]+)"', client.get(address).text)
        assert [name.partition("/js/")[2] for name in named] == [
            modules_path(page),
            script_path(page),
        ]
        assert all("immutable" in client.get(name).headers["cache-control"] for name in named)


@pytest.mark.parametrize(
    "names",
    [
        *("lab+lab", "lab-views+lab+share", "graph+nothing", "graph+..%2f..%2fpyproject"),
        *("base+base", "+".join(["lab"] * 14_000)),
    ],
    ids=range(6),
)
def test_no_other_style_sheets_are_joined(client: TestClient, names: str) -> None:
    answer = client.get(f"/static/css/{names}.css")
    assert answer.status_code == 404
    assert len(answer.content) < 1_000


@pytest.mark.parametrize("folder", ["/static", "/docs/assets"])
def test_a_path_that_no_file_can_have_is_not_found(client: TestClient, folder: str) -> None:
    assert client.get(f"{folder}/css%00/base.css").status_code == 404
    assert client.get(f"{folder}/{'a' * 300}.css").status_code == 404
