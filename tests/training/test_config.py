"""Reading a configuration: what is given counts, and what is wrong is pointed at."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language import ProgramError
from app.training.checks import check
from app.training.config import Bounds, Config
from app.training.errors import ConfigError
from app.training.reading import read_config, to_json


def test_nothing_given_is_the_default() -> None:
    assert read_config({}) == Config()


def test_what_is_written_reads_back() -> None:
    config = read_config({"layers": [{"units": 3, "activation": "maxout"}], "batch_size": 0})
    assert read_config(to_json(config)) == config


def test_a_part_changes_only_itself() -> None:
    base = read_config({"optimizer": {"name": "adam", "learning_rate": 0.5}, "batch_size": 3})
    changed = read_config({"optimizer": {"learning_rate": 0.25}}, base)
    assert changed.optimizer.name == "adam"
    assert changed.optimizer.learning_rate == 0.25
    assert changed.batch_size == 3


def test_new_layers_replace_the_old_ones_and_have_defaults() -> None:
    base = read_config({"layers": [{"units": 3, "activation": "relu"}]})
    assert read_config({"layers": [{"units": 4}]}, base).layers[0].activation == "tanh"


WRONG: list[tuple[Any, str, str]] = [
    ([], "/", "object"),
    ({"layer": []}, "/layer", "layers"),
    ({"layers": 3}, "/layers", "a list"),
    ({"layers": [{"units": "six"}]}, "/layers/0/units", "whole number"),
    ({"layers": [{"units": 0}]}, "/layers/0/units", "at least 1"),
    ({"layers": [{"units": 2.5}]}, "/layers/0/units", "whole number"),
    ({"layers": [{"units": True}]}, "/layers/0/units", "whole number"),
    ({"layers": [{"activation": "tahn"}]}, "/layers/0/activation", "tanh"),
    ({"layers": [{"dropout": 1}]}, "/layers/0/dropout", "0.95"),
    ({"layers": [{"residual": 1}]}, "/layers/0/residual", "true or false"),
    ({"regularization": {"half": 0}}, "/regularization/half", "true or false"),
    ({"optimizer": {"schedule": {"name": "cosin"}}}, "/optimizer/schedule/name", "cosine"),
    ({"optimizer": {"schedule": {"period": 0}}}, "/optimizer/schedule/period", "at least 1"),
    ({"optimizer": {"schedule": {"factor": 2}}}, "/optimizer/schedule/factor", "from 0 to 1"),
    ({"init": {"parameters": 3}}, "/init/parameters", "neither"),
    ({"init": {"parameters": [1, "a"]}}, "/init/parameters/1", "number"),
    ({"init": {"parameters": {"w1": []}}}, "/init/parameters/w1", "W1"),
    ({"init": {"parameters": {"W1": 3}}}, "/init/parameters/W1", "row"),
    ({"init": {"parameters": {"W1": [[1], 2]}}}, "/init/parameters/W1/1", "list"),
    ({"init": {"parameters": {"W1": [[1], [2, 3]]}}}, "/init/parameters/W1/1", "2 numbers"),
    ({"init": {"parameters": {"W1": [[1]], "b1": [1, 2]}}}, "/init/parameters/b1", "2 numbers"),
    ({"init": {"parameters": {"b2": [1]}}}, "/init/parameters/b2", "W2"),
    ({"bias": 1}, "/bias", "true or false"),
    ({"loss": None}, "/loss", "text"),
    ({"loss": "hinge"}, "/loss", "softmax"),
    ({"optimizer": {"momentum": 1.5}}, "/optimizer/momentum", "from 0"),
    ({"optimizer": {"learning_rate": float("nan")}}, "/optimizer/learning_rate", "number"),
    ({"optimizer": {"learning_rate": -1}}, "/optimizer/learning_rate", "at least 0"),
    ({"dataset": {"noise": "0.1"}}, "/dataset/noise", "number"),
    ({"dataset": {"points": [[1, 2]]}}, "/dataset/points/0", "3 numbers"),
    ({"dataset": {"points": [[1, 2, "a"]]}}, "/dataset/points/0/2", "number"),
]


@pytest.mark.parametrize(("given_", "where", "said"), WRONG, ids=[row[1] for row in WRONG])
def test_what_is_wrong_is_pointed_at(given_: Any, where: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_config(given_)
    assert caught.value.where == where
    assert said in f"{caught.value.message} {caught.value.hint}"


UNFIT: list[tuple[Any, str]] = [
    ({"dataset": {"name": "spirl"}}, "/dataset/name"),
    ({"dataset": {"samples": 6000}}, "/dataset/samples"),
    ({"dataset": {"classes": 3}}, "/dataset/classes"),
    ({"dataset": {"name": "blobs", "classes": 6}}, "/dataset/classes"),
    ({"dataset": {"variant": "own"}}, "/dataset/variant"),
    ({"dataset": {"name": "curve"}}, "/dataset/function"),
    ({"dataset": {"points": [[0, 0, 0]]}}, "/dataset/points"),
    ({"dataset": {"name": "custom"}}, "/dataset/points"),
    ({"dataset": {"name": "custom", "points": [[0, 0, 0.5]]}}, "/dataset/points/0/2"),
    ({"dataset": {"name": "custom", "points": [[0, 0, 7]]}}, "/dataset/points/0/2"),
    ({"features": []}, "/features"),
    ({"features": ["x1", "x1"]}, "/features/1"),
    ({"features": [f"x1 + {k}" for k in range(17)]}, "/features"),
    ({"features": ["sum(x1)"]}, "/features/0"),
    ({"features": ["x1", "x1\nx2"]}, "/features/1"),
    ({"layers": [{"units": 3}, {"units": 2, "residual": True}]}, "/layers/1/residual"),
    ({"layers": [{"units": 3, "residual": True}]}, "/layers/0/residual"),
    ({"loss": "softmax", "output_activation": "sigmoid"}, "/output_activation"),
    ({"init": {"scheme": "given"}}, "/init/parameters"),
    ({"init": {"parameters": [1, 2]}}, "/init/parameters"),
    ({"init": {"scheme": "he", "parameters": [1, 2]}}, "/init/parameters"),
    ({"layers": [{}] * 9}, "/layers"),
    ({"layers": [{"units": 65}]}, "/layers/0/units"),
    ({"dataset": {"name": "plane"}}, "/loss"),
    ({"output_activation": "tanh"}, "/output_activation"),
]


@pytest.mark.parametrize(("given_", "where"), UNFIT)
def test_what_does_not_fit_together_is_pointed_at(given_: Any, where: str) -> None:
    with pytest.raises(ConfigError) as caught:
        check(read_config(given_))
    assert caught.value.where == where
    assert caught.value.hint


FORMULAS = [("x3", 0), ("x1 +", 3), ("sin(x1", 3), ("foo(x1)", 0), ("x1 + x1^2", 7)]


@pytest.mark.parametrize(("text", "column"), FORMULAS)
def test_what_is_wrong_with_a_formula_is_pointed_at_in_its_field(text: str, column: int) -> None:
    with pytest.raises(ProgramError) as caught:
        check(read_config({"features": ["x1", text]}))
    assert (caught.value.field, caught.value.column) == ("/features/1", column)
    assert caught.value.hint


def test_parameters_ask_for_the_scheme_that_takes_them_and_another_drops_them() -> None:
    config = read_config({"layers": [], "init": {"parameters": [1, 2, 3, 4, 5, 6]}})
    check(config)
    assert config.init.scheme == "given"
    assert read_config(to_json(config)) == config
    other = read_config({"init": {"scheme": "he"}}, config)
    check(other)
    assert other.init.parameters is None


def test_the_bounds_are_those_that_are_given() -> None:
    config = read_config({"layers": [{"units": 65}]})
    check(config, Bounds(units=65))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["dataset", "layers", "units", "points", "features", "optimizer", "name"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_no_json_breaks_the_reading(json: Any) -> None:
    with suppress(ConfigError, ProgramError):
        check(read_config(json))
