"""Own data over the API: tables are read within bounds, and runs speak the data's own units."""

from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.api.asking import problem
from tests.api.streaming import talking

READ = "/api/v1/datasets/read"
PEOPLE = "cm;income;who\n" + "".join(
    f"{150 + k};{900 + 40 * ((7 * k) % 41)},5;{'ab'[k % 2]}\n" for k in range(40)
)


def test_a_table_is_read(client: TestClient) -> None:
    told = client.post(READ, json={"text": f"{PEOPLE}190;;a\n"}).json()
    assert told["points"][0] == [150, 900.5, 0]
    assert (told["columns"], told["label"]) == (["cm", "income"], "who")
    assert (told["class_names"], told["names"]) == (["a", "b"], ["cm", "income", "who"])
    assert told["skipped"] == [{"line": 42, "why": "income is missing"}]
    assert told["skipped_rows"] == 1


def test_columns_are_chosen(client: TestClient) -> None:
    asked = {"text": PEOPLE, "columns": ["income", "cm"], "label": "who", "header": True}
    assert client.post(READ, json=asked).json()["points"][0] == [900.5, 150, 0]


@pytest.mark.parametrize(
    ("asked", "pointer", "said"),
    [
        ({"text": "1,2"}, "/text", "two columns of numbers and one of labels were expected"),
        ({"text": PEOPLE, "label": "age"}, "/label", "there is no column age"),
        ({"text": PEOPLE, "columns": ["cm", "age"]}, "/columns/1", "there is no column age"),
        ({"text": '1,2,"a'}, "/text", "line 1: a quoted cell does not end"),
    ],
)
def test_what_is_wrong_is_told(
    client: TestClient, asked: dict[str, Any], pointer: str, said: str
) -> None:
    told = problem(client.post(READ, json=asked), 422, "invalid-request")
    assert said in told["detail"]
    assert told["errors"][0]["pointer"] == pointer
    assert told["hint"]


def test_no_more_points_are_read_than_a_run_may_have() -> None:
    with TestClient(create_app(Settings(train_points=10))) as client:
        told = problem(client.post(READ, json={"text": "1,2,a\n" * 11}), 422, "invalid-request")
        assert "line 11: 11 points are more than the 10 allowed" in told["detail"]


def test_a_run_learns_in_standard_units_and_speaks_the_data_s_own(client: TestClient) -> None:
    read = client.post(READ, json={"text": PEOPLE}).json()
    dataset = {name: read[name] for name in ("points", "columns", "class_names")}
    with talking(client) as talk:
        talk.begin()
        ready = talk.ask("set", "ready", dataset={"name": "custom", **dataset})
        data, told = ready["data"], ready["config"]["dataset"]
        assert (data["names"], data["class_names"]) == (["cm", "income"], ["a", "b"])
        assert data["points"][0] == [150, 900.5]
        assert (told["standardize"], told["center"]) == (True, data["center"])
        center, scale = np.array(data["center"]), np.array(data["scale"])
        probed = talk.ask("probe", "probed", x=[160, 1_500])
        assert probed["x"] == [160, 1_500]
        assert probed["features"] == pytest.approx((np.array([160, 1_500]) - center) / scale)
        more = talk.ask("points", "data", add=[[165, 1_200, 1]])
        assert more["points"][-1] == [165, 1_200]
        assert (more["center"], more["middle"]) == (data["center"], data["middle"])


def test_points_of_students_keep_their_names_when_one_is_added(client: TestClient) -> None:
    with talking(client) as talk:
        talk.begin({"dataset": {"name": "pass_class", "samples": 20, "query": [4, 5, 1]}})
        dataset = talk.ask("points", "data", add=[[1, 2, 0]])["config"]["dataset"]
        assert dataset["columns"] == ["lectures attended", "project hours"]
        assert dataset["class_names"] == ["failed", "passed"]
        assert dataset["query"] == [4, 5, 1]


@pytest.mark.parametrize(
    ("dataset", "pointer"),
    [
        ({"query": [1, 2, 7]}, "/config/dataset/query/2"),
        ({"class_names": ["a"] * 6}, "/config/dataset/class_names"),
        ({"class_names": [" "]}, "/config/dataset/class_names/0"),
        ({"columns": ["a", "b" * 41]}, "/config/dataset/columns/1"),
        ({"columns": ["a"]}, "/config/dataset/columns"),
        ({"standardize": True, "scale": [1, 0]}, "/config/dataset/scale/1"),
        ({"standardize": 1}, "/config/dataset/standardize"),
    ],
)
def test_what_data_cannot_be_is_told(
    client: TestClient, dataset: dict[str, Any], pointer: str
) -> None:
    asked = {"config": {"dataset": dataset}, "updates": 1}
    told = problem(client.post("/api/v1/train", json=asked), 422, "invalid-config")
    assert told["errors"][0]["pointer"] == pointer
