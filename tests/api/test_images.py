"""``POST /api/v1/images``: what it answers, and that its programs learn."""

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.models.descend import DescendAnswer
from app.api.models.images import ImagesAnswer
from app.examples.classifier import Preset, all_presets
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


def right_of(client: TestClient, preset: Preset, model: str, **change: Any) -> int:
    """Count the images of a preset that a model is right about at the end of its run."""
    chosen: dict[str, Any] = {**(preset.images or {}), **change}
    words = {
        name: chosen[name] for name in ("set", "seed", "units", "activation") if name in chosen
    }
    answer = made(client, strength=preset.strength, **words)
    body = {
        "program": getattr(answer, model),
        "optimizer": {"name": preset.rule, "learning_rate": preset.rate},
        "updates": chosen.get("updates", 100),
        "watch": ["scores"],
        "trace": False,
    }
    response = client.post("/api/v1/descend", json=body)
    course = DescendAnswer.model_validate_json(response.content)
    scores: Any = course.watched["scores"][-1]
    guesses = [int(row[1] > row[0]) for row in scores]
    return sum(one == image.label for one, image in zip(guesses, answer.images, strict=True))


PRESETS = {preset.id: preset for preset in all_presets() if preset.mode == "images"}


@pytest.mark.parametrize(
    ("name", "linear", "hidden"),
    [("horses", 36, 40), ("horses-trees", 40, 40), ("arrows", 36, 40), ("two-units", 36, 32)],
)
def test_the_note_of_a_preset_is_true(
    client: TestClient, name: str, linear: int, hidden: int
) -> None:
    preset = PRESETS[name]
    assert right_of(client, preset, "linear") == linear
    assert right_of(client, preset, "hidden") == hidden
    said = {int(number) for number in re.findall(r"\b(3\d|40)\b", preset.note)}
    assert {linear if name != "two-units" else 40, hidden} == said


def test_another_seed_or_another_unit_helps(client: TestClient) -> None:
    preset = PRESETS["two-units"]
    assert right_of(client, preset, "hidden", seed=1) == 40
    assert right_of(client, preset, "hidden", units=3) == 40
    assert right_of(client, preset, "hidden", updates=2_000) == 32


def test_every_preset_of_images_is_held_to_its_note() -> None:
    assert PRESETS.keys() == {"horses", "horses-trees", "arrows", "two-units"}
