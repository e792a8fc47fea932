"""How an array stands on a wire: a grid of its numbers between brackets, or a tile of colours.

A list of marks, in px from the middle of the edge of its room that is next to the wire, so that it
is the same at every wire; static/js/picture/arrays.js makes the same, and one golden file holds
both to it. Beyond the numbers, seen from the wire, stands the caption that says the shape.

In a grid all figures are written alike (app/trace/cell_numbers.py), have one size and end below
each other, the widest in the middle of its cell; the unit they are told in stands with the shape.
In a tile the strength of a colour is the size of a number, in eighths of the largest of its array;
what is not zero is never blank, and a negative number has a bar, so that it is told without colour.
What is exactly zero in a gradient has the ring of an exact zero in both.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..trace.cell_numbers import hundredths, writing_of
from ..trace.raster import raster_of
from .figures import SIZE, SMALLEST
from .forms import (
    BRACKET,
    CAPTION,
    CAPTION_SIZE,
    CELL,
    CELL_LINE,
    GAP,
    TOLD,
    Form,
    caption_width,
)
from .labels import Elements, Label

LEVELS = 8
"""Steps of a tile's scale to each side of zero."""
FAINTEST = 0.16
"""Opacity of the lowest step above zero."""
FINE = 4.0
"""Side from which on a cell of a tile has room for a bar or a ring, in px."""
CAP = 0.73
"""Height of a figure, as a share of the size it is set at."""
BESIDE = 5.0
"""Room between the end of a figure and the next cell at least, in px."""
SHAPE_OFF = 5.0
"""Distance from the wire of a shape that stands for its numbers, in px."""
CAPTION_LEAST = 12.0
"""Size from which on a caption is read, in px; a shorter one takes the place of a smaller one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A text at a point, or a path."""

    classes: str
    text: str = ""
    path: str = ""
    x: float = 0.0
    y: float = 0.0
    size: float | None = None
    """Height of a text in px, where its class does not say it."""
    opacity: float | None = None
    """Of the filling of a path."""


def array_marks(
    label: Label, form: Form, kind: str, captions: Sequence[str], told: bool, under: bool
) -> list[Mark]:
    """Return how an array stands above the place that it is given, or ``under`` it.

    ``kind`` is ``value``, ``gradient`` or ``tangent``.
    """
    if label.array is None:
        is_shape = label.text and form.kind != "number"
        return [_shape(form, kind, captions, told, under)] if is_shape else []
    top = 0.0 if under else -form.rows * form.side
    if form.kind == "tile":
        return [*_tile(label.array, form, kind, top), _caption(form, kind, captions, under)]
    writing = writing_of(label.array.numbers, label.array.digits)
    texts = [*map(writing.write, label.array.numbers)]
    if writing.unit:
        captions = [f"{caption} · {writing.unit}" for caption in captions]
    grid = _grid(label.array, texts, form, kind, top, told)
    return [*grid, _caption(form, kind, captions, under)]


def _shape(form: Form, kind: str, captions: Sequence[str], told: bool, under: bool) -> Mark:
    """Write next to the wire what is else said beyond the numbers, as large as a number is.

    Which caption that is does not change while it is told.
    """
    rooms = [100 * form.width / caption_width(text) for text in captions]
    chosen = next((k for k, size in enumerate(rooms) if size >= CAPTION_SIZE), -1)
    size = min(math.floor(10 * rooms[chosen]) / 10, TOLD if told else SIZE)
    y = tenth(SHAPE_OFF + CAP * size) if under else -SHAPE_OFF
    return Mark(kind, captions[chosen], y=y, size=size)


def _caption(form: Form, kind: str, captions: Sequence[str], under: bool) -> Mark:
    """Write the first caption that can be read there, or else the last."""
    y = form.height - 4 if under else CAPTION - 5 - form.height
    x, room = 0.0, form.width
    if form.is_small:
        room -= form.wide * form.columns + GAP
        x = tenth((form.width - room) / 2)
        y = 14.0 if under else -4.0
    sizes = [_caption_size(text, room) for text in captions]
    chosen = next((k for k, size in enumerate(sizes) if size >= CAPTION_LEAST), -1)
    size = None if sizes[chosen] == CAPTION_SIZE else sizes[chosen]
    return Mark(f"{kind} caption", captions[chosen], x=x, y=y, size=size)


def _caption_size(text: str, room: float) -> float:
    width = caption_width(text)
    if width * CAPTION_SIZE <= 100 * room:
        return CAPTION_SIZE
    return math.floor(1000 * room / width) / 10


# -- grids ----------------------------------------------------------------------------------------


def _grid(
    array: Elements, texts: Sequence[str], form: Form, kind: str, top: float, told: bool
) -> list[Mark]:
    widest = max((hundredths(text) for text in texts), default=0)
    size = _size(widest, TOLD if told else SIZE)
    left = -CELL * form.columns / 2
    rest = (CELL_LINE - CAP * size) / 2
    beside = tenth(max(BESIDE, (CELL - widest * size / 100) / 2))
    figures: list[Mark] = []
    rings: list[str] = []
    for k, (one, text) in enumerate(zip(array.numbers, texts, strict=True)):
        row, column = divmod(k, form.columns)
        x = tenth(left + CELL * (column + 1) - beside)
        y = tenth(top + CELL_LINE * (row + 1) - rest)
        zero = kind != "value" and one == 0
        figures.append(
            Mark(f"{kind} cell none" if zero else f"{kind} cell", text, x=x, y=y, size=size)
        )
        if zero:
            rings.append(_circle(x - 0.3 * size, y - CAP * size / 2, CELL_LINE / 2 - 1.5))
    marks = [Mark(f"border-{kind}", path=_brackets(form, left, top))]
    if rings:
        marks.append(Mark("ring", path="".join(rings)))
    return marks + figures


def _size(widest: int, size: float) -> float:
    """Return the size at which a figure of such a width fits its cell."""
    room = CELL - BESIDE
    if widest * size <= 100 * room:
        return size
    return max(math.floor(1000 * room / widest) / 10, SMALLEST)


def _brackets(form: Form, left: float, top: float) -> str:
    top, bottom = top + 1, top + CELL_LINE * form.rows - 1
    a, b = left - BRACKET + 2, -left + BRACKET - 2
    parts = [f"M{number(a + 6)} {number(top)}H{number(a)}V{number(bottom)}H{number(a + 6)}"]
    parts.append(f"M{number(b - 6)} {number(top)}H{number(b)}V{number(bottom)}H{number(b - 6)}")
    return "".join(parts)


# -- tiles ----------------------------------------------------------------------------------------


def _tile(array: Elements, form: Form, kind: str, top: float) -> list[Mark]:
    columns = array.shape[-1]
    numbers = array.numbers if array.coarse else raster_of(array.numbers, columns)
    wide, side, left = form.wide, form.side, _left(form)
    corners = [
        (left + wide * (k % form.columns), top + side * (k // form.columns))
        for k in range(len(numbers))
    ]
    shades: dict[tuple[str, float | None], list[str]] = {}
    bars: list[str] = []
    rings: list[str] = []
    for one, level, (x, y) in zip(numbers, levels_of(numbers), corners, strict=True):
        middle = y + side / 2
        if level is None:
            shades.setdefault(("odd", None), []).append(_cell(x, y, wide, side))
        elif level == 0:
            if kind != "value" and side >= FINE:
                rings.append(_circle(x + wide / 2, middle, 0.23 * side))
        else:
            sign = "minus" if one < 0 else "plus"
            shades.setdefault((sign, opacity_of(level)), []).append(_cell(x, y, wide, side))
        if one < 0 and side >= FINE:
            bars.append(
                f"M{number(x + wide / 2 - 0.18 * side)} {number(middle)}h{number(0.36 * side)}"
            )
    marks = [Mark(name, path="".join(d), opacity=o) for (name, o), d in shades.items()]
    for name, parts in (("bar", bars), ("ring", rings)):
        if parts:
            marks.append(Mark(name, path="".join(parts)))
    return [*marks, Mark(f"border-{kind}", path=_frame(form, left, top))]


def _left(form: Form) -> float:
    """Return where the cells of a tile begin."""
    return -form.width / 2 if form.is_small else -form.wide * form.columns / 2


def levels_of(numbers: Sequence[float]) -> list[int | None]:
    """Return the step of the scale, 0 to 8, of each of some numbers; of what is no number none."""
    limit = max((abs(x) for x in numbers if math.isfinite(x)), default=0.0)
    return [
        None if not math.isfinite(x) else 0 if x == 0 else math.ceil(LEVELS * (abs(x) / limit))
        for x in numbers
    ]


def opacity_of(level: int) -> float:
    """Return how strong the colour of a step is."""
    return math.floor(1000 * (FAINTEST + (1 - FAINTEST) * (level - 1) / (LEVELS - 1)) + 0.5) / 1000


def _cell(x: float, y: float, wide: float, side: float) -> str:
    air = side / 28
    across = number(wide - 2 * air)
    return f"M{number(x + air)} {number(y + air)}h{across}v{number(side - 2 * air)}h-{across}z"


def _circle(x: float, y: float, r: float) -> str:
    arc = f"a{number(r)} {number(r)} 0 1 0"
    return f"M{number(x - r)} {number(y)}{arc} {number(2 * r)} 0{arc} {number(-2 * r)} 0z"


def _frame(form: Form, left: float, top: float) -> str:
    if not form.rows:
        return ""
    width, height = form.wide * form.columns, form.side * form.rows
    return f"M{number(left)} {number(top)}h{number(width)}v{number(height)}h{number(-width)}z"


def tenth(value: float) -> float:
    """Round to a tenth; halves go up, as they do in scripts."""
    return math.floor(10 * value + 0.5) / 10


def number(value: float) -> str:
    """Write a coordinate to a tenth, as scripts write numbers."""
    rounded = tenth(value)
    return str(int(rounded)) if rounded == int(rounded) else repr(rounded)
