"""The presets of the descent page: one TOML file each, in ``descent/``.

A file holds what a graph preset's does up to the ``program``, and beside it what runs down its
loss: the ``rules``, the learning ``rate``, the ``updates`` and how many a second (``pace``), the
``starts`` (1 is the program's own numbers, more are random), the ``tab`` that is open, whether the
``whole`` program learns or only what the axes are about, ``rates`` of rules that have their own,
``options`` of the rules, such as momentum, a ``schedule`` of the rate with its options, the
``noise`` in the gradient, the rows of a mini-``batch`` (0 is all), the ``seed`` of both, and two
``[[axes]]``: each a ``name`` with the ``index`` of an element, or a ``direction`` with a ``seed``
(of principal ones: which), from ``low`` to ``high``, without which the page finds a range.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from . import load_all

FOLDER = Path(__file__).parent / "descent"


@dataclass(frozen=True, slots=True)
class Preset:
    """One preset of the descent page."""

    id: str
    title: str
    topic: str
    note: str
    program: str
    axes: tuple[Mapping[str, Any], ...]
    rules: tuple[str, ...]
    rate: float
    updates: int
    pace: int = 10
    starts: int = 1
    tab: str = "loss"
    whole: bool = False
    rates: Mapping[str, float] = field(default_factory=dict)
    options: Mapping[str, float] = field(default_factory=dict)
    schedule: Mapping[str, Any] = field(default_factory=dict)
    noise: float = 0.0
    batch: int = 0
    seed: int = 1
    order: int = 1_000
    rows: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    """The labels of the decks it comes from."""
    file: Path = field(default=Path(), compare=False)


@cache
def all_presets() -> tuple[Preset, ...]:
    """Give every preset in the order of the menu; read once."""
    return load_all(FOLDER, Preset)
