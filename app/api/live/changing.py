"""Changes that a client asks for, as changes of the configuration and the data."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...bounds import train_bounds
from ...settings import Settings
from ...training.checks import check
from ...training.config import Config
from ...training.datasets import Data
from ...training.reading import read_config
from ..models.configuration import SHORTHAND
from ..problems import Refusal
from ..runs import configure, own_points, points_of
from .messages import Points

UNITS = {"standardize": None, "center": None, "scale": None}
"""What of a data set is found out anew."""


def unfolded(given: Mapping[str, Any]) -> dict[str, Any]:
    """Put options that came alone into their part of the configuration.

    Other data have units of their own: those of before hold for them only where that is said.
    """
    whole = {name: value for name, value in given.items() if name not in SHORTHAND}
    for name, part in SHORTHAND.items():
        if name in given and isinstance(inside := whole.get(part, {}), dict):
            whole[part] = {**inside, name: given[name]}
    dataset = whole.get("dataset")
    if isinstance(dataset, dict) and dataset.keys() & {"name", "points"}:
        whole["dataset"] = {**UNITS, **dataset}
    return whole


def set_in(
    config: Config, data: Data, given: Mapping[str, Any], settings: Settings
) -> tuple[Config, Data]:
    """Return the configuration and the data where a part of them is set.

    Raises:
        ConfigError: it is wrong, or larger than the settings allow.
    """
    now = configure(unfolded(given), settings, config)
    return now, data if now.dataset == config.dataset else points_of(now, settings)


def with_points(
    config: Config, data: Data, asked: Points, settings: Settings
) -> tuple[Config, Data]:
    """Return the configuration and the data with other points of one's own.

    Raises:
        Refusal: an index is that of no point.
        ConfigError: a point is none.
    """
    now = _changed_points(config, data, asked, settings)
    return now, seen_as(points_of(now, settings), data)


def check_places(parameters: Sequence[Sequence[float]], size: int, where: str) -> None:
    """Check that there are the parameters that are put.

    Raises:
        Refusal: there is none of that number.
    """
    for k, (index, _) in enumerate(parameters):
        if index != int(index) or not 0 <= index < size:
            raise refused(
                f"{where}/{k}/0",
                f"there is no parameter {index:g}",
                f"they are numbered from 0 to {size - 1}",
            )


def refused(where: str, what: str, hint: str | None = None) -> Refusal:
    """Return the refusal of a message because of one of its fields."""
    return Refusal("invalid-message", what, hint=hint, errors=[(where, what)])


def _changed_points(config: Config, data: Data, asked: Points, settings: Settings) -> Config:
    config = own_points(config, data)
    points = list(config.dataset.points or ())
    moved = [[x1, x2, 0] for _, x1, x2 in asked.move]
    new = read_config({"dataset": {"points": moved + asked.add}}).dataset.points or ()
    for k, ((index, *_), (x1, x2, _)) in enumerate(zip(asked.move, new, strict=False)):
        place = _place(index, len(points), f"/move/{k}/0")
        points[place] = (x1, x2, points[place][2])
    gone = {_place(index, len(points), f"/remove/{k}") for k, index in enumerate(asked.remove)}
    kept = [] if asked.clear else [point for k, point in enumerate(points) if k not in gone]
    all_points = (*kept, *new[len(moved) :])
    config = replace(config, dataset=replace(config.dataset, points=all_points))
    check(config, train_bounds(settings))
    return config


def seen_as(data: Data, before: Data) -> Data:
    """Return the data on the plane that they are placed on, unless they reach beyond it.

    A plane that changed with each point would move under the hand that places them.
    """
    same = replace(data, middle=before.middle, extent=before.extent)
    return same if same.fits and data.standard == before.standard else data


def _place(index: float, count: int, where: str) -> int:
    if index == int(index) and 0 <= index < count:
        return int(index)
    raise Refusal(
        "invalid-message",
        f"there is no point {index:g}",
        hint=f"they are numbered from 0 to {count - 1}" if count else "there are none",
        errors=[(where, "no such point")],
    )
