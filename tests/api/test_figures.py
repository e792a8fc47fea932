"""Films, TikZ and PDFs from the server: what they are, and what is refused."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.drawing.frames import MOST_FRAMES
from tests.api.asking import XYZ, problem
from tests.drawing.test_pdf import read_pdf

FILM, TEX, PDF = "/api/v1/film.svg", "/api/v1/graph.tex", "/api/v1/graph.pdf"
EVERY = pytest.mark.parametrize("route", [FILM, TEX, PDF])


def test_a_film_can_be_the_source_of_an_image(client: TestClient) -> None:
    response = client.get(FILM, params={"program": XYZ, "fit": "1280x540"})
    assert response.status_code == 200
    assert response.headers["content-type"] == "image/svg+xml"
    assert "style-src 'unsafe-inline'" in response.headers["content-security-policy"]
    assert "max-age" in response.headers["cache-control"]
    assert "@keyframes" in response.text
    assert "<script" not in response.text


def test_a_picture_is_a_document_of_latex(client: TestClient) -> None:
    response = client.get(TEX, params={"program": XYZ, "step": 3})
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.text.startswith("% Computation graph of f = -12, after step 3 of 7")
    assert r"\documentclass[tikz]{standalone}" in response.text


def test_a_story_is_a_document_of_a_page_a_step(client: TestClient) -> None:
    response = client.get(PDF, params={"program": XYZ})
    assert response.headers["content-type"] == "application/pdf"
    assert len(read_pdf(response.content)) == 8
    for params in ({"step": 3}, {"step": 0}):
        one = client.get(PDF, params={"program": XYZ, **params})
        assert len(read_pdf(one.content)) == 1
    by_gate = client.get(PDF, params={"program": XYZ, "by": "gate"})
    assert len(read_pdf(by_gate.content)) == 6


@EVERY
def test_get_and_post_draw_the_same(client: TestClient, route: str) -> None:
    body = {"program": XYZ, "inputs": {"x": [1, 2]}, "seed": [1, 3], "digits": 4, "theme": "dark"}
    params: dict[str, Any] = {**body, "inputs": '{"x": [1, 2]}', "seed": "[1, 3]"}
    posted, got = client.post(route, json=body), client.get(route, params=params)
    assert posted.status_code == got.status_code == 200
    assert posted.content == got.content


@EVERY
@pytest.mark.parametrize(
    "options",
    [
        {"step": 2},
        {"theme": "dark"},
        {"palette": "colourblind"},
        {"digits": 5, "inputs": {"x": 1.23456}},
        {"mode": "forward", "wrt": "x"},
        {"fit": {"width": 300, "height": 900}},
        {"title": "Another one"},
    ],
)
def test_every_option_changes_it(client: TestClient, route: str, options: dict[str, Any]) -> None:
    plain = client.post(route, json={"program": XYZ + "\ng = sigmoid(f)"})
    other = client.post(route, json={"program": XYZ + "\ng = sigmoid(f)", **options})
    assert other.status_code == 200, other.text
    assert other.content != plain.content


@pytest.mark.parametrize(
    ("route", "options"),
    [
        (FILM, {"by": "wire"}),
        (FILM, {"pace": 1}),
        (FILM, {"words": False}),
        (PDF, {"by": "gate"}),
        (PDF, {"words": False}),
    ],
)
def test_a_sequence_has_options_of_its_own(
    client: TestClient, route: str, options: dict[str, Any]
) -> None:
    plain = client.post(route, json={"program": XYZ})
    assert client.post(route, json={"program": XYZ, **options}).content != plain.content


@EVERY
@pytest.mark.parametrize(
    ("params", "slug"),
    [
        ({"program": XYZ, "step": 8}, "invalid-option"),
        ({"program": XYZ, "step": -1}, "invalid-request"),
        ({"program": XYZ, "fit": "large"}, "invalid-request"),
        ({"program": XYZ, "inputs": "{"}, "malformed-json"),
        ({"program": XYZ, "theme": "pink"}, "invalid-request"),
        ({"program": XYZ, "by": "hand"}, "invalid-request"),
        ({"program": XYZ, "pace": 100}, "invalid-request"),
        ({"program": XYZ, "standalone": "false"}, "invalid-request"),
        ({"program": "x = "}, "syntax"),
    ],
)
def test_a_wrong_address_is_a_problem(
    client: TestClient, route: str, params: dict[str, str], slug: str
) -> None:
    problem(client.get(route, params=params), 422, slug)


@pytest.mark.parametrize("route", [FILM, PDF])
def test_too_many_pictures_are_refused_with_what_to_try(client: TestClient, route: str) -> None:
    program = "x = 1\n" + "x = sin(x)\n" * MOST_FRAMES
    body = problem(client.post(route, json={"program": program}), 422, "too-large")
    assert f"{MOST_FRAMES}" in body["detail"]
    assert "step" in body["hint"]
    assert client.post(route, json={"program": program, "step": 5}).status_code == 200
