from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.models.classify import ClassifyAnswer
from tests.api.asking import problem, traced

CLASSIFY = "/api/v1/classify"
BIRD_OR_CAR: dict[str, Any] = {
    "data": [[3, 2]],
    "labels": [0],
    "weights": [[-2, -1], [1, -5]],
    "classes": ["bird", "car"],
    "optimizer": {"learning_rate": 1},
}


def classified(client: TestClient, **fields: Any) -> ClassifyAnswer:
    response = client.post(CLASSIFY, json=fields)
    assert response.status_code == 200, response.text
    return ClassifyAnswer.model_validate_json(response.content)


def test_bird_or_car_and_its_update(client: TestClient) -> None:
    before, after = classified(client, **BIRD_OR_CAR).moments
    assert (before.scores, before.predicted, before.loss) == ([[-8, -7]], [1], 2)
    assert (before.terms, before.active) == ([[0, 2]], [[False, True]])
    assert before.weight_gradients == [[-3, -2], [3, 2]]
    assert after.weights == [[1, 1], [-2, -7]]
    assert (after.scores, after.predicted, after.loss) == ([[5, -20]], [0], 0)


def test_the_penalty_in_both_conventions(client: TestClient) -> None:
    (whole,) = classified(client, **BIRD_OR_CAR, strength=1, updates=0).moments
    assert (whole.data_loss, whole.penalty, whole.loss) == (2, 31, 33)
    assert whole.weight_gradients == [[-7, -4], [5, -8]]
    (half,) = classified(client, **BIRD_OR_CAR, strength=1, half=True, updates=0).moments
    assert half.penalty == 15.5


def test_scores_alone(client: TestClient) -> None:
    scores = [[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]]
    (now,) = classified(client, scores=scores, labels=[0, 1, 2], updates=0).moments
    assert now.losses == pytest.approx([2.9, 0, 12.9])
    assert float(now.loss) == pytest.approx(5.27, abs=0.005)
    assert now.weights is None
    assert now.score_gradients[1] == [0, 0, 0]


@pytest.mark.parametrize("loss", ["svm", "ova", "structured", "softmax", "squared"])
def test_the_numbers_are_those_of_the_program(client: TestClient, loss: str) -> None:
    """Whoever opens the program on the graph page sees the same values and gradients."""
    asked = {**BIRD_OR_CAR, "biases": [0.5, -0.25], "loss": loss, "strength": 0.1}
    answer = classified(client, **asked, updates=0)
    story = traced(client, answer.program, layout=False)
    (now,) = answer.moments
    value = {node["name"]: node["value"] for node in story["nodes"]}
    assert (value["loss"], value["losses"]) == (now.loss, now.losses)
    assert (value["scores"], value["penalty"]) == (now.scores, now.penalty)
    assert story["gradients"] == {"W": now.weight_gradients, "b": now.bias_gradients}


def test_its_updates_are_those_of_descend(client: TestClient) -> None:
    optimizer = {"name": "adam", "learning_rate": 0.1}
    answer = classified(client, **{**BIRD_OR_CAR, "optimizer": optimizer}, updates=5)
    asked = {"program": answer.program, "optimizer": optimizer, "updates": 5, "record_every": 1}
    descended = client.post("/api/v1/descend", json={**asked, "trace": False}).json()
    assert [one.loss for one in answer.moments] == descended["losses"]
    assert [one.weights for one in answer.moments] == descended["parameters"]["W"]


def test_moments_from_some_update_on(client: TestClient) -> None:
    answer = classified(client, **BIRD_OR_CAR, updates=500, since=499)
    assert [one.update for one in answer.moments] == [499, 500]
    assert len(answer.updates) == len(answer.losses) < 220
    assert (answer.updates[0], answer.updates[-1]) == (0, 500)


@pytest.mark.parametrize(
    ("change", "slug", "where"),
    [
        ({"labels": [5]}, "invalid-config", "/labels/0"),
        ({"loss": "none"}, "invalid-config", "/loss"),
        ({"optimizer": {"name": "none"}}, "invalid-config", "/optimizer/name"),
        ({"margin": -1}, "invalid-request", "/margin"),
        ({"weights": [[1, "a"], [1, 2]]}, "invalid-request", "/weights/0/1"),
        ({"updates": 10**9}, "invalid-request", "/updates"),
        ({"updates": 90_000}, "invalid-request", "/since"),
    ],
)
def test_what_is_wrong_is_pointed_at(
    client: TestClient, change: dict[str, Any], slug: str, where: str
) -> None:
    told = problem(client.post(CLASSIFY, json={**BIRD_OR_CAR, **change}), 422, slug)
    assert [error["pointer"] for error in told["errors"]] == [where]


def test_a_setting_too_long_for_a_program_is_refused(client: TestClient) -> None:
    data = [[1 / 3] * 40] * 40
    body = {"data": data, "labels": [0] * 40, "weights": [[1] * 40] * 2}
    problem(client.post(CLASSIFY, json=body), 413, "program-too-long")


def test_more_numbers_than_are_sent_at_once_are_refused(client: TestClient) -> None:
    body = {
        "data": [[0.5, 1]] * 200,
        "labels": [0] * 200,
        "weights": [[1, 2]] * 5,
        "updates": 900,
    }
    told = problem(client.post(CLASSIFY, json=body), 422, "too-large")
    assert "since" in told["hint"]
