"""The presets of the lab: one TOML file each, in ``boundary/``.

A file holds what a graph preset's does up to the ``note``, and a ``config`` to begin with; what it
does not say is the default. A ``code`` is a program as it was written: its ``text``, and ``lines``
by what they compute (``run``, ``forward``, ``loss``, ``gradients``, ``update``). ``chart`` says
what the chart opens with, ``loss`` or ``gradients``. A comparison has a
``[[compare]]`` for each of up to four runs side by side, with a title and what is different in its
``config``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from . import load_all

FOLDER = Path(__file__).parent / "boundary"


@dataclass(frozen=True, slots=True)
class Preset:
    """One preset of the lab."""

    id: str
    title: str
    topic: str
    note: str
    config: Mapping[str, Any]
    code: Mapping[str, Any] | None = None
    compare: tuple[Mapping[str, Any], ...] = ()
    chart: Literal["loss", "gradients"] = "loss"
    """What the chart opens with: loss and accuracy, or the gradients of the layers."""
    order: int = 1_000
    rows: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    """The labels of the decks it comes from."""
    file: Path = field(default=Path(), compare=False)


@cache
def all_presets() -> tuple[Preset, ...]:
    """Give every preset in the order of the menu; read once."""
    return load_all(FOLDER, Preset)
