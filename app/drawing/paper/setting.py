"""A text set in the fonts that every reader of PDF has: what is written where, and how wide."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from ..ink import Text
from .letters import UNKNOWN, accented, greek, letters_of
from .metrics import FIRST, GREEK_SYMBOL, HELVETICA, HELVETICA_BOLD, SYMBOL
from .styles import BOLD, Style

Font: TypeAlias = Literal[
    "Helvetica",
    "Helvetica-Bold",
    "Helvetica-Oblique",
    "Helvetica-BoldOblique",
    "Symbol",
]
CODES = "cp1252"
"""The encoding of all but Symbol, which has its own."""
SMALLER = 0.7
"""Size of what is raised or lowered by the text itself, as a share of that of its text."""
RAISED, LOWERED = 0.36, -0.16
"""How far it is, as a share of that size."""
MARKS = {
    "\u0300": "`", "\u0301": "\u00b4", "\u0302": "\u02c6", "\u0303": "\u02dc", "\u0304": "\u00af",
    "\u0308": "\u00a8", "\u0327": "\u00b8",
}  # fmt: skip
"""What stands for a mark over a letter or under it."""
OVER_CAPITALS = 0.2
"""How much higher it stands over a capital, as a share of the size."""

TRIANGLE = ((0.52, 0.62), (0.06, 0.35), (0.52, 0.08))
"""The corners of ◂, which no standard font has, as shares of the size; ▸ is its reflection."""
TRIANGLE_WIDTH = 0.58
SQUARE = ((0.1, 0.02), (0.1, 0.66), (0.74, 0.66), (0.74, 0.02))
SQUARE_WIDTH = 0.84
SHAPES = {
    "◂": (TRIANGLE, TRIANGLE_WIDTH),
    "▸": (tuple((TRIANGLE_WIDTH - x, y) for x, y in TRIANGLE), TRIANGLE_WIDTH),
    "▢": (SQUARE, SQUARE_WIDTH),
}


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Some characters of one font, or a filled shape, from where they begin on the line."""

    x: float
    width: float
    size: float
    rise: float
    font: Font = "Helvetica"
    codes: bytes = b""
    corners: tuple[tuple[float, float], ...] = ()
    """Of a shape, as shares of the size, up and to the right."""


def set_text(text: Text, style: Style) -> list[Glyphs]:
    """Set a text and what follows it on its line; x counts from where the text stands."""
    glyphs: list[Glyphs] = []
    x = 0.0
    for run, looks, rise, gap in _runs(text, style):
        glyphs += [
            replace(one, x=one.x + x + gap, rise=one.rise + rise) for one in _set(run, looks)
        ]
        x = _end(glyphs) if glyphs else gap
    width = _end(glyphs)
    shift = -width if style.is_to_end else -width / 2
    return [replace(one, x=one.x + shift) for one in glyphs]


def _end(glyphs: Sequence[Glyphs]) -> float:
    return max((one.x + one.width for one in glyphs), default=0.0)


def _runs(text: Text, style: Style) -> Iterator[tuple[str, Style, float, float]]:
    """Give the pieces of a text, how each looks, how far it is raised, and the room before it."""
    yield text.text, style, 0.0, 0.0
    for run in text.runs:
        looks = replace(
            style,
            size=run.size or style.size,
            is_bold=style.is_bold if run.weight is None else run.weight >= BOLD,
            is_italic=style.is_italic and not run.is_upright,
        )
        yield run.text, looks, run.rise, run.gap


def _set(text: str, style: Style) -> Iterator[Glyphs]:
    """Set a piece of a text; neighbours of one font are together."""
    x = 0.0
    before: Glyphs | None = None
    for letters in letters_of(unicodedata.normalize("NFC", text)):
        size = style.size * (SMALLER if letters.level else 1.0)
        rise = style.size * {1: RAISED, -1: LOWERED}.get(letters.level, 0.0)
        for character in letters.text:
            start = x
            for one in _character(character, style, size):
                placed = replace(one, x=start + one.x, rise=one.rise + rise)
                x = max(x, placed.x + placed.width)
                if before is not None and _continues(before, placed):
                    width, codes = before.width + placed.width, before.codes + placed.codes
                    before = replace(before, codes=codes, width=width)
                    continue
                if before is not None:
                    yield before
                before = placed
    if before is not None:
        yield before


def _continues(before: Glyphs, one: Glyphs) -> bool:
    follows = abs(before.x + before.width - one.x) < 1e-9
    alike = (before.font, before.size, before.rise) == (one.font, one.size, one.rise)
    return follows and alike and bool(before.codes and one.codes)


def _character(character: str, style: Style, size: float) -> Iterator[Glyphs]:
    """Set one character: in Helvetica, in Symbol, as a shape, or as a letter with a mark."""
    if character in SHAPES:
        corners, width = SHAPES[character]
        yield Glyphs(0.0, width * size, size, 0.0, corners=corners)
        return
    found = SYMBOL.get(character) or GREEK_SYMBOL.get(greek(character))
    if found is not None:
        code, thousandths = found
        yield Glyphs(0.0, thousandths * size / 1000, size, 0.0, "Symbol", bytes([code]))
        return
    name = greek(character)
    letter, mark = accented(character)
    if len(name) == 1:
        yield _plain(name, style, size)
    elif _has(character):
        yield _plain(character, style, size)
    elif mark in MARKS and _has(letter):
        base = _plain(letter, style, size)
        over = _plain(MARKS[mark], style, size)
        rise = OVER_CAPITALS * size if letter.isupper() else 0.0
        yield base
        yield replace(over, x=(base.width - over.width) / 2, rise=rise)
    else:
        yield _plain(" " if character.isspace() else UNKNOWN, style, size)


def _has(character: str) -> bool:
    try:
        code = character.encode(CODES)[0]
    except UnicodeEncodeError:
        return False
    return code >= FIRST and HELVETICA[code - FIRST] > 0


def _plain(character: str, style: Style, size: float) -> Glyphs:
    codes = character.encode(CODES)
    widths = HELVETICA_BOLD if style.is_bold else HELVETICA
    width = widths[codes[0] - FIRST] * size / 1000
    return Glyphs(0.0, width, size, 0.0, _font(style), codes)


def _font(style: Style) -> Font:
    if style.is_bold:
        return "Helvetica-BoldOblique" if style.is_italic else "Helvetica-Bold"
    return "Helvetica-Oblique" if style.is_italic else "Helvetica"
