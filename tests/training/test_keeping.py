"""A moment as text is one of its configuration and its data alone, and goes on to the bit."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.training.config import (
    Config,
    DatasetConfig,
    InitConfig,
    LayerConfig,
    OptimizerConfig,
    RegularizationConfig,
    ScheduleConfig,
)
from app.training.datasets import make_data
from app.training.keeping import StateError, fingerprint, read_state, write_state
from app.training.trainer import Trainer

BLOBS = DatasetConfig(name="blobs", classes=3, samples=30)
DATA = make_data(BLOBS)
LAYERS = (LayerConfig(units=4, dropout=0.3), LayerConfig(units=4, residual=True))
CONFIG = Config(dataset=BLOBS, layers=LAYERS, batch_size=7)
TOLD_BY_THE_DATA = {("dataset", name) for name in ("points", "standardize", "center", "scale")}

SCHEDULES = st.builds(
    ScheduleConfig,
    st.sampled_from(("constant", "step", "cosine", "warmup")),
    st.integers(1, 20),
    st.floats(0, 1),
    st.integers(1, 20),
)
LAYER = st.builds(
    LayerConfig,
    units=st.integers(1, 4),
    activation=st.sampled_from(("tanh", "relu", "maxout")),
    dropout=st.sampled_from((0.0, 0.25, 0.9)),
)
CONFIGS = st.builds(
    Config,
    dataset=st.just(BLOBS),
    features=st.sampled_from((("x1", "x2"), ("sin(3*x1)", "x1**2 - x2", "x2"))),
    layers=st.lists(LAYER, max_size=2).map(
        lambda layers: (*layers, *(replace(layer, residual=True) for layer in layers[-1:]))
    ),
    loss=st.sampled_from(("softmax", "svm", "squared")),
    init=st.builds(InitConfig, seed=st.integers(0, 5)),
    optimizer=st.builds(
        OptimizerConfig,
        name=st.sampled_from(("sgd", "nesterov", "adadelta", "adamw")),
        schedule=SCHEDULES,
    ),
    regularization=st.builds(
        RegularizationConfig,
        l1=st.sampled_from((0.0, 0.01)),
        l2=st.sampled_from((0.0, 0.1)),
        half=st.booleans(),
        per_batch=st.booleans(),
    ),
    batch_size=st.sampled_from((0, 7, 10)),
)


@settings(max_examples=40, deadline=None)
@given(CONFIGS, st.integers(0, 40), st.integers(0, 30))
def test_a_moment_of_any_configuration_goes_on_elsewhere_to_the_bit(
    config: Config, before: int, after: int
) -> None:
    run, other = Trainer(config, DATA), Trainer(config, DATA)
    run.advance(before)
    kept = read_state(write_state(run, 0))
    other.restore(kept.state(config, DATA))
    for trainer in (run, other):
        trainer.advance(after)
    assert other.rate == run.rate
    assert other.state().is_same(run.state())


def changed(part: Any, path: tuple[str, ...] = ()) -> "list[tuple[tuple[str, ...], Any]]":
    """Return this part of a configuration with every single field changed in turn."""
    found: list[tuple[tuple[str, ...], Any]] = []
    for field in fields(part):
        value, where = getattr(part, field.name), (*path, field.name)
        if is_dataclass(value):
            others = changed(value, where)
        elif field.name == "layers":
            others = [((*where, *end), (other, *value[1:])) for end, other in changed(value[0])]
        else:
            others = [(where, _another(value))]
        found += [(end, replace(part, **{field.name: other})) for end, other in others]
    return found


def _another(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + 1
    return f"{value} of another kind" if isinstance(value, str) else (1.0,)


@pytest.mark.parametrize(
    ("path", "other"),
    [pytest.param(*row, id=".".join(row[0])) for row in changed(CONFIG)],
)
def test_every_field_of_the_configuration_tells_its_states_from_others(
    path: tuple[str, ...], other: Config
) -> None:
    same = fingerprint(other, DATA) == fingerprint(CONFIG, DATA)
    assert same == (path in TOLD_BY_THE_DATA)


def test_the_data_tell_their_states_from_others() -> None:
    text = write_state(Trainer(CONFIG, DATA), None)
    assert read_state(text).state(CONFIG, DATA).update == 0
    moved = replace(DATA, points=DATA.points + np.eye(2, DATA.points.shape[1]) * 1e-9)
    labelled = replace(DATA, labels=np.roll(DATA.labels, 1))
    tested = replace(DATA, test=~DATA.test)
    for data in (moved, labelled, tested):
        with pytest.raises(StateError, match="of another configuration or of other data"):
            read_state(text).state(CONFIG, data)
