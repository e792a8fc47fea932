"""The table of what a network says of its points."""

import csv
from dataclasses import replace
from io import StringIO

import numpy as np
import pytest

from app.training.config import Config, DatasetConfig
from app.training.datasets import make_data
from app.training.heads import HEADS
from app.training.predicting import predictions
from app.training.trainer import Trainer


def table(trainer: Trainer) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(predictions(trainer))))


def trained(dataset: DatasetConfig, loss: str) -> Trainer:
    trainer = Trainer(replace(Config(), dataset=dataset, loss=loss), make_data(dataset))
    trainer.advance(40)
    return trainer


@pytest.mark.parametrize("loss", ["softmax", "svm", "sigmoid"])
@pytest.mark.parametrize("classes", [2, 3])
def test_predictions_are_those_that_the_lab_counts(loss: str, classes: int) -> None:
    name, count = ("spiral", None) if classes == 2 else ("blobs", classes)
    dataset = DatasetConfig(name, classes=count, samples=60, test_fraction=0.25)
    trainer = trained(dataset, loss)
    rows, seen = table(trainer), trainer.evaluate()
    for used, accuracy in [("training", seen.train_accuracy), ("test", seen.test_accuracy)]:
        some = [row for row in rows if row["used for"] == used]
        right = [row["label"] == row["predicted"] for row in some]
        assert np.mean(right) == accuracy
    assert [[float(row["x1"]), float(row["x2"])] for row in rows] == trainer.data.points.T.tolist()
    if loss == "softmax":
        for row in rows:
            assert sum(float(row[f"probability {k}"]) for k in range(classes)) == pytest.approx(1)
            assert row["predicted"] == str(
                max(range(classes), key=lambda k: float(row[f"probability {k}"]))
            )


def test_values_have_no_classes() -> None:
    trainer = trained(DatasetConfig("plane", samples=50), "regression")
    rows = table(trainer)
    assert set(rows[0]) == {"x1", "x2", "label", "used for", "value"}
    errors = [float(row["value"]) - float(row["label"]) for row in rows]
    assert np.mean(np.square(errors)) / 2 == pytest.approx(trainer.evaluate().data_loss)


def test_no_points_are_a_table_of_names() -> None:
    trainer = trained(DatasetConfig("custom", points=()), "softmax")
    assert predictions(trainer) == "x1,x2,label,used for,predicted,probability 0,probability 1\n"


def test_many_points_are_looked_at_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = trained(DatasetConfig("spiral", samples=50), "softmax")
    whole = table(trainer)
    monkeypatch.setattr("app.training.predicting.piece", lambda network: 7)
    parts = table(trainer)
    for one, other in zip(whole, parts, strict=True):
        found = [float(row["probability 0"]) for row in (one, other)]
        assert found[0] == pytest.approx(found[1], rel=1e-12)
        assert [one["predicted"], one["label"]] == [other["predicted"], other["label"]]


@pytest.mark.parametrize("classes", [2, 3])
def test_the_largest_score_decides_and_the_first_of_those_that_are_equal(classes: int) -> None:
    scores = np.random.default_rng(1).integers(-2, 3, (classes, 100)).astype(float)
    decided = HEADS["softmax"].decide(scores)
    assert decided.tolist() == [column.index(max(column)) for column in scores.T.tolist()]
