"""Changes that a client asks for, as changes of the configuration."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...settings import Settings
from ...training.config import Config
from ...training.datasets import Data
from ..models.configuration import SHORTHAND
from ..problems import Refusal
from ..runs import configure, own_points
from .messages import PointsMessage

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


def changed_points(config: Config, data: Data, asked: PointsMessage, settings: Settings) -> Config:
    """Return the configuration with other points of one's own.

    Raises:
        Refusal: an index is that of no point.
        ConfigError: a point is none.
    """
    config = own_points(config, data)
    points: list[Any] = [list(point) for point in config.dataset.points or ()]
    for k, (index, x1, x2) in enumerate(asked.move):
        place = _place(index, len(points), f"/move/{k}/0")
        points[place] = [x1, x2, points[place][2]]
    gone = {_place(index, len(points), f"/remove/{k}") for k, index in enumerate(asked.remove)}
    kept = [] if asked.clear else [point for k, point in enumerate(points) if k not in gone]
    return configure({"dataset": {"points": kept + asked.add}}, settings, config)


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
