"""The shapes of a picture as straight lines and cubic curves between points.

Path data is what the layout writes of its wires and arrays.py of its marks: the commands
``M L H V h v C Q Z z``, and ``a`` for half a circle.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..ink import Path, Pill

Point: TypeAlias = tuple[float, float]

KAPPA = 0.5522847498307936
"""How far the handles of a quarter circle reach, in radii: 4/3 · (√2 − 1)."""

_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "h": 1, "v": 1, "C": 6, "Q": 4, "a": 7, "Z": 0}
_WORDS = re.compile(r"([A-Za-z])|(-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?)|[\s,]+")


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a shape: begin at a point, a line to one, a curve to one, or back to the start.

    A curve has its two handles before its end.
    """

    kind: Literal["move", "line", "curve", "close"]
    points: tuple[Point, ...] = ()


def outline(shape: Path | Pill) -> list[Segment]:
    """Return the pieces of a shape, where it stands."""
    if isinstance(shape, Pill):
        return [*_pill(shape)]
    return [
        Segment(piece.kind, tuple((x + shape.x, y + shape.y) for x, y in piece.points))
        for piece in read_path(shape.d)
    ]


def read_path(d: str) -> Iterator[Segment]:
    """Read path data.

    Raises:
        ValueError: it holds a command that no picture has.
    """
    at: Point = 0.0, 0.0
    start = at
    for command, numbers in _commands(d):
        match command:
            case "M":
                at = start = numbers[0], numbers[1]
                yield Segment("move", (at,))
            case "Z":
                at = start
                yield Segment("close")
            case "a":
                end = at[0] + numbers[5], at[1] + numbers[6]
                yield from _half_circle(at, end)
                at = end
            case "C" | "Q":
                points = tuple(zip(numbers[::2], numbers[1::2], strict=True))
                yield Segment("curve", points if command == "C" else _cubic(at, *points))
                at = points[-1]
            case _:
                at = _line_end(command, at, numbers)
                yield Segment("line", (at,))


def _commands(d: str) -> Iterator[tuple[str, list[float]]]:
    """Give each command with its numbers; one that is not repeated may have several sets."""
    command, end = "", 0
    numbers: list[float] = []
    for word in _WORDS.finditer(d):
        if word.start() != end:
            break
        end = word.end()
        if word[1]:
            command, numbers = word[1].replace("z", "Z"), []
        elif word[2]:
            numbers.append(float(word[2]))
        else:
            continue
        count = _ARGUMENTS.get(command)
        if count is None:
            break
        if len(numbers) == count:
            yield command, numbers
            numbers = []
    else:
        if end == len(d) and not numbers:
            return
    raise ValueError(f"no path of a picture: {d[:80]!r}, at {end}")


def _line_end(command: str, at: Point, numbers: list[float]) -> Point:
    x, y = at
    ends = {"H": (numbers[0], y), "V": (x, numbers[0])}
    ends |= {"h": (x + numbers[0], y), "v": (x, y + numbers[0])}
    return ends[command] if command != "L" else (numbers[0], numbers[1])


def _cubic(start: Point, handle: Point, end: Point) -> tuple[Point, ...]:
    """Return the cubic curve that a quadratic one is."""
    (hx, hy), third = handle, 2 / 3
    first, second = ((x + third * (hx - x), y + third * (hy - y)) for x, y in (start, end))
    return first, second, end


def _half_circle(start: Point, end: Point) -> Iterator[Segment]:
    """Go half round a circle, from one end of a diameter to the other; left is over the top."""
    (x0, y0), (x1, y1) = start, end
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    rx, ry = x0 - x, y0 - y  # from the middle to the start
    tx, ty = ry, -rx  # the way that it leaves the start
    top = x + tx, y + ty
    k = KAPPA
    handles = (x0 + k * tx, y0 + k * ty), (top[0] + k * rx, top[1] + k * ry)
    yield Segment("curve", (*handles, top))
    handles = (top[0] - k * rx, top[1] - k * ry), (x1 + k * tx, y1 + k * ty)
    yield Segment("curve", (*handles, end))


def _pill(pill: Pill) -> Iterator[Segment]:
    r = pill.height / 2
    left, right, top = pill.x + r, pill.x + pill.width - r, pill.y
    bottom = top + pill.height
    yield Segment("move", ((left, bottom),))
    yield from _half_circle_right((left, bottom), (left, top), -r)
    yield Segment("line", ((right, top),))
    yield from _half_circle_right((right, top), (right, bottom), r)
    yield Segment("close")


def _half_circle_right(start: Point, end: Point, out: float) -> Iterator[Segment]:
    """Go half round a circle from a point to the one above or below it, ``out`` to one side."""
    (x, y0), (_, y1) = start, end
    middle = x + out, (y0 + y1) / 2
    k = KAPPA
    r = (y1 - y0) / 2
    yield Segment("curve", ((x + k * out, y0), (middle[0], middle[1] - k * r), middle))
    yield Segment("curve", ((middle[0], middle[1] + k * r), (x + k * out, y1), end))
