from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.api.models.surface import SurfaceAnswer
from tests.api.asking import problem

SURFACE = "/api/v1/surface"
BOWL = "w0 = 1; w1 = 1\nE = w0**2 + 3*w1**2"


def surveyed(client: TestClient, program: str = BOWL, **fields: Any) -> SurfaceAnswer:
    response = client.post(SURFACE, json={"program": program, **fields})
    assert response.status_code == 200, response.text
    return SurfaceAnswer.model_validate_json(response.content)


def test_a_bowl_over_its_two_numbers(client: TestClient) -> None:
    axes = [{"name": "w0", "low": -1, "high": 1}, {"name": "w1", "low": 0, "high": 2}]
    answer = surveyed(client, axes=axes, grid=3)
    assert answer.places == [[-1, 0, 1], [0, 1, 2]]
    assert answer.values == [[1, 0, 1], [4, 3, 4], [13, 12, 13]]
    assert (answer.lowest, answer.highest) == (0, 13)
    assert [axis.label for axis in answer.axes] == ["w0", "w1"]
    assert [axis.at for axis in answer.axes] == [1, 1]


def test_a_cut_has_one_row(client: TestClient) -> None:
    answer = surveyed(client, axes=[{"direction": "gradient"}], grid=5)
    assert np.shape(answer.values) == (1, 5)
    assert answer.values[0][2] == 4


def test_directions_of_chosen_parameters(client: TestClient) -> None:
    axes = [{"direction": "gradient", "low": 0, "high": 1}]
    answer = surveyed(client, axes=axes, parameters=["w1"], grid=2)
    assert answer.values == [[4, 13]]


def test_numbers_that_are_not_finite_are_texts(client: TestClient) -> None:
    axes = [{"name": "x", "low": -1, "high": 1}]
    answer = surveyed(client, "x = 1\ny = log(x)", axes=axes, grid=3)
    assert answer.values == [["NaN", "-Infinity", 0]]
    assert (answer.lowest, answer.highest) == (0, 0)
    nowhere = surveyed(client, "x = 1\ny = log(0*x - 1)", axes=axes, grid=2)
    assert nowhere.lowest is None


@pytest.mark.parametrize(
    ("axes", "fields", "slug", "said"),
    [
        ([{"name": "q"}], {}, "invalid-option", "q is no number of the program"),
        ([{"name": "w0", "index": [0]}], {}, "invalid-option", "takes no index"),
        ([{}], {}, "invalid-option", "axis 1 has neither a name nor a direction"),
        (
            [{"name": "w0"}, {"name": "w1", "direction": "random"}],
            {},
            "invalid-option",
            "axis 2 has both",
        ),
        ([{"direction": "up"}], {}, "invalid-request", "a direction is gradient, random"),
        ([{"direction": {"w0": "a"}}], {}, "bad-input", 'the text "a"'),
        ([], {}, "invalid-request", "/axes"),
        ([{"name": "w0"}] * 3, {}, "invalid-request", "/axes"),
        ([{"name": "w0"}], {"grid": 201}, "invalid-request", "201 places are more than the 200"),
        ([{"name": "w0"}], {"grid": 1}, "invalid-request", "/grid"),
        ([{"name": "w0"}], {"program": "w0 = [1, 2]\ny = w0*w0"}, "invalid-option", "index"),
        ([{"name": "w0", "low": "Infinity"}], {}, "invalid-request", "/axes/0/low"),
    ],
)
def test_what_cannot_be_surveyed_is_said(
    client: TestClient, axes: list[Any], fields: dict[str, Any], slug: str, said: str
) -> None:
    response = client.post(SURFACE, json={"program": BOWL, "axes": axes, **fields})
    assert said in problem(response, 422, slug)["detail"]


def test_a_surface_that_takes_too_long_says_what_to_do(client: TestClient) -> None:
    program = "W = randn(300, 300)\nx = 1\ny = sum(exp(W*x) @ W)"
    axes = [{"name": "x"}, {"name": "W", "index": [0, 0]}]
    response = client.post(SURFACE, json={"program": program, "axes": axes, "grid": 200})
    refusal = problem(response, 422, "takes-too-long")
    assert "40,000 places" in refusal["detail"]
    assert refusal["hint"] == "ask for a smaller grid"
