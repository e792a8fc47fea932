"""What a picture is made of, before it is written as SVG, TikZ or PDF.

Texts and shapes in px, y down, that know the names of their looks (``themes.LOOKS``) and no
colours; and what the page knows by name: wires, numbers and arrays on them, in the parts of the
picture that stand for an edge, an output or a node.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from .labels import Kind
from .runs import Run
from .slots import Slot


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text about its middle, or, of a cell, up to its end."""

    x: float
    y: float
    """Its baseline."""
    text: str
    classes: str
    size: float | None = None
    """Its height in px, where its looks do not say it."""
    within: str = ""
    runs: tuple[Run, ...] = ()
    """What follows on the same line."""


@dataclass(frozen=True, slots=True)
class Path:
    """A shape, as SVG path data."""

    d: str
    classes: str
    within: str = ""
    opacity: float | None = None
    """Of its filling."""
    x: float = 0.0
    y: float = 0.0
    """Where the origin of its data is."""


@dataclass(frozen=True, slots=True)
class Pill:
    """A rectangle with round ends; a circle where it is as wide as it is high."""

    x: float
    y: float
    width: float
    height: float
    classes: str
    within: str = ""


Ink: TypeAlias = Text | Path | Pill


@dataclass(frozen=True, slots=True)
class Wire:
    """A wire and the arrowhead at its end."""

    path: str
    classes: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number in its place, and the ring that it has while it is an exact zero."""

    slot: Slot
    text: Text
    ring: Pill
    is_ringed: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A grid or a tile in its place, and its marks as seen from there."""

    slot: Slot
    marks: tuple[Text | Path, ...]


_LAST_RUN = re.compile("(?:H[-0-9.]+)+$")

Item: TypeAlias = Ink | Wire | Number | Block


@dataclass(frozen=True, slots=True)
class Part:
    """An edge, an output or a node, as it is drawn at one step."""

    kind: Kind
    id: int
    items: tuple[Item, ...]
    title: str | None = None
    """What is said of it to those who point at it."""
    classes: str = ""


def inks_of(item: Item) -> Iterator[Ink]:
    """Give all that is drawn of something, where it is drawn on paper."""
    match item:
        case Wire():
            yield Path(item.path, item.classes)
            yield Path(tip_of(item.path), "tip")
        case Number():
            if item.is_ringed:
                yield item.ring
            if item.text.text:
                yield item.text
        case Block():
            x, y = item.slot.at
            for mark in item.marks:
                yield replace(mark, x=mark.x + x, y=mark.y + y)
        case _:
            yield item


def tip_of(path: str) -> str:
    """Return the arrowhead of a wire, whose last run is horizontal."""
    x, y = _end(path)
    return f"M{x - 7.9:.1f} {y - 3.9:.1f}L{x + 1.1:.1f} {y:.1f}L{x - 7.9:.1f} {y + 3.9:.1f}Z"


def _end(path: str) -> tuple[float, float]:
    """Return where a wire ends."""
    before = _LAST_RUN.sub("", path)
    return float(path.rpartition("H")[2]), float(re.split("[ ,A-Z]", before)[-1])
