"""How a number stands in the picture: its marks, its size, its ring, and the colour of its wire.

What depends on the label alone, and on nothing that stood there before, so that the server's
picture of a step and the page's are the same; static/js/picture/figures.js does the same, and one
golden file holds both to it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .forms import TOLD
from .labels import Label
from .layout import FIGURE
from .place import CHARACTER, SIGNED
from .runs import Run
from .symbols import NUMBER

MARKS = {"reverse": "◂", "forward": "▸"}
"""Which way the number below a wire travels; it tells without colour."""
SIZE = FIGURE
"""Height of a figure, in px: what the layout counts on."""
BESIDE = 12.5
"""Height of what is said beside a number, in px."""
BESIDE_CHARACTER = 7.2
"""Width that a character of it is given, in px."""
BESIDE_GAP = 5.0
"""Room before it, in px."""
SMALLEST = 7.0
"""Height that no figure falls short of, in px."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What is written, and how."""

    text: str
    size: float | None = None
    """Its height in px, where it is too wide to be written at ``SIZE``, or told at ``TOLD``."""
    ringed: bool = False
    """It has the ring of an exact zero, so that it is no blank."""


def named(label: Label, room: float, names: Sequence[str]) -> Label:
    """Write a number with its name, or by it alone, as there is room, also while it is told.

    A zero has no sign of a sum before it, and so none of an equation.
    """
    if not names or not label.text:
        return label
    said = [name.replace(NUMBER, label.text) for name in names]
    wide = (text for text in said if len(text) * CHARACTER * TOLD / SIZE <= room + 1)
    text = next(wide, said[-1])
    return replace(label, text=text.removeprefix("= ") if label.zero else text)


def above(label: Label, room: float, told: bool = False) -> Figure:
    """Set a value, which has ``room`` px of width."""
    return Figure(label.text, fitted(label.text, room, TOLD if told else SIZE))


def below(label: Label, room: float, mark: str, sign: str = "", told: bool = False) -> Figure:
    """Set a gradient or a tangent; the marks before it have room of their own."""
    size = TOLD if told else SIZE
    if not label.text or label.zero:
        return Figure(label.text, fitted(label.text, room, size), ringed=label.zero)
    text = " ".join(part for part in (mark, sign, label.text) if part)
    wide = room + (SIGNED if sign else 2 * CHARACTER) * (size / SIZE)
    return Figure(text, fitted(text, wide, size))


def beside(figure: Figure, room: float, marks: Sequence[str], mark: str = "") -> str:
    """Return the first mark that has room beside a figure, also while it is told; or none.

    Before a gradient there is its own ``mark``, which has room of its own.
    """
    if not figure.text or figure.ringed:
        return ""
    free = room + (2 * CHARACTER * TOLD / SIZE if mark else 0)
    free -= len(figure.text) * CHARACTER * TOLD / SIZE + BESIDE_GAP
    return next((text for text in marks if len(text) * BESIDE_CHARACTER <= free), "")


def mark_runs(said: str) -> tuple[Run, ...]:
    """Return what is said beside a number, as it stands in the line of its text."""
    return (Run(said, BESIDE, BESIDE_GAP, weight=500),) if said else ()


def ring_half(text: str, told: bool = False) -> float:
    """Return half the width in px of the ring around a text."""
    return (9.5 + CHARACTER * max(len(text) - 1, 0) / 2) * (TOLD / SIZE if told else 1)


def wire_class(label: Label) -> str:
    """Return the class of a wire by what has flowed back through it."""
    if not label.text:
        return ""
    return "zero" if label.zero else "back"


def fitted(text: str, room: float, size: float = SIZE) -> float | None:
    """Return the height in px of a text that is too wide for its room at a size."""
    return fitted_length(len(text), room, size)


def fitted_length(characters: float, room: float, size: float = SIZE) -> float | None:
    """Return the same of a text of so many characters."""
    wanted = characters * CHARACTER
    if wanted * (size / SIZE) <= room + 1:
        return None
    # Down to a tenth: scripts do not round a half as Python does.
    return max(math.floor(10 * SIZE * room / wanted) / 10, SMALLEST)
