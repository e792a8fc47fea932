from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.asking import SVG, TRACE, XYZ, problem, traced

CHAIN = "x = 0.5\n" + "\n".join("x = tanh(x)" for _ in range(8))
BOX = {"width": 800, "height": 400}


def shape(layout: dict[str, Any]) -> tuple[float, float]:
    margin = 2 * layout["margin"]
    return layout["width"] + margin, layout["height"] + margin


def test_a_layout_has_the_shape_of_its_box(client: TestClient) -> None:
    natural = traced(client, CHAIN)["layout"]
    fitted = traced(client, CHAIN, fit=BOX)["layout"]
    assert natural["width"] > 5 * natural["height"]
    width, height = shape(fitted)
    assert 1 < width / height < 4
    assert min(800 / width, 400 / height) > 1.5 * 800 / natural["width"]


def test_the_picture_and_the_layout_agree(client: TestClient) -> None:
    width, height = shape(traced(client, CHAIN, fit=BOX)["layout"])
    posted = client.post(SVG, json={"program": CHAIN, "fit": BOX})
    assert f'width="{width:g}" height="{height:g}"' in posted.text
    got = client.get(SVG, params={"program": CHAIN, "fit": "800x400"})
    assert got.text == posted.text


@pytest.mark.parametrize("labels", ["symbols", "both"])
def test_a_layout_has_room_for_its_labels(client: TestClient, labels: str) -> None:
    for fit in (None, {"width": 1280, "height": 540, "figure": 21}):
        plain = traced(client, XYZ, fit=fit)["layout"]
        named = traced(client, XYZ, fit=fit, labels=labels)["layout"]
        assert (plain["labels"], named["labels"]) == ("numbers", labels)
        pairs = zip(plain["forms"], named["forms"], strict=True)
        assert all(wide["width"] > narrow["width"] for narrow, wide in pairs)
        width, _ = shape(named)
        svg = client.post(SVG, json={"program": XYZ, "fit": fit, "labels": labels}).text
        assert f'width="{width:g}"' in svg


def test_a_figure_is_said_after_the_box(client: TestClient) -> None:
    program = "X = [[1, 2, 3], [4, 5, 6]]; W = [[1, 2], [3, 4], [5, 6]]\nY = X @ W\nZ = Y @ Y"
    posted = client.post(SVG, json={"program": program, "fit": {**BOX, "figure": 24.5}})
    got = client.get(SVG, params={"program": program, "fit": "800x400@24.5"})
    assert posted.status_code == got.status_code == 200
    assert posted.text == got.text
    assert got.text != client.get(SVG, params={"program": program, "fit": "800x400"}).text


@pytest.mark.parametrize(
    ("field", "value"),
    [("width", 99), ("width", 10_001), ("height", 0), ("figure", 3.9), ("figure", 201)],
)
def test_a_box_has_bounds(client: TestClient, field: str, value: float) -> None:
    for address in (TRACE, SVG):
        response = client.post(address, json={"program": XYZ, "fit": {**BOX, field: value}})
        (error,) = problem(response, 422, "invalid-request")["errors"]
        assert error["pointer"] == f"/fit/{field}"


@pytest.mark.parametrize(
    "text", ["", "800", "800x", "800x400@", "x", "800x99", "20000x400", "800x400@3"]
)
def test_so_it_has_in_an_address(client: TestClient, text: str) -> None:
    response = client.get(SVG, params={"program": XYZ, "fit": text})
    body = problem(response, 422, "invalid-request")
    (error,) = body["errors"]
    assert error["pointer"] == "?fit"
    assert "px" in body["hint"]


def test_another_box_does_not_take_the_place_of_the_natural_size(client: TestClient) -> None:
    before = traced(client, CHAIN)["layout"]
    for width in range(300, 900, 100):
        assert traced(client, CHAIN, fit={**BOX, "width": width})["layout"] != before
    assert traced(client, CHAIN)["layout"] == before
