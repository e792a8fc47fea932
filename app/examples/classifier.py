"""The presets of the classifier page: one TOML file each, in ``classifier/``.

A file holds what a graph preset's does up to the ``note``, the ``mode`` that it opens, and the
setting: the names of the ``classes``, the ``labels`` of the rows,
perhaps the names of the ``features``, where they are no pixels, and either the ``data`` with
``weights`` (a row for each class) and perhaps ``biases``, or the ``scores`` themselves; the
``loss``, its ``margin``, the ``strength`` of the penalty and whether it is the ``half`` of it; the
``rule`` and ``rate`` of the updates, how many were ``made``, how many a second (``pace``), and
which ``stage`` is open. A preset of the mode ``images`` has a table ``images`` of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from . import load_all

FOLDER = Path(__file__).parent / "classifier"

Rows = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Preset:
    """One preset of the classifier page."""

    id: str
    title: str
    topic: str
    note: str
    mode: str = "one"
    classes: tuple[str, ...] = ()
    labels: tuple[int, ...] = ()
    features: tuple[str, ...] = ()
    """The names of the columns of the data; without any they are pixels, or x1 and x2."""
    data: Rows | None = None
    weights: Rows | None = None
    biases: tuple[float, ...] | None = None
    scores: Rows | None = None
    """The scores themselves, where there is nothing that they are made of."""
    loss: str = "svm"
    margin: float = 1.0
    strength: float = 0.0
    half: bool = False
    rule: str = "sgd"
    rate: float = 0.1
    made: int = 0
    pace: int = 10
    stage: str = "loss"
    images: Mapping[str, Any] | None = None
    order: int = 1_000
    rows: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    """The labels of the decks it comes from."""
    file: Path = field(default=Path(), compare=False)


@cache
def all_presets() -> tuple[Preset, ...]:
    """Give every preset in the order of the menu; read once."""
    return load_all(FOLDER, Preset)
