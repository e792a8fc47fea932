"""``POST /api/v1/images``: what it answers, and that its programs learn."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.models.descend import DescendAnswer
from app.api.models.images import ImagesAnswer
from app.settings import Settings
from tests.api.asking import problem

IMAGES = "/api/v1/images"


def made(client: TestClient, **fields: Any) -> ImagesAnswer:
    response = client.post(IMAGES, json=fields)
    assert response.status_code == 200, response.text
    return ImagesAnswer.model_validate_json(response.content)


def test_every_set_can_be_asked_for(client: TestClient) -> None:
    for row in made(client).sets:
        answer = made(client, set=row.name, units=8, seed=2**32 - 1)
        assert len(answer.images) == 40
        assert {image.label for image in answer.images} == {0, 1}
        for program in (answer.linear, answer.hidden):
            assert len(program) < Settings().program_characters / 2


def test_the_same_request_gives_the_same_images(client: TestClient) -> None:
    assert made(client, seed=5) == made(client, seed=5)
    assert made(client, seed=5).images != made(client, seed=6).images


@pytest.mark.parametrize(("program", "right"), [("linear", 36), ("hidden", 40)])
def test_a_program_learns_the_images(client: TestClient, program: str, right: int) -> None:
    answer = made(client)
    body = {
        "program": getattr(answer, program),
        "optimizer": {"name": "sgd", "learning_rate": 0.5},
        "updates": 100,
        "watch": ["scores"],
        "trace": False,
    }
    response = client.post("/api/v1/descend", json=body)
    course = DescendAnswer.model_validate_json(response.content)
    scores: Any = course.watched["scores"][-1]
    found = [row[0] < row[1] for row in scores]
    assert sum(one == image.label for one, image in zip(found, answer.images, strict=True)) == right


CONFIG, REQUEST = "invalid-config", "invalid-request"


@pytest.mark.parametrize(
    ("fields", "slug", "where"),
    [
        ({"set": "dogs"}, CONFIG, "/set"),
        ({"seed": -1}, CONFIG, "/seed"),
        ({"units": 1}, CONFIG, "/units"),
        ({"units": 10**30}, CONFIG, "/units"),
        ({"activation": "exp"}, CONFIG, "/activation"),
        ({"strength": -1}, REQUEST, "/strength"),
        ({"strength": "much"}, REQUEST, "/strength"),
        ({"size": 8}, REQUEST, "/size"),
    ],
)
def test_what_cannot_be_made_is_pointed_at(
    client: TestClient, fields: dict[str, Any], slug: str, where: str
) -> None:
    found = problem(client.post(IMAGES, json=fields), 422, slug)
    assert [error["pointer"] for error in found["errors"]] == [where]
