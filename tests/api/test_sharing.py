"""What other sites show beside a pasted link."""

import re

import pytest
from starlette.testclient import TestClient

TAGS = re.compile(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">')


def tags(client: TestClient, address: str) -> dict[str, str]:
    return dict(TAGS.findall(client.get(address).text))


@pytest.mark.parametrize("address", ["/", "/boundary", "/gates", "/?example=svm-staged"])
def test_a_pasted_link_shows_title_text_and_picture(client: TestClient, address: str) -> None:
    found = tags(client, address)
    assert found["og:title"]
    assert found["og:description"]
    assert found["og:image:alt"]
    assert found["twitter:card"] == "summary_large_image"
    assert found["og:image"].startswith("http://testserver/")
    picture = client.get(found["og:image"])
    assert picture.headers["content-type"] == "image/png"
    width, height = (int.from_bytes(picture.content[k : k + 4]) for k in (16, 20))
    assert [str(width), str(height)] == [found["og:image:width"], found["og:image:height"]]


def test_an_example_is_called_by_its_title(client: TestClient) -> None:
    assert tags(client, "/?example=xyz")["og:title"] == "(x + y) · z · Chainrule"
    general = tags(client, "/")["og:description"]
    assert tags(client, "/?example=branch-add")["og:description"] != general
    assert tags(client, "/?example=no-such")["og:description"] == general
    assert "Chainrule" in tags(client, "/?program=x%3D1")["og:title"]
