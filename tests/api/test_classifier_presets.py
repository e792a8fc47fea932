"""Every preset of the classifier page is computed as the page does, and its note is true."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.models.classify import ClassifyAnswer, ClassifyMoment
from app.examples.classifier import Preset, all_presets

PRESETS = {preset.id: preset for preset in all_presets() if preset.mode != "images"}
SETTING = (
    *("data", "weights", "biases", "scores", "labels", "classes"),
    *("loss", "margin", "strength", "half"),
)


def moments(client: TestClient, name: str, updates: int = 0, **change: Any) -> list[ClassifyMoment]:
    """Let a preset learn, but for what is changed."""
    preset = PRESETS[name]
    setting = {key: getattr(preset, key) for key in SETTING} | change
    optimizer = {"name": preset.rule, "learning_rate": setting.pop("rate", preset.rate)}
    ask = {**setting, "optimizer": optimizer, "updates": updates}
    response = client.post("/api/v1/classify", json=ask)
    assert response.status_code == 200, response.text
    return ClassifyAnswer.model_validate_json(response.content).moments


def right(moment: ClassifyMoment, name: str) -> int:
    labels = PRESETS[name].labels
    return sum(one == label for one, label in zip(moment.predicted, labels, strict=True))


def done(moment: ClassifyMoment) -> bool:
    return not any(map(any, moment.weight_gradients or []))


@pytest.mark.parametrize("preset", all_presets(), ids=lambda preset: preset.id)
def test_a_preset_says_what_is_to_be_seen(client: TestClient, preset: Preset) -> None:
    assert 120 <= len(preset.note) <= 600
    assert preset.rows
    assert preset.source
    if preset.mode != "images":
        assert moments(client, preset.id, 2)
    page = client.get("/classifier", params={"preset": preset.id}).text
    assert f'value="{preset.id}" selected' in page


def test_the_rows_of_the_curriculum_that_the_page_is_for_have_a_preset() -> None:
    rows = {row for preset in all_presets() for row in preset.rows}
    wanted = "S-01 S-02 S-03 S-04 S-05 S-06 L-01 L-07 O-04 C-14 N-20"
    assert set(wanted.split()) <= rows


def test_four_stages(client: TestClient) -> None:
    (now,) = moments(client, "svm-staged")
    assert [float(one) for row in now.terms for one in row if float(one) > 0] == [1.25, 0.5]
    told = [float(one) for one in (now.data_loss, now.penalty, now.loss)]
    assert [round(one, 4) for one in told] == [0.5833, 0.2375, 0.8208]
    assert now.score_gradients[0] == [0, 0, 0]


def test_the_same_scores_under_softmax(client: TestClient) -> None:
    (now,) = moments(client, "cat-car-frog-softmax")
    assert [round(float(one), 2) for one in now.losses] == [2.04, 0.08, 6.16]


def test_will_i_pass(client: TestClient) -> None:
    now, after = moments(client, "pass-class", 1)
    assert (round(float(now.terms[0][1]), 12), round(float(now.loss), 4)) == (0.1, 2.3026)
    assert [round(float(one), 12) for one in now.score_gradients[0]] == [0.9, -0.9]
    assert float(after.loss) < 1.7
    (failed,) = moments(client, "pass-class", labels=[0])
    assert round(float(failed.loss), 2) == 0.11


def test_a_penalty_shrinks_first(client: TestClient) -> None:
    before, after = moments(client, "birdcar-regularised", 1)
    assert float(after.penalty) < 25
    assert before.penalty == 31


def test_the_plane_is_learned(client: TestClient) -> None:
    assert right(moments(client, "plane", 100)[-1], "plane") == 9


def test_the_svm_is_content_and_softmax_never(client: TestClient) -> None:
    way = moments(client, "plane-content", 20)
    assert [k for k, one in enumerate(way) if done(one)] == [18, 19, 20]
    soft = moments(client, "plane-softmax", 100)
    losses = {k: round(float(soft[k].loss), 2) for k in (20, 50, 100)}
    assert losses == {20: 0.31, 50: 0.13, 100: 0.07}
    assert all(right(one, "plane-softmax") == 9 for one in soft[20:])


def test_too_much_penalty(client: TestClient) -> None:
    last = moments(client, "plane-penalty", 100)[-1]
    assert (round(float(last.loss), 2), round(float(last.data_loss), 2)) == (1.81, 1.62)
    assert right(last, "plane-penalty") == 3
    assert right(moments(client, "plane-penalty", 200, strength=0.1)[-1], "plane-penalty") == 9


def test_a_class_in_the_middle(client: TestClient) -> None:
    last = moments(client, "plane-middle", 500)[-1]
    assert 0.65 < float(last.loss) < 0.75
    assert all(float(last.losses[row]) > 0 for row in (3, 4, 5))
    way = moments(client, "plane-middle", 60, loss="svm")
    assert 50 <= next(k for k, one in enumerate(way) if done(one)) < 60


def test_a_step_too_large(client: TestClient) -> None:
    way = moments(client, "plane-squared", 50)
    assert (round(float(way[0].loss), 1), round(float(way[1].loss), 1)) == (10.5, 2.6)
    assert float(way[50].loss) > 500
    assert round(float(moments(client, "plane-squared", 300, rate=0.1)[-1].loss), 2) == 0.17
