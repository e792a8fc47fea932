"""The curves of a run: dense where it begins, bounded however long it goes on."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from app.api.live.curve_arrays import ROWS, curve_arrays
from app.training import recording
from app.training.config import Config, DatasetConfig
from app.training.datasets import make_data
from app.training.recording import Record, Row, spacing
from app.training.run import Run

CONFIG = Config(dataset=DatasetConfig(name="simple"))
DATA = make_data(CONFIG.dataset)


def row(update: int) -> Row:
    return Row(update, update / 2, 1 / (1 + update), None, None, None, None)


def updates(record: Record) -> list[int]:
    return [one.update for one in record.rows]


def test_every_early_update_is_recorded_however_the_run_is_sliced() -> None:
    run = Run(CONFIG, DATA)
    for slice_ in (300, 7, 500):
        run.advance(slice_)
    found = updates(run.record)
    assert found[:513] == list(range(513))
    assert found[513:] == list(range(514, 807, 2))


def test_rows_are_as_many_as_the_logarithm_of_the_updates() -> None:
    due, update = 0, 0
    while update < 1_000_000:
        update += Record().ahead(update)
        due += 1
        assert update % spacing(update) == 0
    assert due < 512 + 256 * 11


def test_looks_beside_those_that_are_due_are_thinned_and_the_last_one_stays() -> None:
    record = Record()
    for update in range(20_000):
        record.add(row(update))
    found = updates(record)
    assert found[:512] == list(range(512))
    assert found[-1] == 19_999
    assert len(found) < 512 + 2 * 256 * 6
    assert all(b - a <= spacing(b) for a, b in pairwise(found))


def test_sparse_looks_are_all_kept() -> None:
    record = Record()
    for update in range(0, 5_000, 97):
        record.add(row(update))
    assert updates(record) == list(range(0, 5_000, 97))


def test_going_back_keeps_what_lies_ahead_until_the_run_goes_on() -> None:
    run = Run(CONFIG, DATA)
    run.advance(100)
    run.seek(40)
    run.catch_up(100)
    assert updates(run.record)[-1] == 100
    run.advance(2)
    assert updates(run.record)[-1] == 42


def test_where_looking_is_dear_rows_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "FREE", 0.0)
    monkeypatch.setattr(recording, "SHARE", 0.0)
    run = Run(CONFIG, DATA)
    run.advance(100)
    assert len(run.record.rows) == 1


def test_news_are_told_once_in_their_order_and_not_what_was_dropped() -> None:
    record = Record()
    for update in range(10):
        record.add(row(update))
    assert [one.update for one in record.news(4)] == [0, 1, 2, 3]
    record.cut(6)
    assert [one.update for one in record.news()] == [4, 5, 6]
    assert record.news() == []


def test_rows_of_a_frame_are_small_and_lose_nothing_that_is_read() -> None:
    told = curve_arrays([row(update) for update in range(ROWS)])
    arrays = {name: np.asarray(array) for name, array in told}
    assert sum(array.nbytes for array in arrays.values()) <= 1_200
    assert arrays["recorded_at"].tolist() == list(range(ROWS))
    assert np.isnan(arrays["recorded"][:, 2:]).all()
    np.testing.assert_allclose(arrays["recorded"][:, 1], 1 / (1 + np.arange(ROWS)), rtol=1e-6)
    assert curve_arrays([]) == []


def test_a_regression_has_a_mean_error_and_classes_have_none() -> None:
    values = replace(CONFIG, loss="regression")
    labels = make_data(CONFIG.dataset)
    run = Run(values, labels)
    seen = run.record.rows[0].mean_error
    assert seen is not None
    assert 0 < seen < 5
    assert Run(CONFIG, DATA).record.rows[0].mean_error is None


def test_the_norms_are_recorded_and_layers_may_come_and_go() -> None:
    config = Config()
    run = Run(config, make_data(config.dataset))
    run.advance(4)
    before = run.trainer.norms()
    run.change(replace(config, layers=config.layers[:1]), run.trainer.data)
    run.advance(4)
    rows = run.record.rows
    assert before is not None
    assert rows[4].norms == tuple(before)
    assert [len(one.norms) for one in rows] == [3, 3, 3, 3, 3, 2, 2, 2, 2]
    told = np.asarray(dict(curve_arrays(rows))["recorded"])
    assert told.shape == (9, 9)
    np.testing.assert_allclose(told[4, 6:], before, rtol=1e-6)
    assert np.isnan(told[8]).tolist()[6:] == [False, False, True]


def test_norms_get_sparse_sooner_than_the_rest() -> None:
    run = Run(CONFIG, DATA)
    run.advance(600)
    seen = [one.update for one in run.record.rows if one.norms]
    assert seen == [
        *range(64),
        *range(64, 128, 2),
        *range(128, 256, 4),
        *range(256, 512, 8),
        *range(512, 601, 16),
    ]


def test_to_be_shown_loses_no_norms() -> None:
    run = Run(CONFIG, DATA)
    run.advance(4)
    run.record.note(run.trainer, run.trainer.evaluate())
    assert len(run.record.rows[-1].norms) == 3


def test_who_has_too_little_time_adds_fewer_rows() -> None:
    config = Config()
    run = Run(config, make_data(config.dataset))
    run.record.is_hurried = True
    run.advance(256)
    assert all(one.update % 16 == 0 for one in run.record.rows)
    assert len(run.record.rows) <= 17
    run.record.is_hurried = False
    run.advance(20)
    assert [one.update for one in run.record.rows][-20:] == list(range(257, 277))


def test_who_has_too_little_time_sees_fewer_norms_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "SHARE", np.inf)
    run = Run(CONFIG, DATA)
    run.record.is_hurried = True
    run.advance(80)
    assert len(run.record.rows) == 6
    seen = [one.update for one in run.record.rows if one.norms]
    assert seen == [0, 16, 32, 48, 64]
