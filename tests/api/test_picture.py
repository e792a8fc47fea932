import xml.etree.ElementTree as ET

import pytest
from starlette.testclient import TestClient

from tests.api.asking import SVG, XYZ, problem

NAMESPACE = "{http://www.w3.org/2000/svg}"


def test_a_picture_can_be_the_source_of_an_image(client: TestClient) -> None:
    response = client.get(SVG, params={"program": XYZ})
    assert response.status_code == 200
    assert response.headers["content-type"] == "image/svg+xml"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "max-age" in response.headers["cache-control"]
    picture = ET.fromstring(response.content)
    assert picture.tag == f"{NAMESPACE}svg"
    assert float(picture.attrib["width"]) > 0
    tags = {element.tag.removeprefix(NAMESPACE) for element in picture.iter()}
    assert not tags & {"script", "foreignObject", "image"}
    assert b"http" not in response.content.replace(b"http://www.w3.org/", b"")


def test_get_and_post_draw_the_same(client: TestClient) -> None:
    posted = client.post(
        SVG, json={"program": XYZ, "inputs": {"x": [1, 2]}, "seed": [1, 3], "step": 3, "digits": 4}
    )
    got = client.get(
        SVG,
        params={
            "program": XYZ,
            "inputs": '{"x": [1, 2]}',
            "seed": "[1, 3]",
            "step": 3,
            "digits": 4,
        },
    )
    assert posted.status_code == got.status_code == 200
    assert posted.content == got.content


def test_get_and_post_write_the_same_names(client: TestClient) -> None:
    asked = {"program": "W1 = 2; f = W1 * 3", "names": "layers"}
    posted, got = client.post(SVG, json=asked), client.get(SVG, params=asked)
    assert posted.status_code == got.status_code == 200
    assert posted.content == got.content
    assert b">W<tspan" in got.content
    plain = client.get(SVG, params={**asked, "names": "plain"})
    assert b">W1<" in plain.content, "what was prepared in one notation is not told in the other"


def test_get_and_post_write_the_same_labels(client: TestClient) -> None:
    for labels, written in (("symbols", "∂f/∂x = z·1"), ("both", "∂f/∂x = −4")):
        asked = {"program": XYZ, "labels": labels}
        posted, got = client.post(SVG, json=asked), client.get(SVG, params=asked)
        assert posted.status_code == got.status_code == 200
        assert posted.content == got.content
        assert f">◂ {written}<" in got.text
        assert written not in client.get(SVG, params={"program": XYZ}).text
        page = client.post(SVG, json={**asked, "standalone": False}).text
        assert 'data-names="' in page, "a page knows how to write other numbers"
    assert client.get(SVG, params={"program": XYZ, "labels": "words"}).status_code == 422


@pytest.mark.parametrize(
    "options",
    [
        {"step": 0},
        {"theme": "dark"},
        {"palette": "colourblind"},
        {"digits": 5},
        {"detail": "scalars"},
        {"mode": "forward", "wrt": "x"},
        {"output": "q"},
        {"inputs": {"x": 1.23456}},
        {"title": "The <first> & simplest"},
    ],
)
def test_every_option_changes_the_picture(client: TestClient, options: dict[str, object]) -> None:
    program = XYZ + "\ng = sigmoid(f)"
    plain = client.post(SVG, json={"program": program})
    other = client.post(SVG, json={"program": program, **options})
    assert other.status_code == 200, other.text
    ET.fromstring(other.content)
    if "detail" not in options:
        assert other.content != plain.content


def test_a_step_beyond_the_story_is_told_the_range(client: TestClient) -> None:
    assert client.get(SVG, params={"program": XYZ, "step": 7}).status_code == 200
    body = problem(client.get(SVG, params={"program": XYZ, "step": 8}), 422, "invalid-option")
    assert "0" in body["hint"]
    assert "7" in body["hint"]


def test_a_negative_step_is_told_the_least(client: TestClient) -> None:
    body = problem(client.get(SVG, params={"program": XYZ, "step": -1}), 422, "invalid-request")
    assert body["errors"][0]["pointer"] == "?step"
    assert "0" in body["errors"][0]["message"]
    response = client.post(SVG, json={"program": XYZ, "step": -1})
    assert problem(response, 422, "invalid-request")["errors"][0]["pointer"] == "/step"


@pytest.mark.parametrize(
    ("params", "slug"),
    [
        ({"program": XYZ, "inputs": "[1]"}, "invalid-request"),
        ({"program": XYZ, "inputs": "{"}, "malformed-json"),
        ({"program": XYZ, "seed": "NaN"}, "malformed-json"),
        ({"program": XYZ, "theme": "pink"}, "invalid-request"),
        ({"program": XYZ, "unknown": "1"}, "invalid-request"),
        ({}, "invalid-request"),
        ({"program": "x = "}, "syntax"),
    ],
)
def test_a_wrong_address_is_a_problem(
    client: TestClient, params: dict[str, str], slug: str
) -> None:
    problem(client.get(SVG, params=params), 422, slug)
