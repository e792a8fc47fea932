"""Runs that are taken back."""

import random

import numpy as np
import pytest

from app.training.config import Config, LayerConfig, OptimizerConfig
from app.training.datasets import Data, make_data
from app.training.run import FEWEST, OVERHEAD, Run
from app.training.trainer import Trainer

CONFIG = Config(optimizer=OptimizerConfig(name="adam"))
DATA = make_data(CONFIG.dataset)


def began(memory: int = 8_000_000, data: Data = DATA) -> Run:
    return Run(CONFIG, data, memory)


def go_to(run: Run, update: int, slice_: int = 37) -> None:
    run.seek(update)
    while run.seeking:
        run.catch_up(slice_)
    assert run.update == update


def straight(updates: int) -> np.ndarray:
    trainer = Trainer(CONFIG, DATA)
    trainer.advance(updates)
    return trainer.parameters


@pytest.mark.parametrize("update", [0, 1, 63, 64, 65, 500, 999, 1000])
def test_every_moment_is_found_again_to_the_bit(update: int) -> None:
    run = began()
    run.advance(1000)
    go_to(run, update)
    assert np.array_equal(run.trainer.parameters, straight(update))
    assert run.last == 1000
    go_to(run, 1000)
    assert np.array_equal(run.trainer.parameters, straight(1000))


def test_going_on_after_a_seek_is_as_if_never_sought() -> None:
    run = began()
    run.advance(700)
    go_to(run, 123)
    assert run.advance(377) == 377
    assert run.last == 500
    assert np.array_equal(run.trainer.parameters, straight(500))


def test_slices_do_not_matter() -> None:
    run, dice = began(), random.Random(1)
    while run.update < 1000:
        run.advance(min(dice.randint(1, 90), 1000 - run.update))
    assert np.array_equal(run.trainer.parameters, straight(1000))


def test_a_seek_can_be_broken_off_and_training_drops_what_lay_ahead() -> None:
    run = began()
    run.advance(1000)
    run.seek(50)
    run.catch_up(20)
    run.stop_seeking()
    assert (run.update, run.last) == (20, 1000)
    run.advance(1)
    assert (run.update, run.last) == (21, 21)
    with pytest.raises(ValueError, match="from 0 to 21"):
        run.seek(22)


def test_edits_and_changes_are_gone_through_again() -> None:
    run = began()
    run.advance(100)
    run.put([(0, 3.0), (5, -1.0)])
    run.advance(50)
    wide = Config(layers=(LayerConfig(9, "relu"),))
    run.change(wide, DATA)
    run.advance(70)
    other = make_data(Config().dataset)
    run.change(wide, other)
    run.advance(80)
    seen = {}
    for update in (100, 101, 149, 150, 200, 220, 221, 300):
        go_to(run, update)
        seen[update] = run.trainer.parameters.copy(), run.trainer.data
    assert seen[100][0][0] == 3.0
    assert seen[149][1] is DATA
    assert seen[221][1] is other
    for update in random.Random(2).sample(sorted(seen), len(seen)):
        go_to(run, update, slice_=11)
        assert np.array_equal(run.trainer.parameters, seen[update][0])
        assert run.trainer.data is seen[update][1]
    assert seen[300][0].size != seen[101][0].size


def test_a_change_after_a_seek_drops_the_future() -> None:
    run = began()
    run.advance(300)
    go_to(run, 100)
    run.put([(0, 1.0)])
    assert run.last == 100
    run.advance(10)
    go_to(run, 100)
    assert run.trainer.parameters[0] == 1.0


def test_checkpoints_stay_within_their_memory_and_every_one_is_still_exact() -> None:
    memory = 40 * (OVERHEAD + 1_000)
    run = began(memory)
    run.advance(50_000)
    assert len(run._checkpoints) <= 45
    assert run.first == 0
    for update in (1, 12_345, 49_999):
        go_to(run, update, slice_=10_000)
        assert np.array_equal(run.trainer.parameters, straight(update))


def test_where_changes_alone_take_more_the_beginning_is_forgotten() -> None:
    run = began(memory=20 * (OVERHEAD + 1_000))
    for k in range(300):
        run.advance(3)
        run.put([(0, float(k))])
    assert len(run._checkpoints) <= 25
    assert 0 < run.first < run.last == 900
    go_to(run, run.first)
    with pytest.raises(ValueError, match="the run goes from"):
        run.seek(0)


def test_a_few_checkpoints_are_kept_whatever_they_take() -> None:
    run = began(memory=1)
    run.advance(10_000)
    assert 2 <= len(run._checkpoints) <= FEWEST
    go_to(run, 9_999, slice_=10_000)
    assert np.array_equal(run.trainer.parameters, straight(9_999))


def test_a_diverged_run_is_taken_back() -> None:
    plane = Config().dataset.__class__(name="plane")
    wild = Config(
        plane, layers=(), loss="regression", optimizer=OptimizerConfig("sgd", learning_rate=1e6)
    )
    run = Run(wild, make_data(plane))
    made = run.advance(1_000)
    assert run.trainer.diverged is not None
    assert made == run.update == run.last < 1_000
    assert run.advance(10) == 0
    go_to(run, 0)
    assert run.trainer.diverged is None
    go_to(run, made)
    assert run.trainer.diverged is not None


def test_an_explained_update_is_an_update_like_any_other() -> None:
    run = began()
    run.advance(10)
    told = run.explain()
    assert told is not None
    assert run.last == 11
    assert np.array_equal(run.trainer.parameters, straight(11))
