"""``POST /api/v1/train`` and ``GET /api/v1/datasets``."""

import json
import re
from html import unescape
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.training.datasets import DATASETS
from tests.api.asking import problem

TRAIN = "/api/v1/train"


def trained(client: TestClient, **fields: Any) -> dict[str, Any]:
    response = client.post(TRAIN, json=fields)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def test_a_network_learns_the_spiral(client: TestClient) -> None:
    answer = trained(client, updates=8_000, record_every=2_000, grid={"size": 7})
    history = answer["history"]
    assert [row["update"] for row in history] == [0, 2_000, 4_000, 6_000, 8_000]
    assert history[-1]["epoch"] == 400
    assert history[-1]["train_accuracy"] > 0.9 > history[0]["train_accuracy"]
    assert history[-1]["train_loss"] < history[0]["train_loss"]
    assert history[-1]["test_loss"] is None
    assert np.shape(answer["grid"]["values"]) == (2, 7, 7)
    assert np.sum(answer["grid"]["values"], axis=0) == pytest.approx(np.ones((7, 7)), rel=1e-5)
    assert np.shape(answer["parameters"]["W1"]) == (6, 2)
    assert np.shape(answer["parameters"]["b3"]) == (2,)
    assert answer["updates_per_second"] > 0
    assert answer["diverged"] is None


def test_the_same_configuration_gives_the_same_numbers(client: TestClient) -> None:
    asked = {"config": {"dataset": {"test_fraction": 0.3}, "init": {"seed": 5}}, "updates": 500}
    first, second = (trained(client, **asked) for _ in range(2))
    for answer in (first, second):
        del answer["updates_per_second"]
    assert first == second
    assert first != trained(client, updates=500)


@pytest.mark.parametrize("name", [name for name in DATASETS if name not in ("custom", "curve")])
def test_every_data_set_is_trained_on(client: TestClient, name: str) -> None:
    loss = "softmax" if DATASETS[name].classes else "regression"
    config = {"dataset": {"name": name, "test_fraction": 0.2}, "loss": loss}
    answer = trained(client, config=config, updates=50, grid={"size": 3})
    assert answer["history"][-1]["test_loss"] is not None
    assert answer["data"]["classes"] == DATASETS[name].classes
    assert len(answer["data"]["points"]) == len(answer["data"]["labels"])


def test_points_of_ones_own(client: TestClient) -> None:
    points = [[0, 0, 0], [1, 1, 2], [2, 1, 1]]
    config = {"dataset": {"name": "custom", "points": points}, "layers": []}
    answer = trained(client, config=config, updates=5)
    assert answer["data"]["points"] == [[0, 0], [1, 1], [2, 1]]
    assert answer["data"]["classes"] == 3


@pytest.mark.parametrize("function", ["x1**3 - x1", "sin(x1)", "0.5", "a = x1 * 2\na + 1"])
def test_a_curve_is_written_as_a_program(client: TestClient, function: str) -> None:
    dataset = {"name": "curve", "function": function, "samples": 40, "noise": 0}
    answer = trained(client, config={"dataset": dataset}, updates=1)
    assert set(answer["data"]["labels"]) <= {0, 1}


@pytest.mark.parametrize(
    ("function", "slug"),
    [
        ("x1 +", "syntax"),
        ("x1 + y", "unknown-name"),
        ("sum(x1)[3]", None),
        ("x1[:3]", "invalid-config"),
        ("outer(x1, x1)", "invalid-config"),
        ("zeros(3000, 3000)", "too-large"),
        ("__import__('os')", None),
        ("x1" + " + x1" * 2_000, "invalid-config"),
    ],
    ids=range(8),
)
def test_a_curve_that_is_none_is_pointed_at(
    client: TestClient, function: str, slug: str | None
) -> None:
    config = {"dataset": {"name": "curve", "function": function}}
    response = client.post(TRAIN, json={"config": config, "updates": 1})
    body = problem(response, 422, slug or response.json()["type"].rpartition("/")[2])
    assert body["errors"][0]["pointer"] == "/config/dataset/function"


def test_a_formula_that_is_none_is_pointed_at_in_its_text(client: TestClient) -> None:
    response = client.post(TRAIN, json={"config": {"features": ["x1", "x1 + x3"]}})
    body = problem(response, 422, "unknown-name")
    assert body["errors"][0]["pointer"] == "/config/features/1"
    assert (body["line"], body["column"], body["end_column"]) == (1, 5, 7)


def test_what_was_trained_can_be_begun_with(client: TestClient) -> None:
    config: dict[str, Any] = {"layers": [{"units": 3, "activation": "maxout", "dropout": 0.5}]}
    found = trained(client, config=config, updates=5)
    again = {**config, "init": {"parameters": found["parameters"]}}
    assert trained(client, config=again, updates=0)["parameters"] == found["parameters"]


@pytest.mark.parametrize(
    ("config", "pointer"),
    [
        ({"layers": [{"units": 0}]}, "/config/layers/0/units"),
        ({"layers": [{"units": 65}]}, "/config/layers/0/units"),
        ({"layers": [{}] * 9}, "/config/layers"),
        ({"layers": [{"activation": "tan"}]}, "/config/layers/0/activation"),
        ({"dataset": {"name": "spirl"}}, "/config/dataset/name"),
        ({"dataset": {"samples": 5_001}}, "/config/dataset/samples"),
        ({"dataset": {"samples": "many"}}, "/config/dataset/samples"),
        ({"optimizer": {"learning_rate": -1}}, "/config/optimizer/learning_rate"),
        ({"optimizer": {"name": "adamv"}}, "/config/optimizer/name"),
        ({"features": []}, "/config/features"),
        ({"features": ["sum(x1)"]}, "/config/features/0"),
        ({"layers": [{"units": 3, "residual": True}]}, "/config/layers/0/residual"),
        ({"optimizer": {"schedule": {"name": "linear"}}}, "/config/optimizer/schedule/name"),
        ({"init": {"parameters": {"W1": [[1, 2]]}}}, "/config/init/parameters"),
        ({"loss": "hinge"}, "/config/loss"),
        ({"seed": 1}, "/config/seed"),
        ({"batch_size": -1}, "/config/batch_size"),
        ({"dataset": {"name": "custom", "points": [[0, 0]]}}, "/config/dataset/points/0"),
    ],
    ids=str,
)
def test_a_wrong_configuration_is_pointed_into(
    client: TestClient, config: dict[str, Any], pointer: str
) -> None:
    body = problem(client.post(TRAIN, json={"config": config}), 422, "invalid-config")
    assert body["errors"][0]["pointer"] == pointer
    assert body["hint"]


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"updates": 100_001}, "/updates"),
        ({"updates": 50_000, "record_every": 1}, "/record_every"),
        ({"updates": -1}, "/updates"),
        ({"grid": {"size": 201}}, "/grid/size"),
        ({"grid": {"size": 2, "extent": 0}}, "/grid/extent"),
        ({"epochs": 3}, "/epochs"),
    ],
    ids=str,
)
def test_what_is_past_the_bounds_is_refused(
    client: TestClient, fields: dict[str, Any], pointer: str
) -> None:
    body = problem(client.post(TRAIN, json=fields), 422, "invalid-request")
    assert body["errors"][0]["pointer"] == pointer


def test_a_run_past_the_deadline_says_how_far_it_came() -> None:
    with TestClient(create_app(Settings(compute_seconds=0.05))) as client:
        response = client.post(TRAIN, json={"updates": 100_000})
        body = problem(response, 422, "takes-too-long")
        made = int(body["detail"].split()[0].replace(",", ""))
        assert 0 < made < 100_000
        assert "100,000" in body["detail"]
        assert "live" in body["hint"]


def test_a_run_that_diverges_is_answered(client: TestClient) -> None:
    config = {
        "dataset": {"name": "plane"},
        "loss": "regression",
        "layers": [],
        "optimizer": {"name": "sgd", "learning_rate": 1e9},
    }
    answer = trained(client, config=config, updates=1_000, grid={"size": 2})
    assert answer["diverged"]["update"] == answer["history"][-1]["update"] < 1_000
    assert answer["history"][-1]["train_loss"] in ("NaN", "Infinity")


def test_no_updates_tell_of_the_first_weights(client: TestClient) -> None:
    answer = trained(client, updates=0)
    assert [row["update"] for row in answer["history"]] == [0]


def test_every_data_set_is_listed(client: TestClient) -> None:
    listed = client.get("/api/v1/datasets").json()["datasets"]
    assert [row["name"] for row in listed] == list(DATASETS)
    by_name = {row["name"]: row for row in listed}
    assert "function" in by_name["curve"]["parameters"]
    assert "points" in by_name["custom"]["parameters"]
    assert by_name["spiral"]["variants"] == ["convnetjs", "playground"]
    assert "samples" not in by_name["simple"]["parameters"]


def test_all_that_can_be_chosen_is_listed_and_taken(client: TestClient) -> None:
    listed = client.get("/api/v1/training").json()
    assert listed["layers"] == Settings().train_layers
    assert client.post(TRAIN, json={"config": listed["config"], "updates": 1}).status_code == 200
    config: dict[str, Any]
    for optimizer in listed["optimizers"]:
        config = {"optimizer": {"name": optimizer["name"], "learning_rate": optimizer["rate"]}}
        assert trained(client, config=config, updates=20)["diverged"] is None
    for activation in listed["activations"]:
        config = {"layers": [{"units": 3, "activation": activation["name"]}]}
        trained(client, config=config, updates=5)
    for scheme in listed["schemes"]:
        if scheme["drawn"]:
            trained(client, config={"init": {"scheme": scheme["name"]}}, updates=5)
    for schedule in listed["schedules"]:
        config = {"optimizer": {"schedule": {"name": schedule["name"]}}}
        trained(client, config=config, updates=5)
    assert set(listed["schedule_options"]) == {"period", "factor", "warmup"}


def test_the_page_is_bounded_as_the_server_is() -> None:
    client = TestClient(create_app(Settings(train_layers=3, train_units=7)))
    listed = client.get("/api/v1/training").json()
    assert (listed["layers"], listed["units"]) == (3, 7)
    page = client.get("/boundary").text
    written = re.search(r'data-choices="([^"]*)"', page)
    assert written is not None
    assert json.loads(unescape(written[1])) == listed


def test_every_preset_is_a_configuration(client: TestClient) -> None:
    presets = client.get("/api/v1/training").json()["presets"]
    assert presets
    for preset in presets:
        trained(client, config=preset["config"], updates=2)
