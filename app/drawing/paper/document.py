"""A story as a PDF, drawn without a browser: a page a step, or the page of one step."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...choices import By
from ...trace import Trace
from ..frames import Frame, Sheet, frames_of, shown
from ..ink import Ink, Path, Text, inks_of
from ..picture import Options, Picture
from ..place import Placement
from .paths import Segment, outline
from .pdf import FONTS, Page, Sheets, write_pdf
from .setting import set_text
from .styles import Style, style_of

PT = 0.75
"""A px in pt."""


@dataclass(frozen=True, slots=True)
class Document:
    """How a document is made."""

    options: Options
    """How its pages are drawn; where it names a ``step``, of that one alone."""
    by: By = "wire"
    words: bool = True


def draw_pdf(trace: Trace, placement: Placement, document: Document) -> bytes:
    """Draw the steps of a story as the pages of a PDF, or one of them.

    Raises:
        ArgumentError: there is no such step.
        LimitError: there are too many pages.
    """
    options = document.options
    picture = Picture(trace, placement, options)
    frames = (
        frames_of(trace, document.by)
        if options.step is None
        else [Frame(options.step, options.step, _sentence(trace, options.step))]
    )
    sheet = Sheet(placement, frames, document.words)
    forms: dict[int, int] = {}
    written: list[bytes] = []
    pages = []
    for number, parts in enumerate(shown(trace, placement, options, frames)):
        for part in parts:
            if id(part) not in forms:
                forms[id(part)] = len(written)
                inks = [ink for item in part.items for ink in inks_of(item)]
                written.append(_draw(inks, picture.colours))
        calls = [f"/P{forms[id(part)]} Do" for part in parts]
        said = _draw(sheet.said(number, frames[number]), picture.colours)
        paper = "\n".join([*_paper(sheet, picture.colours), *calls, ""]).encode("ascii")
        pages.append(Page(sheet.width * PT, sheet.height * PT, paper + said))
    left, top, width, height = sheet.box
    box = left, top, left + width, top + height
    return write_pdf(Sheets(pages, written, box), picture.title)


def _sentence(trace: Trace, step: int) -> tuple[str, ...]:
    return (trace.steps[step - 1].sentence,) if step else ()


def _paper(sheet: Sheet, colours: Mapping[str, str]) -> Iterator[str]:
    """Turn the page so that y is down as in the picture, and colour it."""
    left, top, width, height = sheet.box
    yield f"{PT} 0 0 -{PT} {_n(-left * PT)} {_n((top + height) * PT)} cm"
    yield f"{_rgb(colours['paper'])} rg"
    yield f"{_n(left)} {_n(top)} {_n(width)} {_n(height)} re f"


def _draw(inks: Iterable[Ink], colours: Mapping[str, str]) -> bytes:
    """Draw texts and shapes."""
    drawn: list[str] = []
    for ink in inks:
        style = style_of(ink)
        if isinstance(ink, Text):
            drawn += _text(ink, style, colours)
        else:
            opacity = ink.opacity if isinstance(ink, Path) else None
            drawn.append(_shape(outline(ink), style, colours, opacity))
    return "\n".join(drawn).encode("ascii")


def _text(text: Text, style: Style, colours: Mapping[str, str]) -> Iterator[str]:
    yield f"{_rgb(colours[style.fill or 'ink'])} rg"
    for one in set_text(text, style):
        x, y = text.x + one.x, text.y - one.rise
        if one.codes:
            yield (
                f"BT /{FONTS[one.font]} {_n(one.size)} Tf 1 0 0 -1 {_n(x)} {_n(y)} Tm "
                f"<{one.codes.hex().upper()}> Tj ET"
            )
        else:
            corners = [(x + a * one.size, y - b * one.size) for a, b in one.corners]
            yield f"{_lines(corners)} f"


def _lines(corners: Iterable[tuple[float, float]]) -> str:
    first, *rest = [f"{_n(x)} {_n(y)}" for x, y in corners]
    return " ".join([f"{first} m", *(f"{point} l" for point in rest), "h"])


def _shape(
    segments: Iterable[Segment],
    style: Style,
    colours: Mapping[str, str],
    opacity: float | None,
) -> str:
    """Draw a shape; one that lets the paper through has the colour that this makes."""
    drawn = []
    if style.fill:
        share = 1.0 if opacity is None else opacity
        drawn.append(f"{_rgb(colours[style.fill], colours['paper'], share)} rg")
    if style.stroke:
        dash = "[]" if style.dash is None else f"[{_n(style.dash[0])} {_n(style.dash[1])}]"
        drawn.append(f"{_rgb(colours[style.stroke])} RG {_n(style.width)} w {dash} 0 d")
    for segment in segments:
        points = " ".join(f"{_n(x)} {_n(y)}" for x, y in segment.points)
        operator = {"move": "m", "line": "l", "curve": "c", "close": "h"}[segment.kind]
        drawn.append(f"{points} {operator}".strip())
    drawn.append("B" if style.fill and style.stroke else "f" if style.fill else "S")
    return " ".join(drawn)


def _rgb(colour: str, under: str = "", share: float = 1.0) -> str:
    """Write a colour, or what it makes over another one that shines through."""
    over = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    below = [int(under[k : k + 2], 16) / 255 for k in (1, 3, 5)] if under else over
    mixed = (share * a + (1 - share) * b for a, b in zip(over, below, strict=True))
    return " ".join(_n(part, 3) for part in mixed)


def _n(number: float, digits: int = 2) -> str:
    """Write a number without an exponent, which PDF does not read."""
    text = f"{number:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
