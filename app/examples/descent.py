"""The presets of the descent page: one TOML file each, in ``descent/``.

A file holds what a graph preset's does up to the ``program``, and beside it what runs down its
loss: the ``rules``, the learning ``rate``, the ``updates`` and how many a second (``pace``), the
``starts`` (1 is the program's own numbers, more are random), the ``tab`` that is open, whether the
``whole`` program learns or only what the axes are about, and two ``[[axes]]``: each a ``name`` with
the ``index`` of an element, or a ``direction`` with a ``seed``, from ``low`` to ``high``.
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
    order: int = 1_000
    rows: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    """The labels of the decks it comes from."""
    file: Path = field(default=Path(), compare=False)


@cache
def all_presets() -> tuple[Preset, ...]:
    """Give every preset in the order of the menu; read once."""
    return load_all(FOLDER, Preset)
